import { Type } from 'class-transformer';
import { IsIn, IsISO8601, IsObject, IsOptional, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { keysOf, KINDS, PUBLICITIES, URGENCIES, type Kind, type Publicity, type Urgency } from '../core/vocabulary.js';

export class AuthorDto {
  @IsString() @MinLength(1) @MaxLength(200) id: string;
  @IsOptional() @IsString() @MaxLength(200) name?: string;
  @IsOptional() @IsString() @MaxLength(200) contact?: string;
}

export class MessageDto {
  /** The platform’s own id: the same id again answers with the same case. */
  @IsString() @MinLength(1) @MaxLength(200) externalId: string;
  /** ISO 8601; without an offset it is in the calendar’s zone. */
  @IsISO8601() occurredAt: string;
  @IsOptional() @IsString() @MaxLength(500) subject?: string;
  @IsString() text: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => AuthorDto) author?: AuthorDto;
  @IsOptional() @IsIn(keysOf(KINDS)) kind?: Kind;
  @IsOptional() @IsIn(keysOf(PUBLICITIES)) publicity?: Publicity;
}

export class OriginDto {
  /** 领导留言板, 互联网+督查, 12345, 信访 … */
  @IsString() @MinLength(1) @MaxLength(100) system: string;
  @IsOptional() @IsString() @MaxLength(100) number?: string;
  /** The sender’s own due time; never recomputed. */
  @IsOptional() @IsISO8601() dueAt?: string;
}

/** The office’s own form: what came by paper, telephone, visit, or from a superior system. */
export class EntryDto extends MessageDto {
  @IsString() account: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => OriginDto) origin?: OriginDto;
  @IsOptional() @IsIn(keysOf(URGENCIES)) urgency?: Urgency;
}

export class CitizenCodeDto {
  @IsString() @MinLength(1) @MaxLength(100) caseNumber: string;
  @IsString() @MinLength(1) @MaxLength(40) queryCode: string;
}

export class SupplementDto extends CitizenCodeDto {
  @IsString() @MinLength(1) @MaxLength(20000) text: string;
}
