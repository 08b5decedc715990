import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lettersVerbs } from '../../src/cli/letters.js';
import { huiyin, linesIn } from './bench.js';

const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const smoke = (id: string, user: string, day: number) => ({
  id, user, time: `2026-01-0${day}T09:00:00`, subject: `云锦之城小区餐馆油烟扰民${id}`, detail: '小区楼下餐馆没有烟道，油烟直排到楼上，噪音到凌晨，请处理油烟。',
});

describe('topics', () => {
  it('gives topics in the agreed shape, a problem for what is no letter, and exit status 1', async () => {
    const said = await huiyin([lettersVerbs], ['topics'], `${lines([smoke('a', 'u1', 1), smoke('b', 'u2', 3)])}\n{"id":"x"}\n${lines([smoke('c', 'u2', 2)])}`);
    const [fault, topic] = linesIn(said.output);
    expect(said.status).toBe(1);
    expect(fault).toMatchObject({ id: 'x', error: { code: 'wrong_shape', line: 3 } });
    expect(topic).toEqual({
      rank: 1, title: expect.stringContaining('云锦之城小区'), place: '云锦之城小区', who: '居民', from: '2026-01-01T09:00:00', to: '2026-01-03T09:00:00',
      heat: expect.any(Number), users: 2, ids: ['a', 'b', 'c'],
    });
  });
});

describe('similar', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-similar-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('answers each letter with its like ones of the other file', async () => {
    const against = join(folder, 'against.jsonl');
    writeFileSync(against, lines([smoke('a', 'u1', 1), { id: 2, subject: '路灯', detail: '解放大道路灯一直不亮，请维修。' }]));
    const said = await huiyin([lettersVerbs], ['similar', '--against', against], lines([{ ...smoke('n', 'u', 1) }, { id: 'm', subject: '咨询', detail: '请问医保异地结算怎么备案' }]));
    expect([said.status, linesIn(said.output)]).toEqual([0, [{ id: 'n', matches: [{ id: 'a', score: expect.any(Number) }] }, { id: 'm', matches: [] }]]);
    expect((await huiyin([lettersVerbs], ['similar', '--against', join(folder, 'none')], '')).status).toBe(2);
  });
});
