/** Hand-made months: rows put straight into the tables of the rooms, in the shape in which the rooms leave them. */
import { CaseFile, Deadline } from '../../src/casefile/casefile.entities.js';
import { ANSWERING_ACTS } from '../../src/core/figures.js';
import type { Turn } from '../../src/base/database/writer.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { FollowUp, Rating, RepeatsEnded } from '../../src/feedback/feedback.entities.js';
import { Paper } from '../../src/escalation/escalation.entities.js';
import { ExtensionRequest, ReturnRequest } from '../../src/handling/handling.entities.js';
import { Purge } from '../../src/inspection/inspection.entities.js';
import { KnowledgeUse } from '../../src/knowledge/knowledge.entities.js';
import { Quarantine, Relabel, Screening } from '../../src/moderation/moderation.entities.js';
import { Publication } from '../../src/publication/publication.entities.js';
import { Assignment } from '../../src/routing/routing.entities.js';
import { Reporting } from '../../src/reporting/reporting.service.js';
import type { FigureKey } from '../../src/core/figures.js';
import type { Figure, Report, ScopeKind } from '../../src/reporting/report.js';
import { Rulebook } from '../../src/base/policy.js';
import { Directory } from '../../src/registry/directory.js';
import type { Office } from '../support/office.js';

export const at = (local: string): number => Date.parse(`${local.length === 10 ? `${local}T00:00:00` : local}+08:00`);

export const EVERY_TABLE = [
  Deadline, CaseEvent, Rating, FollowUp, RepeatsEnded, Paper, ExtensionRequest, ReturnRequest, Relabel, Screening, Quarantine, Purge, Publication, Assignment, KnowledgeUse, CaseFile,
] as const;

type Row<T> = { -readonly [K in keyof T]?: T[K] };

export class World {
  private count = 0;
  private work: ((turn: Turn) => Promise<void>)[] = [];

  constructor(readonly office: Office) {}

  private get directory(): Directory {
    return this.office.app.get(Directory);
  }
  account(handle: string): string {
    return this.directory.accountByHandle(handle).id;
  }
  department(code: string): string {
    return this.directory.department(code).id;
  }
  get calendarHash(): string {
    return this.office.app.get(Rulebook).calendarHash;
  }
  private id(): string {
    this.count++;
    return `w-${String(this.count).padStart(8, '0')}`;
  }

  /** A case received then, on `wx`, a complaint in the hands of the transport bureau unless said otherwise. */
  case(received: string | number, more: Row<CaseFile> = {}): string {
    const id = this.id();
    const receivedAt = typeof received === 'number' ? received : at(received);
    this.insert(CaseFile, {
      id, number: `N-${id}`, accountId: this.account('wx'), state: 'handling', version: 3, kind: 'complaint', firstKind: 'complaint',
      urgency: 'ordinary', grade: 'A', sensitive: false, groupMatter: false, repeatCount: 0, publicity: 'public', subject: 'x',
      authorDigest: null, contactable: true, anonymous: false, originSystem: 'own', originNumber: null, imposedDueAt: null,
      hasInstruction: false, departmentId: this.department('transport'), handlerId: null, leadId: null, previousId: null, accused: null,
      rejectionProposedBy: null, returns: 0, clarifications: 0, extensions: 0, reopenings: 0, currentReplyId: null, epoch: 1,
      policy: 'default', occurredAt: receivedAt, receivedAt, answeredAt: null, closedAt: null, nextDueAt: null, history: false,
      lastSeq: 1, lastHash: '', ...more,
    });
    return id;
  }

  /** A clock of a case; with a stop its verdict is told from the due time unless given. */
  clock(caseId: string, clock: Deadline['clock'], start: string | number, due: string | number | null, stop: string | number | null, more: Row<Deadline> = {}): string {
    const id = this.id();
    const instant = (value: string | number | null): number | null => (typeof value === 'string' ? at(value) : value);
    const [startAt, dueAt, stoppedAt] = [instant(start)!, instant(due), instant(stop)];
    const verdict = stoppedAt === null ? null : dueAt !== null && stoppedAt > dueAt ? 'late' : 'on_time';
    this.insert(Deadline, {
      id, caseId, clock, epoch: 1, departmentId: null, concernsId: null, policyHash: 'p', calendarHash: this.calendarHash, startAct: 'receive',
      startAt, amount: 5, unit: 'workingDay', window: false, dueAt, originalDueAt: dueAt, dueDay: null, provisional: false, imposedAt: null,
      capAt: null, pauses: [], extension: [], revision: 0, stoppedAt, stopAct: stoppedAt === null ? null : 'publish', verdict, missedAt: null,
      ladder: null, nextRungAt: null, proof: '{}', proofHash: 'h', ...more,
    });
    return id;
  }

  rating(caseId: string, satisfaction: Rating['satisfaction'], resolved: Rating['resolved'], when: string | number, epoch = 1): void {
    this.insert(Rating, { id: this.id(), caseId, epoch, satisfaction, resolved, text: '', at: typeof when === 'number' ? when : at(when) });
  }

  followUp(caseId: string, when: number, resolved: FollowUp['resolved'], satisfaction: FollowUp['satisfaction']): void {
    this.insert(FollowUp, { id: this.id(), caseId, epoch: 1, by: 'caller', at: when, way: 'telephone', reached: resolved !== null, resolved, satisfaction, note: null });
  }

  event(caseId: string, act: CaseEvent['act'], when: number, toState: string, seq = this.count + 1): void {
    this.insert(CaseEvent, {
      id: this.id(), caseId, seq, act, at: when, writtenAt: when, actorKind: 'system', actorId: null, fromState: null, toState, facts: {},
      previousHash: '', hash: '', sealId: null,
    });
  }

  returned(caseId: string, askedAt: number, state: ReturnRequest['state'], decidedAt: number | null, department = 'transport'): void {
    this.insert(ReturnRequest, {
      id: this.id(), caseId, departmentId: this.department(department), signedBy: 'head', askedAt, basis: 'x', suggestedDepartmentId: null, state,
      decidedBy: null, decidedAt, decision: null,
    });
  }

  assigned(caseId: string, assignedAt: number, department = 'transport', endedAt: number | null = null): void {
    this.insert(Assignment, {
      id: this.id(), caseId, departmentId: this.department(department), assignedBy: null, assignedAt, note: null, endedAt, endedBy: null,
    });
  }

  extension(caseId: string, askedAt: number, state: ExtensionRequest['state'], decidedAt: number | null): void {
    this.insert(ExtensionRequest, {
      id: this.id(), caseId, askedBy: 'head', askedAt, amount: 5, reason: 'x', state, decidedBy: null, decidedAt, decision: null, dueBefore: null, dueAfter: null,
    });
  }

  relabel(caseId: string, when: number, downwards: boolean, before: Record<string, string> = {}): void {
    this.insert(Relabel, { id: this.id(), caseId, by: 'someone', at: when, before, after: {}, downwards, reason: null });
  }

  hidden(caseId: string, when: number, code: Quarantine['code'], by: string | null): void {
    this.insert(Quarantine, {
      id: this.id(), caseId, by, at: when, code, start: null, end: null, note: null, liftedBy: null, liftedAt: null, waiver: null, waivedBy: null,
    });
  }

  purged(caseId: string, proposedAt: number, confirmedAt: number | null, code: Purge['code']): void {
    this.insert(Purge, {
      id: this.id(), caseId, code, basis: 'x', proposedBy: 'a', proposedAs: 'administrator', proposedAt, confirmedBy: null, confirmedAt, erased: {},
    });
  }

  used(caseId: string, when: number): void {
    this.insert(KnowledgeUse, { id: this.id(), entryId: this.id(), caseId, version: 1, usedBy: 'handler', at: when });
  }

  paper(caseId: string, sort: Paper['sort'], createdAt: number, issuedAt: number | null, department: string | null = 'transport'): void {
    const id = this.id();
    this.insert(Paper, {
      id, caseId, sort, number: issuedAt === null ? null : id, state: issuedAt === null ? 'draft' : 'issued',
      departmentId: department === null ? null : this.department(department), reason: 'x', asked: null, leader: null, level: 'ordinary', levelReason: null, rungKey: null, issuedBy: null, issuedAt, reply: null,
      repliedBy: null, repliedAt: null, decidedBy: null, decidedAt: null, decision: null, createdAt,
    });
  }

  repeatsEnded(caseId: string, when: number): void {
    this.insert(RepeatsEnded, { id: this.id(), caseId, by: 'leader', at: when, reason: 'x', basis: 'x' });
  }

  screening(caseId: string, when: number, verdict: 'pass' | 'hold', earlier: string[] = []): void {
    this.insert(Screening, { id: this.id(), caseId, at: when, verdict, kind: 'complaint', urgency: 'ordinary', sensitive: false, reasons: [], scope: null, people: null, earlier, engine: 'e' });
  }

  publication(caseId: string, publishedAt: number, isPublic: boolean, epoch = 1, more: Row<Publication> = {}): void {
    const id = this.id();
    this.insert(Publication, {
      id, caseId, replyId: 'r', epoch, publishedBy: null, publishedAt, public: isPublic, publicSubject: '', publicMessage: '', publicReply: '',
      toCitizen: '', deliveryState: 'delivered', deliveryKey: id, deliveredAt: publishedAt, deliveryNote: null, retractedAt: null, ...more,
    });
  }

  private insert<T extends object>(entity: new (...parts: never[]) => T, values: Row<T>): void {
    this.work.push(async (turn) => await turn.rows.insert(entity, values as Partial<T>));
  }

  /** Everything made so far is now in the tables. */
  async stands(): Promise<void> {
    const work = this.work;
    this.work = [];
    await this.office.database.write('person', async (turn) => {
      for (const each of work) await each(turn);
    });
  }

  /** Tables are empty again. */
  async clear(): Promise<void> {
    this.work = [];
    await this.office.database.write('person', async (turn) => {
      for (const entity of EVERY_TABLE) await turn.rows.delete(entity as never, {} as never);
    });
  }

  async month(month: string, asOf?: string): Promise<Read> {
    await this.stands();
    return new Read(await this.office.app.get(Reporting).month(month, asOf === undefined ? undefined : at(asOf)));
  }
}

/** Reads a report as a person would: this figure, of that line. */
export class Read {
  constructor(readonly report: Report) {}

  figure(key: FigureKey, scope: ScopeKind = 'whole', id = ''): Figure {
    const found = this.report.scopes.find((each) => each.kind === scope && each.id === id)?.figures.find((each) => each.key === key);
    if (!found) throw new Error(`No ${key} of ${scope} ${id}`);
    return found;
  }
  /** `2/3` for a share, `2` for a count, the days for a measure. */
  line(key: FigureKey, scope: ScopeKind = 'whole', id = ''): string {
    const { numerator, denominator, value } = this.figure(key, scope, id);
    return numerator === null ? String(value) : denominator === null ? String(numerator) : `${numerator}/${denominator}`;
  }
  lines(...keys: FigureKey[]): Record<string, string> {
    return Object.fromEntries(keys.map((key) => [key, this.line(key)]));
  }
}

export const isAnswering = (act: string | null): boolean => (ANSWERING_ACTS as readonly (string | null)[]).includes(act);
