import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Matches, MaxLength, Min, MinLength, ValidateIf } from 'class-validator';

const MONTH = /^[12]\d{3}-(0[1-9]|1[0-2])$/;

export class SwitchModelDto {
  /** `null`: the duty lists alone. */
  @ValidateIf(({ version }: SwitchModelDto) => version !== null) @IsInt() @Min(1) version!: number | null;
  @IsString() @MinLength(1) @MaxLength(500) @Matches(/\S/u) reason!: string;
}

export class CompareModelsDto {
  /** Left out: the duty lists alone. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) version?: number;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) before?: number;
}

export class SetAutomaticDto {
  /** Code of the organisation that answers for the accounts. */
  @IsString() @MinLength(1) @MaxLength(100) organisation!: string;
  @IsBoolean() on!: boolean;
  @IsString() @MinLength(1) @MaxLength(500) @Matches(/\S/u) reason!: string;
}

export class ProposalFiguresDto {
  @Matches(MONTH) from!: string;
  @Matches(MONTH) to!: string;
}
