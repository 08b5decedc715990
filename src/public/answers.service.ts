import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { Directory } from '../registry/directory.js';
import { publicAnswers, publicAnswersOf, type AnswerRow } from './answers.query.js';
import { wrongField } from '../base/shapes.js';

/** A published answer as anybody may read it: redacted copies, days, and the unit that answers. */
export interface PublicAnswer {
  readonly number: string;
  /** `YYYY-MM-DD` */
  readonly receivedOn: string;
  readonly answeredOn: string;
  readonly department: string;
  readonly subject: string;
  readonly message: string;
  readonly reply: string;
  /** 更正: the reply is the corrected one. */
  readonly correctedOn: string | null;
  /** 撤下: then neither message nor reply is shown. */
  readonly retractedOn: string | null;
}

export interface AnswerList {
  readonly answers: readonly PublicAnswer[];
  /** To be given as `before` for what is older; `null` at the end. */
  readonly next: string | null;
}

/** 公开答复: only what was published for the public, never a report, never what was withdrawn from it. */
@Injectable()
export class PublicAnswers {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  /** @throws Refusal `wrong_shape` for a mark that no list of ours gave */
  async list(before: string | undefined, limit: number, span: { from: number; to: number } | null = null): Promise<AnswerList> {
    await this.directory.refresh();
    const rows = await publicAnswers(this.database.rows.sql, before ? pointOf(before) : null, limit + 1, span);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { answers: shown.map((row) => this.read(row)), next: rows.length > limit && last ? `${Number(last.published_at)}.${last.id}` : null };
  }

  /** All answers under a number, the latest first. @throws Refusal `not_found` */
  async under(number: string): Promise<PublicAnswer[]> {
    await this.directory.refresh();
    const rows = await publicAnswersOf(this.database.rows.sql, number.replaceAll('\0', ''));
    refuseUnless(rows.length > 0, 'not_found', { number });
    return rows.map((row) => this.read(row));
  }

  private read(row: AnswerRow): PublicAnswer {
    const office = this.directory.ownOffice(this.directory.account(row.account_id).sponsorId);
    return {
      number: row.number, receivedOn: this.dayOf(row.received_at), answeredOn: this.dayOf(row.published_at),
      department: this.directory.departmentName(row.department_id) || (office?.name ?? ''),
      ...(row.retracted_at === null ? { subject: row.public_subject, message: row.public_message, reply: row.public_reply } : { subject: '', message: '', reply: '' }),
      correctedOn: row.corrected_at === null ? null : this.dayOf(row.corrected_at), retractedOn: row.retracted_at === null ? null : this.dayOf(row.retracted_at),
    };
  }

  private dayOf(instant: number | string): string {
    return this.rulebook.today.iso(Number(instant)).slice(0, 10);
  }
}

function pointOf(mark: string): { at: number; id: string } {
  const found = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(mark);
  if (!found) throw wrongField('before', '应取自上一页的 next', 'take it from next of the page before');
  return { at: Number(found[1]), id: found[2]! };
}
