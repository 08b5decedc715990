/**
 * Measures the reply judge on real public messages and replies that lie beside the repository (`../shared/data`, never
 * part of it): `node test/bench/quality.mjs`; says so and ends when the folder is absent. Every figure stands beside its
 * reference from the same run. What is judged goes through the answering of `huiyin score`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Judge } from '../../src/base/workers/judge.js';
import { scoreAnswering } from '../../src/cli/judging.js';
import { normalise } from '../../src/core/language/normalise.js';
import { cosine, grams } from '../../src/core/language/similarity.js';
import { dissect } from '../../src/core/quality/anatomy.js';
import { relevanceOf } from '../../src/core/quality/relevance.js';
import type { Judgement } from '../../src/core/quality/verdicts.js';
import { agreement, auc, spearman } from './judging-statistics.js';
import { fitted, nearest, partOf, random, type Row } from './quality-pairs.js';

const DATA = '../shared/data';
interface Label {
  id: string;
  evasive: number;
  hollow: number;
  cold: number;
  offtopic: number;
  overall: number;
}

const read = <T>(name: string): T[] => readFileSync(join(DATA, name), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as T);
const show = (name: string, value: string): void => void process.stdout.write(`${name.padEnd(58)} ${value}\n`);
const percent = (part: number, whole: number): string => `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;

const begun = performance.now();
const judge = new Judge('config');
const started = performance.now() - begun;
const answer = scoreAnswering(judge);
const scored = (row: Row, reply: string): Judgement => answer({ subject: row.subject, message: row.message, reply }) as Judgement;

/** Telling the true reply from another: the relevance dimension, its reference, and the same signals fitted without the part they are tested on. */
function measureRelevance(rows: readonly Row[]): void {
  const lexicons = judge.lexicons;
  const anatomies = rows.map(({ reply }) => dissect(reply, lexicons));
  const own = rows.map((_, i) => i);
  const others = { true: own, random: random(rows, 7), 'random again': random(rows, 8), 'most similar': nearest(rows, false), 'most similar, same group too': nearest(rows, true) };
  const measured = Object.entries(others).map(([name, with_]) => ({
    name,
    pairs: with_.map((j, i) => {
      const [row, reply] = [rows[i] as Row, rows[j]?.reply ?? ''];
      const { signals } = relevanceOf({ ...row, reply }, anatomies[j]!, lexicons.quality);
      return {
        part: partOf(row.group), length: reply.length, signals: Object.values(signals), relevance: scored(row, reply).dimensions.relevance,
        cosine: cosine(grams(normalise(`${row.subject} ${row.message}`).text), grams(normalise(reply).text)), apart: 0,
      };
    }),
  }));
  const [truth, ...false_] = measured;
  const teaching = [...truth!.pairs.map((pair) => ({ pair, t: 1, w: 1 })), ...false_.slice(0, 3).flatMap(({ pairs }, at) => pairs.map((pair) => ({ pair, t: 0, w: [0.5, 0.5, 0.1][at]! })))];
  for (let part = 0; part < 5; part += 1) {
    const lesson = teaching.filter(({ pair }) => pair.part !== part);
    const [bias, ...weights] = fitted(lesson.map(({ pair }) => pair.signals), lesson.map(({ t }) => t), lesson.map(({ pair, w }) => w * (pair.length < 60 ? 0.1 : 1)));
    for (const { pairs } of measured)
      for (const pair of pairs) if (pair.part === part) pair.apart = (bias ?? 0) + pair.signals.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0);
  }
  for (const least of [0, 60, 100])
    for (const { name, pairs } of false_) {
      const of = (key: 'relevance' | 'cosine' | 'apart'): string =>
        auc(truth!.pairs.filter(({ length }) => length >= least).map((pair) => pair[key]), pairs.filter(({ length }) => length >= least).map((pair) => pair[key])).toFixed(4);
      show(`AUC against ${name}, replies ≥ ${least}`, `relevance ${of('relevance')} · fitted apart, 5 parts by group ${of('apart')} · cosine of 2–3-grams ${of('cosine')}`);
    }
}

function measureLabels(rows: readonly Row[]): void {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const labels = read<Label>('replies.labels.dev.jsonl').filter(({ id }) => byId.has(id));
  const judged = labels.map(({ id }) => scored(byId.get(id)!, byId.get(id)!.reply));
  const length = labels.map(({ id }) => dissect(byId.get(id)!.reply, judge.lexicons).content.length);
  const overall = labels.map((label) => label.overall);
  const truth = labels.map(({ evasive }) => evasive === 1);
  const best = [...new Set(length)].map((least) => agreement(length.map((each) => each <= least), truth)).toSorted((a, b) => Number(/F1 ([0-9.]+)/.exec(b)?.[1]) - Number(/F1 ([0-9.]+)/.exec(a)?.[1]))[0];
  show('labels: Spearman of score with overall', `${spearman(judged.map(({ score }) => score), overall).toFixed(3)} · length of the stripped reply ${spearman(length, overall).toFixed(3)}`);
  const found = (code: string): boolean[] => judged.map(({ defects }) => defects.some((each) => each.code === code));
  show('labels: evasive', agreement(found('evasive'), truth));
  show('  length of the stripped reply, best threshold', best ?? '');
  for (const part of [0, 1, 2, 3, 4]) {
    const here = labels.flatMap(({ id }, i) => (partOf(byId.get(id)!.group) === part ? [i] : []));
    const at = <T>(list: readonly T[]): T[] => here.map((i) => list[i]!);
    show(`  part ${part} by group`, `${agreement(at(found('evasive')), at(truth))} · Spearman ${spearman(at(judged.map(({ score }) => score)), at(overall)).toFixed(2)}, length ${spearman(at(length), at(overall)).toFixed(2)}`);
  }
  for (const [code, key] of [['hollow', 'hollow'], ['cold', 'cold'], ['off_topic', 'offtopic']] as const) show(`labels: ${code} (too rare to tell)`, agreement(found(code), labels.map((label) => label[key] === 1)));
  const good = judged.filter((_, i) => (overall[i] ?? 0) >= 4);
  const verdict = (which: string): string => percent(good.filter((each) => each.verdict === which).length, good.length);
  show('labels: of replies rated ≥ 4', `blocked ${verdict('block')} · warned ${verdict('warn')}`);
}

function measureCodes(rows: readonly Row[]): void {
  const own = rows.map((row) => scored(row, row.reply));
  for (const verdict of ['pass', 'warn', 'block']) show(`all true pairs: ${verdict}`, percent(own.filter((each) => each.verdict === verdict).length, own.length));
  for (const code of Object.keys(judge.lexicons.quality.defects)) show(`  ${code}`, percent(own.filter(({ defects }) => defects.some((each) => each.code === code)).length, own.length));
}

function measureSpeed(rows: readonly Row[]): void {
  show('cold start: words and weights read', `${started.toFixed(0)} ms`);
  const long = rows.filter(({ reply }) => reply.length > 150);
  for (const length of [500, 3000]) {
    const times = Array.from({ length: 400 }, (_, i) => {
      let reply = '';
      for (let at = i; reply.length < length; at += 37) reply += long[at % long.length]!.reply;
      const before = process.cpuUsage();
      scored(long[i % long.length]!, reply.slice(0, length));
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }).slice(50).toSorted((a, b) => a - b);
    const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? 0;
    show(`speed: ${length} characters, ms of processor`, `median ${at(0.5).toFixed(1)} · p99 ${at(0.99).toFixed(1)} · ${Math.round(1000 / (times.reduce((a, b) => a + b, 0) / times.length))} replies/s on one core`);
  }
}

if (existsSync(DATA)) {
  const rows = read<Row>('replies.dev.jsonl').map((row) => ({ ...row, subject: row.subject ?? '' }));
  measureLabels(rows);
  measureRelevance(rows);
  measureCodes(rows);
  measureSpeed(rows);
} else process.stdout.write(`${DATA} is absent: nothing measured\n`);
