/** A day at the console: by keys alone, with others at the same case, with a session that ends and a line that breaks; and every address of it. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Live } from '../../src/desk/live.js';
import { Identity } from '../../src/identity/identity.service.js';
import { Session, User } from '../../src/identity/identity.entities.js';
import { OwnPolicy } from '../../src/registry/registry.entities.js';
import { RotaSwap } from '../../src/rota/rota.entities.js';
import { AutomaticAssigning } from '../../src/routing/routing.entities.js';
import { faultsOf } from '../support/axe.js';
import { describeWithBrowser } from '../support/browser.js';
import { act, Windows } from './windows.js';

const PASSWORD = 'Yulan-2026-spring';
const DRAFT = '网友您好：您反映的路灯不亮问题收悉。经市城管局3月4日现场核查，路灯因线路进水短路熄灭，维修人员已更换接头，3月4日19时恢复照明。依据《城市照明管理规定》第二十五条，我们将该路段列入每周巡查。如再发现不亮，请拨打市城管局电话0599-5550103。市城管局 2026年3月4日';

const ROUTES = readFileSync(new URL('../../src/console/routes.ts', import.meta.url), 'utf8');
/** As the routes are written, `/` and what leads nowhere left out. */
const PATHS = [...ROUTES.matchAll(/\{ path: '(\/[a-z][^']*)'/g)].map(([, path]) => path!);
/** The buttons, heads of columns, labels and headings of a page that hold a Chinese word; one that leads to a case or names a unit does. */
const CHROME = `[...document.querySelectorAll('button, th[scope=col], thead th, label, legend, summary, h2, nav a, [placeholder], [aria-label]')]
  .flatMap((each) => [each.matches('h2, nav a, button, th, label, legend, summary') ? each.textContent : '', each.getAttribute('placeholder') ?? ''])
  .map((text) => text.trim()).filter((text) => /[\\u4e00-\\u9fff]/.test(text) && text !== '中文')`;
/** Whose page it is, where the coordinator has no part in it. */
const WHOSE: Readonly<Record<string, string>> = { '/people': 'housing-liaison', '/report-schedule': 'housing-liaison', '/rules': 'housing-liaison', '/rules/:name': 'housing-liaison', '/audit': 'auditor', '/cases/:id/door': 'urban-head' };

/** Nothing of this name is there, and the page says so. */
const READY: Readonly<Record<string, string>> = Object.fromEntries(['/spot-checks/:id', '/review-sheets/:id', '/assessments/:id', '/assessments/:id/units/:unit'].map((path) => [path, 'main [role=alert]']));

describeWithBrowser('a day at the console', () => {
  let windows: Windows;
  beforeAll(async () => {
    windows = await Windows.open();
    // The registry of the tests has no administrator.
    await windows.office.database.write('person', (turn) => turn.rows.updateWhere(User, { login: 'housing-liaison' }, { roles: ['administrator'], departmentId: null }));
  }, 120_000);
  afterAll(() => windows.close());
  afterEach(() => {
    const faults = windows.faults.splice(0);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  });

  /** A case that the urban department handles. */
  async function handled(subject: string): Promise<string> {
    const { office } = windows;
    const { id } = await office.message('wx', { text: `${subject}，坏了三天，请尽快维修。`, subject, kind: 'help', author: { id: subject } });
    await windows.settle();
    const { departments } = (await office.as('coordinator').get<{ departments: { id: string; code: string }[] }>('/api/v1/registry')).body;
    await office.as('coordinator').act('assign', id, { departmentId: departments.find(({ code }) => code === 'urban')!.id });
    await office.as('urban-handler').act('acknowledge', id);
    await office.as('urban-handler').act('log-contact', id, { way: 'telephone', reached: true, note: '已电话说明' });
    return id;
  }
  const editor = (tab: Page) => tab.getByRole('textbox', { name: '拟写答复' });

  it('is done by keys alone: found, opened, assigned and left', async () => {
    const { office } = windows;
    for (const [i, subject] of ['东门路灯不亮', '西门路灯不亮'].entries()) await office.message('wx', { text: `${subject}，请维修`, subject, kind: 'help', author: { id: `k-${i}` } });
    await windows.settle();
    const tab = await windows.of('coordinator', '/cases?view=dispatch&q=独角兽');
    // Where there is no row a key does nothing: a fault of the page would be told after the test.
    await tab.getByText('没有找到含').first().waitFor();
    for (const key of ['j', 'x', 'Enter']) await tab.keyboard.press(key);
    await tab.goto(`${windows.address}/cases?view=dispatch`);
    await tab.getByRole('link', { name: /路灯不亮/ }).nth(1).waitFor();

    // An input method that composes is no shortcut, and neither is a letter in a field.
    await tab.evaluate(`document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', isComposing: true, bubbles: true }))`);
    await tab.keyboard.press('/');
    await tab.keyboard.type('jjx');
    expect(await tab.getByRole('searchbox').inputValue()).toBe('jjx');
    expect(await tab.locator('.line.at, .line.chosen').count()).toBe(0);
    await tab.getByRole('searchbox').fill('');
    await tab.getByRole('searchbox').blur();

    await tab.keyboard.press('j');
    await tab.keyboard.press('j');
    await tab.keyboard.press('k');
    await tab.keyboard.press('x');
    await tab.locator('.line.at.chosen').waitFor();
    expect(await tab.locator('.line').first().getAttribute('class')).toContain('chosen');
    await tab.keyboard.press('Enter');
    await tab.getByRole('toolbar').getByRole('button', { name: '分办', exact: true }).waitFor();
    await tab.keyboard.press('a');
    const dialog = tab.getByRole('dialog', { name: '分办' });
    await dialog.getByRole('combobox').focus();
    await tab.keyboard.type('城管');
    await tab.getByRole('option', { name: '市城管局' }).waitFor();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await dialog.getByText('市城管局').waitFor();
    await tab.keyboard.press('Control+Enter');
    await tab.locator('[aria-modal="true"] >> visible=true').first().waitFor({ state: 'detached' });
    await tab.getByText('待签收').first().waitFor();
    await tab.keyboard.press('?');
    await tab.getByRole('dialog', { name: '快捷键' }).waitFor();
    await tab.keyboard.press('Escape');
    await tab.getByRole('dialog', { name: '快捷键' }).waitFor({ state: 'hidden' });
    await tab.keyboard.press('Escape');
    await tab.waitForURL(/view=dispatch/);
    await tab.locator('.line').first().waitFor();
    await tab.keyboard.press('j');
    await tab.keyboard.press('x');
    await tab.locator('.line.chosen').waitFor();
    // Enter on a button is the button’s own, whatever row is at hand.
    await tab.getByRole('button', { name: '分办', exact: true }).focus();
    await tab.keyboard.press('Enter');
    const many = tab.getByRole('dialog', { name: /^分办/ });
    const choose = async (inside: typeof many): Promise<void> => {
      await inside.getByRole('combobox').focus();
      await tab.keyboard.type('城管');
      await tab.getByRole('option', { name: '市城管局' }).last().waitFor();
      await tab.keyboard.press('ArrowDown');
      await tab.keyboard.press('Enter');
      await inside.getByText('市城管局').waitFor();
    };
    await choose(many);
    await tab.keyboard.press('Control+Enter');
    // What is taken back within ten seconds is not done.
    await tab.getByText(/秒后执行/).waitFor();
    await tab.getByRole('button', { name: '撤回' }).click();
    await tab.getByText(/秒后执行/).waitFor({ state: 'detached' });
    expect(await office.rows.find(CaseFile, { subject: ['东门路灯不亮', '西门路灯不亮'], state: 'queued' })).toHaveLength(1);
    // 办完看下一件: the usual step, and on.
    await tab.locator('.line').first().getByRole('link').focus();
    await tab.keyboard.press('Enter');
    await tab.getByRole('toolbar').getByRole('button', { name: '分办', exact: true }).waitFor();
    await tab.keyboard.press('e');
    await choose(tab.getByRole('dialog', { name: '分办' }));
    await tab.keyboard.press('Control+Enter');
    await tab.waitForURL(/\/cases$/);
    expect(await office.rows.find(CaseFile, { subject: ['东门路灯不亮', '西门路灯不亮'], state: 'assigned' })).toHaveLength(2);
    await tab.keyboard.press('Control+k');
    await tab.keyboard.type('待签收');
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/view=acknowledge/);
    // The date of a row opens how it was counted.
    await tab.getByRole('button', { name: /周/ }).first().click();
    await tab.getByRole('dialog').getByText('打印时限计算说明').waitFor();
    await tab.context().close();
  }, 120_000);

  it('shows both texts when somebody was quicker, and lets the pen be taken over', async () => {
    const { office } = windows;
    const id = await handled('幸福里路灯');
    const first = await windows.of('urban-handler', `/cases/${id}`);
    await editor(first).fill(DRAFT);
    await first.getByText('草稿已存').waitFor();
    await first.getByText(/质量 \d+/).first().waitFor();
    const second = await windows.of('urban-head', `/cases/${id}`);
    await second.getByText('正在写答复').waitFor();

    await office.as('urban-handler').act('log-contact', id, { way: 'telephone', reached: false, note: '再次联系' });
    await first.getByRole('button', { name: '提交答复' }).click();
    await first.getByText('有人先改了这件').waitFor();
    expect(await editor(first).inputValue()).toBe(DRAFT);
    await first.getByText('（还没有答复稿）').waitFor();
    await first.getByRole('button', { name: '保留我的' }).click();
    expect(await editor(first).inputValue()).toBe(DRAFT);
    await second.context().close();

    // A colleague hands in a reply of their own: theirs is shown, and what stood in the editor stays beside it.
    await windows.office.database.write('person', (turn) => turn.rows.updateWhere(User, { login: 'urban-liaison' }, { roles: ['handler', 'liaison'] }));
    await office.as('urban-liaison').act('submit-reply', id, { toCitizen: DRAFT.replace('线路进水', '灯具老化') });
    await windows.settle();
    const left = first.getByRole('region', { name: '您没有提交的文字' });
    await left.getByText('线路进水').waitFor();
    await first.getByText('灯具老化').first().waitFor();
    // The date in the head opens how it was counted.
    await first.getByRole('button', { name: /周/ }).first().click();
    await first.getByText('打印时限计算说明').waitFor();
    await office.as('urban-head').act('return-inside', id, { reason: '请核对原因' });
    await windows.settle();
    await first.getByText('草稿已存').waitFor();
    expect(await editor(first).inputValue()).toBe(DRAFT);

    const third = await windows.of('urban-handler', `/cases/${id}`);
    await third.getByText('草稿已存').waitFor();
    expect(await editor(third).inputValue()).toBe(DRAFT);
    await first.context().close();
    await third.context().close();
  }, 120_000);

  it('gives the pen to who takes it over', async () => {
    const id = await handled('文昌里路灯');
    const [coordinator, other] = [await windows.of('coordinator', `/cases/${id}`), await windows.of('urban-handler', `/cases/${id}`)];
    await editor(other).fill(DRAFT);
    await other.getByText('草稿已存').waitFor();
    await windows.office.database.write('person', (turn) => turn.rows.updateWhere(User, { login: 'urban-liaison' }, { roles: ['handler', 'liaison'] }));
    const mate = await windows.of('urban-liaison', `/cases/${id}`);
    await mate.getByRole('button', { name: '由我接手' }).click();
    await mate.getByRole('button', { name: '由我接手' }).waitFor({ state: 'detached' });
    await coordinator.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    await coordinator.getByText('urban联络员').first().waitFor();
    await other.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    await other.getByText('正在写答复').waitFor();
    // Whoever lost the pen has lost no word.
    expect(await editor(other).inputValue()).toBe(DRAFT);
    for (const tab of [coordinator, other, mate]) await tab.context().close();
  }, 120_000);

  it('loses no word when the session ends or the line breaks in the middle of a reply', async () => {
    const { office } = windows;
    const id = await handled('河堤路灯');
    await office.database.write('person', async (turn) => {
      const user = (await turn.rows.one(User, { login: 'urban-handler' }))!;
      await office.app.get(Identity).putUser(turn, { ...user, password: PASSWORD, mustChangePassword: false });
    });
    const tab = await windows.of('urban-handler', `/cases/${id}`);
    await editor(tab).fill(DRAFT);
    await tab.getByText('草稿已存').waitFor();
    await office.database.write('person', async (turn) => await turn.rows.delete(Session, { userId: (await turn.rows.one(User, { login: 'urban-handler' }))!.id }));
    await editor(tab).pressSequentially('已派人核查');
    const again = tab.getByRole('dialog', { name: '请重新登录' });
    // The sign-in takes the focus after the word, not in the middle of it, and gives it back where it was.
    await again.waitFor();
    await tab.locator('#login:focus').waitFor();
    expect(await editor(tab).inputValue()).toBe(`${DRAFT}已派人核查`);
    await again.getByLabel('用户名').fill('urban-handler');
    await again.getByLabel('密码').fill(PASSWORD);
    await again.getByRole('button', { name: '登录' }).click();
    await again.waitFor({ state: 'detached' });
    await tab.locator('#reply:focus').waitFor();
    await tab.getByText('草稿已存').waitFor();
    // Ctrl+Enter that an input method is given hands nothing in.
    await editor(tab).evaluate(`(field) => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true }))`);
    await tab.getByText('草稿已存').waitFor();
    expect((await office.rows.one(CaseFile, { id }))!.state).toBe('handling');
    expect(await editor(tab).inputValue()).toBe(`${DRAFT}已派人核查`);

    await tab.context().setOffline(true);
    await editor(tab).pressSequentially('，今晚修好');
    await tab.getByText('暂存在本机').waitFor();
    await tab.context().setOffline(false);
    await tab.getByText('草稿已存').waitFor();
    await tab.reload();
    await editor(tab).waitFor();
    await tab.getByText(/质量 \d+/).first().waitFor();
    expect(await editor(tab).inputValue()).toBe(`${DRAFT}已派人核查，今晚修好`);
    await tab.context().close();
  }, 120_000);

  it('goes on by itself when the server is back, on a page whose code or words were still to come', async () => {
    const tab = await windows.of('coordinator', '/topics');
    await tab.getByRole('heading', { name: '社情' }).waitFor();
    await tab.context().setOffline(true);
    await tab.getByRole('link', { name: '值班表' }).click();
    await tab.getByText('连不上服务器，恢复后自动继续').waitFor();
    await tab.context().setOffline(false);
    await tab.getByRole('heading', { name: '值班表' }).waitFor();
    await tab.getByRole('link', { name: '今日看板' }).click();
    await tab.getByText('今日收到').waitFor();
    await tab.getByRole('link', { name: '值班表' }).click();
    await tab.getByRole('heading', { name: '值班表' }).waitFor();
    await tab.context().setOffline(true);
    await tab.getByRole('link', { name: '今日看板' }).click();
    await tab.getByRole('alert').getByText('恢复后本页自动打开').waitFor();
    await tab.context().setOffline(false);
    await tab.getByText('今日收到').waitFor();
    await tab.getByText('连不上服务器').first().waitFor({ state: 'detached' });
    await tab.context().close();
  }, 60_000);

  it('a list loses what somebody else took and what was moved out of its filter, and keeps the row one is at', async () => {
    const { office } = windows;
    const subjects = ['甲街井盖松动', '乙街井盖松动', '丙街井盖松动'];
    const ids: string[] = [];
    for (const [i, subject] of subjects.entries()) ids.push((await office.message('wx', { text: `${subject}，请维修`, subject, kind: 'help', author: { id: `lid-${i}` } })).id);
    await windows.settle();
    const [dispatch, helps] = [await windows.of('coordinator2', '/cases?view=dispatch'), await windows.of('coordinator2', '/cases?kind=help')];
    for (const tab of [dispatch, helps]) for (const subject of subjects) await tab.getByRole('link', { name: subject }).waitFor();
    await helps.keyboard.press('j');
    const at = await helps.locator('.line.at').innerText();
    const [first, second] = subjects.map((subject, i) => ({ subject, id: ids[i]! })).filter(({ subject }) => !at.includes(subject));
    const { departments } = (await office.as('coordinator').get<{ departments: { id: string; code: string }[] }>('/api/v1/registry')).body;
    await office.as('coordinator').act('assign', first!.id, { departmentId: departments.find(({ code }) => code === 'urban')!.id });
    await office.as('coordinator').act('relabel', second!.id, { kind: 'complaint', reason: '实为投诉' });
    await windows.settle();
    await dispatch.getByRole('link', { name: first!.subject }).waitFor({ state: 'detached' });
    await dispatch.getByRole('link', { name: second!.subject }).waitFor();
    await helps.getByRole('link', { name: second!.subject }).waitFor({ state: 'detached' });
    expect(await helps.locator('.line.at').innerText()).toBe(at);

    // What was typed for many is there again for who comes back to it.
    const reason = async (): Promise<Locator> => {
      await dispatch.locator('.tick').first().check();
      await dispatch.getByRole('button', { name: '阅存', exact: true }).click();
      return dispatch.getByRole('dialog').getByRole('textbox');
    };
    await (await reason()).fill('与职责无关');
    await dispatch.reload();
    expect(await (await reason()).inputValue()).toBe('与职责无关');
    for (const tab of [dispatch, helps]) await tab.context().close();
  }, 60_000);

  it('a window nobody looks at leaves its line to others, and tells what happened as soon as it is looked at', async () => {
    const { office } = windows;
    const id = await handled('后街路灯');
    const tab = await windows.of('coordinator', `/cases/${id}`);
    const lines = office.app.get(Live)['hearers'];
    const are = async (count: number): Promise<void> => {
      for (let tries = 0; tries < 100 && lines.size !== count; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(lines.size).toBe(count);
    };
    const looked = (state: 'hidden' | 'visible'): Promise<unknown> => tab.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`);
    await tab.getByText('后街路灯').first().waitFor();
    await are(1);
    await looked('hidden');
    await are(0);
    await office.as('urban-handler').act('submit-reply', id, { toCitizen: DRAFT });
    await windows.settle();
    await looked('visible');
    await tab.getByText('待单位审签').first().waitFor();
    await are(1);
    await tab.context().close();
  }, 60_000);

  it('a notice’s link opens the door on the phone, where a case is acknowledged', async () => {
    const { office } = windows;
    const { id } = await office.message('wx', { text: '北门路灯不亮，请维修', subject: '北门路灯', kind: 'help', author: { id: 'door' } });
    await windows.settle();
    const { departments } = (await office.as('coordinator').get<{ departments: { id: string; code: string }[] }>('/api/v1/registry')).body;
    await office.as('coordinator').act('assign', id, { departmentId: departments.find(({ code }) => code === 'urban')!.id });
    const tab = await windows.of('urban-handler', '/mine');
    await tab.setViewportSize({ width: 390, height: 844 });
    await tab.goto(`${windows.address}/cases/${id}?notice=11111111-1111-7111-8111-111111111111`);
    await tab.waitForURL(new RegExp(`/cases/${id}/door$`));
    await act(tab, '签收');
    await tab.getByRole('button', { name: '写答复' }).waitFor();
    expect(await tab.evaluate('document.documentElement.scrollWidth <= 390')).toBe(true);
    await tab.context().close();
  }, 120_000);

  it('says that a case is out of sight, that a return is only asked for, and why a writer cannot be asked', async () => {
    const { office } = windows;
    const { id } = await office.message('wx', { text: '河边路灯不亮，请维修', subject: '河边路灯', kind: 'help' });
    await windows.settle();
    const { departments } = (await office.as('coordinator').get<{ departments: { id: string; code: string }[] }>('/api/v1/registry')).body;
    await office.as('coordinator').act('assign', id, { departmentId: departments.find(({ code }) => code === 'urban')!.id });
    await office.as('urban-handler').act('acknowledge', id);

    const handler = await windows.of('urban-handler', `/cases/${id}`);
    await handler.getByText('不能先行联系、拟请网民补充：网民没有留下联系方式，无法联系').waitFor();

    const head = await windows.of('urban-head', `/cases/${id}/door`);
    await head.getByRole('button', { name: '退单', exact: true }).click();
    const dialog = head.getByRole('dialog', { name: '退单' });
    await dialog.getByLabel('退单的职责依据').fill('河道照明由住建局负责');
    await dialog.getByRole('button', { name: '退单', exact: true }).click();
    await head.getByRole('status').filter({ hasText: /^退单申请已提出$/ }).waitFor();
    await head.getByText(/^退单申请待受理岗审定（第二次由督查岗裁定），最迟 2026年3月\d+日（周.）.*；审定前仍由本单位负责$/).waitFor();

    // To the letter what is said of a case that does not exist; and nobody goes on saying that they look at it.
    const stranger = await windows.of('housing-handler', '/cases');
    const told: string[] = [];
    stranger.on('request', (request) => request.url().endsWith('/presence') && told.push(request.method()));
    const said: string[] = [];
    for (const address of [id, '019cb692-0000-7000-8000-000000000000']) {
      await stranger.goto(`${windows.address}/cases/${address}`);
      said.push(await stranger.getByRole('alert').innerText());
    }
    expect(said[0]).toContain('没有这一件，或者这一件不归您办理、查看。确应由您办理的，请与分办的受理岗联系');
    expect(said[1]).toBe(said[0]);
    expect(told).toEqual([]);

    // What may be done to many is offered to those whose acts they are.
    const offered = async (login: string): Promise<string[]> => {
      const tab = await windows.of(login, '/cases');
      await tab.getByRole('checkbox').first().check();
      const names = await tab.locator('.tools').getByRole('button').allInnerTexts();
      await tab.context().close();
      return names;
    };
    expect([await offered('coordinator'), await offered('supervisor'), await offered('auditor')]).toEqual([['分办', '催办', '阅存', '并单', '导出所选'], ['催办', '导出所选'], ['导出所选']]);
    for (const tab of [handler, head, stranger]) await tab.context().close();
  }, 120_000);

  it('a policy is cloned and edited, what was begun outlives a reload, and a rebase says beforehand what it would move', async () => {
    const { office } = windows;
    const tab = await windows.of('housing-liaison', '/rules/default');
    await tab.getByRole('button', { name: '克隆为本单位规则' }).click();
    const dialog = tab.getByRole('dialog', { name: '克隆为本单位规则' });
    await dialog.getByLabel('规则代号').fill('our-rules');
    await dialog.getByLabel('名称').fill('本市规则');
    await dialog.getByLabel('理由').fill('本市要求更快');
    await dialog.getByRole('button', { name: '克隆为本单位规则' }).click();
    await tab.waitForURL(/our-rules/);
    await tab.getByRole('button', { name: '修改规则' }).click();
    const amount = tab.getByRole('spinbutton').first();
    await amount.fill('3');
    await amount.blur();
    await tab.locator('#policy-reason').fill('试行三个工作日');
    await tab.reload();
    expect([await tab.getByRole('spinbutton').first().inputValue(), await tab.locator('#policy-reason').inputValue()]).toEqual(['3', '试行三个工作日']);
    await tab.getByRole('button', { name: '检查' }).click();
    await tab.getByText('检查通过，尚未保存').waitFor();
    await tab.getByRole('button', { name: '存为新版' }).click();
    await tab.getByText('已存为新版').waitFor();
    expect((await office.rows.find(OwnPolicy, { name: 'our-rules' })).map(({ reason }) => reason)).toEqual(['本市要求更快', '试行三个工作日']);
    await tab.getByRole('button', { name: '重算时限' }).click();
    await tab.locator('#rebase-reason').fill('看看新版会变动什么');
    await tab.getByRole('button', { name: '看看会变动什么' }).click();
    await tab.getByText(/0 件将变动/).waitFor();
    // Of another organisation something else may move: it is looked at anew before it can be ordered.
    const order = tab.getByRole('dialog', { name: '重算时限' }).getByRole('button', { name: '执行重算', exact: true });
    expect(await order.isEnabled()).toBe(true);
    await tab.getByLabel('范围').click();
    await tab.getByRole('option', { name: '临川市政务新媒体中心' }).click();
    expect(await order.isDisabled()).toBe(true);

    // Whether the machine may assign, for which accounts, by what measure; switched on with a reason that the audit keeps.
    await tab.goto(`${windows.address}/work`);
    const automatic = tab.getByRole('region', { name: '自动分办' });
    await automatic.getByText('临川发布、临川发布微博').waitFor();
    await automatic.getByRole('button', { name: /开启自动分办/ }).click();
    await tab.getByRole('dialog').getByLabel('理由').fill('试行一个月');
    await tab.getByRole('dialog').getByRole('button', { name: /开启自动分办/ }).click();
    await automatic.getByText('已开启').waitFor();
    expect((await office.rows.find(AutomaticAssigning, {})).map(({ on, reason }) => [on, reason])).toEqual([[true, '试行一个月']]);
    await office.as('housing-liaison').put('/api/v1/routing/automatic', { organisation: 'office', on: false, reason: '试行结束' });
    await tab.context().close();
  }, 120_000);

  it('a duty is swapped, and who is away is covered by another', async () => {
    const { office } = windows;
    await office.as('coordinator').post('/api/v1/rota/imports', `organisation: office\nentries:\n  - { day: '2026-03-07', from: '09:00', to: '17:30', officers: [duty], lead: deputy, note: 周末 }\n`, { 'content-type': 'text/yaml' });
    const tab = await windows.of('coordinator', '/mine');
    // The browser’s own clock stands elsewhere.
    await tab.clock.setFixedTime(office.clock.now());
    await tab.goto(`${windows.address}/rota?day=2026-03-07`);
    await tab.getByRole('button', { name: '换班' }).click();
    const dialog = tab.getByRole('dialog', { name: '换班' });
    for (const [label, name] of [['换下', '吴副秘书长'], ['替班', '郑秘书长']] as const) {
      await dialog.getByLabel(label).click();
      await tab.getByRole('option', { name }).last().click();
    }
    await dialog.getByLabel('理由').fill('出差');
    await dialog.getByRole('button', { name: '换班' }).click();
    await tab.getByText('带班 郑秘书长').waitFor();
    expect(await office.rows.find(RotaSwap, {})).toMatchObject([{ day: '2026-03-07', reason: '出差' }]);

    await tab.goto(`${windows.address}/mine`);
    const [from, until] = [tab.getByPlaceholder('从'), tab.getByPlaceholder('到')];
    await from.fill('2026-03-05');
    await until.fill('2026-03-06');
    await until.press('Enter');
    await tab.getByLabel('代理人').click();
    await tab.getByRole('option', { name: '赵受理' }).click();
    await tab.getByRole('button', { name: '设置代理' }).click();
    await tab.getByText('已保存').waitFor();
    const [away, stands] = await Promise.all(['coordinator', 'coordinator2'].map((login) => office.rows.one(User, { login })));
    expect([away!.substituteId, away!.absentFrom]).toEqual([stands!.id, Date.parse('2026-03-05T00:00:00+08:00')]);
    await tab.getByText('已登记外出：03-05 周四 至 03-06 周五；代理人：赵受理').waitFor();
    await tab.getByRole('button', { name: '已返岗' }).click();
    await tab.getByText('已登记外出').waitFor({ state: 'detached' });
    expect((await office.rows.one(User, { login: 'coordinator' }))!.absentFrom).toBeNull();
    await tab.context().close();
  }, 120_000);

  describe('every address is found by a link and after a reload, and in order for those who use it without eyes or mouse', () => {
    const tabs = new Map<string, Page>();
    let id: string;
    /** What the `:id` of an address is, where it is not a case’s. */
    const ids: Record<string, string> = {};
    beforeAll(async () => {
      const { office } = windows;
      id = await handled('南门路灯');
      await office.as('coordinator').act('urge', id, { reason: '请尽快' });
      for (let i = 0; i < 4; i++) await office.message('wb', { text: `幸福小区楼下烧烤摊油烟太大，天天熏得不敢开窗，请管一管。第${i}天了`, subject: '烧烤摊油烟扰民', kind: 'complaint', author: { id: `smoke-${i}` } });
      await windows.settle();
      await office.as('coordinator').post('/api/v1/topics/run', {});
      const { topics } = (await office.as('coordinator').get<{ topics: { id: string }[] }>('/api/v1/topics')).body;
      const { cases } = (await office.as('coordinator').get<{ cases: { id: string; subject: string }[] }>('/api/v1/cases?state=queued')).body;
      const group = await office.as('coordinator').post<{ id: string }>('/api/v1/group-replies', { title: '烧烤摊油烟', toCitizen: DRAFT, caseIds: cases.filter(({ subject }) => subject.includes('油烟')).map((each) => each.id) });
      const department = (await office.as('coordinator').get<{ departments: { id: string; code: string }[] }>('/api/v1/registry')).body.departments.find(({ code }) => code === 'urban')!.id;
      const entry = await office.as('coordinator').post<{ id: string }>('/api/v1/knowledge', { question: '路灯不亮找谁', answer: '请拨打市城管局电话，24小时内到场。', department, basis: [{ title: '城市照明管理规定', article: '第二十五条' }] });
      Object.assign(ids, { '/topics/:id': topics[0]!.id, '/group-replies/:id': group.body.id, '/knowledge/:id': entry.body.id });
    });
    it.each(PATHS)('%s', async (path) => {
      const login = WHOSE[path] ?? 'coordinator';
      const tab = tabs.get(login) ?? (await windows.of(login));
      tabs.set(login, tab);
      const address = `${windows.address}${path.replace(':id', ids[path] ?? id).replace(':name', 'default')}`;
      await tab.evaluate(`localStorage.setItem('huiyin.language', 'zh')`);
      await tab.goto(address);
      await tab.locator(READY[path] ?? 'main h1').first().waitFor();
      await tab.getByText('正在读取').first().waitFor({ state: 'detached' });
      expect(await faultsOf(tab, { grave: true })).toEqual([]);

      // Loaded again, in English: no word of the console itself is left in Chinese.
      await tab.evaluate(`localStorage.setItem('huiyin.language', 'en')`);
      await tab.reload();
      await tab.locator(READY[path] ?? 'main h1').first().waitFor();
      await tab.getByText('Loading').first().waitFor({ state: 'detached' });
      expect(tab.url()).toBe(address);
      expect(await tab.evaluate(CHROME)).toEqual([]);
      expect(await faultsOf(tab, { grave: true })).toEqual([]);
    }, 60_000);
  });
});
