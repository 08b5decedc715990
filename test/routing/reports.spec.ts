import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { Directory } from '../../src/registry/directory.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const reported = async () => {
    const { id } = await office.message('wb', { kind: 'report', text: '举报：路灯占道施工，执法人员吃拿卡要。' });
    await office.settle();
    if ((await file(id)).state === 'held') await office.as('coordinator').act('pass', id);
    return id;
  };
  const file = async (id: string) => (await office.rows.one(CaseFile, { id }))!;
  const statusFor = async (login: string, id: string) => (await office.as(login).get(`/api/v1/cases/${id}/proposal`)).status;

  it('is not assigned before its accused are confirmed, and only a few people know of it', async () => {
    const id = await reported();
    expect(await file(id)).toMatchObject({ state: 'queued', kind: 'report', accused: null, departmentId: null });
    const refused = await office.as('coordinator').try('assign', id, { departmentId: 'justice' });
    expect([refused.status, refused.body['code']]).toEqual([409, 'accused_not_confirmed']);
    for (const login of ['coordinator', 'supervisor', 'report-officer']) expect([login, await statusFor(login, id)]).toEqual([login, 200]);
    for (const login of ['reviewer', 'deputy', 'duty', 'auditor', 'urban-head', 'justice-handler']) expect([login, await statusFor(login, id)]).toEqual([login, 404]);
  });

  it('never goes to an accused department, nor to one below an accused organisation, and is not proposed to them', async () => {
    const id = await reported();
    await office.as('report-officer').act('confirm-accused', id, { accused: ['urban', 'transport-bureau', 'urban'] });
    const directory = office.app.get(Directory);
    expect((await file(id)).accused).toEqual([directory.unit('urban').id, directory.unit('transport-bureau').id]);
    for (const departmentId of ['urban', 'transport']) {
      const refused = await office.as('coordinator').try('assign', id, { departmentId });
      expect([departmentId, refused.status, refused.body['code']]).toEqual([departmentId, 409, 'accused_cannot_handle']);
    }
    const { body } = await office.as('coordinator').get<{ departments: { code: string }[] }>(`/api/v1/cases/${id}/proposal`);
    expect(body.departments.map(({ code }) => code)).not.toContain('urban');
    expect(body.departments.map(({ code }) => code)).toContain('justice');
    await office.as('coordinator').act('assign', id, { departmentId: 'justice' });
    expect(await statusFor('justice-handler', id)).toBe(200);
    for (const login of ['urban-head', 'urban-handler', 'transport-liaison', 'auditor']) expect([login, await statusFor(login, id)]).toEqual([login, 404]);
    const reassigned = await office.as('coordinator').try('reassign', id, { departmentId: 'urban' });
    expect(reassigned.body['code']).toBe('accused_cannot_handle');
  });

  it('may name nobody, which is said by an empty list', async () => {
    const id = await reported();
    await office.as('supervisor').act('confirm-accused', id, { accused: [] });
    expect((await file(id)).accused).toEqual([]);
    await office.as('coordinator').act('assign', id, { departmentId: 'urban' });
    expect((await file(id)).state).toBe('assigned');
  });

  it('does not know a unit that does not exist, and writes no unit into the journal', async () => {
    const id = await reported();
    const refused = await office.as('coordinator').try('confirm-accused', id, { accused: ['nobody'] });
    expect([refused.status, refused.body['code']]).toEqual([422, 'unknown_department']);
    expect((await file(id)).accused).toBeNull();
    await office.as('coordinator').act('confirm-accused', id, { accused: ['urban'] });
    const event = (await office.rows.one(CaseEvent, { caseId: id, act: 'confirm_accused' }))!;
    expect(event.facts).toEqual({ count: 1 });
  });

  it('hides itself from a department that holds a case which turns out to be a report about it', async () => {
    const { id } = await office.message('wb', { kind: 'complaint', text: '投诉：路灯不亮。' });
    await office.settle();
    await office.as('coordinator').act('assign', id, { departmentId: 'urban' });
    expect(await statusFor('urban-head', id)).toBe(200);
    await office.as('coordinator').act('relabel', id, { kind: 'report' });
    expect(await statusFor('urban-head', id)).toBe(404);
    await office.as('coordinator').act('confirm-accused', id, { accused: ['urban-bureau'] });
    await office.as('coordinator').act('reassign', id, { departmentId: 'justice' });
    expect([await statusFor('urban-head', id), await statusFor('justice-head', id)]).toEqual([404, 200]);
  });
});
