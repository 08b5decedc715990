import type { Instant } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import type { Rulebook } from '../base/policy.js';
import type { Settings } from '../base/settings.js';
import type { Templates } from '../base/templates.js';
import { User } from '../identity/identity.entities.js';
import { Topic, TopicChange } from '../insight/insight.entities.js';
import type { Directory } from '../registry/directory.js';
import { anyOf, waysToSee } from '../views/visible.query.js';
import { addressed, languageOfUser, messageIdOf } from './composing.js';
import { Notice } from './notice.entities.js';
import { personOf } from './recipients.js';
import { seenOfTopic } from './topic-warnings.query.js';
import { TOPIC_WHY } from './wording.js';

const TEMPLATE = 'topic_warning';
/** From this level on the mail leaves at once, whatever the hour: 重大舆情. */
const URGENT_LEVEL = 3;

interface Item {
  readonly topicTitle: string;
  readonly newCitizens: number;
  readonly days: number;
  readonly citizens: number;
  readonly letters: number;
  readonly since: string;
  readonly level: number;
}

/** 升温提示: once for each topic and level, to the coordinators and supervisors who may know of that many of its letters. */
export class TopicWarnings {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly templates: Templates,
    private readonly rules: Rulebook,
    private readonly settings: Settings,
  ) {}

  /** Returns how many mails were written. */
  async tell(now: Instant): Promise<number> {
    const { rows } = this.database;
    if (!this.templates.mailKeys().includes(TEMPLATE)) return 0;
    const untold = await rows.find(TopicChange, { act: 'warn', toldAt: null }, { orderBy: 'id' });
    if (untold.length === 0) return 0;
    await this.directory.refresh();
    const users = (await rows.find(User, { active: true }, { orderBy: 'login' })).filter(({ roles }) => roles.includes('coordinator') || roles.includes('supervisor'));
    const mails: { user: User; items: readonly Item[] }[] = [];
    for (const user of users) mails.push({ user, items: await this.itemsFor(user, untold) });
    return await this.database.write('relay', async (turn) => {
      const taken: string[] = [];
      // Another process may be telling of the same: who marks the warning first tells of it.
      for (const { id } of untold) if ((await turn.rows.updateWhere(TopicChange, { id, toldAt: null }, { toldAt: turn.now })) > 0) taken.push(id);
      if (taken.length < untold.length) return 0;
      const written = mails.filter(({ items }) => items.length > 0);
      for (const { user, items } of written) await this.write(turn, user, items, untold.at(-1)!.id, now);
      return written.length;
    });
  }

  /** The highest level of each topic of which the person sees as many citizens as the level asks for. */
  private async itemsFor(user: User, untold: readonly TopicChange[]): Promise<Item[]> {
    const ways = anyOf(waysToSee(personOf(user), this.directory));
    const items: Item[] = [];
    for (const [topicId, warnings] of Map.groupBy(untold, (each) => each.topicId)) {
      const topic = await this.database.rows.one(Topic, { id: topicId });
      const seen = await seenOfTopic(this.database.heavy.sql, ways, topicId, topic?.centralCaseId ?? '');
      const { level, threshold, days, users } = Object.fromEntries(Object.entries(warnings.at(-1)!.facts).map(([name, value]) => [name, Number(value)])) as Record<string, number>;
      if (topic?.state !== 'open' || seen.citizens < threshold!) continue;
      // The title is the words of one letter: whoever may not know of it reads place and terms instead.
      const topicTitle = topic.givenTitle ?? (seen.seesCentral ? topic.title : `${topic.place} ${topic.terms.slice(0, 3).join('、')}`);
      const newCitizens = Math.min(users!, seen.citizens);
      items.push({ topicTitle, newCitizens, days: days!, citizens: seen.citizens, letters: seen.letters, since: this.rules.today.iso(seen.firstAt).slice(0, 10), level: level! });
    }
    return items.toSorted((a, b) => b.level - a.level || b.newCitizens - a.newCitizens);
  }

  private async write(turn: Turn, user: User, items: readonly Item[], latest: string, now: Instant): Promise<void> {
    const key = `${TEMPLATE}:${latest}:${user.id}`;
    const language = languageOfUser(user.locale);
    const view = { items, count: items.length, recipientName: user.name, whyYou: TOPIC_WHY[language], link: `${this.settings.publicUrl}/` };
    await turn.rows.insertOnce(Notice, {
      id: turn.ids.next(), key, caseId: null, template: TEMPLATE, userId: user.id, urgent: items[0]!.level >= URGENT_LEVEL, ...this.templates.mail(TEMPLATE, view, language),
      messageId: messageIdOf(key), attempts: 0, createdAt: turn.now, sentAt: null, ...addressed(user.email, now),
    });
  }
}
