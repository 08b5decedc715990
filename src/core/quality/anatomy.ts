import { normalise, normalisedIndex, type Normalised, type Span } from '../language/normalise.js';
import { clauses } from '../language/segment.js';
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
  const find = (name: ListName): Hit[] => findTerms(lexicons.lists[name], text);
  const courtesy = courtesySpans(reply, find('reply.courtesy'));
  const ends = [...courtesy, ...signatureSpans(reply, find('reply.signature'))];
  const restatement = find('reply.restatement');
  const process = outside(find('reply.process'), courtesy);
  const pushAway = outside(find('reply.push_away'), courtesy);
  const slogans = outside(find('reply.slogan'), courtesy);
  return {
    original: reply, text, courtesy, restatement, process, pushAway, slogans,
    facts: outside(find('reply.fact'), ends),
    basis: outside(find('reply.basis'), [...ends, ...restatement]),
    results: outside(find('reply.result'), [...ends, ...process, ...restatement]),
    anchors: outside(find('reply.anchor'), ends),
    content: without(text, [...ends, ...restatement, ...process, ...pushAway, ...slogans]),
    withSlogans: without(text, [...ends, ...restatement, ...process, ...pushAway]),
  }; // prettier-ignore
}

/** A whole clause goes when courtesy is most of it; otherwise only the words themselves. */
function courtesySpans(reply: string, hits: readonly Hit[]): Span[] {
  const spans: Span[] = hits.map(({ start, end }) => ({ start, end }));
  for (const clause of clauses(reply)) {
    const taken = hits
      .filter((hit) => overlaps(hit, clause))
      .reduce((sum, hit) => sum + Math.min(hit.end, clause.end) - Math.max(hit.start, clause.start), 0);
    if (taken / (clause.end - clause.start) > 0.7) spans.push({ start: clause.start, end: clause.end });
  }
  return spans;
}

/** Signatures stand at the end; a date in the body is a fact, not a signature. */
function signatureSpans(reply: string, hits: readonly Hit[]): Span[] {
  return hits.filter(({ end }) => end >= reply.trimEnd().length - 6);
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The hits that touch none of the spans. */
export function outside<T extends Span>(hits: readonly T[], spans: readonly Span[]): T[] {
  return hits.filter((hit) => !spans.some((span) => overlaps(hit, span)));
}

/** Bare characters of the normalised text outside the spans. */
export function without(text: Normalised, spans: readonly Span[]): string {
  const kept = new Uint8Array(text.text.length).fill(1);
  for (const span of spans) kept.fill(0, normalisedIndex(text, span.start), normalisedIndex(text, span.end));
  let out = '';
  for (let i = 0; i < kept.length; i += 1) if (kept[i] === 1) out += text.text.charAt(i);
  return bare(out);
}
