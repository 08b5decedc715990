import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, Matches, MaxLength, Min, MinLength } from 'class-validator';
import { DOINGS, type Doing } from './desk.entities.js';

export class DraftDto {
  /** What the form holds, field by field. */
  @IsObject() content: Record<string, unknown>;
  /** The version of the case the person had seen. */
  @IsInt() @Min(1) caseVersion: number;
}

export class SavedViewDto {
  @IsString() @MinLength(1) @MaxLength(60) @Matches(/\S/) name: string;
  /** The filters as they stand in the address. */
  @IsObject() query: Record<string, string>;
  @IsOptional() @IsBoolean() shared?: boolean;
}

export class PresenceDto {
  @IsIn(DOINGS) doing: Doing;
  /** Take the pen from whoever holds it. */
  @IsOptional() @IsBoolean() takeOver?: boolean;
}
