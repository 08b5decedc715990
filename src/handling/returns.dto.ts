import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { ActDto, ReasonedActDto } from '../casefile/act.dto.js';

export class AskReturnDto extends ActDto {
  /** 职责依据: the duty or document by which the matter is another unit’s. */
  @IsString() @MinLength(1) @MaxLength(2000) @Matches(/\S/) basis: string;
  /** Id or code. */
  @IsOptional() @IsString() @MaxLength(100) suggestedDepartmentId?: string;
}

export class GrantReturnDto extends ActDto {
  @IsOptional() @IsString() @MaxLength(2000) reason?: string;
}

export class AdjudicateDto extends ReasonedActDto {
  /** Id or code of the department that shall handle it. */
  @IsString() @MinLength(1) @MaxLength(100) departmentId: string;
}
