// Every screen of the console at 1366×768 and of the citizens’ pages at 390×844, in Chinese, from the demonstration;
// and every screen as it is when there is nothing to show. What may be cut off, untranslated or raw is told beside its name.
// npm run screenshots [folder = data/screenshots] [address of a running demonstration] [names, as a pattern] [width×height]
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import type { Shot } from './stage.js';

// Node reads the files as they are; the compiler knows them by the names they would have when compiled.
const here = async <T>(name: string): Promise<T> => (await import(new URL(name, import.meta.url).href)) as T;
const { launchBrowser } = await here<typeof import('../support/browser.js')>('../support/browser.ts');
const { contextOf, PASSWORD, standsAt } = await here<typeof import('./stage.js')>('./stage.ts');
const { SHOTS } = await here<typeof import('./shots.js')>('./shots.ts');
const { EMPTY, STATES } = await here<typeof import('./states.js')>('./states.ts');
const { faultsOf } = await here<typeof import('./faults.js')>('./faults.ts');

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const [folder = join(ROOT, 'data', 'screenshots'), running, only, wanted] = process.argv.slice(2);
const wide = wanted?.split(/[×x]/).map(Number);
const size = wide && { width: wide[0]!, height: wide[1]! };

interface Installation {
  readonly address: string;
  readonly said: string;
  readonly end: () => void;
}

/** An installation in a process of its own, with data of its own that goes with it. */
async function installation(script: string, port: number): Promise<Installation> {
  const data = mkdtempSync(join(tmpdir(), 'huiyin-screenshots-'));
  const child = spawn(process.execPath, [join(ROOT, 'config/build', script)], { env: { ...process.env, DATA_DIR: data, PORT: String(port) }, stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300; tries++) {
    if (await fetch(`${address}/ready`).then(({ ok }) => ok, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return { address, said, end: () => { child.once('exit', () => rmSync(data, { recursive: true, force: true })); child.kill(); } };
}

/** New and empty: the administrator with a password of their own, and two people who have every duty between them. */
async function empty(): Promise<Installation> {
  const made = await installation('start.mjs', 39_481);
  const ask = async (path: string, body: object, cookie = ''): Promise<Response> => {
    const answer = await fetch(`${made.address}/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  const signIn = async (login: string, password: string): Promise<string> => (await ask('/session', { login, password })).headers.getSetCookie().map((each) => each.split(';')[0]!).join('; ');
  const own = async (login: string, old: string): Promise<string> => {
    const cookie = await signIn(login, old);
    await ask('/session/password', { old, fresh: PASSWORD }, cookie);
    return await signIn(login, PASSWORD);
  };
  const admin = await own('admin', /password: (\S+)/.exec(made.said)![1]!);
  const duties = { everyone: ['coordinator', 'supervisor', 'duty_officer', 'caller'], auditor: ['auditor'] };
  for (const [login, roles] of Object.entries(duties)) {
    const { oneTimePassword } = (await (await ask('/people', { login, name: login === 'auditor' ? '审计员' : '受理岗', roles }, admin)).json()) as { oneTimePassword: string };
    await own(login, oneTimePassword);
  }
  return made;
}

async function take(browser: Browser, address: string, shot: Shot): Promise<void> {
  const context = await contextOf(browser, address, { ...shot, ...(size && !shot.size && { size }) });
  standsAt(context, address);
  const page = await context.newPage();
  try {
    const path = typeof shot.path === 'string' ? shot.path : await shot.path(page);
    await shot.before?.(page);
    await page.goto(path, { waitUntil: 'load' });
    if (!shot.before) await page.locator('h1, h2, .state').first().waitFor();
    if (!shot.before) await page.getByText('正在读取').first().waitFor({ state: 'detached' });
    await shot.prepare?.(page);
    await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined)))');
    await page.screenshot({ path: join(folder, `${shot.name}.png`) });
    const faults = shot.paper ? [] : await faultsOf(page, !shot.english);
    process.stdout.write(`${shot.name}\n${faults.map((each) => `    ${each.replaceAll('\n', ' ')}\n`).join('')}`);
  } finally {
    await page.close();
  }
}

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
if (browser === null) throw new Error('There is no browser here; see test/support/browser.ts');
const pictured = ({ name }: Shot): boolean => only === undefined || new RegExp(only).test(name);
async function takeAll(shots: readonly Shot[], open: () => Promise<Installation>): Promise<void> {
  const mine = shots.filter(pictured);
  if (mine.length === 0) return;
  const { address, end } = await open();
  try {
    for (const shot of mine) await take(browser!, address, shot).catch((error: unknown) => { process.exitCode = 1; process.stderr.write(`${shot.name}: ${String(error)}\n`); });
  } finally {
    end();
  }
}
try {
  await takeAll([...STATES, ...SHOTS], async () => (running ? { address: running, said: '', end: () => undefined } : await installation('demo.mjs', 39_480)));
  await takeAll(EMPTY, empty);
} finally {
  await browser.close();
}
