import type { Locator, Page } from 'playwright-core';
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { User } from '../../src/identity/identity.entities.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { describeWithBrowser } from '../support/browser.js';
import { act, Windows } from './windows.js';

const FACTS = '12路公交车早高峰等了四十分钟才来一班，上班天天迟到。';
const MESSAGE = `${FACTS}请问能不能增加班次？`;
const REPLY = `网友您好，您反映的12路公交车早高峰班次少的问题收悉。经市交通运输局3月5日到12路首末站现场核查，早高峰发车间隔为20分钟，确实偏长。自3月9日起，12路早高峰（7:00至9:00）增加4个班次，发车间隔缩短到10分钟。依据《城市公共汽车和电车客运管理规定》第二十三条，运营企业应当按照核定的班次间隔运营。如仍有问题，请拨打市交通运输局公交科电话0599-5550101，我们继续跟进。临川市交通运输局 2026年3月5日`;

describeWithBrowser('the whole life of a case, by people in windows of their own', () => {
  let windows: Windows;
  beforeAll(async () => (windows = await Windows.open()), 120_000);
  afterAll(() => windows.close());

  it('is assigned, acknowledged, answered, signed, reviewed and published; each sees what the others did', async () => {
    const { office } = windows;
    const { id, queryCode } = await office.message('wx', { text: MESSAGE, subject: '12路公交车班次太少', kind: 'complaint', author: { id: 'o-1', contact: '13900000000' } });
    await windows.settle();

    const coordinator = await windows.of('coordinator', '/cases?view=dispatch');
    await coordinator.getByRole('link', { name: /12路公交车班次太少/ }).click();
    // What is asked is marked in the text as soon as the judge has said it.
    await coordinator.getByText(FACTS).waitFor();
    const handler = await windows.of('transport-handler');
    await act(coordinator, '分办', async (dialog) => {
      await dialog.getByLabel('承办单位').click();
      await coordinator.getByRole('option', { name: '市交通运输局' }).click();
    });
    await windows.settle();

    // The link of the mail opens the case, marks the notice as read, and is not left in the address to mark it again.
    const told = (await office.rows.find(Notice, { caseId: id, userId: (await office.rows.one(User, { login: 'transport-handler' }))!.id }))[0]!;
    expect(told.readAt).toBeNull();
    const marked = handler.waitForResponse((answer) => answer.url().endsWith(`/notices/${told.id}/read`));
    await handler.goto(`${windows.address}/cases/${id}?notice=${told.id}`);
    expect((await marked).status()).toBe(204);
    await handler.waitForURL(`${windows.address}/cases/${id}`);
    expect((await office.rows.one(Notice, { id: told.id }))!.readAt).not.toBeNull();
    await act(handler, '签收');
    await act(handler, '先行联系', (dialog) => dialog.getByLabel('沟通情况').fill('已电话说明正在核查'));
    await handler.getByRole('textbox', { name: '拟写答复' }).fill(REPLY);
    await handler.getByText(/质量 \d+/).first().waitFor();
    await handler.getByRole('button', { name: '提交答复' }).click();
    await handler.getByText('待单位审签').first().waitFor();
    await windows.settle();
    // The coordinator’s window was told, without being loaded again.
    await coordinator.getByText('待单位审签').first().waitFor();

    const head = await windows.of('transport-head', `/cases/${id}`);
    await act(head, '单位审签');
    await windows.settle();
    const reviewer = await windows.of('reviewer', '/cases?view=review');
    await reviewer.getByRole('link', { name: /12路公交车班次太少/ }).click();
    if ((await office.rows.one(CaseFile, { id }))!.grade !== 'A') throw new Error('The example is meant to be of grade A');
    await act(reviewer, '签发', tick);
    await windows.settle();
    await act(coordinator, '发布');
    await windows.settle();
    await coordinator.getByText('已答复').first().waitFor();

    expect((await office.rows.one(CaseFile, { id }))!.state).toBe('answered');
    const citizen = await windows.empty();
    await citizen.goto(`${windows.address}/public/`);
    await citizen.getByLabel('编号').fill((await office.rows.one(CaseFile, { id }))!.number);
    await citizen.getByLabel('查询码').fill(queryCode);
    await citizen.keyboard.press('Enter');
    await citizen.getByText('自3月9日起').first().waitFor();
    expect(windows.faults).toEqual([]);
  }, 300_000);

  it('one text answers two citizens: drafted by their numbers, signed, approved and sent, each in a window of their own', async () => {
    const { office } = windows;
    const letters: Awaited<ReturnType<typeof office.message>>[] = [];
    for (const author of ['o-2', 'o-3']) letters.push(await office.message('wx', { text: MESSAGE, subject: '12路早高峰班次', kind: 'complaint', author: { id: author, contact: '13900000001' } }));
    await windows.settle();
    const does = async (tab: Page, name: string, fill: (dialog: Locator) => Promise<void> = () => Promise.resolve()): Promise<void> => {
      await tab.getByRole('button', { name, exact: true }).first().click();
      const dialog = tab.getByRole('dialog', { name });
      await fill(dialog);
      await dialog.getByRole('button', { name, exact: true }).click();
    };
    const coordinator = await windows.of('coordinator', '/group-replies');
    await does(coordinator, '起草集中回应', async (dialog) => {
      await dialog.getByLabel('事项').fill('12路早高峰班次');
      await dialog.getByLabel('来信').press('Enter');
      for (const { caseNumber } of letters) await coordinator.getByRole('option', { name: new RegExp(caseNumber) }).click();
      await dialog.getByLabel('答复全文').fill(REPLY);
    });
    await does(coordinator, '送审');
    await coordinator.getByRole('status').filter({ hasText: '已送审' }).waitFor();
    const path = new URL(coordinator.url()).pathname;
    const head = await windows.of('office-head', path);
    await does(head, '会签', tick);
    await head.getByRole('status').filter({ hasText: '已会签' }).waitFor();
    const reviewer = await windows.of('reviewer', '/group-replies?duty=review');
    await reviewer.getByRole('link', { name: '12路早高峰班次' }).click();
    await does(reviewer, '签发', tick);
    await reviewer.getByRole('status').filter({ hasText: '已签发' }).waitFor();
    await coordinator.reload();
    await does(coordinator, '发布');
    await coordinator.getByText('已发布').first().waitFor();
    for (const { id } of letters) expect((await office.rows.one(CaseFile, { id }))!.state).toBe('answered');
    expect(windows.faults).toEqual([]);
  }, 300_000);
});

const GATES = ['政治关', '法律关', '政策关', '保密关', '文字关'];
const tick = async (dialog: Locator): Promise<void> => {
  for (const gate of GATES) await dialog.getByText(gate).click();
};
