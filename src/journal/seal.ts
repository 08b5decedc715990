import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import { CaseEvent, MatterEvent, Seal } from './journal.entities.js';
import { lastSeal, unsealedEvents } from './seal.query.js';

const EVENTS_PER_SEAL = 10_000;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The Merkle root of hashes in order; an odd last one goes up alone. Empty: the hash of nothing. */
export function merkleRoot(hashes: readonly string[]): string {
  let level = [...hashes];
  if (level.length === 0) return sha256('');
  while (level.length > 1) {
    const next: string[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index]!, level[index + 1]];
      next.push(right === undefined ? left : sha256(`${left}${right}`));
    }
    level = next;
  }
  return level[0]!;
}

export const sealHash = (seal: Pick<Seal, 'position' | 'at' | 'events' | 'root' | 'previousHash'>): string =>
  sha256(`${seal.position}\n${seal.at}\n${seal.events}\n${seal.root}\n${seal.previousHash}`);

/** Appends the root of new events to one chain of the installation. */
@Injectable()
export class Sealer {
  constructor(private readonly database: Database) {}

  /** Returns how many events were sealed. */
  async seal(): Promise<number> {
    return await this.database.write('relay', async (turn) => {
      const events = await unsealedEvents(turn.sql, EVENTS_PER_SEAL);
      if (events.length === 0) return 0;
      const before = await lastSeal(turn.sql);
      const unsigned = {
        position: (before?.position ?? 0) + 1, at: turn.now, events: events.length,
        root: merkleRoot(events.map((event) => event.hash)), previousHash: before?.hash ?? '',
      };
      const id = turn.ids.next();
      await turn.rows.insert(Seal, { id, ...unsigned, hash: sealHash(unsigned) });
      for (const event of events) {
        if (Number(event.of_case) === 1) await turn.rows.update(CaseEvent, event.id, { sealId: id });
        else await turn.rows.update(MatterEvent, event.id, { sealId: id });
      }
      return events.length;
    });
  }
}
