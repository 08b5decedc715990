import type { Notice } from './notice.entities.js';

/** Where a notice leads: to its case, or to the reader’s list. Opening it signed in says that it was read. */
export const linkOf = ({ id, caseId }: Pick<Notice, 'id' | 'caseId'>, publicUrl: string): string =>
  `${publicUrl}/${caseId === null ? '' : `cases/${caseId}`}?notice=${id}`;
