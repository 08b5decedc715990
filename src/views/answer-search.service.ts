import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import { holdings, textsKept, type Match, type Searched } from '../base/database/full-text.query.js';
import { Rulebook } from '../base/policy.js';
import { Words } from '../base/words.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { likeness, rarity, type Term } from '../core/language/words.js';
import { KnowledgeEntry } from '../knowledge/knowledge.entities.js';
import { Publication } from '../publication/publication.entities.js';
import { entriesMatching, repliesMatching } from './answers-found.query.js';
import { publicEntryOf, type PublicEntry } from './public-entry.js';

/** An entry with how well it answers, 0–1, and by which words. */
export type FoundEntry = PublicEntry & { readonly score: number; readonly words: readonly string[] };

export interface FoundReply {
  readonly publication: string;
  readonly caseNumber: string;
  readonly subject: string;
  readonly reply: string;
  /** `YYYY-MM-DD` */
  readonly answeredOn: string;
  readonly score: number;
  readonly words: readonly string[];
}

type Weighed = Term & { readonly rarity: number };

/** Candidates looked at closely. */
const CANDIDATES = 60;
/** A message is about a few things: its rarest words, and no more texts than these are held against it. */
const TOPIC_TERMS = 10;
const MOST_HELD = 4000;
/** Below this an answer is to another question. */
const LEAST_SCORE = 0.25;
/** Where not all words are found, at least these must be. */
const LEAST_OF_A_QUESTION = 0.5;
/** One word in common is chance. */
const LEAST_WORDS = 2;
const COUNT_EVERY = 50;

/** 检索: the Q&A base and past public replies, by words. Counts what was asked for in memory; the room writes it down. */
@Injectable()
export class AnswerSearch {
  private readonly totals = new Map<Searched, { count: number; asked: number }>();
  private tally = { searches: 0, answered: 0, hits: new Map<string, number>() };

  constructor(
    private readonly database: Database,
    private readonly words: Words,
    private readonly rulebook: Rulebook,
  ) {}

  /** Entries for a question as people type it: all its words, else most of them. Best first. */
  async entries(question: string, { limit = 10, typing = false }: { limit?: number; typing?: boolean } = {}): Promise<FoundEntry[]> {
    const terms = this.words.terms(question, { typing });
    if (terms.length === 0) return [];
    const weighed = await this.weighed('entries', terms);
    const { sql } = this.database.rows;
    const all = this.ranked(weighed, await entriesMatching(sql, { terms, every: true }, CANDIDATES));
    const rarest = this.rarest(weighed);
    const more = all.length >= limit || terms.length === 1 ? [] : this.ranked(rarest, await entriesMatching(sql, { terms: rarest, every: false }, CANDIDATES), LEAST_OF_A_QUESTION, LEAST_WORDS);
    const known = new Set(all.map(({ owner }) => owner));
    const found = await this.shown([...all, ...more.filter(({ owner }) => !known.has(owner))].slice(0, limit));
    if (!typing) this.count(found);
    return found;
  }

  /** Entries and past public replies that speak of what a message speaks of. */
  async similarTo(message: string, caseId: string, limit = 5): Promise<{ entries: FoundEntry[]; replies: FoundReply[] }> {
    const asked = this.words.topicWords(message).slice(0, 60).join(' ');
    const terms = this.words.terms(asked);
    if (terms.length === 0) return { entries: [], replies: [] };
    const { sql } = this.database.rows;
    const [forEntries, forReplies] = [this.rarest(await this.weighed('entries', terms)), this.rarest(await this.weighed('replies', terms))];
    const entries = this.ranked(forEntries, await entriesMatching(sql, { terms: forEntries, every: false }, CANDIDATES), LEAST_SCORE, LEAST_WORDS);
    const replies = this.ranked(forReplies, await repliesMatching(sql, { terms: forReplies, every: false }, caseId, CANDIDATES), LEAST_SCORE, LEAST_WORDS);
    return { entries: await this.shown(entries.slice(0, limit)), replies: await this.repliesOf(replies.slice(0, limit)) };
  }

  /** A public entry by its number; nothing for one that is not public. */
  async byNumber(number: number): Promise<PublicEntry | undefined> {
    const entry = await this.database.rows.one(KnowledgeEntry, { number, state: 'public' });
    return entry && publicEntryOf(entry, this.rulebook.today);
  }

  /** What was counted since the last time; the counting begins anew. */
  takeTally(): { searches: number; answered: number; hits: ReadonlyMap<string, number> } {
    const taken = this.tally;
    this.tally = { searches: 0, answered: 0, hits: new Map() };
    return taken;
  }

  private count(found: readonly FoundEntry[]): void {
    this.tally.searches += 1;
    if (found.length > 0) this.tally.answered += 1;
    for (const { id } of found) this.tally.hits.set(id, (this.tally.hits.get(id) ?? 0) + 1);
  }

  private async weighed(sort: Searched, terms: readonly Term[]): Promise<Weighed[]> {
    // One term tells all there is to tell, however rare it is.
    if (terms.length === 1) return terms.map((term) => ({ ...term, held: 1, rarity: 1 }));
    const { sql } = this.database.rows;
    const [total, held] = [await this.kept(sort), await holdings(sql, sort, terms)];
    return terms.map((term, index) => ({ ...term, held: held[index]!, rarity: rarity(Math.max(total, 1), held[index]!) }));
  }

  /** How many there are changes slowly: it is counted anew after so many questions. */
  private async kept(sort: Searched): Promise<number> {
    const known = this.totals.get(sort);
    const count = known && known.asked < COUNT_EVERY ? known.count : await textsKept(this.database.rows.sql, sort);
    this.totals.set(sort, { count, asked: known && known.asked < COUNT_EVERY ? known.asked + 1 : 0 });
    return count;
  }

  /** The words that tell most, as long as they do not lead to half of everything; words that stand nowhere lead nowhere. */
  private rarest(weighed: readonly Weighed[]): Weighed[] {
    const chosen: Weighed[] = [];
    let held = 0;
    for (const term of (weighed as readonly (Weighed & { held: number })[]).filter((each) => each.held > 0).toSorted((a, b) => b.rarity - a.rarity)) {
      if (chosen.length >= TOPIC_TERMS || (chosen.length > 0 && held + term.held > MOST_HELD)) break;
      chosen.push(term);
      held += term.held;
    }
    return weighed.filter((term) => chosen.includes(term));
  }

  private ranked(terms: readonly Weighed[], matches: readonly Match[], least = 0, leastWords = 1): { owner: string; score: number; words: readonly string[] }[] {
    return matches.map((match) => ({ owner: match.owner, ...likeness(terms, match) }))
      .filter(({ score, words }) => score > 0 && score >= least && words.length >= leastWords)
      .sort((a, b) => b.score - a.score);
  }

  private async shown(found: readonly { owner: string; score: number; words: readonly string[] }[]): Promise<FoundEntry[]> {
    const entries = new Map((await this.database.rows.find(KnowledgeEntry, { id: found.map(({ owner }) => owner) })).map((entry) => [entry.id, entry]));
    return found.flatMap(({ owner, score, words }) => {
      const entry = entries.get(owner);
      return entry ? [{ ...publicEntryOf(entry, this.rulebook.today), score, words }] : [];
    });
  }

  private async repliesOf(found: readonly { owner: string; score: number; words: readonly string[] }[]): Promise<FoundReply[]> {
    const { rows } = this.database;
    const publications = new Map((await rows.find(Publication, { id: found.map(({ owner }) => owner) })).map((each) => [each.id, each]));
    const numbers = new Map((await rows.find(CaseFile, { id: [...publications.values()].map(({ caseId }) => caseId) })).map(({ id, number }) => [id, number]));
    return found.flatMap(({ owner, score, words }) => {
      const publication = publications.get(owner);
      if (!publication) return [];
      const answeredOn = this.rulebook.today.iso(publication.publishedAt).slice(0, 10);
      return [{ publication: owner, caseNumber: numbers.get(publication.caseId) ?? '', subject: publication.publicSubject, reply: publication.publicReply, answeredOn, score, words }];
    });
  }
}
