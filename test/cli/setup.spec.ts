/** An installation set up and run without a screen: through the very command a script calls. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditVerb, replayVerb } from '../../src/cli/audit.js';
import { tokenVerb, userVerb } from '../../src/cli/access.js';
import { dueVerb } from '../../src/cli/due.js';
import { importVerb } from '../../src/cli/import.js';
import { registryVerb } from '../../src/cli/registry.js';
import { huiyin, type Said } from './bench.js';

const VERBS = [registryVerb, userVerb, tokenVerb, importVerb, auditVerb, replayVerb, dueVerb];

describe('an installation from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const say = async (...words: string[]): Promise<Said> =>
    await huiyin(VERBS, words, '', { DATA_DIR: join(folder, 'data'), INIT_CWD: folder, LOG_LEVEL: 'error', SQLITE_SYNCHRONOUS: 'NORMAL' });

  it('takes the registry and hands out the first administrator’s password', async () => {
    writeFileSync(join(folder, 'registry.yaml'), `
organisations: [{ code: office, name: 政务新媒体中心 }]
departments: [{ code: center, name: 中心, organisation: office, own: true }]
accounts: [{ handle: wx, platform: wechat, name: 公众号, sponsor: office }]
users: [{ login: zhang, name: 张三, department: center, roles: [coordinator] }]
`);
    const said = await say('registry', 'import', 'registry.yaml');
    expect([said.status, said.errors]).toEqual([0, '']);
    expect(said.output).toMatch(/机构 1、部门 1、账号 1、人员 1[\s\S]*admin {2}一次性密码 one-time password: \S+/);
    writeFileSync(join(folder, 'wrong.yaml'), 'accounts: [{ handle: WX, platform: wechat, name: x, sponsor: office }]');
    const wrong = await say('registry', 'import', 'wrong.yaml');
    expect([wrong.status, wrong.output]).toEqual([2, '']);
    expect(wrong.errors).toContain('accounts[0].handle=“WX”无法使用');
  });

  it('makes users and tokens; a login is made once', async () => {
    const made = await say('user', 'create', '--login', 'li', '--name', '李四', '--roles', 'reviewer', '--department', 'center');
    expect([made.status, made.output]).toEqual([0, expect.stringMatching(/^li {2}一次性密码/)]);
    expect((await say('user', 'create', '--login', 'li', '--name', '李四', '--roles', 'reviewer')).status).toBe(2);
    expect((await say('user', 'create', '--login', 'wu', '--name', '吴', '--roles', 'king')).errors).toContain('--roles=“king”无法使用');
    expect((await say('user', 'create', '--login', 'wu', '--name', '吴')).status).toBe(2);
    expect((await say('token', 'create', '--scope', 'channel', '--account', 'wx')).output).toMatch(/^hy_\S{43}\n$/);
    expect((await say('token', 'create', '--scope', 'channel')).status).toBe(2);
    expect((await say('token', 'create', '--scope', 'channel', '--account', 'nobody')).errors).toContain('没有这个账号');
  });

  it('imports a file, says what was wrong in it, and has nothing to do the second time', async () => {
    writeFileSync(join(folder, 'm.csv'), 'id,time,text\n1,2026-03-01,路灯不亮\n2,昨天,看不懂\n');
    const first = await say('import', 'm.csv', '--account', 'wx', '--as', 'live');
    expect([first.status, first.output]).toEqual([1, expect.stringContaining('收件 1，已有 0，有误 1')]);
    expect(first.errors).toContain('第 3 行 line 3: 列 occurredAt=“昨天”');
    const second = await say('import', 'm.csv', '--account', 'wx', '--as', 'live');
    expect([second.status, second.output]).toEqual([0, expect.stringContaining('没有要做的')]);
    expect((await say('import', 'm.csv', '--account', 'wx', '--as', 'gossip')).status).toBe(2);
  });

  it('verifies the audit trail and replays the clocks', async () => {
    expect(JSON.parse((await say('audit', 'verify')).output)).toMatchObject({ cases: 1, events: 1, faults: [] });
    const replayed = await say('replay');
    expect([replayed.status, JSON.parse(replayed.output)]).toEqual([0, { cases: 1, clocks: 2, differences: 0 }]);
  });

  it('as a script calls it: built quietly, one line in, one line out', () => {
    const question = '{"id":"a","start":"2026-09-30T10:00:00+08:00","amount":1,"unit":"workingDay"}\n';
    const called = spawnSync(process.execPath, ['config/build/huiyin.mjs', 'due'], { input: question, encoding: 'utf8' });
    expect([called.stderr, called.status]).toEqual(['', 0]);
    expect(JSON.parse(called.stdout)).toMatchObject({ id: 'a', dueDay: '2026-10-08' });
    // The first call after a change of the sources builds.
  }, 240_000);
});
