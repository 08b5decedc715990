import { IsIn, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { HARMS, keysOf, type Harm } from '../core/vocabulary.js';
import { ActDto } from '../casefile/act.dto.js';

export class ProposePurgeDto extends ActDto {
  @IsIn(keysOf(HARMS)) code: Harm;
  /** Why and by whose instruction; never what the message said. */
  @IsString() @MinLength(1) @MaxLength(500) @Matches(/\S/u) basis: string;
}
