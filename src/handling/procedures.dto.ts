import { IsIn, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { keysOf, PROCEDURES, type Procedure } from '../core/vocabulary.js';
import { ActDto } from '../casefile/act.dto.js';

export class BeginProcedureDto extends ActDto {
  @IsIn(keysOf(PROCEDURES)) procedure: Procedure;
  /** The article, e.g. 《信访工作条例》第三十五条. */
  @IsString() @MinLength(1) @MaxLength(100) @Matches(/\S/) basis: string;
  /** The citizen reads it: “因……”. */
  @IsString() @MinLength(1) @MaxLength(200) @Matches(/\S/) reason: string;
}

export class EndProcedureDto extends ActDto {
  @IsString() @MinLength(1) @MaxLength(2000) @Matches(/\S/) outcome: string;
}
