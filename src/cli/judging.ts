import { Judge, readBaseDuties } from '../base/workers/judge.js';
import { rank, type DutyList } from '../core/judgement/ranking.js';
import { screen } from '../core/judgement/screening.js';
import { judgeReply } from '../core/quality/judge.js';
import { Unusable, type Verb } from './desk.js';
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
      if (train !== undefined) throw new Unusable('本版本尚不能从以往派单学习（--train），将在后续版本提供；不带 --train 时按职责清单推荐。', 'This version cannot learn from past assignments yet (--train); a later one will. Without --train it goes by the duty lists.');
      await answerLines(desk, routeAnswering(readBaseDuties(desk.settings.configDirectory)), file);
    });
};

export const screenAnswering = (judge: Judge): Answering => (given) => {
  const { verdict, kind, urgency, sensitive, reasons } = screen(letterIn(given), judge.lexicons);
  return { verdict, kind, urgency, sensitive, reasons: reasons.map(({ code, start, end, text }) => ({ code, start, end, text })) };
};

export const routeAnswering = (duties: readonly DutyList[]): Answering => (given) => ({ ...rank(letterIn(given), duties) });

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
