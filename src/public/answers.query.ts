import type { Sql } from '../base/database/rows.query.js';

export interface AnswerRow {
  readonly id: string;
  readonly number: string;
  readonly account_id: string;
  readonly department_id: string | null;
  readonly received_at: number | string;
  readonly published_at: number | string;
  readonly public_subject: string;
  readonly public_message: string;
  readonly public_reply: string;
  readonly corrected_at: number | string | null;
  readonly retracted_at: number | string | null;
}

const COLUMNS = `p.id, c.number, c.account_id, c.department_id, c.received_at, p.published_at,
  p.public_subject, p.public_message, p.public_reply, p.corrected_at, p.retracted_at`;

/**
 * What the public may read: asked of the case as it is now, so that what became a report is gone from every list. Written as
 * a comparison: else SQLite does not walk along the index of what is public in the order of its dates.
 */
const NOT_OF_REPORTS = `p."public" = true and c.kind <> 'report' and c.first_kind <> 'report'`;
const READABLE = `${NOT_OF_REPORTS} and p.retracted_at is null`;

/** The latest public answer of each case, newest first, before a point; keyset, so that the last page is as quick as the first. */
export async function publicAnswers(sql: Sql, before: { at: number; id: string } | null, limit: number, span: { from: number; to: number } | null = null): Promise<AnswerRow[]> {
  const point = `${before ? 'and (p.published_at, p.id) < (?, ?)' : ''} ${span ? 'and p.published_at >= ? and p.published_at < ?' : ''}`;
  return await sql.all<AnswerRow>(
    `select ${COLUMNS} from publications p join case_files c on c.id = p.case_id
     where ${READABLE} ${point}
       and not exists (select 1 from publications n where n.case_id = p.case_id and n."public" and n.retracted_at is null and n.epoch > p.epoch)
     order by p.published_at desc, p.id desc limit ?`,
    [...(before ? [before.at, before.id] : []), ...(span ? [span.from, span.to] : []), limit],
  );
}

/** Every public answer given under one number, newest first; of those taken down only that they were. */
export async function publicAnswersOf(sql: Sql, number: string): Promise<AnswerRow[]> {
  return await sql.all<AnswerRow>(
    `select ${COLUMNS} from publications p join case_files c on c.id = p.case_id
     where ${NOT_OF_REPORTS} and c.number = ? order by p.published_at desc, p.id desc`,
    [number],
  );
}
