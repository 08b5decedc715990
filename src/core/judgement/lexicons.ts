import { possibleOf, type Possible } from '../language/clues.js';
import { normalise, originalSpan, type Normalised, type Span } from '../language/normalise.js';
import { parseQuality, type QualitySettings } from '../quality/settings.js';
import { kindModel, MESSAGE_KINDS, type KindModel } from './kind-model.js';
import { asFlag, asObject, asText, asTexts, ShapeError } from './shape.js';

/** Every list the judgements consult; `config/lexicons/*.yaml` must hold each exactly once. */
export const LIST_NAMES = [
  // what the message is
  'kind.consultation', 'kind.question', 'kind.help', 'kind.complaint', 'kind.report', 'kind.breach', 'kind.suggestion', 'kind.correction', 'kind.thanks',
  'urgency.emergency', 'urgency.danger', 'urgency.now', 'urgency.urgent',
  'sensitive.mass', 'sensitive.unrest', 'sensitive.life', 'sensitive.minors', 'sensitive.media', 'sensitive.self_harm', 'sensitive.suicide',
  'group', 'group.representative', 'repeated',
  'scope.court', 'scope.arbitration', 'scope.review', 'scope.petition', 'scope.disclosure', 'scope.discipline', 'scope.elsewhere',
  'unlawful', 'secret', 'threat', 'abuse', 'advertising', 'others_data', 'contact',
  'accused.suffix', 'accused.boundary', 'accused.title', 'surname',
  // what is wrong with the reply
  'reply.process', 'reply.push_away', 'reply.slogan', 'reply.cold', 'reply.insult', 'reply.vague_time', 'reply.refusal',
  'reply.persona', 'reply.promise', 'reply.placeholder', 'reply.secret', 'reply.advertisement',
  // what is right with it
  'reply.courtesy', 'reply.restatement', 'reply.fact', 'reply.basis', 'reply.result', 'reply.alternative', 'reply.anchor',
  'reply.unit', 'reply.contact', 'reply.signature', 'reply.greeting', 'reply.office',
] as const; // prettier-ignore

export type ListName = (typeof LIST_NAMES)[number];

/** One list, ready to use. `matcher`, `finders` and `unless` run over normalised text. */
export interface TermList {
  name: ListName;
  /** Chinese name for people. */
  title: string;
  /** Document and article, or 惯例 (common practice). */
  source: string;
  /** Whether a hit makes a person look at a message before it goes on. */
  hold: boolean;
  /** So many different hits, with a way to be contacted, leave no doubt: the system hides the message by itself. `null`: it never does. */
  quarantine: number | null;
  why: string;
  hint: string;
  terms: readonly string[];
  matcher: RegExp;
  /** The terms and patterns one by one, the more telling first, and which of them a text can hold at all. */
  finders: readonly RegExp[];
  possible: (text: Normalised) => Uint8Array;
  /** Contexts in which a hit does not count. */
  unless: RegExp | null;
}

export interface Lexicons {
  lists: Readonly<Record<ListName, TermList>>;
  /** Learned from the examples of each kind. */
  kinds: KindModel;
  quality: QualitySettings;
}

/** A term found: span and text in the original. */
export interface Hit extends Span {
  text: string;
}

/**
 * Check and compile the word lists and the quality settings.
 *
 * Shape of `value`: `{ lists: {<list name>: {title, source, hold?, why?, hint?, terms?, patterns?, unless?}}, quality }`,
 * where `lists` is the union of the top-level mappings of `config/lexicons/*.yaml` and `quality` that of
 * `config/quality/*.yaml`. `terms` are literal words, `patterns` and `unless` regular expressions over normalised text
 * (simplified, lower case, half-width; full-width marks in a pattern are folded likewise).
 *
 * Errors: ShapeError whose `field` is the dotted path of the first bad field, unknown and missing lists included.
 */
export function parseLexicons(value: unknown): Lexicons {
  const root = asObject(value, 'lexicons');
  const { [EXAMPLES]: examples, ...given } = asObject(root['lists'], 'lists');
  for (const name of Object.keys(given)) {
    if (!LIST_NAMES.some((known) => known === name)) throw new ShapeError(`lists.${name}`, 'is not a known list');
  }
  const lists = LIST_NAMES.map((name) => parseList(name, given[name]));
  const all = ofText(possibleOf(lists.flatMap(({ finders }) => finders.map(({ source }) => source))));
  let from = 0;
  for (const list of lists) {
    const [start, end] = [from, (from += list.finders.length)];
    list.possible = (text) => all(text).subarray(start, end);
  }
  return { lists: Object.fromEntries(lists.map((list) => [list.name, list])) as Record<ListName, TermList>, kinds: parseExamples(examples), quality: parseQuality(root['quality']) };
}

/** Asked once of a text, for all lists together. */
function ofText(possible: Possible): (text: Normalised) => Uint8Array {
  const asked = new WeakMap<Normalised, Uint8Array>();
  return (text) => {
    const known = asked.get(text) ?? possible(text.text);
    asked.set(text, known);
    return known;
  };
}

/** The one entry that is no list of words: whole messages by kind. */
const EXAMPLES = 'kind.examples';

function parseExamples(value: unknown): KindModel {
  const field = `lists.${EXAMPLES}`;
  const given = asObject(value, field);
  asText(given['source'], `${field}.source`);
  return kindModel(MESSAGE_KINDS.map((kind) => [kind, asTexts(given[kind], `${field}.${kind}`)]));
}

function parseList(name: ListName, value: unknown): TermList {
  const field = `lists.${name}`;
  const given = asObject(value, field);
  const terms = asTexts(given['terms'], `${field}.terms`);
  const patterns = asTexts(given['patterns'], `${field}.patterns`);
  const unless = asTexts(given['unless'], `${field}.unless`);
  if (terms.length + patterns.length === 0)
    throw new ShapeError(`${field}.terms`, 'must not be empty without patterns');
  const sources = [...terms.map(literal), ...patterns.map((p, i) => checked(p, `${field}.patterns[${i}]`))].sort((a, b) => b.length - a.length);
  const finders = sources.map((source) => new RegExp(source, 'gu'));
  const possible = possibleOf(sources);
  return {
    name,
    title: asText(given['title'], `${field}.title`),
    source: asText(given['source'], `${field}.source`),
    hold: asFlag(given['hold'], `${field}.hold`, false),
    quarantine: wholeOrNull(given['quarantine'], `${field}.quarantine`),
    why: given['why'] === undefined ? '' : asText(given['why'], `${field}.why`),
    hint: given['hint'] === undefined ? '' : asText(given['hint'], `${field}.hint`),
    terms,
    matcher: compile(sources),
    finders,
    possible: (text) => possible(text.text),
    unless: unless.length === 0 ? null : compile(unless.map((p, i) => checked(p, `${field}.unless[${i}]`))),
  };
}

function wholeOrNull(value: unknown, field: string): number | null {
  if (value === undefined) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) throw new ShapeError(field, 'must be a whole number, 1 or more');
  return value;
}

/** Longer words first, so that the alternation prefers the more telling one. */
function compile(sources: readonly string[]): RegExp {
  return new RegExp(sources.toSorted((a, b) => b.length - a.length).join('|'), 'gu');
}

function literal(term: string): string {
  return normalise(term).text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}

const FOLDED: ReadonlyMap<string, string> = new Map([
  ['，', ','], ['；', ';'], ['：', ':'], ['！', '!'], ['？', '\\?'], ['（', '\\('], ['）', '\\)'],
]); // prettier-ignore

function checked(pattern: string, field: string): string {
  const folded = pattern.replace(/[，；：！？（）]/gu, (mark) => FOLDED.get(mark) ?? mark);
  try {
    if (new RegExp(folded, 'u').test('')) throw new ShapeError(field, 'must not match the empty text');
  } catch (error) {
    if (error instanceof ShapeError) throw error;
    throw new ShapeError(field, 'is not a regular expression');
  }
  return `(?:${folded})`;
}

/** All hits of a list, in order, none inside one of its exceptions. Spans are of the original text. */
export function findTerms(list: TermList, text: Normalised): Hit[] {
  const plain = text.text;
  const hits: Hit[] = [];
  // Looked for only where there is something to except: most texts hit nothing of a list.
  let exceptions: RegExpExecArray[] | null = null;
  for (const match of matchesOf(list, text)) {
    const start = match.index;
    const end = start + match[0].length;
    exceptions ??= list.unless === null ? [] : [...plain.matchAll(list.unless)];
    if (exceptions.some((e) => e.index <= start && end <= e.index + e[0].length)) continue;
    hits.push({ ...originalSpan(text, start, end), text: match[0] });
  }
  return hits;
}

/** What `matcher` would find, run only by those of its parts that can match this text: at each place the more telling one. */
function matchesOf({ finders, possible }: TermList, text: Normalised): RegExpExecArray[] {
  const live: { finder: RegExp; next: RegExpExecArray }[] = [];
  possible(text).forEach((mark, at) => {
    if (mark === 0) return;
    const next = from(finders[at]!, text.text, 0);
    if (next) live.push({ finder: finders[at]!, next });
  });
  const found: RegExpExecArray[] = [];
  while (live.length > 0) {
    let first = 0;
    for (let at = 1; at < live.length; at += 1) if (live[at]!.next.index < live[first]!.next.index) first = at;
    const match = live[first]!.next;
    const end = match.index + match[0].length;
    found.push(match);
    for (let at = live.length - 1; at >= 0; at -= 1) {
      if (live[at]!.next.index >= end) continue;
      const next = from(live[at]!.finder, text.text, end);
      if (next) live[at]!.next = next;
      else live.splice(at, 1);
    }
  }
  return found;
}

function from(finder: RegExp, plain: string, start: number): RegExpExecArray | null {
  finder.lastIndex = start;
  return finder.exec(plain);
}

/** Whether a short text (a clause) contains any term of the list. The text must be normalised. */
export function mentions(list: TermList, plain: string): boolean {
  list.matcher.lastIndex = 0;
  const found = list.matcher.test(plain);
  list.matcher.lastIndex = 0;
  return found;
}
