import { shiftWorkingDays } from '../core/time/measures.js';
import { CLOCKS, type ClockName, type Label } from '../core/vocabulary.js';
import type { Instant } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import type { Rulebook } from '../base/policy.js';
import type { Settings } from '../base/settings.js';
import type { Templates } from '../base/templates.js';
import { User } from '../identity/identity.entities.js';
import type { Directory } from '../registry/directory.js';
import { addressed, languageOfUser, messageIdOf } from './composing.js';
import { linkOf } from './links.js';
import { Morning, Notice } from './notice.entities.js';
import type { Recipients } from './recipients.js';
import { pressingClocks, waitingPapers, type PressingClock, type WaitingPaper } from './notice.query.js';
import { dueText, MORNING_WHY, SUMMARY_WHY } from './wording.js';

/** What falls due within so many working days is told in the morning. */
const AHEAD_WORKING_DAYS = 3;
/** A mail names so many; the number in its subject is of all. */
const NAMED = 50;

interface Mail {
  readonly template: 'morning' | 'summary';
  readonly user: User;
  readonly why: Label;
  readonly count: number;
  /** One line each, in the reader’s language. */
  readonly items: readonly object[];
}

/** 今日待办、催督情况: once at the start of each working day, to who has not switched it off. */
export class Mornings {
  /** The last day that is done, so that a beat costs nothing. */
  private done = '';

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly recipients: Recipients,
    private readonly templates: Templates,
    private readonly rules: Rulebook,
    private readonly settings: Settings,
  ) {}

  /** Writes the day’s mails if office hours have begun and no process has yet. Returns how many. */
  async gather(now: Instant): Promise<number> {
    const calendar = this.rules.today;
    const day = calendar.iso(now).slice(0, 10);
    const opens = calendar.instant(`${day}T${calendar.officeHoursText[0]![0]}:00`);
    if (day === this.done || now < opens || !calendar.isWorking(day)) return 0;
    const mails = await this.mailsOf(now, day);
    const written = await this.database.write('relay', async (turn) => {
      if (await turn.rows.one(Morning, { day })) return 0;
      await turn.rows.insert(Morning, { day, gatheredAt: turn.now });
      for (const mail of mails) await this.write(turn, mail, day);
      return mails.length;
    });
    this.done = day;
    return written;
  }

  private async mailsOf(now: Instant, day: string): Promise<Mail[]> {
    await this.directory.refresh();
    const { rows } = this.database;
    const until = this.rules.today.instant(`${shiftWorkingDays(day, AHEAD_WORKING_DAYS, this.rules.today)}T23:59:59.999`);
    const [clocks, papers, users] = [await pressingClocks(rows.sql, until), await waitingPapers(rows.sql), await rows.find(User, { active: true }, { orderBy: 'login' })];
    return [...(await this.mornings(clocks, users, now)), ...this.summaries(clocks, papers, users, now)];
  }

  private async mornings(clocks: readonly PressingClock[], users: readonly User[], now: Instant): Promise<Mail[]> {
    const byReader = new Map<string, PressingClock[]>();
    for (const clock of clocks.filter((each) => CLOCKS[each.clock as ClockName].charge === 'department')) {
      const readers = await this.readersOf(clock, users, now);
      for (const id of new Set(readers.map((user) => user.id))) byReader.set(id, [...(byReader.get(id) ?? []), clock]);
    }
    return users.filter((user) => byReader.has(user.id) && wants(user, 'morning')).map((user) => {
      const mine = byReader.get(user.id)!;
      const language = languageOfUser(user.locale);
      const items = mine.slice(0, NAMED).map(({ clock, dueAt, provisional, caseNumber }) => ({
        caseNumber, subjectOrNumber: CLOCKS[clock as ClockName][language], dueText: dueText(dueAt, provisional, this.rules.today)[language],
      }));
      return { template: 'morning', user, why: MORNING_WHY, count: mine.length, items };
    });
  }

  /** Those whose clock it is, or who stand in for them; asked one by one where it is not plain that they may know of the case. */
  private async readersOf(clock: PressingClock, users: readonly User[], now: Instant): Promise<User[]> {
    const readers: User[] = [];
    for (const meant of users.filter((user) => isReaderOf(user, clock))) {
      const present = presentFor(meant, users, now);
      const may = async (user: User): Promise<boolean> => await this.recipients.mayKnow(user, clock.caseId);
      const user = present.id === meant.id || (await may(present)) ? present : meant;
      if (!clock.isReport || (await may(user))) readers.push(user);
    }
    return readers;
  }

  private summaries(clocks: readonly PressingClock[], papers: readonly WaitingPaper[], users: readonly User[], now: Instant): Mail[] {
    const late = clocks.filter(({ dueAt, clock }) => dueAt < now && clock === 'leg');
    return users.filter((user) => user.roles.includes('supervisor') && wants(user, 'summary')).flatMap((user): Mail[] => {
      const overseen = this.accountsOf(user);
      const mine = { late: late.filter(({ accountId }) => overseen.has(accountId)), papers: papers.filter(({ accountId }) => overseen.has(accountId)) };
      const units = new Set([...mine.late, ...mine.papers].flatMap(({ departmentId }) => departmentId ?? []));
      if (units.size === 0) return [];
      const count = (list: readonly WaitingPaper[], unit: string, sort: string, draft: boolean): number =>
        list.filter((paper) => paper.departmentId === unit && paper.sort === sort && (paper.state === 'draft') === draft).length;
      const items = [...units].map((unit) => ({
        department: this.directory.departmentName(unit), overdue: mine.late.filter(({ departmentId }) => departmentId === unit).length,
        urges: count(mine.papers, unit, 'urge', false), supervisions: count(mine.papers, unit, 'supervision', false), drafts: count(mine.papers, unit, 'supervision', true),
      }));
      return [{ template: 'summary', user, why: SUMMARY_WHY, count: items.length, items: items.toSorted((a, b) => b.overdue - a.overdue).slice(0, NAMED) }];
    });
  }

  /** The accounts whose office, or whose supervising unit, lies at or below the supervisor’s. */
  private accountsOf({ departmentId, organisationId }: User): Set<string> {
    const seat = organisationId ?? (departmentId === null ? null : this.directory.department(departmentId).organisationId);
    const accounts = this.directory.allAccounts().filter(({ sponsorId, supervisorId }) => seat !== null && [...this.directory.path(sponsorId), ...this.directory.path(supervisorId)].includes(seat));
    return new Set(accounts.map(({ id }) => id));
  }

  private async write(turn: Turn, { template, user, why, count, items }: Mail, day: string): Promise<void> {
    const language = languageOfUser(user.locale);
    const key = `${template}:${user.id}:${day}`;
    const id = turn.ids.next();
    const view = { items, count, recipientName: user.name, whyYou: why[language], link: linkOf({ id, caseId: null }, this.settings.publicUrl) };
    await turn.rows.insert(Notice, {
      id, key, caseId: null, template, userId: user.id, urgent: false, ...this.templates.mail(template, view, language), messageId: messageIdOf(key),
      attempts: 0, createdAt: turn.now, sentAt: null, ...addressed(user.email, turn.now),
    });
  }
}

const wants = (user: User, template: Mail['template']): boolean => !user.noticesOff.includes(template);

/** The head answers for every clock of the unit; who handles the case for those of its handling. */
const isReaderOf = (user: User, { departmentId, handlerId }: PressingClock): boolean =>
  departmentId !== null && user.departmentId === departmentId && (user.roles.includes('head') || user.id === handlerId);

/** 代理人: who stands in for an absent person. */
function presentFor(user: User, users: readonly User[], now: Instant): User {
  const absent = user.absentFrom !== null && user.absentFrom <= now && (user.absentUntil === null || now < user.absentUntil);
  const substitute = absent ? users.find(({ id }) => id === user.substituteId) : undefined;
  return substitute ?? user;
}
