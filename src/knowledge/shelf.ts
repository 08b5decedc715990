import { putText } from '../base/database/full-text.query.js';
import type { Turn } from '../base/database/writer.js';
import { contentHashOf, type EntryContent } from '../core/knowledge.js';
import { refuseUnless } from '../core/refusal.js';
import type { Segmenter } from '../core/language/words.js';
import { KnowledgeEntry, KnowledgeVersion } from './knowledge.entities.js';
import { nextNumber } from './knowledge.query.js';

/** What an entry is found by: its questions before all else. */
function wordsOf(words: Segmenter, { question, similar, answer, basis, department, region, audience }: EntryContent) {
  const grounds = basis.flatMap(({ title, number }) => [title, number ?? '']);
  return {
    head: words.words([question, ...similar].join('\n')),
    body: words.words([answer, ...grounds, department, region ?? '', audience ?? ''].join('\n')),
  };
}

type Born = Pick<KnowledgeEntry, 'state'> & Partial<KnowledgeEntry>;

/** A new entry with its first version. */
export async function putEntry(turn: Turn, words: Segmenter, content: EntryContent, version: Pick<KnowledgeVersion, 'stage' | 'draftedBy'> & Partial<KnowledgeVersion>, born: Born): Promise<KnowledgeEntry> {
  const contentHash = contentHashOf(content);
  const entry = {
    id: turn.ids.next(), number: await nextNumber(turn.sql, 'entry'), key: null, version: 1, publicVersion: null, content, contentHash,
    departmentId: content.departmentId, reviewBy: content.reviewBy, reviewedBy: null, reviewedAt: null, offlineReason: null, warnedAt: null, repealed: [],
    change: await nextNumber(turn.sql, 'change'), uses: 0, hits: 0, helpful: 0, unhelpful: 0, sourceId: null, originId: null, originNumber: null, fromPublicationId: null,
    createdAt: turn.now, updatedAt: turn.now, ...born,
  } as KnowledgeEntry;
  await turn.rows.insert(KnowledgeEntry, entry);
  await putVersion(turn, entry, content, { version: 1, ...version });
  await putText(turn.sql, 'entries', { owner: entry.id, mark: '', ...wordsOf(words, content) });
  return entry;
}

export async function putVersion(turn: Turn, { id }: KnowledgeEntry, content: EntryContent, fields: Pick<KnowledgeVersion, 'version' | 'stage' | 'draftedBy'> & Partial<KnowledgeVersion>): Promise<void> {
  await turn.rows.insert(KnowledgeVersion, {
    id: turn.ids.next(), entryId: id, content, contentHash: contentHashOf(content), draftedAt: turn.now,
    submittedAt: null, decidedBy: null, decidedAt: null, note: null, ...fields,
  });
}

/** Changes an entry and its place in the order of changes; what can be found by follows what is shown. */
export async function changeEntry(turn: Turn, words: Segmenter, entry: KnowledgeEntry, changes: Partial<KnowledgeEntry>): Promise<KnowledgeEntry> {
  const shown = changes.content ? { contentHash: contentHashOf(changes.content), departmentId: changes.content.departmentId } : {};
  const all = { ...changes, ...shown, change: await nextNumber(turn.sql, 'change'), updatedAt: turn.now };
  await turn.rows.update(KnowledgeEntry, entry.id, all);
  if (changes.content) await putText(turn.sql, 'entries', { owner: entry.id, mark: '', ...wordsOf(words, changes.content) });
  return { ...entry, ...all };
}

/** The entry, locked; mirrored ones are changed where they come from. @throws Refusal `not_found` | `entry_mirrored` */
export async function ownEntry(turn: Turn, id: string): Promise<KnowledgeEntry> {
  const entry = await turn.rows.one(KnowledgeEntry, { id }, { lock: true });
  refuseUnless(entry, 'not_found', { entry: id });
  refuseUnless(entry.sourceId === null, 'entry_mirrored', { entry: entry.number });
  return entry;
}

export async function latestVersion(turn: Pick<Turn, 'rows'>, { id, version }: KnowledgeEntry): Promise<KnowledgeVersion> {
  const found = await turn.rows.one(KnowledgeVersion, { entryId: id, version });
  refuseUnless(found, 'not_found', { entry: id, version });
  return found;
}
