import type { Rows, Sql } from '../base/database/rows.query.js';
import { isEmpty, type Rota } from '../core/rota.js';
import { RotaEntry, RotaPattern, RotaSwap } from '../rota/rota.entities.js';

/** The rota of an organisation as it is written down. */
export async function rotaOf(rows: Rows, organisationId: string): Promise<Rota> {
  const match = { organisationId };
  const [patterns, entries, swaps] = [await rows.find(RotaPattern, match), await rows.find(RotaEntry, match), await rows.find(RotaSwap, match)];
  return { patterns, entries, swaps };
}

/** The nearest organisation on the way up that keeps a rota; `null` where none does. */
export async function nearestRota(rows: Rows, path: readonly string[]): Promise<{ organisationId: string; rota: Rota } | null> {
  for (const organisationId of path) {
    const rota = await rotaOf(rows, organisationId);
    if (!isEmpty(rota)) return { organisationId, rota };
  }
  return null;
}

/** Every organisation that keeps one. */
export async function organisationsWithRota(sql: Sql): Promise<string[]> {
  const rows = await sql.all<{ organisation_id: string }>('select organisation_id from rota_patterns union select organisation_id from rota_entries order by 1');
  return rows.map((row) => row.organisation_id);
}

/** What a shift leaves open, of these accounts: emergencies in nobody’s hand, hidden messages, hand-overs without a receipt. */
export async function openForDuty(sql: Sql, accountIds: readonly string[]): Promise<string[]> {
  if (accountIds.length === 0) return [];
  const rows = await sql.all<{ id: string }>(
    // The cross join keeps its order: from what is open, little at any time, to its accounts.
    `select c.id from (
       select f.id from case_files f where f.state = 'quarantined'
       union select f.id from case_files f where f.state in ('received', 'held', 'queued') and f.urgency = 'emergency'
       union select d.case_id from deadlines d where d.clock = 'hand_over' and d.stopped_at is null) open_matters
     cross join case_files c where c.id = open_matters.id and c.account_id in (${accountIds.map(() => '?').join(', ')}) order by c.id`,
    accountIds,
  );
  return rows.map(({ id }) => id);
}
