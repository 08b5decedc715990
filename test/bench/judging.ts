/**
 * Measures the judgements on real public messages and replies that lie beside the repository (`../shared/data`, never
 * part of it): `node test/bench/judging.mjs`; says so and ends when the folder is absent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rank } from '../../src/core/judgement/ranking.js';
import { screen } from '../../src/core/judgement/screening.js';
import { shippedDuties, shippedLexicons } from '../core/judgement/lexicon-files.js';

const DATA = '../shared/data';

interface Row {
  id: string;
  label?: string;
  group?: string;
  cut?: boolean;
  subject?: string;
  detail?: string;
  message?: string;
  reply?: string;
}

/** Which first-level class of the data a department of the base list falls into. */
const CLASS_OF: Readonly<Record<string, string>> = {
  human_resources: '劳动和社会保障', medical_insurance: '劳动和社会保障', education: '教育文体', health: '卫生计生',
  housing: '城乡建设', city_management: '城乡建设', water: '城乡建设', natural_resources: '城乡建设', housing_fund: '城乡建设',
  transport: '交通运输', environment: '环境保护', market: '商贸旅游', culture_tourism: '商贸旅游', police: '交通运输',
}; // prettier-ignore

function rows<T>(name: string): T[] {
  return readFileSync(join(DATA, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

function show(name: string, value: number | string): void {
  process.stdout.write(`${name.padEnd(46)} ${typeof value === 'number' ? value.toFixed(3) : value}\n`);
}

function measureMessages(): void {
  const lexicons = shippedLexicons();
  const messages = rows<Row>('messages.dev.jsonl');
  const whole = messages.filter(({ cut }) => cut !== true);
  for (const [name, list] of [
    ['messages.dev whole', whole],
    ['messages.dev cut', messages.filter(({ cut }) => cut === true)],
    ['topics', rows<Row>('topics.jsonl')],
  ] as const) {
    const screened = list.map((row) => ({
      row,
      result: screen({ subject: row.subject, detail: row.detail ?? '' }, lexicons),
    }));
    const held = screened.filter(({ result }) => result.verdict === 'hold');
    show(`${name}: held`, `${held.length} of ${list.length} (${((100 * held.length) / list.length).toFixed(2)} %)`);
    const counts = new Map<string, number>();
    for (const { result } of held)
      for (const code of new Set(result.reasons.filter((r) => r.hold).map((r) => r.code)))
        counts.set(code, (counts.get(code) ?? 0) + 1);
    show('  by reason', [...counts].map(([code, n]) => `${code} ${n}`).join(' · '));
    const tally = (of: (r: (typeof screened)[number]['result']) => string): string =>
      [
        ...screened.reduce(
          (map, { result }) => map.set(of(result), (map.get(of(result)) ?? 0) + 1),
          new Map<string, number>(),
        ),
      ]
        .map(([k, n]) => `${k} ${n}`)
        .join(' · ');
    show(
      '  kinds',
      tally((r) => r.kind),
    );
    show(
      '  urgency',
      tally((r) => r.urgency),
    );
    if (process.argv.includes('--held'))
      for (const { row, result } of held.slice(0, 60))
        process.stdout.write(
          `    ${row.id} ${result.reasons
            .filter((r) => r.hold)
            .map((r) => `${r.code}[${r.text}]`)
            .join(' ')} | ${row.subject ?? ''}\n`,
        );
  }
  measureRanking(messages);
}

function measureRanking(messages: Row[]): void {
  const duties = shippedDuties();
  const started = performance.now();
  const results = messages.map((row) => {
    const ranking = rank({ subject: row.subject, detail: row.detail ?? '' }, duties);
    return { row, ranking, said: CLASS_OF[ranking.department ?? ''] ?? 'none' };
  });
  show('ranking: ms a message', (performance.now() - started) / messages.length);
  show('ranking: accuracy of the first', results.filter(({ row, said }) => said === row.label).length / results.length);
  show(
    'ranking: accuracy of the first three',
    results.filter(({ row, ranking }) => ranking.ranked.slice(0, 3).some(({ department }) => CLASS_OF[department] === row.label))
      .length / results.length,
  );
  const classes = [...new Set(messages.map(({ label }) => label ?? ''))];
  let macro = 0;
  for (const name of classes) {
    const hit = results.filter(({ row, said }) => said === name && row.label === name).length;
    const f1 =
      (2 * hit) /
      (results.filter(({ said }) => said === name).length + results.filter(({ row }) => row.label === name).length);
    macro += f1 / classes.length;
    show(`  F1 ${name}`, f1);
  }
  show('ranking: macro-F1 from duty lists alone', macro);
}

if (existsSync(DATA)) {
  measureMessages();
} else process.stdout.write(`${DATA} is absent: nothing measured\n`);
