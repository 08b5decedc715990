import { readFile } from 'node:fs/promises';
import { readRota } from '../rota/rota-file.js';
import { RotaKeeping, type ShiftView } from '../rota/rota.service.js';
import type { Verb } from './desk.js';

/** `rota import FILE` and `rota show`: who is on duty, from files the office keeps anyway. */
export const rotaVerb: Verb = (program, desk) => {
  const rota = program.command('rota').description('值班表 / the duty rota');
  rota
    .command('import')
    .description('导入值班表 / take in a rota (.yaml with patterns and entries, .csv with one shift a line)')
    .argument('<file>')
    .requiredOption('--organisation <code>', '机构代码 / code of the organisation')
    .action(async (file: string, { organisation }: { organisation: string }) => {
      const given = readRota(file, await readFile(desk.file(file), 'utf8'));
      await desk.opened(async (app) => {
        const { patterns, entries } = await app.get(RotaKeeping).take(given, organisation);
        await desk.say(`已导入：固定班次 ${patterns}、指定班次 ${entries} / taken: ${patterns} recurring, ${entries} dated shifts`);
      });
    });
  rota
    .command('show')
    .description('一个月的值班 / the shifts of a month')
    .requiredOption('--organisation <code>', '机构代码 / code of the organisation')
    .option('--month <YYYY-MM>', '缺省为本月 / this month if left out')
    .action(async ({ organisation, month }: { organisation: string; month?: string }) => {
      await desk.opened(async (app) => {
        const { shifts, gaps } = await app.get(RotaKeeping).month(null, month, organisation);
        for (const shift of shifts) await desk.say(lineOf(shift));
        for (const { from, to } of gaps) await desk.say(`${from.slice(0, 16)} – ${to.slice(0, 16)}  无人值班 / nobody on duty`);
      });
    });
};

const lineOf = ({ name, from, to, officers, lead }: ShiftView): string =>
  [`${from.slice(0, 16)} – ${to.slice(0, 16)}`, name, officers.map((each) => each.name).join('、'), lead ? `带班 ${lead.name}` : ''].filter(Boolean).join('  ');
