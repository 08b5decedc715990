import { canonicalJson, sha256Hex } from '../core/canonical.js';
import type { Turn } from '../base/database/writer.js';
import { actorId, type Actor } from '../identity/actor.js';
import { Matter, MatterEvent, type MatterSort } from './journal.entities.js';
import { NO_HASH } from './journal.js';

/** SHA-256 over everything such an event says, the hash before it included. */
export const matterHash = (event: Omit<MatterEvent, 'hash' | 'sealId'>): string =>
  sha256Hex(canonicalJson({
    id: event.id, matterId: event.matterId, seq: event.seq, act: event.act, at: event.at, actorKind: event.actorKind, actorId: event.actorId ?? null, facts: event.facts,
    previousHash: event.previousHash,
  }));

/** One event of a matter that is no case, in the transaction of the turn; the row of the matter is locked until it ends. */
export async function recordMatter(turn: Turn, of: { readonly id: string; readonly sort: MatterSort }, act: string, actor: Actor, facts: Record<string, unknown>): Promise<void> {
  await turn.rows.insertOnce(Matter, { id: of.id, sort: of.sort, lastSeq: 0, lastHash: NO_HASH });
  const matter = (await turn.rows.one(Matter, { id: of.id }, { lock: true }))!;
  const unsigned = {
    id: turn.ids.next(), matterId: of.id, seq: matter.lastSeq + 1, act, at: turn.now, actorKind: actor.kind, actorId: actorId(actor),
    facts: JSON.parse(JSON.stringify(facts)) as Record<string, unknown>, previousHash: matter.lastHash,
  };
  const hash = matterHash(unsigned);
  await turn.rows.insert(MatterEvent, { ...unsigned, hash, sealId: null });
  await turn.rows.update(Matter, of.id, { lastSeq: unsigned.seq, lastHash: hash });
}
