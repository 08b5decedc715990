import { Injectable } from '@nestjs/common';
import { actRow, actsAllowedIn, type ActName } from '../core/lifecycle.js';
import { refuseUnless } from '../core/refusal.js';
import { keptBackBy } from '../core/review-gate.js';
import { CLOCKS, GRADES, KINDS, PARTIES, STATES, URGENCIES, type Label } from '../core/vocabulary.js';
import { Clock } from '../base/clock.js';
import { PROBLEMS } from '../base/problems.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { Secrets } from '../base/secrets.js';
import { Judging } from '../base/workers/judging.js';
import { CaseFile, Deadline } from '../casefile/casefile.entities.js';
import { Clocks } from '../casefile/clocks.js';
import { Docket } from '../casefile/docket.js';
import { Sight } from '../casefile/sight.js';
import { RepeatsEnded } from '../feedback/feedback.entities.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { Identity } from '../identity/identity.service.js';
import { partiesOf } from '../identity/standing.js';
import { Attachment, AttachmentContent, Message } from '../intake/intake.entities.js';
import { CaseEvent } from '../journal/journal.entities.js';
import { Screening } from '../moderation/moderation.entities.js';
import { Publication } from '../publication/publication.entities.js';
import { Directory } from '../registry/directory.js';
import { CaseParts, type Names } from './case-parts.js';
import { chipOf } from './chip.js';
import { isRipe, whyNot } from './ripe.js';
import { ROLES_WITH_AUTHOR } from './visible.query.js';

/** Instructions 批示 are not for contractors. */
const INSTRUCTION_ACTS: readonly string[] = ['instruct', 'report_instruction'];
/** Facts that are for machines only, or would tell who wrote. */
const FACTS_LEFT_OUT: readonly string[] = ['clocks', 'message', 'contentHash', 'replyHash', 'salt', 'photos'];

type CaseRows = Awaited<ReturnType<CaseParts['of']>>;
/** A case as one person is shown it. */
export type CaseShown = Awaited<ReturnType<CaseView['show']>>;

/** One case as the person may see it: everything that happened to it and what may be done next. */
@Injectable()
export class CaseView {
  private readonly parts: CaseParts;
  private foreseen = false;

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly sight: Sight,
    private readonly docket: Docket,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly identity: Identity,
    private readonly judging: Judging,
    private readonly limits: Clocks,
  ) {
    this.parts = new CaseParts(database.rows, directory, (instant) => this.time(instant));
  }

  /** @throws Refusal `not_found`, also for a case the person may not know of */
  async show(person: Person, caseId: string) {
    const file = await this.sight.case(person, caseId);
    const names = await this.names();
    const clocks = await this.database.rows.find(Deadline, { caseId: file.id }, { orderBy: 'id' });
    const parts = await this.parts.of(file, names, { instructions: !person.roles.includes('contractor') });
    const possible = await this.allowed(person, file);
    const most = { clarifications: this.limits.mostOf(file, 'clarification'), returns: this.limits.mostOf(file, 'return_decision') };
    const occasions = { ...parts, file, person, clocks, most, now: this.clock.now() };
    const allowed = possible.filter(({ act }) => isRipe(act, occasions));
    const withheld = possible.flatMap(({ act, name }) => {
      const code = whyNot(act, occasions);
      return code === null ? [] : [{ act, name, why: PROBLEMS[code].title }];
    });
    return { ...this.head(file, names), chip: chipOf(file, clocks.filter(({ stoppedAt }) => stoppedAt === null), this.clock.now(), this.rulebook.today), keptBack: this.keptBack(file, parts), messages: await this.messages(person, file), clocks: this.clocks(file, clocks), earlier: await this.earlier(person, file), ...parts, allowed, withheld };
  }

  /** The first case that is opened would wait until thirty questions to the database are made up: done once, beside the first list. */
  foresee(person: Person, caseId: string): void {
    if (this.foreseen) return;
    this.foreseen = true;
    void Promise.all([this.show(person, caseId), this.timeline(person, caseId)]).catch(() => (this.foreseen = false));
  }

  async timeline(person: Person, caseId: string) {
    const file = await this.sight.case(person, caseId);
    const names = await this.names();
    const events = await this.database.rows.find(CaseEvent, { caseId: file.id }, { orderBy: 'seq' });
    const shown = person.roles.includes('contractor') ? events.filter(({ act }) => !INSTRUCTION_ACTS.includes(act)) : events;
    return {
      number: file.number,
      events: shown.map((event) => ({
        seq: event.seq, act: event.act, name: nameOf(event.act), at: this.time(event.at), writtenAt: this.time(event.writtenAt),
        by: actorName(event, names), from: event.fromState, to: event.toState,
        facts: Object.fromEntries(Object.entries(event.facts).filter(([fact]) => !FACTS_LEFT_OUT.includes(fact))), hash: event.hash,
      })),
    };
  }

  /**
   * Who wrote a case, a report above all: for the report officer alone, with a reason, and never unseen.
   * @throws Refusal `not_found` | `reason_needed`
   */
  async informant(person: Person, caseId: string, reason: string | undefined) {
    const file = await this.sight.case(person, caseId);
    const why = reason?.trim();
    refuseUnless(why, 'reason_needed', { field: 'reason' });
    await this.database.write('person', (turn) => this.identity.note(turn, 'informant_read', person.id, { case: file.number, reason: why }));
    const messages = await this.database.rows.find(Message, { caseId: file.id }, { orderBy: 'id' });
    return { number: file.number, authors: messages.map((message) => ({ message: message.id, ...this.author(message) })) };
  }

  private head(file: CaseFile, names: Names) {
    const account = this.directory.account(file.accountId);
    const optional = (instant: number | null): string | null => (instant === null ? null : this.time(instant));
    return {
      id: file.id, number: file.number, subject: file.subject, account: { handle: account.handle, name: account.name, platform: account.platform },
      state: file.state, stateName: STATES[file.state], version: file.version, kind: file.kind, kindName: KINDS[file.kind], urgency: file.urgency,
      urgencyName: (URGENCIES as Record<string, Label>)[file.urgency] ?? null, grade: file.grade, gradeName: GRADES[file.grade], sensitive: file.sensitive,
      groupMatter: file.groupMatter, repeatCount: file.repeatCount, publicity: file.publicity, anonymous: file.anonymous, contactable: file.contactable,
      origin: { system: file.originSystem, number: file.originNumber, imposedDueAt: optional(file.imposedDueAt) },
      department: file.departmentId === null ? null : { id: file.departmentId, name: this.directory.departmentName(file.departmentId) },
      handler: file.handlerId === null ? null : { id: file.handlerId, name: names(file.handlerId) },
      leadId: file.leadId, previousId: file.previousId, accused: file.accused?.map((unit) => ({ id: unit, name: this.directory.unit(unit).name })) ?? null,
      rejectionProposedBy: names(file.rejectionProposedBy), returns: file.returns, reopenings: file.reopenings, epoch: file.epoch, history: file.history,
      currentReplyId: file.currentReplyId, occurredAt: this.time(file.occurredAt), receivedAt: this.time(file.receivedAt),
      answeredAt: optional(file.answeredAt), closedAt: optional(file.closedAt), nextDueAt: optional(file.nextDueAt),
    };
  }

  /** What still keeps the reply under review from being approved; null where none is. */
  private keptBack({ state, grade, currentReplyId }: CaseFile, parts: CaseRows) {
    const reply = parts.replies.find(({ id }) => id === currentReplyId);
    if (state !== 'in_review' || !reply) return null;
    const about = <Row extends { readonly replyId: string | null }>(rows: readonly Row[]): Row[] => rows.filter(({ replyId }) => replyId === reply.id);
    return keptBackBy(grade, reply, about(parts.signatures), about(parts.releases).map(({ code }) => code), this.judging.quality.defects);
  }

  private async messages(person: Person, file: CaseFile) {
    const messages = await this.database.rows.find(Message, { caseId: file.id }, { orderBy: 'id' });
    const shown = this.sight.mayKnowAuthor(person, file) && person.roles.some((role) => ROLES_WITH_AUTHOR.includes(role));
    const photos = Map.groupBy(await this.database.rows.find(Attachment, { caseId: file.id }, { orderBy: 'id' }), ({ messageId }) => messageId);
    return messages.map((message) => ({
      id: message.id, occurredAt: this.time(message.occurredAt), receivedAt: this.time(message.receivedAt), subject: message.subject, text: message.text,
      erased: message.erasedAt !== null, photos: (photos.get(message.id) ?? []).map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size })), ...(file.history && pastAnswer(message.raw)), ...(shown && { author: this.author(message) }),
    }));
  }

  /** A photo of a message, for whoever may read the case. @throws Refusal `not_found` */
  async photo(person: Person, caseId: string, id: string): Promise<{ name: string; mediaType: string; content: Buffer }> {
    const file = await this.sight.case(person, caseId);
    const { rows } = this.database;
    const [kept, bytes] = await Promise.all([rows.one(Attachment, { id, caseId: file.id }), rows.one(AttachmentContent, { id, caseId: file.id })]);
    refuseUnless(kept && bytes, 'not_found', { photo: id });
    return { name: kept.name, mediaType: kept.mediaType, content: Buffer.from(bytes.content) };
  }

  /** 重复反映: the same person’s earlier cases that read alike, what was answered, and whether repeats were ended; those the reader may see. */
  private async earlier(person: Person, { id: caseId }: CaseFile) {
    const { rows } = this.database;
    const screening = await rows.one(Screening, { caseId });
    const ids = screening?.earlier ?? [];
    const files = ids.length === 0 ? [] : await rows.find(CaseFile, { id: ids }, { orderBy: 'id', descending: true });
    const shown = [];
    for (const file of files) {
      if (!(await this.sight.sees(person, file))) continue;
      const [answer] = await rows.find(Publication, { caseId: file.id, retractedAt: null }, { orderBy: 'publishedAt', descending: true, limit: 1 });
      const ended = await rows.one(RepeatsEnded, { caseId: file.id });
      shown.push({
        id: file.id, number: file.number, subject: file.subject, state: file.state, stateName: STATES[file.state], receivedAt: this.time(file.receivedAt),
        answer: answer ? { text: answer.toCitizen, at: this.time(answer.publishedAt) } : null,
        repeatsEnded: ended ? { at: this.time(ended.at), reason: ended.reason, basis: ended.basis } : null,
      });
    }
    return shown;
  }

  private author({ authorId, authorName, authorContact }: Message) {
    const open = (sealed: string | null): string | null => (sealed === null ? null : this.secrets.decrypt(sealed));
    return { id: open(authorId), name: open(authorName), contact: open(authorContact) };
  }

  private clocks(file: CaseFile, clocks: readonly Deadline[]) {
    const optional = (instant: number | null): string | null => (instant === null ? null : this.time(instant));
    return clocks.map((clock) => ({
      id: clock.id, clock: clock.clock, name: CLOCKS[clock.clock], epoch: clock.epoch, department: this.directory.departmentName(clock.departmentId) || null,
      concernsId: clock.concernsId, startAct: clock.startAct, startAt: this.time(clock.startAt), amount: clock.amount, unit: clock.unit, window: clock.window,
      dueAt: optional(clock.dueAt), dueDay: clock.dueDay, originalDueAt: optional(clock.originalDueAt), provisional: clock.provisional,
      imposed: clock.imposedAt !== null, paused: clock.stoppedAt === null && clock.pauses.some((pause) => pause.to === undefined || pause.to === null),
      extended: clock.extension.reduce((sum, { amount }) => sum + amount, 0), stoppedAt: optional(clock.stoppedAt), verdict: clock.verdict,
      missedAt: optional(clock.missedAt), proof: `/api/v1/cases/${file.id}/clocks/${clock.id}/proof`,
    }));
  }

  /** What this person may do now: the state allows it and the person has a part in it. */
  private async allowed(person: Person, file: CaseFile): Promise<{ act: ActName; name: Label }[]> {
    const facts = await this.docket.standingFacts(this.database.rows, file);
    const seat = this.directory.seatOf(person);
    return actsAllowedIn(file.state)
      .filter((act) => actRow(act).who.some((party) => partiesOf(person, act, seat, facts).includes(party)))
      .map((act) => ({ act, name: nameOf(act) }));
  }

  private async names(): Promise<Names> {
    const users = await this.database.rows.find(User, {});
    const known = new Map(users.map(({ id, name }) => [id, name]));
    return (id) => (id === null ? null : (known.get(id) ?? null));
  }

  private time(instant: number): string {
    return this.rulebook.today.iso(instant);
  }
}

const nameOf = (act: ActName): Label => ({ zh: actRow(act).zh, en: actRow(act).en });

const actorName = ({ actorKind, actorId }: CaseEvent, names: Names): Label => {
  const name = actorKind === 'person' ? names(actorId) : null;
  if (name !== null) return { zh: name, en: name };
  if (actorKind === 'machine') return PARTIES.account;
  if (actorKind === 'citizen') return PARTIES.citizen;
  return actorKind === 'system' ? PARTIES.system : { zh: '人员', en: 'a person' };
};

/** What an earlier system answered stands in the line the case was imported from. */
function pastAnswer(raw: string): { pastReply?: string } {
  try {
    const { reply, 答复: answer, 回复: response } = JSON.parse(raw) as Record<string, unknown>;
    const text = reply ?? answer ?? response;
    return typeof text === 'string' && text !== '' ? { pastReply: text } : {};
  } catch {
    return {};
  }
}
