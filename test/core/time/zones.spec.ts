/** The machine’s time zone, summer time elsewhere and the language of the machine change not one byte of an answer. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CN, ROOT, read } from './data.js';

const questions = read('test/vectors/due.jsonl').trim().split('\n').map((line) => JSON.stringify((JSON.parse(line) as { in: object }).in)).join('\n');

function dueUnder(environment: Record<string, string>): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'config/build/huiyin.mjs'), 'due'], {
    cwd: ROOT, input: questions, encoding: 'utf8', env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

it('is the same in New York, Apia and Shanghai, in Thai and in Arabic', () => {
  const here = dueUnder({ TZ: 'Asia/Shanghai', LC_ALL: 'zh_CN.UTF-8' });
  const answers = here.trim().split('\n').map((line) => JSON.parse(line) as { dueAt: string | null });
  const rows = read('test/vectors/due.jsonl').trim().split('\n').map((line) => JSON.parse(line) as { out: { dueAt: string | null } });
  expect(answers).toHaveLength(rows.length);
  answers.forEach(({ dueAt }, index) => {
    const expected = rows[index]!.out.dueAt;
    expect([index, dueAt === null ? null : CN.instant(dueAt)]).toEqual([index, expected === null ? null : CN.instant(expected)]);
  });
  for (const environment of [{ TZ: 'America/New_York', LC_ALL: 'th_TH.UTF-8', LANG: 'th_TH.UTF-8' }, { TZ: 'Pacific/Apia', LC_ALL: 'ar_EG.UTF-8', LANG: 'ar_EG.UTF-8' }])
    expect(dueUnder(environment)).toBe(here);
}, 120_000);
