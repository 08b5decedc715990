import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { PLATFORMS, type Label, type Platform } from '../core/vocabulary.js';
import { Database } from '../base/database/database.js';
import { Judging } from '../base/workers/judging.js';
import { Rulebook } from '../base/policy.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { Reply } from './handling.entities.js';
import { FindingLabel } from './replies.entities.js';
import { findingsByAccount, labelsAfter, labelsByAccount, type LabelRow } from './replies.query.js';
import type { LabelDto } from './replies.dto.js';
import { refuseField } from '../base/shapes.js';

/** How often a code was found on a channel and how often people called it wrong there; `rate` null where nothing was found. */
export interface FalseAlarms {
  readonly channel: Platform;
  readonly channelName: Label;
  readonly codes: readonly { readonly code: string; readonly found: number; readonly wrong: number; readonly rate: number | null; readonly missing: number }[];
}

const ROWS_AT_ONCE = 500;

/** 标注: people’s disagreement with the judge, kept to tune it by. It moves no case and changes no verdict. */
@Injectable()
export class Labels {
  constructor(
    private readonly database: Database,
    private readonly sight: Sight,
    private readonly directory: Directory,
    private readonly judging: Judging,
    private readonly rulebook: Rulebook,
  ) {}

  /** @throws Refusal `not_found` | `not_found_in_reply` | `wrong_shape` */
  async add(person: Person, { caseId, opinion, code, start, end, note }: LabelDto): Promise<void> {
    const file = await this.sight.case(person, caseId);
    const reply = file.currentReplyId === null ? undefined : await this.database.rows.one(Reply, { id: file.currentReplyId });
    refuseUnless(reply, 'not_found', { case: caseId, say: { zh: '此件还没有答复稿', en: 'The case has no reply yet' } });
    const findings = reply.findings.filter((each) => each.code === code);
    refuseUnless(opinion === 'missing' || findings.length > 0, 'not_found_in_reply', { code, findings: [...new Set(reply.findings.map((each) => each.code))] });
    const span = { start: start ?? 0, end: end ?? reply.toCitizen.length };
    refuseField(span.start <= span.end && span.end <= reply.toCitizen.length, 'end', '超出了答复全文', 'outside the reply');
    await this.database.write('person', async (turn) => {
      await turn.rows.insertOnce(FindingLabel, {
        id: turn.ids.next(), caseId, replyId: reply.id, opinion, code, ...span, note: note?.trim() || null, form: reply.form ?? 'default',
        platform: this.directory.account(file.accountId).platform, engine: reply.engine, by: person.id, at: turn.now,
      });
    });
  }

  /** Every label, with redacted texts, as lines of JSON; of reports none. */
  async *lines(may: (caseId: string) => Promise<boolean> = async () => true): AsyncGenerator<string> {
    await this.directory.refresh();
    for (let after = ''; ; ) {
      const rows = await labelsAfter(this.database.rows.sql, after, ROWS_AT_ONCE);
      for (const row of rows) if (await may(row.case_id)) yield JSON.stringify(await this.readable(row));
      if (rows.length < ROWS_AT_ONCE) return;
      after = rows.at(-1)!.id;
    }
  }

  async linesFor(person: Person): Promise<string> {
    const may = async (caseId: string): Promise<boolean> => {
      const file = await this.database.rows.one(CaseFile, { id: caseId });
      return file !== undefined && (await this.sight.sees(person, file));
    };
    let text = '';
    for await (const line of this.lines(may)) text += `${line}\n`;
    return text;
  }

  /** 误报率, by channel and code. */
  async falseAlarms(): Promise<FalseAlarms[]> {
    await this.directory.refresh();
    const [found, labelled] = await Promise.all([findingsByAccount(this.database.heavy.sql), labelsByAccount(this.database.heavy.sql)]);
    const platformOf = (accountId: string): Platform => this.directory.account(accountId).platform;
    const sums = new Map<string, { channel: Platform; code: string; found: number; wrong: number; missing: number }>();
    const sum = (accountId: string, code: string) => {
      const channel = platformOf(accountId);
      const known = sums.get(`${channel} ${code}`) ?? { channel, code, found: 0, wrong: 0, missing: 0 };
      sums.set(`${channel} ${code}`, known);
      return known;
    };
    for (const row of found) sum(row.account_id, row.code).found += Number(row.found);
    for (const row of labelled) {
      const known = sum(row.account_id, row.code);
      known.wrong += Number(row.wrong);
      known.missing += Number(row.missing);
    }
    const channels = [...new Set([...sums.values()].map(({ channel }) => channel))].toSorted();
    return channels.map((channel) => ({
      channel, channelName: PLATFORMS[channel],
      codes: [...sums.values()].filter((each) => each.channel === channel).toSorted((a, b) => (a.code < b.code ? -1 : 1))
        .map(({ code, found: many, wrong, missing }) => ({ code, found: many, wrong, rate: many === 0 ? null : wrong / many, missing })),
    }));
  }

  /** Spans are of the reply as it was written; where the redaction changed its length they are only near. */
  private async readable({ opinion, code, start, end, form, platform, kind, note, engine, at, subject, to_citizen, message, id }: LabelRow) {
    const phones = this.directory.allDepartments().flatMap(({ phone }) => phone ?? []);
    const [publicSubject, publicMessage, reply, text] = await this.judging.redact([subject, message, to_citizen, to_citizen.slice(start, end)], phones);
    return { id, opinion, code, start, end, text, note, form, platform, kind, engine, at: this.rulebook.today.iso(Number(at)), subject: publicSubject, message: publicMessage, reply };
  }
}
