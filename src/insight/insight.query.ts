import type { Sql, SqlValue } from '../base/database/rows.query.js';
import type { Condition } from '../views/visible.query.js';

/** Letters looked at under one key, the latest: a place everybody writes about costs no more than another. */
const LATEST = 60;

export interface MarksRow {
  readonly number: number;
  readonly case_id: string;
  readonly marks: Uint8Array;
  readonly place0: number | null;
  readonly place1: number | null;
  readonly place2: number | null;
}

/**
 * Letters that share a key, received since: each key is one short walk along its own index, which holds the number too, so
 * that only letters found are read, once each. Places of a letter are asked for in all three columns, since they stand in
 * the order of the text.
 */
export async function lettersSharing(sql: Sql, keys: readonly { readonly column: string; readonly key: number }[], since: number): Promise<MarksRow[]> {
  if (keys.length === 0) return [];
  const walks = keys.map(({ column }, i) => `select number from (select number from letter_marks where ${column} = ? order by number desc limit ${LATEST}) k${i}`);
  return await sql.all<MarksRow>(
    `select number, case_id, marks, place0, place1, place2 from letter_marks where number in (${walks.join(' union all ')}) and received_at >= ?`,
    [...keys.map(({ key }) => key), since],
  );
}

export interface LetterRow {
  readonly case_id: string;
  readonly message_id: string;
  readonly subject: string;
  readonly text: string;
  readonly received_at: number | string;
  readonly author_digest: string | null;
}

/** A page of the letters topics are made of, in the order they came: never a report, nor what was once one. */
export async function topicLetters(sql: Sql, since: number, after: { readonly at: number; readonly id: string }, limit: number): Promise<LetterRow[]> {
  return await sql.all<LetterRow>(
    `select c.id as case_id, m.id as message_id, m.subject, m.text, c.received_at, c.author_digest
     from case_files c join messages m on m.case_id = c.id
     where c.received_at >= ? and (c.received_at, m.id) > (?, ?) and m.erased_at is null
       and c.kind <> 'report' and c.first_kind <> 'report' and c.accused is null and c.state <> 'withdrawn'
       and m.id = (select min(f.id) from messages f where f.case_id = c.id)
     order by c.received_at, m.id limit ?`,
    [since, after.at, after.id, limit],
  );
}

export interface SeenMember {
  readonly topic_id: string;
  readonly case_id: string;
  readonly number: string;
  readonly subject: string;
  readonly state: string;
  readonly score: number;
  readonly received_at: number | string;
  readonly author_digest: string | null;
}

/** The members of topics that a person may know of: what is hidden from somebody is not even counted for them. */
export async function seenMembers(sql: Sql, ways: Condition, topicId?: string): Promise<SeenMember[]> {
  const parameters: SqlValue[] = [...ways.parameters, ...(topicId === undefined ? [] : [topicId])];
  return await sql.all<SeenMember>(
    // The cross join keeps its order: from the members to their cases, not through all cases of a unit.
    `select t.topic_id, t.case_id, c.number, c.subject, c.state, t.score, c.received_at, c.author_digest
     from topic_members t cross join case_files c
     where c.id = t.case_id and c.kind <> 'report' and c.first_kind <> 'report' and (${ways.text}) ${topicId === undefined ? '' : 'and t.topic_id = ?'}
     order by c.received_at, c.id`,
    parameters,
  );
}

/** What was found in a letter goes with it: marks, likenesses on either side, its place in a topic. */
export async function forgetLetter(sql: Sql, caseId: string): Promise<void> {
  await sql.run('delete from letter_marks where case_id = ?', [caseId]);
  await sql.run('delete from likenesses where case_id = ? or other_id = ?', [caseId, caseId]);
  await sql.run('delete from topic_members where case_id = ?', [caseId]);
}

/** Pairs that may be merged, the most alike of the latest first. */
export async function openProposals(sql: Sql, least: number, limit: number): Promise<{ id: string; case_id: string; other_id: string }[]> {
  return await sql.all(
    `select l.id, l.case_id, l.other_id from likenesses l
     join case_files c on c.id = l.case_id join case_files o on o.id = l.other_id
     where l.state = 'open' and l.score >= ? and c.kind <> 'report' and o.kind <> 'report' and c.first_kind <> 'report' and o.first_kind <> 'report'
       and c.state in ('queued', 'assigned', 'handling') and o.state in ('queued', 'assigned', 'handling')
     order by l.found_at desc, l.score desc limit ?`,
    [least, limit],
  );
}
