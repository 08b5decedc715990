import type { Sql } from '../base/database/rows.query.js';
import type { Condition } from '../views/visible.query.js';

export interface SeenOfTopic {
  readonly citizens: number;
  readonly letters: number;
  readonly firstAt: number;
  readonly seesCentral: boolean;
}

/** What a person may know of a topic as it was last gathered: never a report, nor what was once one. */
export async function seenOfTopic(sql: Sql, ways: Condition, topicId: string, centralCaseId: string): Promise<SeenOfTopic> {
  const [row] = await sql.all<Record<'citizens' | 'letters' | 'first_at' | 'central', number | string | null>>(
    `select count(distinct coalesce(c.author_digest, c.id)) as citizens, count(*) as letters, min(c.received_at) as first_at,
       sum(case when c.id = ? then 1 else 0 end) as central
     from topics p cross join topic_members t cross join case_files c
     where p.id = ? and t.topic_id = p.id and c.id = t.case_id and (t.pinned or c.received_at >= p.first_at)
       and c.kind <> 'report' and c.first_kind <> 'report' and (${ways.text})`,
    [centralCaseId, topicId, ...ways.parameters],
  );
  return { citizens: Number(row?.citizens), letters: Number(row?.letters), firstAt: Number(row?.first_at), seesCentral: Number(row?.central) > 0 };
}
