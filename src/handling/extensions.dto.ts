import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { ActDto } from '../casefile/act.dto.js';

/** As long as the field of the approved text 延期告知 (`config/replies/extension.yaml`) takes. */
export const LONGEST_EXTENSION_REASON = 200;
/** Units of the clock; what is beyond is a slip of the finger. The policy’s own limit is far below. */
const MOST_UNITS = 366;

export class AskExtensionDto extends ActDto {
  /** In the unit of the citizen’s clock. */
  @IsInt() @Min(1) @Max(MOST_UNITS) amount: number;
  /** The citizen reads it, should the extension be granted: “因……，不能在原定日期前办结”. */
  @IsString() @MinLength(1) @MaxLength(LONGEST_EXTENSION_REASON) @Matches(/\S/) reason: string;
  /** 目前进展: what was found and done so far, as the citizen will read it. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(300) @Matches(/\S/) progress?: string;
}

export class GrantExtensionDto extends ActDto {
  @IsOptional() @IsString() @MaxLength(2000) reason?: string;
}
