import { Database } from '../base/database/database.js';
import { Judging } from '../base/workers/judging.js';
import { rescoreAll } from '../handling/rescoring.js';
import { Directory } from '../registry/directory.js';
import type { Verb } from './desk.js';

/** `rescore [--each]`: what the words and weights of today would have said of every reply so far. */
export const rescoreVerb: Verb = (program, desk) => {
  program
    .command('rescore')
    .description('以现在的词表和权重重新评判以往答复并与当时比较，不改动 / judge past replies again and compare; changes nothing')
    .option('--each', '另逐件列出有变化的 / also each reply judged otherwise, one a line')
    .action(async ({ each }: { each?: boolean }) => {
      await desk.opened(async (app) => {
        const directory = app.get(Directory);
        await directory.refresh();
        const found = await rescoreAll(app.get(Database), directory, app.get(Judging), async (change) => {
          if (each) await desk.say(JSON.stringify(change));
        });
        await desk.say(JSON.stringify(found));
      });
    });
};
