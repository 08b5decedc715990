import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { KINDS, keysOf, PLATFORMS, type Kind } from '../core/vocabulary.js';
import { FORM_KEYS, type FormKey } from './forms-known.js';
import { REPORT_FORMATS, type ReportFormat } from './report-files.js';
import type { ChosenCase } from './typical-cases.js';

export class ReportQueryDto {
  @IsOptional() @IsIn(REPORT_FORMATS) format?: ReportFormat;
  /** ISO 8601; nothing that happened later is counted. Without an offset in the calendar’s zone. Default: now. */
  @IsOptional() @IsString() @MaxLength(40) asOf?: string;
}

export class FiguresQueryDto {
  /** `2026`, `2026-H1`, `2026-Q3`, `2026-10`, or `2026-10-01/2026-10-15` (both days counted). */
  @IsString() @MaxLength(21) period!: string;
  @IsOptional() @IsString() @MaxLength(40) asOf?: string;
  /** Code of an organisation: its accounts and those of the units below it. */
  @IsOptional() @IsString() @MaxLength(100) organisation?: string;
  /** Handle of an account. */
  @IsOptional() @IsString() @MaxLength(100) account?: string;
  @IsOptional() @IsIn(keysOf(PLATFORMS)) channel?: string;
  @IsOptional() @IsIn(keysOf(KINDS)) kind?: Kind;
  /** Code of a department, or of an organisation: what is charged to its departments, or those of the units below it; `-`: to none. */
  @IsOptional() @IsString() @MaxLength(100) unit?: string;
  /** For a spreadsheet: the figures as lines, or the workbook of the report. */
  @IsOptional() @IsIn(['json', 'csv', 'xlsx']) format?: 'json' | 'csv' | 'xlsx';
}

export class ListQueryDto extends FiguresQueryDto {
  /** Those with a due time set by the sender, which stand apart from the whole. */
  @IsOptional() @IsIn(['true', 'false']) imposed?: 'true' | 'false';
  /** The numbers for a spreadsheet. */
  @IsOptional() @IsIn(['json', 'csv']) declare format?: 'json' | 'csv';
}

export class CountedQueryDto {
  /** Id or code of a unit. Default: the whole. */
  @IsOptional() @IsString() @MaxLength(100) department?: string;
  @IsOptional() @IsString() @MaxLength(40) asOf?: string;
}

export class ChosenCaseDto implements ChosenCase {
  @IsString() @MinLength(1) @MaxLength(100) number!: string;
  @IsIn(['good', 'bad']) as!: ChosenCase['as'];
  /** 点评: what others should learn of it. */
  @IsString() @MinLength(2) @MaxLength(500) comment!: string;
}

export class DraftReportDto {
  @IsOptional() @IsIn(FORM_KEYS) form: FormKey = 'monthly';
  /** `2026`, `2026-H1`, `2026-Q3`, `2026-10`, `2026-W47`, `2026-10-01` or `2026-10-01/2026-10-15`. */
  @IsString() @MaxLength(21) period!: string;
  /** Of a brief on one topic. */
  @IsOptional() @IsString() @MaxLength(36) topicId?: string;
  /** Of typical cases: those a person chose. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => ChosenCaseDto) chosen?: ChosenCaseDto[];
}

export class IssuedQueryDto {
  @IsOptional() @IsIn(FORM_KEYS) form?: FormKey;
  @IsOptional() @IsString() @MaxLength(21) period?: string;
}

export class FormQueryDto {
  @IsString() @MaxLength(21) period!: string;
  @IsOptional() @IsString() @MaxLength(36) topicId?: string;
  @IsOptional() @IsIn(REPORT_FORMATS) format?: ReportFormat;
  /** One table alone, by its key: a ledger for a spreadsheet. */
  @IsOptional() @IsString() @MaxLength(40) table?: string;
}

export class ProposalsQueryDto {
  @IsString() @MaxLength(21) period!: string;
}

export class CorrectReportDto {
  /** What was wrong, as the correction says it. */
  @IsString() @MinLength(2) @MaxLength(500) reason!: string;
}

export class FrozenQueryDto {
  /** Id or code of a unit. Default: the whole. */
  @IsOptional() @IsString() @MaxLength(100) department?: string;
}
