import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Sight } from '../casefile/sight.js';
import { cites, differencesOf, ENTRY_STATES, type Difference, type EntryContent, type EntryState, type Repealed } from '../core/knowledge.js';
import { refuseUnless } from '../core/refusal.js';
import { keysOf } from '../core/vocabulary.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { Reply } from '../handling/handling.entities.js';
import { Message } from '../intake/intake.entities.js';
import { Directory } from '../registry/directory.js';
import { AnswerSearch, type FoundEntry, type FoundReply } from '../views/answer-search.service.js';
import { publicEntryOf, type PublicEntry } from '../views/public-entry.js';
import type { EntryListDto } from './knowledge.dto.js';
import { KnowledgeEntry, KnowledgeRepeal, KnowledgeSource, KnowledgeVersion, type RepealMark, type VersionStage } from './knowledge.entities.js';
import { changesAfter, entriesBefore, figuresOf, lastChange } from './knowledge.query.js';

/** An entry as the office sees it. Instants in ISO 8601 of the calendar’s zone. */
export interface EntryView {
  readonly id: string;
  readonly number: number;
  readonly key: string | null;
  readonly state: EntryState;
  readonly stateName: string;
  readonly version: number;
  readonly publicVersion: number | null;
  readonly contentHash: string;
  readonly content: EntryContent;
  readonly reviewBy: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly offlineReason: string | null;
  readonly repealed: readonly RepealMark[];
  readonly uses: number;
  readonly hits: number;
  readonly helpful: number;
  readonly unhelpful: number;
  readonly origin: { readonly source: string; readonly number: number | null } | null;
  readonly updatedAt: string;
}

/** What another base is told of an entry; a tombstone has no content. */
export type EntryChange =
  | { readonly id: string; readonly number: number; readonly change: number; readonly state: 'public'; readonly contentHash: string; readonly reviewedOn: string | null; readonly reviewBy: string | null; readonly content: Omit<EntryContent, 'departmentId' | 'reviewBy'> }
  | { readonly id: string; readonly number: number; readonly change: number; readonly state: 'gone' };

export interface Changes {
  readonly entries: readonly EntryChange[];
  /** For `since` of the next question. */
  readonly next: string;
  readonly more: boolean;
}

export interface Suggestions {
  readonly entries: readonly FoundEntry[];
  readonly replies: readonly FoundReply[];
  /** Documents the present draft names that no longer hold. */
  readonly repealed: readonly (Repealed & { readonly reason: string })[];
}

const PAGE = 50;
const CHANGES_PAGE = 200;

/** What is read of the base: lists, versions, differences, what other bases ask for, what is suggested beside the editor. */
@Injectable()
export class KnowledgeReading {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly sight: Sight,
    private readonly search: AnswerSearch,
  ) {}

  async list({ q, state, department, view, before, limit = PAGE }: EntryListDto): Promise<{ entries: EntryView[]; next: string | null }> {
    await this.directory.refresh();
    if (q?.trim()) {
      const found = await this.search.entries(q, { limit, typing: true });
      return { entries: await this.views(await this.byIds(found.map(({ id }) => id))), next: null };
    }
    const rows = await entriesBefore(this.database.rows.sql, {
      states: state ?? keysOf(ENTRY_STATES), departmentId: department === undefined ? null : this.directory.department(department).id,
      toReview: view === 'review', repealed: view === 'repealed', before: before ?? null, limit: limit + 1,
    });
    const entries = rows.slice(0, limit).map((row) => this.database.rows.read(KnowledgeEntry, row));
    return { entries: await this.views(entries), next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
  }

  /** With its latest version, as an editor or a reviewer needs it. @throws Refusal `not_found` */
  async show(id: string): Promise<EntryView & { readonly latest: VersionView }> {
    await this.directory.refresh();
    const entry = await this.entry(id);
    const [view] = await this.views([entry]);
    return { ...view!, latest: (await this.versions(id))[0]! };
  }

  /** Every version, the latest first. @throws Refusal `not_found` */
  async versions(id: string): Promise<VersionView[]> {
    await this.entry(id);
    const versions = await this.database.rows.find(KnowledgeVersion, { entryId: id }, { orderBy: 'version', descending: true });
    const names = await this.names(versions.flatMap(({ draftedBy, decidedBy }) => [draftedBy, decidedBy]));
    return versions.map(({ version, stage, content, contentHash, draftedBy, draftedAt, submittedAt, decidedBy, decidedAt, note }) => ({
      version, stage, content, contentHash, draftedBy: names.get(draftedBy) ?? draftedBy, draftedAt: this.iso(draftedAt)!, submittedAt: this.iso(submittedAt),
      decidedBy: decidedBy === null ? null : (names.get(decidedBy) ?? decidedBy), decidedAt: this.iso(decidedAt), note,
    }));
  }

  /** What a version changed, against the one before it or any other. @throws Refusal `not_found` */
  async differences(id: string, version: number, from = version - 1): Promise<{ from: number; to: number; differences: Difference[] }> {
    const [before, after] = await Promise.all([from, version].map((each) => this.database.rows.one(KnowledgeVersion, { entryId: id, version: each })));
    refuseUnless(before && after, 'not_found', { entry: id, version: before ? version : from });
    return { from, to: version, differences: differencesOf(before.content, after.content) };
  }

  /** What changed since then among entries that were ever public; a base that asks again from `next` misses nothing. */
  async changes(since: string | undefined, limit = CHANGES_PAGE): Promise<Changes> {
    const rows = await changesAfter(this.database.rows.sql, Number(since ?? 0), limit + 1);
    const entries = rows.slice(0, limit).map((row) => this.changeOf(this.database.rows.read(KnowledgeEntry, row)));
    return { entries, next: String(entries.at(-1)?.change ?? since ?? 0), more: rows.length > limit };
  }

  /** Names everything that was ever changed here. */
  async changesTag(since: string | undefined, limit = CHANGES_PAGE): Promise<string> {
    return `"k${since ?? 0}-${limit}-${await lastChange(this.database.rows.sql)}"`;
  }

  async byNumber(number: number): Promise<PublicEntry> {
    const entry = await this.search.byNumber(number);
    refuseUnless(entry, 'not_found', { number });
    return entry;
  }

  /** For the message at hand: entries, past public replies, and what in the present draft no longer holds. */
  async suggestionsFor(person: Person, caseId: string): Promise<Suggestions> {
    const file = await this.sight.case(person, caseId);
    const [message] = await this.database.rows.find(Message, { caseId: file.id }, { orderBy: 'id', limit: 1 });
    const found = await this.search.similarTo(`${message?.subject ?? ''}\n${message?.text ?? ''}`, file.id);
    return { ...found, repealed: await this.repealedIn(file) };
  }

  async repeals(): Promise<KnowledgeRepeal[]> {
    return await this.database.rows.find(KnowledgeRepeal, {}, { orderBy: 'id', descending: true, limit: 500 });
  }

  async figures(from: string, until: string): Promise<Record<string, number>> {
    const { today } = this.rulebook;
    return await figuresOf(this.database.heavy.sql, { from, until }, { from: today.instant(`${from}T00:00:00`), until: today.instant(`${until}T00:00:00`) });
  }

  private async repealedIn({ currentReplyId }: CaseFile): Promise<Suggestions['repealed']> {
    const reply = currentReplyId === null ? undefined : await this.database.rows.one(Reply, { id: currentReplyId });
    if (!reply) return [];
    return (await this.repeals()).filter((repeal) => cites(reply.toCitizen, repeal)).map(({ title, number, reason }) => ({ title, number, reason }));
  }

  private changeOf(entry: KnowledgeEntry): EntryChange {
    const { id, number, change, state, contentHash } = entry;
    if (state !== 'public') return { id, number, change, state: 'gone' };
    const { departmentId: _departmentId, reviewBy: _reviewBy, ...content } = entry.content;
    const { reviewedOn, reviewBy } = publicEntryOf(entry, this.rulebook.today);
    return { id, number, change, state, contentHash, reviewedOn, reviewBy, content };
  }

  private async entry(id: string): Promise<KnowledgeEntry> {
    const entry = await this.database.rows.one(KnowledgeEntry, { id });
    refuseUnless(entry, 'not_found', { entry: id });
    return entry;
  }

  private async byIds(ids: readonly string[]): Promise<KnowledgeEntry[]> {
    const found = new Map((await this.database.rows.find(KnowledgeEntry, { id: ids })).map((entry) => [entry.id, entry]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  async views(entries: readonly KnowledgeEntry[]): Promise<EntryView[]> {
    const names = await this.names(entries.map(({ reviewedBy }) => reviewedBy));
    const sources = new Map((entries.some(({ sourceId }) => sourceId !== null) ? await this.database.rows.find(KnowledgeSource, {}) : []).map(({ id, name }) => [id, name]));
    return entries.map((entry) => {
      const { id, number, key, state, version, publicVersion, contentHash, content, reviewBy, offlineReason, repealed, uses, hits, helpful, unhelpful } = entry;
      return {
        id, number, key, state, stateName: ENTRY_STATES[state].zh, version, publicVersion, contentHash, content, reviewBy,
        reviewedBy: entry.reviewedBy === null ? null : (names.get(entry.reviewedBy) ?? entry.reviewedBy), reviewedAt: this.iso(entry.reviewedAt),
        offlineReason, repealed, uses, hits, helpful, unhelpful, origin: entry.sourceId === null ? null : { source: sources.get(entry.sourceId) ?? '', number: entry.originNumber },
        updatedAt: this.iso(entry.updatedAt)!,
      };
    });
  }

  private async names(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    const users = wanted.length === 0 ? [] : await this.database.rows.find(User, { id: wanted });
    return new Map(users.map(({ id, name }) => [id, name]));
  }

  private iso(instant: number | null): string | null {
    return instant === null ? null : this.rulebook.today.iso(instant);
  }
}

export interface VersionView {
  readonly version: number;
  readonly stage: VersionStage;
  readonly content: EntryContent;
  readonly contentHash: string;
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly submittedAt: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
}
