import { Rulebook } from '../base/policy.js';
import type { Language } from '../base/problems.js';
import { policyBehind, proofPage } from '../base/proof-page.js';
import type { Calendar } from '../core/time/calendar.js';
import { citizenProof } from '../core/time/citizen-proof.js';
import type { Due, DueQuestion, Pause } from '../core/time/deadline.js';
import { heldBy, type Hold } from '../core/time/holds.js';
import { ruleFor, type ResolvedRule } from '../core/time/policy.js';
import { proofHolds, provenDueOf, type Proof, type ProofContext } from '../core/time/proof.js';
import { TimeRefusal } from '../core/time/refusal.js';
import { parseQuestion } from '../core/time/question.js';
import { Refusal } from '../core/refusal.js';
import { CLOCKS, keysOf, KINDS, URGENCIES, type ClockName } from '../core/vocabulary.js';
import { wordOf, type Verb } from './desk.js';
import { answerLines, answerTexts, optionalText, textIn, type Given } from './stream.js';

/** When something is due, with its proof: for a limit that is given, or for a clock of a policy. */
export const dueVerb: Verb = (program, desk) => {
  program
    .command('due')
    .description('时限计算 / when something is due, with its proof')
    .argument('[file]', 'JSON Lines; 缺省或 - 为标准输入 / standard input if absent or -')
    .option('--form <form>', 'json, citizen（对网民的说明 as a citizen may see it）, page（可打印的一页，一问 one question as a page to print）', 'json')
    .option('--language <language>', 'zh, en', 'zh')
    .action(async (file: string | undefined, options: { form: string; language: string }) => {
      const form = wordOf('--form', options.form, ['json', 'citizen', 'page'] as const);
      const language = wordOf('--language', options.language, ['zh', 'en'] as const);
      const rulebook = new Rulebook(desk.settings.configDirectory);
      const answering = dueAnswering(rulebook);
      if (form === 'json') return await answerLines(desk, answering, file);
      if (form === 'citizen') return await answerLines(desk, (given) => ({ citizen: citizenProof(answering(given).proof) }), file);
      await answerTexts(desk, (given) => pageOf(answering(given).proof, rulebook, language), file);
    });
};

/** The page of a bare question: no case, no act of ours. */
const pageOf = (proof: Proof, rulebook: Rulebook, language: Language): string =>
  proofPage({
    caseNumber: null, clock: CLOCKS[proof.clock as ClockName] ?? { zh: '时限', en: 'Time limit' }, proof, holds: proofHolds(proof), startAct: null,
    receivedAt: null, policy: policyBehind(proof, rulebook), former: [],
  }, language);

export function dueAnswering(rulebook: Rulebook): (given: Given) => DueAnswer {
  const calendar = rulebook.today;
  return (given) => {
    const { question, context } = (given['policy'] ?? undefined) === undefined ? { question: parseQuestion(given, calendar), context: {} } : byPolicy(given, rulebook);
    return answerOf(question, context, calendar);
  };
}

export interface DueAnswer extends Omit<Due, 'dueAt'> {
  readonly dueAt: string | null;
  readonly proof: Proof;
}

function answerOf(question: DueQuestion, context: ProofContext, calendar: Calendar): DueAnswer {
  const { dueDay, dueAt, provisional, paused, remaining, proof } = provenDueOf(question, calendar, context);
  return { dueDay, dueAt: dueAt === null ? null : calendar.iso(dueAt), provisional, paused, ...(remaining && { remaining }), proof };
}

/**
 * `{start, policy, kind, urgency, clock, act?, pauses?: [{from, to?, by?}], extension?}`; `amount` only where the rule says
 * “as written”. A clock stands still for what its rule names and for nothing else, as on a running case.
 */
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
  const { unit, startRule, rollForward, cutoff } = rule;
  const amount = rule.amount ?? given['amount'];
  const asked = parseQuestion({ start, pauses, extension, amount, unit, startRule, rollForward, cutoff }, rulebook.today);
  holdToCap(asked.extension ?? 0, rule, name);
  const held = heldBy(rule.pause, asked.start, holdsIn(pauses, asked.pauses ?? [], rule));
  const { restartedBy: by } = held;
  const restarted = by === undefined ? {} : { restarted: { from: rulebook.today.iso(asked.start), by } };
  return { question: { ...asked, start: held.start, pauses: held.pauses }, context: { clock, policy: { name, hash }, ...restarted } };
}

/** An extension as a case could be granted it: no more than the amount and all extensions together may come to. @throws TimeRefusal `extension_beyond` */
function holdToCap(extension: number, { clock, amount, extension: allowed }: ResolvedRule, policy: string): void {
  const left = amount === null ? 0 : Math.max(0, (allowed?.totalCap ?? amount) - amount);
  if (extension <= left) return;
  throw new TimeRefusal('extension_beyond', { policy, clock, extension, cap: left }, left === 0
    ? { zh: `${policy} 的 ${clock} 不能延期`, en: `${clock} under ${policy} cannot be extended` }
    : { zh: `${policy} 的 ${clock} 最多延期 ${left}（连同原期限共 ${allowed!.totalCap}）`, en: `${clock} under ${policy} can be extended by ${left} at most (${allowed!.totalCap} in all)` });
}

/** A pause that does not say by what is by the first thing that stops the clock. @throws Refusal `wrong_shape` */
function holdsIn(given: unknown, pauses: readonly Pause[], rule: ResolvedRule): Hold[] {
  const first = rule.pause.find(({ effect }) => effect === 'stop')?.by ?? '';
  return pauses.map((pause, index) => ({ ...pause, by: optionalText((given as Given[])[index]!, 'by') ?? first }));
}

function known(value: string, field: string, allowed: readonly string[]): string {
  if (allowed.includes(value)) return value;
  throw new Refusal('wrong_shape', {
    field, allowed, say: { zh: `${field}=“${value}”无法识别，可用：${allowed.join('、')}`, en: `${field}="${value}" is not known; allowed: ${allowed.join(', ')}` },
  });
}
