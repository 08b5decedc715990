/** Rules from the command line: policies, the calendar, and what a change of them moves. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dueVerb } from '../../src/cli/due.js';
import { importVerb } from '../../src/cli/import.js';
import { proofVerb } from '../../src/cli/proof.js';
import { registryVerb } from '../../src/cli/registry.js';
import { calendarVerb, policyVerb, rebaseVerb } from '../../src/cli/rules.js';
import { huiyin, linesIn, type Said } from './bench.js';

const VERBS = [registryVerb, importVerb, dueVerb, proofVerb, policyVerb, calendarVerb, rebaseVerb];

describe('rules from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-rules-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const say = async (...words: string[]): Promise<Said> =>
    await huiyin(VERBS, words, '', { DATA_DIR: join(folder, 'data'), INIT_CWD: folder, LOG_LEVEL: 'error', SQLITE_SYNCHRONOUS: 'NORMAL' });
  const file = (name: string, content: unknown): string => {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    return name;
  };
  const today = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  it('clones a policy, and lets a unit choose it once it is there', async () => {
    const registry = file('registry.yaml', `
organisations: [{ code: office, name: 政务新媒体中心, policy: ours }]
departments: [{ code: center, name: 中心, organisation: office, own: true }]
accounts: [{ handle: wx, platform: wechat, name: 公众号, sponsor: office }]
`);
    expect((await say('registry', 'import', registry)).errors).toContain('organisations[0].policy=“ours”无法使用');
    expect((await say('policy', 'clone', 'default', '--as', 'ours', '--reason', '本单位办理规定')).status).toBe(0);
    expect((await say('registry', 'import', registry)).status).toBe(0);
    const letters = Array.from({ length: 3 }, (_, index) => JSON.stringify({ externalId: `m-${index}`, occurredAt: new Date(Date.now() - 60_000).toISOString(), kind: 'help', text: `第${index}号路灯不亮`, author: { id: `u${index}` } }));
    expect((await say('import', file('m.jsonl', letters.join('\n')), '--account', 'wx', '--as', 'live')).status).toBe(0);
  });

  it('lists policies and shows one', async () => {
    const lines = linesIn((await say('policy', 'list')).output);
    expect(lines).toHaveLength(15);
    expect(lines.find(({ name }) => name === 'ours')).toMatchObject({ preset: false, clonedFrom: 'default', edition: 1, openClocks: 6, namedBy: ['政务新媒体中心'] });
    expect(JSON.parse((await say('policy', 'show', 'petition-2022')).output)).toMatchObject({ verified: 'yes', preset: true });
    expect((await say('policy', 'show', 'nowhere')).status).toBe(2);
  });

  it('edits a policy of its own; what is wrong is named in both languages and changes nothing', async () => {
    const { content } = JSON.parse((await say('policy', 'show', 'ours')).output) as { content: { clocks: { clock: string }[] } };
    const edited = (change: object): unknown => ({ ...content, clocks: content.clocks.map((rule) => (rule.clock === 'answer' ? { ...rule, ...change } : rule)) });
    const wrong = await say('policy', 'put', file('wrong.json', edited({ cutoff: '25:00' })), '--reason', 'x');
    expect([wrong.status, wrong.output]).toEqual([2, '']);
    expect(wrong.errors).toMatch(/clocks\[4\]\.cutoff 应如 17:30 或 24:00[\s\S]*clocks\[4\]\.cutoff must be like 17:30/);
    const good = file('good.json', edited({ cutoff: '17:30' }));
    expect(linesIn((await say('policy', 'put', good, '--check')).output)).toEqual([{ policy: 'ours', fine: true, edition: null, openClocksByOlder: 0 }]);
    expect((await say('policy', 'put', good)).errors).toContain('--reason');
    expect(linesIn((await say('policy', 'put', good, '--reason', '下班前答复')).output)).toEqual([{ policy: 'ours', fine: true, edition: 2, openClocksByOlder: 6 }]);
    expect((await say('policy', 'put', file('preset.json', { ...content, name: 'default' }), '--reason', 'x')).errors).toContain('预设的时限规则只读');
    expect((await say('policy', 'put', file('broken.yaml', 'a: [1'), '--check')).status).toBe(2);
    expect((await say('policy', 'put', 'missing.yaml', '--check')).errors).toContain('找不到文件 missing.yaml');
  });

  it('moves running cases on command only, after saying what would move', async () => {
    const dry = await say('rebase', '--policy', 'ours', '--reason', '在办件适用新规定', '--dry-run');
    const lines = linesIn(dry.output);
    expect(dry.errors).toContain('3 件将重算，3 只时限将变动，其中 0 只将逾期');
    expect(lines.at(-1)).toMatchObject({ cases: 3, clocks: 6, moved: 3, earlier: 3 });
    expect(lines.slice(0, -1).every(({ after }) => (after as string).endsWith('T17:30:00.000+08:00'))).toBe(true);
    expect(linesIn((await say('rebase', '--policy', 'ours', '--reason', '在办件适用新规定')).output)).toMatchObject([{ cases: 3, clocks: 6, moved: 3, faults: 0 }]);
    expect(linesIn((await say('rebase', '--policy', 'ours', '--reason', '再一次')).output)).toMatchObject([{ cases: 0, moved: 0 }]);
    expect((await say('rebase', '--reason', 'x')).errors).toContain('--policy');
    expect((await say('rebase', '--policy', 'ours', '--reason', ' ')).errors).toMatch(/--reason 应写明理由[\s\S]*--reason must say why/);
    expect((await say('policy', 'clone', 'default', '--as', 'Our Rules', '--reason', 'x')).errors).toMatch(/规则名“Our Rules”无法使用[\s\S]*cannot be used/);
    expect((await say('rebase', '--policy', 'ours', '--calendar', '--reason', 'x')).status).toBe(2);
    expect((await say('rebase', '--policy', 'nowhere', '--reason', 'x')).status).toBe(2);
  });

  it('takes local days and a year’s notice, and shows the calendar', async () => {
    const local = file('local.yaml', { source: '市政府通知', off: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((days) => [today(days), '防汛'])) });
    expect(linesIn((await say('calendar', 'local', local, '--code', 'flood', '--organisation', 'office', '--reason', '防汛')).output)).toEqual([{ code: 'flood', edition: 1 }]);
    const days = linesIn((await say('calendar', 'show', today(3).slice(0, 4), '--organisation', 'office')).output);
    expect(days.find(({ day }) => day === today(3))).toMatchObject({ working: false, reason: '防汛' });
    expect(linesIn((await say('rebase', '--calendar', '--organisation', 'office', '--reason', '防汛')).output)).toMatchObject([{ cases: 3 }]);
    expect((await say('calendar', 'show', 'soon')).errors).toContain('年份“soon”无法使用');

    const year = Number(today(0).slice(0, 4)) + 30;
    const notice = { year, papers: ['国办发明电示例'], days: [{ name: '元旦', date: `${year}-01-01`, isOffDay: true }] };
    const dry = await say('calendar', 'import', file('notice.json', notice), '--reason', '放假安排', '--dry-run');
    expect(linesIn(dry.output)).toMatchObject([{ cases: 0, moved: 0 }]);
    expect(linesIn((await say('calendar', 'import', 'notice.json', '--reason', '放假安排')).output)).toMatchObject([{ cases: 0, faults: 0 }]);
    const shown = JSON.parse((await say('calendar', 'show')).output) as { years: { year: number }[] };
    expect(shown.years.find((each) => each.year === year)).toMatchObject({ provisional: false, loaded: { edition: 1, reason: '放假安排', changedBy: 'command line' } });
    expect((await say('calendar', 'import', file('bare.json', { ...notice, papers: [] }), '--reason', 'x')).errors).toMatch(/papers 应写明通知的文号或网址[\s\S]*papers must name the notice/);
  });

  it('proves a due time as data, for the writer, and as a page', async () => {
    const number = `${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')}-wx-0001`;
    const json = JSON.parse((await say('proof', number)).output) as { holds: boolean; revision: number; former: unknown[] };
    expect(json).toMatchObject({ holds: true, number, clock: 'answer', revision: 2 });
    expect(json.former).toHaveLength(2);
    expect(JSON.parse((await say('proof', number, '--revision', '0')).output)).toMatchObject({ revision: 0, holds: true });
    expect(JSON.parse((await say('proof', number, '--form', 'citizen')).output)).toMatchObject({ sentences: { zh: expect.stringContaining('办理期限5个工作日') as string } });
    expect((await say('proof', number, '--clock', 'screen', '--form', 'page', '--language', 'en')).output).toContain('How the time limit was computed');
    expect((await say('proof', 'nothing')).status).toBe(2);
    expect((await say('proof', number, '--clock', 'lunch')).errors).toContain('--clock=“lunch”无法使用');
  });

  it('gives the page and the writer’s form of a bare question', async () => {
    const ask = async (...words: string[]): Promise<Said> => await huiyin(VERBS, ['due', ...words], '{"id":"q","start":"2026-09-30T10:00:00+08:00","amount":5,"unit":"workingDay"}');
    expect((await ask('--form', 'page')).output).toContain('到期：2026年10月13日 24:00');
    expect(linesIn((await ask('--form', 'citizen')).output)).toMatchObject([{ id: 'q', citizen: { dueDay: '2026-10-13' } }]);
    expect((await ask('--form', 'poem')).status).toBe(2);
    const bad = await huiyin(VERBS, ['due', '--form', 'page'], '{"start":"yesterday","amount":5,"unit":"workingDay"}');
    expect([bad.status, bad.output]).toEqual([1, '']);
    expect(bad.errors).toContain('时间无法识别');
  });
});
