import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { firstIdAt } from '../base/ids.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { waysToSee } from '../views/visible.query.js';
import { happeningsFrom, visibleAmong } from './live.query.js';

/** What a listener is told: a case stands at a version now. Said again it says the same, so nothing is lost by repeating. */
export interface Update {
  readonly case: string;
  readonly version: number;
  readonly act: string;
}

export interface Hearer {
  readonly person: Person;
  /** `cursor` is where to go on after a broken line. */
  tell(updates: readonly Update[], cursor: Instant): void;
  /** The house closes; the listener comes again by itself. */
  end(): void;
}

/** Another process may commit an event written a moment earlier: looked for again, in ms. */
const OVERLAP_MS = 5_000;
const MOST_AT_ONCE = 500;
/** Who was away longer reads everything anew, in ms. */
export const LONGEST_GAP_MS = 15 * 60_000;

/** Live updates 实时更新: what others do appears at every console, whatever process they spoke to. */
@Injectable()
export class Live implements BeforeApplicationShutdown {
  private readonly hearers = new Set<Hearer>();
  private cursor: Instant | null = null;
  private told = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  /** Begins to tell; what happened since `since` is told at once. Returns how to stop. */
  async hear(hearer: Hearer, since: Instant | null): Promise<() => void> {
    this.hearers.add(hearer);
    this.cursor ??= this.clock.now();
    if (since !== null) await this.tellSince(hearer, since);
    return () => void this.hearers.delete(hearer);
  }

  /** One look for all listeners; nobody listening costs nothing. */
  async beat(): Promise<number> {
    if (this.hearers.size === 0) {
      this.cursor = null;
      return 0;
    }
    const now = this.clock.now();
    const since = (this.cursor ?? now) - OVERLAP_MS;
    const found = await happeningsFrom(this.database.rows.sql, firstIdAt(since), MOST_AT_ONCE);
    const fresh = found.filter(({ eventId }) => !this.told.has(eventId));
    this.told = new Set(found.map(({ eventId }) => eventId));
    this.cursor = now;
    if (fresh.length === 0) return 0;
    await this.directory.refresh();
    for (const hearer of this.hearers) await this.tell(hearer, fresh, now);
    return fresh.length;
  }

  beforeApplicationShutdown(): void {
    for (const hearer of this.hearers) hearer.end();
    this.hearers.clear();
  }

  private async tellSince(hearer: Hearer, since: Instant): Promise<void> {
    const now = this.clock.now();
    await this.directory.refresh();
    await this.tell(hearer, await happeningsFrom(this.database.rows.sql, firstIdAt(Math.max(since - OVERLAP_MS, now - LONGEST_GAP_MS)), MOST_AT_ONCE), now);
  }

  private async tell(hearer: Hearer, happenings: readonly { caseId: string; act: string }[], now: Instant): Promise<void> {
    const last = new Map(happenings.map(({ caseId, act }) => [caseId, act]));
    const visible = await visibleAmong(this.database.rows.sql, [...last.keys()], waysToSee(hearer.person, this.directory));
    const updates = [...visible].map(([id, version]): Update => ({ case: id, version, act: last.get(id)! }));
    if (updates.length > 0) hearer.tell(updates, now);
  }
}
