import { Injectable } from '@nestjs/common';
import { SIGNATURES_OF_GRADE } from '../core/lifecycle.js';
import { verdictHashOf } from '../core/quality/assessment.js';
import { refuseUnless } from '../core/refusal.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { hashOfGroup } from './group-answers.js';
import { gradeOfAll } from './group-desk.js';
import type { GroupRepliesDto } from './group-replies.dto.js';
import { GroupMember, GroupReply, GroupSignature, type GroupReplyState } from './group-replies.entities.js';

const STATES_OF: Record<NonNullable<GroupRepliesDto['duty']>, GroupReplyState> = { draft: 'draft', review: 'in_review', answer: 'approved', answered: 'answered' };

/** Group replies as a person may see them: only those of which a case is theirs to see, and of the list only such cases. */
@Injectable()
export class GroupReading {
  constructor(
    private readonly database: Database,
    private readonly sight: Sight,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  /** The queues 待审集中回应、待发集中回应, oldest first; what one wrote oneself waits for others and is not among the review. */
  async list(person: Person, duty: GroupRepliesDto['duty']) {
    await this.directory.refresh();
    const replies = await this.database.rows.find(GroupReply, duty ? { state: STATES_OF[duty] } : {}, { orderBy: 'id' });
    const shown = [];
    for (const reply of replies) {
      if (duty === 'review' && reply.drafters.includes(person.id)) continue;
      const seen = await this.seen(person, reply.id);
      if (seen.length > 0) shown.push({ ...this.head(reply), cases: seen.length });
    }
    return { groupReplies: shown };
  }

  /** @throws Refusal `not_found` */
  async show(person: Person, id: string) {
    await this.directory.refresh();
    const { rows } = this.database;
    const reply = await rows.one(GroupReply, { id });
    const seen = await this.seen(person, id);
    refuseUnless(reply && seen.length > 0, 'not_found', { groupReply: id });
    const members = await rows.find(GroupMember, { groupReplyId: id }, { orderBy: 'id' });
    const files = await rows.find(CaseFile, { id: members.filter(({ state }) => state !== 'out').map(({ caseId }) => caseId) });
    const signatures = await rows.find(GroupSignature, { groupReplyId: id }, { orderBy: 'id' });
    const grade = gradeOfAll(files);
    return {
      ...this.head(reply), toCitizen: reply.toCitizen, publicReply: reply.publicReply, findings: reply.findings, releases: reply.releases,
      verdictHash: verdictHashOf(reply.toCitizen, reply), copyHash: hashOfGroup(reply, members), sentBack: reply.sentBack, grade, toSign: SIGNATURES_OF_GRADE[grade],
      members: seen.map(({ file, member }) => ({
        caseId: file.id, number: file.number, subject: file.subject, caseState: file.state, state: member.state, uncovered: member.uncovered, offTopic: member.offTopic, reason: member.reason,
      })),
      hidden: members.length - seen.length,
      signatures: signatures.map(({ sort, role, userId, at, gates, note, voidedAt }) => ({ sort, role, userId, at: this.iso(at), gates, note, voided: voidedAt !== null })),
    };
  }

  private head({ id, title, state, version, drafters, draftedAt, score, verdict, answeredAt }: GroupReply) {
    return { id, title, state, version, drafters, draftedAt: this.iso(draftedAt), score, verdict, answeredAt: answeredAt === null ? null : this.iso(answeredAt) };
  }

  /** Of a report that a case became since, not even the line: it drops out of every list. */
  private async seen(person: Person, groupReplyId: string): Promise<{ file: CaseFile; member: GroupMember }[]> {
    const members = await this.database.rows.find(GroupMember, { groupReplyId }, { orderBy: 'id' });
    const files = new Map((await this.database.rows.find(CaseFile, { id: members.map(({ caseId }) => caseId) })).map((file) => [file.id, file]));
    const seen = [];
    for (const member of members) {
      const file = files.get(member.caseId);
      if (file && file.kind !== 'report' && (await this.sight.sees(person, file))) seen.push({ file, member });
    }
    return seen;
  }

  private iso(instant: number): string {
    return this.rulebook.today.iso(instant);
  }
}
