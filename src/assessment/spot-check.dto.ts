import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsNumber, IsObject, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** A period by its first and last day, both counted. */
export class PeriodDto {
  @Matches(DAY) from: string;
  @Matches(DAY) to: string;
}

export class SizeDto {
  @IsIn(['number', 'share']) by: 'number' | 'share';
  /** Of `number`: cases in all. */
  @IsOptional() @IsInt() @Min(1) @Max(5000) cases?: number;
  /** Of `share`: of each stratum, above 0 up to 1. */
  @IsOptional() @IsNumber() @Min(0.0001) @Max(1) share?: number;
  /** Of each stratum at least so many. */
  @IsInt() @Min(0) @Max(1000) least: number;
}

export class SampleDto extends PeriodDto {
  /** Left out: as `config/spot-check.yaml` says. */
  @IsOptional() @ValidateNested() @Type(() => SizeDto) size?: SizeDto;
}

export class DrawDto extends SampleDto {
  @IsString() @MinLength(1) @MaxLength(120) @Matches(/\S/u) title: string;
  /** People who may be given cases to check. */
  @IsArray() @ArrayMinSize(2) @ArrayMaxSize(200) @IsString({ each: true }) @MaxLength(36, { each: true }) checkerIds: string[];
}

export class AppointDto {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(200) @IsString({ each: true }) @MaxLength(36, { each: true }) checkerIds: string[];
}

export class HandInDto {
  /** Part → value, each part of the sheet. */
  @IsObject() marks: Record<string, number>;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}

export class RecuseDto {
  @IsString() @MinLength(1) @MaxLength(500) @Matches(/\S/u) reason: string;
}

export class CloseDto {
  /** Asked for where cases are still unsettled: they stay out of the results. */
  @IsOptional() @IsString() @MaxLength(500) reason?: string;
}
