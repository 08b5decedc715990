import type { Sql } from '../base/database/rows.query.js';
import { numbered } from './ledgers.query.js';

export interface TopicLetterRow {
  readonly topic_id: string;
  readonly given_title: string | null;
  readonly title: string;
  readonly place: string;
  readonly terms: string | readonly string[];
  /** Whose account the letter came to whose words the title is; null where those words are not for all to read. */
  readonly title_account: string | null;
  readonly case_id: string;
  readonly account_id: string;
  readonly received_at: number | string;
  readonly author_digest: string | null;
}

/** Never a report 举报, nor what was once one; nothing that was taken back or must not be spread. */
const tellable = (file: string): string =>
  `${file}.kind <> 'report' and ${file}.first_kind <> 'report' and ${file}.accused is null and ${file}.state not in ('withdrawn', 'quarantined', 'rejected', 'held')`;

/** The letters of standing topics received in [since, to) and by the instant, in the order they came. */
export async function topicLetters(sql: Sql, span: { readonly since: number; readonly to: number; readonly asOf: number }): Promise<TopicLetterRow[]> {
  return await sql.all<TopicLetterRow>(...numbered(
    `select t.id as topic_id, t.given_title, t.title, t.place, t.terms, z.account_id as title_account, c.id as case_id, c.account_id, c.received_at, c.author_digest
     from topics t join topic_members m on m.topic_id = t.id join case_files c on c.id = m.case_id
     left join case_files z on z.id = t.central_case_id and ${tellable('z')} and z.received_at <= :asOf
     where t.state in ('open', 'past') and c.received_at >= :since and c.received_at < :to and c.received_at <= :asOf and ${tellable('c')}
     order by c.received_at, c.id`, { ...span }));
}

/** When letters were first and last gathered into topics; undefined where there never was one. */
export async function gatheringTimes(sql: Sql): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const [row] = await sql.all<{ first: number | string | null; last: number | string | null }>('select min(found_at) as first, max(run_at) as last from topics');
  return row?.first == null ? undefined : { first: Number(row.first), last: Number(row.last) };
}
