/**
 * Months made by hand: the real acts through the real doors on a clock that is driven, each case something that counting
 * gets wrong easily. At the end every figure of every month is told once more by plain SQL.
 */
import assert from 'node:assert/strict';
import { Rulebook } from '../../src/base/policy.js';
import type { FigureKey } from '../../src/core/figures.js';
import { Rebases } from '../../src/rules/rebases.service.js';
import { periodOfMonth } from '../../src/reporting/periods.js';
import { CountedLists } from '../../src/reporting/counted-lists.service.js';
import { Monthly } from '../../src/reporting/monthly.service.js';
import { BUS_LETTER, BUS_REPLY, NOISE_LETTER, NOISE_REPLY } from '../journeys/letters.js';
import { Story, type Case } from '../journeys/journey.js';
import { Office, onEachDatabase } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';
import { Recount, recountedMonths } from './recount.js';
import { at, Read } from './world.js';

const REGISTRY = {
  ...SMALL_REGISTRY,
  users: [...SMALL_REGISTRY.users!, { login: 'admin', name: '管理员', roles: ['administrator' as const] }, { login: 'caller', name: '蒋回访', organisation: 'office', roles: ['caller' as const] }],
};
const NOT_YET = '2026-04-01T00:00:00';

onEachDatabase((dialect) => {
  let office: Office;
  const story = new Story();
  const cases: Record<string, Case> = {};

  const written = async (name: string, letter: Record<string, unknown> = BUS_LETTER): Promise<Case> => {
    const file = await story.citizenWrites({ ...letter, author: { id: `citizen-${name}`, contact: '13900001234' } });
    await story.isAccepted(file);
    return (cases[name] = file);
  };
  /** A month’s whole report as it was made at an instant, to be made again as of that instant when much has happened since. */
  const told: { readonly month: string; readonly asOf: number; readonly report: string }[] = [];
  const made = async (month: string, asOf?: number): Promise<string> => JSON.stringify(await office.app.get(Monthly).report(month, asOf === undefined ? {} : { asOf }));
  const isTold = async (month: string): Promise<void> => {
    office.clock.moveTo(office.clock.now() + 1);
    told.push({ month, asOf: office.clock.now(), report: await made(month) });
    office.clock.moveTo(office.clock.now() + 1);
  };
  const inHand = async (name: string): Promise<Case> => {
    const file = await written(name);
    await story.isTakenUpBy('transport', file);
    return file;
  };
  const answered = async (name: string): Promise<void> => await story.isAnswered('transport', cases[name]!, BUS_REPLY);

  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-03-23T10:00:00+08:00', registry: REGISTRY });
    story.begin(office);
    for (const name of ['reopened', 'rated late']) await inHand(name);
    const lead = await written('lead', NOISE_LETTER);
    const member = await written('member', NOISE_LETTER);
    await story.as('coordinator').act('merge', member.id, { leadId: lead.id, reason: '同一工地同一事由' });
    await story.isTakenUpBy('urban', lead);
    await story.until('2026-03-24 10:00');
    for (const name of ['last day', 'day after', 'extended']) await inHand(name);
    const returned = await written('returned twice', NOISE_LETTER);
    await story.isTakenUpBy('housing', returned);
    await story.as('housing-head').act('ask-return', returned.id, { basis: '夜间施工噪声属城管职责', suggestedDepartmentId: 'urban' });
    await story.as('transport-head').act('ask-return', cases['rated late']!.id, { basis: '公交线路调整属城管职责', suggestedDepartmentId: 'urban' });
    await isTold('2026-03');
    await story.as('coordinator').act('refuse-return', cases['rated late']!.id, { reason: '公交运营属交通运输职责' });
    await story.as('coordinator').act('grant-return', returned.id);
    await story.isTakenUpBy('urban', returned);
    await story.until('2026-03-25 10:00');
    await inHand('paused');
    await story.as('urban-head').act('ask-return', returned.id, { basis: '建筑工地属住建职责', suggestedDepartmentId: 'housing' });
    await story.as('supervisor').act('adjudicate', returned.id, { departmentId: 'urban', reason: '依据三定规定，夜间施工噪声由城管部门承办' });
    await story.isSignedForBy('urban', returned);
    await story.until('2026-03-26 10:00');
    for (const name of ['reopened', 'rated late']) await answered(name);
    await story.isAnswered('urban', lead, NOISE_REPLY);
    await story.isAnswered('urban', returned, NOISE_REPLY);
    await story.until('2026-03-27 10:00');
    await story.rates(cases['reopened']!, 'dissatisfied', 'no', '车还是没有来');
    await story.as('coordinator').act('close', cases['rated late']!.id);
    await story.as('transport-head').act('ask-extension', cases['extended']!.id, { amount: 3, reason: '需请公交公司调度部门会商' });
    await story.as('coordinator').act('grant-extension', cases['extended']!.id);
    await story.until('2026-03-30 10:00');
    await story.as('transport-handler').act('propose-clarification', cases['paused']!.id, { question: '请问您在哪个方向候车？' });
    await story.as('coordinator').act('ask-citizen', cases['paused']!.id);
    await isTold('2026-03');
    await story.until('2026-03-31 23:00');
    await answered('last day');
    await story.until('2026-04-01 10:00');
    await answered('day after');
    await story.rates(cases['rated late']!, 'satisfied', 'yes');
    await story.until('2026-04-02 10:00');
    await answered('extended');
    await story.as('coordinator').act('decide-dissatisfied', cases['reopened']!.id, { decision: 'upheld', reason: '车辆未到位，属实' });
    await story.as('coordinator').act('reopen', cases['reopened']!.id, { reason: '车辆未到位，退回重办' });
    const { caseNumber, queryCode } = cases['paused']!;
    await office.anybody.post('/api/v1/public/supplements', { caseNumber, queryCode, text: '在去火车站的方向候车。' });
    await story.until('2026-04-07 10:00');
    await story.isDrafted('transport', cases['paused']!, BUS_REPLY);
    await isTold('2026-04');
    await story.isApproved(cases['paused']!);
    await story.isPublished(cases['paused']!);
    await isTold('2026-04');
    await story.as('coordinator').act('relabel', cases['reopened']!.id, { kind: 'help' });
    await story.as('coordinator').act('reassign', cases['reopened']!.id, { departmentId: 'urban' });
    await story.isSignedForBy('urban', cases['reopened']!);
    await story.until('2026-04-17 10:00');
    await story.isAnswered('urban', cases['reopened']!, BUS_REPLY);
    await story.as('caller').act('follow-up', cases['reopened']!.id, { way: 'telephone', reached: true, resolved: 'yes', satisfaction: 'satisfied' });
    await story.until('2026-05-22 10:00');
    await inHand('moved');
    await story.until('2026-05-28 10:00');
    const days = { source: '临川市人民政府办公室关于5月29日防汛停工的通知', off: { '2026-05-29': '防汛停工' } };
    const admin = story.as('admin');
    const put = await admin.put('/api/v1/calendars/local/flood', { organisation: 'city', days, reason: '防汛停工' });
    const moved = await admin.post('/api/v1/rebasings', { rules: 'calendar', reason: '防汛停工' });
    assert.deepEqual([put.status, moved.status], [200, 200]);
    await office.app.get(Rebases).work();
    await story.until('2026-06-01 10:00');
    await answered('moved');
    await story.until('2026-06-02 10:00');
  }, 120_000);
  afterAll(async () => await office.close());

  const month = async (name: string, asOf?: string): Promise<Read> => new Read(await office.app.get(CountedLists).opened(periodOfMonth(name, office.app.get(Rulebook).today), asOf === undefined ? {} : { asOf: at(asOf) }));
  const behind = (read: Read, key: FigureKey): string[] =>
    read.figure(key).cases!.map((number) => Object.entries(cases).find(([, { caseNumber }]) => caseNumber === number)![0]).toSorted();

  it('March as of its end: due on the last day is on time until midnight; paused is not due; extended is not due', async () => {
    const march = await month('2026-03', NOT_YET);
    expect(behind(march, 'on_time')).toEqual(['last day', 'lead', 'member', 'rated late', 'reopened', 'returned twice']);
    expect(behind(march, 'open_overdue')).toEqual(['day after']);
    expect(behind(march, 'late')).toEqual([]);
    expect(behind(march, 'open_now_paused')).toEqual(['paused']);
    expect(march.lines('received', 'merged', 'answered', 'in_time', 'completion', 'response_rate', 'rated', 'satisfaction', 'reopened', 'extensions')).toEqual({
      received: '9', merged: '1', answered: '6', in_time: '6/7', completion: '6/7', response_rate: '6/9', rated: '1/6', satisfaction: '0/1', reopened: '0', extensions: '1/1',
    });
    expect(march.lines('returns', 'returns_upheld', 'returns_adjudicated')).toEqual({ returns: '3/10', returns_upheld: '1/3', returns_adjudicated: '1' });
  });

  it('March as of now: what was late is late, a rating after closing counts for its answer, the first answer of the reopened keeps its verdict', async () => {
    const march = await month('2026-03');
    expect(behind(march, 'late')).toEqual(['day after']);
    expect(behind(march, 'on_time')).toEqual(['last day', 'lead', 'member', 'rated late', 'reopened', 'returned twice']);
    expect(march.lines('in_time', 'response_rate', 'rated', 'satisfaction', 'reopened_share')).toEqual({ in_time: '6/7', response_rate: '9/9', rated: '2/6', satisfaction: '1/2', reopened_share: '1/6' });
  });

  it('April: the extended is on time by the new date and late by the first, the paused by the date it was given back, the second round is late', async () => {
    const april = await month('2026-04');
    expect(behind(april, 'on_time')).toEqual(['extended', 'paused']);
    expect(behind(april, 'late')).toEqual(['reopened']);
    expect(behind(april, 'in_time_original')).toEqual(['paused']);
    expect(behind(april, 'carried_over')).toEqual(['day after']);
    expect(april.lines('received', 'answered', 'in_time', 'in_time_original', 'extended', 'reopened', 'carried_over_answered')).toEqual({
      received: '0', answered: '4', in_time: '2/3', in_time_original: '1/3', extended: '1/3', reopened: '1', carried_over_answered: '1',
    });
  });

  it('a due day that a notice closed moves into the next month with its case', async () => {
    expect((await month('2026-05')).lines('received', 'in_time', 'open_overdue', 'on_time')).toEqual({ received: '1', in_time: '0/0', open_overdue: '0', on_time: '0' });
    expect(behind(await month('2026-06'), 'on_time')).toEqual(['moved']);
  });

  it('a report made again as of an earlier instant is the same to the byte, whoever holds the cases and whatever they are called since', async () => {
    const again = await Promise.all(told.map(async ({ month: name, asOf }) => await made(name, asOf)));
    for (const [index, { report }] of told.entries()) expect(JSON.parse(again[index]!)).toEqual(JSON.parse(report));
    expect(again).toEqual(told.map(({ report }) => report));
    // 回访率: of the four answered in April one was followed up.
    expect((await month('2026-04')).line('follow_up_share')).toBe('1/4');
    // 响应率: who was reached had been called by the unit before it answered.
    expect((await month('2026-04')).lines('followed_up', 'followed_up_contacted')).toEqual({ followed_up: '1/1', followed_up_contacted: '1/1' });
  });

  it('is told once more by plain SQL, figure by figure', async () => {
    const recount = await Recount.of(office.environment);
    const { differences } = await recountedMonths(office.app.get(CountedLists), recount, office.app.get(Rulebook), office.clock.now());
    await recount.close();
    expect(differences).toEqual([]);
    await story.endsWithSoundBooks();
  });
});
