// How often screening holds what ordinary people write, and how many kinds of fresh letters it tells: on real letters
// (../shared/data, not part of the project) every hold of a lawful letter is a false one, near enough. The reference is a
// plain search for the same words, without what excuses them.   node test/bench/screening.mjs [FILE.jsonl …]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';
import { ensureBuilt, root } from '../../config/build/ensure-built.mjs';

ensureBuilt();
const { screen } = await import(`${root}dist/core/judgement/screening.js`);
const { parseLexicons } = await import(`${root}dist/core/judgement/lexicons.js`);

const merged = (folder) => Object.assign({}, ...readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => parse(readFileSync(`${folder}/${name}`, 'utf8'))));
const lexicons = parseLexicons({ lists: merged(`${root}config/lexicons`), quality: merged(`${root}config/quality`) });
const holding = Object.values(lexicons.lists).filter(({ hold }) => hold).flatMap(({ terms }) => terms ?? []);

const given = process.argv.slice(2);
const files = given.length > 0 ? given : ['topics.jsonl', 'messages.dev.jsonl', 'replies.dev.jsonl'].map((name) => `${root}../shared/data/${name}`);
const rows = [];
for (const file of files) {
  if (!existsSync(file)) {
    console.log(`skipped: there is no ${file}`);
    continue;
  }
  // Of some only the words are left: how they stood to each other is lost, and with it what excuses them.
  const letters = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line)).filter(({ cut }) => !cut);
  const before = process.cpuUsage();
  const read = letters.map((letter) => ({ letter, said: screen({ subject: letter.subject, detail: letter.detail ?? letter.message ?? letter.text ?? '' }, lexicons) }));
  const seconds = process.cpuUsage(before).user / 1e6;
  const held = read.filter(({ said }) => said.verdict === 'hold');
  const codes = Map.groupBy(held.flatMap(({ said }) => [...new Set(said.reasons.filter(({ hold }) => hold).map(({ code }) => code))]), (code) => code);
  const naive = letters.filter(({ subject, detail, message, text }) => holding.some((term) => `${subject ?? ''}${detail ?? message ?? text ?? ''}`.includes(term)));
  const share = (some) => `${((100 * some.length) / letters.length).toFixed(2)} %`;
  rows.push({
    letters: letters.length, held: share(held), 'plain search would hold': share(naive), 'hidden by itself': read.filter(({ said }) => said.quarantine).length,
    'duty officer called': share(read.filter(({ said }) => said.urgency === 'emergency')), urgent: share(read.filter(({ said }) => said.urgency === 'urgent')), sensitive: share(read.filter(({ said }) => said.sensitive)),
    'taken for reports': share(read.filter(({ said }) => said.kind === 'report')), 'of no kind': share(read.filter(({ said }) => said.kind === 'other')),
    'letters a second of processor': Math.round(letters.length / seconds),
  });
  console.log(file.split('/').at(-1), Object.fromEntries([...codes].map(([code, all]) => [code, all.length]).toSorted((a, b) => b[1] - a[1])));
}
if (rows.length > 0) console.table(rows);
