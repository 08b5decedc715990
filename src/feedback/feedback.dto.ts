import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { ReasonedActDto } from '../casefile/act.dto.js';
import { keysOf, RATINGS, RESOLUTIONS, type Resolution, type Satisfaction } from '../core/vocabulary.js';

/** What a citizen thinks of the answer, shown with number and query code. */
export class RatingDto {
  @IsString() @MinLength(1) @MaxLength(100) caseNumber: string;
  @IsString() @MinLength(1) @MaxLength(40) queryCode: string;
  @IsIn(keysOf(RATINGS)) satisfaction: Satisfaction;
  @IsIn(keysOf(RESOLUTIONS)) resolved: Resolution;
  @IsOptional() @IsString() @MaxLength(2000) text?: string;
}

/** The same from the form of the public page, which carries its own language and size along. */
export class RatingFormDto extends RatingDto {
  @IsOptional() @IsIn(['zh', 'en', '']) lang?: string;
  @IsOptional() @IsIn(['1', '']) large?: string;
}

export const DECISIONS = ['upheld', 'not_upheld'] as const;

/** 研判: whether the citizen’s dissatisfaction is upheld 属实. */
export class StudyDto extends ReasonedActDto {
  @IsIn(DECISIONS) decision: (typeof DECISIONS)[number];
}
