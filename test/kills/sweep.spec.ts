/**
 * kill -9 at random moments of sweep, relay and mailing over a thousand due rungs: on SQLite, and on PostgreSQL with three
 * processes at once. What is marked, written and accepted by the mail server must be exactly what the pure ladder says.
 * Two kills, of fewer rungs and two processes, here; `KILLS=50` in `npm run verify`.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rulebook } from '../../src/base/policy.js';
import { Deadline, RungMark } from '../../src/casefile/casefile.entities.js';
import { resolvedRule, rungsOf } from '../../src/core/clock-due.js';
import type { ClockState } from '../../src/core/clock-state.js';
import { Paper } from '../../src/escalation/escalation.entities.js';
import { verifyAudit } from '../../src/journal/verify.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { Desk } from '../escalation/desk.js';
import { Office, onEachDatabase } from '../support/office.js';
import { freshPostgres } from '../support/postgres.js';
import { SmtpForTests } from '../support/smtp.js';

const KILLS = Number(process.env['KILLS'] ?? 2);
const sample = KILLS < 10;
/** Eight rungs each by the morning of the 12th. */
const CASES = sample ? 42 : 126;
/** After a process has begun it is killed within this time, if it has not ended by then. */
const MOMENTS_MS = sample ? 1500 : 4000;
const OPENED = '2026-03-04T10:00:00+08:00';
const DUE = Date.parse('2026-03-12T10:00:00+08:00');

/** mulberry32, so that a failing run can be had again. */
function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

// A process that is killed while it builds would leave half a build.
beforeAll(() => {
  const build = `await import('./config/build/ensure-built.mjs').then(({ ensureBuilt }) => ensureBuilt())`;
  spawnSync(process.execPath, ['--input-type=module', '-e', build], { stdio: 'inherit' });
}, 180_000);

onEachDatabase((dialect) => {
  const processes = dialect === 'sqlite' ? 1 : sample ? 2 : 3;

  it(`${KILLS} kills of ${processes} at once: marks, documents and accepted mails are those of the ladder`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-sweep-'));
    const smtp = await new SmtpForTests().start();
    const postgres = dialect === 'postgresql' ? await freshPostgres() : null;
    const environment = { DATA_DIR: folder, SECRET_KEY_FILE: join(folder, 'secret.key'), SMTP_URL: smtp.url, ...(postgres && { DATABASE_URL: postgres.url }) };
    try {
      await prepare(environment);
      await killAndEnd(environment, processes);
      await compare(environment, smtp);
    } finally {
      await smtp.stop();
      await postgres?.drop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 3_600_000);
});

async function prepare(environment: Record<string, string>): Promise<void> {
  const office = await Office.open({ now: OPENED, environment });
  await new Desk(office).manyHandling(CASES);
  await office.settle();
  await office.close();
}

async function killAndEnd(environment: Record<string, string>, processes: number): Promise<void> {
  const random = randoms(7);
  // A mail that a killed process had claimed is another’s after five minutes.
  let now = DUE;
  let killed = 0;
  for (;;) {
    const running = Array.from({ length: processes }, () => started(environment, now));
    if (killed < KILLS) for (const { child } of running) killOnceBegun(child, random() * MOMENTS_MS);
    const ends = await Promise.all(running.map(({ ended }) => ended));
    const fault = ends.find(({ status, signal }) => signal !== 'SIGKILL' && status !== 0);
    if (fault) throw new Error(fault.said);
    killed += ends.filter(({ signal }) => signal === 'SIGKILL').length;
    now += 6 * 60_000;
    if (killed >= KILLS && ends.every(({ status }) => status === 0)) return;
    // All came to their end before they were killed: what is left is killed at nothing.
    if (ends.every(({ status }) => status === 0) && now > DUE + 3 * 3_600_000) return;
  }
}

/** Counted from its first word: starting takes longer than all that is to be interrupted. */
function killOnceBegun(child: ChildProcess, afterMs: number): void {
  child.stdout!.once('data', () => {
    const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
    child.once('exit', () => clearTimeout(timer));
  });
}

interface End {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

function started(environment: Record<string, string>, now: number): { child: ChildProcess; ended: Promise<End> } {
  const child = spawn(process.execPath, ['test/kills/sweeper.mjs'], {
    env: { ...process.env, ...environment, NOW: String(now), LOG_LEVEL: 'error', WORKERS: '0', PUBLIC_URL: 'https://huiyin.example' }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  return { child, ended: new Promise((done) => child.on('exit', (status, signal) => done({ status, signal, said }))) };
}

async function compare(environment: Record<string, string>, smtp: SmtpForTests): Promise<void> {
  const office = await Office.open({ now: new Date(DUE + 86_400_000).toISOString(), environment });
  try {
    const rules = office.app.get(Rulebook);
    const clocks = await office.rows.find(Deadline, { clock: ['answer', 'leg'] });
    const wanted = clocks.flatMap((clock) => {
      const rule = resolvedRule(rules.policy(clock.policyHash), clock.clock, { kind: 'complaint', urgency: 'ordinary', act: clock.startAct });
      const rungs = rungsOf(clock as unknown as ClockState, rules, rule).filter(({ fireAt }) => fireAt <= DUE);
      return rungs.map(({ key, at }) => ({ mark: `${clock.id} ${key} ${at}`, urge: key === 'urge' && clock.clock === 'leg' ? `${clock.id}:${clock.epoch}:${clock.revision}:${key}` : null }));
    });
    expect(wanted).toHaveLength(CASES * 8);
    const known = new Set(clocks.map(({ id }) => id));
    const marks = (await office.rows.find(RungMark, {})).filter(({ deadlineId }) => known.has(deadlineId));
    expect(marks.map(({ deadlineId, rung, at }) => `${deadlineId} ${rung} ${at}`).toSorted()).toEqual(wanted.map(({ mark }) => mark).toSorted());
    const papers = await office.rows.find(Paper, {});
    expect(papers.map(({ rungKey }) => rungKey!).toSorted()).toEqual(wanted.flatMap(({ urge }) => urge ?? []).toSorted());
    expect(new Set(papers.map(({ number }) => number)).size).toBe(papers.length);

    const notices = await office.rows.find(Notice, {});
    expect(new Set(notices.map(({ state }) => state))).toEqual(new Set(['sent', 'collected']));
    const accepted = smtp.mails.map(({ messageId }) => messageId!);
    // A mail whose acceptance was not heard is sent again, and is the same mail.
    expect([...new Set(accepted)].toSorted()).toEqual(notices.filter(({ state }) => state === 'sent').map(({ messageId }) => messageId).toSorted());
    expect((await verifyAudit(office.database)).faults).toEqual([]);
  } finally {
    await office.close();
  }
}
