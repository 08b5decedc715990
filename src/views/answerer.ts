import type { CaseFile } from '../casefile/casefile.entities.js';
import type { Paper } from '../escalation/escalation.entities.js';
import type { Directory } from '../registry/directory.js';

type Held = Pick<CaseFile, 'departmentId' | 'accountId'>;

/** Who answers for a case that no department holds: the office that runs the account. */
export const addressee = (directory: Directory, file: Held): string | null =>
  file.departmentId ?? directory.ownOffice(directory.account(file.accountId).sponsorId)?.id ?? null;

/**
 * The unit that answers a document: its addressee, and once the case has gone from that unit, whoever answers for the case
 * now, or nobody could. What the office itself was asked stays with the office.
 */
export function answererOf(directory: Directory, file: Held, { departmentId }: Pick<Paper, 'departmentId'>): string | null {
  const [holder, own] = [addressee(directory, file), addressee(directory, { ...file, departmentId: null })];
  return departmentId === null || departmentId !== own ? holder : departmentId;
}
