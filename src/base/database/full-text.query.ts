import type { Term } from '../../core/language/words.js';
import type { Sql, SqlValue } from './rows.query.js';

/** A piece of a statement and its parameters. */
export interface SqlPiece {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

/** What is kept to be found by its words; each has a table of its own (`search_…`), made by a migration of its own. */
export type Searched = 'entries' | 'cases' | 'replies';

/** One text by its words. `mark` says up to where it was read, for whoever keeps the index in step. */
export interface Indexed {
  readonly owner: string;
  readonly mark: string;
  readonly head: readonly string[];
  readonly body: readonly string[];
  /** Keyed digests of names and contacts: found by the whole name alone, and readable by nobody. */
  readonly person?: readonly string[];
}

export interface Match {
  readonly owner: string;
  readonly head: ReadonlySet<string>;
  readonly body: ReadonlySet<string>;
}

/** How often a word stands is counted so far: beyond it a word is common. */
const COMMON = 2000;

/** Of texts that answer to a question no more than the newest are put in order: common words stand in half of them. */
const RANKED = 4000;
const HAN = /\p{sc=Han}/u;

const spaced = (words: readonly string[]): string => words.join(' ');

/** Puts a text among those that can be found, in place of what stood there for it. */
export async function putText(sql: Sql, sort: Searched, text: Indexed): Promise<void> {
  await dropText(sql, sort, text.owner);
  const [head, body, person] = [spaced(text.head), spaced(text.body), spaced(text.person ?? [])];
  if (sql.dialect === 'sqlite') {
    const [row] = await sql.all<{ place: number }>(
      `insert into search_${sort} (owner, mark, head, body, person) values (?, ?, ?, ?, ?) returning place`, [text.owner, text.mark, head, body, person],
    );
    await sql.run(`insert into search_${sort}_words (rowid, head, body, person) values (?, ?, ?, ?)`, [row!.place, head, body, person]);
    return;
  }
  await sql.run(
    `insert into search_${sort} (owner, mark, head, body, person, words) values (?, ?, ?, ?, ?, cast(? as tsvector))
     on conflict (owner) do update set mark = excluded.mark, head = excluded.head, body = excluded.body, person = excluded.person, words = excluded.words`,
    [text.owner, text.mark, head, body, person, vectorOf(text)],
  );
}

/** Takes a text out of the index, words and all: what is erased is not to be found again. */
export async function dropText(sql: Sql, sort: Searched, owner: string): Promise<void> {
  if (sql.dialect === 'sqlite') {
    await sql.run(
      `insert into search_${sort}_words (search_${sort}_words, rowid, head, body, person)
       select 'delete', place, head, body, person from search_${sort} where owner = ?`,
      [owner],
    );
  }
  await sql.run(`delete from search_${sort} where owner = ?`, [owner]);
}

/** Words are letters and digits alone, so nothing in them needs an escape. Position 1 carries the part. */
function vectorOf({ head, body, person = [] }: Indexed): string {
  const parts = new Map<string, string[]>();
  const add = (words: readonly string[], weight: string): void => words.forEach((word) => parts.set(word, [...(parts.get(word) ?? []), weight]));
  add(head, '1A');
  add(body, '2B');
  add(person, '3C');
  return [...parts].map(([word, positions]) => `'${word}':${positions.join(',')}`).join(' ');
}

interface Wanted {
  readonly terms: readonly Term[];
  /** All of the terms, or any. */
  readonly every: boolean;
  /** Or this person, by digest. */
  readonly person?: string | null;
}

/** The question in the database’s own language. */
function questionOf(dialect: Sql['dialect'], { terms, every, person }: Wanted): string {
  const sqlite = dialect === 'sqlite';
  const [and, or] = sqlite ? [' AND ', ' OR '] : [' & ', ' | '];
  // A part named for a word makes PostgreSQL read every text the word stands in; no digest of a person holds a Chinese character.
  const ending = (text: string, open: boolean): string => `${open ? '*' : ''}${HAN.test(text) ? '' : 'AB'}`;
  const word = (text: string, open: boolean): string => (sqlite ? `"${text}"${open ? '*' : ''}` : `'${text}'${ending(text, open) && `:${ending(text, open)}`}`);
  const form = (words: readonly string[], open: boolean): string => `(${words.map((each, index) => word(each, open && index === words.length - 1)).join(and)})`;
  const asked = terms.map(({ forms, open }) => `(${forms.map((each) => form(each, open)).join(or)})`).join(every ? and : or);
  const text = sqlite ? `({head body} : (${asked}))` : `(${asked})`;
  return person ? `${text}${or}${sqlite ? `(person : "${person}")` : `'${person}':C`}` : text;
}

const matchOf = (dialect: Sql['dialect'], sort: Searched): string =>
  dialect === 'sqlite' ? `s.place in (select rowid from search_${sort}_words where search_${sort}_words match ?)` : 's.words @@ cast(? as tsquery)';

/** The owners of the texts that answer to the question, as a subquery. */
export const ownersMatching = (dialect: Sql['dialect'], sort: Searched, wanted: Wanted): SqlPiece => ({
  text: `select s.owner from search_${sort} s where ${matchOf(dialect, sort)}`, parameters: [questionOf(dialect, wanted)],
});

/**
 * The texts that answer best, best first, at most `limit`; of very many the newest only. `among`: a condition on `o`, the
 * row of `table` with the owner’s id. What is put in order is narrow; the words are read of those that are given back.
 */
export async function bestMatches(sql: Sql, sort: Searched, wanted: Wanted, table: string, among: SqlPiece, limit: number): Promise<Match[]> {
  if (wanted.terms.length === 0) return [];
  const question = questionOf(sql.dialect, wanted);
  const words = `search_${sort}_words`;
  // On SQLite the index is walked first: only there a match has a rank.
  const rows = await sql.all<{ owner: string; head: string; body: string }>(
    sql.dialect === 'sqlite'
      ? `select s.owner, s.head, s.body from (
           select place, told from (
             select ${words}.rowid as place, bm25(${words}, 4.0, 1.0, 0.0) as told
             from ${words} cross join search_${sort} s on s.place = ${words}.rowid cross join ${table} o on o.id = s.owner
             where ${words} match ? and ${among.text} order by ${words}.rowid desc limit ${RANKED}
           ) newest order by told, place limit ?
         ) best join search_${sort} s on s.place = best.place order by best.told, best.place`
      : `select s.owner, s.head, s.body from (
           select w.owner, ts_rank(w.words, cast(? as tsquery)) as told from (
             select s.owner from search_${sort} s join ${table} o on o.id = s.owner
             where s.words @@ cast(? as tsquery) and ${among.text} order by s.owner desc limit ${RANKED}
           ) newest join search_${sort} w on w.owner = newest.owner order by told desc, w.owner limit ?
         ) best join search_${sort} s on s.owner = best.owner order by best.told desc, best.owner`,
    sql.dialect === 'sqlite' ? [question, ...among.parameters, limit] : [question, question, ...among.parameters, limit],
  );
  return rows.map(({ owner, head, body }) => ({ owner, head: new Set(head.split(' ')), body: new Set(body.split(' ')) }));
}

/** In how many texts each term stands, counted up to a limit: enough to tell rare words from common ones. */
export async function holdings(sql: Sql, sort: Searched, terms: readonly Term[]): Promise<number[]> {
  const counts: number[] = [];
  for (const term of terms) {
    const [row] = await sql.all<{ count: number | string }>(
      sql.dialect === 'sqlite'
        ? `select count(*) as count from (select rowid from search_${sort}_words where search_${sort}_words match ? limit ${COMMON}) counted`
        : `select count(*) as count from (select 1 from search_${sort} s where ${matchOf(sql.dialect, sort)} limit ${COMMON}) counted`,
      [questionOf(sql.dialect, { terms: [term], every: true })],
    );
    counts.push(Number(row?.count ?? 0));
  }
  return counts;
}

/** How many texts can be found. */
export async function textsKept(sql: Sql, sort: Searched): Promise<number> {
  const [row] = await sql.all<{ count: number | string }>(`select count(*) as count from search_${sort}`);
  return Number(row?.count ?? 0);
}
