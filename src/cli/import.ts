import { Imports, type ImportOrder } from '../intake/import.service.js';
import type { ImportBatch } from '../intake/intake.entities.js';
import { Directory } from '../registry/directory.js';
import { FAULTS, wordOf, type Desk, type Verb } from './desk.js';

interface Options {
  readonly account: string;
  readonly as: string;
}

/** `import FILE --account HANDLE --as live|history`: the same file again goes on where it stopped. */
export const importVerb: Verb = (program, desk) => {
  program
    .command('import')
    .description('导入留言 / take in messages from .csv, .xlsx or .jsonl')
    .argument('<file>')
    .requiredOption('--account <handle>')
    .requiredOption('--as <mode>', 'live（按新到办理 as if just arrived） / history（既往件 past cases: no clocks, nothing is sent）')
    .action(async (file: string, options: Options) => {
      const mode = wordOf('--as', options.as, ['live', 'history'] as const);
      const path = desk.file(file);
      await desk.opened(async (app) => {
        const order: ImportOrder = { account: app.get(Directory).accountByHandle(options.account), path, name: file, mode };
        await takeFile(desk, app.get(Imports), order);
      });
    });
};

async function takeFile(desk: Desk, imports: Imports, order: ImportOrder): Promise<void> {
  const before = await imports.begin(order);
  if (before.finishedAt !== null) return await desk.say(`此文件已导入完毕，没有要做的 / nothing to do, this file was taken already: ${summary(before)}`);
  if (before.lastLine > 0) desk.remark(`从第 ${before.lastLine} 行之后继续 / going on after line ${before.lastLine}`);
  const after = await imports.run(before, order, (batch) => desk.remark(summary(batch)));
  for (const { line, reason } of await imports.faults(after.id)) desk.remark(`第 ${line} 行 line ${line}: ${reason}`);
  await desk.say(summary(after));
  if (after.refused > 0 || (await imports.faults(after.id, 1)).length > 0) desk.status = FAULTS;
}

const summary = ({ lastLine, taken, seenBefore, refused }: ImportBatch): string =>
  `至第 ${lastLine} 行：收件 ${taken}，已有 ${seenBefore}，有误 ${refused} / to line ${lastLine}: ${taken} taken, ${seenBefore} seen before, ${refused} refused`;
