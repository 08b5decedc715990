/** The routing model from the command line: learned from past cases, listed, compared, switched, gone back from. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importVerb } from '../../src/cli/import.js';
import { modelVerb } from '../../src/cli/models.js';
import { registryVerb } from '../../src/cli/registry.js';
import { pastCasesFile } from '../routing/world.js';
import { huiyin, linesIn, type Said } from './bench.js';

describe('the routing model from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-models-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const say = async (...words: string[]): Promise<Said> =>
    await huiyin([registryVerb, importVerb, modelVerb], words, '', { DATA_DIR: join(folder, 'data'), INIT_CWD: folder, LOG_LEVEL: 'error', SQLITE_SYNCHRONOUS: 'NORMAL' });

  it('learns too little from nothing, and a model from past cases', async () => {
    writeFileSync(join(folder, 'registry.yaml'), `
organisations: [{ code: office, name: 政务新媒体中心 }]
departments:
  - { code: transport, name: 交通局, organisation: office, duties: [{ text: 公共交通, source: 三定, terms: [公交] }] }
  - { code: housing, name: 住建局, organisation: office, duties: [{ text: 房地产, source: 三定, terms: [开发商] }] }
  - { code: urban, name: 城管局, organisation: office, duties: [{ text: 市容, source: 三定, terms: [油烟] }] }
accounts: [{ handle: wx, platform: wechat, name: 公众号, sponsor: office }]
`);
    expect((await say('registry', 'import', 'registry.yaml')).status).toBe(0);
    expect(linesIn((await say('model', 'train')).output)).toEqual([{ outcome: 'too_few_cases', cases: 0, version: null }]);
    expect(await say('model', 'list')).toMatchObject({ status: 0, output: '', errors: expect.stringContaining('只用职责清单') });
    writeFileSync(join(folder, 'past.csv'), pastCasesFile(150));
    expect((await say('import', 'past.csv', '--account', 'wx', '--as', 'history')).status).toBe(0);
    expect(linesIn((await say('model', 'train')).output)).toEqual([{ outcome: 'switched', cases: 150, version: 1 }]);
  });

  it('lists versions, and who switched when and why', async () => {
    const { output, errors } = await say('model', 'list');
    expect(linesIn(output)).toMatchObject([{ version: 1, inForce: true, usable: true, learnedFrom: { cases: 150 } }]);
    expect(errors).toMatch(/duties → 1 {2}system: held back[\s\S]*自动分办 automatic assignment off/);
  });

  it('compares, switches back to the duty lists and forth again, each with a reason', async () => {
    expect(JSON.parse((await say('model', 'compare', '1', 'duties')).output)).toMatchObject({ with: null, notWorse: true });
    expect(JSON.parse((await say('model', 'switch', 'duties', '--reason', '先人工分办')).output)).toEqual({ inForce: 'duties' });
    expect((await say('model', 'list')).errors).toContain('1 → duties  command line: 先人工分办');
    expect(JSON.parse((await say('model', 'switch', '1', '--reason', '恢复')).output)).toEqual({ inForce: 1 });
  });

  it('says what cannot be done, and changes nothing', async () => {
    const refusals: [string[], string][] = [
      [['switch', '1', '--reason', '再切一次'], '正在使用的就是这一版'], [['switch', '7', '--reason', 'x'], '没有版本 7'], [['switch', 'x', '--reason', 'x'], '版本“x”无法使用'],
      [['switch', 'duties', '--reason', ' '], '--reason 应写明理由'], [['switch', 'duties'], '--reason'], [['compare', '1', '7'], '没有版本 7'],
    ];
    for (const [words, sentence] of refusals) {
      const said = await say('model', ...words);
      expect([words, said.status, said.output, said.errors]).toEqual([words, 2, '', expect.stringContaining(sentence)]);
    }
    expect(linesIn((await say('model', 'list')).output)).toMatchObject([{ version: 1, inForce: true }]);
  });
});
