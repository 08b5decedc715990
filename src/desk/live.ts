import { isDeepStrictEqual } from 'node:util';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { firstIdAt } from '../base/ids.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { waysToSee } from '../views/visible.query.js';
import { happeningsAfter, takenFrom, visibleAmong, type Happening } from './live.query.js';

/** What a listener is told: a case stands at a version now. Said again it says the same, so nothing is lost by repeating. */
export interface Update {
  readonly case: string;
  readonly version: number;
  readonly act: string;
}

export interface Hearer {
  readonly person: Person;
  /** Who listens at this moment, asked again before anything is told: nobody once the session has ended. */
  now(): Promise<Person | undefined>;
  /** `cursor` is where to go on after a broken line. */
  tell(updates: readonly Update[], cursor: Instant): void;
  /** These cases were taken from the person’s department and are out of sight. */
  taken(caseIds: readonly string[], cursor: Instant): void;
  /** Nothing happened, and the line still holds: said now and then, so that a cut line is noticed at both ends. */
  still(cursor: Instant): void;
  /** Other roles or another department: what lies open was the former one’s to see. */
  changed(): void;
  /** The house closes, or the line is nobody’s any more; a listener who may comes again by itself. */
  end(): void;
}

/** Another process may commit an event written a moment earlier: looked for again, in ms. */
const OVERLAP_MS = 5_000;
const MOST_AT_ONCE = 500;
/** So often a line is said to hold, in ms; a listener that hears nothing for thrice as long comes again. */
const STILL_MS = 20_000;
/** Who was away longer reads everything anew, in ms. */
export const LONGEST_GAP_MS = 15 * 60_000;

/** Live updates 实时更新: what others do appears at every console, whatever process they spoke to. */
@Injectable()
export class Live implements BeforeApplicationShutdown {
  private readonly hearers = new Set<Hearer>();
  private cursor: Instant | null = null;
  private told = new Set<string>();
  private stillAt: Instant = 0;

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  /** Begins to tell; what happened since `since` is told at once. Returns how to stop. */
  async hear(hearer: Hearer, since: Instant | null): Promise<() => void> {
    this.hearers.add(hearer);
    this.cursor ??= this.clock.now();
    // Where to go on is known from the first moment: a line that breaks before anything was told loses nothing either.
    hearer.still(since ?? this.clock.now());
    if (since !== null) await this.tellSince(hearer, since);
    return () => void this.hearers.delete(hearer);
  }

  /** A line ends with the session it was opened in, and when other roles see other cases. */
  private async endWhereNobodyListens(): Promise<void> {
    for (const hearer of this.hearers) {
      const person = await hearer.now();
      if (isDeepStrictEqual(person, hearer.person)) continue;
      if (person) hearer.changed();
      this.hearers.delete(hearer);
      hearer.end();
    }
  }

  /** One look for all listeners; nobody listening costs nothing. */
  async beat(): Promise<number> {
    if (this.hearers.size === 0) {
      this.cursor = null;
      return 0;
    }
    const now = this.clock.now();
    const since = (this.cursor ?? now) - OVERLAP_MS;
    const found = await this.happeningsSince(since);
    const fresh = found.filter(({ eventId }) => !this.told.has(eventId));
    this.told = new Set(found.map(({ eventId }) => eventId));
    this.cursor = now;
    const isQuiet = Math.abs(now - this.stillAt) < STILL_MS;
    if (fresh.length > 0 || !isQuiet) await this.endWhereNobodyListens();
    if (fresh.length > 0) {
      await this.directory.refresh();
      for (const hearer of this.hearers) await this.tell(hearer, fresh, { since, now });
    }
    if (!isQuiet) {
      this.stillAt = now;
      for (const hearer of this.hearers) hearer.still(now);
    }
    return fresh.length;
  }

  beforeApplicationShutdown(): void {
    for (const hearer of this.hearers) hearer.end();
    this.hearers.clear();
  }

  private async tellSince(hearer: Hearer, since: Instant): Promise<void> {
    const now = this.clock.now();
    await this.directory.refresh();
    const from = Math.max(since - OVERLAP_MS, now - LONGEST_GAP_MS);
    await this.tell(hearer, await this.happeningsSince(from), { since: from, now });
  }

  /** All of them, page by page: an import or a rebase writes thousands in a second. */
  private async happeningsSince(since: Instant): Promise<Happening[]> {
    const found: Happening[] = [];
    let id = firstIdAt(since);
    for (;;) {
      const page = await happeningsAfter(this.database.rows.sql, id, MOST_AT_ONCE);
      found.push(...page);
      if (page.length < MOST_AT_ONCE) return found;
      id = page.at(-1)!.eventId;
    }
  }

  private async tell(hearer: Hearer, happenings: readonly { caseId: string; act: string }[], { since, now }: { since: Instant; now: Instant }): Promise<void> {
    const { sql } = this.database.rows;
    const { departmentId } = hearer.person;
    const last = new Map(happenings.map(({ caseId, act }) => [caseId, act]));
    const ids = [...last.keys()];
    for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
      const some = ids.slice(from, from + MOST_AT_ONCE);
      const visible = await visibleAmong(sql, some, waysToSee(hearer.person, this.directory));
      const updates = [...visible].map(([id, version]): Update => ({ case: id, version, act: last.get(id)! }));
      if (updates.length > 0) hearer.tell(updates, now);
      const taken = departmentId === null ? [] : await takenFrom(sql, departmentId, some.filter((id) => !visible.has(id)), since);
      if (taken.length > 0) hearer.taken(taken, now);
    }
  }
}
