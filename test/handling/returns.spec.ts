import { JointHandling, ReturnRequest } from '../../src/handling/handling.entities.js';
import { Directory } from '../../src/registry/directory.js';
import { Assignment } from '../../src/routing/routing.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { assign, assigned, caseOf, clocksOf, department, inHand, openClock, refused } from './desk.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const basis = '物业管理归住建部门，见三定规定第五条';

  it('a wrong department gives the case back, the coordinator agrees, and it waits for another', async () => {
    const { id } = await assigned(office, undefined, 'urban');
    const asked = await office.as('urban-head').act('ask-return', id, { basis, suggestedDepartmentId: 'housing' });
    expect(asked).toMatchObject({ state: 'returning' });
    expect(await openClock(office, id, 'return_decision')).toMatchObject({ dueDay: '2026-03-05' });
    expect(await clocksOf(office, id, 'leg')).toMatchObject([{ stopAct: 'ask_return', verdict: 'void' }]);
    // 首问负责: until the return is granted the department still answers for the case.
    expect((await caseOf(office, id)).departmentId).toBe(department(office, 'urban'));
    expect(await office.as('coordinator').act('grant-return', id)).toMatchObject({ state: 'queued' });
    expect(await caseOf(office, id)).toMatchObject({ departmentId: null, handlerId: null, returns: 1 });
    expect(await office.rows.find(Assignment, { caseId: id })).toMatchObject([{ endedBy: 'grant_return', endedAt: office.clock.now() }]);
    expect(await office.rows.find(ReturnRequest, { caseId: id })).toMatchObject([
      { state: 'granted', basis, suggestedDepartmentId: department(office, 'housing'), departmentId: department(office, 'urban') },
    ]);
    expect(await openClock(office, id, 'dispatch')).toBeDefined();
  });

  it('a refused return brings the department’s own time back as it was', async () => {
    const { id } = await inHand(office);
    const before = await openClock(office, id, 'leg');
    await office.as('housing-head').act('ask-return', id, { basis });
    expect((await refused(office, id, () => office.as('coordinator').try('refuse-return', id))).code).toBe('wrong_shape');
    expect(await office.as('coordinator').act('refuse-return', id, { reason: '电梯安全属于物业管理' })).toMatchObject({ state: 'handling' });
    expect(await openClock(office, id, 'leg')).toMatchObject({ id: before.id, dueAt: before.dueAt, startAt: before.startAt });
    expect(await office.rows.find(ReturnRequest, { caseId: id })).toMatchObject([{ state: 'refused', decision: '电梯安全属于物业管理' }]);
  });

  it('after the second return only the supervisor decides, and what is adjudicated cannot come back', async () => {
    const { id } = await assigned(office, undefined, 'urban');
    await office.as('urban-head').act('ask-return', id, { basis });
    await office.as('coordinator').act('grant-return', id);
    await assign(office, id, 'transport');
    await office.as('transport-head').act('ask-return', id, { basis });
    expect((await refused(office, id, () => office.as('coordinator').try('grant-return', id))).code).toBe('return_limit');
    expect((await refused(office, id, () => office.as('coordinator').try('refuse-return', id, { reason: '应由你办' }))).code).toBe('return_limit');
    expect((await refused(office, id, () => office.as('coordinator').try('adjudicate', id, { departmentId: 'housing', reason: '裁定' }))).code).toBe('not_your_part');
    const answer = await office.as('supervisor').act('adjudicate', id, { departmentId: 'housing', reason: '按三定规定归住建' });
    expect(answer).toMatchObject({ state: 'assigned' });
    expect((await caseOf(office, id)).departmentId).toBe(department(office, 'housing'));
    expect((await openClock(office, id, 'leg')).departmentId).toBe(department(office, 'housing'));
    const assignments = await office.rows.find(Assignment, { caseId: id }, { orderBy: 'id' });
    expect(assignments.map((each) => [each.departmentId, each.endedBy])).toEqual([
      [department(office, 'urban'), 'grant_return'], [department(office, 'transport'), 'adjudicate'], [department(office, 'housing'), null],
    ]);
    expect((await refused(office, id, () => office.as('housing-head').try('ask-return', id, { basis }))).code).toBe('same_person_returned');
  });

  it('a second return cannot be refused either: somebody must be named', async () => {
    const { id } = await inHand(office);
    await office.as('housing-head').act('ask-return', id, { basis });
    await office.as('coordinator').act('refuse-return', id, { reason: '应由住建办理' });
    await office.as('housing-head').act('ask-return', id, { basis });
    expect((await refused(office, id, () => office.as('coordinator').try('refuse-return', id, { reason: '应由住建办理' }))).code).toBe('return_limit');
  });

  it('only the head signs a return, to a unit that is known and another', async () => {
    const { id } = await inHand(office);
    expect((await refused(office, id, () => office.as('housing-handler').try('ask-return', id, { basis }))).code).toBe('not_your_part');
    expect((await refused(office, id, () => office.as('housing-head').try('ask-return', id, { basis, suggestedDepartmentId: 'nobody' }))).code).toBe('unknown_department');
    expect((await refused(office, id, () => office.as('housing-head').try('ask-return', id, { basis, suggestedDepartmentId: 'housing' }))).code).toBe('department_already');
    expect((await refused(office, id, () => office.as('housing-head').try('ask-return', id, {}))).code).toBe('wrong_shape');
  });

  it('what was asked of co-departments ends with the return', async () => {
    const { id } = await inHand(office);
    await office.as('housing-handler').act('invite', id, { departmentId: 'urban', ask: '请核实占道情况' });
    await office.as('housing-head').act('ask-return', id, { basis });
    expect(await office.rows.find(JointHandling, { caseId: id })).toMatchObject([{ state: 'released' }]);
    expect(await clocksOf(office, id, 'contribution')).toMatchObject([{ stopAct: 'ask_return' }]);
    await office.as('coordinator').act('refuse-return', id, { reason: '应由住建办理' });
    await office.as('housing-handler').act('invite', id, { departmentId: 'urban', ask: '请核实占道情况' });
    expect(await openClock(office, id, 'contribution')).toMatchObject({ departmentId: department(office, 'urban') });
  });

  it('a report is never adjudicated to the accused', async () => {
    const { id } = await assigned(office, { subject: '举报', kind: 'report', text: '举报物业公司与监管人员勾结，乱收费。', author: { id: 'informant' } }, 'justice');
    await office.database.write('person', (turn) =>
      turn.sql.run('update case_files set accused = ? where id = ?', [JSON.stringify([office.app.get(Directory).unit('housing-bureau').id]), id]));
    await office.as('justice-head').act('ask-return', id, { basis });
    expect((await refused(office, id, () => office.as('supervisor').try('adjudicate', id, { departmentId: 'housing', reason: '裁定' }))).code).toBe('accused_cannot_handle');
    await office.as('supervisor').act('adjudicate', id, { departmentId: 'urban', reason: '裁定' });
    await office.as('urban-handler').act('acknowledge', id);
    expect((await refused(office, id, () => office.as('urban-handler').try('invite', id, { departmentId: 'housing', ask: '请说明' }))).code).toBe('accused_cannot_handle');
  });
});
