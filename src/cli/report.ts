import { isAbsolute, resolve } from 'node:path';
import { callerDirectory } from '../base/settings.js';
import { Monthly } from '../reporting/monthly.service.js';
import { REPORT_FORMATS, writeReport } from '../reporting/report-files.js';
import { Unusable, wordOf, type Verb } from './desk.js';

/** `report --month 2026-10 --out DIR [--format xlsx,docx,html,csv,json]`. */
export const reportVerb: Verb = (program, desk) => {
  program
    .command('report')
    .description('月报 / the monthly report')
    .requiredOption('--month <month>', 'YYYY-MM')
    .requiredOption('--out <folder>', '写到哪个目录 / the folder to write into')
    .option('--format <formats>', REPORT_FORMATS.join(','), REPORT_FORMATS.join(','))
    .action(async ({ month, out, format }: { month: string; out: string; format: string }) => {
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Unusable(`月份“${month}”应如 2026-10。`, `The month "${month}" should be like 2026-10.`);
      const formats = format.split(',').map((each) => wordOf('--format', each.trim(), REPORT_FORMATS));
      const folder = isAbsolute(out) ? out : resolve(callerDirectory(), out);
      await desk.opened(async (app) => {
        for (const path of await writeReport(await app.get(Monthly).report(month), folder, formats)) await desk.say(path);
      });
    });
};
