import { refuseUnless } from '../core/refusal.js';
import type { Calendar } from '../core/time/calendar.js';
import type { Instant } from '../base/clock.js';
import type { Templates } from '../base/templates.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import type { Directory } from '../registry/directory.js';

export interface RejectionWords {
  readonly reason: string;
  readonly legalWay: string;
  readonly basis?: string;
  readonly template?: string;
}

interface Desk {
  readonly templates: Templates;
  readonly directory: Directory;
  readonly calendar: Calendar;
}

/** What a notice rests on where its writer names nothing narrower. */
const USUAL_BASIS = '《国务院办公厅关于推进政务新媒体健康有序发展的意见》（国办发〔2018〕123号）';

/**
 * The notice 不予受理告知 as the citizen will read it. Only a template that names reason and legal way will do: nobody
 * is turned away without being told why and where to go.
 * @throws Refusal `text_not_approved`
 */
export function rejectionText({ templates, directory, calendar }: Desk, file: CaseFile, now: Instant, words: RejectionWords): string {
  const key = words.template ?? 'rejection';
  const { fields } = templates.template(key);
  const fit = fields.includes('reason') && fields.includes('legalWay');
  refuseUnless(fit, 'text_not_approved', { template: key, templates: templates.textKeys().filter((each) => each.startsWith('rejection')) });
  const account = directory.account(file.accountId);
  const office = directory.ownOffice(account.sponsorId);
  return templates.text(key, {
    receivedDate: dayInWords(calendar, file.receivedAt), caseNumber: file.number, reason: bareEnd(words.reason), basis: words.basis?.trim() || USUAL_BASIS,
    legalWay: bareEnd(words.legalWay), phone: office?.phone || '见本账号主页', officeName: office?.name ?? account.name, date: dayInWords(calendar, now),
  });
}

/** The template goes on after the words: a full stop at their end would stand in the middle of its sentence. */
const bareEnd = (text: string): string => text.trim().replace(/[。．.；;，,]+$/u, '');

const dayInWords = (calendar: Calendar, at: Instant): string => {
  const [year, month, day] = calendar.iso(at).slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
};
