import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';

export class AssessmentReasonDto {
  @IsString() @MinLength(1) @MaxLength(1000) @Matches(/\S/u) reason: string;
}

export class ObjectDto extends AssessmentReasonDto {
  /** The case that was counted against the unit. */
  @IsString() @MinLength(1) @MaxLength(36) assessedCaseId: string;
}

export class ProposeExclusionDto extends ObjectDto {
  /** One of the scheme’s. */
  @IsString() @MinLength(1) @MaxLength(40) ground: string;
}

export class DecideDto extends AssessmentReasonDto {
  /** Of an exclusion: it does not count. Of an objection: the deduction is cancelled. */
  @IsBoolean() granted: boolean;
}

export class AssessmentFormDto {
  @IsOptional() @IsIn(['xlsx', 'csv', 'json']) format?: 'xlsx' | 'csv' | 'json';
  @IsOptional() @IsIn(['zh', 'en']) language?: 'zh' | 'en';
}
