import { Database } from '../base/database/database.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { refuseUnless } from '../core/refusal.js';
import { CLOCKS, keysOf } from '../core/vocabulary.js';
import { Proofs } from '../views/proofs.service.js';
import { FAULTS, Unusable, wordOf, type Verb } from './desk.js';

interface Options {
  readonly clock: string;
  readonly revision?: string;
  readonly form: string;
  readonly language: string;
}

/** `proof CASE_NUMBER [--clock answer] [--revision n] [--form json|citizen|page]`: 时限计算说明, and whether it holds. */
export const proofVerb: Verb = (program, desk) => {
  program
    .command('proof')
    .description('时限计算说明 / what a due time stands on')
    .argument('<case number>')
    .option('--clock <clock>', keysOf(CLOCKS).join(', '), 'answer')
    .option('--revision <n>', '此前的版本 / as it was before it moved')
    .option('--form <form>', 'json, citizen, page', 'json')
    .option('--language <language>', 'zh, en', 'zh')
    .action(async (number: string, options: Options) => {
      const clock = wordOf('--clock', options.clock, keysOf(CLOCKS));
      const form = wordOf('--form', options.form, ['json', 'citizen', 'page'] as const);
      const language = wordOf('--language', options.language, ['zh', 'en'] as const);
      const revision = options.revision === undefined ? undefined : wholeIn(options.revision);
      await desk.opened(async (app) => {
        const file = await app.get(Database).rows.one(CaseFile, { number });
        refuseUnless(file, 'not_found', { case: number });
        const proofs = app.get(Proofs);
        const { id } = await proofs.clockNamed(file, clock);
        const answer = await proofs.of(file, id, revision);
        if (form === 'page') await desk.say(await proofs.page(file, id, language, revision));
        else await desk.say(JSON.stringify(form === 'json' ? answer : await proofs.citizen(file, id, revision), null, 2));
        if (!answer.holds) {
          desk.remark('内容与存档的校验值不一致。\nThe content does not have the checksum it was stored with.');
          desk.status = FAULTS;
        }
      });
    });
};

function wholeIn(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Unusable(`--revision=“${text}”应为整数。`, `--revision="${text}" must be a whole number.`);
  return Number(text);
}
