/** A text to many 集中回应: whom it answers, what it leaves open, and what an approval of it is bound to. */
import { canonicalJson, sha256Hex } from './canonical.js';
import type { Severity } from './quality/settings.js';
import type { Defect, Judgement } from './quality/verdicts.js';

/** How the text meets one of its cases. */
export interface Coverage {
  /** Plain questions of the message that the text does not answer, in the citizen’s words. */
  readonly uncovered: readonly string[];
  /** The text is surely about something else. */
  readonly offTopic: boolean;
}

/** Of one case alone: these say whether it belongs to the group, not whether the text is good. */
const OF_THE_MEMBER: ReadonlySet<string> = new Set(['unanswered_ask', 'off_topic']);

/** From the judge’s reading of the text beside one message. */
export function coverageOf({ verdict, defects, asks }: Pick<Judgement, 'verdict' | 'defects' | 'asks'>, severityOf: (code: string) => Severity): Coverage {
  const left = defects.flatMap(({ code, ask }) => (code === 'unanswered_ask' && ask ? [ask.text] : []));
  const otherwiseBlocked = defects.some(({ code }) => code !== 'off_topic' && severityOf(code) === 'block');
  const offTopic = defects.some(({ code }) => code === 'off_topic') || (verdict === 'block' && !otherwiseBlocked);
  return { uncovered: left.length > 0 || !offTopic ? left : asks.filter(({ answered }) => !answered).map(({ text }) => text), offTopic };
}

export const covers = ({ uncovered, offTopic }: Coverage): boolean => uncovered.length === 0 && !offTopic;

/** The verdict on the text as such, over all its cases: each finding once; the mark is the lowest of them. */
export function verdictOfAll(judgements: readonly Judgement[], severityOf: (code: string) => Severity): Pick<Judgement, 'verdict' | 'score' | 'defects'> {
  const found = new Map<string, Defect>();
  for (const { defects } of judgements) {
    for (const each of defects) if (!OF_THE_MEMBER.has(each.code)) found.set(`${each.code} ${each.start} ${each.end}`, each);
  }
  const defects = [...found.values()];
  const weighs = (severity: Severity): boolean => defects.some(({ code }) => severityOf(code) === severity);
  const score = Math.min(100, ...judgements.map((each) => each.score));
  return { verdict: weighs('block') ? 'block' : weighs('warn') ? 'warn' : 'pass', score, defects };
}

/**
 * The hash a name under a group reply is bound to: SHA-256 of its words and of the cases it answers, in any order. One
 * more case, one fewer, or one more full stop, and the name is void.
 */
export const groupHashOf = ({ toCitizen, publicReply }: { readonly toCitizen: string; readonly publicReply: string }, caseIds: readonly string[]): string =>
  sha256Hex(canonicalJson({ toCitizen, publicReply, cases: [...caseIds].toSorted() }));
