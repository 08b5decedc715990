import type { Sql } from '../base/database/rows.query.js';

export interface QueuedMessage {
  readonly id: string;
  readonly nextTryAt: number;
}

/** Messages that may leave now, oldest first: one scan of the partial index. */
export async function messagesDue(sql: Sql, now: number, limit: number): Promise<QueuedMessage[]> {
  const rows = await sql.all<{ id: string; next_try_at: number | string }>(
    `select id, next_try_at from webhook_messages where state = 'queued' and next_try_at <= ? order by next_try_at, id limit ?`,
    [now, limit],
  );
  return rows.map((row) => ({ id: row.id, nextTryAt: Number(row.next_try_at) }));
}

/** Takes a message for a while, unless another process has. */
export async function claimMessage(sql: Sql, { id, nextTryAt }: QueuedMessage, until: number): Promise<boolean> {
  const changed = await sql.run(
    `update webhook_messages set next_try_at = ? where id = ? and state = 'queued' and next_try_at = ?`,
    [until, id, nextTryAt],
  );
  return changed > 0;
}

/** An endpoint that does not answer is left alone for a while: everything that waits for it waits till then. */
export async function holdBack(sql: Sql, webhookId: string, until: number): Promise<number> {
  return await sql.run(`update webhook_messages set next_try_at = ? where webhook_id = ? and state = 'queued' and next_try_at < ?`, [until, webhookId, until]);
}

/** What waits for an endpoint that was switched off. */
export async function dropWaiting(sql: Sql, webhookId: string): Promise<number> {
  return await sql.run(`update webhook_messages set state = 'dropped', next_try_at = null where webhook_id = ? and state = 'queued'`, [webhookId]);
}
