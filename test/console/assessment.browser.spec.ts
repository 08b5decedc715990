/** 抽查和考核 at the console: a sample is drawn, sheets are handed in, a unit objects, and every page is in order for axe. */
import { ReviewSheet, SpotCheck } from '../../src/assessment/spot-check.entities.js';
import { Assessment, AssessmentObjection } from '../../src/assessment/assessment.entities.js';
import { IssuedReport } from '../../src/reporting/reporting.entities.js';
import { User } from '../../src/identity/identity.entities.js';
import { at, World } from '../reporting/world.js';
import { faultsOf } from '../support/axe.js';
import { describeWithBrowser } from '../support/browser.js';
import { Windows } from './windows.js';

describeWithBrowser('spot checks and assessments at the console', () => {
  let windows: Windows;
  let transport: string;

  beforeAll(async () => {
    windows = await Windows.open({ now: '2026-04-08T10:00:00+08:00' });
    const world = new World(windows.office);
    transport = world.department('transport');
    for (let n = 0; n < 6; n++) {
      const start = at(`2026-03-0${n + 2}T09:00:00`);
      const done = start + 3 * 86_400_000;
      const id = world.case(start, { state: 'answered', answeredAt: done, subject: `公交站牌破损 ${n}` });
      world.clock(id, 'answer', start, done + 1, done);
      world.clock(id, 'leg', start, n === 0 ? done - 1 : done + 1, done, { departmentId: transport, stopAct: 'sign_off' });
      world.publication(id, done, true);
    }
    await world.stands();
  }, 120_000);
  afterAll(() => windows.close());

  it('a sample is previewed and drawn; a checker hands in a sheet by the keyboard; the results are read', async () => {
    const { office } = windows;
    const supervisor = await windows.of('supervisor', '/spot-checks');
    await supervisor.getByRole('button', { name: '新的抽查' }).click();
    await supervisor.getByLabel('名称').fill('三月答复质量抽查');
    // What was typed is there again for who comes back.
    await supervisor.reload();
    await supervisor.getByRole('button', { name: '新的抽查' }).click();
    expect(await supervisor.getByLabel('名称').inputValue()).toBe('三月答复质量抽查');
    // The browser’s own clock stands elsewhere.
    const [from, to] = [supervisor.getByLabel('答复时间自'), supervisor.getByLabel('至 *', { exact: true })];
    await from.fill('2026-02-30');
    await from.press('Tab');
    await supervisor.getByRole('alert').filter({ hasText: '没有 2026-02-30 这一天' }).waitFor();
    for (const [field, day] of [[from, '2026-03-01'], [to, '2026-03-31']] as const) {
      await field.fill(day);
      await field.press('Tab');
      expect(await field.inputValue()).toBe(day);
    }
    await supervisor.getByLabel('评查人').press('Enter');
    for (const name of ['张受理', '李审核', '郑秘书长']) await supervisor.getByRole('option', { name: new RegExp(name) }).click();
    await supervisor.keyboard.press('Escape');
    await supervisor.getByRole('option').first().waitFor({ state: 'hidden' });
    await supervisor.getByRole('button', { name: '预览' }).click();
    await supervisor.getByText('可抽 6 件，将抽 6 件').waitFor();
    expect(await faultsOf(supervisor, { grave: true })).toEqual([]);
    await supervisor.getByRole('button', { name: '抽取', exact: true }).click();
    await supervisor.getByRole('button', { name: '重抽核对' }).click();
    await supervisor.getByText('重抽结果相同').waitFor();
    const [check] = await office.rows.find(SpotCheck, {});

    const coordinator = await windows.of('coordinator', '/review-sheets');
    await coordinator.getByRole('link', { name: /^N-w/ }).first().click();
    for (const [part, mark] of [['总体', /合格且较好/], ['针对所问', /针对所问/], ['实质回应', /逐项回应/], ['推诿敷衍', /没有/], ['空洞说教', /没有/], ['生硬冷漠', /没有/]] as const) {
      await coordinator.getByRole('radiogroup', { name: part }).getByText(mark).click();
    }
    expect(await faultsOf(coordinator, { grave: true })).toEqual([]);
    await coordinator.keyboard.press('Control+Enter');
    await coordinator.getByText('已交', { exact: true }).first().waitFor();
    expect(await faultsOf(coordinator, { grave: true })).toEqual([]);

    const marks = { overall: 4, relevant: 2, resolved: 2, evasive: 0, hollow: 0, cold: 0 };
    for (const sheet of await office.rows.find(ReviewSheet, { state: 'open' })) {
      const { login } = (await office.rows.one(User, { id: sheet.checkerId }))!;
      await office.as(login).post(`/api/v1/review-sheets/${sheet.id}/hand-in`, { marks });
    }
    await supervisor.goto(`${windows.address}/spot-checks/${check!.id}`);
    await supervisor.getByRole('button', { name: '结束抽查' }).click();
    await supervisor.getByRole('dialog').getByRole('button', { name: '结束抽查' }).click();
    await supervisor.getByText('已结束').first().waitFor();
    await supervisor.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await faultsOf(supervisor, { grave: true })).toEqual([]);
    expect(windows.faults).toEqual([]);
  }, 120_000);

  it('an assessment is counted and told; the unit reads its sheet and objects', async () => {
    const { office } = windows;
    const supervisor = await windows.of('supervisor', '/assessments');
    await supervisor.getByRole('button', { name: '计分' }).click();
    await supervisor.locator('#ask-from').fill('2026-03-01');
    await supervisor.locator('#ask-to').fill('2026-03-31');
    await supervisor.getByRole('dialog').getByRole('button', { name: '计分' }).click();
    await supervisor.getByRole('link', { name: '市交通运输局' }).waitFor();
    expect(await faultsOf(supervisor, { grave: true })).toEqual([]);
    await supervisor.getByRole('button', { name: '告知单位' }).click();
    await supervisor.getByRole('dialog').getByRole('button', { name: '告知单位' }).click();
    await supervisor.getByText('已告知，异议期').first().waitFor();

    const head = await windows.of('transport-head', '/assessments');
    await head.getByRole('link', { name: /2026年3月1日至/ }).click();
    await head.getByRole('button', { name: '提出异议' }).first().click();
    const dialog = head.getByRole('dialog');
    await dialog.getByLabel('理由').fill('当日已经办结，登记有误');
    await dialog.getByRole('button', { name: '提出异议' }).click();
    await head.getByText('待复核').first().waitFor();
    expect(await faultsOf(head, { grave: true })).toEqual([]);
    expect((await office.rows.find(AssessmentObjection, { departmentId: transport })).map(({ state }) => state)).toEqual(['made']);

    const [assessment] = await office.rows.find(Assessment, {});
    const deputy = await windows.of('deputy', `/assessments/${assessment!.id}`);
    await deputy.getByRole('button', { name: '复核' }).click();
    await deputy.getByRole('dialog').getByLabel('理由').fill('经核实，维持扣分');
    await deputy.getByRole('dialog').getByRole('button', { name: '复核' }).click();
    await deputy.getByText('维持扣分').first().waitFor();
    expect(await faultsOf(deputy, { grave: true })).toEqual([]);

    // 月报: drafted by the one, signed by the other.
    await supervisor.goto(`${windows.address}/issued-reports`);
    await supervisor.getByRole('button', { name: '拟稿', exact: true }).first().click();
    await supervisor.getByRole('dialog').getByLabel('期间').click();
    await supervisor.getByRole('option', { name: '2026年3月', exact: true }).click();
    await supervisor.getByRole('dialog').getByRole('button', { name: '拟稿', exact: true }).click();
    await supervisor.getByRole('status').filter({ hasText: '已拟稿' }).waitFor();
    await deputy.goto(`${windows.address}/issued-reports`);
    await deputy.getByRole('button', { name: '签发', exact: true }).click();
    await deputy.getByRole('dialog').getByRole('button', { name: '签发', exact: true }).click();
    await deputy.getByRole('status').filter({ hasText: '已签发' }).waitFor();
    expect((await office.rows.find(IssuedReport, {})).map(({ period, state }) => [period, ['approved', 'issued'].includes(state)])).toEqual([['2026-03', true]]);
    // A dialog that is fading away is read by nobody.
    await deputy.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await faultsOf(deputy, { grave: true })).toEqual([]);
    expect(windows.faults).toEqual([]);
  }, 120_000);
});
