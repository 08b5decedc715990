import { refuseUnless } from '../core/refusal.js';
import type { Turn } from '../base/database/writer.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import type { Person } from '../identity/actor.js';
import type { Directory } from '../registry/directory.js';
import type { Department } from '../registry/registry.entities.js';
import { Assignment } from './routing.entities.js';
import { releaseJointHandlings } from './routing.query.js';

/** Whether a department is accused, by itself or by any organisation above it. */
export const isAccused = (directory: Directory, department: Department, accused: readonly string[] | null): boolean =>
  accused !== null && [department.id, ...directory.path(department.organisationId)].some((unit) => accused.includes(unit));

/**
 * The department a case may be given to.
 * @throws Refusal `unknown_department` | `accused_not_confirmed` | `accused_cannot_handle`
 */
export function departmentFor(directory: Directory, file: CaseFile, idOrCode: string): Department {
  refuseUnless(file.kind !== 'report' || file.accused !== null, 'accused_not_confirmed');
  const department = directory.department(idOrCode);
  refuseUnless(department.active, 'unknown_department', { department: idOrCode });
  refuseUnless(!isAccused(directory, department, file.accused), 'accused_cannot_handle', { department: department.name });
  return department;
}

/** The department no longer has the case, and neither have the co-departments it had asked. */
export async function endAssignment(turn: Turn, file: CaseFile, by: Person, act: string): Promise<void> {
  await turn.rows.updateWhere(Assignment, { caseId: file.id, endedAt: null }, { endedAt: turn.now, endedBy: act });
  await releaseJointHandlings(turn.sql, file.id, by.id, turn.now);
}
