import type { Sql } from '../base/database/rows.query.js';

/** An event with where its case says the chain ends; read in one statement, so that acts of the moment cannot disagree. */
export type ChainRow = Record<string, unknown> & {
  readonly case_id: string;
  readonly seq: number;
  readonly case_last_seq: number | null;
  readonly case_last_hash: string | null;
};

/** The next events in the order of cases and numbers. */
export async function eventsAfter(sql: Sql, caseId: string, seq: number, limit: number): Promise<ChainRow[]> {
  return await sql.all(
    `select e.*, c.last_seq as case_last_seq, c.last_hash as case_last_hash
     from case_events e left join case_files c on c.id = e.case_id
     where (e.case_id, e.seq) > (?, ?) order by e.case_id, e.seq limit ?`,
    [caseId, seq, limit],
  );
}

/** Cases whose every event is gone. */
export async function casesWithoutEvents(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql.all<{ id: string }>(
    'select c.id from case_files c where not exists (select 1 from case_events e where e.case_id = c.id) order by c.id limit ?',
    [limit],
  );
  return rows.map(({ id }) => id);
}

export async function sealsAfter(sql: Sql, position: number, limit: number): Promise<Record<string, unknown>[]> {
  return await sql.all('select * from seals where position > ? order by position limit ?', [position, limit]);
}

export async function hashesUnder(sql: Sql, sealId: string): Promise<string[]> {
  const rows = await sql.all<{ hash: string }>('select id, hash from case_events where seal_id = ? union all select id, hash from matter_events where seal_id = ? order by id', [sealId, sealId]);
  return rows.map(({ hash }) => hash);
}

export async function unsealedCount(sql: Sql): Promise<number> {
  const [row] = await sql.all<{ count: number | string }>('select (select count(*) from case_events where seal_id is null) + (select count(*) from matter_events where seal_id is null) as count');
  return Number(row?.count ?? 0);
}

/** Events that name a seal which is not there. */
export async function lostSeals(sql: Sql): Promise<string[]> {
  const rows = await sql.all<{ seal_id: string }>(
    `select distinct seal_id from (select seal_id from case_events union all select seal_id from matter_events) e
     where seal_id is not null and not exists (select 1 from seals s where s.id = e.seal_id) limit 100`,
  );
  return rows.map((row) => row.seal_id);
}

export interface ContentRow {
  readonly id: string;
  readonly case_id: string;
  readonly external_id: string;
  readonly subject: string;
  readonly text: string;
  readonly salt: string;
  readonly content_hash: string;
  readonly erased_at: number | string | null;
}

export async function messagesAfter(sql: Sql, id: string, limit: number): Promise<ContentRow[]> {
  return await sql.all(
    'select id, case_id, external_id, subject, text, salt, content_hash, erased_at from messages where id > ? order by id limit ?',
    [id, limit],
  );
}

/** The photos of a message, in the order in which they came. */
export async function photosOf(sql: Sql, messageId: string): Promise<Buffer[]> {
  const rows = await sql.all<{ content: Buffer }>(
    'select c.content from attachments a join attachment_contents c on c.id = a.id where a.message_id = ? order by a.id', [messageId],
  );
  return rows.map(({ content }) => Buffer.from(content));
}

/**
 * What the journal says of the messages of these cases: the facts of every receive and attach. “is true” keeps both databases
 * from the index of acts: it leads through the receipts of all cases.
 */
export async function factsOfMessages(sql: Sql, caseIds: readonly string[]): Promise<{ case_id: string; facts: string }[]> {
  if (caseIds.length === 0) return [];
  return await sql.all(
    `select case_id, facts from case_events where (act in ('receive', 'attach', 'hear_citizen')) is true and case_id in (${caseIds.map(() => '?').join(', ')})`,
    caseIds,
  );
}

/** Of these cases, those whose content two people erased. */
export async function casesPurged(sql: Sql, caseIds: readonly string[]): Promise<Set<string>> {
  if (caseIds.length === 0) return new Set();
  const rows = await sql.all<{ case_id: string }>(
    `select distinct case_id from case_events where act = 'purge' and case_id in (${caseIds.map(() => '?').join(', ')})`, caseIds,
  );
  return new Set(rows.map((row) => row.case_id));
}

/** Texts that went out in the office’s name beside the replies: rows with a salted hash that the journal names. */
export const DOCUMENTS = [
  { table: 'interims', acts: ['interim'], fact: 'interim', subject: "''" },
  { table: 'amendments', acts: ['correct', 'retract'], fact: 'amendment', subject: 'reason' },
] as const;

export interface DocumentRow {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly salt: string;
  readonly content_hash: string;
  readonly erased_at: number | string | null;
  readonly facts: string | null;
}

/** Those that were decided on, each with the facts of the event by which it went out. */
export async function documentsAfter(sql: Sql, { table, acts, fact, subject }: (typeof DOCUMENTS)[number], id: string, limit: number): Promise<DocumentRow[]> {
  const named = sql.dialect === 'sqlite' ? `json_extract(e.facts, '$.${fact}')` : `e.facts::jsonb ->> '${fact}'`;
  const list = acts.map((act) => `'${act}'`).join(', ');
  return await sql.all(
    `select d.id, ${subject === 'reason' ? 'd.reason' : subject} as subject, d.text, d.salt, d.content_hash, d.erased_at,
       (select e.facts from case_events e where e.case_id = d.case_id and (e.act in (${list})) is true and ${named} = d.id limit 1) as facts
     from ${table} d where d.id > ? and d.state in ('told', 'done') order by d.id limit ?`,
    [id, limit],
  );
}

/** When the last event was written down; null in an empty journal. */
export async function lastWritten(sql: Sql): Promise<number | null> {
  const [row] = await sql.all<{ at: number | string | null }>('select max(written_at) as at from case_events');
  return row?.at === null || row?.at === undefined ? null : Number(row.at);
}
