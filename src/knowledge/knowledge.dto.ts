import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, MaxLength, Min, MinLength, ValidateIf, ValidateNested } from 'class-validator';
import { ENTRY_STATES, type EntryState } from '../core/knowledge.js';
import { keysOf } from '../core/vocabulary.js';

export const LONGEST_ANSWER = 20_000;

/** Only the web: a link that runs a program is none. */
const WEB = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

export class BasisDto {
  @IsString() @MinLength(1) @MaxLength(200) @Matches(/\S/) title: string;
  @IsOptional() @IsString() @MaxLength(100) number?: string | null;
  @IsOptional() @IsString() @MaxLength(100) article?: string | null;
  @IsOptional() @IsUrl(WEB) @MaxLength(500) link?: string | null;
}

export class EntryDto {
  @IsString() @MinLength(2) @MaxLength(300) @Matches(/\S/) question: string;
  @IsOptional() @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @MaxLength(300, { each: true }) similar?: string[];
  @IsString() @MinLength(2) @MaxLength(LONGEST_ANSWER) @Matches(/\S/) answer: string;
  @IsOptional() @IsString() @MaxLength(100) region?: string | null;
  @IsOptional() @IsString() @MaxLength(100) audience?: string | null;
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => BasisDto) basis?: BasisDto[];
  /** 责任单位: code or id. */
  @IsString() @MinLength(1) @MaxLength(100) department: string;
  /** `YYYY-MM-DD`; if left out, counted in working days from the approval. */
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/) reviewBy?: string | null;
}

export class EditEntryDto extends EntryDto {
  /** The latest version the person had seen. */
  @IsInt() @Min(1) @Max(2_147_483_647) version: number;
}

export class VersionDto {
  @IsInt() @Min(1) @Max(2_147_483_647) version: number;
}

export class ApproveDto {
  /** Of the version that was read: an approval covers these words and no others. */
  @Matches(/^[0-9a-f]{64}$/) contentHash: string;
  @IsOptional() @IsString() @MaxLength(1000) note?: string;
}

class ApprovalDto extends ApproveDto {
  @IsString() @MaxLength(40) id: string;
}

export class ApprovalsDto {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => ApprovalDto) approvals: ApprovalDto[];
}

export class NoteDto {
  @IsString() @MinLength(1) @MaxLength(1000) @Matches(/\S/) reason: string;
}

export class UseDto {
  /** The id of the case whose reply it was put into. */
  @IsString() @MinLength(1) @MaxLength(40) case: string;
}

export class RepealDto {
  @ValidateIf(({ number }: RepealDto) => !number) @IsString() @MinLength(2) @MaxLength(200) title?: string;
  @IsOptional() @IsString() @MinLength(2) @MaxLength(100) number?: string;
  @IsString() @MinLength(1) @MaxLength(1000) @Matches(/\S/) reason: string;
  /** Whether the entries that rest on it go offline at once. */
  @IsOptional() @IsBoolean() takeOffline?: boolean;
}

const listed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.split(',') : value);

export class EntryListDto {
  @IsOptional() @IsString() @MaxLength(200) q?: string;
  /** Several, with commas between. */
  @IsOptional() @Transform(listed) @IsIn(keysOf(ENTRY_STATES), { each: true }) state?: EntryState[];
  @IsOptional() @IsString() @MaxLength(100) department?: string;
  @IsOptional() @IsIn(['review', 'repealed']) view?: 'review' | 'repealed';
  @IsOptional() @IsString() @MaxLength(40) before?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
}

export class SearchDto {
  @IsString() @MinLength(1) @MaxLength(200) q: string;
  /** `1` while the question is being typed: the last word may be unfinished, and nothing is counted. */
  @IsOptional() @IsIn(['0', '1']) typing?: '0' | '1';
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(50) limit?: number;
}

export class ChangesDto {
  /** `next` of the answer before; nothing at first. */
  @IsOptional() @Matches(/^\d{1,15}$/) since?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(500) limit?: number;
}

export class DifferencesDto {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) from?: number;
}

export class NumberDto {
  @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) number: number;
}

export class VersionOfDto {
  @IsString() @MaxLength(40) id: string;
  @Type(() => Number) @IsInt() @Min(1) @Max(2_147_483_647) version: number;
}

export class OpinionOnEntryDto {
  @IsBoolean() helpful: boolean;
}

export class SourceDto {
  @IsString() @MinLength(1) @MaxLength(100) name: string;
  /** The address of the other base, such as `https://base.example.gov.cn`, or of its changes. */
  @IsString() @MinLength(1) @MaxLength(2000) url: string;
  @IsOptional() @IsInt() @Min(5) @Max(10_080) everyMinutes?: number;
}

export class SwitchSourceDto {
  @IsBoolean() active: boolean;
}

export class FiguresDto {
  @Matches(/^\d{4}-\d{2}-\d{2}$/) from: string;
  /** The day after the last. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/) until: string;
}

export class ExportDto {
  @IsOptional() @IsIn(['jsonl', 'csv']) form?: 'jsonl' | 'csv';
}
