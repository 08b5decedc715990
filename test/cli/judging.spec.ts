/** The judging verbs: one answer a question, in order, whatever is wrong in between. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Desk } from '../../src/cli/desk.js';
import { dueVerb } from '../../src/cli/due.js';
import { judgingVerbs } from '../../src/cli/judging.js';
import { run } from '../../src/cli/run.js';
import { huiyin, linesIn, type Said } from './bench.js';

const VECTORS = 'test/vectors/due.jsonl';
interface Row {
  in: { id: string };
  out: { dueAt: string | null; dueDay: string | null; provisional?: boolean; paused?: boolean; remaining?: object };
}

describe('due', () => {
  const rows = readFileSync(VECTORS, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row);
  let said: Said;
  let answers: Record<string, unknown>[];
  beforeAll(async () => {
    said = await huiyin([dueVerb], ['due'], rows.map((row) => JSON.stringify(row.in)).join('\n'));
    answers = linesIn(said.output);
  });

  it('answers every agreed question to the millisecond, in order', () => {
    expect([said.status, said.errors, rows.length]).toEqual([0, '', 203]);
    expect(answers.map(({ id }) => id)).toEqual(rows.map((row) => row.in.id));
    for (const [index, { out }] of rows.entries()) {
      const { dueAt, ...answer } = answers[index]!;
      expect(answer).toMatchObject({ dueDay: out.dueDay, paused: out.paused ?? false, ...(out.provisional !== undefined && { provisional: out.provisional }) });
      expect(dueAt === null ? null : Date.parse(dueAt as string)).toBe(out.dueAt === null ? null : Date.parse(out.dueAt));
      expect(answer['remaining']).toEqual(out.remaining);
    }
  });

  it('proves each: the days walked and a hash', () => {
    expect(answers[0]).toMatchObject({ dueAt: '2026-10-08T23:59:59.999+08:00', proof: { engine: 'huiyin-time/2', hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  });

  it('asks a policy for the limit', async () => {
    const question = { id: 'p', start: '2026-03-04T10:00:00+08:00', policy: 'default', kind: 'help', urgency: 'ordinary', clock: 'answer' };
    const [answer] = linesIn((await huiyin([dueVerb], ['due'], JSON.stringify(question))).output);
    expect(answer).toMatchObject({ id: 'p', dueDay: '2026-03-11', proof: { clock: 'answer', policy: { name: 'default' }, limit: { amount: 5, unit: 'workingDay' } } });
  });

  it('lets a policy’s clock stand still for what its rule names alone, and begin anew where the rule says so', async () => {
    const ask = { start: '2026-03-04T10:00:00+08:00', kind: 'help', urgency: 'ordinary', clock: 'answer' };
    const held = (by?: string) => [{ from: '2026-03-05T09:00:00+08:00', to: '2026-03-09T09:00:00+08:00', ...(by && { by }) }];
    const questions = [
      { policy: 'default', pauses: held() }, { policy: 'default', pauses: held('hearing') }, { policy: 'opinion-2016', pauses: held() },
      { policy: 'disclosure-2019', pauses: held('third_party') }, { policy: 'disclosure-2019', pauses: held('ask_citizen') },
    ];
    const { output } = await huiyin([dueVerb], ['due'], questions.map((question) => JSON.stringify({ ...ask, ...question })).join('\n'));
    const answers = linesIn(output);
    expect(answers.map(({ dueDay }) => dueDay)).toEqual(['2026-03-13', '2026-03-11', '2026-03-06', '2026-04-03', '2026-04-07']);
    expect(answers[4]).toMatchObject({ proof: { restarted: { from: '2026-03-04T10:00:00.000+08:00', by: 'ask_citizen' } } });
    const [wrong] = linesIn((await huiyin([dueVerb], ['due'], JSON.stringify({ ...ask, policy: 'nowhere' }))).output);
    expect(wrong).toMatchObject({ error: { detail: expect.stringContaining('没有名为“nowhere”的时限规则') as string, detailEn: expect.stringContaining('there are: default') as string } });
  });

  it('grants no more than the policy does', async () => {
    const ask = { start: '2026-03-04T10:00:00+08:00', kind: 'help', urgency: 'ordinary' };
    const questions = [
      { policy: 'default', clock: 'answer', extension: 10 }, { policy: 'default', clock: 'answer', extension: 11 }, { policy: 'jinan-2018', clock: 'answer', extension: 1 },
      { policy: 'petition-2022', clock: 'answer', extension: 30 }, { policy: 'default', clock: 'leg', extension: 5 },
    ];
    const answers = linesIn((await huiyin([dueVerb], ['due'], questions.map((question) => JSON.stringify({ ...ask, ...question })).join('\n'))).output);
    expect(answers.map(({ error }) => (error as { code?: string } | undefined)?.code ?? null)).toEqual([null, 'extension_limit', 'extension_limit', null, null]);
    expect(answers[1]).toMatchObject({ error: { cap: 10, detail: '延期超过时限规则的上限：default 的 answer 最多延期 10（连同原期限共 15）。', detailEn: expect.stringContaining('by 10 at most (15 in all)') } });
    expect(answers[2]).toMatchObject({ error: { cap: 0, detail: expect.stringContaining('不能延期') } });
  });

  it('gives a problem in the place of a bad line and goes on', async () => {
    const good = '{"id":"g","start":"2026-03-04T10:00:00+08:00","amount":1,"unit":"workingDay"}';
    const lines = ['{"id":"a","start":"yesterday","amount":1,"unit":"workingDay"}', good, '{"id": broken', '[]', '{"id":"u","start":"2026-03-04","policy":"nowhere","clock":"answer"}', good];
    const said = await huiyin([dueVerb], ['due'], `\uFEFF${lines.join('\r\n')}\r\n`);
    const answers = linesIn(said.output);
    expect(said.status).toBe(1);
    expect(answers.map(({ id, error }) => [id, Boolean(error)])).toEqual([['a', true], ['g', false], [null, true], [null, true], ['u', true], ['g', false]]);
    expect(answers[0]!['error']).toMatchObject({ status: 400, code: 'wrong_shape', reason: 'not_an_instant', detail: '时间无法识别。', hint: expect.not.stringContaining('errors'), line: 1 });
    expect(answers[4]!['error']).toMatchObject({ status: 422, code: 'config_wrong', policy: 'nowhere' });
  });
});

describe('screen, route, redact, score', () => {
  it('reads a message: kind, urgency, department', async () => {
    const letter = JSON.stringify({ id: 1, subject: '公交班次', detail: '请问 12 路公交车早高峰为什么要等四十分钟？' });
    const [screened] = linesIn((await huiyin([judgingVerbs], ['screen'], letter)).output);
    expect(Object.keys(screened!)).toEqual(['id', 'verdict', 'kind', 'urgency', 'sensitive', 'reasons']);
    const [routed] = linesIn((await huiyin([judgingVerbs], ['route'], letter)).output);
    expect(routed).toMatchObject({ id: 1, department: expect.any(String), auto: false, ranked: expect.any(Array), why: expect.arrayContaining(['公交车']) });
  });

  it('learns from a file of past assignments, and says how good it is on lines it held back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-train-'));
    const lessons = ['公交', '医院'].flatMap((matter, place) => Array.from({ length: 20 }, (_, i) => ({ detail: `第${i}次反映${matter}的事，${place ? '挂号排队太久' : '班次太少等车太久'}`, label: place ? '卫生' : '交通' })));
    writeFileSync(join(folder, 'past.jsonl'), lessons.map((each) => JSON.stringify(each)).join('\n'));
    const said = await huiyin([judgingVerbs], ['route', '--train', 'past.jsonl'], '{"id":1,"detail":"公交车班次太少"}\n{"id":2,"detail":"医院 挂号 排队 太久 请 领导 重视 一下"}', { INIT_CWD: folder });
    rmSync(folder, { recursive: true });
    expect([said.status, linesIn(said.output).map(({ department }) => department)]).toEqual([0, ['交通', '卫生']]);
    expect(linesIn(said.output)[0]).toMatchObject({ confidence: expect.any(Number), auto: expect.any(Boolean), why: expect.arrayContaining(['班次']) });
    expect(JSON.parse(said.errors)).toMatchObject({ trainedOn: 40, departments: 2, heldBack: { messages: 40 } });
  });

  it('cuts personal data and says where', async () => {
    const [answer] = linesIn((await huiyin([judgingVerbs], ['redact'], JSON.stringify({ id: 'r', text: '我叫李晓明，电话13900001234' }))).output);
    expect(answer).toMatchObject({ id: 'r', text: '我叫〔姓名〕，电话〔手机号〕', cuts: [{ kind: 'name' }, { kind: 'mobile', start: 8, end: 19 }] });
  });

  it('judges a reply', async () => {
    const pair = { id: 's', message: '路灯坏了，何时修？', reply: '已收悉，已转相关部门。' };
    const [answer] = linesIn((await huiyin([judgingVerbs], ['score'], JSON.stringify(pair))).output);
    expect(answer).toMatchObject({ id: 's', verdict: expect.stringMatching(/warn|block/), dimensions: { relevance: expect.any(Number) } });
    expect((answer!['defects'] as { code: string }[]).map(({ code }) => code)).toContain('evasive');
  });

  it('keeps a line separator inside a JSON text', async () => {
    const [answer] = linesIn((await huiyin([judgingVerbs], ['redact'], '{"id":1,"text":"一\u2028二"}')).output);
    expect(answer).toMatchObject({ text: '一\u2028二' });
  });
});

describe('arguments that cannot be used', () => {
  it.each([
    [['route', '--train', 'x.jsonl'], 'x.jsonl'],
    [['route', '--train', 'test/vectors/due.jsonl'], 'label'],
    [['due', 'nowhere.jsonl'], 'nowhere.jsonl'],
    [['dew'], '没有这个命令'],
    [['due', '--fast'], '没有这个选项'],
  ])('%j: a sentence in both languages and status 2', async (words, named) => {
    const said = await huiyin([dueVerb, judgingVerbs], words);
    expect([said.status, said.output]).toEqual([2, '']);
    expect(said.errors).toContain(named);
    expect(said.errors).toMatch(/[\u4e00-\u9fff][\s\S]*[A-Za-z]{4}/);
  });

  it('a path is meant from where the command was called', async () => {
    const said = await huiyin([dueVerb], ['due', 'due.jsonl'], '', { INIT_CWD: `${process.cwd()}/test/vectors` });
    // The rows of the vectors carry the question under “in”: every line is answered, each with its problem.
    expect(linesIn(said.output)).toHaveLength(203);
  });
});

/** What is really held: garbage that only has not been collected yet does not count. */
const heapInUse = (): number => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
};

describe('a long stream', () => {
  it('needs no more memory than a short one and waits for a slow reader', async () => {
    // Long lines that are soon judged: ten thousand of them kept would be forty million bytes.
    const line = `${JSON.stringify({ id: 'x'.repeat(4000), text: '小区门口的路灯坏了，电话13900001234。' })}\n`;
    const measure = async (count: number): Promise<number> => {
      let most = 0;
      let waiting = 0;
      const output = new Writable({
        highWaterMark: 16_384,
        write: (_chunk: Buffer, _encoding, done) => {
          waiting += 1;
          if (waiting % 1000 === 0) most = Math.max(most, heapInUse());
          setImmediate(done);
        },
      });
      const input = Readable.from((function* () { for (let sent = 0; sent < count; sent++) yield Buffer.from(line); })());
      expect(await run([judgingVerbs], new Desk({ input, output, errors: output }, {}), ['redact'])).toBe(0);
      await finished(output.end());
      expect(waiting).toBe(count);
      return most;
    };
    const [short, long] = [await measure(1000), await measure(10_000)];
    expect(long - short).toBeLessThan(20 * 1024 * 1024);
  });
});
