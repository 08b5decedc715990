import { shiftWorkingDays } from '../core/time/measures.js';
import type { Instant } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import { readYaml, type Rulebook } from '../base/policy.js';
import { join } from 'node:path';
import type { Settings } from '../base/settings.js';
import type { Templates } from '../base/templates.js';
import { User } from '../identity/identity.entities.js';
import { KnowledgeEntry } from '../knowledge/knowledge.entities.js';
import { addressed, languageOfUser, messageIdOf } from './composing.js';
import { linkOf } from './links.js';
import { entriesToReview } from './answers-due.query.js';
import { Notice } from './notice.entities.js';

const TEMPLATE = 'answers_due';
/** A mail names so many; those beyond come with the next. */
const AT_ONCE = 50;

const WHY = { zh: '您是受理岗，或者是责任单位的负责人、联络员', en: 'you are a coordinator, or head or liaison of the unit that answers for the entries' };
const REPEALED = { zh: '依据已失效', en: 'its basis was repealed' };
const DUE = { zh: '将到复核日期', en: 'near its review date' };

/** 答问到期预警: once for each entry and reason, to the unit that answers for it and to the coordinators, in office hours. */
export class AnswersDue {
  private readonly warnDays: number;

  constructor(
    private readonly database: Database,
    private readonly templates: Templates,
    private readonly rules: Rulebook,
    private readonly settings: Settings,
  ) {
    this.warnDays = readYaml(join(settings.configDirectory, 'knowledge.yaml'), (value) => Number((value as Record<string, unknown>)['warnWorkingDaysBefore']));
  }

  /** Returns how many mails were written; none outside office days, so that nobody is told on a holiday. */
  async gather(now: Instant): Promise<number> {
    const calendar = this.rules.today;
    const day = calendar.iso(now).slice(0, 10);
    if (!calendar.isWorking(day) || now < calendar.instant(`${day}T${calendar.officeHoursText[0]![0]}:00`) || !this.templates.mailKeys().includes(TEMPLATE)) return 0;
    const until = shiftWorkingDays(day, this.warnDays, calendar);
    if ((await entriesToReview(this.database.rows.sql, until, 1)).length === 0) return 0;
    const users = await this.database.rows.find(User, { active: true }, { orderBy: 'login' });
    return await this.database.write('relay', async (turn) => {
      const due = (await entriesToReview(turn.sql, until, AT_ONCE)).map((row) => turn.rows.read(KnowledgeEntry, row));
      const taken: KnowledgeEntry[] = [];
      // Another process may be writing the same mails: who marks the entry first tells of it.
      for (const entry of due) if ((await turn.rows.updateWhere(KnowledgeEntry, { id: entry.id, warnedAt: null }, { warnedAt: turn.now })) > 0) taken.push(entry);
      let mails = 0;
      for (const user of users) {
        const mine = taken.filter((entry) => isReaderOf(user, entry));
        if (mine.length === 0) continue;
        const key = `${TEMPLATE}:${user.id}:${turn.now}`;
        const id = turn.ids.next();
        await turn.rows.insert(Notice, {
          id, key, caseId: null, template: TEMPLATE, userId: user.id, urgent: false, ...this.mail(user, mine, id), messageId: messageIdOf(key),
          attempts: 0, createdAt: turn.now, sentAt: null, ...addressed(user.email, turn.now),
        });
        mails += 1;
      }
      return mails;
    });
  }

  private mail(user: User, entries: readonly KnowledgeEntry[], id: string) {
    const language = languageOfUser(user.locale);
    const items = entries.map(({ number, content, reviewBy, repealed }) => ({
      entryNumber: number, question: content.question, department: content.department, reviewBy: reviewBy ?? '', note: (repealed.length > 0 ? REPEALED : DUE)[language],
    }));
    return this.templates.mail(TEMPLATE, { items, count: items.length, recipientName: user.name, whyYou: WHY[language], link: linkOf({ id, caseId: null }, this.settings.publicUrl) }, language);
  }
}

const isReaderOf = (user: User, { departmentId }: KnowledgeEntry): boolean =>
  user.roles.includes('coordinator') || (departmentId !== null && user.departmentId === departmentId && (user.roles.includes('head') || user.roles.includes('liaison')));
