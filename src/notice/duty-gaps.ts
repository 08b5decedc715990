import { gapsOf, type Gap } from '../core/rota.js';
import { DAY_MS } from '../core/time/days.js';
import type { Instant } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import type { Rulebook } from '../base/policy.js';
import type { Settings } from '../base/settings.js';
import type { Templates } from '../base/templates.js';
import { User } from '../identity/identity.entities.js';
import type { Directory } from '../registry/directory.js';
import { organisationsWithRota, rotaOf } from '../views/rota.query.js';
import { addressed, languageOfUser, messageIdOf } from './composing.js';
import { Notice } from './notice.entities.js';
import { personOf } from './recipients.js';
import { GAP_WHY } from './wording.js';

const AHEAD_MS = 7 * DAY_MS;
const LISTED = 20;

/** 值班空档: told to the coordinators once a day, a week ahead, until the rota is filled. */
export class DutyGaps {
  private done = '';

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly templates: Templates,
    private readonly rules: Rulebook,
    private readonly settings: Settings,
  ) {}

  /** Returns how many mails it wrote. */
  async warn(now: Instant): Promise<number> {
    const day = this.rules.today.iso(now).slice(0, 10);
    if (day === this.done) return 0;
    await this.directory.refresh();
    let written = 0;
    for (const organisationId of await organisationsWithRota(this.database.rows.sql)) {
      const gaps = gapsOf(await rotaOf(this.database.rows, organisationId), now, now + AHEAD_MS, this.rules.today);
      if (gaps.length > 0) written += await this.tell(organisationId, gaps, day, now);
    }
    this.done = day;
    return written;
  }

  private async tell(organisationId: string, gaps: readonly Gap[], day: string, now: Instant): Promise<number> {
    const users = await this.database.rows.find(User, { active: true }, { orderBy: 'login' });
    const readers = users.filter((user) => user.roles.includes('coordinator') && this.directory.seatOf(personOf(user)).path.includes(organisationId));
    await this.database.write('relay', async (turn) => {
      for (const user of readers) {
        const key = `duty_gap:${organisationId}:${day}:${user.id}`;
        const language = languageOfUser(user.locale);
        const items = gaps.slice(0, LISTED).map((gap) => ({ dueText: `${this.time(gap.startAt)} – ${this.time(gap.endAt)}` }));
        const view = { items, count: gaps.length, recipientName: user.name, whyYou: GAP_WHY[language], link: `${this.settings.publicUrl}/` };
        await turn.rows.insertOnce(Notice, {
          id: turn.ids.next(), key, caseId: null, template: 'duty_gap', userId: user.id, urgent: false, ...this.templates.mail('duty_gap', view, language),
          messageId: messageIdOf(key), attempts: 0, createdAt: turn.now, sentAt: null, ...addressed(user.email, now),
        });
      }
    });
    return readers.length;
  }

  /** 10-01 17:30 */
  private time(at: Instant): string {
    return this.rules.today.iso(at).slice(5, 16).replace('T', ' ');
  }
}
