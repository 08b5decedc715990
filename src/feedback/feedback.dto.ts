import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { ActDto, ReasonedActDto } from '../casefile/act.dto.js';
import { DISSATISFACTION_CAUSES, keysOf, RATINGS, RESOLUTIONS, type DissatisfactionCause, type Resolution, type Satisfaction } from '../core/vocabulary.js';
import { CONTACT_WAYS, type ContactWay } from '../handling/handling.entities.js';

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
  @IsOptional() @IsIn(keysOf(DISSATISFACTION_CAUSES)) cause?: DissatisfactionCause;
  /** What was found on looking into it. */
  @IsOptional() @IsString() @MaxLength(4000) found?: string;
  /** What is done about it, by whom and until when. */
  @IsOptional() @IsString() @MaxLength(4000) measure?: string;
}

/** 回访: with `reached` what the citizen said of the outcome; without it nothing. */
export class FollowUpDto extends ActDto {
  @IsIn(keysOf(CONTACT_WAYS)) way: ContactWay;
  @IsBoolean() reached: boolean;
  @IsOptional() @IsIn(keysOf(RESOLUTIONS)) resolved?: Resolution;
  @IsOptional() @IsIn(keysOf(RATINGS)) satisfaction?: Satisfaction;
  @IsOptional() @IsString() @MaxLength(2000) note?: string;
}

/** 挂账, and its periodic review: a `condition` or the day `until`, one of them at least. */
export class TrackingDto extends ActDto {
  @IsString() @MinLength(1) @MaxLength(2000) basis: string;
  @IsOptional() @IsString() @MinLength(1) @MaxLength(2000) condition?: string;
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/) until?: string;
  /** How and in which words the citizen was told. */
  @IsString() @MinLength(1) @MaxLength(2000) told: string;
}

/** 销账: what shows that the matter is settled. */
export class ClearingDto extends ActDto {
  @IsString() @MinLength(1) @MaxLength(4000) evidence: string;
}

/** 不再重复受理, with the document and article it rests on. */
export class EndRepeatsDto extends ReasonedActDto {
  @IsString() @MinLength(1) @MaxLength(500) basis: string;
}
