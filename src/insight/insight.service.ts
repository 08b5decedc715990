import { Injectable } from '@nestjs/common';
import mustache from 'mustache';
import { LIFECYCLE } from '../core/lifecycle.js';
import { refuseUnless } from '../core/refusal.js';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import type { Turn } from '../base/database/writer.js';
import { Gathering } from '../base/workers/gathering.js';
import { Judging } from '../base/workers/judging.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { anyOf, waysToSee } from '../views/visible.query.js';
import type { TopicBrief } from './topic-brief.js';
import type { TopicDetail, TopicView } from './topic-views.js';
import { GroupDrafts } from './group-drafts.js';
import { insightSettings, type InsightSettings } from './insight-settings.js';
import { Topic, TopicChange, TopicMember, type TopicAct, type TopicState } from './insight.entities.js';
import { seenMembers, type SeenMember, type TopicsAsked } from './insight.query.js';
import { TopicBriefs } from './topic-briefs.js';
import { TopicRuns, type RunResult } from './topic-runs.js';

/** 社情: what many citizens write about, gathered every night and on demand; people name it, join it, split it, set it aside. */
@Injectable()
export class Insight {
  private readonly settings: InsightSettings;
  private readonly runs: TopicRuns;
  private readonly briefs: TopicBriefs;
  private running: Promise<RunResult> | undefined;

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
    private readonly drafts: GroupDrafts,
    gathering: Gathering, judging: Judging, @InjectSettings() settings: Settings,
  ) {
    this.settings = insightSettings(settings.configDirectory);
    this.briefs = new TopicBriefs(database, directory, rulebook, judging);
    this.runs = new TopicRuns(database, gathering, judging, directory, this.settings);
  }

  /** From how many citizens on a matter is one, and how far back letters are looked at. */
  get rules(): Pick<InsightSettings, 'leastUsers' | 'windowDays'> {
    return this.settings;
  }

  /** One run at a time; who asks meanwhile gets the answer of the run under way. */
  async run(): Promise<RunResult> {
    this.running ??= this.runs.run(this.clock.now()).finally(() => (this.running = undefined));
    return await this.running;
  }

  async list(person: Person, state: TopicState): Promise<TopicView[]> {
    const members = Map.groupBy(await this.seen(person, { state }), (member) => member.topic_id);
    const topics = await this.database.rows.find(Topic, { state }, { orderBy: 'heat', descending: true });
    return topics.flatMap((topic) => {
      const seen = members.get(topic.id) ?? [];
      return this.isShown(topic, seen) ? [this.viewOf(topic, seen)] : [];
    });
  }

  /** @throws Refusal `not_found` also where the person sees too few of its letters */
  async one(person: Person, id: string): Promise<TopicDetail> {
    const { topic, seen } = await this.shown(person, id);
    const changes = await this.database.rows.find(TopicChange, { topicId: id }, { orderBy: 'id' });
    const { today } = this.rulebook;
    return {
      ...this.viewOf(topic, seen),
      members: seen.map((each) => ({
        caseId: each.case_id, number: each.number, subject: each.subject, state: each.state, receivedAt: today.iso(Number(each.received_at)), score: Number(each.score),
      })),
      trend: trendOf(seen, (at) => today.iso(at).slice(0, 10)),
      changes: changes.map(({ act, at, by, reason, facts }) => ({ act, at: today.iso(at), by, reason, facts })),
    };
  }

  /** 专报: the topic with extracts and what was answered, as far as the person may know of its letters. @throws Refusal `not_found` */
  async brief(person: Person, id: string): Promise<TopicBrief> {
    return await this.briefs.of(await this.one(person, id), this.clock.now());
  }

  /** Warnings of the topics the person is shown, latest first. */
  async warnings(person: Person): Promise<{ topic: TopicView; level: number; at: string; facts: Record<string, unknown> }[]> {
    const shown = new Map((await this.list(person, 'open')).map((topic) => [topic.id, topic]));
    const changes = await this.database.rows.find(TopicChange, { act: 'warn' }, { orderBy: 'id', descending: true, limit: 200 });
    return changes.flatMap(({ topicId, at, facts }) => {
      const topic = shown.get(topicId);
      return topic ? [{ topic, level: Number(facts['level']), at: this.rulebook.today.iso(at), facts }] : [];
    });
  }

  async rename(person: Person, id: string, title: string): Promise<TopicDetail> {
    await this.shown(person, id);
    await this.changed(person, id, 'rename', null, { title }, (turn) => turn.rows.update(Topic, id, { givenTitle: title.trim() }));
    return await this.one(person, id);
  }

  async decide(person: Person, id: string, act: 'dismiss' | 'restore', reason: string): Promise<TopicDetail> {
    await this.shown(person, id);
    const state = act === 'dismiss' ? 'dismissed' : 'open';
    await this.changed(person, id, act, reason, {}, (turn) => turn.rows.update(Topic, id, { state }));
    return await this.one(person, id);
  }

  /** 合并: its letters go to the other, in later runs too. */
  async join(person: Person, id: string, intoId: string, reason: string): Promise<TopicDetail> {
    await this.shown(person, id);
    await this.shown(person, intoId);
    refuseUnless(id !== intoId, 'merge_with_itself');
    await this.changed(person, id, 'join', reason, { into: intoId }, async (turn) => {
      const [one, into] = [await turn.rows.one(Topic, { id }), await turn.rows.one(Topic, { id: intoId })];
      refuseUnless(one && into && one.state !== 'joined' && into.state !== 'joined', 'not_found', { topic: id });
      await turn.rows.updateWhere(TopicMember, { topicId: id }, { topicId: intoId });
      await turn.rows.update(Topic, id, { state: 'joined', joinedId: intoId });
      await turn.rows.update(Topic, intoId, { heat: Number(into.heat) + Number(one.heat), firstAt: Math.min(one.firstAt, into.firstAt), lastAt: Math.max(one.lastAt, into.lastAt), letters: one.letters + into.letters });
    });
    return await this.one(person, intoId);
  }

  /** 拆分: the chosen letters make a topic of their own and stay there. */
  async split(person: Person, id: string, { caseIds, title, reason }: { caseIds: readonly string[]; title: string; reason: string }): Promise<TopicDetail> {
    const { topic, seen } = await this.shown(person, id);
    const chosen = seen.filter(({ case_id: caseId }) => caseIds.includes(caseId));
    refuseUnless(chosen.length === new Set(caseIds).size, 'not_found', { cases: caseIds.filter((caseId) => !chosen.some((each) => each.case_id === caseId)) });
    const times = chosen.map((each) => Number(each.received_at));
    const users = usersOf(chosen);
    let freshId = '';
    await this.changed(person, id, 'split', reason, { cases: chosen.length }, async (turn) => {
      freshId = turn.ids.next();
      await turn.rows.insert(Topic, {
        id: freshId, state: 'open', title, givenTitle: title, centralCaseId: chosen[0]!.case_id, place: topic.place, who: topic.who, terms: topic.terms,
        heat: 10 * users, users, letters: chosen.length, firstAt: Math.min(...times), lastAt: Math.max(...times), foundAt: turn.now, runAt: turn.now, joinedId: null, warned: 0,
      });
      for (const { case_id: caseId } of chosen) await turn.rows.updateWhere(TopicMember, { caseId, topicId: id }, { topicId: freshId, pinned: true });
      await turn.rows.insert(TopicChange, { id: turn.ids.next(), topicId: freshId, act: 'split', at: turn.now, by: person.id, reason, facts: { from: id } });
    });
    return await this.one(person, freshId);
  }

  /** 报领导: written down with the cases it covers; the one-topic brief is the answer. */
  async reportToLeadership(person: Person, id: string, reason: string | null): Promise<TopicDetail> {
    const { seen } = await this.shown(person, id);
    await this.changed(person, id, 'report_to_leadership', reason, passedOn(seen), async () => undefined);
    return await this.one(person, id);
  }

  /**
   * 转集中回应: a draft of one answer to those of its letters that wait for one, under the topic's title.
   * @throws Refusal `group_reply_empty` where none waits, and what drafting it refuses
   */
  async answerByGroup(person: Person, id: string, { reason, toCitizen }: { reason: string | null; toCitizen: string | null }): Promise<TopicDetail> {
    const { topic, seen } = await this.shown(person, id);
    const waiting = seen.filter(({ state }) => WAITING.includes(state)).toSorted((a, b) => Number(b.score) - Number(a.score)).slice(0, MOST_ANSWERED);
    refuseUnless(waiting.length > 0, 'group_reply_empty', { topic: id });
    const { title, users } = this.viewOf(topic, seen);
    const draft = await this.drafts.prepared(person, {
      title: title.slice(0, LONGEST_TITLE), toCitizen: toCitizen ?? mustache.render(this.settings.groupOpening, { title, users }), caseIds: waiting.map(({ case_id: caseId }) => caseId),
    });
    const facts: Record<string, unknown> = passedOn(seen);
    await this.changed(person, id, 'answer_by_group', reason, facts, async (turn) => {
      facts['groupReply'] = (await draft(turn)).id;
    });
    return await this.one(person, id);
  }

  private async changed(person: Person, topicId: string, act: TopicAct, reason: string | null, facts: Record<string, unknown>, change: (turn: Turn) => Promise<unknown>): Promise<void> {
    await this.database.write('person', async (turn) => {
      await change(turn);
      await turn.rows.insert(TopicChange, { id: turn.ids.next(), topicId, act, at: turn.now, by: person.id, reason, facts });
    });
  }

  private async seen(person: Person, asked: TopicsAsked): Promise<SeenMember[]> {
    await this.directory.refresh();
    return await seenMembers(this.database.heavy.sql, anyOf(waysToSee(person, this.directory)), asked);
  }

  private async shown(person: Person, id: string): Promise<{ topic: Topic; seen: SeenMember[] }> {
    const topic = await this.database.rows.one(Topic, { id });
    const seen = topic ? await this.seen(person, { id }) : [];
    refuseUnless(topic && this.isShown(topic, seen), 'not_found', { topic: id });
    return { topic, seen };
  }

  /** Few letters are no topic for this person, unless a person made it one. */
  private isShown(topic: Topic, seen: readonly SeenMember[]): boolean {
    return seen.length > 0 && (topic.givenTitle !== null || usersOf(seen) >= this.settings.leastUsers);
  }

  private viewOf(topic: Topic, seen: readonly SeenMember[]): TopicView {
    const { id, state, terms, warned, who, place } = topic;
    const times = seen.map((each) => Number(each.received_at));
    // The title is the words of one letter: whoever may not know of it gets place and terms instead.
    const title = topic.givenTitle ?? (seen.some((each) => each.case_id === topic.centralCaseId) ? topic.title : `${place} ${terms.slice(0, 3).join('、')}`);
    const users = usersOf(seen);
    const whole = users === topic.users && seen.length === topic.letters;
    return {
      id, state, title, place, who, terms, warned, users, letters: seen.length, heat: whole ? Number(topic.heat) : 10 * users,
      from: this.rulebook.today.iso(Math.min(...times)), to: this.rulebook.today.iso(Math.max(...times)),
    };
  }
}

/** States in which a group reply may answer a case. */
const WAITING: readonly string[] = LIFECYCLE.answer_by_group.ways.flatMap(({ from }) => from);
/** So many citizens one group reply answers; the rest of a larger topic takes a second one. */
const MOST_ANSWERED = 200;
const LONGEST_TITLE = 100;

const passedOn = (seen: readonly SeenMember[]): { cases: string[]; users: number } => ({ cases: seen.map(({ case_id: caseId }) => caseId), users: usersOf(seen) });

/** Whoever wrote without a name is counted by the letter. */
const writerOf = (each: SeenMember): string => each.author_digest ?? each.case_id;
const usersOf = (members: readonly SeenMember[]): number => new Set(members.map(writerOf)).size;

function trendOf(members: readonly SeenMember[], dayOf: (at: number) => string): TopicDetail['trend'] {
  const days = new Map<string, { letters: number; newUsers: number }>();
  const known = new Set<string>();
  for (const each of members) {
    const day = dayOf(Number(each.received_at));
    const counted = days.get(day) ?? { letters: 0, newUsers: 0 };
    counted.letters += 1;
    if (!known.has(writerOf(each))) counted.newUsers += 1;
    known.add(writerOf(each));
    days.set(day, counted);
  }
  return [...days].map(([day, counted]) => ({ day, ...counted }));
}
