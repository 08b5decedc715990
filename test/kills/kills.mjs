// kill -9 at random moments while the simulation, an import or a rebasing of time limits runs; started again until it ends by itself.
// Nothing may be lost and nothing doubled: the run that was killed must end exactly like one that was left in peace.
// node test/kills/kills.mjs [kills=3] [seed=1]
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ensureBuilt, root } from '../../config/build/ensure-built.mjs';

ensureBuilt();
const kills = Number(process.argv[2] ?? 3);
/** A few kills are a sample: of a smaller import and a smaller rebasing too. */
const sample = kills < 10;
const [LETTERS, LINES, BROKEN, OPEN_CASES, IMPORT_MS] = sample ? [40, 1000, 250, 300, 2000] : [60, 4000, 1000, 1500, 4000];
let seed = Number(process.argv[3] ?? 1);
/** A small repeatable generator (mulberry32), so that a failing run can be had again. */
const random = () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const folder = mkdtempSync(join(tmpdir(), 'huiyin-kills-'));
const cli = join(root, 'dist', 'cli.js');
const say = (line) => process.stdout.write(`${line}\n`);
const faults = [];
const must = (holds, what) => {
  if (!holds) faults.push(what);
  say(`${holds ? '✓' : '✗'} ${what}`);
};

/** The demonstration’s own messages as letters with the time of their answer. */
function lettersFile() {
  const rows = readFileSync(join(root, 'config', 'demo', 'messages.jsonl'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const letters = rows.filter((row) => row.reply).slice(0, LETTERS).map((row, index) => ({
    id: row.externalId, user: row.author.id, subject: row.subject ?? '', message: row.text, reply: row.reply, time: row.occurredAt,
    replyTime: new Date(Date.parse(row.occurredAt) + (1 + (index % 14)) * 86_400_000).toISOString(),
  }));
  const file = join(folder, 'letters.jsonl');
  writeFileSync(file, letters.map((letter) => JSON.stringify(letter)).join('\n'));
  return file;
}

function importFile() {
  const file = join(folder, 'import.jsonl');
  const lines = Array.from({ length: LINES }, (_, index) => JSON.stringify({
    externalId: `i-${index}`, occurredAt: '2026-03-04T10:00:00+08:00', subject: `第 ${index} 件`, text: `路灯不亮，第 ${index} 次反映。`, author: { id: `u${index % 700}` },
  }));
  lines[BROKEN] = '{broken';
  writeFileSync(file, lines.join('\n'));
  return file;
}

const environment = (data) => ({ ...process.env, DATA_DIR: data, LOG_LEVEL: 'error', WORKERS: '0' });

function started(args, data) {
  const child = spawn(process.execPath, [cli, ...args], { env: environment(data), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const ended = new Promise((resolve) => child.on('exit', (status, signal) => resolve({ status, signal, said })));
  return { child, ended };
}

/**
 * Runs a command in fresh data directories (copies of the prepared one), killing and starting it again until it was killed so many times; every
 * directory whose run came to its end is looked at. Returns how many kills there really were.
 */
async function killedRuns(times, args, lengthMs, prepared, look) {
  let killed = 0;
  for (let round = 1; killed < times; round++) {
    const data = join(folder, `killed-${args[0]}-${round}`);
    if (prepared) cpSync(prepared, data, { recursive: true });
    for (;;) {
      const { child, ended } = started(args, data);
      const timer = killed < times ? setTimeout(() => child.kill('SIGKILL'), 300 + random() * lengthMs) : undefined;
      const end = await ended;
      clearTimeout(timer);
      if (end.signal === 'SIGKILL') {
        killed += 1;
        continue;
      }
      look(data, end);
      break;
    }
    rmSync(data, { recursive: true, force: true });
  }
  return killed;
}

const facts = (data, queries) => {
  const database = new Database(join(data, 'huiyin.sqlite'), { readonly: true });
  const found = Object.fromEntries(Object.entries(queries).map(([name, sql]) => [name, JSON.stringify(database.prepare(sql).all())]));
  database.close();
  return found;
};

const SIMULATED = {
  cases: 'select state, count(*) as n from case_files group by state order by state',
  events: 'select act, count(*) as n from case_events group by act order by act',
  misses: "select at, count(*) as n from case_events where act = 'miss' group by at order by at",
  clocks: 'select clock, due_at, stopped_at, verdict, count(*) as n from deadlines group by clock, due_at, stopped_at, verdict order by clock, due_at, stopped_at, verdict',
  notices: 'select template, state, count(*) as n from notices group by template, state order by template, state',
};

const letters = lettersFile();
const peaceful = join(folder, 'peaceful');
const begun = performance.now();
const left = await started(['simulate', '--messages', letters], peaceful).ended;
const length = performance.now() - begun;
must(left.status === 0, `the simulation left in peace keeps its invariants (${(length / 1000).toFixed(1)} s)`);
if (left.status !== 0) say(left.said);
const one = facts(peaceful, SIMULATED);
const simulationKills = await killedRuns(kills, ['simulate', '--messages', letters], length * 0.6, null, (data, end) => {
  must(end.status === 0, 'a simulation that was killed and ran on keeps its invariants');
  if (end.status !== 0) return say(end.said);
  const other = facts(data, SIMULATED);
  for (const name of Object.keys(SIMULATED)) must(one[name] === other[name], `its ${name} are those of the run left in peace`);
});
say(`the simulation was killed ${simulationKills} times`);

const file = importFile();
const registry = join(root, 'config', 'demo', 'registry.yaml');
const done = (data, ...words) => spawnSync(process.execPath, [cli, ...words], { env: environment(data), encoding: 'utf8' });
const registered = join(folder, 'registered');
must(done(registered, 'registry', 'import', registry).status === 0, 'the registry is taken');
const importKills = await killedRuns(kills, ['import', file, '--account', 'yunxi-mailbox', '--as', 'live'], IMPORT_MS, registered, (data, end) => {
  must([0, 1].includes(end.status), 'an import that was killed and started again ends');
  if (![0, 1].includes(end.status)) return say(end.said);
  const counts = facts(data, {
    messages: 'select count(*) as n, count(distinct external_id) as different from messages',
    chains: 'select count(*) as n from case_files where last_seq <> (select count(*) from case_events where case_id = case_files.id)',
    faults: 'select line from import_faults',
  });
  must(counts.messages === `[{"n":${LINES - 1},"different":${LINES - 1}}]`, `every good line is there once: ${counts.messages}`);
  must(counts.chains === '[{"n":0}]', 'no case lost an event');
  must(counts.faults === `[{"line":${BROKEN + 1}}]`, `the broken line is reported once, by its number: ${counts.faults}`);
});
say(`the import was killed ${importKills} times`);
/** Three days off from the day after tomorrow on: every running clock moves, whatever day it is. */
function localDaysFile() {
  const off = Object.fromEntries([2, 3, 4, 5, 6].map((days) => [new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10), '防汛']));
  const path = join(folder, 'local.json');
  writeFileSync(path, JSON.stringify({ source: '示例', off }));
  return path;
}

function openCasesFile() {
  const path = join(folder, 'open.jsonl');
  const lines = Array.from({ length: OPEN_CASES }, (_, index) => JSON.stringify({
    externalId: `o-${index}`, occurredAt: new Date(Date.now() - 60_000).toISOString(), kind: 'help', subject: `第 ${index} 件`, text: `路灯不亮，第 ${index} 次反映。`, author: { id: `u${index}` },
  }));
  writeFileSync(path, lines.join('\n'));
  return path;
}

const [open, local] = [openCasesFile(), localDaysFile()];
const opened = join(folder, 'opened');
cpSync(registered, opened, { recursive: true });
must(done(opened, 'import', open, '--account', 'yunxi-mailbox', '--as', 'live').status === 0, 'the open cases are taken');
must(done(opened, 'calendar', 'local', local, '--code', 'flood', '--reason', '防汛').status === 0, 'the local days are taken');
const REBASED = {
  clocks: 'select clock, due_day, revision, count(*) as n from deadlines group by clock, due_day, revision order by clock, due_day, revision',
  events: "select n, count(*) as cases from (select count(*) as n from case_events where act = 'rebase' group by case_id) as each group by n",
  counted: 'select sum(cases) as cases, sum(clocks) as clocks, sum(moved) as moved, sum(finished_at is null) as open from rebasings',
  former: 'select count(*) as n, count(distinct deadline_id || revision) as different from former_deadlines',
};
const rebase = ['rebase', '--calendar', '--reason', '防汛停工'];
const still = join(folder, 'still');
cpSync(opened, still, { recursive: true });
const since = performance.now();
must((await started(rebase, still).ended).status === 0, 'the rebasing left in peace ends');
const rebasing = performance.now() - since;
const calm = facts(still, REBASED);
must(calm.events === `[{"n":1,"cases":${OPEN_CASES}}]`, `each case has one event: ${calm.events}`);
const rebaseKills = await killedRuns(kills, rebase, rebasing, opened, (data, end) => {
  must(end.status === 0, 'a rebasing that was killed and started again ends');
  if (end.status !== 0) return say(end.said);
  const other = facts(data, REBASED);
  for (const name of Object.keys(REBASED)) must(calm[name] === other[name], `its ${name} are those of the run left in peace: ${other[name]}`);
  must(done(data, 'replay').status === 0, 'replay finds no difference');
  must(done(data, 'audit', 'verify').status === 0, 'every hash holds');
});
say(`the rebasing was killed ${rebaseKills} times`);
rmSync(folder, { recursive: true, force: true });
say(faults.length === 0 ? 'nothing lost, nothing doubled' : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
