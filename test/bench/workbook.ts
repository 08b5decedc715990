/** Writes one report, a JSON file, as a workbook and prints what that took: ms, the bytes it grew by at most, the whole process. For `report.ts`. */
import { readFileSync } from 'node:fs';

const FILES = '../../dist/reporting/report-files.js';
const { formOf } = (await import(FILES)) as typeof import('../../src/reporting/report-files.js');

const report = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Parameters<typeof formOf>[0];
globalThis.gc?.();
// Looked at, not asked of the system: its highest mark holds what the process that started this one had.
const [before, begun] = [process.memoryUsage().rss, performance.now()];
let whole = before;
const look = (): void => void (whole = Math.max(whole, process.memoryUsage().rss));
const watch = setInterval(look, 5);
await formOf(report, 'xlsx');
const elapsed = performance.now() - begun;
clearInterval(watch);
look();
process.stdout.write(JSON.stringify({ elapsed, grown: whole - before, whole }));
