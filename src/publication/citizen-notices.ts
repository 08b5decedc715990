import { Injectable } from '@nestjs/common';
import { Rulebook } from '../base/policy.js';
import { queryCodeOf, Secrets } from '../base/secrets.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { Templates } from '../base/templates.js';
import type { Turn } from '../base/database/writer.js';
import { CaseFile, Deadline } from '../casefile/casefile.entities.js';
import type { ActName } from '../core/lifecycle.js';
import { refuseUnless } from '../core/refusal.js';
import type { MovedDue } from '../casefile/docket.js';
import { PROCEDURES, type ClockName } from '../core/vocabulary.js';
import { Clarification, ExtensionRequest, LegalProcedure } from '../handling/handling.entities.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import { listener } from '../journal/relay.js';
import { HandOver, Rejection } from '../moderation/moderation.entities.js';
import { Directory } from '../registry/directory.js';
import { Transfer } from '../routing/routing.entities.js';
import { Interim } from './amendments.entities.js';
import { CitizenNotice } from './publication.entities.js';

interface Told {
  readonly template: string;
  readonly text: string;
}

/** The words of a drafter for an interim reply; `nextDay` is `YYYY-MM-DD`. */
export interface InterimWords {
  readonly facts: string;
  readonly doing: string;
  readonly nextStep: string;
  readonly nextDay: string;
}

const isDay = (text: string): boolean => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) ?? false;

/** Says what the event means to the citizen; nothing where there is nothing to say. */
type Teller = (turn: Turn, file: CaseFile, event: CaseEvent) => Promise<Told | undefined>;

/** Where a policy sets no time the citizen is told so and not given a date we did not promise. */
const NO_DATE = '规定的期限';
/** The holidays of the year are not announced yet; the day may move and the writer would be told. */
const PROVISIONAL = '（暂定）';
const NO_PHONE = '请在查询页面联系';

/** 告知: approved texts with bounded fields, kept for the query page. Nothing here is written freely. */
@Injectable()
export class CitizenNotices {
  private readonly tellers: Partial<Record<ActName, Teller>> = {
    receive: (turn, file) => this.receipt(turn, file),
    reject: (turn, file) => this.rejection(turn, file),
    grant_extension: (turn, file) => this.extension(turn, file),
    interim: (turn, _file, event) => this.interim(turn, event),
    ask_citizen: (turn, file) => this.clarification(turn, file),
    merge: (turn, file) => this.merged(turn, file),
    tell_citizen: (turn, file) => this.accepted(turn, file),
    begin_procedure: (turn, file) => this.procedure(turn, file, 'procedure_begun'),
    end_procedure: (turn, file) => this.procedure(turn, file, 'procedure_ended'),
    hand_over: (turn, file, event) => this.handedOver(turn, file, event),
    transfer_out: (turn, file, event) => this.transferred(turn, file, event),
    rebase: (turn, file, event) => this.rescheduled(turn, file, event),
  };

  constructor(
    private readonly templates: Templates,
    private readonly rulebook: Rulebook,
    private readonly secrets: Secrets,
    private readonly directory: Directory,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** Once for each event, however often it is heard; past cases are told nothing. */
  readonly tell = listener({
    name: 'tell',
    hear: async (turn, event) => {
      const file = await turn.rows.one(CaseFile, { id: event.caseId });
      const known = await turn.rows.one(CitizenNotice, { eventId: event.id });
      if (!file || file.history || known) return;
      const told = await this.tellers[event.act]?.(turn, file, event);
      if (!told) return;
      await turn.rows.insert(CitizenNotice, { id: turn.ids.next(), caseId: file.id, ...told, at: turn.now, eventId: event.id });
    },
  });

  private async receipt(turn: Turn, file: CaseFile): Promise<Told> {
    return this.from('receipt', {
      ...this.office(turn, file), queryCode: queryCodeOf(this.secrets, file.id), dueDate: await this.dueDate(turn, file, 'answer'),
      queryLink: new URL('/public/', this.settings.publicUrl).href,
    });
  }

  /** The text the reviewer decided on, word for word. */
  private async rejection(turn: Turn, file: CaseFile): Promise<Told | undefined> {
    const rejections = await turn.rows.find(Rejection, { caseId: file.id }, { orderBy: 'id', descending: true });
    const decided = rejections.find(({ decidedAt }) => decidedAt !== null);
    return decided && { template: decided.template, text: decided.text };
  }

  private async extension(turn: Turn, file: CaseFile): Promise<Told | undefined> {
    const [granted] = await turn.rows.find(ExtensionRequest, { caseId: file.id, state: 'granted' }, { orderBy: 'id', descending: true, limit: 1 });
    if (!granted) return undefined;
    return this.from('extension', {
      ...this.office(turn, file), ...this.department(file), oldDueDate: this.dateOf(granted.dueBefore), newDueDate: this.promiseOf(granted.dueAfter),
      reason: granted.reason, ...(granted.progress !== null && { progress: granted.progress.trim().replace(/[。．.；;，,]+$/u, '') }),
    });
  }

  /** What an interim reply will say, from its drafter’s words. @throws Refusal `time_out_of_range` */
  async interimText(turn: Turn, file: CaseFile, { facts, doing, nextStep, nextDay }: InterimWords): Promise<string> {
    const calendar = this.rulebook.today;
    const day = isDay(nextDay) ? calendar.instant(nextDay) : null;
    refuseUnless(day !== null && calendar.iso(turn.now).slice(0, 10) <= nextDay, 'time_out_of_range', { field: 'nextDay' });
    const bare = (text: string): string => text.trim().replace(/[。．.；;，,]+$/u, '');
    return this.from('interim', {
      ...this.office(turn, file), ...this.department(file), receivedDate: this.dateOf(file.receivedAt), facts: `${bare(facts)}。`, doing: `${bare(doing)}。`,
      nextStep: bare(nextStep), nextDate: this.dateOf(day), dueDate: await this.dueDate(turn, file, 'answer'),
    }).text;
  }

  /** Word for word what the reviewer approved. */
  private async interim(turn: Turn, event: CaseEvent): Promise<Told | undefined> {
    const interim = await turn.rows.one(Interim, { id: String(event.facts['interim']) });
    return interim && { template: 'interim', text: interim.text };
  }

  private async clarification(turn: Turn, file: CaseFile): Promise<Told | undefined> {
    const [asked] = await turn.rows.find(Clarification, { caseId: file.id, state: 'asked' }, { orderBy: 'id', descending: true, limit: 1 });
    if (!asked) return undefined;
    return this.from('clarification', {
      ...this.office(turn, file), ...this.department(file), question: asked.question, windowEnd: await this.dueDate(turn, file, 'clarification'),
    });
  }

  /** Joined with others: the citizen’s own time limit stays, and the department is the lead’s. */
  private async merged(turn: Turn, file: CaseFile): Promise<Told | undefined> {
    const lead = file.leadId === null ? undefined : await turn.rows.one(CaseFile, { id: file.leadId });
    return lead && this.from('merged', { ...this.office(turn, file), ...this.department(lead), dueDate: await this.dueDate(turn, file, 'answer') });
  }

  private async accepted(turn: Turn, file: CaseFile): Promise<Told> {
    return this.from('accepted', { ...this.office(turn, file), ...this.department(file), dueDate: await this.dueDate(turn, file, 'answer') });
  }

  private async procedure(turn: Turn, file: CaseFile, template: string): Promise<Told | undefined> {
    const [last] = await turn.rows.find(LegalProcedure, { caseId: file.id }, { orderBy: 'id', descending: true, limit: 1 });
    if (!last) return undefined;
    return this.from(template, {
      ...this.office(turn, file), ...this.department(file), procedure: PROCEDURES[last.procedure].zh, basis: last.basis, reason: last.reason,
      dueDate: await this.dueDate(turn, file, 'answer'),
    });
  }

  /** With the way the law gives; a hand-over without one is not the citizen’s to know (a crime in the making). */
  private async handedOver(turn: Turn, file: CaseFile, event: CaseEvent): Promise<Told | undefined> {
    const given = await turn.rows.one(HandOver, { id: String(event.facts['handOver']) });
    if (!given || given.legalWay === null) return undefined;
    const { receiver, receiverPhone, legalWay, handedAt } = given;
    return this.from('hand_over', {
      ...this.office(turn, file), phone: this.department(file).phone, receiverName: receiver, receiverPhone, handedOverAt: this.dateOf(handedAt),
      legalWay: legalWay.trim().replace(/[。．.；;，,]+$/u, ''),
    });
  }

  private async transferred(turn: Turn, file: CaseFile, event: CaseEvent): Promise<Told | undefined> {
    const transfer = await turn.rows.one(Transfer, { id: String(event.facts['transfer']) });
    // Of a report nobody is told where it went who might tell others.
    if (!transfer || file.kind === 'report') return undefined;
    return this.from('transferred', {
      ...this.office(turn, file), phone: this.department(file).phone, receiverName: transfer.receiver, receiverPhone: transfer.receiverPhone,
      dueDate: await this.dueDate(turn, file, 'answer'),
    });
  }

  /** The promise itself moved: the citizen learns the new date and why, not from the calendar on the wall. */
  private async rescheduled(turn: Turn, file: CaseFile, event: CaseEvent): Promise<Told | undefined> {
    const due = (event.facts['due'] as MovedDue[] | undefined)?.find(({ clock }) => clock === 'answer');
    if (!due || due.before === null || due.after === null) return undefined;
    return this.from('rescheduled', {
      ...this.office(turn, file), ...this.department(file), oldDueDate: this.dateOf(due.before), newDueDate: this.promiseOf(due.after),
      reason: event.facts['rules'] === 'notice' ? `${String(event.facts['subject'])}年放假安排公布` : String(event.facts['reason']),
    });
  }

  private from(template: string, fields: Record<string, string>): Told {
    return { template, text: this.templates.text(template, fields).trim() };
  }

  private office(turn: Turn, file: CaseFile) {
    const account = this.directory.account(file.accountId);
    return { caseNumber: file.number, officeName: this.directory.organisation(account.sponsorId)?.name ?? account.name, date: this.dateOf(turn.now) };
  }

  private department(file: CaseFile) {
    const office = this.directory.ownOffice(this.directory.account(file.accountId).sponsorId);
    const phone = this.directory.allDepartments().find(({ id }) => id === file.departmentId)?.phone ?? office?.phone;
    return { departmentName: this.directory.departmentName(file.departmentId) || (office?.name ?? '本单位'), phone: phone ?? NO_PHONE };
  }

  private async dueDate(turn: Turn, file: CaseFile, clock: ClockName): Promise<string> {
    const [last] = await turn.rows.find(Deadline, { caseId: file.id, clock, epoch: file.epoch }, { orderBy: 'id', descending: true, limit: 1 });
    return `${this.dateOf(last?.dueAt ?? null)}${last?.provisional ? PROVISIONAL : ''}`;
  }

  /** A counted date: marked where it lies in a year whose holidays are not announced yet. */
  private promiseOf(instant: number | null): string {
    const calendar = this.rulebook.today;
    const provisional = instant !== null && calendar.isProvisional(calendar.iso(instant).slice(0, 10));
    return `${this.dateOf(instant)}${provisional ? PROVISIONAL : ''}`;
  }

  /** 2026年3月9日 */
  private dateOf(instant: number | null): string {
    if (instant === null) return NO_DATE;
    const [year, month, day] = this.rulebook.today.iso(instant).slice(0, 10).split('-').map(Number);
    return `${year}年${month}月${day}日`;
  }
}
