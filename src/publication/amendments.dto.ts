import { IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { GATES, keysOf, type Gate } from '../core/vocabulary.js';
import { ActDto, ReasonedActDto } from '../casefile/act.dto.js';
import type { AmendmentSort } from './amendments.entities.js';

/** The fields of the approved text 阶段性答复 (`config/replies/interim.yaml`), as long as it takes them. */
export class ProposeInterimDto extends ActDto {
  /** 已经查明. */
  @IsString() @MinLength(1) @MaxLength(400) @Matches(/\S/) facts: string;
  /** 正在办理. */
  @IsString() @MinLength(1) @MaxLength(300) @Matches(/\S/) doing: string;
  /** 下一个节点, and its day `YYYY-MM-DD`. */
  @IsString() @MinLength(1) @MaxLength(120) @Matches(/\S/) nextStep: string;
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/) nextDay: string;
}

export class ProposeAmendmentDto extends ReasonedActDto {
  @IsIn(['correct', 'retract'] satisfies AmendmentSort[]) sort: AmendmentSort;
  /** The corrected text, whole; not for taking down. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(20_000) @Matches(/\S/) toCitizen?: string;
  /** The hash of the verdict that was shown: who goes on in spite of warnings has seen them. */
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) seenVerdict?: string;
}

/** A name under a correction: the five gates 五关 are ticked one by one, as under a reply. */
export class SignAmendmentDto extends ActDto {
  @IsArray() @IsIn(keysOf(GATES), { each: true }) gates: Gate[];
  @IsOptional() @IsString() @MaxLength(2000) note?: string;
}

export class CorrectDto extends SignAmendmentDto {
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) seenVerdict?: string;
}
