import type { Instant } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import type { Rulebook } from '../base/policy.js';
import type { Settings } from '../base/settings.js';
import type { Templates } from '../base/templates.js';
import { officeMoment } from '../core/time/measures.js';
import { User } from '../identity/identity.entities.js';
import { addressed, languageOfUser, messageIdOf } from './composing.js';
import type { NoticeSettings } from './notice-settings.js';
import { linkOf } from './links.js';
import { Notice } from './notice.entities.js';
import { gatherFresh, peopleWithMail, postpone, sentSince } from './notice.query.js';
import { SEVERAL_WHY } from './wording.js';

const HOUR_MS = 3_600_000;
const TEMPLATE = 'several';

/** Several notices that leave together become one mail, and nobody gets more than so many an hour: the rest waits and leaves as one. */
export class Pacing {
  constructor(
    private readonly database: Database,
    private readonly templates: Templates,
    private readonly settings: Settings,
    private readonly pace: NoticeSettings,
    private readonly rules: Rulebook,
  ) {}

  /** Before anything is sent. */
  async gather(now: Instant): Promise<void> {
    const { sql } = this.database.rows;
    for (const { userId, waiting } of await peopleWithMail(sql, now)) {
      if ((await sentSince(sql, userId, now - HOUR_MS)) >= this.pace.perHour) await this.database.write('relay', (turn) => postpone(turn.sql, userId, turn.now, officeMoment(nextHour(turn.now), this.rules.today)));
      else if (waiting > 1) await this.database.write('relay', (turn) => this.bundle(turn, userId));
    }
  }

  private async bundle(turn: Turn, userId: string): Promise<void> {
    const gathered = await gatherFresh(turn.sql, userId, turn.now);
    const user = gathered.length === 0 ? undefined : await turn.rows.one(User, { id: userId });
    if (!user) return;
    const language = languageOfUser(user.locale);
    const items = gathered.map(({ caseId, subject }) => ({ notice: subject, link: `${this.settings.publicUrl}/cases/${caseId}` }));
    const id = turn.ids.next();
    const view = { items, count: items.length, recipientName: user.name, whyYou: SEVERAL_WHY[language], link: linkOf({ id, caseId: null }, this.settings.publicUrl) };
    const key = `${TEMPLATE}:${userId}:${gathered[0]!.id}`;
    await turn.rows.insert(Notice, {
      id, key, caseId: null, template: TEMPLATE, userId, urgent: false, ...this.templates.mail(TEMPLATE, view, language),
      messageId: messageIdOf(key), attempts: 0, createdAt: turn.now, sentAt: null, ...addressed(user.email, turn.now),
    });
  }
}

const nextHour = (now: Instant): Instant => (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
