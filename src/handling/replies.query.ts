import type { Sql } from '../base/database/rows.query.js';
import { BANDS } from './replies.entities.js';

/** So many of the latest under one band: what thousands share is found by its other bands or is no copy of one reply. */
const UNDER_ONE_BAND = 24;

const LOOK_UPS = BANDS.map(
  (band) => `select * from (select reply_id, office_id from reply_wordings where ${band} = ? order by reply_id desc limit ${UNDER_ONE_BAND}) ${band}`,
).join(' union all ');

export interface AlikeReply {
  readonly case_id: string;
  readonly to_citizen: string;
  readonly subject: string;
  readonly message: string;
}

/**
 * Replies of the office that share a band with the given one, those that share most first, each with the message it
 * answered. Bounded by index look-ups whatever the number of replies.
 */
export async function repliesAlike(sql: Sql, officeId: string, keys: Iterable<number>, except: string, limit: number): Promise<AlikeReply[]> {
  const found = await sql.all<{ reply_id: string }>(
    `select reply_id from (${LOOK_UPS}) found where office_id = ? group by reply_id order by count(*) desc, reply_id desc limit ?`,
    [...keys, officeId, limit],
  );
  if (found.length === 0) return [];
  return await sql.all<AlikeReply>(
    // As it reads now: where it was corrected after it went out, by the corrected words.
    `select r.case_id, m.subject, coalesce((select a.text from amendments a join publications p on p.id = a.publication_id
         where a.case_id = r.case_id and p.reply_id = r.id and a.sort = 'correct' and a.state = 'done' order by a.id desc limit 1), r.to_citizen) as to_citizen, m.text as message from replies r join messages m on m.case_id = r.case_id
     where r.id in (${found.map(() => '?').join(', ')}) and r.case_id <> ?
       and m.id = (select min(first.id) from messages first where first.case_id = r.case_id)`,
    [...found.map(({ reply_id }) => reply_id), except],
  );
}

export interface LabelRow {
  readonly id: string;
  readonly case_id: string;
  readonly opinion: string;
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly form: string;
  readonly platform: string;
  readonly kind: string;
  readonly note: string | null;
  readonly engine: string;
  readonly at: number | string;
  readonly subject: string;
  readonly to_citizen: string;
  readonly message: string;
}

/** Labels after a point with the pair they were given on, oldest first; of reports nothing. */
export async function labelsAfter(sql: Sql, after: string, limit: number): Promise<LabelRow[]> {
  return await sql.all<LabelRow>(
    `select l.id, l.case_id, l.opinion, l.code, l.start, l."end", l.form, l.platform, c.kind, l.note, l.engine, l.at, c.subject, r.to_citizen, m.text as message
     from finding_labels l join replies r on r.id = l.reply_id join case_files c on c.id = l.case_id join messages m on m.case_id = l.case_id
     where l.id > ? and c.kind <> 'report' and c.first_kind <> 'report'
       and m.id = (select min(first.id) from messages first where first.case_id = l.case_id)
     order by l.id limit ?`,
    [after, limit],
  );
}

export interface FindingCount {
  readonly account_id: string;
  readonly code: string;
  readonly found: number | string;
}

/** How often each code was found on handed-in replies, by account: each code once a reply. */
export async function findingsByAccount(sql: Sql): Promise<FindingCount[]> {
  const [each, code] = sql.dialect === 'sqlite'
    ? ['json_each(r.findings)', "json_extract(f.value, '$.code')"] : ['lateral jsonb_array_elements(r.findings::jsonb)', "(f.value ->> 'code')"];
  return await sql.all<FindingCount>(
    `select account_id, code, count(*) as found from (
       select distinct c.account_id, r.id, ${code} as code from case_files c join replies r on r.case_id = c.id cross join ${each} f
     ) found group by account_id, code order by account_id, code`,
  );
}

export interface LabelCount {
  readonly account_id: string;
  readonly code: string;
  readonly wrong: number | string;
  readonly missing: number | string;
}

/** How often people disagreed, by account: a reply whose finding was called wrong, or of no use here, counts once. */
export async function labelsByAccount(sql: Sql): Promise<LabelCount[]> {
  return await sql.all<LabelCount>(
    `select account_id, code, sum(case when missing = 0 then 1 else 0 end) as wrong, sum(missing) as missing from (
       select distinct c.account_id, l.reply_id, l.code, case when l.opinion = 'missing' then 1 else 0 end as missing
       from finding_labels l join case_files c on c.id = l.case_id
     ) given group by account_id, code order by account_id, code`,
  );
}
