import { IsString, MaxLength, MinLength } from 'class-validator';
import { ActDto, ReasonedActDto } from '../casefile/act.dto.js';

/** 答复催办：未办结的原因、已做的工作、答复日期。 */
export class ReplyToUrgeDto extends ActDto {
  @IsString() @MinLength(1) @MaxLength(36) paperId: string;
  @IsString() @MinLength(1) @MaxLength(4000) text: string;
}

export class AcceptUrgeReplyDto extends ActDto {
  @IsString() @MinLength(1) @MaxLength(36) paperId: string;
}

export class ReturnUrgeReplyDto extends ReasonedActDto {
  @IsString() @MinLength(1) @MaxLength(36) paperId: string;
}
