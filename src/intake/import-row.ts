import { createHash } from 'node:crypto';
import type { Calendar } from '../core/time/calendar.js';
import { Refusal } from '../core/refusal.js';
import { keysOf, KINDS, PUBLICITIES, type Label } from '../core/vocabulary.js';
import type { Incoming, PastAnswer } from './intake.service.js';
import type { Read } from '../base/readers.js';

/** The columns an import knows, each with the names under which files give them. Case and spaces do not matter. */
const COLUMNS = {
  externalId: ['externalid', 'id', '编号', '留言编号'],
  occurredAt: ['occurredat', 'time', '时间', '留言时间'],
  subject: ['subject', '标题', '主题'],
  text: ['text', 'detail', 'message', '内容', '留言内容'],
  authorId: ['authorid', 'user', '用户', '用户编号'],
  authorName: ['authorname', '昵称', '姓名'],
  contact: ['contact', '联系方式', '电话'],
  kind: ['kind', '类型'],
  publicity: ['publicity', '公开属性'],
  reply: ['reply', '答复', '回复'],
  replyTime: ['replytime', '答复时间', '回复时间'],
  department: ['department', '承办单位', '部门'],
} as const;
type Column = keyof typeof COLUMNS;

const COLUMN_OF = new Map<string, Column>(keysOf(COLUMNS).flatMap((column) => COLUMNS[column].map((name) => [name, column] as const)));
const EXTERNAL_ID_LENGTH = 200;
const SUBJECT_LENGTH = 500;
const AUTHOR_LENGTH = 200;

/** A line that can be taken: the message, and for past cases what was answered. */
export interface Wanted {
  readonly incoming: Incoming;
  /** Department code as written. */
  readonly department?: string;
  readonly answered?: PastAnswer;
}

export interface RowContext {
  readonly mode: 'live' | 'history';
  readonly now: number;
  readonly calendar: Calendar;
}

/**
 * A row as a message. A row without an id is known by the SHA-256 of its line, so that a second run finds it again.
 * @throws Refusal `wrong_shape` | `time_out_of_range` naming the column
 */
export function wantedFrom(read: Extract<Read, { fields: unknown }>, context: RowContext): Wanted {
  const cells = cellsOf(read.fields);
  const raw = JSON.stringify(read.fields);
  const occurredAt = timeIn(cells, 'occurredAt', context) ?? (context.mode === 'live' ? context.now : missing('occurredAt'));
  const kind = wordIn(cells, 'kind', KINDS);
  const publicity = wordIn(cells, 'publicity', PUBLICITIES);
  const author = authorIn(cells);
  const subject = limited(cells, 'subject', SUBJECT_LENGTH);
  const incoming: Incoming = {
    externalId: limited(cells, 'externalId', EXTERNAL_ID_LENGTH) ?? createHash('sha256').update(read.raw).digest('hex'),
    occurredAt, text: cells.get('text') ?? '', raw,
    ...(subject !== undefined && { subject }), ...(author && { author }), ...(kind && { kind }), ...(publicity && { publicity }),
  };
  if (context.mode === 'live') return { incoming };
  const department = cells.get('department');
  const reply = cells.get('reply');
  const answeredAt = timeIn(cells, 'replyTime', context) ?? occurredAt;
  if (answeredAt < occurredAt) throw wrong('replyTime', cells.get('replyTime'), { zh: '早于留言时间', en: 'earlier than the message' });
  return { incoming, ...(department && { department }), ...(reply && { answered: { reply, answeredAt } }) };
}

/** Nested authors (`author: {id, name, contact}`) are read like columns of their own. */
function cellsOf(fields: Record<string, unknown>): Map<Column, string> {
  const cells = new Map<Column, string>();
  const put = (name: string, value: unknown): void => {
    const column = COLUMN_OF.get(name.toLowerCase().replace(/[\s_-]/g, ''));
    if (!column || cells.has(column) || value === null || value === undefined) return;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw wrong(name, JSON.stringify(value), { zh: '应为文字', en: 'expected a text' });
    }
    const text = String(value);
    if (text.trim() !== '') cells.set(column, column === 'text' || column === 'reply' ? text : text.trim());
  };
  const { author } = fields;
  if (typeof author === 'object' && author !== null) {
    const { id, name, contact } = author as Record<string, unknown>;
    put('authorId', id);
    put('authorName', name);
    put('contact', contact);
  }
  for (const [name, value] of Object.entries(fields)) put(name, value);
  return cells;
}

function authorIn(cells: ReadonlyMap<Column, string>): Incoming['author'] | undefined {
  const name = limited(cells, 'authorName', AUTHOR_LENGTH);
  const contact = limited(cells, 'contact', AUTHOR_LENGTH);
  const id = limited(cells, 'authorId', AUTHOR_LENGTH) ?? contact ?? name;
  return id === undefined ? undefined : { id, ...(name && { name }), ...(contact && { contact }) };
}

/** ISO 8601, or as office programs write it (2026/3/4 9:58); without an offset in the calendar’s zone. */
function timeIn(cells: ReadonlyMap<Column, string>, column: Column, { calendar, now }: RowContext): number | undefined {
  const given = cells.get(column);
  if (given === undefined) return undefined;
  const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(.*))?$/.exec(given);
  const two = (text: string): string => text.padStart(2, '0');
  const iso = parts ? `${parts[1]}-${two(parts[2]!)}-${two(parts[3]!)}${parts[4] ? `T${two(parts[4])}:${parts[5]}${parts[6]}` : ''}` : given;
  let instant: number;
  try {
    instant = calendar.instant(iso);
  } catch {
    throw wrong(column, given, { zh: '不是可识别的时间', en: 'not a time we can read' });
  }
  if (instant > now) throw wrong(column, given, { zh: '在将来', en: 'lies in the future' });
  return instant;
}

function wordIn<T extends string>(cells: ReadonlyMap<Column, string>, column: Column, words: Record<T, Label>): T | undefined {
  const given = cells.get(column);
  if (given === undefined) return undefined;
  const found = keysOf(words).find((word) => word === given.toLowerCase() || words[word].zh === given);
  if (!found) throw wrong(column, given, { zh: `可用：${keysOf(words).join('、')}`, en: `allowed: ${keysOf(words).join(', ')}` });
  return found;
}

function limited(cells: ReadonlyMap<Column, string>, column: Column, limit: number): string | undefined {
  const given = cells.get(column);
  if (given !== undefined && given.length > limit) throw wrong(column, `${given.slice(0, 20)}…`, { zh: `超过 ${limit} 个字符`, en: `longer than ${limit} characters` });
  return given;
}

const wrong = (column: string, given: unknown, why: Label): Refusal =>
  new Refusal('wrong_shape', { field: column, say: { zh: `列 ${column}=“${String(given)}”${why.zh}`, en: `column ${column}="${String(given)}": ${why.en}` } });

const missing = (column: Column): never => {
  throw new Refusal('wrong_shape', { field: column, say: { zh: `缺少列 ${column}`, en: `column ${column} is missing` } });
};
