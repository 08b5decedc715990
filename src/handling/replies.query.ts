import type { Sql } from '../base/database/rows.query.js';

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
