/** Years of cases put straight into the tables: one month case by case, the months before it as copies that the database makes itself. */
import type { Turn } from '../../src/base/database/writer.js';
import type { SqlValue } from '../../src/base/database/rows.query.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A month of copies is this long: every copy is the month after it, so much earlier. */
export const MONTH = 30 * DAY;
const KINDS = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'correction', 'thanks', 'other'];
const ACTS = ['receive', 'pass', 'assign', 'acknowledge', 'log_contact', 'submit_reply', 'sign_off', 'approve', 'publish', 'close'];
const AT_ONCE = 100;

type Values = Record<string, SqlValue>;
type Write = (act: (turn: Turn) => Promise<void>) => Promise<unknown>;

export class FilledMonths {
  private readonly waiting = new Map<string, Values[]>();
  private readonly columns = new Map<string, readonly string[]>();
  private dice = 7;
  private last = 0;
  private open = false;

  private readonly accounts: readonly string[];
  private readonly departments: readonly string[];
  private readonly calendarHash: string;
  private readonly now: number;

  // Written out: node runs this file by leaving the types away, and parameter properties are more than types.
  constructor(accounts: readonly string[], departments: readonly string[], calendarHash: string, now: number) {
    this.accounts = accounts;
    this.departments = departments;
    this.calendarHash = calendarHash;
    this.now = now;
  }

  /** So many months, the last one up to now with what is still open, so many cases each. */
  async fill(months: number, cases: number, write: Write): Promise<void> {
    const month = async (begin: number, open: boolean): Promise<void> => {
      this.open = open;
      for (let index = 0; index < cases; index++) {
        this.case(begin + Math.floor((MONTH * index) / cases));
        if (index % 2000 === 1999) await this.flush(write);
      }
      await this.flush(write);
    };
    this.last = 0;
    await month(this.now - 2 * MONTH, false);
    const closed = this.last;
    for (let back = 1; back <= months - 2; back++) await write(async (turn) => await this.copy(turn, back, closed));
    await month(this.now - MONTH, true);
  }

  /** Ids begin with the number of their month, so that they rise with time as those of the application do. */
  private id(): string {
    this.last += 1;
    return `${this.open ? '9a' : '99'}000000-0000-7000-8000-${String(this.last).padStart(12, '0')}`;
  }
  private roll(): number {
    this.dice = (this.dice * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.dice / 2_147_483_648;
  }
  private one<T>(list: readonly T[]): T {
    return list[Math.floor(this.roll() * list.length)]!;
  }

  private put(table: string, values: Values): void {
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
    this.put('case_files', {
      id: file, number: file, account_id: this.one(this.accounts), state: open ? 'handling' : 'closed', version: 9, kind: this.one(KINDS), first_kind: 'other',
      urgency: 'ordinary', grade: 'A', sensitive: false, group_matter: false, repeat_count: this.roll() < 0.05 ? 1 : 0, publicity: 'public',
      subject: '夜间施工噪声扰民，盼有关部门处理', contactable: this.roll() < 0.8, anonymous: this.roll() < 0.05, origin_system: 'own', imposed_due_at: this.roll() < 0.02 ? receivedAt + 7 * DAY : null,
      has_instruction: false, department_id: department, returns: 0, clarifications: 0, extensions: 0, reopenings: 0, epoch: 1, policy: 'default', occurred_at: receivedAt,
      received_at: receivedAt, answered_at: answeredAt, history: false, last_seq: ACTS.length, last_hash: 'h'.repeat(64),
    });
    const extended = this.roll() < 0.05;
    const clock = (name: string, start: number, length: number, took: number, act: string, unit: string | null): void => {
      const moved = extended && (name === 'answer' || name === 'leg');
      const [original, stop] = [start + length, answeredAt === null ? null : Math.min(start + took, answeredAt)];
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
    this.rest(file, department, receivedAt, answeredAt, extended);
  }

  private rest(file: string, department: string, receivedAt: number, answeredAt: number | null, extended: boolean): void {
    for (const [index, act] of ACTS.slice(0, answeredAt === null ? 5 : ACTS.length).entries()) {
      const at = index < 5 ? receivedAt + index * HOUR : Math.max(answeredAt!, receivedAt + index * HOUR);
      this.put('case_events', { id: this.id(), case_id: file, seq: index + 1, act, at, written_at: at, actor_kind: 'person', to_state: act === 'close' ? 'closed' : 'handling', facts: '{}', previous_hash: 'h'.repeat(64), hash: 'h'.repeat(64) });
    }
    this.put('assignments', { id: this.id(), case_id: file, department_id: department, assigned_at: receivedAt + 6 * HOUR });
    this.put('screenings', { id: this.id(), case_id: file, at: receivedAt + HOUR, verdict: this.roll() < 0.1 ? 'hold' : 'pass', kind: 'other', urgency: 'ordinary', sensitive: false, reasons: '[]', engine: 'e', earlier: '[]' });
    const decided = { state: 'granted', decided_at: receivedAt + 2 * DAY };
    if (this.roll() < 0.05) this.put('return_requests', { id: this.id(), case_id: file, department_id: department, signed_by: 's', asked_at: receivedAt + DAY, basis: 'x'.repeat(200), ...decided });
    if (extended) this.put('extension_requests', { id: this.id(), case_id: file, asked_by: 's', asked_at: receivedAt + DAY, amount: 5, reason: 'x'.repeat(200), ...decided });
    if (this.roll() < 0.1) this.put('relabels', { id: this.id(), case_id: file, by: 's', at: receivedAt + HOUR, before: '{}', after: '{}', downwards: this.roll() < 0.5 });
    if (this.roll() < 0.05) this.put('papers', { id: this.id(), case_id: file, sort: 'urge', state: 'issued', department_id: department, reason: 'x'.repeat(100), level: 'ordinary', issued_at: receivedAt + 7 * DAY, created_at: receivedAt + 7 * DAY });
    if (answeredAt === null) return;
    this.put('publications', { id: this.id(), case_id: file, reply_id: 'r', epoch: 1, published_at: answeredAt, public: this.roll() < 0.8, public_subject: 'x', public_message: 'x'.repeat(200), public_reply: 'x'.repeat(300), to_citizen: 'x'.repeat(300), delivery_state: 'delivered', delivery_key: file });
    if (this.roll() < 0.3) this.put('ratings', { id: this.id(), case_id: file, epoch: 1, satisfaction: this.one(['satisfied', 'fairly', 'dissatisfied']), resolved: this.one(['yes', 'partly', 'no']), text: '', at: answeredAt + DAY });
    if (this.roll() < 0.05) this.put('follow_ups', { id: this.id(), case_id: file, epoch: 1, by: 'c', at: answeredAt + 2 * DAY, way: 'telephone', reached: true, resolved: 'yes', satisfaction: 'satisfied' });
  }

  /** All that waits, in statements of many rows. */
  private async flush(write: Write): Promise<void> {
    await write(async (turn) => {
      for (const [table, rows] of this.waiting) {
        const columns = this.columns.get(table)!;
        const marks = `(${columns.map(() => '?').join(', ')})`;
        for (let from = 0; from < rows.length; from += AT_ONCE) {
          const some = rows.slice(from, from + AT_ONCE);
          await turn.sql.run(`insert into ${table} (${columns.map((each) => `"${each}"`).join(', ')}) values ${some.map(() => marks).join(', ')}`, some.flatMap((row) => columns.map((column) => row[column]!)));
        }
      }
    });
    this.waiting.clear();
  }

  /** The closed month once more, so many months earlier. */
  private async copy(turn: Turn, back: number, last: number): Promise<void> {
    const prefix = (98 - back).toString();
    const of = (column: string): string => {
      if (['id', 'case_id', 'deadline_id', 'number', 'delivery_key'].includes(column)) return `'${prefix}' || substr("${column}", 3)`;
      return column === 'at' || column.endsWith('_at') ? `"${column}" - ${back * MONTH}` : `"${column}"`;
    };
    for (const [table, columns] of this.columns) {
      await turn.sql.run(
        `insert into ${table} (${columns.map((each) => `"${each}"`).join(', ')}) select ${columns.map(of).join(', ')} from ${table} where id >= ? and id <= ?`,
        ['99000000-0000-7000-8000-000000000000', `99000000-0000-7000-8000-${String(last).padStart(12, '0')}`],
      );
    }
  }
}
