import { plainToInstance } from 'class-transformer';
import { csvField, withoutGuard } from '../base/csv.js';
import { checkedShape, wrongField } from '../base/shapes.js';
import type { Basis } from '../core/knowledge.js';
import { EntryDto } from './knowledge.dto.js';
import type { KnowledgeEntry } from './knowledge.entities.js';

/** The columns of a file of entries, in JSON Lines as fields of the same names. */
export const COLUMNS = ['key', 'question', 'similar', 'answer', 'region', 'audience', 'basis', 'department', 'reviewBy'] as const;
/** What an export says besides; an import reads past it. */
const TOLD = ['number', 'state', 'version', 'uses'] as const;

export interface EntryRow {
  readonly key: string | null;
  readonly wish: EntryDto;
}

const LONGEST_KEY = 200;
const words = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? withoutGuard(String(value)) : '');

/** In CSV a field of several lines is a list. */
const listOf = (value: unknown): unknown => (Array.isArray(value) ? value : words(value).split(/\r?\n/).map((line) => withoutGuard(line.trim())).filter(Boolean));

/** In CSV a line a document: `title|number|article|link`, the last three as far as known. */
const basisOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value;
  return words(value).split(/\r?\n/).map((line) => line.trim()).filter(Boolean).map((line) => {
    const [title = '', number, article, link] = line.split('|').map((part) => withoutGuard(part.trim()));
    return { title, number: number || null, article: article || null, link: link || null };
  });
};

/** A row as it can be taken. @throws Refusal `wrong_shape` naming the fields */
export async function rowOf(fields: Record<string, unknown>): Promise<EntryRow> {
  const known: ReadonlySet<string> = new Set([...COLUMNS, ...TOLD]);
  const strange = Object.keys(fields).find((name) => name !== '' && !known.has(name));
  if (strange !== undefined) throw wrongField(strange, `没有这一列，可用：${COLUMNS.join('、')}`, `no such column; known: ${COLUMNS.join(', ')}`);
  const key = words(fields['key']).trim() || null;
  if (key !== null && key.length > LONGEST_KEY) throw wrongField('key', `最多 ${LONGEST_KEY} 个字符`, `at most ${LONGEST_KEY} characters`);
  const wish = await checkedShape(plainToInstance(EntryDto, {
    question: words(fields['question']), similar: listOf(fields['similar'] ?? []), answer: words(fields['answer']), region: words(fields['region']) || null,
    audience: words(fields['audience']) || null, basis: basisOf(fields['basis'] ?? []), department: words(fields['department']), reviewBy: words(fields['reviewBy']) || null,
  }));
  return { key, wish };
}

/** An entry as a row that an import reads back to the same. */
const told = ({ id, key, content, number, state, version, uses }: KnowledgeEntry) => {
  const { question, similar, answer, region, audience, basis, department, reviewBy } = content;
  return { key: key ?? id, question, similar, answer, region, audience, basis, department, reviewBy, number, state, version, uses };
};

export const jsonLine = (entry: KnowledgeEntry): string => `${JSON.stringify(told(entry))}\n`;

export const CSV_HEAD = `\uFEFF${[...COLUMNS, ...TOLD].join(',')}\r\n`;

export function csvLine(entry: KnowledgeEntry): string {
  const row = told(entry);
  const basis = row.basis.map(({ title, number, article, link }: Basis) => [title, number ?? '', article ?? '', link ?? ''].join('|').replace(/\|+$/, '')).join('\n');
  const fields = [row.key, row.question, row.similar.join('\n'), row.answer, row.region, row.audience, basis, row.department, row.reviewBy, row.number, row.state, row.version, row.uses];
  return `${fields.map(csvField).join(',')}\r\n`;
}
