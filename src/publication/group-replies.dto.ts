import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, MinLength } from 'class-validator';
import { GATES, keysOf, type Gate } from '../core/vocabulary.js';

/** So many citizens are answered in one commit; a larger matter takes a second group reply. */
export const MOST_MEMBERS = 200;

export class DraftGroupReplyDto {
  @IsString() @MinLength(1) @MaxLength(100) @Matches(/\S/) title: string;
  @IsString() @MinLength(1) @MaxLength(20_000) @Matches(/\S/) toCitizen: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_MEMBERS) @ArrayUnique() @IsString({ each: true }) caseIds: string[];
}

export class GroupActDto {
  /** Of the group reply, as the person had seen it. */
  @IsInt() @Min(1) version: number;
}

/** What is left out stays as it is. */
export class EditGroupReplyDto extends GroupActDto {
  @IsOptional() @IsString() @MinLength(1) @MaxLength(100) @Matches(/\S/) title?: string;
  @IsOptional() @IsString() @MinLength(1) @MaxLength(20_000) @Matches(/\S/) toCitizen?: string;
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_MEMBERS) @ArrayUnique() @IsString({ each: true }) caseIds?: string[];
}

export class GroupMemberDto extends GroupActDto {
  @IsString() caseId: string;
  @IsString() @MinLength(1) @MaxLength(2000) @Matches(/\S/) reason: string;
}

export class SubmitGroupReplyDto extends GroupActDto {
  /** The hash of the verdict that was shown: who goes on in spite of warnings has seen them. */
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) seenVerdict?: string;
}

export class SignGroupReplyDto extends SubmitGroupReplyDto {
  @IsArray() @IsIn(keysOf(GATES), { each: true }) gates: Gate[];
  @IsOptional() @IsString() @MaxLength(2000) note?: string;
}

export class ReasonedGroupActDto extends GroupActDto {
  @IsString() @MinLength(1) @MaxLength(2000) @Matches(/\S/) reason: string;
}

export class ReleaseGroupReplyDto extends ReasonedGroupActDto {
  @IsString() @MinLength(1) @MaxLength(60) code: string;
}

export const GROUP_DUTIES = ['draft', 'review', 'answer', 'answered'] as const;

export class GroupRepliesDto {
  /** The queue: to go on with, to review or sign, to send out; without it all. */
  @IsOptional() @IsIn(GROUP_DUTIES) duty?: (typeof GROUP_DUTIES)[number];
}
