import { Rulebook } from '../base/policy.js';
import type { Calendar } from '../core/time/calendar.js';
import type { DueQuestion } from '../core/time/deadline.js';
import { ruleFor } from '../core/time/policy.js';
import { provenDueOf, type ProofContext } from '../core/time/proof.js';
import { parseQuestion } from '../core/time/question.js';
import { Refusal } from '../core/refusal.js';
import { keysOf, KINDS, URGENCIES } from '../core/vocabulary.js';
import type { Verb } from './desk.js';
import { judgingVerb, optionalText, textIn, type Answering, type Given } from './stream.js';

/** When something is due, with its proof: for a limit that is given, or for a clock of a policy. */
export const dueVerb: Verb = (program, desk) => {
  judgingVerb(program, desk, 'due', '时限计算 / when something is due, with its proof', () => dueAnswering(new Rulebook(desk.settings.configDirectory)));
};

export function dueAnswering(rulebook: Rulebook): Answering {
  const calendar = rulebook.today;
  return (given) => {
    const { question, context } = given['policy'] === undefined ? { question: parseQuestion(given, calendar), context: {} } : byPolicy(given, rulebook);
    return answerOf(question, context, calendar);
  };
}

function answerOf(question: DueQuestion, context: ProofContext, calendar: Calendar): object {
  const { dueDay, dueAt, provisional, paused, remaining, proof } = provenDueOf(question, calendar, context);
  return { dueDay, dueAt: dueAt === null ? null : calendar.iso(dueAt), provisional, paused, ...(remaining && { remaining }), proof };
}

/** `{start, policy, kind, urgency, clock, act?, pauses?, extension?}`; `amount` only where the rule says “as written”. */
function byPolicy(given: Given, rulebook: Rulebook): { question: DueQuestion; context: ProofContext } {
  const name = textIn(given, 'policy');
  const hash = rulebook.policyHashOf(name);
  const policy = rulebook.policy(hash);
  const kind = known(optionalText(given, 'kind') ?? 'other', 'kind', keysOf(KINDS));
  const urgency = known(optionalText(given, 'urgency') ?? 'ordinary', 'urgency', keysOf(URGENCIES));
  const clock = textIn(given, 'clock');
  const act = optionalText(given, 'act');
  const rule = ruleFor(policy, clock, { kind, urgency, ...(act !== undefined && { act }) });
  const { start, pauses, extension } = given;
  const question = parseQuestion(
    {
      start, pauses, extension, amount: rule.amount ?? given['amount'], unit: rule.unit, startRule: rule.startRule,
      rollForward: rule.rollForward, cutoff: rule.cutoff,
    },
    rulebook.today,
  );
  return { question, context: { clock, policy: { name, hash } } };
}

function known(value: string, field: string, allowed: readonly string[]): string {
  if (allowed.includes(value)) return value;
  throw new Refusal('wrong_shape', {
    field, allowed, say: { zh: `${field}=“${value}”无法识别，可用：${allowed.join('、')}`, en: `${field}="${value}" is not known; allowed: ${allowed.join(', ')}` },
  });
}
