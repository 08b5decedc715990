import type { Browser, Page } from 'playwright-core';
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Message, TurnedAway } from '../../src/intake/intake.entities.js';
import { faultsOf } from '../support/axe.js';
import { closeWindows, describeWithBrowser, sharedBrowser } from '../support/browser.js';
import { Office } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';

const TEXT = '幸福里小区东门的路灯坏了一周，晚上看不清台阶，老人摔了两次。请问什么时候能修好？';

/** The smallest picture there is: one pixel. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==', 'base64');

describeWithBrowser('a citizen writes on a phone, without JavaScript', () => {
  let office: Office;
  let browser: Browser;
  let address: string;
  beforeAll(async () => {
    const accounts = [...SMALL_REGISTRY.accounts!, { handle: 'mailbox', platform: 'website' as const, name: '临川市政府网站信箱', sponsor: 'office', supervisor: 'city', robotsOff: true }];
    office = await Office.open({ registry: { ...SMALL_REGISTRY, accounts } });
    address = await office.address();
    browser = await sharedBrowser();
  }, 120_000);
  afterAll(async () => {
    await closeWindows();
    await office?.close();
  });

  it('gets number and code, sees where it stands, and loading the receipt again writes nothing twice', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto(`${address}/public/`);
    await tab.getByRole('link', { name: '我要留言' }).click();
    await tab.getByLabel('写给').selectOption('mailbox');
    await tab.getByLabel('内容').fill(TEXT);
    await tab.getByLabel('希望由哪个单位答复').selectOption({ label: '市城管局' });
    await tab.getByLabel('地点').fill('幸福里小区东门');
    await tab.getByLabel('联系电话或邮箱').fill('13900000000');
    await tab.getByLabel('不公开，只答复本人').check();
    await tab.getByLabel('照片').setInputFiles([{ name: '东门路灯.png', mimeType: 'image/png', buffer: PICTURE }]);
    await tab.getByRole('button', { name: '提交留言' }).click();
    await tab.getByRole('heading', { level: 1, name: '已收到您的留言' }).waitFor();
    await tab.reload();
    const [file] = await office.rows.find(CaseFile, {});
    expect(await tab.locator('main').innerText()).toContain(file!.number);
    expect(await office.rows.find(CaseFile, {})).toHaveLength(1);
    expect(file).toMatchObject({ publicity: 'private', contactable: true, anonymous: false });
    const [message] = await office.rows.find(Message, {});
    expect(message!.text).toBe(`${TEXT}\n地点：幸福里小区东门\n希望答复的单位：市城管局`);
    expect(message!.raw).not.toContain('13900000000');

    await office.settle();
    await tab.getByRole('button', { name: '查看办理情况' }).click();
    await tab.getByText('答复期限').first().waitFor();
    await tab.getByLabel('补充内容').fill('今天楼道的灯也不亮了。');
    await tab.getByLabel('照片').setInputFiles([{ name: '楼道.png', mimeType: 'image/png', buffer: PICTURE }]);
    await tab.getByRole('button', { name: '提交补充' }).click();
    await tab.getByRole('heading', { level: 1, name: '已收到您的补充' }).waitFor();
    await context.close();

    type Shown = { messages: { text: string; photos: { id: string; name: string; mediaType: string; size: number }[] }[] };
    const { body: shown } = await office.as('coordinator').get<Shown>(`/api/v1/cases/${file!.id}`);
    expect(shown.messages.map(({ text, photos }) => [text, photos.map(({ name }) => name)])).toEqual([
      [`${TEXT}\n地点：幸福里小区东门\n希望答复的单位：市城管局`, ['东门路灯.png']], ['今天楼道的灯也不亮了。', ['楼道.png']],
    ]);
    const [photo] = shown.messages[0]!.photos;
    expect(photo).toMatchObject({ mediaType: 'image/png', size: PICTURE.length });
    const path = `/api/v1/cases/${file!.id}/photos/${photo!.id}`;
    expect((await office.as('coordinator').get(path)).headers).toMatchObject({ 'content-type': 'image/png', 'content-length': String(PICTURE.length), 'x-content-type-options': 'nosniff' });
    expect([(await office.anybody.get(path)).status, (await office.as('transport-handler').get(path)).status]).toEqual([401, 404]);
  });

  it('withdraws by a second step, after which nothing more can be added', async () => {
    const { caseNumber, queryCode } = await office.message('wx', { text: '路口的井盖松了', author: { id: 'o-withdraw' } });
    await office.settle();
    const tab = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', javaScriptEnabled: false })).newPage();
    const lookUp = async (): Promise<void> => {
      await tab.goto(`${address}/public/`);
      await tab.getByLabel('编号').fill(caseNumber);
      await tab.getByLabel('查询码').fill(queryCode);
      await tab.getByRole('button', { name: '查询', exact: true }).click();
    };
    await lookUp();
    await tab.getByText('撤回留言').click();
    await tab.getByRole('button', { name: '确认撤回' }).click();
    await tab.getByRole('heading', { level: 1, name: '已撤回您的留言' }).waitFor();
    await lookUp();
    await tab.getByText('您已撤回').first().waitFor();
    expect(await tab.getByLabel('补充内容').count() + await tab.getByText('撤回留言').count()).toBe(0);
    await tab.context().close();
  });

  it('is told which photos can be taken; what was written beside one that cannot is kept', async () => {
    const tab = await (await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false })).newPage();
    const write = async (files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> => {
      await tab.goto(`${address}/public/write`);
      const text = `${TEXT}（${files.length}）`;
      await tab.getByLabel('内容').fill(text);
      await tab.getByLabel('联系电话或邮箱').fill('13900000000');
      await tab.getByLabel('不公开，只答复本人').check();
      await tab.getByLabel('照片').setInputFiles(files);
      await tab.getByRole('button', { name: '提交留言' }).click();
      // The focus stands on what is wrong, and nothing that was typed is lost.
      await tab.getByRole('alert').getByText('有照片无法接收').waitFor();
      expect(await tab.evaluate(`document.activeElement.getAttribute('role')`)).toBe('alert');
      expect([await tab.getByLabel('内容').inputValue(), await tab.getByLabel('联系电话或邮箱').inputValue(), await tab.getByLabel('不公开，只答复本人').isChecked()]).toEqual([text, '13900000000', true]);
    };
    const before = (await office.rows.find(CaseFile, {})).length;
    await write([{ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<script>alert(1)</script>') }]);
    await write(Array.from({ length: 6 }, (_, index) => ({ name: `${index}.png`, mimeType: 'image/png', buffer: PICTURE })));
    await write([{ name: 'b.png', mimeType: 'image/png', buffer: Buffer.concat([PICTURE, Buffer.alloc(5 * 1024 * 1024)]) }, { name: 'c.png', mimeType: 'image/png', buffer: PICTURE }]);
    await tab.context().close();
    expect(await office.rows.find(CaseFile, {})).toHaveLength(before);
    const kept = await office.rows.find(TurnedAway, {});
    expect(kept.map(({ raw, reason }) => [(JSON.parse(Buffer.from(raw).toString('utf8')) as { text: string }).text.at(-2), reason['code']])).toEqual([
      ['1', 'photo_unusable'], ['6', 'photo_unusable'], ['2', 'photo_unusable'],
    ]);
  });

  it('chooses photos by a button in the language of the page, whatever the browser’s own is', async () => {
    const tab = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    await tab.goto(`${address}/public/write?lang=en`);
    await tab.getByText('None chosen').waitFor();
    const opened = tab.waitForEvent('filechooser');
    await tab.getByText('Choose photos').click();
    await (await opened).setFiles([{ name: 'lamp.png', mimeType: 'image/png', buffer: PICTURE }, { name: 'road.png', mimeType: 'image/png', buffer: PICTURE }]);
    await tab.getByText('lamp.png, road.png').waitFor();
    expect(await faultsOf(tab)).toEqual([]);
    await tab.context().close();
  });

  it('is in order for who reads with other senses, on every page, in both languages, when something is refused too', async () => {
    const { caseNumber, queryCode } = await office.message('wx', { text: '路口的井盖松了', author: { id: 'o-axe' } });
    await office.settle();
    const tab = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })).newPage();
    const found: Record<string, unknown> = {};
    const look = async (page: Page, what: string): Promise<void> => {
      found[what] = await faultsOf(page);
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    };
    for (const lang of ['zh', 'en']) {
      for (const path of ['', 'write', 'questions', 'answers', 'statistics', 'received', 'nowhere']) {
        await tab.goto(`${address}/public/${path}?lang=${lang}&large=1`);
        await look(tab, `${path} ${lang}`);
      }
      for (const [code, what] of [['WRONG222', 'wrong code'], [queryCode, 'case']] as const) {
        await tab.goto(`${address}/public/?lang=${lang}`);
        await tab.locator('#caseNumber').fill(caseNumber);
        await tab.locator('#queryCode').fill(code);
        await tab.keyboard.press('Enter');
        await tab.locator(what === 'case' ? '#added' : '[role=alert]').waitFor();
        await look(tab, `${what} ${lang}`);
      }
      await tab.locator('#added').fill('还松着');
      await tab.locator('#write-photos').setInputFiles([{ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }]);
      await tab.getByRole('button', { name: lang === 'zh' ? '提交补充' : 'Send it' }).click();
      await tab.getByRole('alert').waitFor();
      expect(await tab.locator('#added').inputValue()).toBe('还松着');
      await look(tab, `refused ${lang}`);
    }
    expect(Object.values(found).flat()).toEqual([]);
    await tab.context().close();
  });

  it('refuses what is not of this office with a sentence, and a flood from one address', async () => {
    const post = async (account: string, once: string) =>
      await office.app.inject({
        method: 'POST', url: '/public/write', headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ account, once, text: TEXT }).toString(),
      });
    const once = (number: number): string => number.toString(16).padStart(32, '0');
    expect((await post('wx', once(1))).body).toContain('href="#write-account"');
    expect((await post('mailbox', 'short')).statusCode).toBe(400);
    let last = await post('mailbox', once(2));
    for (let i = 3; i < 40; i++) last = await post('mailbox', once(i));
    expect([last.statusCode, last.body.includes(TEXT)]).toEqual([429, true]);
    expect((await office.rows.find(CaseFile, {})).length).toBeLessThan(32);
  });
});
