/** Years of cases put straight into the tables: one month case by case, the months after it as copies that the database makes itself. */
import type { SqlValue } from '../../src/base/database/rows.query.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A month of copies is this long: every copy is the first month, so much later. */
export const MONTH = 30 * DAY;
const KINDS = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'correction', 'thanks', 'other'];
const ACTS = ['receive', 'pass', 'assign', 'acknowledge', 'log_contact', 'submit_reply', 'sign_off', 'approve', 'publish', 'close'];
const AT_ONCE = 100;
/** Of ids: the first month and the last; those between are counted on. */
const [FIRST, LAST] = [10, 99];

/** What is filled. */
export const FILLED_TABLES = [
  'case_files', 'deadlines', 'former_deadlines', 'case_events', 'assignments', 'screenings', 'return_requests', 'extension_requests', 'relabels', 'papers', 'trackings',
  'publications', 'ratings', 'follow_ups',
] as const;
type FilledTable = (typeof FILLED_TABLES)[number];

type Values = Record<string, SqlValue>;
export type Run = (sql: string, parameters?: readonly SqlValue[]) => Promise<unknown>;

/** What became of a case. */
interface Course {
  readonly department: string;
  readonly handler: string;
  readonly receivedAt: number;
  readonly answeredAt: number | null;
  readonly extended: boolean;
}

export class FilledMonths {
  private readonly waiting = new Map<string, Values[]>();
  private readonly columns = new Map<string, readonly string[]>();
  private dice = 7;
  private last = 0;
  private open = false;

  private readonly accounts: readonly string[];
  private readonly departments: readonly string[];
  private readonly people: readonly string[];
  private readonly calendarHash: string;
  private readonly now: number;

  // Written out: node runs this file by leaving the types away, and parameter properties are more than types.
  constructor(accounts: readonly string[], departments: readonly string[], people: readonly string[], calendarHash: string, now: number) {
    this.accounts = accounts;
    this.departments = departments;
    this.people = people;
    this.calendarHash = calendarHash;
    this.now = now;
  }

  /** So many months, oldest first, the last one up to now with what is still open, so many cases each. */
  async fill(months: number, cases: number, run: Run): Promise<void> {
    const month = async (begin: number, open: boolean): Promise<void> => {
      this.open = open;
      for (let index = 0; index < cases; index++) {
        this.case(begin + Math.floor((MONTH * index) / cases));
        if (index % 2000 === 1999) await this.flush(run);
      }
      await this.flush(run);
    };
    this.last = 0;
    await month(this.now - months * MONTH, false);
    for (const table of this.columns.keys()) await run(`create table first_${table} as select * from ${table}`);
    for (let later = 1; later <= months - 2; later++) await this.copy(run, later);
    for (const table of this.columns.keys()) await run(`drop table first_${table}`);
    await month(this.now - MONTH, true);
  }

  /** Ids begin with the number of their month, so that they rise with time as those of the application do. */
  private id(): string {
    this.last += 1;
    return `${this.open ? LAST : FIRST}000000-0000-7000-8000-${String(this.last).padStart(12, '0')}`;
  }
  private roll(): number {
    this.dice = (this.dice * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.dice / 2_147_483_648;
  }
  private one<T>(list: readonly T[]): T {
    return list[Math.floor(this.roll() * list.length)]!;
  }

  private put(table: FilledTable, values: Values): void {
    this.columns.set(table, Object.keys(values));
    const rows = this.waiting.get(table);
    if (rows) rows.push(values);
    else this.waiting.set(table, [values]);
  }

  /** A case as the line leaves it: eight clocks, ten events, and what the rooms keep of it. */
  private case(receivedAt: number): void {
    const file = this.id();
    const department = this.one(this.departments);
    const open = this.open && this.now - receivedAt < 10 * DAY && this.roll() < 0.6;
    const answeredAt = open ? null : Math.min(receivedAt + Math.floor(this.roll() * 9 * DAY), this.open ? this.now : Infinity);
    const [above, imposed] = [this.roll() < 0.03, this.roll() < 0.02];
    const handler = this.one(this.people);
    this.put('case_files', {
      id: file, number: file, account_id: this.one(this.accounts), state: open ? 'handling' : 'closed', version: 9, kind: this.one(KINDS), first_kind: 'other',
      urgency: 'ordinary', grade: 'A', sensitive: false, group_matter: this.roll() < 0.01, repeat_count: this.roll() < 0.05 ? Math.ceil(this.roll() * 3) : 0, publicity: 'public',
      subject: '夜间施工噪声扰民，盼有关部门处理', contactable: this.roll() < 0.8, anonymous: this.roll() < 0.05, origin_system: above ? 'superior' : 'own', imposed_due_at: imposed ? receivedAt + 7 * DAY : null,
      has_instruction: false, department_id: department, handler_id: handler, returns: 0, clarifications: 0, extensions: 0, reopenings: 0, epoch: 1, policy: 'default', occurred_at: receivedAt,
      received_at: receivedAt, answered_at: answeredAt, history: false, last_seq: ACTS.length, last_hash: 'h'.repeat(64),
    });
    const extended = this.roll() < 0.05;
    const clock = (name: string, start: number, length: number, took: number | null, act: string, unit: string | null): void => {
      const moved = extended && (name === 'answer' || name === 'leg');
      const [original, stop] = [start + length, answeredAt === null || took === null ? null : name === 'tracking_review' ? start + took : Math.min(start + took, answeredAt)];
      const due = moved ? original + 5 * DAY : original;
      const id = this.id();
      this.put('deadlines', {
        id, case_id: file, clock: name, epoch: 1, department_id: unit, policy_hash: 'p'.repeat(64), calendar_hash: this.calendarHash,
        start_act: 'receive', start_at: start, amount: 5, unit: 'workingDay', window: false, due_at: due, original_due_at: original, due_day: '2026-10-10',
        provisional: false, pauses: '[]', extension: moved ? '[{"amount":5}]' : '[]', revision: moved ? 1 : 0, stopped_at: stop, stop_act: stop === null ? null : act,
        verdict: stop === null ? null : stop > due ? 'late' : 'on_time', proof: 'x'.repeat(600), proof_hash: 'h'.repeat(64),
      });
      if (moved) this.put('former_deadlines', {
        id: this.id(), deadline_id: id, case_id: file, revision: 0, policy_hash: 'p'.repeat(64), calendar_hash: this.calendarHash, amount: 5, unit: 'workingDay', due_at: original, original_due_at: original,
        due_day: '2026-10-10', provisional: false, proof: 'x'.repeat(600), proof_hash: 'h'.repeat(64), ended_by: 'grant_extension', ended_at: receivedAt + 2 * DAY,
      });
    };
    const took = (answeredAt ?? this.now) - receivedAt;
    clock('answer', receivedAt, 7 * DAY, took, 'publish', null);
    clock('screen', receivedAt, 6 * HOUR, 2 * HOUR, 'pass', null);
    clock('dispatch', receivedAt + 2 * HOUR, 6 * HOUR, 4 * HOUR, 'assign', null);
    clock('acknowledge', receivedAt + 6 * HOUR, DAY, Math.floor(this.roll() * 1.1 * DAY), 'acknowledge', department);
    clock('contact', receivedAt + DAY, DAY, Math.floor(this.roll() * 1.1 * DAY), 'log_contact', department);
    clock('leg', receivedAt + 6 * HOUR, 6 * DAY, took - DAY, 'publish', department);
    clock('review', receivedAt + DAY, DAY, HOUR, 'approve', null);
    clock('publish', receivedAt + DAY, 6 * HOUR, HOUR, 'publish', null);
    if (answeredAt !== null && this.roll() < 0.005) this.tracked(file, answeredAt + 3 * DAY, clock);
    this.rest(file, { department, handler, receivedAt, answeredAt, extended });
  }

  /** Taken up as what cannot be settled yet; half of them are cleared by now. */
  private tracked(file: string, at: number, clock: (name: string, start: number, length: number, took: number | null, act: string, unit: string | null) => void): void {
    const cleared = this.roll() < 0.5;
    clock('tracking_review', at, 90 * DAY, cleared ? 20 * DAY : null, 'clear', null);
    this.put('trackings', { id: this.id(), case_id: file, by: 's', at, basis: 'x'.repeat(100), told: 'x'.repeat(50), ended_at: cleared ? at + 20 * DAY : null });
  }

  private rest(file: string, { department, handler, receivedAt, answeredAt, extended }: Course): void {
    for (const [index, act] of ACTS.slice(0, answeredAt === null ? 5 : ACTS.length).entries()) {
      const at = index < 5 ? receivedAt + index * HOUR : Math.max(answeredAt!, receivedAt + index * HOUR);
      this.put('case_events', { id: this.id(), case_id: file, seq: index + 1, act, at, written_at: at, actor_kind: 'person', actor_id: handler, to_state: act === 'close' ? 'closed' : 'handling', facts: '{}', previous_hash: 'h'.repeat(64), hash: 'h'.repeat(64) });
    }
    this.put('assignments', { id: this.id(), case_id: file, department_id: department, assigned_at: receivedAt + 6 * HOUR });
    this.put('screenings', { id: this.id(), case_id: file, at: receivedAt + HOUR, verdict: this.roll() < 0.1 ? 'hold' : 'pass', kind: 'other', urgency: 'ordinary', sensitive: false, reasons: '[]', engine: 'e', earlier: '[]' });
    const decided = { state: 'granted', decided_at: receivedAt + 2 * DAY };
    if (this.roll() < 0.05) this.put('return_requests', { id: this.id(), case_id: file, department_id: department, signed_by: 's', asked_at: receivedAt + DAY, basis: 'x'.repeat(200), ...decided });
    if (extended) this.put('extension_requests', { id: this.id(), case_id: file, asked_by: 's', asked_at: receivedAt + DAY, amount: 5, reason: 'x'.repeat(200), ...decided });
    if (this.roll() < 0.1) this.put('relabels', { id: this.id(), case_id: file, by: 's', at: receivedAt + HOUR, before: '{}', after: '{}', downwards: this.roll() < 0.5 });
    const paper = (sort: string, at: number, more: Values = {}): void => {
      this.put('papers', { id: this.id(), case_id: file, sort, state: answeredAt === null || sort === 'urge' ? 'issued' : 'concluded', department_id: department, reason: 'x'.repeat(100), leader: null, level: 'ordinary', issued_at: at, created_at: at, ...more });
    };
    if (this.roll() < 0.05) paper('urge', receivedAt + 7 * DAY);
    if (this.roll() < 0.01) paper('supervision', receivedAt + 8 * DAY);
    if (this.roll() < 0.01) paper('instruction', receivedAt + DAY, { leader: '市领导' });
    if (answeredAt === null) return;
    this.put('publications', { id: this.id(), case_id: file, reply_id: 'r', epoch: 1, published_at: answeredAt, public: this.roll() < 0.8, public_subject: 'x', public_message: 'x'.repeat(200), public_reply: 'x'.repeat(300), to_citizen: 'x'.repeat(300), delivery_state: 'delivered', delivery_key: file });
    if (this.roll() < 0.3) this.put('ratings', { id: this.id(), case_id: file, epoch: 1, satisfaction: this.one(['satisfied', 'fairly', 'dissatisfied']), resolved: this.one(['yes', 'partly', 'no']), text: '', at: answeredAt + DAY });
    if (this.roll() < 0.05) this.put('follow_ups', { id: this.id(), case_id: file, epoch: 1, by: 'c', at: answeredAt + 2 * DAY, way: 'telephone', reached: true, resolved: 'yes', satisfaction: 'satisfied' });
  }

  /** All that waits, in statements of many rows. */
  private async flush(run: Run): Promise<void> {
    for (const [table, rows] of this.waiting) {
      const columns = this.columns.get(table)!;
      const marks = `(${columns.map(() => '?').join(', ')})`;
      for (let from = 0; from < rows.length; from += AT_ONCE) {
        const some = rows.slice(from, from + AT_ONCE);
        await run(`insert into ${table} (${columns.map((each) => `"${each}"`).join(', ')}) values ${some.map(() => marks).join(', ')}`, some.flatMap((row) => columns.map((column) => row[column]!)));
      }
    }
    this.waiting.clear();
  }

  /** The first month once more, so many months later. */
  private async copy(run: Run, later: number): Promise<void> {
    const of = (column: string): string => {
      if (['id', 'case_id', 'deadline_id', 'number', 'delivery_key'].includes(column)) return `'${FIRST + later}' || substr("${column}", 3)`;
      return column === 'at' || column.endsWith('_at') ? `"${column}" + ${later * MONTH}` : `"${column}"`;
    };
    for (const [table, columns] of this.columns) {
      await run(`insert into ${table} (${columns.map((each) => `"${each}"`).join(', ')}) select ${columns.map(of).join(', ')} from first_${table}`);
    }
  }
}
