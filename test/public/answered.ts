/** Answered cases for the public pages. */
import { Docket } from '../../src/casefile/docket.js';
import type { Office } from '../support/office.js';
import { ALL_GATES, inReview, person, queued, type Wanted } from '../review/in-review.js';

export async function answered(office: Office, wanted: Wanted = {}) {
  const receipt = await inReview(office, wanted);
  await office.as('reviewer').act('approve', receipt.id, { gates: ALL_GATES });
  await office.as('coordinator').act('publish', receipt.id);
  await office.settle();
  return receipt;
}

/** Waiting for the citizen’s supplement. */
export async function clarifying(office: Office, question: string) {
  const receipt = await queued(office);
  const docket = office.app.get(Docket);
  const { departmentId } = await person(office, 'transport-handler');
  await docket.perform({ act: 'assign', caseId: receipt.id, actor: await person(office, 'coordinator') }, async () => ({ change: { departmentId } }));
  await office.as('transport-handler').act('acknowledge', receipt.id);
  await office.as('transport-handler').act('propose-clarification', receipt.id, { question });
  await office.as('coordinator').act('ask-citizen', receipt.id);
  await office.settle();
  return receipt;
}
