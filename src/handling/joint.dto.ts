import { IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { ActDto, ReasonedActDto } from '../casefile/act.dto.js';

export class InviteDto extends ActDto {
  /** Id or code of the co-department 协办单位. */
  @IsString() @MinLength(1) @MaxLength(100) departmentId: string;
  /** What is asked of it. */
  @IsString() @MinLength(1) @MaxLength(2000) @Matches(/\S/) ask: string;
}

export class ContributeDto extends ActDto {
  /** Only needed to be sure which invitation is meant; a department has one at a time. */
  @IsOptional() @IsUUID() jointId?: string;
  @IsString() @MinLength(1) @MaxLength(20000) @Matches(/\S/) text: string;
}

export class DeclineContributionDto extends ReasonedActDto {
  @IsOptional() @IsUUID() jointId?: string;
}

export class WaiveContributionDto extends ReasonedActDto {
  @IsUUID() jointId: string;
}
