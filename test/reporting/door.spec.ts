import { Reporting } from '../../src/reporting/reporting.service.js';
import type { Report } from '../../src/reporting/report.js';
import type { DayList, Today } from '../../src/views/today.service.js';
import type { PeerRanking } from '../../src/reporting/peers.js';
import type { CountedFigure } from '../../src/reporting/counted-lists.service.js';
import { Office, onEachDatabase } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';
import { at, Read, World } from './world.js';

/** Besides the small office a coordinator of another bureau, who answers for none of its accounts. */
const REGISTRY = {
  ...SMALL_REGISTRY,
  users: [...SMALL_REGISTRY.users!, { login: 'elsewhere', name: '外单位', organisation: 'housing-bureau', roles: ['coordinator' as const] }],
};

onEachDatabase((dialect) => {
  let office: Office;
  let world: World;
  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-11-02T09:00:00+08:00', registry: REGISTRY });
    world = new World(office);
    for (const [department, due] of [['transport', '2026-10-19T23:59:59.999'], ['housing', '2026-10-13T23:59:59.999']] as const) {
      const file = world.case('2026-10-12', { state: 'answered', departmentId: world.department(department) });
      world.clock(file, 'answer', '2026-10-12', due, '2026-10-16');
    }
    const informed = world.case('2026-10-14', { kind: 'report', accused: null, state: 'held', departmentId: null });
    world.clock(informed, 'answer', '2026-10-14', '2026-10-21', null);
    const accusing = world.case('2026-10-15', { kind: 'report', accused: [world.department('housing')], departmentId: world.department('justice') });
    world.clock(accusing, 'answer', '2026-10-15', '2026-10-22', null);
    await world.stands();
  });
  afterAll(async () => await office.close());

  const month = '/api/v1/reports/2026-10';

  it('gives the month to those who answer for it', async () => {
    for (const login of ['coordinator', 'supervisor', 'chief', 'deputy', 'auditor']) {
      const { status, body } = await office.as(login).get<Report>(month);
      expect([login, status, body.month, new Read(body).line('in_time')]).toEqual([login, 200, '2026-10', '1/4']);
    }
    const { body } = await office.as('chief').get<Report>(month);
    expect(body).toMatchObject({ asOf: '2026-11-02T09:00:00.000+08:00', accounts: ['wb', 'wx'], weights: { fairlySatisfied: 1, partlyResolved: 1 } });
    expect(body.rules.length).toBeGreaterThan(5);
  });

  it('gives it to nobody else', async () => {
    for (const login of ['transport-handler', 'housing-head', 'reviewer', 'contractor', 'duty']) {
      expect([login, (await office.as(login).get(month)).status]).toEqual([login, 403]);
      expect((await office.as(login).get(`${month}/figures/in_time`)).status).toBe(403);
    }
    expect((await office.anybody.get(month)).status).toBe(401);
  });

  it('covers the accounts that the person’s organisation answers for, and no others', async () => {
    const { body } = await office.as('elsewhere').get<Report>(month);
    expect([body.accounts, new Read(body).line('received')]).toEqual([[], '0']);
    const { body: figure } = await office.as('elsewhere').get<CountedFigure>(`${month}/figures/received`);
    expect(figure.numerator).toEqual({ total: 0, cases: [] });
  });

  it.each([
    ['/api/v1/reports/2026-13', 400], ['/api/v1/reports/october', 400], ['/api/v1/reports/1899-01', 422], [`${month}?asOf=soon`, 400],
    [`${month}?asOf=2026-11-02T09:00:01`, 422], [`${month}?format=pdf`, 400], [`${month}?since=2020`, 400], [`${month}/figures/best`, 404],
    [`${month}/figures/in_time?department=nowhere`, 422], [`${month}/figures/constructor`, 404],
  ])('refuses %s', async (url, status) => {
    const answer = await office.as('coordinator').get<{ code: string; title: string }>(url);
    expect([answer.status, typeof answer.body.title]).toEqual([status, 'string']);
  });

  it('opens every figure: numerator, denominator, and the numbers of the cases', async () => {
    const { body } = await office.as('supervisor').get<CountedFigure>(`${month}/figures/in_time`);
    expect([body.label.zh, body.numerator.total, body.numerator.cases.length, body.denominator!.total, body.denominator!.cases.length]).toEqual(['按期办结率（按延期后时限）', 1, 1, 4, 4]);
    const { body: housing } = await office.as('supervisor').get<CountedFigure>(`${month}/figures/in_time?department=housing`);
    expect([housing.department, housing.numerator.total, housing.denominator!.total]).toEqual(['housing', 0, 1]);
    // What no unit holds is the own office’s.
    const { body: center } = await office.as('supervisor').get<CountedFigure>(`${month}/figures/in_time?department=center`);
    expect(center.denominator!.total).toBe(1);
  });

  it('lists only what the person may know of, and says how many there are', async () => {
    const of = async (login: string) => (await office.as(login).get<CountedFigure>(`${month}/figures/received`)).body.numerator;
    // Of reports an auditor reads none, a leader none whose accused are not confirmed.
    expect([(await of('auditor')).total, (await of('auditor')).cases.length]).toEqual([4, 2]);
    expect((await of('chief')).cases.length).toBe(3);
    expect((await of('coordinator')).cases.length).toBe(4);
  });

  it('lists numbers and nothing else', async () => {
    const { body } = await office.as('coordinator').get(`${month}/figures/received`);
    expect(Object.keys(body).toSorted()).toEqual(['asOf', 'denominator', 'department', 'key', 'label', 'numerator']);
    expect((body['numerator'] as { cases: unknown[] }).cases.every((each) => /^N-w-\d{8}$/.test(String(each)))).toBe(true);
  });

  it('counts any period and any part of the office, beside the period before and the year before', async () => {
    type Told = Omit<Report, 'comparisons'> & { comparisons: { with: string; from: string; to: string }[] };
    const of = async (query: string, login = 'chief') => (await office.as(login).get<Told>(`/api/v1/figures?${query}`)).body;
    const received = async (query: string): Promise<string> => new Read((await of(query)) as unknown as Report).line('received');
    for (const period of ['2026', '2026-H2', '2026-Q4', '2026-10', '2026-10-12/2026-10-15']) expect([period, await received(`period=${period}`)]).toEqual([period, '4']);
    expect([await received('period=2026-10-12/2026-10-14'), await received('period=2026-H1'), await received('period=2026&kind=report'), await received('period=2026&kind=thanks')]).toEqual(['3', '0', '2', '0']);
    expect([await received('period=2026&account=wx'), await received('period=2026&account=wb'), await received('period=2026&channel=wechat'), await received('period=2026&organisation=office'), await received('period=2026&organisation=housing-bureau')]).toEqual(['4', '0', '4', '4', '0']);
    const days = async (period: string) => (await of(`period=${period}`)).comparisons.map(({ from, to }) => `${from.slice(0, 10)} ${to.slice(0, 10)}`);
    expect(await days('2026-Q1')).toEqual(['2025-10-01 2026-01-01', '2025-01-01 2025-04-01']);
    expect(await days('2024-02-29/2024-03-02')).toEqual(['2024-02-26 2024-02-29', '2023-02-28 2023-03-03']);
    expect((await of('period=2026', 'elsewhere')).accounts).toEqual([]);
    for (const [query, status] of [['period=2026-Q5', 400], ['period=2026-10-15/2026-10-12', 422], ['period=2026-02-30/2026-03-01', 400], ['period=2026&kind=x', 400], ['period=2026&account=none', 404], ['', 400]] as const) {
      expect([query, (await office.as('chief').get(`/api/v1/figures?${query}`)).status]).toEqual([query, status]);
    }
  });

  it('opens every figure of any period by the same filters, and of the units below an organisation', async () => {
    const of = async (query: string, login = 'supervisor') => (await office.as(login).get<CountedFigure>(`/api/v1/figures/in_time?period=2026-Q4${query}`)).body;
    const sides = async (query: string): Promise<number[]> => {
      const { numerator, denominator } = await of(query);
      return [numerator.total, denominator!.total, denominator!.cases.length];
    };
    expect([await sides(''), await sides('&unit=housing'), await sides('&unit=center'), await sides('&unit=housing-bureau'), await sides('&kind=complaint'), await sides('&account=wb'), await sides('&imposed=true'), await sides('&unit=-')])
      .toEqual([[1, 4, 4], [0, 1, 1], [0, 1, 1], [0, 1, 1], [1, 2, 2], [0, 0, 0], [0, 0, 0], [0, 0, 0]]);
    // What it counts and what it lists agree, unit by unit.
    const { body } = await office.as('chief').get<Report & { peers: PeerRanking[] }>('/api/v1/figures?period=2026-Q4&unit=transport');
    expect([new Read(body).line('in_time'), new Read(body).line('received'), body.peers.flatMap(({ units }) => units.map(({ id }) => id))]).toEqual(['1/1', '1', ['transport']]);
    for (const [key, query, status] of [['best', '', 404], ['in_time', '&unit=nowhere', 422], ['in_time', '&imposed=perhaps', 400]] as const) {
      expect([key, query, (await office.as('supervisor').get(`/api/v1/figures/${key}?period=2026-10${query}`)).status]).toEqual([key, query, status]);
    }
    expect((await office.as('transport-handler').get('/api/v1/figures/in_time?period=2026-10')).status).toBe(403);
    const file = async (address: string): Promise<unknown[]> => {
      const { status, headers, body: text } = await office.as('supervisor').get(`/api/v1/figures${address}&format=csv`);
      return [status, headers['content-disposition'], text];
    };
    const [, name, text] = await file('/in_time?period=2026-10-12/2026-10-15');
    expect(name).toBe('attachment; filename="in_time-2026-10-12_2026-10-15.csv"');
    expect(text).toMatch(/^\uFEFF?计入,编号\r\n/);
    const { status, headers, body: book } = await office.as('supervisor').get('/api/v1/figures?period=2026-10-12/2026-10-15&unit=transport&format=xlsx');
    expect([status, headers['content-disposition'], (book as unknown as string).startsWith('PK')]).toEqual([200, 'attachment; filename="figures-2026-10-12_2026-10-15.xlsx"', true]);
    expect((await office.as('supervisor').get('/api/v1/figures/in_time?period=2026-Q4&format=xlsx')).status).toBe(400);
    expect(await file('?period=2026-Q4')).toEqual([200, 'attachment; filename="figures-2026-Q4.csv"', expect.stringContaining('\r\n合计,合计,in_time,按期办结率（按延期后时限）,1,4,0.25\r\n')]);
  });

  it('gives the same as a file for a spreadsheet', async () => {
    const { status, body, headers } = await office.as('coordinator').get(`${month}?format=csv`);
    expect([status, headers['content-type'], headers['content-disposition']]).toEqual([200, 'text/csv; charset=utf-8', 'attachment; filename="report-2026-10.csv"']);
    const text = body as unknown as string;
    expect(text).toContain('\r\n合计,合计,in_time,按期办结率（按延期后时限）,1,4,0.25\r\n');
    expect(text).toContain('\r\n单位,市交通运输局,in_time,按期办结率（按延期后时限）,1,1,1\r\n');
  });

  it('shows the day at the desk to each by what they may know of, and informants’ cases to nobody else', async () => {
    const of = async (login: string) => (await office.as(login).get<Today>('/api/v1/today')).body;
    const coordinator = await of('coordinator');
    expect(coordinator.asOf).toBe('2026-11-02T09:00:00.000+08:00');
    expect(coordinator.today).toMatchObject({ received: 0, answered: 0, dueToday: 0, overdue: 2, states: { held: 1, handling: 1, queued: 0 } });
    expect(coordinator.month).toEqual({ from: '2026-11-01', received: 0, answered: 0, onTime: 0, late: 0 });
    expect(coordinator.forecast).toMatchObject({ from: '2026-11-03', to: '2026-11-10' });
    expect(coordinator.forecast.days.map(({ works }) => works)).toEqual([true, true, true, true, false, false, true]);
    // Each unit with one that is overdue and no pace; the two that answered have nothing open and are not named.
    expect(new Set(coordinator.forecast.units.map(({ unit, overdue, due, pace, left }) => [unit, overdue, due, pace, left].join(' ')))).toEqual(new Set(['center', 'justice'].map((code) => `${world.department(code)} 1 0 0 1`)));
    expect(coordinator.ages.map(({ upTo, open, overdue }) => [upTo, open, overdue])).toEqual([[0, 0, 0], [2, 0, 0], [5, 0, 0], [10, 0, 0], [15, 2, 2], [30, 0, 0], [null, 0, 0]]);
    expect(coordinator.people).toEqual([{ name: null, unit: '市司法局', held: 1, overdue: 1, dueThisWeek: 0 }]);
    // A leader knows of no report before its accused are confirmed, an auditor of none, the accused unit’s head of none of its own.
    expect([(await of('chief')).today.overdue, (await of('auditor')).today.overdue, (await of('housing-head')).today.overdue]).toEqual([1, 0, 0]);
    expect((await of('housing-head')).people).toEqual([]);
    expect((await of('elsewhere')).today).toMatchObject({ overdue: 0, states: { held: 0, handling: 0 } });
    // Each count opens the cases that it counted, for whoever may know of them.
    const behind = async (login: string, count: string) => (await office.as(login).get<DayList>(`/api/v1/today/${count}`)).body;
    for (const login of ['coordinator', 'chief', 'auditor', 'housing-head', 'elsewhere']) {
      const { today, month: soFar } = await of(login);
      const counted = { received: today.received, answered: today.answered, due_today: today.dueToday, overdue: today.overdue, month_received: soFar.received, month_answered: soFar.answered, month_on_time: soFar.onTime, month_late: soFar.late };
      for (const [count, total] of Object.entries(counted)) expect([login, count, (await behind(login, count)).total]).toEqual([login, count, total]);
    }
    expect((await behind('chief', 'overdue')).cases).toEqual([expect.stringMatching(/^N-w-/)]);
    expect([(await office.as('chief').get('/api/v1/today/best')).status, (await office.as('contractor').get('/api/v1/today/overdue')).status]).toEqual([404, 403]);
    expect([(await office.as('contractor').get('/api/v1/today')).status, (await office.anybody.get('/api/v1/today')).status]).toEqual([403, 401]);
  });

  it('counts what came through the real door', async () => {
    const { caseNumber } = await office.message('wx', { text: '公交车班次太少，早高峰等了四十分钟。', author: { id: 'u1', contact: '13900000000' } });
    const report = new Read(await office.app.get(Reporting).month('2026-11'));
    expect(report.lines('received', 'valid', 'unscreened', 'response_rate', 'open_now')).toEqual({ received: '1', valid: '1', unscreened: '1', response_rate: '0/1', open_now: '3' });
    expect((await office.as('coordinator').get<DayList>('/api/v1/today/received')).body).toMatchObject({ total: 1, cases: [caseNumber] });
    expect(at('2026-11-02T09:00:00')).toBe(office.clock.now());
  });
});
