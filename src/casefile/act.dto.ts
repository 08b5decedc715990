import { IsInt, IsString, MaxLength, Min, MinLength } from 'class-validator';
import { actsAllowedIn, type ActName } from '../core/lifecycle.js';
import { STATES } from '../core/vocabulary.js';
import type { Moved } from './docket.js';

/** Every act carries the version of the case the person had seen; a stale one is refused and changes nothing. */
export class ActDto {
  @IsInt() @Min(1) version: number;
}

export class ReasonedActDto extends ActDto {
  @IsString() @MinLength(1) @MaxLength(2000) reason: string;
}

/** What a door answers after an act: where the case stands now and what may be done next. */
export interface ActAnswer {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly stateName: string;
  readonly version: number;
  readonly allowed: readonly ActName[];
}

export const answerOf = ({ case: file }: Moved): ActAnswer => ({
  id: file.id, number: file.number, state: file.state, stateName: STATES[file.state].zh, version: file.version, allowed: actsAllowedIn(file.state),
});
