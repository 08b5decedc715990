import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../../base/database/database.js';
import type { Person } from '../../identity/actor.js';
import { User } from '../../identity/identity.entities.js';
import { Indexing } from '../../knowledge/indexing.service.js';
import { KnowledgeFiles } from '../../knowledge/knowledge-files.service.js';
import { KnowledgeEntry } from '../../knowledge/knowledge.entities.js';
import { Knowledge } from '../../knowledge/knowledge.service.js';
import { ROLES, type Role } from '../../core/vocabulary.js';
import { Unusable } from '../desk.js';

/** The last entries are left to whoever tries the demonstration to review. */
const LEFT_TO_REVIEW = 2;

/** 答问库 of the demonstration: brought as a file by the coordinator, approved by the reviewer. */
export async function fillAnswerBase(app: INestApplicationContext, file: string): Promise<void> {
  const [coordinator, reviewer] = [await personIn(app, 'coordinator'), await personIn(app, 'reviewer')];
  const { faults } = await app.get(KnowledgeFiles).take(file, 'jsonl', { id: coordinator.id, person: true });
  const [fault] = faults;
  if (fault) throw new Unusable(`${file} 第 ${fault.line} 行：${fault.reason}`, `${file} line ${fault.line}: ${fault.code}`);
  const entries = await app.get(Database).rows.find(KnowledgeEntry, { state: 'in_review' }, { orderBy: 'number' });
  for (const { id, contentHash } of entries.slice(0, -LEFT_TO_REVIEW)) await app.get(Knowledge).approve(reviewer, id, { contentHash });
  await app.get(Indexing).catchUp();
}

async function personIn(app: INestApplicationContext, role: Role): Promise<Person> {
  const user = (await app.get(Database).rows.find(User, { active: true }, { orderBy: 'login' })).find(({ roles }) => roles.includes(role));
  if (!user) throw new Unusable(`演示登记册没有${ROLES[role].zh}。`, `The registry of the demonstration has no ${ROLES[role].en}.`);
  const { id, name, roles, departmentId, organisationId } = user;
  return { kind: 'person', id, name, roles, departmentId, organisationId };
}
