import { Injectable } from '@nestjs/common';
import { assessmentOf, type Assessment } from '../core/quality/assessment.js';
import { shingleHashes } from '../core/language/minhash.js';
import { coveredCopy } from '../core/judgement/covers.js';
import { formOf } from '../core/quality/forms.js';
import type { Pair } from '../core/quality/verdicts.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import type { ReplyReading } from '../base/workers/judge.js';
import { Judging } from '../base/workers/judging.js';
import { Cover } from '../casefile/covers.entities.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { EarlierReplies } from '../casefile/earlier-replies.js';
import { Message } from '../intake/intake.entities.js';
import { Directory } from '../registry/directory.js';
import { ReplyWording, bandsOf } from './replies.entities.js';

/** A reply as the judge read it, with what a person sees of the verdict. */
export interface Assessed extends Pick<ReplyReading, 'judgement'> {
  /** The public copies, with what people decided about their cuts. */
  readonly publicMessage: string;
  readonly publicReply: string;
  readonly assessment: Assessment;
}

/** What is judged beside the text itself. */
export interface Circumstances {
  /** A text meant for many 集中回应: that others have it too is no fault. */
  readonly groupReply?: boolean;
}

/** Judges a reply to a case: with its message, its channel’s form, and what the office wrote to others. */
@Injectable()
export class Assessing {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly judging: Judging,
    private readonly earlier: EarlierReplies,
  ) {}

  /** Nothing is stored. Ask `Sight` first whether the person may see the case. */
  async of(file: CaseFile, toCitizen: string, { groupReply = false }: Circumstances = {}): Promise<Assessed> {
    const messages = await this.database.rows.find(Message, { caseId: file.id }, { orderBy: 'id' });
    const message = messages.map(({ text }) => text).join('\n');
    const { sponsorId, platform } = this.directory.account(file.accountId);
    const form = formOf(this.judging.forms, { platform, kind: file.kind, reply: toCitizen });
    const earlierReplies = groupReply ? [] : await this.earlier.toOthers(file, sponsorId, { subject: file.subject, message, reply: toCitizen });
    const reading = await this.judging.readReply(
      {
        message, subject: file.subject, reply: toCitizen, kind: file.kind, channel: form, groupReply, earlierReplies,
        ...(file.departmentId !== null && { department: this.directory.departmentName(file.departmentId) }),
      },
      this.publicPhones(),
    );
    // What the citizen added later was said to the office: it is judged with the rest, and only the message itself is shown.
    const shown = messages[0]?.text ?? '';
    const [publicMessage] = await this.judging.redactions([shown], this.publicPhones());
    // What a person covered or took back in an earlier version holds in this one.
    const decisions = await this.database.rows.find(Cover, { caseId: file.id }, { orderBy: 'id' });
    return {
      judgement: reading.judgement,
      publicMessage: coveredCopy(shown, publicMessage ?? { cuts: [] }, 'message', decisions).text,
      publicReply: coveredCopy(toCitizen, reading.publicReply, 'reply', decisions).text,
      assessment: assessmentOf(toCitizen, reading.judgement, form, file.kind, this.judging.quality),
    };
  }

  /** Of a reply and a message that belong to no case yet. */
  async ofPair(pair: Pair, form: string): Promise<Assessment> {
    await this.directory.refresh();
    const { judgement } = await this.judging.readReply({ ...pair, channel: form }, this.publicPhones());
    return assessmentOf(pair.reply, judgement, form, pair.kind, this.judging.quality);
  }

  /** Filed so that later replies are compared with it; an earlier version of the same reply is taken out. */
  async file(turn: Turn, file: Readonly<CaseFile>, replyId: string, toCitizen: string): Promise<void> {
    await turn.rows.delete(ReplyWording, { caseId: file.id });
    const officeId = this.directory.account(file.accountId).sponsorId;
    await turn.rows.insert(ReplyWording, { replyId, caseId: file.id, officeId, ...bandsOf(officeId, shingleHashes(toCitizen)) });
  }

  private publicPhones(): string[] {
    return this.directory.allDepartments().flatMap(({ phone }) => (phone ? [phone] : []));
  }
}
