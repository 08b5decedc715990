import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { ActDto, ReasonedActDto } from '../casefile/act.dto.js';

export class AssignDto extends ActDto {
  /** Id or code of the department. */
  @IsString() @MinLength(1) @MaxLength(100) departmentId: string;
  @IsOptional() @IsString() @MaxLength(2000) note?: string;
}

export class MergeDto extends ReasonedActDto {
  /** The case that goes on for both. */
  @IsString() @MinLength(1) @MaxLength(36) leadId: string;
}

export class UnmergeDto extends ReasonedActDto {}
