import { refuseUnless } from '../core/refusal.js';
import type { Directory } from '../registry/directory.js';
import type { Department } from '../registry/registry.entities.js';
import type { CaseFile } from './casefile.entities.js';

/** Whether a department is among the accused of a report, or belongs to a unit that is. */
export const isAccused = (directory: Directory, department: Department, accused: readonly string[] | null): boolean =>
  accused?.some((unit) => unit === department.id || directory.path(department.organisationId).includes(unit)) ?? false;

/**
 * A department that may take a part in this case: known, active, and of a report neither accused nor below an accused
 * unit. Source: 信访工作条例 30 条（不得将检举材料转给被检举的人员或单位）.
 * @throws Refusal `unknown_department` | `accused_not_confirmed` | `accused_cannot_handle`
 */
export function departmentFor(directory: Directory, file: Pick<CaseFile, 'kind' | 'accused'>, idOrCode: string): Department {
  refuseUnless(file.kind !== 'report' || file.accused !== null, 'accused_not_confirmed');
  const department = directory.department(idOrCode);
  refuseUnless(department.active, 'unknown_department', { department: idOrCode });
  // Whoever was confirmed as accused stays so, also where the case was relabelled since.
  refuseUnless(!isAccused(directory, department, file.accused), 'accused_cannot_handle', { department: department.name });
  return department;
}

/**
 * A report never goes to whom it is about, a body outside the registry included: its name is compared with theirs.
 * Source: 信访工作条例 30 条.
 * @throws Refusal `accused_cannot_handle`
 */
export function refuseAccusedReceiver(directory: Directory, { accused }: Pick<CaseFile, 'accused'>, receiver: string): void {
  const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/gu, '');
  const named = plain(receiver);
  const hit = (accused ?? []).map((unit) => directory.unit(unit).name).find((name) => named.includes(plain(name)) || plain(name).includes(named));
  refuseUnless(hit === undefined, 'accused_cannot_handle', { receiver });
}
