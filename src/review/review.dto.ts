import { IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { ActDto, ReasonedActDto } from '../casefile/act.dto.js';
import { GATES, keysOf, type Gate } from '../core/vocabulary.js';

/** A name under a reply: the five gates 五关 are ticked one by one. */
export class SignDto extends ActDto {
  @IsArray() @IsIn(keysOf(GATES), { each: true }) gates: Gate[];
  @IsOptional() @IsString() @MaxLength(2000) note?: string;
}

export class ApproveDto extends SignDto {
  /** The hash of the verdict that was shown: who approves in spite of warnings has seen them. */
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) seenVerdict?: string;
}

export class ReleaseDto extends ReasonedActDto {
  /** The code of the finding that is let through. */
  @IsString() @MinLength(1) @MaxLength(60) code: string;
}
