import { ArrayNotEmpty, IsBoolean, IsEmail, IsIn, IsISO8601, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { keysOf, ROLES, type Role } from '../core/vocabulary.js';
import { SCOPES, type Scope } from './identity.entities.js';

export class NewPersonDto {
  @IsString() @MinLength(1) @MaxLength(100) login: string;
  @IsString() @MinLength(1) @MaxLength(100) name: string;
  @ArrayNotEmpty() @IsIn(keysOf(ROLES), { each: true }) roles: Role[];
  @IsOptional() @IsEmail() email?: string;
  /** Code or id. */
  @IsOptional() @IsString() department?: string;
  @IsOptional() @IsString() organisation?: string;
  @IsOptional() @IsIn(['zh', 'en']) locale?: string;
}

export class ChangePersonDto {
  @IsString() @MinLength(1) @MaxLength(100) name: string;
  @ArrayNotEmpty() @IsIn(keysOf(ROLES), { each: true }) roles: Role[];
  @IsOptional() @IsEmail() email?: string;
  @IsOptional() @IsString() @MaxLength(30) phone?: string;
  /** Code or id. */
  @IsOptional() @IsString() department?: string;
  @IsOptional() @IsString() organisation?: string;
  /** 停用: signs in no more; what the person did stays. */
  @IsBoolean() active: boolean;
}

export class AbsenceDto {
  /** ISO 8601; absent: the person is back. */
  @IsOptional() @IsISO8601() from?: string;
  @IsOptional() @IsISO8601() until?: string;
  /** 代理人 by login; `null` takes the substitute away. */
  @IsOptional() @IsString() substitute?: string | null;
}

export class NewTokenDto {
  @IsIn(SCOPES) scope: Scope;
  @IsOptional() @IsString() @MinLength(1) @MaxLength(100) name?: string;
  /** Handle; needed for channel and import. */
  @IsOptional() @IsString() account?: string;
}
