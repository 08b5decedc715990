/** 本地放假调休: regional holidays and an office’s own closures stack on the national calendar, for the units they are for. */
import { Deadline } from '../../src/casefile/casefile.entities.js';
import { Registry } from '../../src/registry/registry.service.js';
import { Rebases, type Preview } from '../../src/rules/rebases.service.js';
import type { CalendarDay } from '../../src/rules/calendars.service.js';
import { Office, onEachDatabase } from '../support/office.js';
import { administrator } from './administrator.js';

const REASON = '自治区放假办法';
const FESTIVAL = { source: '自治区人民政府令示例号', off: { '2026-03-06': '三月三', '2026-03-09': '三月三' } };

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    await administrator(office, {
      organisations: [{ code: 'county', name: '溪南县人民政府', parent: 'city' }],
      accounts: [{ handle: 'county-wx', platform: 'wechat', name: '溪南发布', sponsor: 'county', robotsOff: true }],
    });
    await office.remember();
  });
  beforeEach(async () => await office.startOver());
  afterAll(async () => await office.close());

  const put = async (code: string, days: object, organisation?: string) =>
    await office.as('admin').put(`/api/v1/calendars/local/${code}`, { days, reason: REASON, ...(organisation && { organisation }) });
  const answerOf = async (caseId: string): Promise<Deadline> => (await office.rows.one(Deadline, { caseId, clock: 'answer' }))!;
  const help = async (handle: string): Promise<string> => (await office.message(handle, { kind: 'help', text: '小区电梯坏了', author: { id: `${handle}-${Math.random()}` } })).id;
  const day = async (date: string, organisation?: string): Promise<CalendarDay | undefined> =>
    (await office.as('coordinator').get<CalendarDay[]>(`/api/v1/calendars/2026${organisation ? `?organisation=${organisation}` : ''}`)).body.find((each) => each.day === date);

  it('count for the unit and those below it, and stand with their source in the proof', async () => {
    expect((await put('festival', FESTIVAL, 'county')).status).toBe(200);
    const [here, elsewhere] = [await help('county-wx'), await help('wx')];
    expect([(await answerOf(here)).dueDay, (await answerOf(elsewhere)).dueDay]).toEqual(['2026-03-13', '2026-03-11']);
    const proof = JSON.parse((await answerOf(here)).proof) as { calendar: { papers: string[] }; days: { day: string; reason: string }[] };
    expect(proof.calendar.papers).toContain(FESTIVAL.source);
    expect(proof.days.find((each) => each.day === '2026-03-09')).toMatchObject({ reason: '三月三', working: false });
    expect([await day('2026-03-09', 'county'), await day('2026-03-09')]).toMatchObject([{ working: false, reason: '三月三' }, { working: true }]);
  });

  it('stack: the nearest wins', async () => {
    await put('festival', FESTIVAL, 'city');
    await put('county-works', { source: '县政府通知', makeup: { '2026-03-09': '防汛在岗' } }, 'county');
    expect([await day('2026-03-09', 'county'), await day('2026-03-06', 'county'), await day('2026-03-09', 'office')]).toMatchObject([
      { working: true, reason: '防汛在岗' }, { working: false, reason: '三月三' }, { working: false, reason: '三月三' },
    ]);
    expect((await answerOf(await help('county-wx'))).dueDay).toBe('2026-03-12');
  });

  it('move no running case until a person orders it, for the unit that was named', async () => {
    const [here, elsewhere] = [await help('county-wx'), await help('wx')];
    await office.settle();
    await put('festival', FESTIVAL);
    expect([(await answerOf(here)).dueDay, (await answerOf(elsewhere)).dueDay]).toEqual(['2026-03-11', '2026-03-11']);
    const order = { rules: 'calendar', organisation: 'county', reason: '三月三放假' };
    expect((await office.as('admin').post<Preview>('/api/v1/rebasings', { ...order, dryRun: true })).body).toMatchObject({ cases: 1, earlier: 0 });
    await office.as('admin').post('/api/v1/rebasings', order);
    await office.app.get(Rebases).work();
    expect([(await answerOf(here)).dueDay, (await answerOf(elsewhere)).dueDay]).toEqual(['2026-03-13', '2026-03-11']);
  });

  it('are withdrawn by an edition without days, and refused with the day that is wrong', async () => {
    await put('festival', FESTIVAL);
    await put('festival', { source: '通知撤销' });
    expect((await answerOf(await help('wx'))).dueDay).toBe('2026-03-11');
    expect((await put('festival', { source: 'x', off: { '2026-02-30': '错' } })).body).toMatchObject({ status: 422, path: 'off.2026-02-30' });
    expect((await put('festival', { source: 'x', off: { '2026-03-06': '一' }, makeup: { '2026-03-06': '二' } })).body).toMatchObject({ status: 422 });
    expect((await put('festival', FESTIVAL, 'nowhere')).status).toBe(422);
  });

  it('are known to a process that did not load them', async () => {
    await put('festival', FESTIVAL, 'county');
    const id = await help('county-wx');
    await office.app.get(Registry).take({});
    const { calendarHash } = await answerOf(id);
    const [kept] = await office.rows.sql.all<{ sort: string }>('select sort from rule_versions where hash = ?', [calendarHash]);
    expect(kept).toMatchObject({ sort: 'calendar' });
  });
});
