import type { Browser } from 'playwright-core';
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Message } from '../../src/intake/intake.entities.js';
import { describeWithBrowser, launchBrowser } from '../support/browser.js';
import { Office } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';

const TEXT = '幸福里小区东门的路灯坏了一周，晚上看不清台阶，老人摔了两次。请问什么时候能修好？';

describeWithBrowser('a citizen writes on a phone, without JavaScript', () => {
  let office: Office;
  let browser: Browser;
  let address: string;
  beforeAll(async () => {
    const accounts = [...SMALL_REGISTRY.accounts!, { handle: 'mailbox', platform: 'website' as const, name: '临川市政府网站信箱', sponsor: 'office', supervisor: 'city', robotsOff: true }];
    office = await Office.open({ registry: { ...SMALL_REGISTRY, accounts } });
    await office.app.listen(0, '127.0.0.1');
    address = await office.app.getUrl();
    browser = (await launchBrowser())!;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await office?.close();
  });

  it('gets number and code, sees where it stands, and loading the receipt again writes nothing twice', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto(`${address}/public/`);
    await tab.getByRole('link', { name: '我要留言' }).click();
    await tab.getByLabel('写给').selectOption('mailbox');
    await tab.getByLabel('内容').fill(TEXT);
    await tab.getByLabel('地点').fill('幸福里小区东门');
    await tab.getByLabel('联系电话或邮箱').fill('13900000000');
    await tab.getByLabel('不公开，只答复本人').check();
    await tab.getByRole('button', { name: '提交留言' }).click();
    await tab.getByRole('heading', { level: 1, name: '已收到您的留言' }).waitFor();
    await tab.reload();
    const [file] = await office.rows.find(CaseFile, {});
    expect(await tab.locator('main').innerText()).toContain(file!.number);
    expect(await office.rows.find(CaseFile, {})).toHaveLength(1);
    expect(file).toMatchObject({ publicity: 'private', contactable: true, anonymous: false });
    const [message] = await office.rows.find(Message, {});
    expect(message!.text).toBe(`${TEXT}\n地点：幸福里小区东门`);
    expect(message!.raw).not.toContain('13900000000');

    await office.settle();
    await tab.getByRole('button', { name: '查看办理情况' }).click();
    await tab.getByText('答复期限').first().waitFor();
    await context.close();
  });

  it('refuses what is not of this office with a sentence, and a flood from one address', async () => {
    const post = async (account: string, once: string) =>
      await office.app.inject({
        method: 'POST', url: '/public/write', headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ account, once, text: TEXT }).toString(),
      });
    const once = (number: number): string => number.toString(16).padStart(32, '0');
    expect((await post('wx', once(1))).headers['location']).toContain('problem=unknown_account');
    expect((await post('mailbox', 'short')).headers['location']).toContain('problem=wrong_shape');
    let last = '';
    for (let i = 2; i < 40; i++) last = String((await post('mailbox', once(i))).headers['location']);
    expect(last).toContain('problem=too_many_tries');
    expect((await office.rows.find(CaseFile, {})).length).toBeLessThan(32);
  });
});
