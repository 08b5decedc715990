import type { Sql } from '../base/database/rows.query.js';
import { BAND_COUNT } from '../core/language/minhash.js';

/** So many of the latest under one band: what thousands share is found by its other bands or is no copy of one reply. */
const UNDER_ONE_BAND = 32;

/** Answered from the indexes alone: the office is part of the keys. */
const LOOK_UPS = Array.from({ length: BAND_COUNT }, (_, at) => `band${at}`).map(
  (band) => `select * from (select reply_id from reply_wordings where ${band} = ? order by reply_id desc limit ${UNDER_ONE_BAND}) ${band}`,
).join(' union all ');

export interface AlikeReply {
  readonly case_id: string;
  readonly to_citizen: string;
  readonly subject: string;
  readonly message: string;
}

/**
 * Replies of the office that share a band with the given one, those that share most first, each with the message it
 * answered. `keys`: as the office files them. Bounded by index look-ups whatever the number of replies.
 */
export async function repliesAlike(sql: Sql, officeId: string, keys: readonly number[], except: string, limit: number): Promise<AlikeReply[]> {
  const found = await sql.all<{ reply_id: string }>(
    `select reply_id from (${LOOK_UPS}) found group by reply_id order by count(*) desc, reply_id desc limit ?`,
    [...keys, limit],
  );
  if (found.length === 0) return [];
  return await sql.all<AlikeReply>(
    // As it reads now: where it was corrected after it went out, by the corrected words.
    `select r.case_id, m.subject, coalesce((select a.text from amendments a join publications p on p.id = a.publication_id
         where a.case_id = r.case_id and p.reply_id = r.id and a.sort = 'correct' and a.state = 'done' order by a.id desc limit 1), r.to_citizen) as to_citizen, m.text as message from replies r join messages m on m.case_id = r.case_id join reply_wordings w on w.reply_id = r.id and w.office_id = ?
     where r.id in (${found.map(() => '?').join(', ')}) and r.case_id <> ?
       and m.id = (select min(first.id) from messages first where first.case_id = r.case_id)`,
    [officeId, ...found.map(({ reply_id }) => reply_id), except],
  );
}
