/**
 * Opens every DOCX and XLSX of a folder in LibreOffice, prints it to PDF and the pages to PNG, to be looked at.
 * Needs soffice and pdftoppm: apt-get install libreoffice-writer libreoffice-calc poppler-utils, and some Chinese font.
 *
 *   node test/bench/office-forms.mjs FOLDER
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2] ?? '.');
const files = readdirSync(folder).filter((name) => /\.(docx|xlsx)$/.test(name));
if (files.length === 0) throw new Error(`No DOCX or XLSX in ${folder}`);
const profile = mkdtempSync(join(tmpdir(), 'office-forms-'));
const run = (command, ...parts) => {
  const { status, error, stderr } = spawnSync(command, parts, { encoding: 'utf8', timeout: 240_000 });
  if (error || status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
};
try {
  for (const name of files) {
    const out = join(folder, name.replace('.', '-'));
    run('soffice', `-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', 'pdf', '--outdir', out, join(folder, name));
    run('pdftoppm', '-r', '60', '-png', join(out, name.replace(/\.\w+$/, '.pdf')), join(out, 'page'));
    console.log(`${out}: ${readdirSync(out).filter((each) => each.endsWith('.png')).length} pages`);
  }
} finally {
  rmSync(profile, { recursive: true, force: true });
}
