import type { Span } from '../language/normalise.js';
import type { DefectCode, Dimension } from './settings.js';

/** A message and the reply to it, as far as the judge needs them. */
export interface Pair {
  message: string;
  subject?: string | undefined;
  reply: string;
  /** Name of the department answering; counts as the responsible unit when the reply names none. */
  department?: string | undefined;
  /** Kind of message, as screening names it; thanks need no result. */
  kind?: string | undefined;
  /** Channel, as in `config/quality/weights.yaml`; absent: `default`. */
  channel?: string | undefined;
  /** Replies the same office gave to other matters; a group reply leaves this out. */
  earlierReplies?: readonly string[] | undefined;
  /** Phone numbers of offices: never personal data. */
  publicPhones?: readonly string[] | undefined;
  /** The same text is meant for many: similarity to earlier replies is no fault. */
  groupReply?: boolean | undefined;
}

/** A fault found. Span and text are of the reply; an element that is missing has an empty span at the end. */
export interface Defect extends Span {
  code: DefectCode;
  text: string;
  why: string;
  hint: string;
  /** For `unanswered_ask`: the ask, with its span in the message. */
  ask?: (Span & { text: string }) | undefined;
}

/** One thing the message asks for. Span of the message. */
export interface Ask extends Span {
  text: string;
  answered: boolean;
}

export interface Judgement {
  /** 0–100, whole. */
  score: number;
  verdict: 'pass' | 'warn' | 'block';
  /** Each 0–100, to three decimals, so that ranking by one is not lost in rounding. */
  dimensions: Record<Dimension, number>;
  /** Worst first. */
  defects: Defect[];
  asks: Ask[];
  /** Name and version of the rules, kept with every verdict. */
  engine: string;
}

/** Raised whenever the rules change in a way that moves verdicts. */
export const ENGINE = 'huiyin-rules/4';

const NEVER_RELEASED: readonly string[] = ['personal_data', 'secret', 'insult', 'advertisement'];

/**
 * Whether a reviewer may release a reply in spite of this defect, giving a reason.
 * Never for personal data, secrets, insults and advertisements: these are edited.
 */
export function releasable(code: string): boolean {
  return !NEVER_RELEASED.includes(code);
}
