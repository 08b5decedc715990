import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../../base/database/database.js';
import { Judging } from '../../base/workers/judging.js';
import { CaseFile } from '../../casefile/casefile.entities.js';
import { SIGNATURES_OF_GRADE } from '../../core/lifecycle.js';
import { Refusal } from '../../core/refusal.js';
import { releasable } from '../../core/quality/verdicts.js';
import { GATES, keysOf } from '../../core/vocabulary.js';
import { Reply } from '../../handling/handling.entities.js';
import { Handling } from '../../handling/handling.service.js';
import { Replies } from '../../handling/replies.service.js';
import type { Person } from '../../identity/actor.js';
import { Message } from '../../intake/intake.entities.js';
import { Moderation } from '../../moderation/moderation.service.js';
import { Publishing } from '../../publication/publication.service.js';
import { Directory } from '../../registry/directory.js';
import { Review } from '../../review/review.service.js';
import { Proposal } from '../../routing/routing.entities.js';
import { Routing } from '../../routing/routing.service.js';
import type { Cast } from './cast.js';

const ALL_GATES = keysOf(GATES);

/** The everyday acts of an office, done in the names of the cast at the version that stands. */
export class Clerks {
  private readonly database: Database;
  private readonly directory: Directory;

  constructor(
    private readonly app: INestApplicationContext,
    readonly cast: Cast,
  ) {
    this.database = app.get(Database);
    this.directory = app.get(Directory);
  }

  async case(id: string): Promise<CaseFile> {
    const file = await this.database.rows.one(CaseFile, { id });
    if (!file) throw new Error(`No case ${id}`);
    return file;
  }

  coordinator(notThese: readonly (string | null)[] = []): Person {
    return this.cast.one('coordinator', { notThese });
  }

  /** The head, a handler or the liaison of the department that has the case. */
  async ofDepartment(role: 'head' | 'handler' | 'liaison', caseId: string, notThese: readonly (string | null)[] = []): Promise<Person> {
    return this.cast.one(role, { departmentId: (await this.case(caseId)).departmentId, notThese });
  }

  async pass(caseId: string): Promise<void> {
    const { version } = await this.case(caseId);
    await this.app.get(Moderation).pass(this.coordinator(), caseId, { version });
  }

  async confirmAccused(caseId: string, accused: string[]): Promise<void> {
    const { version } = await this.case(caseId);
    await this.app.get(Moderation).confirmAccused(this.coordinator(), caseId, { version, accused });
  }

  /**
   * To the department that the duty lists name first, else the first of the registry that answers for citizens. Where
   * screening reads a report, the accused are confirmed first: none, unless a story names them.
   */
  async assign(caseId: string, departmentId?: string): Promise<void> {
    const { kind, accused } = await this.case(caseId);
    if (kind === 'report' && accused === null) await this.confirmAccused(caseId, []);
    const { version } = await this.case(caseId);
    await this.app.get(Routing).assign(this.coordinator(), caseId, { version, departmentId: departmentId ?? (await this.proposed(caseId)) });
  }

  private async proposed(caseId: string): Promise<string> {
    const proposal = await this.database.rows.one(Proposal, { caseId });
    return proposal?.ranked[0]?.departmentId ?? this.directory.allDepartments().find((each) => !each.own && each.active)!.id;
  }

  async acknowledge(caseId: string): Promise<void> {
    const { version } = await this.case(caseId);
    await this.app.get(Handling).acknowledge(await this.ofDepartment('handler', caseId), caseId, { version });
  }

  async submit(caseId: string, toCitizen: string, toSuperior?: string): Promise<void> {
    const { version } = await this.case(caseId);
    const handler = await this.ofDepartment('handler', caseId);
    await havingSeen((seen) => this.app.get(Replies).submit(handler, caseId, { version, toCitizen, ...(toSuperior && { toSuperior }), ...seen }));
  }

  async signOff(caseId: string): Promise<void> {
    const { version, currentReplyId } = await this.case(caseId);
    const reply = await this.database.rows.one(Reply, { id: currentReplyId ?? '' });
    await this.app.get(Replies).signOff(await this.ofDepartment('head', caseId, [reply?.drafterId ?? null]), caseId, { version });
  }

  /** Every signature of the grade that is still missing, then the reviewer’s releases and approval. */
  async approve(caseId: string, reason: string): Promise<void> {
    const review = this.app.get(Review);
    const { grade, departmentId, currentReplyId } = await this.case(caseId);
    const reply = (await this.database.rows.one(Reply, { id: currentReplyId ?? '' }))!;
    for (const role of SIGNATURES_OF_GRADE[grade]) {
      if (role === 'head' && departmentId !== null) continue;
      const signer = role === 'head' ? this.cast.one('head', { departmentId: this.ownOffice() }) : this.cast.one(role);
      await review.sign(signer, caseId, { version: (await this.case(caseId)).version, gates: ALL_GATES });
    }
    const reviewer = this.cast.one('reviewer', { notThese: [reply.drafterId] });
    const approve = async () =>
      await havingSeen(async (seen) => await review.approve(reviewer, caseId, { version: (await this.case(caseId)).version, gates: ALL_GATES, ...seen }));
    try {
      await approve();
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'gate_blocked') throw error;
      for (const code of error.facts['findings'] as string[]) {
        await review.release(reviewer, caseId, { version: (await this.case(caseId)).version, code, reason });
      }
      await approve();
    }
  }

  private ownOffice(): string {
    return this.directory.allDepartments().find((each) => each.own)!.id;
  }

  async publish(caseId: string): Promise<void> {
    const { version } = await this.case(caseId);
    await this.app.get(Publishing).publish(this.coordinator(), caseId, { version });
  }

  /** What no reviewer may release is cut out of a reply, as a clerk would before handing it in. */
  async withoutWhatMayNotGoOut(caseId: string, toCitizen: string): Promise<string> {
    const file = await this.case(caseId);
    const messages = await this.database.rows.find(Message, { caseId });
    const phones = this.directory.allDepartments().flatMap(({ phone }) => (phone ? [phone] : []));
    let text = toCitizen;
    for (let round = 0; round < 5; round++) {
      const pair = { message: messages.map((each) => each.text).join('\n'), subject: file.subject, reply: text, kind: file.kind };
      const { judgement } = await this.app.get(Judging).readReply(pair, phones);
      const forbidden = judgement.defects.filter((defect) => !releasable(defect.code) && defect.end > defect.start);
      if (forbidden.length === 0) return text;
      for (const { start, end } of [...forbidden].sort((a, b) => b.start - a.start)) text = `${text.slice(0, start)}〔略〕${text.slice(end)}`;
    }
    return text;
  }
}

/** A clerk who is shown warnings reads them and goes on. */
export async function havingSeen<T>(act: (seen: { seenVerdict?: string }) => Promise<T>): Promise<T> {
  try {
    return await act({});
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'findings_not_seen') throw error;
    return await act({ seenVerdict: error.facts['verdictHash'] as string });
  }
}
