// Durable messages per second at 32 connections: the real door against a bare fastify + better-sqlite3 handler that
// writes the same rows, both in one run, rounds interleaved because the machine is noisy.
// node test/bench/intake.mjs [rounds=3] [seconds=4]
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../config/build/ensure-built.mjs';

ensureBuilt();
const rounds = Number(process.argv[2] ?? 3);
const seconds = Number(process.argv[3] ?? 4);
const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-'));
const text = '我家住在城东新区，楼下工地这半个月每天夜里施工到凌晨两点，老人小孩都睡不好。'.repeat(8).slice(0, 300);

async function prepare() {
  const { createApplication, closeApplication } = await import('../../dist/application.js');
  const { readSettings } = await import('../../dist/base/settings.js');
  const { SystemClock } = await import('../../dist/base/clock.js');
  const { Registry } = await import('../../dist/registry/registry.service.js');
  const { Identity } = await import('../../dist/identity/identity.service.js');
  const { Directory } = await import('../../dist/registry/directory.js');
  const { Database } = await import('../../dist/base/database/database.js');
  const { Intake } = await import('../../dist/intake/intake.service.js');
  const app = await createApplication(readSettings({ DATA_DIR: folder, WORKERS: '0', LOG_LEVEL: 'error' }), new SystemClock(), { beating: false });
  await app.get(Registry).take({
    organisations: [{ code: 'office', name: '政务新媒体中心' }],
    departments: [{ code: 'center', name: '中心', organisation: 'office', own: true }],
    accounts: [{ handle: 'bench', platform: 'wechat', name: '测试号', sponsor: 'office' }],
  });
  const account = app.get(Directory).accountByHandle('bench');
  const token = await app.get(Database).write('person', (turn) => app.get(Identity).makeToken(turn, 'bench', 'channel', account.id));
  const sample = { externalId: 'sample', occurredAt: Date.now(), subject: '夜间施工', text, author: { id: 'someone', contact: '13900000000' } };
  await app.get(Intake).receive(account, { ...sample, raw: JSON.stringify(sample) }, { kind: 'system', name: 'bench' });
  await closeApplication(app);
  return token;
}

function started(script, args, env) {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const port = new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /:(\d{4,5})\s|^(\d{4,5})\n/.exec(said);
      if (found) resolve(found[1] ?? found[2]);
    });
    child.on('exit', () => reject(new Error(`ended: ${said}`)));
  });
  return { child, port };
}

let serial = 0;
async function fire(url, authorization) {
  const result = await autocannon({
    url, connections: 32, duration: seconds, method: 'POST', headers: { 'content-type': 'application/json', authorization },
    setupClient: (client) => {
      const next = () => client.setBody(JSON.stringify({
        externalId: `b-${serial++}`, occurredAt: new Date().toISOString(), subject: '夜间施工', text, author: { id: `u${serial}`, contact: '13900000000' },
      }));
      next();
      client.on('response', next);
    },
  });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} answers were not 2xx`);
  return { rate: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const token = await prepare();
for (const end of ['', '-wal', '-shm']) try { copyFileSync(join(folder, `huiyin.sqlite${end}`), join(folder, `bare.sqlite${end}`)); } catch { /* checkpointed: there is no such file */ }
const real = started('dist/main.js', [], { DATA_DIR: folder, PORT: '0', WORKERS: '1', LOG_LEVEL: 'error' });
const bare = started('test/bench/bare-intake.mjs', [join(folder, 'bare.sqlite'), 'FULL'], {});
const realUrl = `http://127.0.0.1:${await real.port}/api/v1/accounts/bench/messages`;
const bareUrl = `http://127.0.0.1:${await bare.port}/messages`;
const table = [];
for (let round = 0; round <= rounds; round++) {
  const here = { bare: await fire(bareUrl, `Bearer ${token}`), real: await fire(realUrl, `Bearer ${token}`) };
  if (round > 0) table.push(here); // the first round warms up
}
real.child.kill('SIGTERM');
bare.child.kill('SIGTERM');
rmSync(folder, { recursive: true, force: true });
const column = (name, figure) => median(table.map((each) => each[name][figure]));
console.table(Object.fromEntries(['bare', 'real'].map((name) => [name, {
  'messages/s': Math.round(column(name, 'rate')), 'p50 ms': column(name, 'p50'), 'p99 ms': column(name, 'p99'),
  range: `${Math.round(Math.min(...table.map((each) => each[name].rate)))}–${Math.round(Math.max(...table.map((each) => each[name].rate)))}`,
}])));
console.log(`ratio real/bare (median of rounds): ${median(table.map((each) => each.real.rate / each.bare.rate)).toFixed(2)}`);
process.exit(0);
