/** Who may know of a case: the SQL of the lists and the rule of identity/standing.ts must never disagree. */
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Docket } from '../../src/casefile/docket.js';
import type { Person } from '../../src/identity/actor.js';
import { User } from '../../src/identity/identity.entities.js';
import { maySee } from '../../src/identity/standing.js';
import { JointHandling } from '../../src/handling/handling.entities.js';
import { ALL_STATES } from '../../src/core/vocabulary.js';
import { Directory } from '../../src/registry/directory.js';
import { pageOf } from '../../src/views/cases.query.js';
import { waysToSee } from '../../src/views/visible.query.js';
import { Office, onEachDatabase } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';

const REGISTRY = {
  ...SMALL_REGISTRY,
  organisations: [...SMALL_REGISTRY.organisations!, { code: 'district', name: '东区人民政府', parent: 'city' }, { code: 'street', name: '东街街道', parent: 'district' }],
  departments: [...SMALL_REGISTRY.departments!, { code: 'street-office', name: '东街街道办', organisation: 'street', own: true }, { code: 'city-office', name: '市府办', organisation: 'city' }],
  accounts: [...SMALL_REGISTRY.accounts!, { handle: 'street', platform: 'wechat' as const, name: '东街', sponsor: 'street', supervisor: 'district' }],
};

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, registry: REGISTRY });
  });
  afterAll(async () => await office.close());

  it('a matrix of people and cases: listed exactly when the rule says so', async () => {
    const directory = await office.app.get(Directory).refresh(true);
    const id = (code: string): string => directory.unit(code).id;
    const accusedLists = [null, [], [id('transport-bureau')], [id('transport')], [id('office')], [id('street')], [id('city')], [id('urban'), id('housing-bureau')]];
    await office.database.write('person', async (turn) => {
      let count = 0;
      for (const handle of ['wx', 'street']) {
        for (const kind of ['help', 'report'] as const) {
          for (const accused of accusedLists) {
            for (const lead of [null, 'transport', 'urban', 'street-office']) {
              for (const joint of lead === null ? [null, 'housing'] : [null, 'housing', 'urban']) {
                const caseId = turn.ids.next();
                await turn.rows.insert(CaseFile, {
                  id: caseId, number: `n-${count++}`, accountId: directory.accountByHandle(handle).id, state: lead === null ? (['queued', 'quarantined', 'rejected'] as const)[count % 3]! : 'handling', version: 1,
                  kind, firstKind: kind, urgency: 'ordinary', grade: 'A', sensitive: false, groupMatter: false, repeatCount: 0, publicity: 'public', subject: 's',
                  contactable: false, anonymous: true, originSystem: 'own', hasInstruction: false, departmentId: lead === null ? null : id(lead), accused,
                  returns: 0, clarifications: 0, extensions: 0, reopenings: 0, epoch: 1, policy: 'default', occurredAt: 1, receivedAt: 1,
                  nextDueAt: count % 3 === 0 ? null : 1_772_600_000_000 + (count % 7), history: false, lastSeq: 0, lastHash: '',
                });
                if (joint) {
                  await turn.rows.insert(JointHandling, {
                    id: turn.ids.next(), caseId, departmentId: id(joint), invitedBy: 'x', invitedAt: 1, ask: 'a', state: count % 5 === 0 ? 'released' : 'invited',
                  });
                }
              }
            }
          }
        }
      }
    });
    const files = await office.rows.find(CaseFile, {});
    const facts = await Promise.all(files.map((file) => office.app.get(Docket).standingFacts(office.rows, file)));
    const users = await office.rows.find(User, {});
    const made = ['city-office', 'street-office', 'center', 'justice'].flatMap((code) => ([['handler'], ['head', 'coordinator'], ['report_officer'], ['supervisor'], ['auditor'], ['contractor'], ['caller'], []] as const)
      .map((roles, index) => ({ id: `${code}-${index}`, name: code, roles: [...roles], departmentId: id(code), organisationId: null })));
    const leaders = ['city', 'district', 'street', 'office'].map((code) => ({ id: code, name: code, roles: ['deputy_leader' as const], departmentId: null, organisationId: id(code) }));
    const people: Person[] = [...users, ...made, ...leaders].map(({ id: personId, name, roles, departmentId, organisationId }) => ({ kind: 'person', id: personId, name, roles, departmentId, organisationId }));
    let seen = 0;
    for (const person of people) {
      const seat = directory.seatOf(person);
      const byRule = files.filter((_, index) => maySee(person, seat, facts[index]!)).map(({ number }) => number).sort();
      const rows = await pageOf(office.rows.sql, { states: ALL_STATES, ways: waysToSee(person, directory), where: [], after: null, limit: 1000, timed: false, led: null });
      expect({ person: person.name, roles: person.roles, sees: rows.map((row) => row['number'] as string).sort() }).toEqual({ person: person.name, roles: person.roles, sees: byRule });
      seen += byRule.length;
    }
    expect(seen).toBeGreaterThan(1000);
    expect(seen).toBeLessThan(people.length * files.length);
  });
});
