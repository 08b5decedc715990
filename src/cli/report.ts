import { isAbsolute, resolve } from 'node:path';
import { callerDirectory } from '../base/settings.js';
import { Directory } from '../registry/directory.js';
import { Compiling } from '../reporting/compiling.service.js';
import { FORM_KEYS } from '../reporting/forms-known.js';
import { REPORT_FORMATS, writeReport } from '../reporting/report-files.js';
import { Unusable, wordOf, type Verb } from './desk.js';

/** Made for a person or about one topic: not without signing in. */
const BY_HAND = ['topic_brief', 'typical_cases'];
const FORMS_HERE = FORM_KEYS.filter((key) => !BY_HAND.includes(key));

/** `report --month 2026-10 --out DIR [--format …]`, or `report --form weekly --period 2026-W47 --out DIR`. */
export const reportVerb: Verb = (program, desk) => {
  program
    .command('report')
    .description('月报和其他报表 / the monthly report and the others')
    .option('--form <form>', FORMS_HERE.join(','), 'monthly')
    .option('--period <period>', '2026, 2026-H1, 2026-Q3, 2026-10, 2026-W47, 2026-10-01, 2026-10-01/2026-10-15')
    .option('--month <month>', 'YYYY-MM')
    .requiredOption('--out <folder>', '写到哪个目录 / the folder to write into')
    .option('--format <formats>', REPORT_FORMATS.join(','), REPORT_FORMATS.join(','))
    .action(async ({ form: named, month, period, out, format }: { form: string; month?: string; period?: string; out: string; format: string }) => {
      const form = wordOf('--form', named, FORMS_HERE);
      if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Unusable(`月份“${month}”应如 2026-10。`, `The month "${month}" should be like 2026-10.`);
      const of = period ?? month;
      if (of === undefined) throw new Unusable('请用 --month 或者 --period 指明期间。', 'Name a period with --month or --period.');
      const formats = format.split(',').map((each) => wordOf('--format', each.trim(), REPORT_FORMATS));
      const folder = isAbsolute(out) ? out : resolve(callerDirectory(), out);
      await desk.opened(async (app) => {
        const accountIds = new Set((await app.get(Directory).refresh()).allAccounts().map(({ id }) => id));
        const { report } = await app.get(Compiling).compiled({ form, period: of }, { accountIds, person: null });
        for (const path of await writeReport(report, folder, formats)) await desk.say(path);
      });
    });
};
