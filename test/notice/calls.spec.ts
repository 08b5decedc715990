/** 紧急电话: in an emergency the next in line is called until somebody has it, and all of it is written down. */
import { EmergencyCall } from '../../src/notice/notice.entities.js';
import { Registry } from '../../src/registry/registry.service.js';
import { Office, onEachDatabase } from '../support/office.js';

interface Call {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly turn: number;
}

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  beforeEach(async () => {
    await office.startOver('2026-03-04T10:00:00+08:00');
    await office.app.get(Registry).take({ users: [{ login: 'duty', name: '冯值班', department: 'center', roles: ['duty_officer'], phone: '0599-5550110' }] });
    await office.message('wx', { text: '小区燃气泄漏，味道很大，有人晕倒，快来救命！', kind: 'help' });
    await office.settle();
  });
  afterAll(async () => await office.close());

  const calls = async (login = 'duty'): Promise<Call[]> => (await office.as(login).get<{ calls: Call[] }>('/api/v1/calls')).body.calls;
  const wait = async (minutes: number): Promise<void> => {
    office.clock.moveTo(office.clock.now() + minutes * 60_000);
    await office.settle();
  };

  it('begins with the duty officer, once, with the number to call', async () => {
    expect(await calls()).toMatchObject([{ name: '冯值班', phone: '0599-5550110', turn: 1 }]);
    await wait(5);
    expect(await calls()).toHaveLength(1);
    expect((await office.as('urban-head').get('/api/v1/calls')).status).toBe(403);
  });

  it('goes to the next in line when nobody answers, round and round', async () => {
    const called = [];
    for (let turn = 0; turn < 6; turn++) {
      called.push((await calls())[0]!.name);
      await wait(10);
    }
    expect(called).toEqual(['冯值班', '张受理', '赵受理', '吴副秘书长', '郑秘书长', '冯值班']);
    const rows = await office.rows.find(EmergencyCall, {}, { orderBy: 'turn' });
    expect(rows.map(({ turn }) => turn)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(rows.slice(0, 6).every(({ passedOnAt, toCallAt }) => passedOnAt === toCallAt + 600_000)).toBe(true);
  });

  it('stops when a department has the case, and after three rounds that nobody answered', async () => {
    const { id } = (await office.rows.sql.all<{ id: string }>('select id from case_files'))[0]!;
    for (let turn = 0; turn < 20; turn++) await wait(10);
    expect(await calls()).toEqual([]);
    expect(await office.rows.find(EmergencyCall, {})).toHaveLength(15);
    await office.message('wb', { text: '隔壁楼着火了，浓烟滚滚，有人被困，快来人！', kind: 'help', author: { id: 'u9' } });
    await office.settle();
    const [call] = await calls();
    expect(call).toMatchObject({ turn: 1 });
    const burning = (await office.rows.sql.all<{ id: string; state: string }>('select id, state from case_files where id <> ?', [id]))[0]!;
    if (burning.state !== 'queued') await office.as('coordinator').act('pass', burning.id);
    await office.as('coordinator').act('assign', burning.id, { departmentId: 'housing' });
    await wait(11);
    expect(await calls()).toEqual([]);
  });

  it('ends when the person called has it, and nobody else can say so', async () => {
    const [call] = await calls();
    expect((await office.as('coordinator').post(`/api/v1/calls/${call!.id}/acknowledge`)).status).toBe(403);
    expect((await office.as('duty').post(`/api/v1/calls/${call!.id}/acknowledge`)).status).toBe(204);
    await wait(60);
    expect(await calls()).toEqual([]);
    expect((await office.as('duty').post(`/api/v1/calls/${call!.id}/acknowledge`)).status).toBe(409);
  });

  it('writes down what came of a call: not reached goes on at once, reached ends it', async () => {
    const [first] = await calls();
    await office.as('coordinator').post(`/api/v1/calls/${first!.id}/record`, { reached: false, note: '无人接听' });
    await wait(0);
    const [second] = await calls('coordinator');
    expect(second).toMatchObject({ name: '张受理', turn: 2 });
    await office.as('coordinator').post(`/api/v1/calls/${second!.id}/record`, { reached: true, note: '已接手，已报119' });
    await wait(30);
    expect(await calls()).toEqual([]);
    const rows = await office.rows.find(EmergencyCall, {}, { orderBy: 'turn' });
    expect(rows.map(({ note, acknowledgedAt, recordedBy }) => [note, acknowledgedAt !== null, recordedBy !== null])).toEqual([['无人接听', false, true], ['已接手，已报119', true, true]]);
  });
});
