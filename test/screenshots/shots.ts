/** The screens, in the order a day at the office has them; the numbers keep them so in the folder. */
import type { Page } from 'playwright-core';
import type { Prepare, Shot } from './stage.js';

const { act, asked, caseIn, idIn, PHONE } = (await import(new URL('./stage.ts', import.meta.url).href)) as typeof import('./stage.js');

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
  const { verdictHash } = await asked<{ verdictHash: string }>(page, 'ning.zixuan', '/api/v1/replies/score', { caseId: lamps, reply: toCitizen });
  await act(page, 'ning.zixuan', lamps, 'submit-reply', { toCitizen, seenVerdict: verdictHash });
}
let group = '';
async function groupReply(page: Page): Promise<void> {
  const { cases } = await asked<{ cases: { id: string; kind: string }[] }>(page, 'shen.yuqing', '/api/v1/cases?state=queued&limit=10');
  ({ id: group } = await asked<{ id: string }>(page, 'shen.yuqing', '/api/v1/group-replies', { title: '路灯检修', toCitizen: `${LAMPS}${MORE}${SIGNED}`, caseIds: cases.filter(({ kind }) => kind !== 'report').slice(0, 2).map(({ id }) => id) }));
}
const firstTopic = async (page: Page): Promise<string> => {
  await asked(page, 'shen.yuqing', '/api/v1/topics/run', {});
  const { topics } = await asked<{ topics: { id: string }[] }>(page, 'shen.yuqing', '/api/v1/topics');
  return `/topics/${topics[0]!.id}`;
};
const departmentOf = async (page: Page, word: string): Promise<string> => (await asked<{ departments: { id: string; name: string }[] }>(page, 'shen.yuqing', '/api/v1/registry')).departments.find(({ name }) => name.includes(word))!.id;
const assigned = async (page: Page): Promise<string> => {
  const id = await idIn(page, 'shen.yuqing', 'view=dispatch');
  await act(page, 'shen.yuqing', id, 'assign', { departmentId: await departmentOf(page, '交通') });
  return id;
};
/** A case that a person of the unit holds, after something was done with it. */
const after = (holder: string, does: (page: Page, id: string) => Promise<void>, at = '') => async (page: Page): Promise<string> => {
  const id = await idIn(page, holder, 'view=mine');
  await does(page, id);
  return `/cases/${id}${at}`;
};
const first = (login: string, list: string, address: string, state?: string) => async (page: Page): Promise<string> => {
  const found = Object.values(await asked<Record<string, { id: string; state: string }[]>>(page, login, list)).find((each) => Array.isArray(each))?.find((each) => state === undefined || each.state === state);
  return found ? `${address}/${found.id}` : address;
};
/** The sheet of a unit that objected to a deduction. */
const objected = async (page: Page): Promise<string> => {
  const at = await first('yin.lanting', '/api/v1/assessments', '/assessments')(page);
  const { unitLines } = await asked<{ unitLines: { departmentId: string; objections: number }[] }>(page, 'yin.lanting', `/api/v1${at}`);
  return `${at}/units/${unitLines.find(({ objections }) => objections > 0)!.departmentId}`;
};

/** What a citizen has written, by the page that works without JavaScript: number and code of the receipt. */
async function receipt(page: Page): Promise<void> {
  await page.getByLabel('内容').fill('文昌里小学后门的路灯又不亮了，晚上接孩子看不清路，请尽快维修。');
  await page.getByRole('button', { name: /提交|发送/ }).click();
  await page.getByText('查询码').first().waitFor();
}
/** The case of a receipt, as who wrote it sees it. */
const lookUp: Prepare = async (page) => {
  await receipt(page);
  await page.getByRole('button', { name: '查看办理情况' }).click();
  await page.getByText('办理经过').first().waitFor();
};
/** The page in English; the window keeps the language only as long as it stands. */
const inEnglish: Prepare = async (page) => {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('banner').getByText('Sign out').waitFor();
  await page.evaluate(`localStorage.removeItem('huiyin.language')`);
};
const tab = (name: string): Prepare => async (page) => await page.getByRole('tab', { name }).click();
const press = (name: string): Prepare => async (page) => await page.getByRole('button', { name }).first().click();
/** Where another name holds it too. */
const pressExactly = (name: string): Prepare => async (page) => await page.getByRole('button', { name, exact: true }).click();
const dialog: Prepare = async (page) => await page.getByRole('dialog').first().waitFor();
const then = (...all: readonly Prepare[]): Prepare => async (page) => { for (const each of all) await each(page); };
const more = (name: string): Prepare => async (page) => { await press('更多')(page); await page.getByRole('menuitem', { name, exact: true }).click(); await dialog(page); };
const tick = (count: number): Prepare => async (page) => { for (let i = 0; i < count; i++) await page.locator('.tick').nth(i).check(); };
const counted: Prepare = async (page) => await page.locator('.count', { hasText: /\d/ }).first().waitFor();

const OFFICE_SHOTS: readonly Shot[] = [
  { name: '01-sign-in', login: null, path: '/' },
  { name: '01-sign-in-refused', login: null, path: '/', prepare: then(async (page) => { await page.getByLabel('用户名').fill('shen.yuqing'); await page.getByLabel('密码').fill('不是这个密码'); }, press('登录'), async (page) => await page.getByRole('alert').waitFor()) },
  { name: '02-cases', login: 'shen.yuqing', path: '/cases', prepare: counted },
  { name: '02-cases-manage', login: 'shen.yuqing', path: '/cases', prepare: then(counted, async (page) => await page.locator('.manage summary').click()) },
  { name: '03-cases-overdue', login: 'yin.lanting', path: '/cases?view=overdue', prepare: counted },
  { name: '04-cases-search', login: 'shen.yuqing', path: '/cases?q=公交', prepare: counted },
  { name: '04-cases-filter', login: 'shen.yuqing', path: '/cases?kind=consultation&state=closed', prepare: counted },
  { name: '04-cases-save-view', login: 'shen.yuqing', path: '/cases?q=公交', prepare: then(press('存为常用视图'), dialog) },
  { name: '05-case-assigning', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'view=dispatch') },
  { name: '06-case-writing', login: 'ning.zixuan', path: caseIn('ning.zixuan', 'view=mine'), prepare: async (page) => { await page.getByRole('textbox', { name: '拟写答复' }).fill(`${LAMPS.replace('11月9日19时', '尽快')}`); await page.getByText(/质量 \d+/).first().waitFor(); } },
  { name: '07-bulk', login: 'shen.yuqing', path: '/cases?view=dispatch', prepare: then(tick(3), pressExactly('分办'), dialog) },
  { name: '08-undo', login: 'shen.yuqing', path: '/cases?view=dispatch', prepare: async (page) => { await tick(1)(page); await page.getByRole('button', { name: '阅存', exact: true }).click(); await page.getByRole('dialog').getByRole('textbox').fill('与职责无关'); await page.getByRole('dialog').getByRole('button', { name: '阅存' }).click(); await page.getByText('秒后执行').waitFor(); } },
  { name: '09-case-closed', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'state=closed') },
  { name: '09-case-answered', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'state=answered') },
  { name: '09-case-timeline', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'state=answered'), prepare: async (page) => await page.getByRole('heading', { name: '办理经过' }).scrollIntoViewIfNeeded() },
  { name: '09-case-rejected', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'state=rejected') },
  { name: '09-case-merged', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'state=merged') },
  { name: '09-case-quarantined', login: 'shen.yuqing', path: async (page) => { const id = await idIn(page, 'shen.yuqing', 'view=dispatch'); await act(page, 'shen.yuqing', id, 'quarantine', { code: 'abuse', note: '含辱骂他人的词句' }); return `/cases/${id}`; } },
  { name: '09-case-clarifying', login: 'shen.yuqing', path: after('ji.xinyue', async (page, id) => { await act(page, 'ji.xinyue', id, 'propose-clarification', { question: '请补充用工单位名称、上班时间和欠薪月份，便于核查。' }); await act(page, 'shen.yuqing', id, 'ask-citizen'); }) },
  { name: '09-case-joint', login: 'shu.jiayin', path: after('shu.jiayin', async (page, id) => { await act(page, 'shu.jiayin', id, 'invite', { departmentId: await departmentOf(page, '住房和城乡'), ask: '请核查小区门禁和监控的维护情况，11月10日前回复。' }); }) },
  { name: '09-case-returning', login: 'shen.yuqing', path: after('mi.changhe', async (page, id) => { await act(page, 'pu.shuisheng', id, 'ask-return', { basis: '该段河堤由溪东区管理，见市水利局三定方案第五条' }); }) },
  { name: '09-case-extension', login: 'shen.yuqing', path: after('gu.tianyu', async (page, id) => { await act(page, 'hua.jingxing', id, 'ask-extension', { amount: 5, reason: '需与公交公司、交警部门商定，不能在原定日期前办结' }); }) },
  { name: '10-topics', login: 'shen.yuqing', path: async (page) => (await firstTopic(page)) && '/topics' },
  { name: '11-topic', login: 'shen.yuqing', path: firstTopic },
  { name: '12-today', login: 'yin.lanting', path: '/today' },
  { name: '12-today-below', login: 'yin.lanting', path: '/today', prepare: async (page) => { await page.getByRole('table').last().waitFor(); await page.getByRole('table').last().scrollIntoViewIfNeeded(); } },
  { name: '12-units', login: 'yin.lanting', path: '/supervision?month=2026-10', prepare: async (page) => await page.getByRole('cell').first().waitFor() },
  { name: '12-units-cases', login: 'yin.lanting', path: '/supervision?month=2026-10', prepare: async (page) => { await page.locator('button.open').first().click(); await page.getByRole('dialog').getByRole('link').first().waitFor(); } },
  { name: '12-units-urge', login: 'yin.lanting', path: '/supervision?month=2026-10', prepare: async (page) => { await page.locator('.act button').first().click(); await dialog(page); } },
  { name: '13-papers', login: 'yin.lanting', path: '/supervision?look=papers' },
  { name: '13-paper', login: 'yin.lanting', path: async (page) => `/supervision?look=papers&paper=${(await asked<{ papers: { id: string }[] }>(page, 'yin.lanting', '/api/v1/papers')).papers[0]?.id}` },
  { name: '14-rota', login: 'bian.qiuyang', path: '/rota' },
  { name: '14-rota-note', login: 'bian.qiuyang', path: '/rota', prepare: then(press('写交接班记录'), dialog) },
  { name: '15-knowledge', login: 'shen.yuqing', path: '/knowledge' },
  { name: '15-knowledge-open', login: 'shen.yuqing', path: '/knowledge', prepare: async (page) => await page.getByRole('listitem').filter({ hasText: '身份证' }).locator('summary').first().click() },
  { name: '16-reports', login: 'yin.lanting', path: '/reports?month=2026-10' },
  { name: '17-reports-charts', login: 'yin.lanting', path: '/reports?month=2026-10', prepare: async (page) => await page.locator('#charts').scrollIntoViewIfNeeded() },
  { name: '17-reports-below', login: 'yin.lanting', path: '/reports?month=2026-10', prepare: async (page) => { await page.locator('details').last().locator('summary').click(); await page.locator('details').last().scrollIntoViewIfNeeded(); } },
  { name: '18-issued-reports', login: 'qu.huaijin', path: '/issued-reports' },
  { name: '18-issued-report-sign', login: 'qu.huaijin', path: '/issued-reports', prepare: then(press('签发'), dialog) },
  { name: '18-group-replies', login: 'shen.yuqing', path: async (page) => { await groupReply(page); return '/group-replies'; } },
  { name: '18-group-reply', login: 'shen.yuqing', path: async () => `/group-replies/${group}` },
  { name: '19-rules', login: 'admin', path: '/rules' },
  { name: '20-calendar', login: 'admin', path: '/rules', prepare: tab('工作日历') },
  { name: '20-calendar-load', login: 'admin', path: '/rules', prepare: then(tab('工作日历'), async (page) => await page.getByRole('heading', { name: '载入放假安排' }).scrollIntoViewIfNeeded()) },
  { name: '20-rebasings', login: 'admin', path: '/rules', prepare: tab('重算记录') },
  { name: '21-policy', login: 'admin', path: '/rules/default' },
  { name: '21-policy-rebase', login: 'admin', path: '/rules/default', prepare: press('重算时限') },
  { name: '22-registry', login: 'admin', path: '/registry' },
  { name: '22-registry-accounts', login: 'admin', path: '/registry', prepare: tab('账号') },
  { name: '22-report-schedule', login: 'admin', path: '/report-schedule' },
  { name: '23-people', login: 'admin', path: '/people' },
  { name: '23-people-enter', login: 'admin', path: '/people', prepare: then(press('新增人员'), dialog) },
  { name: '24-notices', login: 'shen.yuqing', path: '/notices' },
  { name: '25-work', login: 'shen.yuqing', path: '/work' },
  { name: '26-audit', login: 'xin.mingjian', path: '/audit' },
  { name: '27-audit-identities', login: 'admin', path: '/audit' },
  { name: '28-mine', login: 'shen.yuqing', path: '/mine' },
  { name: '29-not-found', login: 'shen.yuqing', path: '/nowhere' },
  { name: '30-palette', login: 'shen.yuqing', path: '/cases', prepare: then(async (page) => await page.keyboard.press('Control+k'), dialog) },
  { name: '31-keys', login: 'shen.yuqing', path: '/cases', prepare: then(async (page) => await page.keyboard.press('?'), dialog) },
  { name: '32-act', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'view=dispatch'), prepare: then(press('分办'), dialog) },
  { name: '32-act-more', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'view=dispatch'), prepare: then(press('更多'), async (page) => await page.getByRole('menuitem').first().waitFor()) },
  { name: '32-act-merge', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'view=dispatch'), prepare: more('并单') },
  { name: '32-act-relabel', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'view=dispatch'), prepare: more('改类别/等级') },
  { name: '32-act-reject', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'view=dispatch'), prepare: more('拟不予受理') },
  { name: '32-act-extension', login: 'xiang.lizhong', path: caseIn('xiang.lizhong', 'state=handling'), prepare: more('申请延期') },
  { name: '33-checks', login: 'yin.lanting', path: '/spot-checks' },
  { name: '33-checks-draw', login: 'yin.lanting', path: '/spot-checks', prepare: press('新的抽查') },
  { name: '33-check', login: 'yin.lanting', path: first('yin.lanting', '/api/v1/spot-checks', '/spot-checks', 'closed') },
  { name: '33-check-running', login: 'yin.lanting', path: first('yin.lanting', '/api/v1/spot-checks', '/spot-checks', 'checking') },
  { name: '34-review-sheets', login: 'bian.qiuyang', path: '/review-sheets' },
  { name: '34-review-sheet', login: 'qi.wenbo', path: first('qi.wenbo', '/api/v1/review-sheets', '/review-sheets', 'open') },
  { name: '35-assessments', login: 'yin.lanting', path: '/assessments' },
  { name: '35-assessment', login: 'yin.lanting', path: first('yin.lanting', '/api/v1/assessments', '/assessments') },
  { name: '36-assessed-unit', login: 'yin.lanting', path: objected },
];

const PHONE_SHOTS: readonly Shot[] = ([
  { name: '40-door-liaison', login: 'pan.yizhou', path: async (page) => `/cases/${await assigned(page)}/door` },
  { name: '40-door-liaison-acknowledged', login: 'pan.yizhou', path: caseIn('pan.yizhou', 'view=acknowledge', '/door'), prepare: then(press('签收'), dialog) },
  { name: '41-door-writing', login: 'ning.zixuan', path: caseIn('ning.zixuan', 'view=mine', '/door'), prepare: press('写答复') },
  { name: '42-door-head', login: 'teng.guangyi', path: async (page) => `/cases/${await toSign(page)}/door` },
  { name: '42-door-head-signing', login: 'teng.guangyi', path: async () => `/cases/${lamps}/door`, prepare: then(press('单位审签'), dialog) },
  { name: '42-door-head-returning', login: 'hua.jingxing', path: caseIn('hua.jingxing', 'state=assigned', '/door'), prepare: then(press('退单'), dialog) },
  { name: '42-door-nothing', login: 'shen.yuqing', path: caseIn('shen.yuqing', 'state=closed', '/door') },
] satisfies readonly Shot[]).map((shot) => ({ ...shot, size: PHONE }));

const SIGNING_SHOTS: readonly Shot[] = [
  { name: '43-case-signing', login: 'teng.guangyi', path: async () => `/cases/${lamps}` },
  { name: '44-case-review', login: 'qi.wenbo', path: async (page) => { await act(page, 'teng.guangyi', lamps, 'sign-off'); return `/cases/${lamps}`; } },
  { name: '44-case-review-signing', login: 'qi.wenbo', path: async () => `/cases/${lamps}`, prepare: then(press('签发'), dialog) },
  { name: '45-public-copy', login: 'qi.wenbo', path: async () => `/cases/${lamps}`, prepare: async (page) => await page.getByRole('region', { name: '公开预览' }).scrollIntoViewIfNeeded() },
  { name: '46-clock-strip', login: 'qi.wenbo', path: async () => `/cases/${lamps}`, prepare: async (page) => { await page.getByRole('button', { name: '答复网民' }).click(); await page.getByText('打印时限计算说明').waitFor(); } },
  { name: '47-sheet', login: 'qi.wenbo', path: async () => `/api/v1/cases/${lamps}/sheet`, paper: true },
];

const citizen = (name: string, path: string, prepare?: Prepare): Shot => ({ name, login: null, path, size: PHONE, ...(prepare && { prepare }) });
const link = (name: string): Prepare => async (page) => { await page.getByRole('link', { name }).first().click(); await page.getByRole('heading').first().waitFor(); };
const CITIZEN_SHOTS: readonly Shot[] = [
  citizen('50-public', '/public/'),
  citizen('51-public-write', '/public/write'),
  citizen('51-public-write-below', '/public/write', async (page) => await page.getByRole('button', { name: '提交' }).scrollIntoViewIfNeeded()),
  citizen('52-public-answers', '/public/answers'),
  citizen('53-public-questions', '/public/questions'),
  citizen('53-public-questions-found', '/public/questions?q=身份证'),
  citizen('53-public-questions-none', '/public/questions?q=飞碟'),
  citizen('53-public-question', '/public/questions?q=身份证', async (page) => await page.locator('main a').first().click()),
  citizen('54-public-receipt', '/public/write', receipt),
  citizen('54-public-lookup', '/public/write', lookUp),
  citizen('54-public-lookup-steps', '/public/write', then(lookUp, async (page) => await page.getByText('办理经过').scrollIntoViewIfNeeded())),
  citizen('54-public-lookup-refused', '/public/', async (page) => { await page.getByLabel('编号').fill('20260101-wx-0001'); await page.getByLabel('查询码').fill('ABCD2345'); await page.getByRole('button', { name: '查询' }).click(); await page.getByRole('alert').waitFor(); }),
  citizen('55-public-large', '/public/', link('大字版')),
  citizen('55-public-large-write', '/public/write', link('大字版')),
  citizen('56-public-answer', '/public/answers', async (page) => { await page.locator('main a').first().click(); await page.getByRole('heading').first().waitFor(); }),
  citizen('57-public-statistics', '/public/statistics'),
  citizen('58-public-nowhere', '/public/nowhere'),
  { ...citizen('59-public-english', '/public/', link('English')), english: true },
];

const ENGLISH_SHOTS: readonly Shot[] = [
  { name: '60-cases-english', login: 'luo.jiahe', path: '/cases' },
  { name: '61-case-english', login: 'luo.jiahe', path: caseIn('luo.jiahe', 'state=closed') },
  { name: '61-case-assigning-english', login: 'luo.jiahe', path: caseIn('luo.jiahe', 'view=dispatch') },
  { name: '62-units-english', login: 'luo.jiahe', path: '/supervision?month=2026-10' },
  { name: '62-today-english', login: 'luo.jiahe', path: '/today' },
  { name: '63-topics-english', login: 'luo.jiahe', path: '/topics' },
  { name: '63-reports-english', login: 'luo.jiahe', path: '/reports?month=2026-10' },
  { name: '63-issued-english', login: 'luo.jiahe', path: '/issued-reports' },
  { name: '64-knowledge-english', login: 'luo.jiahe', path: '/knowledge' },
  { name: '64-rules-english', login: 'luo.jiahe', path: '/rules' },
  { name: '64-people-english', login: 'admin', path: '/people' },
  { name: '64-audit-english', login: 'admin', path: '/audit' },
].map((shot) => ({ ...shot, prepare: inEnglish, english: true as const }));

/** The citizen’s pages as wide as the office’s too. */
const WIDE_SHOTS: readonly Shot[] = CITIZEN_SHOTS.filter(({ name }) => /^5[0-7]-public(-\w+)?$/.test(name)).map(({ size: _, ...shot }) => ({ ...shot, name: `${shot.name}-wide` }));

/** Last: time has moved afterwards. */
const LATER_SHOTS: readonly Shot[] = [{ name: '70-demonstration', login: 'shen.yuqing', path: '/cases', prepare: then(counted, press('快进 4 小时'), async (page) => await page.locator('.demo [role=status]', { hasText: /./ }).waitFor()) }];

export const SHOTS: readonly Shot[] = [...OFFICE_SHOTS, ...PHONE_SHOTS, ...SIGNING_SHOTS, ...CITIZEN_SHOTS, ...WIDE_SHOTS, ...ENGLISH_SHOTS, ...LATER_SHOTS];
