import { CaseFile, Deadline } from '../../src/casefile/casefile.entities.js';
import { JointHandling } from '../../src/handling/handling.entities.js';
import { Directory } from '../../src/registry/directory.js';
import { Assignment } from '../../src/routing/routing.entities.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const queued = async (text = '投诉：小区楼下烧烤店噪声扰民。') => {
    const { id } = await office.message('wb', { text });
    await office.settle();
    return id;
  };
  const file = async (id: string) => (await office.rows.one(CaseFile, { id }))!;
  const clocksOf = async (id: string, clock: 'leg' | 'dispatch' | 'acknowledge') => await office.rows.find(Deadline, { caseId: id, clock }, { orderBy: 'id' });
  const department = (code: string) => office.app.get(Directory).department(code);

  it('proposes the department whose duty list speaks of the matter, and says by which words', async () => {
    const id = await queued('投诉：公交车班次太少，早高峰等了四十分钟。');
    const { status, body } = await office.as('coordinator').get<{ departments: { code: string; name: string }[]; terms: { term: string; weight: number }[]; at: string; model: number | null; basis: string }>(`/api/v1/cases/${id}/proposal`);
    expect(status).toBe(200);
    expect(body.departments[0]).toMatchObject({ code: 'transport', name: '市交通运输局' });
    expect(body.terms.map(({ term }) => term)).toContain('班次');
    expect([body.model, body.basis.length]).toEqual([null, 16]);
    expect(body.at).toBe('2026-03-04T10:00:00.000+08:00');
    expect((await file(id)).departmentId).toBeNull();
  });

  it('shows the proposal only to who may see the case', async () => {
    const id = await queued('投诉：公交车班次太少。');
    expect((await office.as('housing-handler').get(`/api/v1/cases/${id}/proposal`)).status).toBe(404);
    expect((await office.anybody.get(`/api/v1/cases/${id}/proposal`)).status).toBe(401);
  });

  it('gives a case to a department, by code or by id, with a clock of its own', async () => {
    const id = await queued();
    await office.as('coordinator').act('assign', id, { departmentId: 'urban', note: '请先与网民联系' });
    expect(await file(id)).toMatchObject({ state: 'assigned', departmentId: department('urban').id, handlerId: null });
    expect(await office.rows.find(Assignment, { caseId: id })).toMatchObject([{ departmentId: department('urban').id, note: '请先与网民联系', endedAt: null }]);
    const [leg] = await clocksOf(id, 'leg');
    expect(leg).toMatchObject({ departmentId: department('urban').id, amount: 4, dueDay: '2026-03-10' });
    expect((await clocksOf(id, 'dispatch'))[0]).toMatchObject({ stopAct: 'assign', verdict: 'on_time' });
    expect((await office.as('urban-handler').get(`/api/v1/cases/${id}/proposal`)).status).toBe(200);
    const other = await queued();
    await office.as('coordinator').act('assign', other, { departmentId: department('housing').id });
    expect((await file(other)).departmentId).toBe(department('housing').id);
  });

  it('does not know a department that does not exist', async () => {
    const id = await queued();
    const before = await file(id);
    const refused = await office.as('coordinator').try('assign', id, { departmentId: 'nobody' });
    expect([refused.status, refused.body['code']]).toEqual([422, 'unknown_department']);
    expect(await file(id)).toEqual(before);
  });

  it('moves a case to another department: the old assignment ends, open joint handlings are let go', async () => {
    const id = await queued();
    await office.as('coordinator').act('assign', id, { departmentId: 'urban' });
    const already = await office.as('coordinator').try('reassign', id, { departmentId: 'urban' });
    expect([already.status, already.body['code']]).toEqual([409, 'department_already']);
    const joint = (state: 'invited' | 'contributed', code: string) => office.database.write('person', (turn) =>
      turn.rows.insert(JointHandling, { id: turn.ids.next(), caseId: id, departmentId: department(code).id, invitedBy: 'somebody', invitedAt: turn.now, ask: '请协助', state }));
    await joint('invited', 'housing');
    await joint('contributed', 'justice');
    expect((await office.as('housing-handler').get(`/api/v1/cases/${id}/proposal`)).status).toBe(200);
    await office.as('coordinator').act('reassign', id, { departmentId: 'transport' });
    expect(await file(id)).toMatchObject({ state: 'assigned', departmentId: department('transport').id });
    expect(await office.rows.find(Assignment, { caseId: id }, { orderBy: 'id' })).toMatchObject([
      { departmentId: department('urban').id, endedAt: office.clock.now(), endedBy: 'reassign' }, { departmentId: department('transport').id, endedAt: null },
    ]);
    expect((await office.rows.find(JointHandling, { caseId: id }, { orderBy: 'id' })).map(({ state }) => state)).toEqual(['released', 'contributed']);
    expect((await clocksOf(id, 'leg')).map(({ stopAct, verdict }) => [stopAct, verdict])).toEqual([['reassign', 'void'], [null, null]]);
    expect((await office.as('housing-handler').get(`/api/v1/cases/${id}/proposal`)).status).toBe(404);
    expect((await office.as('urban-handler').get(`/api/v1/cases/${id}/proposal`)).status).toBe(404);
  });

  it('refuses a stale version, a wrong role and a wrong state', async () => {
    const id = await queued();
    const before = await file(id);
    expect((await office.as('coordinator').try('assign', id, { departmentId: 'urban', version: before.version - 1 })).body['code']).toBe('stale_version');
    expect((await office.as('supervisor').try('assign', id, { departmentId: 'urban' })).body).toMatchObject({ status: 403, code: 'not_your_part', who: ['coordinator', 'system'] });
    expect((await office.as('coordinator').try('reassign', id, { departmentId: 'urban' })).body).toMatchObject({
      status: 409, code: 'act_not_allowed', allowed: expect.arrayContaining(['assign', 'answer_directly']),
    });
    expect(await file(id)).toEqual(before);
    expect(await office.rows.find(Assignment, { caseId: id })).toEqual([]);
  });
});
