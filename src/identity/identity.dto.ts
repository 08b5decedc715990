import { IsString, MaxLength, MinLength } from 'class-validator';

export class SignInDto {
  @IsString() @MinLength(1) @MaxLength(100) login: string;
  @IsString() @MinLength(1) @MaxLength(200) password: string;
}

export class ChangePasswordDto {
  @IsString() @MaxLength(200) old: string;
  @IsString() @MaxLength(200) fresh: string;
}
