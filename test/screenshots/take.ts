// Every screen of the console at 1366×768 and of the citizens’ pages at 390×844, in Chinese, from the demonstration.
// npm run screenshots [folder = data/screenshots] [address of a running demonstration]
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';

// Node reads the file as it is; the compiler knows it by the name it would have when compiled.
const { launchBrowser } = (await import(new URL('../support/browser.ts', import.meta.url).href)) as typeof import('../support/browser.js');

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PASSWORD = 'Huiyin-demo-2026';
const PORT = 39_480;
const OFFICE = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
const [folder = join(ROOT, 'data', 'screenshots'), running, only] = process.argv.slice(2);

/** What is done on a page before its picture is taken. */
type Prepare = (page: Page) => Promise<void>;
interface Shot {
  readonly name: string;
  readonly login: string | null;
  readonly path: string | ((page: Page) => Promise<string>);
  readonly size?: { width: number; height: number };
  readonly prepare?: Prepare;
}

const json = async <T>(page: Page, address: string, method = 'GET', data?: object): Promise<T> =>
  (await (await page.request.fetch(address, { method, headers: { 'accept-language': 'zh-CN' }, ...(data && { data }) })).json()) as T;
const caseIn = (query: string, after = '') => async (page: Page): Promise<string> => {
  const { cases } = await json<{ cases: { id: string }[] }>(page, `/api/v1/cases?${query}&limit=1`);
  return cases[0] ? `/cases/${cases[0].id}${after}` : `/cases?${query}`;
};
const firstTopic = async (page: Page): Promise<string> => {
  await json(page, '/api/v1/topics/run', 'POST', {});
  const { topics } = await json<{ topics: { id: string }[] }>(page, '/api/v1/topics');
  return `/topics/${topics[0]!.id}`;
};
/** What others do before a picture: by the doors they use themselves. */
async function act(page: Page, login: string, caseId: string, name: string, body: object = {}): Promise<void> {
  const { request } = await contextOf(page.context().browser()!, address, { name: '', login, path: '' });
  const { version } = (await (await request.get(`/api/v1/cases/${caseId}`)).json()) as { version: number };
  const answer = await request.post(`/api/v1/cases/${caseId}/${name}`, { data: { version, ...body } });
  if (!answer.ok()) throw new Error(`${login} ${name}: ${await answer.text()}`);
}
const idIn = async (page: Page, login: string, query: string): Promise<string> => {
  const { request } = await contextOf(page.context().browser()!, address, { name: '', login, path: '' });
  const { cases } = (await (await request.get(`/api/v1/cases?${query}&limit=1`)).json()) as { cases: { id: string }[] };
  if (!cases[0]) throw new Error(`${login} has no case in ${query}`);
  return cases[0].id;
};
const LAMPS = '网友您好：您反映的文昌里小学后门路灯不亮问题收悉。经市城市管理局11月9日现场核查，两盏路灯因线路进水短路熄灭。维修人员已更换接头和灯头，11月9日19时恢复照明。';
const MORE = '依据《城市照明管理规定》第二十五条，我们将该路段列入每周巡查。如再发现路灯不亮，请拨打市城市管理局照明所电话0599-5550161。';
const SIGNED = '云溪市城市管理局 2026年11月9日';
let lamps = '';
/** A reply that went back once and came again: two versions to compare. */
async function toSign(page: Page): Promise<string> {
  lamps = await idIn(page, 'ning.zixuan', 'view=mine');
  await submit(page, `${LAMPS}${SIGNED}`);
  await act(page, 'teng.guangyi', lamps, 'return-inside', { reason: '请补上依据和联系电话' });
  await submit(page, `${LAMPS}${MORE}${SIGNED}`);
  return lamps;
}
async function submit(page: Page, toCitizen: string): Promise<void> {
  const { request } = await contextOf(page.context().browser()!, address, { name: '', login: 'ning.zixuan', path: '' });
  const { verdictHash } = (await (await request.post('/api/v1/replies/score', { data: { caseId: lamps, reply: toCitizen } })).json()) as { verdictHash: string };
  await act(page, 'ning.zixuan', lamps, 'submit-reply', { toCitizen, seenVerdict: verdictHash });
}
let group = '';
async function groupReply(page: Page): Promise<void> {
  const { cases } = await json<{ cases: { id: string }[] }>(page, '/api/v1/cases?state=queued&limit=2');
  ({ id: group } = await json<{ id: string }>(page, '/api/v1/group-replies', 'POST', { title: '路灯检修', toCitizen: `${LAMPS}${MORE}${SIGNED}`, caseIds: cases.map(({ id }) => id) }));
}
/** What a citizen has written, by the page that works without JavaScript: number and code of the receipt. */
async function receipt(page: Page): Promise<void> {
  await page.getByLabel('内容').fill('文昌里小学后门的路灯又不亮了，晚上接孩子看不清路，请尽快维修。');
  await page.getByRole('button', { name: /提交|发送/ }).click();
  await page.getByText('查询码').first().waitFor();
}
/** The page once more in English; the window keeps the language only as long as it stands. */
const english: Prepare = async (page) => {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Sign out').waitFor();
  await page.evaluate(`localStorage.removeItem('huiyin.language')`);
};
const tab = (name: string): Prepare => async (page) => await page.getByRole('tab', { name }).click();
const press = (name: string): Prepare => async (page) => await page.getByRole('button', { name }).first().click();

const SHOTS: readonly Shot[] = [
  { name: '01-sign-in', login: null, path: '/' },
  { name: '02-cases', login: 'shen.yuqing', path: '/cases' },
  { name: '03-cases-overdue', login: 'yin.lanting', path: '/cases?view=overdue' },
  { name: '04-cases-search', login: 'shen.yuqing', path: '/cases?q=公交' },
  { name: '05-case-assigning', login: 'shen.yuqing', path: caseIn('view=dispatch') },
  { name: '06-case-writing', login: 'ning.zixuan', path: caseIn('view=mine'), prepare: async (page) => { await page.getByRole('textbox', { name: '拟写答复' }).fill(`${LAMPS.replace('11月9日19时', '尽快')}`); await page.getByText(/质量 \d+/).first().waitFor(); } },
  { name: '07-bulk', login: 'shen.yuqing', path: '/cases?view=dispatch', prepare: async (page) => { for (let i = 0; i < 3; i++) await page.locator('.tick').nth(i).check(); await page.getByRole('button', { name: '分办', exact: true }).click(); await page.getByRole('dialog').waitFor(); } },
  { name: '08-undo', login: 'shen.yuqing', path: '/cases?view=dispatch', prepare: async (page) => { await page.locator('.tick').first().check(); await page.getByRole('button', { name: '阅存', exact: true }).click(); await page.getByRole('dialog').getByRole('textbox').fill('与职责无关'); await page.getByRole('dialog').getByRole('button', { name: '阅存' }).click(); await page.getByText('秒后执行').waitFor(); } },
  { name: '09-case-answered', login: 'shen.yuqing', path: caseIn('state=closed') },
  { name: '10-topics', login: 'shen.yuqing', path: async (page) => (await firstTopic(page)) && '/topics' },
  { name: '11-topic', login: 'shen.yuqing', path: firstTopic },
  { name: '12-units', login: 'yin.lanting', path: '/supervision?month=2026-10', prepare: async (page) => await page.getByRole('cell').first().waitFor() },
  { name: '12-units-english', login: 'luo.jiahe', path: '/supervision?month=2026-10', prepare: english },
  { name: '12-supervision', login: 'yin.lanting', path: '/supervision?look=papers' },
  { name: '13-supervision-paper', login: 'yin.lanting', path: async (page) => `/supervision?paper=${(await json<{ papers: { id: string }[] }>(page, '/api/v1/papers')).papers[0]?.id}` },
  { name: '14-rota', login: 'bian.qiuyang', path: '/rota' },
  { name: '15-knowledge', login: 'shen.yuqing', path: '/knowledge' },
  { name: '16-reports', login: 'yin.lanting', path: '/reports?month=2026-10' },
  { name: '17-reports-charts', login: 'yin.lanting', path: '/reports?month=2026-10', prepare: async (page) => await page.locator('#charts').scrollIntoViewIfNeeded() },
  { name: '18-issued-reports', login: 'qu.huaijin', path: '/issued-reports' },
  { name: '18-group-replies', login: 'shen.yuqing', path: async (page) => { await groupReply(page); return '/group-replies'; } },
  { name: '18-group-reply', login: 'shen.yuqing', path: async () => `/group-replies/${group}` },
  { name: '19-rules', login: 'admin', path: '/rules' },
  { name: '20-calendar', login: 'admin', path: '/rules', prepare: tab('工作日历') },
  { name: '21-policy', login: 'admin', path: '/rules/default' },
  { name: '22-registry', login: 'admin', path: '/registry' },
  { name: '23-people', login: 'admin', path: '/people' },
  { name: '24-notices', login: 'shen.yuqing', path: '/notices' },
  { name: '25-work', login: 'shen.yuqing', path: '/work' },
  { name: '26-audit', login: 'xin.mingjian', path: '/audit' },
  { name: '27-audit-identities', login: 'admin', path: '/audit' },
  { name: '28-mine', login: 'shen.yuqing', path: '/mine' },
  { name: '29-not-found', login: 'shen.yuqing', path: '/nowhere' },
  { name: '30-palette', login: 'shen.yuqing', path: '/cases', prepare: async (page) => await page.keyboard.press('Control+k') },
  { name: '31-keys', login: 'shen.yuqing', path: '/cases', prepare: async (page) => await page.keyboard.press('?') },
  { name: '32-act', login: 'shen.yuqing', path: caseIn('view=dispatch'), prepare: press('分办') },
  { name: '40-door-liaison', login: 'pan.yizhou', path: async (page) => { const id = await idIn(page, 'shen.yuqing', 'view=dispatch'); const registry = await json<{ departments: { id: string; name: string }[] }>(page, '/api/v1/registry'); await act(page, 'shen.yuqing', id, 'assign', { departmentId: registry.departments.find(({ name }) => name.includes('交通'))!.id }); return `/cases/${id}/door`; }, size: PHONE },
  { name: '41-door-writing', login: 'ning.zixuan', path: caseIn('view=mine', '/door'), size: PHONE, prepare: press('写答复') },
  { name: '42-door-head', login: 'teng.guangyi', path: async (page) => `/cases/${await toSign(page)}/door`, size: PHONE },
  { name: '43-case-signing', login: 'teng.guangyi', path: async () => `/cases/${lamps}` },
  { name: '44-case-review', login: 'qi.wenbo', path: async (page) => { await act(page, 'teng.guangyi', lamps, 'sign-off'); return `/cases/${lamps}`; } },
  { name: '45-public-copy', login: 'qi.wenbo', path: async () => `/cases/${lamps}`, prepare: async (page) => await page.getByRole('region', { name: '公开预览' }).scrollIntoViewIfNeeded() },
  { name: '46-clock-strip', login: 'qi.wenbo', path: async () => `/cases/${lamps}`, prepare: async (page) => { await page.getByRole('button', { name: '答复网民' }).click(); await page.getByText('打印时限计算说明').waitFor(); } },
  { name: '47-sheet', login: 'qi.wenbo', path: async () => `/api/v1/cases/${lamps}/sheet` },
  { name: '50-public', login: null, path: '/public/', size: PHONE },
  { name: '51-public-write', login: null, path: '/public/write', size: PHONE },
  { name: '54-public-receipt', login: null, path: '/public/write', size: PHONE, prepare: receipt },
  { name: '55-public-large', login: null, path: '/public/', size: PHONE, prepare: async (page) => { await page.getByRole('link', { name: '大字版' }).click(); await page.getByRole('heading').first().waitFor(); } },
  { name: '56-public-answer', login: null, path: '/public/answers', size: PHONE, prepare: async (page) => { await page.locator('main a').first().click(); await page.getByRole('heading').first().waitFor(); } },
  { name: '60-cases-english', login: 'luo.jiahe', path: '/cases', prepare: english },
  { name: '61-case-english', login: 'luo.jiahe', path: caseIn('state=closed'), prepare: english },
  { name: '52-public-answers', login: null, path: '/public/answers', size: PHONE },
  { name: '53-public-questions', login: null, path: '/public/questions', size: PHONE },
];

/** The demonstration in a process of its own, filled anew. */
async function demonstration(): Promise<{ address: string; end: () => void }> {
  if (running) return { address: running, end: () => undefined };
  const data = mkdtempSync(join(tmpdir(), 'huiyin-screenshots-'));
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'config/build/demo.mjs')], { env: { ...process.env, DATA_DIR: data, PORT: String(PORT) }, stdio: 'ignore' });
  const address = `http://127.0.0.1:${PORT}`;
  for (let tries = 0; tries < 300; tries++) {
    if (await fetch(`${address}/ready`).then(({ ok }) => ok, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return { address, end: () => { child.once('exit', () => rmSync(data, { recursive: true, force: true })); child.kill(); } };
}

const contexts = new Map<string, BrowserContext>();
async function contextOf(browser: Browser, address: string, { login, size = OFFICE }: Shot): Promise<BrowserContext> {
  const key = `${login} ${size.width}`;
  const known = contexts.get(key);
  if (known) return known;
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: address });
  if (login !== null) {
    const answer = await context.request.post('/api/v1/session', { data: { login, password: PASSWORD } });
    if (!answer.ok()) throw new Error(`${login} cannot sign in: ${answer.status()}`);
  }
  contexts.set(key, context);
  return context;
}

async function take(browser: Browser, address: string, shot: Shot): Promise<void> {
  const context = await contextOf(browser, address, shot);
  const page = await context.newPage();
  await page.goto(typeof shot.path === 'string' ? shot.path : await shot.path(page), { waitUntil: 'load' });
  await page.locator('h1, h2').first().waitFor();
  await page.getByText('正在读取').first().waitFor({ state: 'detached' });
  await shot.prepare?.(page);
  await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined)))');
  await page.screenshot({ path: join(folder, `${shot.name}.png`) });
  await page.close();
  process.stdout.write(`${shot.name}\n`);
}

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
if (browser === null) throw new Error('There is no browser here; see test/support/browser.ts');
const { address, end } = await demonstration();
try {
  for (const shot of SHOTS.filter(({ name }) => only === undefined || new RegExp(only).test(name))) {
    await take(browser, address, shot).catch((error: unknown) => { process.exitCode = 1; process.stderr.write(`${shot.name}: ${String(error)}\n`); });
  }
} finally {
  await browser.close();
  end();
}
