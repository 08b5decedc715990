import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

export class RotaImportDto {
  /** Its ending says how it is read: .yaml or .csv. */
  @IsOptional() @IsString() @MaxLength(200) name?: string;
  /** Code of the organisation; the person’s own if left out. */
  @IsOptional() @IsString() @MaxLength(100) organisation?: string;
}

export class RotaMonthDto {
  @IsOptional() @Matches(/^\d{4}-(?:0[1-9]|1[0-2])$/) month?: string;
  @IsOptional() @IsString() @MaxLength(100) organisation?: string;
}

export class RotaSwapDto {
  @Matches(DAY) day: string;
  /** When the shift begins. */
  @Matches(TIME) from: string;
  /** Logins. */
  @IsString() @MinLength(1) @MaxLength(100) absent: string;
  @IsString() @MinLength(1) @MaxLength(100) substitute: string;
  @IsString() @MinLength(1) @MaxLength(200) @Matches(/\S/u) reason: string;
}

export class RotaNoteDto {
  @IsString() @MinLength(1) @MaxLength(5000) @Matches(/\S/u) text: string;
}
