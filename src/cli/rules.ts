import { readFile } from 'node:fs/promises';
import { dump, load as parse } from 'js-yaml';
import { Directory } from '../registry/directory.js';
import { Calendars } from '../rules/calendars.service.js';
import { Policies } from '../rules/policies.service.js';
import { Rebases, type Preview } from '../rules/rebases.service.js';
import type { Rebasing } from '../rules/rules.entities.js';
import { FAULTS, Unusable, type Desk, type Verb } from './desk.js';

/** Who changed a rule from here. */
const COMMAND_LINE = 'command line';

interface Reasoned {
  readonly reason: string;
}

/** YAML reads JSON too. */
async function contentOf(desk: Desk, file: string): Promise<Record<string, unknown>> {
  const content = readable(await readFile(desk.file(file), 'utf8'), file);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Unusable(`${file} 应为一份映射（键和值）。`, `${file} must hold a mapping of keys and values.`);
  }
  return content as Record<string, unknown>;
}

function readable(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Unusable(`${file} 不是有效的 YAML 或 JSON。`, `${file} is not valid YAML or JSON: ${(error as Error).message}`);
  }
}

/** `policy list | show NAME | clone NAME --as OWN | put FILE`: presets are read only. */
export const policyVerb: Verb = (program, desk) => {
  const policy = program.command('policy').description('时限规则 / time-limit policies');
  policy.command('list').description('全部规则，每行一份 / all of them, one a line').action(async () => {
    await desk.opened(async (app) => {
      for (const line of await app.get(Policies).list()) await desk.say(JSON.stringify(line));
    });
  });
  policy.command('show').argument('<name>').description('一份规则的全文、来源和版本 / one in full, with its sources and editions').action(async (name: string) => {
    await desk.opened(async (app) => await desk.say(JSON.stringify(await app.get(Policies).show(name), null, 2)));
  });
  policy
    .command('clone').argument('<name>').description('克隆为本单位的规则 / copy as a policy of your own')
    .requiredOption('--as <name>').requiredOption('--reason <text>', '理由 / why', reasonIn)
    .action(async (name: string, { as, reason }: Reasoned & { as: string }) => {
      await desk.opened(async (app) => {
        const { content } = await app.get(Policies).clone(name, { name: as }, { reason, changedBy: COMMAND_LINE });
        await desk.say(dump(content));
      });
    });
  policy
    .command('put').argument('<file>').description('以文件更新本单位的规则；在办件不变，见 rebase / a new edition from a file; running cases stay, see rebase')
    .option('--check', '只检查 / only check it').option('--reason <text>', '理由 / why', reasonIn)
    .action(async (file: string, { check, reason }: { check?: boolean; reason?: string }) => {
      const content = await contentOf(desk, file);
      const name = typeof content['name'] === 'string' ? content['name'] : '';
      if (!check && reason === undefined) throw new Unusable('请用 --reason 写明理由。', 'Give the reason with --reason.');
      await desk.opened(async (app) => {
        const policies = app.get(Policies);
        if (check) await policies.check(name, content);
        const { edition, openClocksByOlder } = check ? { edition: null, openClocksByOlder: 0 } : await policies.put(name, content, undefined, { reason: reason!, changedBy: COMMAND_LINE });
        await desk.say(JSON.stringify({ policy: name, fine: true, edition, openClocksByOlder }));
      });
    });
};

/** `calendar show YEAR | import FILE | local FILE --code CODE`. */
export const calendarVerb: Verb = (program, desk) => {
  const calendar = program.command('calendar').description('日历 / the calendar');
  calendar
    .command('show').argument('[year]').description('各年概况，或一年的逐日安排 / the years, or one year day by day').option('--organisation <code>')
    .action(async (year: string | undefined, { organisation }: { organisation?: string }) => {
      await desk.opened(async (app) => {
        const calendars = app.get(Calendars);
        if (year === undefined) return await desk.say(JSON.stringify(await calendars.show(), null, 2));
        for (const day of await calendars.year(yearIn(year), organisation)) await desk.say(JSON.stringify(day));
      });
    });
  calendar
    .command('import').argument('<file>')
    .description('载入一年的放假安排通知（本系统的或通行的 JSON 形式），所涉期限逐件重算 / load a year’s notice; the promises it moves are computed anew')
    .requiredOption('--reason <text>', '理由 / why', reasonIn).option('--dry-run', '只列出将变动的 / only say what would move')
    .action(async (file: string, { reason, dryRun }: Reasoned & { dryRun?: boolean }) => {
      const content = await contentOf(desk, file);
      await desk.opened(async (app) => {
        const calendars = app.get(Calendars);
        if (dryRun) return await tell(desk, await calendars.preview(content));
        const { rebasing } = await calendars.load(content, { reason, changedBy: COMMAND_LINE });
        await workOff(desk, app.get(Rebases), rebasing);
      });
    });
  calendar
    .command('local').argument('<file>').description('本地放假调休 {source, off, makeup}；在办件不变，见 rebase / local days; running cases stay, see rebase')
    .requiredOption('--code <code>').requiredOption('--reason <text>', '理由 / why', reasonIn).option('--organisation <code>', '缺省：全部 / all if absent')
    .action(async (file: string, { code, reason, organisation }: Reasoned & { code: string; organisation?: string }) => {
      const content = await contentOf(desk, file);
      await desk.opened(async (app) => {
        const { edition } = await app.get(Calendars).putLocal(code, organisation ?? null, content, { reason, changedBy: COMMAND_LINE });
        await desk.say(JSON.stringify({ code, edition }));
      });
    });
};

interface RebaseOptions extends Reasoned {
  readonly policy?: string;
  readonly calendar?: true;
  readonly organisation?: string;
  readonly dryRun?: true;
}

/** `rebase --policy NAME | --calendar [--organisation CODE] --reason … [--dry-run]`. */
export const rebaseVerb: Verb = (program, desk) => {
  program
    .command('rebase')
    .description('按现行规则重算在办时限 / compute running time limits anew by the rules in force')
    .option('--policy <name>').option('--calendar').option('--organisation <code>')
    .requiredOption('--reason <text>', '理由 / why', reasonIn).option('--dry-run', '只列出将变动的 / only say what would move')
    .action(async ({ policy, calendar, organisation, reason, dryRun }: RebaseOptions) => {
      if ((policy === undefined) === (calendar === undefined)) throw new Unusable('请在 --policy 与 --calendar 中任选其一。', 'Give either --policy or --calendar.');
      await desk.opened(async (app) => {
        const [rebases, policies] = [app.get(Rebases), app.get(Policies)];
        if (policy !== undefined) await policies.show(policy);
        const organisationId = organisation === undefined ? null : app.get(Directory).unit(organisation).id;
        const order = { sort: policy === undefined ? 'calendar' as const : 'policy' as const, subject: policy ?? null, organisationId, reason, orderedBy: COMMAND_LINE };
        if (dryRun) return await tell(desk, await rebases.preview(order));
        await workOff(desk, rebases, await rebases.place(order));
      });
    });
};

/** A clock a line, then the numbers. */
async function tell(desk: Desk, { named, ...counts }: Preview): Promise<void> {
  for (const clock of named) await desk.say(JSON.stringify(clock));
  desk.remark(
    `${counts.cases} 件将重算，${counts.moved} 只时限将变动，其中 ${counts.becomeOverdue} 只将逾期 / ${counts.cases} cases, ${counts.moved} due times would move, ${counts.becomeOverdue} become overdue`,
  );
  await desk.say(JSON.stringify(counts));
}

async function workOff(desk: Desk, rebases: Rebases, { id }: Rebasing): Promise<void> {
  await rebases.work();
  const { cases, clocks, moved, faults } = await rebases.show(id);
  for (const fault of faults) desk.remark(`${fault.caseId}: ${fault.reason}`);
  await desk.say(JSON.stringify({ rebasing: id, cases, clocks, moved, faults: faults.length }));
  if (faults.length > 0) desk.status = FAULTS;
}

/** What stands in every event a change of rules leaves. */
function reasonIn(text: string): string {
  if (text.trim() === '' || text.length > 500) throw new Unusable('--reason 应写明理由，不超过 500 字。', '--reason must say why, in at most 500 characters.');
  return text.trim();
}

function yearIn(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new Unusable(`年份“${text}”无法使用，应如 2027。`, `The year "${text}" cannot be used; write it like 2027.`);
  return Number(text);
}
