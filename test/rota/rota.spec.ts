/** 值班表: in an emergency the shift is called, then who is in charge of it, then everybody else in line. */
import { CaseFile, Deadline } from '../../src/casefile/casefile.entities.js';
import { EmergencyCall, Notice } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import { RotaEntry, RotaNote, RotaPattern, RotaSwap } from '../../src/rota/rota.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';

const person = (login: string, name: string, role: 'duty_officer' | 'chief') => ({ login, name, email: `${login}@linchuan.example`, department: 'center', roles: [role], phone: `0599-55502${login.length}` });
const REGISTRY = { ...SMALL_REGISTRY, users: [...SMALL_REGISTRY.users!, person('duty2', '韩值班', 'duty_officer'), person('duty3', '苏值班', 'duty_officer')] };
const ROTA = `
organisation: office
patterns:
  - { code: day, name: 白班, days: working, from: '09:00', to: '17:30', anchor: '2026-03-02', teams: [{ officers: [duty2], lead: deputy }] }
  - { code: night, name: 夜班, from: '17:30', to: '09:00', anchor: '2026-03-02', teams: [{ officers: [duty3], lead: chief }, { officers: [苏值班, duty2], lead: chief }] }
entries:
  - { day: '2026-03-07', from: '09:00', to: '17:30', officers: [duty], lead: chief, note: 周末 }
`;
const FIRE = { text: '隔壁楼着火了，浓烟滚滚，楼上还有老人，快来救人！', kind: 'help' };
interface Shift {
  readonly name: string;
  readonly officers: readonly { readonly login: string; readonly phone: string }[];
  readonly lead: { readonly login: string } | null;
}

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, registry: REGISTRY });
  });
  afterAll(async () => await office.close());
  beforeEach(async () => await office.empty(RotaPattern, RotaEntry, RotaSwap, RotaNote, EmergencyCall, Notice, CaseFile, Deadline));

  const take = async (text = ROTA, login = 'coordinator', type = 'text/yaml') => await office.as(login).post('/api/v1/rota/imports', text, { 'content-type': type });
  const called = async (): Promise<string[]> => {
    const names: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const { calls } = (await office.as('coordinator').get<{ calls: { name: string }[] }>('/api/v1/calls')).body;
      names.push(calls[0]!.name);
      office.clock.moveTo(office.clock.now() + 600_000);
      await office.settle();
    }
    return names;
  };

  it('calls the officer of the shift, the officer in charge, then every other duty officer', async () => {
    expect((await take()).body).toEqual({ patterns: 2, entries: 1 });
    await office.message('wx', FIRE);
    await office.settle();
    expect(await called()).toEqual(['韩值班', '吴副秘书长', '冯值班', '苏值班']);
    const told = await office.rows.sql.all<{ login: string }>(`select u.login from notices n join users u on u.id = n.user_id where n.template = 'emergency' order by u.login`);
    expect(told.map(({ login }) => login)).toEqual(['coordinator', 'coordinator2', 'duty2']);
  });

  it('calls every duty officer in a gap, and where no rota is kept', async () => {
    await take(ROTA.replace('days: working', 'days: rest'));
    await office.message('wx', FIRE);
    await office.settle();
    expect((await called()).slice(0, 3)).toEqual(['冯值班', '韩值班', '苏值班']);
  });

  it('says who is on duty, shows the month with its gaps, and knows a swap', async () => {
    await take();
    const now = async () => (await office.as('urban-head').get<{ shifts: Shift[]; next: Shift }>('/api/v1/rota/now')).body;
    expect((await office.as('coordinator').get<{ shifts: Shift[] }>('/api/v1/rota/now')).body).toMatchObject({
      shifts: [{ name: '白班', officers: [{ login: 'duty2' }], lead: { login: 'deputy' } }], next: { name: '夜班' }, note: null,
    });
    expect((await now()).shifts).toEqual([]);
    const swap = { day: '2026-03-04', from: '09:00', absent: 'duty2', substitute: 'duty', reason: '病假' };
    expect((await office.as('duty2').post('/api/v1/rota/swaps', { ...swap, substitute: 'reviewer' })).body).toMatchObject({ code: 'unknown_person' });
    expect((await office.as('duty2').post('/api/v1/rota/swaps', { ...swap, from: '10:00' })).status).toBe(404);
    expect((await office.as('duty2').post('/api/v1/rota/swaps', swap)).status).toBe(204);
    expect((await office.as('coordinator').get<{ shifts: Shift[] }>('/api/v1/rota/now')).body.shifts[0]!.officers).toMatchObject([{ login: 'duty' }]);
    const month = (await office.as('coordinator').get<{ shifts: Shift[]; gaps: { from: string; to: string }[] }>('/api/v1/rota?month=2026-03')).body;
    expect(month.shifts).toHaveLength(22 + 30 + 1);
    expect(month.gaps.map(({ from, to }) => `${from.slice(5, 16)} ${to.slice(5, 16)}`)).toContain('03-08T09:00 03-08T17:30');
  });

  it('takes a CSV file with one shift a line', async () => {
    const csv = '日期,起,止,值班员,带班领导,备注\n2026-03-04,08:00,20:00,duty、duty3,郑秘书长,防汛\n';
    expect((await take(csv, 'coordinator', 'text/csv')).body).toEqual({ patterns: 0, entries: 1 });
    expect((await office.as('coordinator').get<{ shifts: Shift[] }>('/api/v1/rota/now')).body.shifts).toMatchObject([{ name: '防汛', officers: [{ login: 'duty' }, { login: 'duty3' }], lead: { login: 'chief' } }]);
  });

  it.each([
    ["from: '09:00'", "from: '9 点'", 'patterns[0].from'], ['officers: [duty2], lead: deputy', 'officers: [nobody], lead: deputy', 'patterns[0].teams[0].officers[0]'],
    ['officers: [duty2], lead: deputy', 'officers: [reviewer], lead: deputy', 'patterns[0].teams[0].officers[0]'], ["day: '2026-03-07'", "day: '2026-3-7'", 'entries[0].day'], ['organisation: office', 'organisation: moon', 'organisation'],
  ])('takes nothing of a file with %s → %s, and names the field', async (from, to, field) => {
    expect((await take(ROTA.replace(from, to))).body).toMatchObject({ status: 422, code: 'config_wrong', field });
    expect((await office.as('coordinator').get('/api/v1/rota?month=2026-03')).body).toMatchObject({ shifts: [], gaps: [] });
    expect((await take(ROTA, 'reviewer')).status).toBe(403);
  });

  it('warns of gaps in advance: the coordinators by mail, whoever looks at health in a sentence', async () => {
    await take();
    await office.app.get(Notices).greet();
    await office.app.get(Notices).greet();
    const mails = await office.rows.sql.all<{ subject: string; text: string }>(`select subject, text from notices where template = 'duty_gap'`);
    expect(mails).toHaveLength(2);
    expect(mails[0]!.text).toContain('03-08 09:00 – 03-08 17:30');
    const { warnings } = (await office.anybody.get<{ warnings: string[] }>('/health')).body;
    expect(warnings.filter((each) => each.includes('无人值班'))).toEqual(['临川市政务新媒体中心未来七天有 1 段时间无人值班 / 1 unmanned times in the next seven days']);
  });

  it('hands over: the note lists what is open, and only the next shift signs for it', async () => {
    await take();
    const { id, caseNumber } = await office.message('wb', { text: '公交车早高峰班次太少。' });
    await office.settle();
    await office.as('coordinator').act('hand-over', id, { receiver: '临川市公安局', receiverPhone: '0599-5550190', way: 'telephone', reason: '依职责' });
    expect((await office.as('duty').post('/api/v1/rota/notes', { text: '不是我的班' })).body).toMatchObject({ code: 'not_your_part' });
    office.at('2026-03-04T17:20:00+08:00');
    const written = await office.as('duty2').post<{ id: string; open: string[] }>('/api/v1/rota/notes', { text: '转送一件待回执，其余正常。' });
    expect(written.body.open).toEqual([caseNumber]);
    const sign = async (login: string) => await office.as(login).post(`/api/v1/rota/notes/${written.body.id}/acknowledge`);
    expect((await sign('duty2')).body).toMatchObject({ code: 'same_person' });
    expect((await sign('duty')).body).toMatchObject({ code: 'not_your_part' });
    office.at('2026-03-04T17:40:00+08:00');
    expect((await sign('duty3')).status).toBe(204);
    expect((await sign('chief')).body).toMatchObject({ code: 'duplicate' });
    expect((await office.as('duty3').get<{ note: object }>('/api/v1/rota/now')).body.note).toMatchObject({ by: '韩值班', acknowledgedBy: '苏值班', open: [caseNumber] });
  });
});
