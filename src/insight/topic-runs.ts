import type { Topic as Gathered } from '../core/judgement/topics/topics.js';
import type { TopicLetter } from '../core/judgement/topics/letters.js';
import type { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import type { Gathering } from '../base/workers/gathering.js';
import type { Judging } from '../base/workers/judging.js';
import type { Directory } from '../registry/directory.js';
import type { InsightSettings } from './insight-settings.js';
import { Topic, TopicChange, TopicMember } from './insight.entities.js';
import { membersSince, scatterSince, topicLetters } from './insight.query.js';

const DAY_MS = 86_400_000;
const PAGE = 2000;
/** A topic is the one of the run before that shares so many of the letters of the smaller of the two. */
const SAME_TOPIC = 0.3;

export interface RunResult {
  readonly letters: number;
  readonly topics: number;
  readonly warnings: number;
}

/** A gathered matter without the letters that people placed elsewhere. */
interface Matter {
  readonly gathered: Gathered;
  readonly ids: readonly string[];
  readonly title: string;
}

/** One run 归集 over the letters of the window; what people decided before stays. */
export class TopicRuns {
  constructor(
    private readonly database: Database,
    private readonly gathering: Gathering,
    private readonly judging: Judging,
    private readonly directory: Directory,
    private readonly settings: InsightSettings,
  ) {}

  async run(now: number): Promise<RunResult> {
    const since = now - this.settings.windowDays * DAY_MS;
    const letters = await this.letters(since);
    const { leastUsers, most } = this.settings;
    const gathered = await this.gathering.topics(letters, { leastUsers, most });
    await this.directory.refresh();
    const phones = this.directory.allDepartments().flatMap(({ phone }) => phone ?? []);
    const titles = await this.judging.redact(gathered.map(({ title }) => title), phones);
    const byId = new Map(letters.map((letter) => [letter.id, letter]));
    return await this.database.write('relay', async (turn) => {
      const pinned = new Set((await turn.rows.find(TopicMember, { pinned: true })).map(({ caseId }) => caseId));
      const found = gathered.map((each, i) => ({ gathered: each, title: titles[i] ?? each.title, ids: each.ids.filter((id) => !pinned.has(id)) }));
      const warnings = await this.keep(turn, found.filter(({ ids }) => ids.length > 0), byId, since);
      return { letters: letters.length, topics: gathered.length, warnings };
    });
  }

  private async letters(since: number): Promise<TopicLetter[]> {
    const letters: TopicLetter[] = [];
    let after = { at: 0, id: '' };
    for (;;) {
      const page = await topicLetters(this.database.heavy.sql, since, after, PAGE);
      for (const row of page) {
        letters.push({ id: row.case_id, user: row.author_digest ?? row.case_id, subject: row.subject, detail: row.text, at: Number(row.received_at), likes: 0, dislikes: 0 });
      }
      if (page.length < PAGE) return letters;
      after = { at: Number(page.at(-1)!.received_at), id: page.at(-1)!.message_id };
    }
  }

  private async keep(turn: Turn, found: readonly Matter[], letters: ReadonlyMap<string, TopicLetter>, since: number): Promise<number> {
    const known = new Map((await turn.rows.find(Topic, {})).map((topic) => [topic.id, topic]));
    const members = (await membersSince(turn.sql, since)).map(({ case_id: caseId, topic_id: topicId, pinned }) => ({ caseId, topicId, pinned: Boolean(pinned) }));
    const identities = sameTopics(found, members, known);
    await scatterSince(turn.sql, since);
    const pinned = Map.groupBy(members.filter((each) => each.pinned), ({ topicId }) => topicId);
    let warnings = 0;
    const touched = new Set<string>();
    const matters = Map.groupBy(found.map((matter, i) => ({ matter, id: identities[i] ?? turn.ids.next() })), ({ id }) => id);
    for (const [id, parts] of matters) {
      const topic = known.get(id);
      const first = parts[0]!.matter;
      for (const { matter } of parts) {
        for (const caseId of matter.ids) await turn.rows.insertOnce(TopicMember, { caseId, topicId: id, score: matter.gathered.scores[matter.gathered.ids.indexOf(caseId)] ?? 0, pinned: false });
      }
      const all = [...parts.flatMap(({ matter }) => matter.ids), ...(pinned.get(id) ?? []).map(({ caseId }) => caseId)];
      touched.add(id);
      const { place, who, terms, centralId } = first.gathered;
      const heat = parts.reduce((sum, { matter }) => sum + matter.gathered.heat, 0);
      const values = { title: first.title, place, who, terms, heat, centralCaseId: centralId, ...countOf(all, letters), runAt: turn.now };
      if (topic) await turn.rows.update(Topic, id, { ...values, ...(topic.state === 'past' && { state: 'open' as const }) });
      else await turn.rows.insert(Topic, { id, state: 'open', givenTitle: null, foundAt: turn.now, joinedId: null, warned: 0, ...values });
      if (topic?.state !== 'dismissed') warnings += await this.warn(turn, id, topic?.warned ?? 0, all, letters);
    }
    for (const topic of known.values()) {
      if (topic.state === 'open' && !touched.has(topic.id) && !pinned.has(topic.id)) await turn.rows.update(Topic, topic.id, { state: 'past', runAt: turn.now });
    }
    return warnings;
  }

  /** 升温提示: once for each topic and level. */
  private async warn(turn: Turn, topicId: string, warned: number, ids: readonly string[], letters: ReadonlyMap<string, TopicLetter>): Promise<number> {
    const reached = this.settings.warnings.filter(({ level, users, days }) => level > warned && newUsers(ids, letters, turn.now - days * DAY_MS) >= users);
    for (const { level, users, days } of reached) {
      const facts = { level, threshold: users, days, users: newUsers(ids, letters, turn.now - days * DAY_MS) };
      await turn.rows.insert(TopicChange, { id: turn.ids.next(), topicId, act: 'warn', at: turn.now, facts });
    }
    const highest = reached.at(-1)?.level;
    if (highest !== undefined) await turn.rows.update(Topic, topicId, { warned: highest });
    return reached.length;
  }
}

/** Citizens of whom the first letter about it came since. */
function newUsers(ids: readonly string[], letters: ReadonlyMap<string, TopicLetter>, since: number): number {
  const first = new Map<string, number>();
  for (const id of ids) {
    const letter = letters.get(id);
    if (letter) first.set(letter.user, Math.min(letter.at, first.get(letter.user) ?? Infinity));
  }
  return [...first.values()].filter((at) => at >= since).length;
}

function countOf(ids: readonly string[], letters: ReadonlyMap<string, TopicLetter>): { users: number; letters: number; firstAt: number; lastAt: number } {
  const known = ids.flatMap((id) => letters.get(id) ?? []);
  const times = known.map(({ at }) => at);
  return { users: new Set(known.map(({ user }) => user)).size, letters: known.length, firstAt: Math.min(...times), lastAt: Math.max(...times) };
}

/** Which topic of the run before each is, by shared letters; a joined topic stands for the one it was joined to. */
function sameTopics(found: readonly Matter[], members: readonly Pick<TopicMember, 'caseId' | 'topicId' | 'pinned'>[], known: ReadonlyMap<string, Topic>): (string | undefined)[] {
  const topicOf = new Map(members.filter(({ pinned }) => !pinned).map(({ caseId, topicId }) => [caseId, topicId]));
  const sizes = new Map<string, number>();
  for (const topicId of topicOf.values()) sizes.set(topicId, (sizes.get(topicId) ?? 0) + 1);
  const claims = found.flatMap(({ ids }, i) => {
    const shared = new Map<string, number>();
    for (const id of ids) {
      const topicId = topicOf.get(id);
      if (topicId !== undefined) shared.set(topicId, (shared.get(topicId) ?? 0) + 1);
    }
    return [...shared].filter(([topicId, count]) => count >= SAME_TOPIC * Math.min(ids.length, sizes.get(topicId) ?? 0)).map(([topicId, count]) => ({ i, topicId, count }));
  });
  const identities: (string | undefined)[] = found.map(() => undefined);
  const taken = new Set<string>();
  for (const { i, topicId } of claims.toSorted((a, b) => b.count - a.count || a.i - b.i)) {
    if (identities[i] !== undefined || (taken.has(topicId) && !isJoined(topicId, known))) continue;
    identities[i] = rootOf(topicId, known);
    taken.add(topicId);
  }
  return identities;
}

const isJoined = (id: string, known: ReadonlyMap<string, Topic>): boolean => [...known.values()].some(({ joinedId }) => joinedId === id);

function rootOf(id: string, known: ReadonlyMap<string, Topic>): string {
  let root = id;
  for (let next = known.get(root)?.joinedId; next; next = known.get(root)?.joinedId) root = next;
  return root;
}
