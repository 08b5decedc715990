import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import { sentenceOf } from '../base/problems.js';
import { rowsOf, type FileSort, type Read } from '../base/readers.js';
import { Words } from '../base/words.js';
import { contentHashOf, type EntryContent } from '../core/knowledge.js';
import { Refusal } from '../core/refusal.js';
import type { Turn } from '../base/database/writer.js';
import { CSV_HEAD, csvLine, jsonLine, rowOf, type EntryRow } from './entry-rows.js';
import { KnowledgeEntry } from './knowledge.entities.js';
import { entriesBefore } from './knowledge.query.js';
import { Knowledge } from './knowledge.service.js';
import { latestVersion, ownEntry, putEntry } from './shelf.js';

/** Who brings the file: a person, or the command line. */
export interface Bringer {
  readonly id: string;
  readonly person: boolean;
}

export interface RowFault {
  readonly line: number;
  readonly code: string;
  readonly reason: string;
  /** The row as it stood in the file: nothing is lost. */
  readonly raw: string;
}

export interface Taken {
  readonly made: number;
  readonly changed: number;
  /** There already, word for word. */
  readonly same: number;
  readonly faults: readonly RowFault[];
}

type Outcome = 'made' | 'changed' | 'same';

const AT_ONCE = 200;
const ALL_STATES = ['draft', 'in_review', 'public', 'expired', 'offline'];

/** 导入导出: a row an entry; the same file again changes nothing, a wrong row stops no other. */
@Injectable()
export class KnowledgeFiles {
  constructor(
    private readonly database: Database,
    private readonly knowledge: Knowledge,
    private readonly words: Words,
  ) {}

  /** Every entry of the file waits for a reviewer, as if it were written here. @throws Refusal `import_unreadable` */
  async take(path: string, sort: FileSort, by: Bringer): Promise<Taken> {
    const counts: Record<Outcome, number> = { made: 0, changed: 0, same: 0 };
    const faults: RowFault[] = [];
    for await (const read of rowsOf(path, sort)) {
      try {
        counts[await this.takeRow(read, by)] += 1;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        faults.push({ line: read.line, code: error.code, reason: reasonOf(error), raw: read.raw });
      }
    }
    return { ...counts, faults };
  }

  /** The base as it stands, row by row; mirrored entries belong to where they come from and are left out. */
  async *told(form: 'jsonl' | 'csv'): AsyncGenerator<string> {
    if (form === 'csv') yield CSV_HEAD;
    for (let before: string | null = null; ;) {
      const rows = await entriesBefore(this.database.rows.sql, { states: ALL_STATES, departmentId: null, toReview: false, repealed: false, before, limit: AT_ONCE });
      const entries = rows.map((row) => this.database.rows.read(KnowledgeEntry, row));
      for (const entry of entries.filter(({ sourceId }) => sourceId === null)) yield form === 'csv' ? csvLine(entry) : jsonLine(entry);
      before = entries.at(-1)?.id ?? null;
      if (entries.length < AT_ONCE) return;
    }
  }

  private async takeRow(read: Read, by: Bringer): Promise<Outcome> {
    if ('fault' in read) throw read.fault;
    const row = await rowOf(read.fields);
    const content = await this.knowledge.contentOf(row.wish);
    const known = await this.known(row);
    if (known && known.sourceId === null && (await this.isSame(known, content))) return 'same';
    await this.knowledge.refuseUnfit(content);
    return await this.database.write('person', (turn) => (known ? this.change(turn, known.id, content, by) : this.make(turn, row, content, by)));
  }

  /** By its key, by its id, or, where a file gives none, by the same question. */
  private async known({ key, wish }: EntryRow): Promise<KnowledgeEntry | undefined> {
    const { rows } = this.database;
    const own = keyOf(key, wish.question);
    return (await rows.one(KnowledgeEntry, { key: own })) ?? (key === null ? undefined : await rows.one(KnowledgeEntry, { id: key }));
  }

  private async isSame(entry: KnowledgeEntry, content: EntryContent): Promise<boolean> {
    const latest = await latestVersion(this.database, entry);
    return latest.contentHash === contentHashOf(content);
  }

  private async make(turn: Turn, { key, wish }: EntryRow, content: EntryContent, by: Bringer): Promise<Outcome> {
    const entry = await putEntry(turn, this.words, content, { stage: 'in_review', draftedBy: by.id, submittedAt: turn.now }, { state: 'in_review', key: keyOf(key, wish.question) });
    await this.knowledge.noted(turn, 'knowledge_imported', by.person ? by : null, entry);
    return 'made';
  }

  private async change(turn: Turn, id: string, content: EntryContent, by: Bringer): Promise<Outcome> {
    const entry = await ownEntry(turn, id);
    const changed = await this.knowledge.newVersion(turn, entry, await latestVersion(turn, entry), content, by.id, 'in_review');
    await this.knowledge.noted(turn, 'knowledge_imported', by.person ? by : null, changed);
    return 'changed';
  }
}

const keyOf = (key: string | null, question: string): string => key ?? `question:${question.trim()}`;

/** What to put right, in both languages where the refusal has no words of its own. */
function reasonOf(error: Refusal): string {
  const errors = error.facts['errors'] as { field: string; problems: string[] }[] | undefined;
  const findings = error.facts['findings'] as { text: string; why: string }[] | undefined;
  if (errors) return errors.map(({ field, problems }) => `${field}：${problems.join('；')}`).join('；');
  if (findings) return `${sentenceOf(error.code, error.facts)} ${findings.map(({ text, why }) => `“${text}” ${why}`).join('；')}`;
  return `${sentenceOf(error.code, error.facts)} / ${sentenceOf(error.code, error.facts, 'en')}`;
}
