import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { ActDto, ReasonedActDto } from '../casefile/act.dto.js';

/** A whole list at once: as many as a page of it shows. */
const MOST_AT_ONCE = 200;
/** Longer than any instruction gives. */
const MOST_DAYS = 366;

export class UrgeDto extends ReasonedActDto {
  @IsOptional() @IsString() @MaxLength(2000) asked?: string;
}

export class UrgedCaseDto {
  @IsString() @MinLength(1) @MaxLength(36) id: string;
  @IsInt() @Min(1) version: number;
}

export class UrgeManyDto {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_AT_ONCE) @ValidateNested({ each: true }) @Type(() => UrgedCaseDto) cases: UrgedCaseDto[];
  @IsString() @MinLength(1) @MaxLength(2000) @Matches(/\S/) reason: string;
  @IsOptional() @IsString() @MaxLength(2000) asked?: string;
}

export class PaperActDto extends ActDto {
  @IsString() @MinLength(1) @MaxLength(36) paperId: string;
}

/** 答复催办、督办：未办结的原因、已做的工作、答复日期。 */
export class PaperTextDto extends PaperActDto {
  @IsString() @MinLength(1) @MaxLength(4000) @Matches(/\S/) text: string;
}

export class PaperReasonDto extends PaperActDto {
  @IsString() @MinLength(1) @MaxLength(2000) @Matches(/\S/) reason: string;
}

export class SuperviseDto extends ReasonedActDto {
  /** What a ladder drafted; without it one is issued by hand. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(36) paperId?: string;
  @IsString() @MinLength(1) @MaxLength(2000) @Matches(/\S/) asked: string;
}

export class RaiseDto extends PaperReasonDto {
  @IsIn(['raised', 'talk']) level: 'raised' | 'talk';
}

export class ConcludeDto extends PaperActDto {
  /** 销号依据：核实的情况、佐证材料。 */
  @IsString() @MinLength(1) @MaxLength(4000) @Matches(/\S/) evidence: string;
}

export class InstructDto extends ActDto {
  @IsString() @MinLength(1) @MaxLength(100) @Matches(/\S/) leader: string;
  @IsString() @MinLength(1) @MaxLength(4000) @Matches(/\S/) text: string;
  /** Working days within which the result is to be reported. */
  @IsInt() @Min(1) @Max(MOST_DAYS) days: number;
}

export class PaperViewDto {
  @IsOptional() @IsIn(['json', 'page']) form?: 'json' | 'page';
  @IsOptional() @IsIn(['zh', 'en']) language?: 'zh' | 'en';
}
