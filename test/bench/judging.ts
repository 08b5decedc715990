/**
 * Measures the judgements on real public messages and replies that lie beside the repository (`../shared/data`, never
 * part of it): `node test/bench/judging.mjs`; says so and ends when the folder is absent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rank } from '../../src/core/judgement/ranking.js';
import { screen } from '../../src/core/judgement/screening.js';
import { judgeReply } from '../../src/core/quality/judge.js';
import type { Judgement } from '../../src/core/quality/verdicts.js';
import { shippedDuties, shippedLexicons } from '../core/judgement/lexicon-files.js';
import { agreement, auc, spearman } from './judging-statistics.js';

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
interface Labelled {
  id: string;
  answers: number;
  evasive: number;
  hollow: number;
  cold: number;
  offtopic: number;
  overall: number;
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

function measureReplies(): void {
  const lexicons = shippedLexicons();
  const replies = rows<Row>('replies.dev.jsonl');
  const judge = (q: Row, reply: string): Judgement =>
    judgeReply({ subject: q.subject, message: q.message ?? '', reply }, lexicons);
  const byId = new Map(replies.map((row) => [row.id, row]));
  const labels = rows<Labelled>('replies.labels.dev.jsonl').filter(({ id }) => byId.has(id));
  const judged = labels.map(({ id }) => judge(byId.get(id) as Row, byId.get(id)?.reply ?? ''));
  const has = (code: string): boolean[] => judged.map(({ defects }) => defects.some((d) => d.code === code));
  const scores = judged.map(({ score }) => score);
  show(
    'labelled: Spearman of score with overall',
    spearman(
      scores,
      labels.map(({ overall }) => overall),
    ),
  );
  show(
    'labelled: AUC of score, overall >= 3',
    auc(
      scores.filter((_, i) => (labels[i]?.overall ?? 0) >= 3),
      scores.filter((_, i) => (labels[i]?.overall ?? 0) < 3),
    ),
  );
  show(
    'labelled: AUC of score, answers > 0',
    auc(
      scores.filter((_, i) => (labels[i]?.answers ?? 0) > 0),
      scores.filter((_, i) => (labels[i]?.answers ?? 0) === 0),
    ),
  );
  show(
    'labelled: evasive',
    agreement(
      has('evasive'),
      labels.map(({ evasive }) => evasive === 1),
    ),
  );
  show(
    'labelled: hollow',
    agreement(
      has('hollow'),
      labels.map(({ hollow }) => hollow === 1),
    ),
  );
  show(
    'labelled: cold',
    agreement(
      has('cold'),
      labels.map(({ cold }) => cold === 1),
    ),
  );
  show(
    'labelled: off_topic',
    agreement(
      has('off_topic'),
      labels.map(({ offtopic }) => offtopic === 1),
    ),
  );
  if (process.argv.includes('--wrong')) printWrong(labels, judged, byId);
  const own = replies.map((row) => judge(row, row.reply ?? ''));
  const step = 613;
  const swapped = replies.map((row, i) => judge(row, replies[(i + step) % replies.length]?.reply ?? ''));
  show(
    'pairs: AUC of score, true above random',
    auc(
      own.map((j) => j.score),
      swapped.map((j) => j.score),
    ),
  );
  show(
    'pairs: AUC of relevance, true above random',
    auc(
      own.map((j) => j.dimensions.relevance),
      swapped.map((j) => j.dimensions.relevance),
    ),
  );
  const share = (list: Judgement[], code: string): string =>
    `${((100 * list.filter((j) => j.defects.some((d) => d.code === code)).length) / list.length).toFixed(1)} %`;
  for (const code of Object.keys(lexicons.quality.defects))
    show(`pairs: ${code} on true · random`, `${share(own, code)} · ${share(swapped, code)}`);
  const verdicts = (list: Judgement[]): string =>
    ['pass', 'warn', 'block']
      .map((v) => `${v} ${((100 * list.filter((j) => j.verdict === v).length) / list.length).toFixed(1)} %`)
      .join(' ');
  show('pairs: verdicts on true', verdicts(own));
  show('pairs: verdicts on random', verdicts(swapped));
  const started = performance.now();
  let characters = 0;
  for (const row of replies.slice(0, 500)) characters += judge(row, row.reply ?? '') ? (row.reply ?? '').length : 0;
  show(
    'speed: ms a reply, characters a reply',
    `${((performance.now() - started) / 500).toFixed(2)} · ${(characters / 500).toFixed(0)}`,
  );
}

function printWrong(labels: Labelled[], judged: Judgement[], byId: Map<string, Row>): void {
  judged.forEach((j, i) => {
    const label = labels[i];
    if (label === undefined) return;
    const said = j.defects.some((d) => d.code === 'evasive');
    if (said === (label.evasive === 1) && Math.abs(j.score / 20 - label.overall) < 1.6) return;
    process.stdout.write(
      `\n${label.id} label evasive ${label.evasive} overall ${label.overall} · score ${j.score} ${JSON.stringify(j.dimensions)} ${j.defects.map((d) => `${d.code}[${d.text.slice(0, 20)}]`).join(' ')}\n  ${byId.get(label.id)?.reply?.slice(0, 300)}\n`,
    );
  });
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
  if (!process.argv.includes('--messages')) measureReplies();
  if (!process.argv.includes('--replies')) measureMessages();
} else process.stdout.write(`${DATA} is absent: nothing measured\n`);
