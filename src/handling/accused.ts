import { refuseUnless } from '../core/refusal.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import type { Directory } from '../registry/directory.js';
import type { Department } from '../registry/registry.entities.js';

/**
 * A department that may take a part in this case: known, active, and of a report neither accused nor below an accused unit.
 * @throws Refusal `unknown_department` | `accused_not_confirmed` | `accused_cannot_handle`
 */
export function departmentFor(file: Pick<CaseFile, 'kind' | 'accused'>, idOrCode: string, directory: Directory): Department {
  const department = directory.department(idOrCode);
  refuseUnless(department.active, 'unknown_department', { department: idOrCode });
  // Whoever was confirmed as accused stays so, also where the case was relabelled since.
  if (file.kind === 'report') refuseUnless(file.accused !== null, 'accused_not_confirmed');
  const units = [department.id, ...directory.path(department.organisationId)];
  refuseUnless(!file.accused?.some((unit) => units.includes(unit)), 'accused_cannot_handle', { department: department.code });
  return department;
}
