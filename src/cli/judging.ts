import { Judge, readBaseDuties } from '../base/workers/judge.js';
import type { DutyList } from '../core/judgement/ranking.js';
import { screen } from '../core/judgement/screening.js';
import { judgeReply } from '../core/quality/judge.js';
import { propose } from '../core/routing/proposing.js';
import type { Router } from '../core/routing/router-file.js';
import type { Verb } from './desk.js';
import { routerFrom } from './routing-lessons.js';
import { answerLines, judgingVerb, optionalText, textIn, type Answering } from './stream.js';

/** The machine’s advice from the command line: the same judges as in the server, over the words of `config/`. */
export const judgingVerbs: Verb = (program, desk) => {
  const judge = (): Judge => new Judge(desk.settings.configDirectory);
  judgingVerb(program, desk, 'screen', '审看 / kind, urgency and reasons to hold a message', () => screenAnswering(judge()));
  judgingVerb(program, desk, 'redact', '隐去个人信息 / cut personal data out of a text', () => redactAnswering(judge()));
  judgingVerb(program, desk, 'score', '答复质量 / judge a reply to a message', () => scoreAnswering(judge()));
  program
    .command('route')
    .description('派单建议 / propose a department by the duty lists')
    .argument('[file]', 'JSON Lines; 缺省或 - 为标准输入 / standard input if absent or -')
    .option('--train <file>', '以往派单 / past assignments to learn from')
    .action(async (file: string | undefined, { train }: { train?: string }) => {
      const answering = train === undefined ? routeAnswering(readBaseDuties(desk.settings.configDirectory), null) : routeAnswering([], await routerFrom(desk, train));
      await answerLines(desk, answering, file);
    });
};

export const screenAnswering = (judge: Judge): Answering => (given) => {
  const { verdict, kind, urgency, sensitive, reasons } = screen(letterIn(given), judge.lexicons);
  return { verdict, kind, urgency, sensitive, reasons: reasons.map(({ code, start, end, text }) => ({ code, start, end, text })) };
};

export const routeAnswering = (duties: readonly DutyList[], router: Router | null): Answering => (given) => {
  const { department, confidence, auto, ranked, terms } = propose(letterIn(given), duties, router);
  return { department, confidence, auto, ranked, why: terms.map(({ term }) => term) };
};

export const redactAnswering = (judge: Judge): Answering => (given) => ({ ...judge.redact(textIn(given, 'text')) });

export const scoreAnswering = (judge: Judge): Answering => (given) => {
  const pair = {
    message: textIn(given, 'message'), reply: textIn(given, 'reply'), subject: optionalText(given, 'subject'),
    department: optionalText(given, 'department'), kind: optionalText(given, 'kind'), channel: optionalText(given, 'channel'),
  };
  const { score, verdict, dimensions, defects, asks } = judgeReply(pair, judge.lexicons);
  return {
    score, verdict, dimensions,
    defects: defects.map(({ code, start, end, text, why, hint }) => ({ code, start, end, text, why, hint })),
    asks: asks.map(({ start, end, text, answered }) => ({ start, end, text, answered })),
  };
};

const letterIn = (given: Record<string, unknown>): { subject: string; detail: string } => ({
  subject: optionalText(given, 'subject') ?? '', detail: textIn(given, 'detail'),
});
