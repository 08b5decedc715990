// Due times a second on one core, without and with proof, beside a naive loop on `Date` that counts the same days with a
// table of holidays; rounds interleaved because the machine is noisy, medians printed.
// node test/bench/deadlines.mjs [rounds=5] [questions=20000]
import { ensureBuilt, root } from '../../config/build/ensure-built.mjs';

ensureBuilt();
const { Rulebook } = await import('../../dist/base/policy.js');
const { dueOf } = await import('../../dist/core/time/deadline.js');
const { proofOf } = await import('../../dist/core/time/proof.js');
const rounds = Number(process.argv[2] ?? 5);
const questions = Number(process.argv[3] ?? 20_000);
const calendar = new Rulebook(`${root}config`).today;
const off = new Set(Object.values(calendar.data.years).flatMap((year) => Object.keys(year.off)));
const makeup = new Set(Object.values(calendar.data.years).flatMap((year) => Object.keys(year.makeup)));
const begin = Date.UTC(2024, 0, 1);
const starts = Array.from({ length: questions }, (_, index) => begin + index * 4_500_000);

/** As one writes it first: a Date, a day more, a look into the table. */
function naive(start, amount) {
  const date = new Date(start + 8 * 3_600_000);
  for (let left = amount; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1);
    const day = date.toISOString().slice(0, 10);
    if (makeup.has(day) || (!off.has(day) && date.getUTCDay() % 6 !== 0)) left -= 1;
  }
  return date.getTime();
}

/** @type {{ name: string, limit: { amount: number, unit: 'workingDay' | 'naturalDay' | 'workingHour' | 'hour' }, days: number }[]} */
const CASES = [
  { name: '5 working days', limit: { amount: 5, unit: 'workingDay' }, days: 5 },
  { name: '15 working days', limit: { amount: 15, unit: 'workingDay' }, days: 15 },
  { name: '60 natural days, rolled forward', limit: { amount: 60, unit: 'naturalDay' }, days: 0 },
  { name: '4 office hours', limit: { amount: 4, unit: 'workingHour' }, days: 0 },
  { name: '48 hours', limit: { amount: 48, unit: 'hour' }, days: 0 },
];
let sink = 0;
function perSecond(compute) {
  const since = performance.now();
  for (const start of starts) sink += compute(start) ? 1 : 0;
  return questions / ((performance.now() - since) / 1000);
}
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const thousands = (number) => (Math.round(number / 1000) * 1000).toLocaleString('en');

console.log('| limit | due times a second | with proof | naive loop on Date | against naive, without : with proof |');
console.log('| --- | --- | --- | --- | --- |');
for (const { name, limit, days } of CASES) {
  const measured = { due: [], proof: [], naive: [] };
  for (let round = 0; round < rounds + 1; round++) {
    const now = {
      due: perSecond((start) => dueOf({ start, ...limit }, calendar).dueAt),
      proof: perSecond((start) => proofOf({ start, ...limit }, calendar).hash),
      naive: days > 0 ? perSecond((start) => naive(start, days)) : null,
    };
    // The first round warms up.
    if (round > 0) for (const key of Object.keys(now)) measured[key].push(now[key]);
  }
  const [due, proof] = [median(measured.due), median(measured.proof)];
  const slow = days > 0 ? median(measured.naive) : null;
  const ratio = slow === null ? '–' : `${(due / slow).toFixed(1)} : ${(proof / slow).toFixed(2)}`;
  console.log(`| ${name} | ${thousands(due)} | ${thousands(proof)} | ${slow === null ? '–' : thousands(slow)} | ${ratio} |`);
}
if (sink === 0) throw new Error('nothing was computed');
