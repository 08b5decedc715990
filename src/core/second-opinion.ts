/** The second opinion of a language model: what it is shown, and what of its answer is believed. */

/** What the model is shown. Every text here is redacted; it is data and never an instruction. */
export interface OpinionQuestion {
  readonly kind: string;
  readonly message: string;
  readonly reply: string;
}

export const VERDICTS = ['yes', 'partly', 'no'] as const;

export interface OpinionRemark {
  /** Words of the reply itself. */
  readonly quote: string;
  readonly problem: string;
  readonly advice: string;
}

export interface Opinion {
  readonly answersTheQuestion: (typeof VERDICTS)[number];
  readonly summary: string;
  readonly remarks: readonly OpinionRemark[];
}

const LONGEST_SENTENCE = 300;
const MOST_REMARKS = 8;

/**
 * The opinion in a model’s answer, or why there is none. Believed is an object of exactly these fields alone: a remark
 * must quote the reply word for word, texts are cut to length, everything else is left out (a score, say: the score is
 * ours). Whatever a citizen’s text talked the model into, it can be no more than sentences beside the reply.
 */
export function opinionIn(answer: string, { reply }: OpinionQuestion): Opinion | string {
  const value = objectIn(answer);
  if (!value) return 'not an object';
  const verdict = VERDICTS.find((each) => each === value['answersTheQuestion']);
  if (!verdict) return 'answersTheQuestion is missing';
  if (typeof value['summary'] !== 'string' || value['summary'].trim() === '') return 'summary is missing';
  if (!Array.isArray(value['remarks'])) return 'remarks is missing';
  const remarks = value['remarks'].map(remarkOf).filter((each) => each !== null).filter(({ quote }) => reply.includes(quote));
  return { answersTheQuestion: verdict, summary: sentence(value['summary']), remarks: remarks.slice(0, MOST_REMARKS) };
}

/** Some models wrap their JSON in a fence. */
function objectIn(answer: string): Record<string, unknown> | null {
  const bare = answer.trim().replace(/^```(?:json)?\s*/i, '').replace(/\s*```$/, '');
  try {
    const value = JSON.parse(bare) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function remarkOf(value: unknown): OpinionRemark | null {
  if (typeof value !== 'object' || value === null) return null;
  const { quote, problem, advice } = value as Record<string, unknown>;
  if (typeof quote !== 'string' || quote.trim() === '' || typeof problem !== 'string' || typeof advice !== 'string') return null;
  return { quote: quote.slice(0, LONGEST_SENTENCE), problem: sentence(problem), advice: sentence(advice) };
}

/** Plain words: no control characters, no mark-up, no links to follow. */
const sentence = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').replace(/https?:\/\/\S+/giu, '〔链接〕').replace(/[<>]/g, ' ').trim().slice(0, LONGEST_SENTENCE);
