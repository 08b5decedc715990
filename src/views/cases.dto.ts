import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { ALL_STATES, keysOf, KINDS, type Kind, type State } from '../core/vocabulary.js';
import { DUTY_VIEWS, type DutyName } from './duties.query.js';

export class CaseListDto {
  /** A queue by duty; combines with the filters. */
  @IsOptional() @IsIn(keysOf(DUTY_VIEWS)) view?: DutyName;
  @IsOptional() @IsIn(ALL_STATES) state?: State;
  /** Code or id. */
  @IsOptional() @IsString() @MaxLength(100) department?: string;
  /** Handle. */
  @IsOptional() @IsString() @MaxLength(100) account?: string;
  @IsOptional() @IsIn(keysOf(KINDS)) kind?: Kind;
  /** ISO 8601; without an offset in the calendar’s zone. */
  @IsOptional() @IsISO8601() dueBefore?: string;
  /** Words of subject, text and number, the last one perhaps unfinished; or the whole name or contact of the writer. */
  @IsOptional() @IsString() @MaxLength(100) q?: string;
  /** Up to 100 numbers of cases, a comma between them: of these, those that the person may see. */
  @IsOptional() @IsString() @Matches(/^[^,]{1,40}(,[^,]{1,40}){0,99}$/) numbers?: string;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(200) after?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
}

export class InformantDto {
  /** Why the informant’s identity is read; it is written down. */
  @IsOptional() @IsString() @MaxLength(500) reason?: string;
}

export class ProofDto {
  @IsOptional() @IsIn(['json', 'citizen', 'page']) form?: 'json' | 'citizen' | 'page';
  /** As it was before it moved. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) revision?: number;
  @IsOptional() @IsIn(['zh', 'en']) language?: 'zh' | 'en';
}

export class SheetDto {
  @IsOptional() @IsIn(['zh', 'en']) language?: 'zh' | 'en';
}
