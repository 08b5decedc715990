/**
 * A real headless Chromium for tests: `CHROMIUM_PATH` if set, else the one inside @sparticuz/chromium (Linux x64).
 *
 * Tests talk to the page by locators or by `page.evaluate('…')` with text: the test program knows no DOM types.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

/** Why the tests that need a browser are skipped; shown in their name. */
export const NO_BROWSER = `no Chromium for ${process.platform}-${process.arch}: set CHROMIUM_PATH`;

/** No calls home, no first-run pages, no graphics card. */
const FLAGS = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--disable-dev-shm-usage',
];

/** Can `launchBrowser` give one here? */
export function browserIsPossible(): boolean {
  return Boolean(process.env.CHROMIUM_PATH) || (process.platform === 'linux' && process.arch === 'x64');
}

/** `describe`, or `describe.skip` with the reason in its name on a platform without a browser. */
export function describeWithBrowser(name: string, body: () => void): void {
  if (browserIsPossible()) describe(name, body);
  else describe.skip(`${name} (${NO_BROWSER})`, body);
}

/** A browser, or null where there is none; end it with `close()`. */
export async function launchBrowser(): Promise<Browser | null> {
  if (!browserIsPossible()) return null;
  const named = process.env.CHROMIUM_PATH;
  const folder = named ? undefined : unpacked();
  return chromium.launch({
    executablePath: named ?? join(folder ?? '', 'chromium'),
    headless: true,
    args: [...FLAGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...process.env, ...(folder ? { FONTCONFIG_FILE: join(folder, 'fonts.conf') } : {}) },
  });
}

let shared: Browser | undefined;
if ('afterAll' in globalThis) afterAll(() => shared?.close());

/** One browser for all test files that are loaded together. */
export async function sharedBrowser(): Promise<Browser> {
  shared ??= (await launchBrowser())!;
  return shared;
}

/** Whatever was opened in the shared browser goes: nothing of it reaches the next file. */
export async function closeWindows(): Promise<void> {
  await Promise.all((shared?.contexts() ?? []).map((context) => context.close()));
}

/**
 * The folder of the unpacked browser: about five seconds once an installation. The package itself would unpack to a
 * fixed name in /tmp, where two workers meet a half-written file and anyone may have put another program.
 */
function unpacked(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')) as { version: string };
  const cache = join(fileURLToPath(new URL('../../node_modules/.cache', import.meta.url)));
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  const script = `import c from ${JSON.stringify(pathToFileURL(entry).href)}; await c.executablePath();`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TMPDIR: draft } });
  writeFileSync(join(draft, 'fonts.conf'), fontSettings(join(folder, 'fonts')));
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // another worker was quicker: use its copy
  }
  return folder;
}

/** The machine's fonts, and the package's own for a machine that has none. */
function fontSettings(fonts: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${fonts}</dir>
  <cachedir>${fonts}-cache</cachedir>
</fontconfig>
`;
}
