import type { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import type { Settings } from '../base/settings.js';
import type { Templates } from '../base/templates.js';
import { User } from '../identity/identity.entities.js';
import { addressed, languageOfUser, messageIdOf, type LateItem } from './composing.js';
import { linkOf } from './links.js';
import { Notice } from './notice.entities.js';
import { catchingUp, gatherLateItems, peopleWithLateItems } from './notice.query.js';
import { DIGEST_WHY } from './wording.js';

const TEMPLATE = 'digest_late';
/** A case that cannot be caught up with does not keep everybody else’s digest back for ever. */
const PATIENCE_MS = 10 * 60_000;

/** 补发: after downtime each person gets one mail for everything that was found late. */
export class LateDigests {
  constructor(
    private readonly database: Database,
    private readonly templates: Templates,
    private readonly settings: Settings,
  ) {}

  /** Gathers what waits, once nothing more is on its way. */
  async gather(now: number): Promise<void> {
    const { sql } = this.database.rows;
    const people = await peopleWithLateItems(sql, now);
    if (people.length === 0) return;
    const waits = await catchingUp(sql, now);
    for (const { userId, since } of people) {
      if (waits && now - since < PATIENCE_MS) continue;
      await this.database.write('relay', (turn) => this.digest(turn, userId));
    }
  }

  private async digest(turn: Turn, userId: string): Promise<void> {
    const gathered = (await gatherLateItems(turn.sql, userId)).sort((a, b) => (a.id < b.id ? -1 : 1));
    const user = gathered.length === 0 ? undefined : await turn.rows.one(User, { id: userId });
    if (!user?.active) return;
    const language = languageOfUser(user.locale);
    const id = turn.ids.next();
    const view = {
      items: linesOf(gathered.map(({ text }) => JSON.parse(text) as LateItem)), recipientName: user.name, whyYou: DIGEST_WHY[language],
      link: linkOf({ id, caseId: null }, this.settings.publicUrl),
    };
    const key = `${TEMPLATE}:${userId}:${gathered[0]!.id}`;
    await turn.rows.insert(Notice, {
      id, key, caseId: null, template: TEMPLATE, userId, urgent: false, ...this.templates.mail(TEMPLATE, view, language),
      messageId: messageIdOf(key), attempts: 0, createdAt: turn.now, sentAt: null, ...addressed(user.email, turn.now),
    });
  }
}

/** One line for each clock, with the last that happened on it; the earliest due first. */
const linesOf = (items: readonly LateItem[]): LateItem[] =>
  [...new Map(items.map((item) => [`${item.caseId}:${item.clockId}`, item])).values()].sort((a, b) => a.dueAt - b.dueAt || (a.caseNumber < b.caseNumber ? -1 : 1));
