import { Injectable } from '@nestjs/common';
import { coverageOf, covers, verdictOfAll, type Coverage } from '../core/group-reply.js';
import { LIFECYCLE } from '../core/lifecycle.js';
import { refuseUnlessSeen } from '../core/quality/assessment.js';
import { formOf } from '../core/quality/forms.js';
import type { DefectRule, Severity } from '../core/quality/settings.js';
import type { Judgement } from '../core/quality/verdicts.js';
import { refuseUnless } from '../core/refusal.js';
import type { State } from '../core/vocabulary.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Judging } from '../base/workers/judging.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Docket } from '../casefile/docket.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { Message } from '../intake/intake.entities.js';
import { Directory } from '../registry/directory.js';
import { GroupDesk, voidNames } from './group-desk.js';
import type { DraftGroupReplyDto, EditGroupReplyDto, GroupMemberDto, ReasonedGroupActDto, SubmitGroupReplyDto } from './group-replies.dto.js';
import { GroupMember, GroupReply } from './group-replies.entities.js';

const WAITING: readonly State[] = LIFECYCLE.answer_by_group.ways.flatMap(({ from }) => from);
const DRAFTERS = ['coordinator', 'handler'] as const;

interface Read {
  readonly judged: Pick<GroupReply, 'publicReply' | 'score' | 'verdict' | 'findings' | 'engine'>;
  readonly coverage: ReadonlyMap<string, Coverage>;
}

/** 集中回应 drafted: one text, the cases it is to answer, and what the judge says of both. */
@Injectable()
export class GroupReplies {
  constructor(
    private readonly database: Database,
    private readonly judging: Judging,
    private readonly directory: Directory,
    private readonly sight: Sight,
    private readonly docket: Docket,
    private readonly desk: GroupDesk,
  ) {}

  /**
   * 起草, from a list of cases; those of a topic come in by `prepared`, when it is passed on. A case whose ask the text leaves open is left out until a person puts
   * it back.
   * @throws Refusal `report_not_in_group` | `group_member_state` | `group_member_office` | `group_member_taken`
   */
  async draft(person: Person, wish: DraftGroupReplyDto): Promise<GroupReply> {
    return await this.database.write('person', await this.prepared(person, wish));
  }

  /** The same for whoever writes something of the own in the same commit. @throws Refusal as `draft`, before the turn */
  async prepared(person: Person, { title, toCitizen, caseIds }: { readonly title: string; readonly toCitizen: string; readonly caseIds: readonly string[] }): Promise<(turn: Turn) => Promise<GroupReply>> {
    const files = await this.candidates(person, caseIds, null);
    const read = await this.read(toCitizen, files);
    return async (turn) => {
      const reply = {
        id: turn.ids.next(), title: title.trim(), officeId: this.officeOf(files[0]!), version: 1, state: 'draft' as const, drafters: [person.id], draftedAt: turn.now,
        toCitizen, ...read.judged, releases: [], sentBack: null, answeredAt: null,
      };
      await turn.rows.insert(GroupReply, reply);
      await this.list(turn, reply.id, files, read, []);
      return reply;
    };
  }

  /** 修改 of words, title or list: every name under it is void, and it is a draft again. */
  async edit(person: Person, id: string, { version, title, toCitizen, caseIds }: EditGroupReplyDto): Promise<GroupReply> {
    const known = await this.known(person, id);
    const before = await this.database.rows.find(GroupMember, { groupReplyId: id });
    const files = await this.candidates(person, caseIds ?? before.map(({ caseId }) => caseId), id, caseIds === undefined);
    const read = await this.read(toCitizen ?? known.toCitizen, files);
    return await this.desk.perform(person, id, version, ['draft', 'in_review', 'approved'], async ({ turn, reply, members }) => {
      await this.list(turn, id, files, read, members);
      return await this.changed(turn, reply, {
        ...(title !== undefined && { title: title.trim() }), ...(toCitizen !== undefined && { toCitizen }), ...read.judged, releases: [],
        drafters: [...new Set([...reply.drafters, person.id])],
      });
    });
  }

  /** 放回 of a case the text was found to leave open, with the reason why it may be answered by it all the same. */
  async putBack(person: Person, id: string, wish: GroupMemberDto): Promise<GroupReply> {
    return await this.decideMember(person, id, wish, 'in');
  }

  /** 不列入. */
  async leaveOut(person: Person, id: string, wish: GroupMemberDto): Promise<GroupReply> {
    return await this.decideMember(person, id, wish, 'out');
  }

  /** 送审: known to the journal of its first case, whose reviewers are told. @throws Refusal `group_reply_empty` | `findings_not_seen` */
  async propose(person: Person, id: string, { version, seenVerdict }: SubmitGroupReplyDto): Promise<GroupReply> {
    return await this.desk.perform(person, id, version, ['draft'], async ({ turn, reply, files, copyHash }) => {
      refuseUnless(files.length > 0, 'group_reply_empty');
      await this.desk.refuseUnlessStands(person, 'propose_group_reply', DRAFTERS, files, turn);
      refuseUnlessSeen(reply.toCitizen, reply, seenVerdict, this.judging.quality);
      await this.docket.move(turn, { act: 'propose_group_reply', caseId: files[0]!.id, actor: person }, async () => ({
        facts: { groupReply: id, groupVersion: reply.version, copyHash, cases: files.length, verdict: reply.verdict, seen: seenVerdict ?? null },
      }));
      return await this.changed(turn, reply, { state: 'in_review', sentBack: null });
    });
  }

  /** 撤销 of a group reply that was not sent; its cases go on as they are. */
  async drop(person: Person, id: string, { version, reason }: ReasonedGroupActDto): Promise<GroupReply> {
    return await this.desk.perform(person, id, version, ['draft', 'in_review', 'approved'], async ({ turn, reply, files }) => {
      await this.desk.refuseUnlessStands(person, 'propose_group_reply', DRAFTERS, files, turn);
      return await this.changed(turn, reply, { state: 'dropped', sentBack: reason });
    });
  }

  private async decideMember(person: Person, id: string, { version, caseId, reason }: GroupMemberDto, state: 'in' | 'out'): Promise<GroupReply> {
    return await this.desk.perform(person, id, version, ['draft', 'in_review', 'approved'], async ({ turn, reply, members }) => {
      const member = members.find((each) => each.caseId === caseId);
      const file = member && (await turn.rows.one(CaseFile, { id: caseId }));
      refuseUnless(file, 'not_found', { case: caseId });
      await this.desk.refuseUnlessStands(person, 'propose_group_reply', DRAFTERS, [file], turn);
      if (state === 'in') refuseUnlessMayJoin(file);
      await turn.rows.update(GroupMember, member.id, { state, decidedBy: person.id, reason });
      return await this.changed(turn, reply, { drafters: [...new Set([...reply.drafters, person.id])] });
    });
  }

  /** Any change takes it back to the draft, unless it says otherwise. */
  private async changed(turn: Turn, reply: GroupReply, { state = 'draft', ...change }: Partial<GroupReply>): Promise<GroupReply> {
    if (state !== 'in_review') await voidNames(turn, reply.id);
    const after = { ...reply, ...change, state, version: reply.version + 1 };
    const { id: _id, ...columns } = after;
    await turn.rows.update(GroupReply, reply.id, columns);
    return after;
  }

  private async known(person: Person, id: string): Promise<GroupReply> {
    await this.directory.refresh();
    const reply = await this.database.rows.one(GroupReply, { id });
    const members = await this.database.rows.find(GroupMember, { groupReplyId: id });
    const files = await this.database.rows.find(CaseFile, { id: members.map(({ caseId }) => caseId) });
    refuseUnless(reply && (await this.desk.seesAny(person, files)), 'not_found', { groupReply: id });
    return reply;
  }

  /** `listed`: they are in the list already, and one that has ended since is passed over when the rest is answered. */
  private async candidates(person: Person, caseIds: readonly string[], groupReplyId: string | null, listed = false): Promise<CaseFile[]> {
    const files: CaseFile[] = [];
    for (const caseId of caseIds) files.push(await this.sight.case(person, caseId));
    await this.desk.refuseUnlessStands(person, 'propose_group_reply', DRAFTERS, files, this.database.rows);
    if (listed) return files;
    for (const file of files) refuseUnlessMayJoin(file);
    const offices = new Set(files.map((file) => this.officeOf(file)));
    refuseUnless(offices.size === 1, 'group_member_office', { offices: [...offices].map((office) => this.directory.unit(office).name) });
    await this.refuseTaken(files, groupReplyId);
    return files;
  }

  /** A citizen gets one answer: a case stands in one open group reply at a time. */
  private async refuseTaken(files: readonly CaseFile[], except: string | null): Promise<void> {
    const listed = await this.database.rows.find(GroupMember, { caseId: files.map(({ id }) => id), state: 'in' });
    const others = await this.database.rows.find(GroupReply, { id: listed.map(({ groupReplyId }) => groupReplyId), state: ['draft', 'in_review', 'approved'] });
    const other = others.find(({ id }) => id !== except);
    const taken = listed.filter(({ groupReplyId }) => groupReplyId === other?.id).map(({ caseId }) => files.find(({ id }) => id === caseId)!.number);
    refuseUnless(!other, 'group_member_taken', { groupReply: other?.id, cases: taken });
  }

  private async list(turn: Turn, groupReplyId: string, files: readonly CaseFile[], { coverage }: Read, before: readonly GroupMember[]): Promise<void> {
    await turn.rows.delete(GroupMember, { groupReplyId });
    for (const { id: caseId } of files) {
      const read = coverage.get(caseId)!;
      const earlier = before.find((each) => each.caseId === caseId);
      // What a person decided stands, unless the text has come to leave something else open.
      const decided = earlier?.decidedBy && (earlier.state === 'out' || read.uncovered.every((ask) => earlier.uncovered.includes(ask)));
      await turn.rows.insert(GroupMember, {
        id: turn.ids.next(), groupReplyId, caseId, uncovered: [...read.uncovered], offTopic: read.offTopic, state: decided ? earlier.state : covers(read) ? 'in' : 'out',
        decidedBy: decided ? earlier.decidedBy : null, reason: decided ? earlier.reason : null,
      });
    }
  }

  /** The text beside every message it is to answer. That others get it too is what it is for, and no copy. */
  private async read(toCitizen: string, files: readonly CaseFile[]): Promise<Read> {
    const phones = this.directory.allDepartments().flatMap(({ phone }) => phone ?? []);
    const severityOf = (code: string): Severity => (this.judging.quality.defects as Readonly<Record<string, DefectRule | undefined>>)[code]?.severity ?? 'warn';
    const coverage = new Map<string, Coverage>();
    const judgements: Judgement[] = [];
    let publicReply = '';
    for (const file of files) {
      const messages = await this.database.rows.find(Message, { caseId: file.id }, { orderBy: 'id' });
      const { platform } = this.directory.account(file.accountId);
      const read = await this.judging.readReply({
        message: messages.map(({ text }) => text).join('\n'), subject: file.subject, reply: toCitizen, kind: file.kind, groupReply: true,
        channel: formOf(this.judging.forms, { platform, kind: file.kind, reply: toCitizen }),
        ...(file.departmentId !== null && { department: this.directory.departmentName(file.departmentId) }),
      }, phones);
      coverage.set(file.id, coverageOf(read.judgement, severityOf));
      judgements.push(read.judgement);
      publicReply = read.publicReply.text;
    }
    // How good the text is, is read beside those it answers.
    const answered = judgements.filter((_each, at) => covers(coverage.get(files[at]!.id)!));
    const { score, verdict, defects } = verdictOfAll(answered.length > 0 ? answered : judgements, severityOf);
    const findings = defects.map(({ code, start, end, text, why, hint }) => ({ code, start, end, text, why, hint }));
    return { judged: { publicReply, score, verdict, findings, engine: judgements[0]!.engine }, coverage };
  }

  private officeOf(file: CaseFile): string {
    return this.directory.account(file.accountId).sponsorId;
  }
}

/** Reports 举报 are answered one by one: a list of informants is never made. @throws Refusal `report_not_in_group` | `group_member_state` */
function refuseUnlessMayJoin({ number, kind, firstKind, state }: CaseFile): void {
  refuseUnless(kind !== 'report' && firstKind !== 'report', 'report_not_in_group', { case: number });
  refuseUnless(WAITING.includes(state), 'group_member_state', { case: number, state });
}

