import type { Turn } from '../base/database/writer.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import type { Person } from '../identity/actor.js';
import { Assignment } from './routing.entities.js';
import { releaseJointHandlings } from './routing.query.js';

/** The department no longer has the case, and neither have the co-departments it had asked. */
export async function endAssignment(turn: Turn, file: CaseFile, by: Person, act: string): Promise<void> {
  await turn.rows.updateWhere(Assignment, { caseId: file.id, endedAt: null }, { endedAt: turn.now, endedBy: act });
  await releaseJointHandlings(turn.sql, file.id, by.id, turn.now);
}
