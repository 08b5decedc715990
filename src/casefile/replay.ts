import { canonicalJson } from '../core/canonical.js';
import type { ClockFacts, ClockState, Rules } from '../core/clock-state.js';
import { turnClocks } from '../core/clocks.js';
import type { ClockStep } from '../core/lifecycle.js';
import { ENGINE, hashUnder, type Proof } from '../core/time/proof.js';
import { breath } from '../base/breath.js';
import type { Database } from '../base/database/database.js';
import { Deadline } from './casefile.entities.js';
import { casesAfter, eventFactsOf } from './replay.query.js';

/** One column of one clock that the events do not lead to; `null` on one side: the clock is missing there. */
export interface Difference {
  readonly caseNumber: string;
  readonly clockId: string;
  readonly clock: string;
  readonly field: string;
  readonly stored: unknown;
  readonly replayed: unknown;
}

export interface Replayed {
  readonly cases: number;
  readonly clocks: number;
  /** The first thousand; `tell` hears of all. */
  readonly differences: readonly Difference[];
}

/** What a clock owes to the events alone; misses and rungs are the sweep’s and are left out. */
const COMPARED = [
  'clock', 'epoch', 'departmentId', 'concernsId', 'policyHash', 'calendarHash', 'startAct', 'startAt', 'amount', 'unit', 'window', 'dueAt',
  'dueDay', 'originalDueAt', 'provisional', 'imposedAt', 'capAt', 'pauses', 'extension', 'revision', 'stoppedAt', 'stopAct', 'verdict',
  'proofHash',
] as const satisfies readonly (keyof ClockState)[];

/** Few enough that a person’s request between two batches is not kept waiting. */
const CASES_AT_ONCE = 25;
const DIFFERENCES_KEPT = 1000;

/**
 * 时限重算: folds the events of every case again and compares each clock, to the millisecond and with the hash of its
 * proof. Streams by case; `tell` hears of every difference.
 */
export async function replayAll(database: Database, rules: Rules, tell: (difference: Difference) => void = () => undefined): Promise<Replayed> {
  const { rows } = database;
  const totals = { cases: 0, clocks: 0, differences: [] as Difference[] };
  for (let last = ''; ; ) {
    const cases = await casesAfter(rows.sql, last, CASES_AT_ONCE);
    if (cases.length === 0) return totals;
    const ids = cases.map(({ id }) => id);
    const [facts, stored] = [await eventFactsOf(rows.sql, ids), await rows.find(Deadline, { caseId: ids }, { orderBy: 'id' })];
    const factsByCase = Map.groupBy(facts, (each) => each.case_id);
    const storedByCase = Map.groupBy(stored, (each) => each.caseId);
    for (const { id, number } of cases) {
      const replayed = replayCase((factsByCase.get(id) ?? []).map((each) => each.facts), rules);
      for (const difference of compared(number, storedByCase.get(id) ?? [], replayed)) {
        if (totals.differences.length < DIFFERENCES_KEPT) totals.differences.push(difference);
        tell(difference);
      }
    }
    totals.cases += cases.length;
    totals.clocks += stored.length;
    last = ids.at(-1)!;
    await breath();
  }
}

/** The clocks of one case as its events leave them; the facts in order, as JSON. */
export function replayCase(facts: readonly string[], rules: Rules): ClockState[] {
  let clocks: readonly ClockState[] = [];
  for (const text of facts) {
    const { clocks: turned } = JSON.parse(text) as { clocks?: ClockFacts & { steps: ClockStep[] } };
    if (!turned) continue;
    const { steps, ...given } = turned;
    // The docket reads them by id, and the order decides which clock is woken.
    clocks = turnClocks(clocks, steps, given, rules).clocks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
  return [...clocks];
}

function* compared(caseNumber: string, stored: readonly Deadline[], replayed: readonly ClockState[]): Generator<Difference> {
  const byId = new Map(replayed.map((clock) => [clock.id, clock]));
  for (const row of stored) {
    const clock = byId.get(row.id);
    byId.delete(row.id);
    const named = { caseNumber, clockId: row.id, clock: row.clock };
    if (!clock) yield { ...named, field: 'id', stored: row.id, replayed: null };
    else yield* fieldsOf(named, row, clock);
  }
  for (const clock of byId.values()) yield { caseNumber, clockId: clock.id, clock: clock.clock, field: 'id', stored: null, replayed: clock.id };
}

function* fieldsOf(named: Pick<Difference, 'caseNumber' | 'clockId' | 'clock'>, row: Deadline, clock: ClockState): Generator<Difference> {
  for (const field of COMPARED) {
    const [kept, counted] = [row[field] ?? null, (field === 'proofHash' ? hashLike(row, clock) : clock[field]) ?? null];
    if (canonicalJson(plain(kept)) !== canonicalJson(plain(counted))) yield { ...named, field, stored: kept, replayed: counted };
  }
}

/** In the form of the engine the stored proof was written by. */
function hashLike(row: Deadline, clock: ClockState): string {
  const { engine } = JSON.parse(row.proof) as Proof;
  return engine === ENGINE ? clock.proofHash : (hashUnder(engine, JSON.parse(clock.proof) as Proof) ?? clock.proofHash);
}

/** As the database gives it back: without the keys that hold nothing. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
