import { Labels } from '../handling/labels.service.js';
import type { Verb } from './desk.js';

/** `labels export`, `labels rates`: what people said against the judge’s findings. */
export const labelsVerb: Verb = (program, desk) => {
  const labels = program.command('labels').description('标注 / people’s disagreement with the findings on replies');
  labels
    .command('export')
    .description('逐条导出，用于调校；文字已脱敏，不含举报件 / one JSON line each, redacted, of reports none')
    .action(async () => {
      await desk.opened(async (app) => {
        for await (const line of app.get(Labels).lines()) await desk.say(line);
      });
    });
  labels
    .command('rates')
    .description('各渠道误报率 / how often each finding was called wrong, by channel')
    .action(async () => {
      await desk.opened(async (app) => {
        for (const channel of await app.get(Labels).falseAlarms()) await desk.say(JSON.stringify(channel));
      });
    });
};
