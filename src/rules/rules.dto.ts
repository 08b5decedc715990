import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { POLICY_NAME } from './policies.service.js';

export class TitleDto {
  @IsString() @MinLength(1) @MaxLength(100) zh!: string;
  @IsString() @MinLength(1) @MaxLength(100) en!: string;
}

export class ClonePolicyDto {
  @Matches(POLICY_NAME) name!: string;
  @IsOptional() @ValidateNested() @Type(() => TitleDto) title?: TitleDto;
  @IsString() @MinLength(1) @MaxLength(500) reason!: string;
}

export class PutPolicyDto {
  /** As in `config/policies`. */
  @IsObject() content!: Record<string, unknown>;
  /** The edition that was edited; refused if another has come since. */
  @IsOptional() @IsInt() @Min(1) edition?: number;
  @IsString() @MinLength(1) @MaxLength(500) reason!: string;
}

export class CheckPolicyDto {
  @IsObject() content!: Record<string, unknown>;
}

export class LoadNoticeDto {
  /** `{year, papers, off, makeup}`, or the widespread `{year, papers, days: [{name, date, isOffDay}]}`. */
  @IsObject() notice!: Record<string, unknown>;
  /** Only say what would move. */
  @IsOptional() @IsBoolean() dryRun?: boolean;
  @IsString() @MinLength(1) @MaxLength(500) reason!: string;
}

export class LocalDaysDto {
  /** Code of the unit; for all if left out. */
  @IsOptional() @IsString() @MaxLength(100) organisation?: string;
  /** `{source, off?, makeup?}`; without days they are withdrawn. */
  @IsObject() days!: Record<string, unknown>;
  @IsString() @MinLength(1) @MaxLength(500) reason!: string;
}

export class CalendarYearDto {
  @IsOptional() @IsString() @MaxLength(100) organisation?: string;
}

export class RebaseDto {
  @IsIn(['policy', 'calendar']) rules!: 'policy' | 'calendar';
  /** With `policy`: its name. */
  @IsOptional() @Matches(POLICY_NAME) policy?: string;
  /** Code of the unit whose cases, with those below it, are meant; all if left out. */
  @IsOptional() @IsString() @MaxLength(100) organisation?: string;
  @IsOptional() @IsBoolean() dryRun?: boolean;
  @IsString() @MinLength(1) @MaxLength(500) reason!: string;
}

export class CalendarYearParameterDto {
  @Type(() => Number) @IsInt() @Min(1900) @Max(9998) year!: number;
}
