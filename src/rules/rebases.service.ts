import { Injectable, Logger } from '@nestjs/common';
import { breath } from '../base/breath.js';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Rulebook } from '../base/policy.js';
import { CaseFile, Deadline } from '../casefile/casefile.entities.js';
import { Clocks } from '../casefile/clocks.js';
import { Docket } from '../casefile/docket.js';
import type { ClockState } from '../core/clock-state.js';
import { refuseUnless } from '../core/refusal.js';
import { systemActor } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { moves, rebaseOf, Renewal, type Renewed, type Target } from './renewal.js';
import { Rebasing, type RebasingFault } from './rules.entities.js';
import { casesWithOpenClocks } from './rules.query.js';

/** Cases read at once for a preview, and moved in one transaction. */
const READ_AT_ONCE = 500;
const MOVED_AT_ONCE = 25;
/** A preview names so many clocks; the numbers are of all. */
const NAMED = 500;
const ACTOR = systemActor('rules');

/** What a clock’s change would mean, in words a person can check. */
export interface PreviewedClock {
  readonly caseNumber: string;
  readonly clock: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly overdueBefore: boolean;
  readonly overdueAfter: boolean;
  readonly provisional: boolean;
}

/** “37 件将变动，其中 4 件将逾期”. */
export interface Preview {
  /** Cases on which a clock would change, and those clocks. */
  readonly cases: number;
  readonly clocks: number;
  /** Clocks whose due time would move. */
  readonly moved: number;
  readonly later: number;
  readonly earlier: number;
  readonly becomeOverdue: number;
  readonly noLongerOverdue: number;
  /** Clocks whose date would be firm, or would no longer be. */
  readonly becomeFirm: number;
  readonly becomeProvisional: number;
  /** The first of them. */
  readonly named: readonly PreviewedClock[];
}

export type Order = Omit<Target, 'calendarHash'> & { readonly reason: string; readonly orderedBy: string };

/** 重算时限: what other rules would move, and then the same for real, one event a case, resumed after a crash. */
@Injectable()
export class Rebases {
  private readonly logger = new Logger(Rebases.name);
  private working: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly rules: Rulebook,
    private readonly directory: Directory,
    private readonly docket: Docket,
    private readonly clocks: Clocks,
  ) {}

  /** What would move; nothing is written. */
  async preview(target: Target): Promise<Preview> {
    await this.directory.refresh(true);
    const renewal = new Renewal(this.rules, this.directory, target);
    const { rows } = this.database;
    const tally = new Tally(this.clock.now(), this.rules);
    for (let reached = ''; ; ) {
      const ids = await casesWithOpenClocks(rows.sql, reached, READ_AT_ONCE);
      if (ids.length === 0) return tally.preview();
      const files = await rows.find(CaseFile, { id: ids }, { orderBy: 'id' });
      const clocks = Map.groupBy(await rows.find(Deadline, { caseId: ids, stoppedAt: null }, { orderBy: 'id' }), ({ caseId }) => caseId);
      for (const file of files) tally.add(file, renewal.of(file, (clocks.get(file.id) ?? []) as unknown as ClockState[]));
      reached = ids.at(-1)!;
      // A hundred thousand clocks take seconds: others are served in between.
      await breath();
    }
  }

  /** Orders it; `work` does it, now or after the next start. Within a turn that changes rules, with the change. */
  async order(turn: Turn, { sort, subject, organisationId, reason, orderedBy }: Order): Promise<Rebasing> {
    const rebasing = {
      id: turn.ids.next(), sort, subject, organisationId, reason, orderedBy, orderedAt: turn.now, reached: '', cases: 0, clocks: 0, moved: 0,
      faults: [], finishedAt: null,
    } as Rebasing;
    await turn.rows.insert(Rebasing, rebasing);
    return rebasing;
  }

  async place(order: Order): Promise<Rebasing> {
    return await this.database.write('person', (turn) => this.order(turn, order));
  }

  async list(): Promise<Rebasing[]> {
    return await this.database.rows.find(Rebasing, {}, { orderBy: 'id', descending: true, limit: 100 });
  }

  async show(id: string): Promise<Rebasing> {
    const rebasing = await this.database.rows.one(Rebasing, { id });
    refuseUnless(rebasing, 'not_found', { rebasing: id });
    return rebasing;
  }

  /** Works off what is ordered, in the order it was. Never overlaps itself; twice is once. */
  async work(): Promise<void> {
    this.working ??= this.workOff().finally(() => (this.working = undefined));
    await this.working;
  }

  private async workOff(): Promise<void> {
    for (const open of await this.database.rows.find(Rebasing, { finishedAt: null }, { orderBy: 'id' })) {
      // What was ordered was ordered under rules that another process may have put in force a moment ago.
      await this.directory.refresh(true);
      const renewal = new Renewal(this.rules, this.directory, open);
      for (let reached = open.reached; reached !== null; ) reached = (await this.batch(open.id, renewal, reached))!;
    }
  }

  /**
   * One batch in one transaction with the mark of how far it came. A case that fails is left and named, and the others go
   * on; where all fail it is not the cases (a full disk, a database gone): the work stands where it was and is taken up again.
   */
  private async batch(id: string, renewal: Renewal, reached: string): Promise<string | null> {
    const ids = await casesWithOpenClocks(this.database.rows.sql, reached, MOVED_AT_ONCE);
    if (ids.length === 0) {
      await this.database.write('relay', (turn) => turn.rows.update(Rebasing, id, { finishedAt: turn.now }));
      return null;
    }
    try {
      await this.moveAll(id, renewal, ids, []);
    } catch {
      await this.moveOneByOne(id, renewal, ids);
    }
    return ids.at(-1)!;
  }

  private async moveOneByOne(id: string, renewal: Renewal, ids: readonly string[]): Promise<void> {
    const faults: RebasingFault[] = [];
    for (const caseId of ids) {
      await this.moveAll(id, renewal, [caseId], []).catch((error: unknown) => {
        faults.push({ caseId, reason: error instanceof Error ? error.message : String(error) });
        if (ids.length > 1 && faults.length === ids.length) throw error;
      });
    }
    for (const { caseId, reason } of faults) this.logger.error(`The time limits of case ${caseId} could not be computed anew: ${reason}`);
    await this.moveAll(id, renewal, [], faults, ids.at(-1));
  }

  private async moveAll(id: string, renewal: Renewal, ids: readonly string[], faults: readonly RebasingFault[], reached = ids.at(-1)!): Promise<void> {
    await this.database.write('relay', async (turn) => {
      const rebasing = (await turn.rows.one(Rebasing, { id }, { lock: true }))!;
      const changed = { cases: 0, clocks: 0, moved: 0 };
      for (const caseId of ids) {
        const renewed = await this.move(turn, renewal, caseId, rebasing);
        changed.cases += renewed.length > 0 ? 1 : 0;
        changed.clocks += renewed.length;
        changed.moved += renewed.filter(({ before, after }) => before.dueAt !== after.dueAt).length;
      }
      await turn.rows.update(Rebasing, id, {
        reached, faults: [...rebasing.faults, ...faults],
        cases: rebasing.cases + changed.cases, clocks: rebasing.clocks + changed.clocks, moved: rebasing.moved + changed.moved,
      });
    });
  }

  private async move(turn: Turn, renewal: Renewal, caseId: string, { id, sort, subject, reason, orderedBy }: Rebasing): Promise<Renewed[]> {
    const file = await turn.rows.one(CaseFile, { id: caseId }, { lock: true });
    const renewed = file ? renewal.of(file, await this.clocks.of(turn, caseId)) : [];
    if (renewed.length === 0) return [];
    await this.docket.move(turn, { act: 'rebase', caseId, actor: ACTOR }, async () => ({
      facts: { rebasingId: id, rules: sort, subject, reason, orderedBy, firm: renewed.some(({ before, after }) => before.provisional && !after.provisional) },
      clock: { rebase: rebaseOf(renewed) },
    }));
    return renewed;
  }
}

class Tally {
  private readonly counts = { cases: 0, clocks: 0, moved: 0, later: 0, earlier: 0, becomeOverdue: 0, noLongerOverdue: 0, becomeFirm: 0, becomeProvisional: 0 };
  private readonly named: PreviewedClock[] = [];

  constructor(
    private readonly now: Instant,
    private readonly rules: Rulebook,
  ) {}

  add(file: CaseFile, renewed: readonly Renewed[]): void {
    if (renewed.length > 0) this.counts.cases += 1;
    for (const each of renewed) this.count(file, each);
  }

  preview(): Preview {
    return { ...this.counts, named: this.named };
  }

  private count({ number }: CaseFile, renewed: Renewed): void {
    const { clock, before, after } = renewed;
    const [overdueBefore, overdueAfter] = [before, after].map(({ dueAt }) => !clock.window && dueAt !== null && dueAt < this.now) as [boolean, boolean];
    const moved = before.dueAt !== null && after.dueAt !== null && before.dueAt !== after.dueAt;
    this.counts.clocks += 1;
    this.counts.moved += before.dueAt === after.dueAt ? 0 : 1;
    this.counts.later += moved && after.dueAt! > before.dueAt! ? 1 : 0;
    this.counts.earlier += moved && after.dueAt! < before.dueAt! ? 1 : 0;
    this.counts.becomeOverdue += overdueAfter && !overdueBefore ? 1 : 0;
    this.counts.noLongerOverdue += overdueBefore && !overdueAfter ? 1 : 0;
    this.counts.becomeFirm += before.provisional && !after.provisional ? 1 : 0;
    this.counts.becomeProvisional += after.provisional && !before.provisional ? 1 : 0;
    if (!moves(renewed) || this.named.length >= NAMED) return;
    const calendar = this.rules.calendar(renewed.calendarHash);
    const iso = (dueAt: Instant | null): string | null => (dueAt === null ? null : calendar.iso(dueAt));
    this.named.push({
      caseNumber: number, clock: clock.clock, before: iso(before.dueAt), after: iso(after.dueAt), overdueBefore, overdueAfter, provisional: after.provisional,
    });
  }
}
