import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Instant } from '../../base/clock.js';
import type { Calendar } from '../../core/time/calendar.js';

/** A message with the answer it once got. */
export interface Letter {
  readonly id: string;
  readonly user: string;
  readonly subject: string;
  readonly message: string;
  readonly reply: string;
  readonly at: Instant;
  readonly replyAt: Instant;
}

const text = (row: Record<string, unknown>, field: string, line: number): string => {
  const value = row[field];
  if (typeof value !== 'string') throw new Error(`第 ${line} 行缺少 ${field} / line ${line} has no ${field}`);
  return value;
};

/** JSON lines `{id, user, subject, time, message, reply, replyTime}`; times without an offset are the calendar’s. */
export async function readLetters(file: string, calendar: Calendar): Promise<Letter[]> {
  const letters: Letter[] = [];
  let line = 0;
  for await (const written of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    line += 1;
    if (!written.trim()) continue;
    const row = JSON.parse(written) as Record<string, unknown>;
    const at = calendar.instant(text(row, 'time', line));
    letters.push({
      id: text(row, 'id', line), user: text(row, 'user', line), subject: text(row, 'subject', line), message: text(row, 'message', line),
      reply: text(row, 'reply', line), at, replyAt: Math.max(at, calendar.instant(text(row, 'replyTime', line))),
    });
  }
  return letters.sort((a, b) => a.at - b.at || a.id.localeCompare(b.id));
}
