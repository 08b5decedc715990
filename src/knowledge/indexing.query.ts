import type { Sql } from '../base/database/rows.query.js';

export interface Written {
  readonly id: string;
  readonly caseId: string;
  /** Up to which message the case was read, if it was. */
  readonly mark: string | null;
}

/** The next messages in the order of their ids, and how far their cases are indexed. */
export async function messagesAfter(sql: Sql, id: string, limit: number): Promise<Written[]> {
  const rows = await sql.all<{ id: string; case_id: string; mark: string | null }>(
    `select m.id, m.case_id, s.mark from messages m left join search_cases s on s.owner = m.case_id where m.id > ? order by m.id limit ?`,
    [id, limit],
  );
  return rows.map((row) => ({ id: row.id, caseId: row.case_id, mark: row.mark }));
}

/** Cases whose messages were erased since then. */
export async function casesErasedSince(sql: Sql, since: number): Promise<{ id: string; caseId: string }[]> {
  const rows = await sql.all<{ id: string; case_id: string }>('select id, case_id from messages where erased_at is not null and erased_at >= ? order by erased_at', [since]);
  return rows.map((row) => ({ id: row.id, caseId: row.case_id }));
}

/** The next public answers that are not indexed yet; `id` is the last one looked at. */
export async function answersAfter(sql: Sql, id: string, limit: number): Promise<{ id: string; known: boolean; subject: string; message: string; reply: string }[]> {
  const rows = await sql.all<Record<string, string | null>>(
    `select p.id, s.owner, p.public_subject, p.public_message, p.public_reply
     from publications p left join search_replies s on s.owner = p.id
     where p.id > ? and p."public" and p.retracted_at is null order by p.id limit ?`,
    [id, limit],
  );
  return rows.map((row) => ({ id: row['id']!, known: row['owner'] !== null, subject: row['public_subject']!, message: row['public_message']!, reply: row['public_reply']! }));
}
