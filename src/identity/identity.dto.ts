import { ArrayUnique, IsArray, IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import { OPTIONAL_NOTICES, type OptionalNotice } from './identity.entities.js';

export class SignInDto {
  @IsString() @MinLength(1) @MaxLength(100) login: string;
  @IsString() @MinLength(1) @MaxLength(200) password: string;
}

export class ChangePasswordDto {
  @IsString() @MaxLength(200) old: string;
  @IsString() @MaxLength(200) fresh: string;
}

export class SwitchNoticesDto {
  /** Mails that are not wanted; what must be known is always sent. */
  @IsArray() @ArrayUnique() @IsIn(OPTIONAL_NOTICES, { each: true }) off: OptionalNotice[];
}
