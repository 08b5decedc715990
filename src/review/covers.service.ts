import { Injectable } from '@nestjs/common';
import { copyHashOf } from '../core/approval.js';
import { alikeNamed, COPIES, coveredCopy, decidable, type CopyName, type CoverDecision, type CoveredCopy } from '../core/judgement/covers.js';
import type { Redaction } from '../core/judgement/redaction.js';
import { refuseUnless } from '../core/refusal.js';
import { Database } from '../base/database/database.js';
import type { Rows } from '../base/database/rows.query.js';
import { Judging } from '../base/workers/judging.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { Cover } from '../casefile/covers.entities.js';
import { Docket, type Moved } from '../casefile/docket.js';
import { Sight } from '../casefile/sight.js';
import { Reply, Signature } from '../handling/handling.entities.js';
import type { Person } from '../identity/actor.js';
import { Message } from '../intake/intake.entities.js';
import { Directory } from '../registry/directory.js';
import type { CoverDto } from './covers.dto.js';

export type PublicDraft = Record<CopyName, CoveredCopy>;

/** The two texts that go public, with what the rules cut, for one version of the reply. */
interface Original {
  readonly replyId: string;
  readonly texts: Record<CopyName, string>;
  readonly cut: Record<CopyName, Redaction>;
}

/** 公开稿 before it goes out: the rules cut personal data, and people correct the rules, each time with a reason. */
@Injectable()
export class Covers {
  constructor(
    private readonly database: Database,
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly sight: Sight,
    private readonly judging: Judging,
  ) {}

  async of(person: Person, caseId: string): Promise<PublicDraft> {
    const original = await this.original(await this.sight.case(person, caseId));
    return draftOf(original, await this.database.rows.find(Cover, { caseId }, { orderBy: 'id' }));
  }

  /**
   * 遮盖、恢复遮盖. The copy that goes out is another from then on: every name under the reply is void.
   * @throws Refusal `not_in_copy` | `covered_already` | `not_covered` | `stays_covered` | `stale_version`
   */
  async decide(act: CoverDecision['act'], person: Person, caseId: string, { version, copy, quote, kind = 'other', reason }: CoverDto): Promise<Moved> {
    const original = await this.original(await this.sight.case(person, caseId));
    return await this.docket.perform({ act, caseId, actor: person, version }, async ({ turn, case: file, now }) => {
      const reply = await currentReply(turn.rows, file);
      refuseUnless(reply.id === original.replyId, 'stale_version');
      const decisions = await turn.rows.find(Cover, { caseId }, { orderBy: 'id' });
      const decided = decidable(original.texts[copy], draftOf(original, decisions)[copy], act, quote, kind);
      const cover = { id: turn.ids.next(), caseId, replyId: reply.id, act, copy, ...decided, quote, reason, by: person.id, at: now };
      await turn.rows.insert(Cover, cover);
      const { message, reply: answer } = draftOf(original, [...decisions, cover]);
      const copies = { publicMessage: message.text, publicReply: answer.text };
      const copyHash = copyHashOf({ ...reply, ...copies });
      await turn.rows.update(Reply, reply.id, { ...copies, copyHash });
      await turn.rows.updateWhere(Signature, { replyId: reply.id, voidedAt: null }, { voidedAt: now });
      return { facts: { reply: reply.id, replyVersion: reply.version, copy, kind: decided.kind, spans: decided.spans, copyHash } };
    });
  }

  /** Read before the transaction, as redaction is. */
  private async original(file: CaseFile): Promise<Original> {
    const { rows } = this.database;
    await this.directory.refresh();
    const reply = await currentReply(rows, file);
    const messages = await rows.find(Message, { caseId: file.id }, { orderBy: 'id' });
    const texts = { message: messages[0]?.text ?? '', reply: reply.toCitizen };
    const letters = messages.map(({ text }) => text).join('\n');
    const phones = this.directory.allDepartments().flatMap(({ phone }) => phone ?? []);
    const [message, answer, all] = await this.judging.redactions([texts.message, texts.reply, letters], phones);
    return { replyId: reply.id, texts, cut: { message: message!, reply: alikeNamed(texts.reply, answer!, letters, all!) } };
  }
}

const draftOf = ({ texts, cut }: Original, decisions: readonly CoverDecision[]): PublicDraft =>
  Object.fromEntries(COPIES.map((copy) => [copy, coveredCopy(texts[copy], cut[copy], copy, decisions)])) as PublicDraft;

async function currentReply(rows: Rows, file: Readonly<CaseFile>): Promise<Reply> {
  const reply = file.currentReplyId === null ? undefined : await rows.one(Reply, { id: file.currentReplyId });
  refuseUnless(reply, 'not_found', { case: file.id, say: { zh: '此件还没有答复稿', en: 'The case has no reply yet' } });
  return reply;
}
