import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class AskOpinionDto {
  /** The id of a case. */
  @IsString() @MinLength(1) @MaxLength(40) case: string;
  /** The reply as it is being written; if left out, the one that was handed in. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(20_000) reply?: string;
}

export class OpinionsOfDto {
  @IsString() @MinLength(1) @MaxLength(40) case: string;
}
