import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Rulebook, type PlacedDays, type Version } from '../base/policy.js';
import { parsePolicy } from '../core/time/policy-parse.js';
import { CalendarNotice, LocalDays, OwnPolicy, RuleVersion } from './registry.entities.js';

/** What a clock pins. */
export interface Pins {
  readonly policyHash: string;
  readonly calendarHash: string;
}

/**
 * The office’s own rules in the database, laid over the presets, and every version that a clock was ever computed by:
 * an upgrade that replaces `config/` breaks no pinned clock, and what another process changed is known here soon.
 */
@Injectable()
export class RuleVersions {
  private readonly kept = new Set<string>();
  private lastOwn = '';

  constructor(
    private readonly rules: Rulebook,
    private readonly database: Database,
  ) {}

  /** Keeps the versions in force. Once at start, after `refresh`. */
  async keepInForce(): Promise<void> {
    const missing = this.rules.versions().filter(({ hash }) => !this.kept.has(hash));
    if (missing.length === 0) return;
    await this.database.write('person', async (turn) => {
      for (const version of missing) await this.keep(turn, version);
    });
    await this.refresh();
  }

  /** Reads the office’s own rules and the versions that others kept. */
  async refresh(): Promise<void> {
    const { rows } = this.database;
    const [policies, notices, days] = await Promise.all([
      rows.find(OwnPolicy, {}, { orderBy: 'edition' }), rows.find(CalendarNotice, {}, { orderBy: 'edition' }), rows.find(LocalDays, {}, { orderBy: 'edition' }),
    ]);
    const own = [policies, notices, days].flat().map(({ id }) => id).toSorted().join(' ');
    if (own !== this.lastOwn) {
      this.rules.renew({
        policies: lastOf(policies, ({ name }) => name).map(({ content }) => parsePolicy(content)),
        years: lastOf(notices, ({ year }) => year).map(({ content }) => content),
        days: lastOf(days, ({ code }) => code).map(placed),
      });
      this.lastOwn = own;
    }
    await this.learn(this.database.rows);
  }

  /** The versions these clocks pin are known from here on. */
  async know(turn: Pick<Turn, 'rows'>, clocks: readonly Pins[]): Promise<void> {
    if (clocks.some((pins) => !this.knows(pins))) await this.learn(turn.rows);
  }

  /** Writes down the versions a clock was just computed by, if nobody has yet. */
  async keepUsed(turn: Turn, { policyHash, calendarHash }: Pins): Promise<void> {
    for (const hash of [policyHash, calendarHash]) {
      if (!this.kept.has(hash)) await this.keep(turn, this.rules.versionOf(hash));
    }
  }

  /** Within a turn that changes rules: the new version is written with the change. */
  async keep(turn: Turn, { sort, name, hash, content }: Version<unknown>): Promise<void> {
    if (await turn.rows.one(RuleVersion, { hash })) return;
    await turn.rows.insertOnce(RuleVersion, { hash, sort, name, content: JSON.stringify(content), firstUsedAt: turn.now });
  }

  private knows({ policyHash, calendarHash }: Pins): boolean {
    return this.kept.has(policyHash) && this.kept.has(calendarHash);
  }

  private async learn(rows: Turn['rows']): Promise<void> {
    const hashes = await rows.column(RuleVersion, 'hash');
    const unknown = hashes.filter((hash) => !this.kept.has(hash));
    if (unknown.length === 0) return;
    for (const { sort, name, hash, content } of await rows.find(RuleVersion, { hash: unknown })) {
      this.rules.learn({ sort: sort as Version<unknown>['sort'], name, hash, content: JSON.parse(content) as unknown });
      this.kept.add(hash);
    }
  }
}

/** The last edition of each, in the order of the key. */
function lastOf<T, K extends string | number>(editions: readonly T[], keyOf: (edition: T) => K): T[] {
  const last = new Map(editions.map((edition) => [keyOf(edition), edition]));
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edition]) => edition);
}

const placed = ({ code, organisationId, source, off, makeup }: LocalDays): PlacedDays => ({ code, organisationId, source, off, makeup });
