import { createHash } from 'node:crypto';
import { refuseUnless } from '../core/refusal.js';
import type { Calendar } from '../core/time/calendar.js';
import { CLOCKS, isPressing, type ClockName, type Label } from '../core/vocabulary.js';
import { officeMoment } from '../core/time/measures.js';
import type { Language } from '../base/problems.js';
import type { Ids } from '../base/ids.js';
import type { Rulebook } from '../base/policy.js';
import type { Rows } from '../base/database/rows.query.js';
import type { Settings } from '../base/settings.js';
import type { Templates } from '../base/templates.js';
import type { Judging } from '../base/workers/judging.js';
import { CaseFile, Deadline } from '../casefile/casefile.entities.js';
import { Message } from '../intake/intake.entities.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import type { Directory } from '../registry/directory.js';
import type { Notice } from './notice.entities.js';
import { LADDER_ACTS, OCCASIONS, type Happening, type Occasion, type Recipient } from './occasions.js';
import type { Reader, Recipients } from './recipients.js';
import { addressBy, type OpenWay } from './ways.js';
import { linkOf } from './links.js';
import { dueText, LATE_WORDS, remainingText } from './wording.js';

/** A notice before it has a time of its own. Its id stands in its link. */
export type Draft = Omit<Notice, 'createdAt' | 'attempts' | 'sentAt' | 'readAt' | 'reportId'>;

/** One line of the late digest, as it waits in a notice of the template `late_item`. */
export interface LateItem {
  readonly caseId: string;
  readonly clockId: string;
  readonly caseNumber: string;
  readonly subjectOrNumber: string;
  readonly dueAt: number;
  readonly dueText: string;
}

export const LATE_ITEM = 'late_item';

export const languageOfUser = (locale: string): Language => (locale.startsWith('en') ? 'en' : 'zh');
/** Same key, same Message-ID: a mail that goes out twice is recognisable as one. */
export const messageIdOf = (key: string): string => `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@huiyin>`;

/** Everything of an event and its case that its notices speak of. */
interface Subject extends Happening {
  readonly event: CaseEvent;
  readonly file: CaseFile;
  readonly clocks: readonly Deadline[];
  readonly names: Names;
  /** When the mail may leave at the earliest. */
  readonly sendAt: number;
}

/** The only words of a case that a mail may hold. */
interface Names {
  readonly caseNumber: string;
  readonly subjectOrNumber: string;
  readonly accountName: string;
  readonly departmentName: string;
}

const SUBJECTS_KEPT = 2000;

/** Turns an event into the notices it gives rise to: who, in which words, not before when. */
export class Composing {
  private readonly subjects = new Map<string, string>();

  constructor(
    private readonly rows: Rows,
    private readonly directory: Directory,
    private readonly recipients: Recipients,
    private readonly templates: Templates,
    private readonly rulebook: Rulebook,
    private readonly settings: Settings,
    private readonly judging: Judging,
    private readonly ways: readonly OpenWay[],
    private readonly ids: Ids,
  ) {}

  async draftsOf(event: CaseEvent, now: number): Promise<Draft[]> {
    const occasions = OCCASIONS[event.act] ?? [];
    if (occasions.length === 0) return [];
    await this.directory.refresh();
    const file = await this.rows.one(CaseFile, { id: event.caseId });
    refuseUnless(file, 'not_found', { case: event.caseId });
    const fitting = occasions.filter((each) => this.templates.mailKeys().includes(each.template) && (each.when?.({ event, file }) ?? true));
    if (fitting.length === 0) return [];
    const [clocks, names] = await Promise.all([this.rows.find(Deadline, { caseId: file.id }, { orderBy: 'id', descending: true }), this.namesOf(file)]);
    const drafts = new Map<string, Draft>();
    for (const occasion of fitting) {
      const sendAt = occasion.urgent || isPressing(file.urgency) ? now : officeMoment(now, this.calendar);
      const subject: Subject = { event, file, clocks, names, sendAt };
      const readers = await this.recipients.of(event, file, toldBy(occasion, event), now);
      for (const reader of readers.filter(({ user }) => !(user.noticesOff as readonly string[]).includes(occasion.template))) {
        const mail = isLate(event) ? this.lateItem(subject, reader) : this.mail(occasion, subject, reader);
        for (const draft of [mail, ...this.otherWays(mail, reader, sendAt)]) if (!drafts.has(draft.key)) drafts.set(draft.key, draft);
      }
    }
    return [...drafts.values()];
  }

  private get calendar(): Calendar {
    return this.rulebook.today;
  }

  private mail(occasion: Occasion, subject: Subject, { user, why }: Reader): Draft {
    const { event, file, names, sendAt } = subject;
    const language = languageOfUser(user.locale);
    const due = this.dueOf(occasion, subject);
    const reason = typeof occasion.reason === 'function' ? occasion.reason(subject) : occasion.reason;
    const id = this.ids.next();
    const view = {
      ...names, recipientName: user.name, whyYou: why[language], link: linkOf({ id, caseId: file.id }, this.settings.publicUrl),
      ...(due && {
        proofLink: `${this.settings.publicUrl}/api/v1/cases/${file.id}/clocks/${due.clockId}/proof?form=page`,
        dueText: dueText(due.dueAt, due.provisional, this.calendar)[language], remainingText: remainingText(due.dueAt, sendAt, this.calendar)[language],
      }),
      ...(reason && { reason: reason[language] }),
      // An urge by hand is about no clock.
      ...(typeof event.facts['clock'] === 'string' && { clockName: CLOCKS[event.facts['clock'] as ClockName][language] }),
    };
    const key = `${event.id}:${occasion.template}:${user.id}`;
    return { id, key, caseId: file.id, template: occasion.template, userId: user.id, urgent: occasion.urgent === true || isPressing(file.urgency), ...this.templates.mail(occasion.template, view, language), messageId: messageIdOf(key), ...addressed(user.email, sendAt) };
  }

  /** The same by the other ways that are open, for what is told by them, to who can be reached so. */
  private otherWays(mail: Draft, { user }: Reader, sendAt: number): Draft[] {
    return this.ways.flatMap(({ way, templates }) => {
      const address = addressBy(way, user);
      if (!templates.includes(mail.template) || !address) return [];
      const key = `${mail.key}:${way}`;
      return [{ ...mail, id: this.ids.next(), key, way, address, html: '', state: 'queued' as const, nextTryAt: sendAt, lastError: null, messageId: messageIdOf(key) }];
    });
  }

  /** Waits for its digest; the digest says in one line what would have been a mail. */
  private lateItem(subject: Subject, { user }: Reader): Draft {
    const { event, file, names, sendAt } = subject;
    const language = languageOfUser(user.locale);
    const dueAt = Number(event.facts['dueAt']);
    const word: Label | undefined = LATE_WORDS[event.act];
    const provisional = subject.clocks.some((clock) => clock.id === event.facts['clockId'] && clock.provisional);
    const { caseNumber, subjectOrNumber } = names;
    const due = dueText(dueAt, provisional, this.calendar)[language];
    const item: LateItem = {
      caseId: file.id, clockId: String(event.facts['clockId']), caseNumber, subjectOrNumber, dueAt,
      dueText: word ? (language === 'zh' ? `${due}，${word.zh}` : `${due} – ${word.en}`) : due,
    };
    const key = `${event.id}:${LATE_ITEM}:${user.id}`;
    return {
      id: this.ids.next(), key, caseId: file.id, template: LATE_ITEM, userId: user.id, urgent: false, subject: caseNumber, text: JSON.stringify(item), html: '',
      messageId: messageIdOf(key), ...addressed(user.email, sendAt),
    };
  }

  private async namesOf(file: CaseFile): Promise<Names> {
    const account = this.directory.account(file.accountId);
    const own = this.directory.ownOffice(account.sponsorId)?.name ?? this.directory.organisation(account.sponsorId)?.name ?? account.name;
    return {
      caseNumber: file.number, subjectOrNumber: await this.subjectOf(file), accountName: account.name,
      departmentName: this.directory.departmentName(file.departmentId) || own,
    };
  }

  /**
   * The subject without personal data. The number instead for a report, and where the writer gave no subject: what the
   * case is listed by is then the beginning of the message itself.
   */
  private async subjectOf(file: CaseFile): Promise<string> {
    if (file.kind === 'report' || file.firstKind === 'report') return file.number;
    const [message] = await this.rows.find(Message, { caseId: file.id }, { orderBy: 'id', limit: 1 });
    if (!message?.subject.trim()) return file.number;
    return await this.redacted(file.subject);
  }

  /** A case is told of many times; its subject is redacted once. */
  private async redacted(subject: string): Promise<string> {
    const known = this.subjects.get(subject);
    if (known !== undefined) return known;
    const [text = ''] = await this.judging.redact([subject], []);
    if (this.subjects.size >= SUBJECTS_KEPT) this.subjects.clear();
    this.subjects.set(subject, text);
    return text;
  }

  /** The due time the mail is about: the ladder’s own, else the first of the named clocks that runs, else the citizen’s. */
  private dueOf(occasion: Occasion, { event, clocks }: Subject): { clockId: string; dueAt: number; provisional: boolean } | null {
    const { facts } = event;
    const of = facts['paperId'] ?? facts['jointId'];
    const byLadder = LADDER_ACTS.has(event.act) && !occasion.clocks;
    const named = byLadder ? clocks.find((clock) => clock.id === facts['clockId']) : undefined;
    if (named && typeof facts['dueAt'] === 'number') return { clockId: named.id, dueAt: facts['dueAt'], provisional: named.provisional };
    for (const name of [...(occasion.clocks ?? []), 'answer']) {
      const running = clocks.find((clock) => clock.clock === name && clock.stoppedAt === null && clock.dueAt !== null && (clock.concernsId === null || clock.concernsId === of));
      if (running) return { clockId: running.id, dueAt: running.dueAt!, provisional: running.provisional };
    }
    return null;
  }
}

const isLate = (event: CaseEvent): boolean => event.facts['late'] === true && LADDER_ACTS.has(event.act);

const toldBy = (occasion: Occasion, event: CaseEvent): readonly Recipient[] =>
  occasion.to === 'told' ? ((event.facts['tell'] as Recipient[] | undefined) ?? []) : occasion.to;

/** Somebody without an address is not told, and the list of notices says so. */
export const addressed = (email: string | null, sendAt: number): Pick<Notice, 'way' | 'address' | 'state' | 'nextTryAt' | 'lastError'> =>
  email
    ? { way: 'mail', address: email, state: 'queued', nextTryAt: sendAt, lastError: null }
    : { way: 'mail', address: '', state: 'dropped', nextTryAt: null, lastError: '此人没有登记邮箱 / no e-mail address is registered' };
