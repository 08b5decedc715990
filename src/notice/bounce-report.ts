/** 退信: what a mail server says became of a mail it had taken (RFC 3464, in a multipart/report of RFC 6522). */
import type { Attachment, ParsedMail, SimpleParserOptions } from 'mailparser';
import { Refusal } from '../core/refusal.js';

export interface BounceReport {
  /** Of the mail that was not delivered, with its angle brackets. */
  readonly messageId: string;
  /** `failed`: given up. `delayed`: still tried. `delivered`: it went on, here or to a system that reports no more. */
  readonly fate: 'failed' | 'delayed' | 'delivered';
  /** Status and diagnosis as the server worded them, on one line. */
  readonly reason: string;
}

/** RFC 3464, 2.3.3 */
const FATES: Readonly<Record<string, BounceReport['fate']>> = { failed: 'failed', delayed: 'delayed', delivered: 'delivered', relayed: 'delivered', expanded: 'delivered' };
/** The worst of several recipients is what must be seen. */
const GRAVEST: readonly BounceReport['fate'][] = ['failed', 'delayed', 'delivered'];
const LONGEST_REASON = 400;

/** The parser is loaded with the first mail that comes back: many installations never see one. */
async function parsed(mail: Buffer, options: SimpleParserOptions = {}): Promise<ParsedMail> {
  const { simpleParser } = await import('mailparser');
  return await simpleParser(mail, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, ...options });
}

/** @throws Refusal `wrong_shape` for a mail that is no report, or names no mail */
export async function readBounce(mail: Buffer): Promise<BounceReport> {
  const { attachments, inReplyTo } = await parsed(mail, { keepDeliveryStatus: true });
  const status = attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  if (!status) throw notRead('这封信不是投递状态报告（multipart/report; report-type=delivery-status）', 'this mail is no delivery status report (multipart/report; report-type=delivery-status)');
  const recipients = recipientsIn(status.content.toString('utf8'));
  const worst = GRAVEST.flatMap((fate) => recipients.filter((each) => each.fate === fate))[0];
  if (!worst) throw notRead('报告中没有收件人的 Action 字段', 'the report says of no recipient what became of the mail (Action)');
  const messageId = (await returnedId(attachments)) ?? inReplyTo?.trim();
  if (!messageId) throw notRead('报告没有附上原邮件的 Message-ID', 'the report does not hold the Message-ID of the mail it is about');
  return { messageId, ...worst };
}

/** The mail that came back, whole or its headers alone (RFC 6522, 3 and 4). */
async function returnedId(attachments: readonly Attachment[]): Promise<string | undefined> {
  const returned = attachments.find(({ contentType }) => contentType === 'message/rfc822' || contentType === 'text/rfc822-headers' || contentType === 'message/rfc822-headers');
  return returned && (await parsed(returned.content)).messageId;
}

/** The groups of fields after the first, one for each recipient. */
function recipientsIn(text: string): Omit<BounceReport, 'messageId'>[] {
  const groups = text.replaceAll('\r\n', '\n').trim().split(/\n[ \t]*\n/).map(fieldsIn);
  return groups.flatMap((fields) => {
    const fate = FATES[(fields.get('action') ?? '').toLowerCase()];
    if (fate === undefined) return [];
    const diagnosis = fields.get('diagnostic-code')?.replace(/^smtp;\s*/i, '');
    return [{ fate, reason: [fields.get('status'), diagnosis].filter((each) => each !== undefined).join(' ').replaceAll(/[\s\0]+/g, ' ').trim().slice(0, LONGEST_REASON) }];
  });
}

/** A line that begins with a space goes on with the one before (RFC 5322, 2.2.3). A comment in brackets is no part of the value. */
function fieldsIn(group: string): ReadonlyMap<string, string> {
  const lines = group.replaceAll(/\n[ \t]+/g, ' ').split('\n');
  return new Map(lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), /^(action|status)$/i.test(name) ? value.replace(/\s*\(.*\)\s*$/, '').trim() : value.trim()]];
  }));
}

const notRead = (zh: string, en: string): Refusal => new Refusal('wrong_shape', { say: { zh, en } });
