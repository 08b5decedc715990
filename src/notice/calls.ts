import { refuseUnless } from '../core/refusal.js';
import type { State } from '../core/vocabulary.js';
import { toIso, type Instant } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import type { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import type { NoticeSettings } from './notice-settings.js';
import { EmergencyCall } from './notice.entities.js';
import { callsToPassOn } from './notice.query.js';
import type { Recipients } from './recipients.js';

/** While a case stands here nobody has taken it in hand. */
const NOBODY_HAS_IT: readonly State[] = ['received', 'held', 'quarantined', 'queued'];

/** A call as people see it. Instants in ISO 8601, UTC. */
export interface CallView {
  readonly id: string;
  readonly caseNumber: string;
  readonly caseId: string;
  readonly name: string;
  readonly phone: string | null;
  readonly turn: number;
  readonly toCallAt: string;
  readonly nextAt: string;
  readonly note: string | null;
}

/**
 * 紧急电话记录: in an emergency somebody is called, and who, when and whether it was acknowledged is written down. Whoever
 * is not reached in the set time is passed over for the next in line, until somebody has it, a department has the case,
 * or everybody was called the set number of times.
 */
export class Calls {
  constructor(
    private readonly database: Database,
    private readonly recipients: Recipients,
    private readonly sight: Sight,
    private readonly settings: NoticeSettings,
  ) {}

  /** Who is to be called, in order. */
  async lineOf(event: CaseEvent, now: Instant): Promise<string[]> {
    const file = await this.database.rows.one(CaseFile, { id: event.caseId });
    if (!file) return [];
    const line = new Set<string>();
    for (const role of this.settings.callLine) for (const { user } of await this.recipients.of(event, file, [role], now)) line.add(user.id);
    return [...line];
  }

  /** Begins with the first in line, unless somebody is being called for the case already. */
  async begin(turn: Turn, { id: eventId, caseId }: CaseEvent, line: readonly string[]): Promise<void> {
    const open = await turn.rows.find(EmergencyCall, { caseId, acknowledgedAt: null, passedOnAt: null });
    if (line.length === 0 || open.length > 0 || (await turn.rows.one(EmergencyCall, { eventId }))) return;
    await this.call(turn, { eventId, caseId, line: [...line] }, 1);
  }

  /** Goes on to the next in line where nobody answered in time. Returns how many it passed on. */
  async passOn(now: Instant): Promise<number> {
    const late = await callsToPassOn(this.database.rows.sql, now);
    for (const id of late) {
      await this.database.write('relay', async (turn) => {
        const call = await turn.rows.one(EmergencyCall, { id, acknowledgedAt: null, passedOnAt: null }, { lock: true });
        if (!call) return;
        await turn.rows.update(EmergencyCall, id, { passedOnAt: turn.now });
        const file = await turn.rows.one(CaseFile, { id: call.caseId });
        const over = call.turn >= call.line.length * this.settings.callRounds;
        if (!over && file && NOBODY_HAS_IT.includes(file.state)) await this.call(turn, call, call.turn + 1);
      });
    }
    return late.length;
  }

  /** Calls under way on cases that the person may see, the oldest first. */
  async list(person: Person): Promise<CallView[]> {
    const { rows } = this.database;
    const open = await rows.find(EmergencyCall, { acknowledgedAt: null, passedOnAt: null }, { orderBy: 'toCallAt' });
    const views: CallView[] = [];
    for (const call of open) {
      const [file, user] = [await rows.one(CaseFile, { id: call.caseId }), await rows.one(User, { id: call.userId })];
      if (!file || !user || !(await this.sight.sees(person, file))) continue;
      views.push({
        id: call.id, caseNumber: file.number, caseId: file.id, name: user.name, phone: user.phone, turn: call.turn, toCallAt: toIso(call.toCallAt),
        nextAt: toIso(call.passAt), note: call.note,
      });
    }
    return views;
  }

  /** What came of a call: reached, or not, and then the next is called at once. @throws Refusal `not_found` | `paper_state` */
  async record(person: Person, id: string, reached: boolean, note: string | null): Promise<void> {
    await this.database.write('person', async (turn) => {
      await this.open(turn, person, id);
      const known = { note, recordedBy: person.id, recordedAt: turn.now };
      await turn.rows.update(EmergencyCall, id, reached ? { ...known, acknowledgedAt: turn.now } : { ...known, passAt: turn.now });
    });
  }

  /** The person called has it. @throws Refusal `not_found` | `not_your_part` | `paper_state` */
  async acknowledge(person: Person, id: string): Promise<void> {
    await this.database.write('person', async (turn) => {
      const call = await this.open(turn, person, id);
      refuseUnless(call.userId === person.id, 'not_your_part', { who: [call.userId] });
      await turn.rows.update(EmergencyCall, id, { acknowledgedAt: turn.now });
    });
  }

  private async open(turn: Turn, person: Person, id: string): Promise<EmergencyCall> {
    const call = await turn.rows.one(EmergencyCall, { id }, { lock: true });
    const file = call ? await turn.rows.one(CaseFile, { id: call.caseId }) : undefined;
    refuseUnless(call && file && (await this.sight.sees(person, file)), 'not_found', { call: id });
    refuseUnless(call.acknowledgedAt === null && call.passedOnAt === null, 'paper_state', { call: id });
    return call;
  }

  private async call(turn: Turn, { eventId, caseId, line }: Pick<EmergencyCall, 'eventId' | 'caseId' | 'line'>, number: number): Promise<void> {
    const userId = line[(number - 1) % line.length]!;
    const passAt = turn.now + this.settings.callWithinMinutes * 60_000;
    await turn.rows.insert(EmergencyCall, { id: turn.ids.next(), eventId, caseId, userId, turn: number, line, toCallAt: turn.now, passAt });
  }
}
