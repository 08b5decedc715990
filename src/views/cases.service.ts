import { Injectable } from '@nestjs/common';
import { shiftWorkingDays } from '../core/time/measures.js';
import { ALL_STATES, keysOf, KINDS, STATES } from '../core/vocabulary.js';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { personWord } from '../base/person-words.js';
import { Rulebook } from '../base/policy.js';
import { Secrets } from '../base/secrets.js';
import { Words } from '../base/words.js';
import { CaseFile, Deadline } from '../casefile/casefile.entities.js';
import { Sight } from '../casefile/sight.js';
import { Reply } from '../handling/handling.entities.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { Message } from '../intake/intake.entities.js';
import { Directory } from '../registry/directory.js';
import type { CaseListDto } from './cases.dto.js';
import { countOf, dueBefore, equals, ofNumbers, pageOf, searchPageOf, type Page, type Search } from './cases.query.js';
import { chipOf, SOON_WORKING_DAYS, type Chip } from './chip.js';
import { conditionOf, DUTY_VIEWS, type DutyContext, type DutyName, type DutyView } from './duties.query.js';
import { ROLES_WITH_AUTHOR, waysToSee, type Condition } from './visible.query.js';
import { wrongField } from '../base/shapes.js';

/** One case in a queue. */
export interface CaseLine {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly account: string;
  readonly kind: string;
  readonly kindName: string;
  readonly urgency: string;
  readonly grade: string;
  readonly state: string;
  readonly stateName: string;
  readonly department: string | null;
  readonly handler: string | null;
  readonly receivedAt: string;
  readonly nextDueAt: string | null;
  readonly version: number;
  /** Who wrote it, for those who speak with the citizen; of a report nobody. */
  readonly writer: string | null;
  /** What the judge gives the reply that lies there, 0–100. */
  readonly quality: number | null;
  readonly chip: Chip;
}

export interface CasePage {
  readonly cases: CaseLine[];
  /** For `after` of the next page; null on the last. */
  readonly next: string | null;
}

const PAGE = 50;
/** Beyond this a queue is “many”. */
const MOST_COUNTED = 10_000;

/** Queues and lists of cases: each person sees what standing allows, by index, in the order of due times. */
@Injectable()
export class Cases {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
    private readonly sight: Sight,
    private readonly words: Words,
    private readonly secrets: Secrets,
  ) {}

  /** @throws Refusal `wrong_shape` | `unknown_account` | `unknown_department` */
  async list(person: Person, wanted: CaseListDto): Promise<CasePage> {
    await this.directory.refresh();
    const limit = wanted.limit ?? PAGE;
    const view: DutyView | null = wanted.view === undefined ? null : DUTY_VIEWS[wanted.view];
    const states = (view?.states ?? ALL_STATES).filter((state) => wanted.state === undefined || state === wanted.state);
    const page: Page = {
      states, ways: waysToSee(person, this.directory), where: this.conditions(person, wanted), after: readCursor(wanted.after),
      limit: limit + 1, timed: (view?.timed ?? false) || wanted.dueBefore !== undefined, led: wanted.numbers === undefined ? (view?.ledBy?.(this.context(person)) ?? null) : ofNumbers(wanted.numbers.split(',')),
    };
    const rows = wanted.q?.trim() ? await searchPageOf(this.database.heavy.sql, this.searchOf(person, wanted.q), page) : await pageOf(this.database.rows.sql, page);
    const files = rows.slice(0, limit).map((row) => this.database.rows.read(CaseFile, row));
    const last = files.at(-1);
    return { cases: await this.lines(person, files), next: rows.length > limit && last ? cursorOf(last) : null };
  }

  /** How many cases wait in each view, up to ten thousand; read beside the line, so that whoever opens a case does not wait for it. */
  async counts(person: Person): Promise<Record<DutyName, number>> {
    await this.directory.refresh();
    const ways = waysToSee(person, this.directory);
    const context = this.context(person);
    const counts: Partial<Record<DutyName, number>> = {};
    for (const name of keysOf(DUTY_VIEWS)) {
      const view: DutyView = DUTY_VIEWS[name];
      counts[name] = await countOf(this.database.heavy.sql, { states: view.states, ways, where: [conditionOf(name, context)], limit: MOST_COUNTED, led: view.ledBy?.(context) ?? null });
    }
    return counts as Record<DutyName, number>;
  }

  private conditions(person: Person, wanted: CaseListDto): Condition[] {
    const conditions: Condition[] = [];
    if (wanted.view !== undefined) conditions.push(conditionOf(wanted.view, this.context(person)));
    if (wanted.department !== undefined) conditions.push(equals('department_id', this.directory.department(wanted.department).id));
    if (wanted.account !== undefined) conditions.push(equals('account_id', this.directory.accountByHandle(wanted.account).id));
    if (wanted.kind !== undefined) conditions.push(equals('kind', wanted.kind));
    if (wanted.dueBefore !== undefined) conditions.push(dueBefore(this.rulebook.today.instant(wanted.dueBefore)));
    return conditions;
  }

  /** Words of subject, text and number; or the whole name or contact of the writer, for who may know it. */
  private searchOf(person: Person, q: string): Search {
    const knows = this.sight.mayKnowAuthor(person, { kind: 'other', firstKind: 'other' });
    return { terms: this.words.terms(q, { typing: true }), person: knows ? personWord(this.secrets, q) : null };
  }

  private context(person: Person): DutyContext {
    const calendar = this.rulebook.today;
    const now = this.clock.now();
    const soonDay = shiftWorkingDays(calendar.iso(now).slice(0, 10), SOON_WORKING_DAYS, calendar);
    return { person, now, soon: calendar.instant(`${soonDay}T23:59:59.999`), own: this.directory.seatOf(person).own };
  }

  private async lines(person: Person, files: readonly CaseFile[]): Promise<CaseLine[]> {
    const { rows } = this.database;
    const named = <T>(list: readonly { id: string }[], of: (row: never) => T): Map<string, T> => new Map(list.map((row) => [row.id, of(row as never)]));
    const handlers = named(await rows.find(User, { id: [...new Set(files.flatMap(({ handlerId }) => handlerId ?? []))] }), ({ name }: User) => name);
    const scores = named(await rows.find(Reply, { id: files.flatMap(({ currentReplyId }) => currentReplyId ?? []) }), ({ score }: Reply) => score);
    const writers = await this.writers(person, files);
    const clocks = Map.groupBy(await rows.find(Deadline, { caseId: files.map(({ id }) => id), stoppedAt: null }), ({ caseId }) => caseId);
    const [now, calendar] = [this.clock.now(), this.rulebook.today];
    return files.map((file) => ({
      id: file.id, number: file.number, subject: file.subject, account: this.directory.account(file.accountId).name, kind: file.kind,
      kindName: KINDS[file.kind].zh, urgency: file.urgency, grade: file.grade, state: file.state, stateName: STATES[file.state].zh,
      department: this.directory.departmentName(file.departmentId) || null,
      handler: handlers.get(file.handlerId ?? '') ?? null, receivedAt: calendar.iso(file.receivedAt),
      nextDueAt: file.nextDueAt === null ? null : calendar.iso(file.nextDueAt), version: file.version,
      writer: writers.get(file.id) ?? null, quality: scores.get(file.currentReplyId ?? '') ?? null, chip: chipOf(file, clocks.get(file.id) ?? [], now, calendar),
    }));
  }

  /** The name on the first message of each case, for whoever may know it. */
  private async writers(person: Person, files: readonly CaseFile[]): Promise<Map<string, string>> {
    if (!person.roles.some((role) => ROLES_WITH_AUTHOR.includes(role))) return new Map();
    const known = files.filter((file) => this.sight.mayKnowAuthor(person, file)).map(({ id }) => id);
    const messages = await this.database.rows.find(Message, { caseId: known }, { orderBy: 'id', descending: true });
    return new Map(messages.flatMap(({ caseId, authorName }) => (authorName === null ? [] : [[caseId, this.secrets.decrypt(authorName)]])));
  }
}

const cursorOf = ({ nextDueAt, id }: CaseFile): string => `${nextDueAt ?? ''}.${id}`;

function readCursor(text: string | undefined): { nextDueAt: number | null; id: string } | null {
  if (text === undefined) return null;
  const parts = /^(\d{0,16})\.([0-9a-f-]{36})$/.exec(text);
  if (!parts) throw wrongField('after', '应取自上一页的 next', 'take it from next of the page before');
  return { nextDueAt: parts[1] === '' ? null : Number(parts[1]), id: parts[2]! };
}
