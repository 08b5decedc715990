/** Every agreed due time, to the millisecond. Rows: test/vectors/due.jsonl. */
import { dueOf } from '../../../src/core/time/deadline.js';
import { parseQuestion } from '../../../src/core/time/question.js';
import { CN, iso, read } from './data.js';

interface Row {
  in: { id: string };
  out: { dueAt: string | null; dueDay: string | null; provisional?: boolean; paused?: boolean; remaining?: object };
}
const rows = read('test/vectors/due.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

describe('the agreed due times', () => {
  it.each(rows.map((row) => [row.in.id, row] as const))('%s', (_id, row) => {
    const due = dueOf(parseQuestion(row.in, CN), CN);
    expect({ ...due, dueAt: iso(due.dueAt) }).toMatchObject(row.out);
    expect(due.paused).toBe(row.out.paused ?? false);
    expect(due.remaining).toEqual(row.out.remaining);
  });
});
