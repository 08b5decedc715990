import type { Instant } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import type { Rows } from '../base/database/rows.query.js';
import type { Turn } from '../base/database/writer.js';
import type { Rulebook } from '../base/policy.js';
import type { Settings } from '../base/settings.js';
import type { Templates } from '../base/templates.js';
import { REPORT_FORMS } from '../core/report-forms.js';
import { officeMoment } from '../core/time/measures.js';
import { User } from '../identity/identity.entities.js';
import type { Directory } from '../registry/directory.js';
import { IssuedReport, ReportFile } from '../reporting/reporting.entities.js';
import { addressed, languageOfUser, messageIdOf } from './composing.js';
import { Notice } from './notice.entities.js';
import { REPORT_WHY } from './wording.js';

const TEMPLATE = 'report';

/** A file that goes with a mail. */
export interface Enclosure {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** 报表送达: when a report is issued, the people it is for get it by mail, the files attached; once. */
export class ReportMails {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly templates: Templates,
    private readonly rules: Rulebook,
    private readonly settings: Settings,
  ) {}

  /** Writes the mails of what was issued since; returns how many. */
  async gather(now: Instant): Promise<number> {
    const { rows } = this.database;
    const issued = await rows.find(IssuedReport, { state: 'issued', toldAt: null });
    if (issued.length === 0) return 0;
    await this.directory.refresh();
    let written = 0;
    for (const { id } of issued) written += await this.database.write('relay', (turn) => this.tell(turn, id, now));
    return written;
  }

  private async tell(turn: Turn, reportId: string, now: Instant): Promise<number> {
    const report = await turn.rows.one(IssuedReport, { id: reportId, toldAt: null }, { lock: true });
    if (!report) return 0;
    const users = (await turn.rows.find(User, { active: true }, { orderBy: 'login' })).filter((user) =>
      report.recipients.some((role) => user.roles.includes(role)) && this.directory.seatOf({ ...user, kind: 'person' }).path[0] === report.organisationId);
    const sendAt = officeMoment(now, this.rules.today);
    for (const user of users) {
      const language = languageOfUser(user.locale);
      const key = `${TEMPLATE}:${report.id}:${user.id}`;
      const id = turn.ids.next();
      const view = { form: REPORT_FORMS[report.form][language], title: titleOf(report), period: report.period, number: report.number, correction: report.correctsId !== null, recipientName: user.name, whyYou: REPORT_WHY[language], link: `${this.settings.publicUrl}${report.form === 'monthly' ? `/reports?month=${report.period}&` : `/issued-reports?form=${report.form}&`}notice=${id}` };
      await turn.rows.insert(Notice, {
        id, key, caseId: null, reportId: report.id, template: TEMPLATE, userId: user.id, urgent: false, ...this.templates.mail(TEMPLATE, view, language),
        messageId: messageIdOf(key), attempts: 0, createdAt: turn.now, sentAt: null, ...addressed(user.email, sendAt),
      });
    }
    await turn.rows.update(IssuedReport, reportId, { toldAt: turn.now });
    return users.length;
  }
}

/** As the document has it, in Chinese. */
const titleOf = ({ model }: IssuedReport): string => (JSON.parse(model) as { document: { title: string } }).document.title;

/** The files that go with a notice: kept with the report, so that every try sends the same. */
export async function enclosuresOf(rows: Rows, { reportId }: Notice): Promise<Enclosure[]> {
  if (reportId === null) return [];
  const report = await rows.one(IssuedReport, { id: reportId });
  const files = report ? await rows.find(ReportFile, { reportId, format: report.attached }, { orderBy: 'format' }) : [];
  return files.map(({ name, mediaType, bytes }) => ({ filename: name, contentType: mediaType, content: Buffer.from(bytes as Uint8Array) }));
}
