import { normalise, normalisedIndex, type Normalised, type Span } from '../language/normalise.js';
import { clauses, type Piece } from '../language/segment.js';
import { bare } from '../language/similarity.js';
import { findTerms, type Hit, type Lexicons, type ListName } from '../judgement/lexicons.js';

/**
 * A reply taken apart. Courtesy is not judged and restating the letter is not an answer, so both are known by span;
 * what remains once the talk of process is taken out too is the content.
 */
export interface Anatomy {
  original: string;
  text: Normalised;
  courtesy: Span[];
  restatement: Span[];
  process: Hit[];
  pushAway: Hit[];
  slogans: Hit[];
  facts: Hit[];
  basis: Hit[];
  results: Hit[];
  anchors: Hit[];
  /** The reply's own matter: neither courtesy, restatement, process, slogan nor signature. Bare characters. */
  content: string;
  /** The same with slogans left in, for the share they take. */
  withSlogans: string;
}

/** Take a reply apart. Linear in its length; spans are of the original. */
export function dissect(reply: string, lexicons: Lexicons): Anatomy {
  const text = normalise(reply);
  const parts = clauses(reply);
  const find = (name: ListName): Hit[] => findTerms(lexicons.lists[name], text);
  const courtesy = courtesySpans(parts, find('reply.courtesy'));
  const ends = merged([...courtesy, ...signatureSpans(reply, find('reply.signature'))]);
  const restatement = find('reply.restatement');
  const phones = find('reply.contact').filter(({ text: number }) => PHONE.test(number));
  const aside = merged([...ends, ...restatement]);
  const process = outside(find('reply.process'), courtesy);
  const pushAway = outside(find('reply.push_away'), courtesy);
  const slogans = outside(find('reply.slogan'), courtesy);
  const results = outside(find('reply.result'), merged([...aside, ...process, ...pushAway]));
  const anchors = outside(find('reply.anchor'), ends);
  const talk = absorbed(parts, merged([...process, ...pushAway]), aside, merged(results));
  const reach = absorbed(parts, phones, aside, merged(results));
  const preaching = absorbed(parts, merged(slogans), aside, merged([...results, ...anchors]));
  return {
    original: reply, text, courtesy, restatement, process, pushAway, slogans, results, anchors,
    facts: outside(find('reply.fact'), ends),
    basis: outside(find('reply.basis'), aside),
    content: without(text, [...aside, ...talk, ...reach, ...preaching]),
    withSlogans: without(text, [...aside, ...talk, ...reach]),
  }; // prettier-ignore
}

/** A number of the office, as it stands in a line of contact. */
const PHONE = /[0-9]{7}|[0-9*]-[0-9*]{4}/u;
/** Characters of a clause that may be left beside talk without making it matter: a unit's name, a connecting word. */
const REST = 10;

/**
 * The spans, and the whole clause around each where hardly anything else is said in it (我办已将您反映的情况转交相关科室
 * is process from end to end), unless the clause concludes something.
 */
function absorbed(parts: readonly Piece[], spans: readonly Span[], aside: readonly Span[], concluding: readonly Span[]): Span[] {
  const taken = [...spans];
  const [said, apart, held] = [walk(spans), walk(aside), walk(concluding)];
  for (const part of parts) {
    const inside = said(part);
    if (inside === 0 || held(part) > 0) continue;
    const rest = bare(part.text).length - inside - apart(part);
    if (rest <= Math.max(REST, inside / 2)) taken.push({ start: part.start, end: part.end });
  }
  return taken;
}

/** How many characters of each part, asked for in order, the ordered spans cover. Linear in both together. */
function walk(spans: readonly Span[]): (part: Span) => number {
  let at = 0;
  return (part) => {
    while (at < spans.length && (spans[at]?.end ?? 0) <= part.start) at += 1;
    let covered = 0;
    for (let next = at; next < spans.length && (spans[next]?.start ?? 0) < part.end; next += 1)
      covered += Math.min(spans[next]?.end ?? 0, part.end) - Math.max(spans[next]?.start ?? 0, part.start);
    return covered;
  };
}

/** The same ground in order, without overlaps. */
export function merged(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = out.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}

/** A whole clause goes when courtesy is most of it; otherwise only the words themselves. */
function courtesySpans(parts: readonly Piece[], hits: readonly Hit[]): Span[] {
  const ground = merged(hits);
  const covered = walk(ground);
  const whole = parts.filter((part) => covered(part) / (part.end - part.start) > 0.7);
  return merged([...ground, ...whole.map(({ start, end }) => ({ start, end }))]);
}

/** Signatures stand at the end; a date in the body is a fact, not a signature. */
function signatureSpans(reply: string, hits: readonly Hit[]): Span[] {
  return hits.filter(({ end }) => end >= reply.trimEnd().length - 6);
}

/** The hits, in order, that touch none of the spans. */
export function outside<T extends Span>(hits: readonly T[], spans: readonly Span[]): T[] {
  const ground = merged(spans);
  let at = 0;
  return hits.filter((hit) => {
    while (at < ground.length && (ground[at]?.end ?? 0) <= hit.start) at += 1;
    const next = ground[at];
    return next === undefined || next.start >= hit.end;
  });
}

/** Bare characters of the normalised text outside the spans. */
export function without(text: Normalised, spans: readonly Span[]): string {
  const kept = new Uint8Array(text.text.length).fill(1);
  for (const span of spans) kept.fill(0, normalisedIndex(text, span.start), normalisedIndex(text, span.end));
  let out = '';
  for (let i = 0; i < kept.length; i += 1) if (kept[i] === 1) out += text.text.charAt(i);
  return bare(out);
}
