import { Injectable } from '@nestjs/common';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { Words } from '../base/words.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Sight } from '../casefile/sight.js';
import { cites, restsOn } from '../core/knowledge.js';
import { refuseUnless } from '../core/refusal.js';
import type { Person } from '../identity/actor.js';
import { AnswerSearch } from '../views/answer-search.service.js';
import type { RepealDto } from './knowledge.dto.js';
import { KnowledgeEntry, KnowledgeRepeal } from './knowledge.entities.js';
import { addHits, addOpinion, addToDay, entriesPast, openDrafts } from './knowledge.query.js';
import { Knowledge } from './knowledge.service.js';
import { changeEntry } from './shelf.js';

const AT_ONCE = 100;
/** Opinions from one address on one entry in a day; an address is kept in memory alone. */
const OPINIONS_A_DAY = 1;
const REMEMBERED = 50_000;

export interface Repealing {
  readonly id: string;
  readonly entries: readonly { readonly id: string; readonly number: number; readonly question: string; readonly state: string }[];
  /** Drafts of replies that name the document, of cases this person may see. */
  readonly drafts: readonly { readonly caseId: string; readonly caseNumber: string }[];
}

/** 答问库维护: what time, repealed law and readers do to entries. */
@Injectable()
export class KnowledgeUpkeep {
  private readonly heard = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly knowledge: Knowledge,
    private readonly search: AnswerSearch,
    private readonly words: Words,
    private readonly rulebook: Rulebook,
    private readonly sight: Sight,
    private readonly clock: Clock,
  ) {}

  /** 到期下线: an entry that nobody looked at in time is shown no more from the day after. Returns how many. */
  async expire(): Promise<number> {
    const today = this.rulebook.today.iso(this.clock.now()).slice(0, 10);
    let count = 0;
    for (;;) {
      const past = await entriesPast(this.database.rows.sql, today, AT_ONCE);
      for (const id of past) count += await this.expireOne(id, today);
      if (past.length < AT_ONCE) return count;
    }
  }

  /** Searches and hits that were counted in memory go into the table of their day. */
  async keepCounts(): Promise<number> {
    const { searches, answered, hits } = this.search.takeTally();
    if (searches === 0) return 0;
    await this.database.write('relay', async (turn) => {
      await addToDay(turn.sql, this.dayOf(turn.now), { searches, answered, helpful: 0, unhelpful: 0 });
      for (const [id, count] of [...hits].toSorted(([a], [b]) => (a < b ? -1 : 1))) await addHits(turn.sql, id, count);
    });
    return searches;
  }

  /** 有用、没有用: one opinion a day from one address on one entry. @throws Refusal `not_found` | `already_rated` */
  async hear(number: number, helpful: boolean, address: string): Promise<void> {
    const day = this.dayOf(this.clock.now());
    const key = `${day} ${number} ${address}`;
    refuseUnless((this.heard.get(key) ?? 0) < OPINIONS_A_DAY, 'already_rated', { number });
    await this.database.write('person', async (turn) => {
      const entry = await turn.rows.one(KnowledgeEntry, { number, state: 'public' });
      refuseUnless(entry, 'not_found', { number });
      await addOpinion(turn.sql, entry.id, helpful);
      await addToDay(turn.sql, day, { searches: 0, answered: 0, helpful: helpful ? 1 : 0, unhelpful: helpful ? 0 : 1 });
    });
    this.heard.set(key, (this.heard.get(key) ?? 0) + 1);
    if (this.heard.size > REMEMBERED) this.heard.delete(this.heard.keys().next().value!);
  }

  /** 依据失效: one act marks every entry that rests on the document, and names the open drafts that cite it. */
  async repeal(person: Person, { title, number, reason, takeOffline = false }: RepealDto): Promise<Repealing> {
    const document = { title: title?.trim() || null, number: number?.trim() || null };
    const { id, marked } = await this.database.write('person', async (turn) => {
      const repealId = turn.ids.next();
      const resting = (await turn.rows.find(KnowledgeEntry, {})).filter(({ content }) => content.basis.some((basis) => restsOn(basis, document)));
      const done: KnowledgeEntry[] = [];
      for (const entry of resting) {
        const offline = takeOffline && entry.state === 'public' && entry.sourceId === null;
        const mark = { repealId, ...document, reason, at: turn.now };
        done.push(await changeEntry(turn, this.words, entry, {
          repealed: [...entry.repealed, mark], warnedAt: null, ...(offline && { state: 'offline' as const, offlineReason: reason }),
        }));
      }
      await turn.rows.insert(KnowledgeRepeal, { id: repealId, ...document, reason, markedBy: person.id, markedAt: turn.now, entries: done.length });
      for (const entry of done) await this.knowledge.noted(turn, 'knowledge_basis_repealed', person, entry, { repeal: repealId });
      return { id: repealId, marked: done };
    });
    const entries = marked.map((entry) => ({ id: entry.id, number: entry.number, question: entry.content.question, state: entry.state }));
    return { id, entries, drafts: await this.draftsCiting(person, document) };
  }

  private async draftsCiting(person: Person, document: { title: string | null; number: string | null }): Promise<Repealing['drafts']> {
    const citing = (await openDrafts(this.database.rows.sql)).filter(({ toCitizen }) => cites(toCitizen, document));
    const files = await this.database.rows.find(CaseFile, { id: citing.map(({ caseId }) => caseId) });
    const seen = await Promise.all(files.map(async (file) => ((await this.sight.sees(person, file)) ? [{ caseId: file.id, caseNumber: file.number }] : [])));
    return seen.flat();
  }

  private async expireOne(id: string, today: string): Promise<number> {
    return await this.database.write('relay', async (turn) => {
      const entry = await turn.rows.one(KnowledgeEntry, { id }, { lock: true });
      if (entry?.state !== 'public' || entry.reviewBy === null || entry.reviewBy >= today) return 0;
      await this.knowledge.noted(turn, 'knowledge_expired', null, await changeEntry(turn, this.words, entry, { state: 'expired' }), { reviewBy: entry.reviewBy });
      return 1;
    });
  }

  private dayOf(now: number): string {
    return this.rulebook.today.iso(now).slice(0, 10);
  }
}
