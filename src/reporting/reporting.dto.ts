import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { REPORT_FORMATS, type ReportFormat } from './report-files.js';

export class ReportQueryDto {
  @IsOptional() @IsIn(REPORT_FORMATS) format?: ReportFormat;
  /** ISO 8601; nothing that happened later is counted. Without an offset in the calendar’s zone. Default: now. */
  @IsOptional() @IsString() @MaxLength(40) asOf?: string;
}

export class CountedQueryDto {
  /** Id or code of a unit. Default: the whole. */
  @IsOptional() @IsString() @MaxLength(100) department?: string;
  @IsOptional() @IsString() @MaxLength(40) asOf?: string;
}
