/**
 * Takes every report there is from a running Huiyin (the demonstration), as DOCX and XLSX, prints all of them to PDF by one
 * LibreOffice and puts their pages side by side on sheets, to be looked at. A form without a file is an error, an empty page too.
 * Needs soffice, pdftoppm and montage: apt-get install libreoffice-writer libreoffice-calc poppler-utils imagemagick fonts-noto-cjk fonts-liberation
 * (Latin letters as wide as those that documents name; the Chinese ones are told below).
 *
 *   node test/bench/office-forms.mjs http://127.0.0.1:8080 FOLDER [SUPERVISOR COORDINATOR PASSWORD]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [base = 'http://127.0.0.1:8080', folder = join(tmpdir(), 'office-forms'), supervisor = 'yin.lanting', coordinator = 'shen.yuqing', password = 'Huiyin-demo-2026'] = process.argv.slice(2);
const OUT = resolve(folder);
const FORMATS = ['docx', 'xlsx'];

/** The session's cookie. */
async function signedIn(login) {
  const answer = await fetch(`${base}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password }) });
  if (!answer.ok) throw new Error(`Sign-in: ${answer.status} ${await answer.text()}`);
  return answer.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ');
}
let cookie = await signedIn(coordinator);
async function asked(path, body) {
  const answer = await fetch(`${base}/api/v1/${path}`, { headers: { cookie, ...(body && { 'content-type': 'application/json' }) }, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}
const told = async (path, body) => await (await asked(path, body)).json();
async function kept(name, path) {
  writeFileSync(join(OUT, name), Buffer.from(await (await asked(path)).arrayBuffer()));
}

/** A period of which the demonstration has something to tell, in the form a report takes it: over, or of half a year and a year the one its last month is in. */
function periods(today) {
  const day = (shift) => new Date(Date.parse(`${today}T00:00:00Z`) + shift * 86_400_000).toISOString().slice(0, 10);
  const week = (date) => {
    const thursday = new Date(Date.parse(`${date}T00:00:00Z`) + (4 - (new Date(`${date}T00:00:00Z`).getUTCDay() || 7)) * 86_400_000);
    return `${thursday.getUTCFullYear()}-W${String(Math.ceil(((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7)).padStart(2, '0')}`;
  };
  const before = (months) => new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 - months, 1)).toISOString().slice(0, 7);
  const [month, quarter] = [before(1), before(3)];
  return {
    daily: day(-1), weekly: week(day(-7)), monthly: month, quarterly: `${quarter.slice(0, 4)}-Q${Math.ceil(Number(quarter.slice(5)) / 3)}`, half_yearly: `${month.slice(0, 4)}-H${Number(month.slice(5)) > 6 ? 2 : 1}`,
    yearly: month.slice(0, 4), warnings: week(day(7)), ledgers: month, self_check: today, workload: month, topic_brief: today, typical_cases: month,
  };
}

async function chosenFor(period) {
  const { proposals } = await told(`report-forms/typical_cases/proposals?period=${period}`);
  const first = (as) => proposals.filter((each) => each.as === as).slice(0, 2).map(({ number }) => number);
  return [...first('good').map((number) => ({ number, as: 'good', comment: '到场快、事实清、有依据、有时间表，网民满意。' })), ...first('bad').map((number) => ({ number, as: 'bad', comment: '答复拖延，经办人出差未交接，值得各单位引以为戒。' }))];
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await asked('topics/run', {});
const [topic] = (await told('topics')).topics;
cookie = await signedIn(supervisor);
// The demonstration has a clock of its own, which every document tells.
const today = (await told(`report-forms/ledgers?period=${new Date().toISOString().slice(0, 7)}`)).period.asOf.slice(0, 10);
const { forms } = await told('report-forms');
const named = periods(today);
for (const { key } of forms) {
  const period = named[key];
  if (!period) throw new Error(`No period for ${key}`);
  if (key === 'typical_cases') {
    // Chosen by a person, so it is there only as a draft or as issued.
    const { id } = (await told('issued-reports')).reports.find(({ form }) => form === key) ?? await told('issued-reports', { form: key, period, chosen: await chosenFor(period) });
    for (const format of FORMATS) await kept(`${key}.${format}`, `issued-reports/${id}/files/${format}`);
    continue;
  }
  for (const format of FORMATS) await kept(`${key}.${format}`, `report-forms/${key}?period=${period}&format=${format}${key === 'topic_brief' ? `&topicId=${topic.id}` : ''}`);
}
const [assessment] = (await told('assessments')).assessments;
await kept('assessment.xlsx', `assessments/${assessment.id}/file?format=xlsx&language=zh`);
const [unit] = (await told(`assessments/${assessment.id}`)).unitLines;
await kept('assessment_unit.xlsx', `assessments/${assessment.id}/units/${unit.departmentId}/file?format=xlsx&language=zh`);
await kept('assessment_year.xlsx', `assessments/annual/${assessment.period.slice(0, 4)}/file?format=xlsx&language=zh`);

const [check] = (await told('spot-checks')).checks;
await kept('spot_check.xlsx', `spot-checks/${check.id}/file?format=xlsx&language=zh`);

/** For the fonts that documents name: one with serifs for 宋体 and its like, one without for 黑体. */
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${[['宋体', 'Serif'], ['仿宋_GB2312', 'Serif'], ['方正小标宋简体', 'Serif'], ['黑体', 'Sans']]
  .map(([named, style]) => `<match target="pattern"><test name="family"><string>${named}</string></test><edit name="family" mode="assign" binding="strong"><string>Noto ${style} CJK SC</string></edit></match>`).join('')}</fontconfig>`;
const profile = mkdtempSync(join(tmpdir(), 'office-profile-'));
writeFileSync(join(profile, 'fonts.conf'), FONTS);
const run = (command, ...parts) => {
  const { status, error, stderr, stdout } = spawnSync(command, parts, { encoding: 'utf8', timeout: 600_000, cwd: OUT, env: { ...process.env, FONTCONFIG_FILE: join(profile, 'fonts.conf') } });
  if (error || status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
  return stdout;
};
try {
  // One folder an ending: two files of a name would give one PDF.
  for (const format of FORMATS) run('soffice', `-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', 'pdf', '--outdir', join(OUT, format), ...readdirSync(OUT).filter((name) => name.endsWith(`.${format}`)));
} finally {
  rmSync(profile, { recursive: true, force: true });
}
const rows = [];
for (const name of readdirSync(OUT).filter((each) => /\.(docx|xlsx)$/.test(each))) {
  const [stem, format] = name.split('.');
  run('pdftoppm', '-r', '60', '-png', join(format, `${stem}.pdf`), join(format, stem));
  const pages = readdirSync(join(OUT, format)).filter((each) => each.startsWith(`${stem}-`) && each.endsWith('.png'));
  const empty = run('pdftotext', '-layout', join(format, `${stem}.pdf`), '-').split('\f').slice(0, pages.length).flatMap((text, at) => (text.replaceAll(/第 \d+ 页，共 \d+ 页|— \d+ —|\d+ \/ \d+|\s/g, '') === '' ? [at + 1] : []));
  run('montage', ...pages.map((each) => join(format, each)), '-tile', '4x', '-geometry', '+6+6', '-background', '#888', `${stem}-${format}.png`);
  rows.push({ file: name, pages: pages.length, empty: empty.join(', ') || '–', sheet: `${stem}-${format}.png` });
}
console.table(rows);
console.log(`Sheets of pages: ${OUT}`);
if (rows.some(({ empty }) => empty !== '–')) process.exitCode = 1;
