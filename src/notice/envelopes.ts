import type { SendMailOptions } from 'nodemailer';
import type { Rows } from '../base/database/rows.query.js';
import { enclosuresOf } from './report-mails.js';
import type { Notice } from './notice.entities.js';
import type { Unsubscribing } from './unsubscribing.js';

/** One thread per case in the reader’s mailbox; the digest has a thread of its own. */
const threadOf = ({ caseId, reportId }: Notice): string => `<${caseId !== null ? `case-${caseId}` : reportId ? `report-${reportId}` : 'digest'}@huiyin>`;

/** A notice as a mail, with what mail programs and other robots are to know of it. */
export class Envelopes {
  constructor(
    private readonly from: string,
    private readonly unsubscribing: Unsubscribing,
    private readonly rows: Rows,
  ) {}

  async mailOf(notice: Notice, date: number): Promise<SendMailOptions> {
    const off = this.unsubscribing.linkFor(notice);
    return {
      from: this.from, to: notice.address, subject: notice.subject, text: notice.text, html: notice.html, messageId: notice.messageId,
      inReplyTo: threadOf(notice), references: threadOf(notice), date: new Date(date),
      headers: {
        // RFC 3834: no robot may answer this; the second header says the same to Exchange.
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        // RFC 2919: mail programs file and filter by it.
        'List-Id': `Huiyin <${notice.template.replaceAll('_', '-')}.notices.huiyin>`,
        ...(off !== null && { 'List-Unsubscribe': `<${off}>` }),
        // RFC 8058 allows the one click over HTTPS alone.
        ...(off?.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
      },
      attachments: await enclosuresOf(this.rows, notice),
      disableFileAccess: true, disableUrlAccess: true,
    };
  }
}
