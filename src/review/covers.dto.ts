import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { ReasonedActDto } from '../casefile/act.dto.js';
import { COPIES, type CopyName } from '../core/judgement/covers.js';
import { COVER_KINDS, type CoverKind } from '../core/judgement/redaction-kinds.js';

/** Words of the original text, exactly as they stand there: every place is meant. */
export class UncoverDto extends ReasonedActDto {
  @IsIn(COPIES) copy: CopyName;
  @IsString() @MinLength(1) @MaxLength(200) quote: string;
}

export class CoverDto extends UncoverDto {
  /** What it is; the public reads 〔姓名〕 and the like. Default: 〔隐去〕. */
  @IsOptional() @IsIn(COVER_KINDS) kind?: CoverKind;
}
