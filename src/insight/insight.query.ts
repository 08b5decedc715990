import type { Sql, SqlValue } from '../base/database/rows.query.js';
import type { Condition } from '../views/visible.query.js';
import type { TopicState } from './insight.entities.js';

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

/** Topics: one of them, or those of a state. */
export type TopicsAsked = { readonly id: string } | { readonly state: TopicState };

/**
 * The members of topics that a person may know of: what is hidden from somebody is not even counted for them. Letters that
 * have left the window stay with their topic for reports of long periods; here the topic is what it was when last gathered.
 */
export async function seenMembers(sql: Sql, ways: Condition, asked: TopicsAsked): Promise<SeenMember[]> {
  const [where, value]: [string, SqlValue] = 'id' in asked ? ['p.id', asked.id] : ['p.state', asked.state];
  return await sql.all<SeenMember>(
    // The cross join keeps its order: from the members to their cases, not through all cases of a unit.
    `select t.topic_id, t.case_id, c.number, c.subject, c.state, t.score, c.received_at, c.author_digest
     from topics p cross join topic_members t cross join case_files c
     where ${where} = ? and t.topic_id = p.id and c.id = t.case_id and (t.pinned or c.received_at >= p.first_at)
       and c.kind <> 'report' and c.first_kind <> 'report' and (${ways.text})
     order by c.received_at, c.id`,
    [value, ...ways.parameters],
  );
}

/** Who is where among the letters received since, and wherever a person put one. */
export async function membersSince(sql: Sql, since: number): Promise<{ case_id: string; topic_id: string; pinned: number | boolean }[]> {
  return await sql.all('select t.case_id, t.topic_id, t.pinned from topic_members t cross join case_files c where c.id = t.case_id and (t.pinned or c.received_at >= ?)', [since]);
}

/** The letters received since leave their topics, to be gathered anew; where a person put one it stays, and so does what is older. */
export async function scatterSince(sql: Sql, since: number): Promise<void> {
  await sql.run('delete from topic_members where not pinned and exists (select 1 from case_files c where c.id = topic_members.case_id and c.received_at >= ?)', [since]);
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
