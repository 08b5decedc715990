import { sortOf } from '../base/readers.js';
import { KnowledgeFiles } from '../knowledge/knowledge-files.service.js';
import { Mirroring } from '../knowledge/mirroring.service.js';
import { FAULTS, wordOf, type Verb } from './desk.js';

/** Who brought a file from here. */
const COMMAND_LINE = { id: 'command line', person: false } as const;

/** `knowledge import FILE | export | source NAME URL | mirror`: the Q&A base and others like it. */
export const knowledgeVerb: Verb = (program, desk) => {
  const knowledge = program.command('knowledge').description('咨询答问库 / the Q&A base');
  knowledge
    .command('import').argument('<file>').description('从 .jsonl、.csv 或 .xlsx 导入，逐条待审核；可重复运行 / take entries in, each to be reviewed; safe to run again')
    .action(async (file: string) => {
      const path = desk.file(file);
      await desk.opened(async (app) => {
        const { faults, ...counts } = await app.get(KnowledgeFiles).take(path, sortOf(file), COMMAND_LINE);
        for (const { line, reason, raw } of faults) desk.remark(`第 ${line} 行 line ${line}: ${reason}\n  ${raw}`);
        if (faults.length > 0) desk.status = FAULTS;
        await desk.say(JSON.stringify({ ...counts, refused: faults.length }));
      });
    });
  knowledge
    .command('export').description('导出全部条目 / every entry, one a line').option('--form <form>', 'jsonl, csv', 'jsonl')
    .action(async ({ form }: { form: string }) => {
      const wanted = wordOf('--form', form, ['jsonl', 'csv'] as const);
      await desk.opened(async (app) => {
        for await (const line of app.get(KnowledgeFiles).told(wanted)) desk.streams.output.write(line);
      });
    });
  knowledge
    .command('source').argument('<name>').argument('<url>').description('登记要镜像的答问库 / another base to mirror').option('--every <minutes>', '', '60')
    .action(async (name: string, url: string, { every }: { every: string }) => {
      await desk.opened(async (app) => {
        const { id, url: address, everyMinutes } = await app.get(Mirroring).add(null, { name, url, everyMinutes: Number(every) || 60 });
        await desk.say(JSON.stringify({ id, url: address, everyMinutes }));
      });
    });
  knowledge
    .command('mirror').description('立即从各来源取更新 / ask every source now')
    .action(async () => {
      await desk.opened(async (app) => {
        const mirroring = app.get(Mirroring);
        for (const { id, name } of (await mirroring.sources()).filter(({ active }) => active)) {
          const { taken, error } = await mirroring.pullNow(id);
          if (error) desk.status = FAULTS;
          await desk.say(JSON.stringify({ source: name, taken, error }));
        }
      });
    });
};
