import type { Span } from './normalise.js';

/** A stretch of a text together with its words. Invariant: `text === whole.slice(start, end)`. */
export interface Piece extends Span {
  text: string;
}

const SENTENCE_END = /[。！？!?；;\n\r…]+[”’」』）)"']*/gu;
const CLAUSE_END = /[。！？!?；;\n\r…，,：:、]+[”’」』）)"']*/gu;

/** Sentences of a text, trimmed, in order; a semicolon ends one, because enumerated asks are written so. */
export function sentences(text: string): Piece[] {
  return split(text, SENTENCE_END);
}

/** Clauses of a text: sentences cut further at commas and colons. */
export function clauses(text: string): Piece[] {
  return split(text, CLAUSE_END);
}

function split(text: string, ends: RegExp): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const match of text.matchAll(ends)) {
    const end = match.index + match[0].length;
    pushTrimmed(pieces, text, start, end);
    start = end;
  }
  pushTrimmed(pieces, text, start, text.length);
  return pieces;
}

function pushTrimmed(pieces: Piece[], text: string, start: number, end: number): void {
  const raw = text.slice(start, end);
  const trimmed = raw.trim();
  if (trimmed === '' || !/[\p{L}\p{N}]/u.test(trimmed)) return;
  const first = start + raw.indexOf(trimmed);
  pieces.push({ start: first, end: first + trimmed.length, text: trimmed });
}

/** Words by which a citizen asks a question. Grammar, not policy, so they stand here (惯例). */
const QUESTION =
  /请问|[?？]\s*[”’」』）)"']*$|(?:吗|呢|么)[。！!]?$|为什么|为何|什么时候|何时|多久|多少|哪里|哪些|哪个|在哪|怎么办|怎样才|怎么(?:才|办理|处理|申请|缴|交|查|计算)|如何|是否|能不能|可不可以|能否|可否|有没有|需不需要|是不是/u;
/** Words by which a citizen requests something. */
const REQUEST =
  /(?:恳请|恳求|请求|诉求|望(?=.{2})|希望|盼(?=.{2})|期盼|要求|强烈要求|建议|呼吁|烦请|麻烦|请(?=.{0,12}(?:解决|处理|查|修|落实|答复|回复|告知|督促|重视|帮|核实|整改|给予|予以|安排|协调|尽快|明确|取缔|制止|加强|增设|解释|说明|公开|公布)))/u;
/** Sentences that look like asks and are not: courtesy and figures of speech. */
const NOT_ASK =
  /^(?:谢谢|感谢|此致|敬礼|盼复|望回复|请回复|望领导重视|您好|你好|尊敬的)[^，,]{0,8}$|难道|何在|天理|情何以堪|良心|凭什么不|笑话|谁信/u;

/** Most asks looked at in one message: a citizen with more than this is writing a list, and the first ones carry it. */
const MAX_ASKS = 8;
const MIN_ASK_CHARACTERS = 4;

/**
 * What a message asks for: its questions and requests, each with its span in the message.
 *
 * A follow-on clause belongs to its sentence; sentences end at `。？！；` and line breaks. Empty when the message
 * only tells something. At most eight, the ones with the most explicit wording first chosen, returned in order.
 * Example: `asks('路灯坏了。请问何时能修？')` → one piece `请问何时能修？`.
 */
export function asks(message: string): Piece[] {
  const found: (Piece & { weight: number })[] = [];
  const seen = new Set<string>();
  for (const sentence of sentences(message)) {
    const weight = askWeight(sentence.text);
    const body = sentence.text.replace(/[^\p{L}\p{N}]/gu, '');
    if (weight === 0 || body.length < MIN_ASK_CHARACTERS || seen.has(body)) continue;
    seen.add(body);
    found.push({ ...tightened(sentence, message), weight });
  }
  const chosen = found.length <= MAX_ASKS ? found : [...found].sort((a, b) => b.weight - a.weight).slice(0, MAX_ASKS);
  return chosen.sort((a, b) => a.start - b.start).map(({ start, end, text }) => ({ start, end, text }));
}

function askWeight(sentence: string): number {
  if (NOT_ASK.test(sentence)) return 0;
  const question = QUESTION.test(sentence);
  const request = REQUEST.test(sentence);
  if (!question && !request) return 0;
  return (question ? 2 : 1) + (/请问|恳请|请求|咨询/u.test(sentence) ? 1 : 0);
}

/** A long sentence tells before it asks: keep from the clause before the one that asks. */
function tightened(sentence: Piece, message: string): Piece {
  if (sentence.text.length <= 60) return sentence;
  const parts = clauses(sentence.text);
  const asking = parts.findIndex((part) => QUESTION.test(part.text) || REQUEST.test(part.text));
  const first = parts[Math.max(0, asking - 1)];
  if (asking < 0 || first === undefined) return sentence;
  const start = sentence.start + first.start;
  return { start, end: sentence.end, text: message.slice(start, sentence.end) };
}
