import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { LIFECYCLE, type ActName } from '../core/lifecycle.js';
import { keysOf } from '../core/vocabulary.js';

export class AuditPageDto {
  /** Id of the person who acted. */
  @IsOptional() @IsString() @MaxLength(36) person?: string;
  /** ISO 8601; without an offset in the calendar’s zone. */
  @IsOptional() @IsISO8601() from?: string;
  @IsOptional() @IsISO8601() until?: string;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(36) before?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit?: number;
}

export class HappeningsDto extends AuditPageDto {
  @IsOptional() @IsIn(keysOf(LIFECYCLE)) act?: ActName;
  /** Number of a case. */
  @IsOptional() @IsString() @MaxLength(60) case?: string;
}
