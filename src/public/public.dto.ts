import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';

export class LookupDto {
  @IsString() @MinLength(1) @MaxLength(100) caseNumber: string;
  @IsString() @MinLength(1) @MaxLength(40) queryCode: string;
}

export class AnswersQueryDto {
  /** `next` of the list before. */
  @IsOptional() @IsString() @MaxLength(80) before?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
}
