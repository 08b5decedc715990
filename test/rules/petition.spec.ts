/** 信访事项: the policy that differs most from the default, walked through by its people. 信访工作条例 22、23、34 条. */
import { Deadline } from '../../src/casefile/casefile.entities.js';
import { replayAll } from '../../src/casefile/replay.js';
import { Rulebook } from '../../src/base/policy.js';
import { CitizenNotice } from '../../src/publication/publication.entities.js';
import { Registry } from '../../src/registry/registry.service.js';
import { Office, onEachDatabase } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';

onEachDatabase((dialect) => {
  let office: Office;
  let id: string;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    await office.app.get(Registry).take({ accounts: [{ ...SMALL_REGISTRY.accounts![0]!, policies: [{ policy: 'petition-2022', kind: ['complaint'] }] }] });
    await office.remember();
  });
  beforeEach(async () => {
    await office.startOver();
    ({ id } = await office.message('wx', { kind: 'complaint', text: '小区物业长期不维修电梯，多次反映没有结果', author: { id: 'u1', contact: '13900000000' } }));
    await office.settle();
  });
  afterAll(async () => await office.close());

  const clock = async (name: string): Promise<Deadline> => {
    const clocks = await office.rows.find(Deadline, { caseId: id, clock: name as Deadline['clock'] }, { orderBy: 'id' });
    return clocks.at(-1)!;
  };
  const told = async (template: string): Promise<string> => (await office.rows.find(CitizenNotice, { caseId: id, template })).map(({ text }) => text).join('\n');
  const assigned = async (): Promise<void> => {
    await office.as('coordinator').act('assign', id, { departmentId: 'housing' });
    await office.as('housing-handler').act('acknowledge', id);
  };

  it('is told in writing within fifteen days, and answered within sixty from acceptance', async () => {
    expect(await clock('tell')).toMatchObject({ dueDay: '2026-03-19', stoppedAt: null });
    expect(await clock('answer')).toMatchObject({ startAct: 'pass', dueDay: '2026-05-06', amount: 60 });
    await assigned();
    await office.as('coordinator').act('tell-citizen', id);
    await office.settle();
    expect(await clock('tell')).toMatchObject({ verdict: 'on_time', stopAct: 'tell_citizen' });
    expect(await told('accepted')).toContain('2026年5月6日');
  });

  it('may be objected to for five working days, and no longer', async () => {
    await assigned();
    expect(await clock('objection')).toMatchObject({ window: true, dueDay: '2026-03-11' });
    office.at('2026-03-12T09:00:00+08:00');
    await office.settle();
    const refused = await office.as('housing-head').try('ask-return', id, { basis: '不属于本单位职责' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'too_late', clock: 'objection' } });
    expect((await clock('objection')).missedAt).toBeNull();
  });

  it('stands still for a hearing, once it is begun and until it is ended, and the writer is told both times', async () => {
    await assigned();
    office.at('2026-03-09T09:00:00+08:00');
    const hearing = { procedure: 'hearing', basis: '《信访工作条例》第三十五条', reason: '案情重大、分歧较大，须公开听证' };
    await office.as('coordinator').act('begin-procedure', id, hearing);
    expect((await office.as('coordinator').try('begin-procedure', id, hearing)).body).toMatchObject({ code: 'procedure_open' });
    await office.settle();
    expect(await clock('answer')).toMatchObject({ dueAt: null, dueDay: null });
    expect(await told('procedure_begun')).toContain('听证');
    office.at('2026-03-19T09:00:00+08:00');
    await office.as('coordinator').act('end-procedure', id, { outcome: '听证会已召开，意见书入卷' });
    await office.settle();
    expect(await clock('answer')).toMatchObject({ dueDay: '2026-05-13' });
    expect(await told('procedure_ended')).toContain('2026年5月13日');
    expect((await office.as('coordinator').try('end-procedure', id, { outcome: '再结束一次' })).body).toMatchObject({ code: 'procedure_not_open' });
    expect((await replayAll(office.database, office.app.get(Rulebook))).differences).toEqual([]);
  });

  it('knows no procedure that its policy does not name', async () => {
    await assigned();
    const refused = await office.as('coordinator').try('begin-procedure', id, { procedure: 'third_party', basis: '某条', reason: '征求意见' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'procedure_unknown', allowed: ['hearing'] } });
    expect(await clock('answer')).toMatchObject({ dueDay: '2026-05-06', revision: 0 });
  });

  it('is extended by the deputy leader, by thirty days at most, and the writer is told', async () => {
    await assigned();
    const head = office.as('housing-head');
    expect((await head.try('ask-extension', id, { amount: 31, reason: '案情复杂' })).body).toMatchObject({ code: 'extension_limit', cap: 30 });
    await head.act('ask-extension', id, { amount: 30, reason: '案情复杂' });
    expect((await office.as('coordinator').try('grant-extension', id)).status).toBe(403);
    await office.as('deputy').act('grant-extension', id);
    await office.settle();
    expect(await clock('answer')).toMatchObject({ dueDay: '2026-06-02' });
    expect(await told('extension')).toContain('2026年6月2日');
  });
});
