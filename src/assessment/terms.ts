import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Rulebook } from '../base/policy.js';
import type { Calendar } from '../core/time/calendar.js';
import { shiftWorkingDays } from '../core/time/measures.js';
import { provenDueOf } from '../core/time/proof.js';
import { systemActor } from '../identity/actor.js';
import { Matter } from '../journal/journal.entities.js';
import { recordMatter } from '../journal/matters.js';
import { Directory } from '../registry/directory.js';
import { Telling, Term, type TellingSort, type TermName } from './terms.entities.js';
import { termsDue } from './terms.query.js';

export interface Beginning {
  readonly matterId: string;
  readonly name: TermName;
  readonly concernsId: string;
  /** Working days, the day it begins not counted. */
  readonly amount: number;
  readonly organisationId: string;
  readonly personIds: readonly string[];
  readonly overseerIds?: readonly string[];
}

/** What is told a working day before, and when it has passed; a window that closes is told of no more. */
const WORDS: Record<TermName, { readonly soon: TellingSort; readonly missed: TellingSort | null }> = {
  hand_in: { soon: 'hand_in_soon', missed: 'hand_in_missed' },
  settle: { soon: 'hand_in_soon', missed: 'hand_in_missed' },
  object: { soon: 'object_soon', missed: null },
  decide_objection: { soon: 'decide_soon', missed: 'decide_missed' },
};
const PATHS: Record<TermName, (matterId: string) => string> = {
  hand_in: () => '/review-sheets', settle: () => '/review-sheets', object: (id) => `/assessments/${id}`, decide_objection: (id) => `/assessments/${id}`,
};
const AT_ONCE = 200;

/** The clocks of spot checks and assessments 期限, and whom they tell. */
@Injectable()
export class Terms {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
  ) {}

  async begin(turn: Turn, { matterId, name, concernsId, amount, organisationId, personIds, overseerIds = [] }: Beginning): Promise<void> {
    const calendarHash = this.rulebook.calendarHashFor(this.directory.path(organisationId));
    const calendar = this.rulebook.calendar(calendarHash);
    const { dueAt, dueDay, proof } = provenDueOf({ start: turn.now, amount, unit: 'workingDay' }, calendar, { clock: name });
    await turn.rows.insert(Term, {
      id: turn.ids.next(), matterId, name, concernsId, startAt: turn.now, amount, dueAt: dueAt!, dueDay: dueDay!, calendarHash, proof: JSON.stringify(proof),
      personIds: [...personIds], overseerIds: [...overseerIds], remindAt: remindAt(turn.now, dueDay!, calendar), remindedAt: null, stoppedAt: null, missedAt: null,
    });
  }

  /** Whether it was in time; a term that is not there, or stopped before, is left as it is. */
  async stop(turn: Turn, concernsId: string): Promise<{ late: boolean }> {
    const term = await turn.rows.one(Term, { concernsId });
    if (term && term.stoppedAt === null) await turn.rows.update(Term, term.id, { stoppedAt: turn.now });
    return { late: term !== undefined && turn.now > term.dueAt };
  }

  async tell(turn: Turn, sort: TellingSort, matterId: string, userIds: readonly string[], path: string, facts: Record<string, string | number>): Promise<void> {
    for (const userId of new Set(userIds)) await turn.rows.insert(Telling, { id: turn.ids.next(), sort, matterId, userId, facts, path, createdAt: turn.now, toldAt: null });
  }

  /** Reminders and misses that are due by now; returns how many terms were looked at. After downtime too, and once each. */
  async sweep(): Promise<number> {
    const due = await termsDue(this.database.rows.sql, this.clock.now(), AT_ONCE);
    for (const id of due) await this.database.write('relay', (turn) => this.pass(turn, id));
    return due.length;
  }

  private async pass(turn: Turn, id: string): Promise<void> {
    const term = await turn.rows.one(Term, { id }, { lock: true });
    if (!term || term.stoppedAt !== null || term.missedAt !== null) return;
    const facts = { dueDay: term.dueDay };
    const path = PATHS[term.name](term.matterId);
    if (term.dueAt >= turn.now) {
      if (term.remindedAt !== null) return;
      await turn.rows.update(Term, id, { remindedAt: turn.now });
      return await this.tell(turn, WORDS[term.name].soon, term.matterId, term.personIds, path, facts);
    }
    const { missed } = WORDS[term.name];
    if (missed === null) return void (await turn.rows.update(Term, id, { stoppedAt: term.dueAt }));
    await turn.rows.update(Term, id, { missedAt: term.dueAt });
    const matter = (await turn.rows.one(Matter, { id: term.matterId }))!;
    await recordMatter(turn, matter, 'miss', systemActor('terms'), { term: id, name: term.name, concerns: term.concernsId, dueAt: term.dueAt });
    await this.tell(turn, missed, term.matterId, [...term.personIds, ...term.overseerIds], path, facts);
  }
}

/** As office hours begin on the working day before, or on the day itself where that is over. */
function remindAt(now: Instant, dueDay: string, calendar: Calendar): Instant {
  const opening = (day: string): Instant => calendar.instant(`${day}T${calendar.officeHoursText[0]![0]}:00`);
  const before = opening(shiftWorkingDays(dueDay, -1, calendar));
  return before > now ? before : opening(dueDay);
}
