import { Injectable } from '@nestjs/common';
import { Refusal } from '../core/refusal.js';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { queryCodeOf, sameSecret, Secrets } from '../base/secrets.js';
import type { Citizen } from '../identity/actor.js';
import { CaseFile } from './casefile.entities.js';

const WRONG_TRIES = 10;
const WINDOW_MS = 3_600_000;
/** Numbers remembered at once; a flood of invented numbers must not fill the memory. */
const REMEMBERED = 10_000;

interface Tries {
  readonly since: Instant;
  count: number;
}

/** Full-width letters and digits of an input method are meant as plain ones; a NUL no database keeps is nobody’s number. */
const plain = (typed: string): string => typed.normalize('NFKC').replaceAll('\0', '').trim();

/** Citizens are known by the number of their case and its query code, and by nothing else. */
@Injectable()
export class Citizens {
  private readonly tries = new Map<string, Tries>();

  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /**
   * The citizen who shows number and code, and the case. Ten wrong codes for a number within an hour close it for the
   * rest of that hour, whether the number exists or not, so that nothing is learned from the refusal.
   * @throws Refusal `wrong_code` | `too_many_tries` {seconds}
   */
  async with(caseNumber: string, queryCode: string): Promise<{ citizen: Citizen; file: CaseFile }> {
    const number = plain(caseNumber);
    this.refuseAfterMany(number);
    const file = await this.database.rows.one(CaseFile, { number });
    const right = file !== undefined && sameSecret(queryCodeOf(this.secrets, file.id), plain(queryCode).toUpperCase());
    if (!right) {
      this.remember(number);
      throw new Refusal('wrong_code');
    }
    this.tries.delete(number);
    return { citizen: { kind: 'citizen', caseId: file.id }, file };
  }

  private refuseAfterMany(number: string): void {
    const known = this.tries.get(number);
    if (!known) return;
    const left = known.since + WINDOW_MS - this.clock.now();
    if (left <= 0) this.tries.delete(number);
    else if (known.count >= WRONG_TRIES) throw new Refusal('too_many_tries', { seconds: Math.ceil(left / 1000) });
  }

  private remember(number: string): void {
    const known = this.tries.get(number);
    if (known) known.count += 1;
    else this.tries.set(number, { since: this.clock.now(), count: 1 });
    // A map keeps the order of entry: the oldest number is forgotten first.
    if (this.tries.size > REMEMBERED) this.tries.delete(this.tries.keys().next().value!);
  }
}
