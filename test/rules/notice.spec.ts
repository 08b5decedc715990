/** 放假安排通知: a year without a notice is provisional everywhere; loading it computes every running promise anew. */
import { jest } from '@jest/globals';
import { Docket } from '../../src/casefile/docket.js';
import { Deadline, FormerDeadline } from '../../src/casefile/casefile.entities.js';
import { replayAll } from '../../src/casefile/replay.js';
import { Rulebook } from '../../src/base/policy.js';
import { verifyAudit } from '../../src/journal/verify.js';
import { CitizenNotice } from '../../src/publication/publication.entities.js';
import { Directory } from '../../src/registry/directory.js';
import { CalendarNotice } from '../../src/registry/registry.entities.js';
import { Rebases } from '../../src/rules/rebases.service.js';
import { Rebasing } from '../../src/rules/rules.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { administrator } from './administrator.js';

const REASON = '国务院办公厅公布放假安排';
/** Invented: New Year’s Day makes a bridge to Monday, worked off on the Sunday before. */
const NOTICE = {
  year: 2027, papers: ['国办发明电〔2026〕示例号'],
  days: [
    { name: '元旦', date: '2027-01-01', isOffDay: true }, { name: '元旦', date: '2027-01-04', isOffDay: true },
    { name: '元旦', date: '2026-12-27', isOffDay: false },
  ],
};

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-12-24T10:00:00+08:00' });
    await administrator(office);
    await office.remember();
  });
  beforeEach(async () => await office.startOver());
  afterAll(async () => await office.close());

  const answerOf = async (caseId: string): Promise<Deadline> => (await office.rows.one(Deadline, { caseId, clock: 'answer' }))!;
  const load = async (more: object = {}) => await office.as('admin').post<Record<string, unknown>>('/api/v1/calendars/notices', { notice: NOTICE, reason: REASON, ...more });
  const eventsOf = async (caseId: string, act: string): Promise<Record<string, unknown>[]> =>
    (await office.rows.sql.all<{ facts: string }>('select facts from case_events where case_id = ? and act = ? order by seq', [caseId, act])).map(({ facts }) => JSON.parse(facts) as Record<string, unknown>);
  const dueDays = async (...ids: string[]): Promise<(string | null)[]> => (await Promise.all(ids.map(answerOf))).map(({ dueDay }) => dueDay);

  it('moves what it concerns, one event a case, tells the citizen the new date, and the former proof stays', async () => {
    const { id: near } = await office.message('wx', { kind: 'help', text: '公交车班次太少' });
    office.at('2026-12-30T10:00:00+08:00');
    const { id: far } = await office.message('wx', { kind: 'help', text: '小区电梯坏了', author: { id: 'u2' } });
    await office.settle();
    expect(await dueDays(near, far)).toEqual(['2026-12-31', '2027-01-07']);
    expect(await answerOf(far)).toMatchObject({ provisional: true });
    // Said wherever the date is: to the writer, in the receipt, in the queue and on the case page.
    const [receipt] = await office.rows.find(CitizenNotice, { caseId: far, template: 'receipt' });
    expect(receipt!.text).toContain('2027年1月7日（暂定）');
    const { body: queue } = await office.as('coordinator').get<{ cases: { id: string; chip: object }[] }>('/api/v1/cases');
    expect(queue.cases.find(({ id }) => id === far)?.chip).toMatchObject({ provisional: false, dueDay: '2026-12-30' });
    const { body: page } = await office.as('coordinator').get<{ clocks: { clock: string; provisional: boolean }[] }>(`/api/v1/cases/${far}`);
    expect(page.clocks.find(({ clock }) => clock === 'answer')).toMatchObject({ provisional: true });
    const { proofHash } = await answerOf(far);

    const { status, body } = await load();
    expect([status, body]).toMatchObject([200, { year: 2027, edition: 1, papers: NOTICE.papers, rebasing: { sort: 'notice', finishedAt: null } }]);
    await office.app.get(Rebases).work();
    await office.settle();

    // The make-up Sunday came before the receipt of the one and is counted for the other: due one working day earlier.
    expect(await dueDays(near, far)).toEqual(['2026-12-30', '2027-01-08']);
    expect(await answerOf(far)).toMatchObject({ provisional: false, revision: expect.any(Number) as number });
    const [event] = await eventsOf(far, 'rebase');
    expect(event).toMatchObject({ rules: 'notice', subject: '2027', reason: REASON, firm: true });
    expect((event!['due'] as { clock: string }[]).map(({ clock }) => clock)).toContain('answer');
    expect(await office.rows.find(FormerDeadline, { caseId: far, proofHash })).toMatchObject([{ dueDay: '2027-01-07', provisional: true, endedBy: 'rebase' }]);
    const told = await office.rows.find(CitizenNotice, { caseId: far, template: 'rescheduled' });
    expect(told.map(({ text }) => text).join()).toContain('2027年1月8日');
    expect(told[0]!.text).toContain('2027年放假安排公布');
    const rebasing = (await office.rows.find(Rebasing, {}))[0]!;
    expect(rebasing).toMatchObject({ cases: 2, faults: [] });
    expect(rebasing.finishedAt).not.toBeNull();
    expect((await replayAll(office.database, office.app.get(Rulebook))).differences).toEqual([]);
    expect((await verifyAudit(office.database)).faults).toEqual([]);
  });

  it('says beforehand exactly what it will move, and changes nothing by saying it', async () => {
    await office.message('wx', { kind: 'help', text: '公交车班次太少' });
    office.at('2026-12-30T10:00:00+08:00');
    await office.message('wx', { kind: 'help', text: '小区电梯坏了', author: { id: 'u2' } });
    await office.settle();
    const before = await office.rows.find(Deadline, {}, { orderBy: 'id' });
    const { body: preview } = await load({ dryRun: true });
    expect(await office.rows.find(Deadline, {}, { orderBy: 'id' })).toEqual(before);
    expect((await office.as('admin').get<{ years: { year: number; provisional: boolean }[] }>('/api/v1/calendars')).body.years.find(({ year }) => year === 2027)).toMatchObject({ provisional: true });
    await load();
    await office.app.get(Rebases).work();
    const rebasing = (await office.rows.find(Rebasing, {}))[0]!;
    expect({ cases: rebasing.cases, clocks: rebasing.clocks, moved: rebasing.moved }).toEqual({ cases: preview['cases'], clocks: preview['clocks'], moved: preview['moved'] });
    for (const { caseNumber, clock, after } of preview['named'] as { caseNumber: string; clock: string; after: string }[]) {
      const [row] = await office.rows.sql.all<{ due_at: number }>(
        'select d.due_at from deadlines d join case_files c on c.id = d.case_id where c.number = ? and d.clock = ? and d.stopped_at is null', [caseNumber, clock],
      );
      expect([caseNumber, clock, Number(row!.due_at)]).toEqual([caseNumber, clock, Date.parse(after)]);
    }
  });

  it('withdraws a miss that was marked under the old date and marks it anew under the new one', async () => {
    office.at('2026-12-30T10:00:00+08:00');
    const { id } = await office.message('wx', { kind: 'help', text: '小区电梯坏了' });
    await office.settle();
    office.at('2027-01-08T09:30:00+08:00');
    await office.settle();
    const { missedAt } = await answerOf(id);
    expect(missedAt).toBe(Date.parse('2027-01-07T23:59:59.999+08:00'));
    await load();
    await office.app.get(Rebases).work();
    await office.settle();
    expect(await answerOf(id)).toMatchObject({ dueDay: '2027-01-08', missedAt: null });
    expect(await eventsOf(id, 'retract_miss')).toEqual(expect.arrayContaining([expect.objectContaining({ clock: 'answer', missedAt })]));
    office.at('2027-01-09T09:30:00+08:00');
    await office.settle();
    expect((await answerOf(id)).missedAt).toBe(Date.parse('2027-01-08T23:59:59.999+08:00'));
    const misses = (await eventsOf(id, 'miss')).filter(({ clock }) => clock === 'answer');
    expect(misses.map(({ dueAt }) => dueAt)).toEqual([missedAt, Date.parse('2027-01-08T23:59:59.999+08:00')]);
  });

  it('is resumed where a crash left it: no case twice, none forgotten', async () => {
    office.at('2026-12-30T10:00:00+08:00');
    const ids: string[] = [];
    for (let index = 0; index < 60; index++) ids.push((await office.message('wx', { kind: 'help', text: `第${index}号路灯不亮`, author: { id: `u${index}` } })).id);
    await office.settle();
    await load();
    const docket = office.app.get(Docket);
    const move = docket.move.bind(docket);
    let moved = 0;
    docket.move = async (...given) => {
      if (given[1].act === 'rebase' && ++moved > 40) throw new Error('the power is gone');
      return await move(...given);
    };
    await expect(office.app.get(Rebases).work()).rejects.toThrow('the power is gone');
    docket.move = move;
    const half = (await office.rows.find(Rebasing, {}))[0]!;
    expect(half).toMatchObject({ faults: [], finishedAt: null });
    expect([half.cases > 0, half.cases < 60]).toEqual([true, true]);
    await office.app.get(Rebases).work();
    expect((await office.rows.find(Rebasing, {}))[0]).toMatchObject({ cases: 60, faults: [] });
    expect(new Set(await dueDays(...ids))).toEqual(new Set(['2027-01-08']));
    for (const id of ids) expect(await eventsOf(id, 'rebase')).toHaveLength(1);
    expect((await replayAll(office.database, office.app.get(Rulebook))).differences).toEqual([]);
  });

  it('leaves a case that cannot be computed, names it, and goes on with the others', async () => {
    office.at('2026-12-30T10:00:00+08:00');
    const { id: broken } = await office.message('wx', { kind: 'help', text: '小区电梯坏了', author: { id: 'u1' } });
    const { id: sound } = await office.message('wx', { kind: 'help', text: '公交车班次太少', author: { id: 'u2' } });
    await office.settle();
    await load();
    const docket = office.app.get(Docket);
    const move = docket.move.bind(docket);
    docket.move = async (...given) => (given[1].caseId === broken ? Promise.reject(new Error('a broken row')) : await move(...given));
    await office.app.get(Rebases).work();
    docket.move = move;
    expect((await office.rows.find(Rebasing, {}))[0]).toMatchObject({ cases: 1, faults: [{ caseId: broken, reason: 'a broken row' }], finishedAt: office.clock.now() });
    expect(await dueDays(broken, sound)).toEqual(['2027-01-07', '2027-01-08']);
  });

  it('is taken again when it is amended, and counts for cases that were not moved as soon as an act computes them', async () => {
    const { id } = await office.message('wx', { kind: 'help', text: '小区电梯坏了' });
    await office.settle();
    await load();
    await office.app.get(Rebases).work();
    const amended = { ...NOTICE, papers: [...NOTICE.papers, '国办发明电〔2026〕示例补号'], days: [...NOTICE.days, { name: '元旦', date: '2026-12-31', isOffDay: true }] };
    expect((await load({ notice: amended })).body).toMatchObject({ edition: 2 });
    await office.app.get(Rebases).work();
    expect(await dueDays(id)).toEqual(['2026-12-30']);
    // The amendment moved nothing here, so the case keeps its pins; the extension walks over the day it took off all the same.
    await office.as('coordinator').act('assign', id, { departmentId: 'housing' });
    await office.as('housing-handler').act('acknowledge', id);
    await office.as('housing-head').act('ask-extension', id, { amount: 1, reason: '需要更换部件' });
    await office.as('coordinator').act('grant-extension', id);
    expect(await answerOf(id)).toMatchObject({ dueDay: '2027-01-05', provisional: false });
  });

  it('is refused with the field and day where it is wrong, and by whom it is not for', async () => {
    const wrong = async (notice: object) => (await load({ notice })).body;
    expect(await wrong({ ...NOTICE, papers: [] })).toMatchObject({ status: 422, code: 'config_wrong', path: 'papers' });
    expect(await wrong({ ...NOTICE, days: [{ name: '元旦', date: '2027-02-30', isOffDay: true }] })).toMatchObject({ status: 422, path: 'off.2027-02-30' });
    expect(await wrong({ ...NOTICE, days: [{ name: '元旦', date: '2026-11-01', isOffDay: true }] })).toMatchObject({ path: 'off.2026-11-01' });
    expect(await wrong({ ...NOTICE, year: '2027' })).toMatchObject({ path: 'year' });
    expect((await office.as('coordinator').post('/api/v1/calendars/notices', { notice: NOTICE, reason: REASON })).status).toBe(403);
    expect(await office.rows.find(Rebasing, {})).toEqual([]);
    expect((await office.app.get(Directory).refresh(true)) && office.app.get(Rulebook).today.isProvisional('2027-03-01')).toBe(true);
  });

  it('is missed by /health from November on, until it is there', async () => {
    const warnings = async (): Promise<string> => JSON.stringify((await office.anybody.get<{ warnings: string[] }>('/health')).body.warnings);
    expect(await warnings()).toContain('2027');
    // Loaded by another process: this one learns of it without being asked anything else.
    const content = { year: 2027, papers: NOTICE.papers, off: { '2027-01-01': '元旦' }, makeup: {} };
    await office.database.write('person', (turn) => turn.rows.insert(CalendarNotice, { id: turn.ids.next(), year: 2027, edition: 1, changedBy: 'x', changedAt: turn.now, reason: REASON, content }));
    const elapsed = performance.now.bind(performance);
    const later = jest.spyOn(performance, 'now').mockImplementation(() => elapsed() + 5100);
    try {
      expect(await warnings()).not.toContain('2027');
    } finally {
      later.mockRestore();
    }
  });
});
