import type { Basis } from '../core/knowledge.js';
import type { Calendar } from '../core/time/calendar.js';
import type { KnowledgeEntry } from '../knowledge/knowledge.entities.js';

/** An entry as anybody may read it. Days are `YYYY-MM-DD`. */
export interface PublicEntry {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly contentHash: string;
  readonly question: string;
  readonly similar: readonly string[];
  readonly answer: string;
  readonly region: string | null;
  readonly audience: string | null;
  readonly basis: readonly Basis[];
  readonly department: string;
  /** 复核日期: when a person last approved exactly this. */
  readonly reviewedOn: string | null;
  readonly reviewBy: string | null;
  /** A document it rests on no longer holds; the entry is being looked at. */
  readonly basisRepealed: boolean;
  readonly mirrored: boolean;
}

export const publicEntryOf = (entry: KnowledgeEntry, calendar: Calendar): PublicEntry => {
  const { question, similar, answer, region, audience, basis, department } = entry.content;
  return {
    id: entry.id, number: entry.number, version: entry.publicVersion ?? entry.version, contentHash: entry.contentHash, question, similar, answer, region, audience, basis, department,
    reviewedOn: entry.reviewedAt === null ? null : calendar.iso(entry.reviewedAt).slice(0, 10), reviewBy: entry.reviewBy,
    basisRepealed: entry.repealed.length > 0, mirrored: entry.sourceId !== null,
  };
};
