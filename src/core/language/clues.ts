/**
 * Which patterns can match a text at all, told by pairs of characters. Of several hundred patterns a text of a page holds
 * the words of a few; only those are run. The same idea as the literal prefilters of RE2 (Cox 2012).
 */

/** Marks, for each pattern in order, whether the text holds what the pattern cannot do without. */
export type Possible = (plain: string) => Uint8Array;

/**
 * An index over the sources of regular expressions (flag `u`). A pattern that names nothing it cannot
 * do without is possible in every text. Linear in the text.
 * Example: `possibleOf(['路灯(?:坏|灭)', '[0-9]+元'])('路灯坏了')` → `[1, 0]`.
 */
export function possibleOf(sources: readonly string[]): Possible {
  const always: number[] = [];
  const clues: Clue[] = [];
  sources.forEach((source, of) => {
    const texts = cluesOf(source);
    if (texts === undefined) always.push(of);
    for (const text of new Set(texts)) clues.push({ text, of });
  });
  const beginning = begins(clues, ({ text }) => text);
  return (plain) => {
    const marks = new Uint8Array(sources.length);
    for (const at of always) marks[at] = 1;
    for (let at = 0; at < plain.length; at += 1) for (const { text, of } of beginning(plain, at)) if (marks[of] === 0 && plain.startsWith(text, at)) marks[of] = 1;
    return marks;
  };
}

/** A text that every match of one pattern, or another of its clues, holds. */
interface Clue {
  readonly text: string;
  readonly of: number;
}

/** Whatever begins, by its text of one or more characters, with the one or two characters that stand at a place. In their order. */
export function begins<T>(things: readonly T[], textOf: (thing: T) => string): (plain: string, at: number) => readonly T[] {
  const [singles, pairs] = [new Map<number, T[]>(), new Map<number, T[]>()];
  for (const thing of things) {
    const text = textOf(thing);
    if (text.length > 1) file(pairs, pairKey(text.charCodeAt(0), text.charCodeAt(1)), thing);
  }
  for (const thing of things) {
    const text = textOf(thing);
    if (text.length === 1) file(singles, text.charCodeAt(0), thing);
  }
  return (plain, at) => {
    const [long, short] = [pairs.get(pairKey(plain.charCodeAt(at), plain.charCodeAt(at + 1))), singles.get(plain.charCodeAt(at))];
    return long && short ? [...long, ...short] : (long ?? short ?? (NOTHING as T[]));
  };
}

const NOTHING: readonly unknown[] = [];

/** Two units as one small integer. */
export const pairKey = (first: number, second: number): number => (first << 16) | second;

function file<T>(index: Map<number, T[]>, key: number, thing: T): void {
  const there = index.get(key);
  if (there) there.push(thing);
  else index.set(key, [thing]);
}

/** What a part of a pattern is known to match: all of it where that is a short list; else texts of which every match holds one. */
interface Known {
  readonly exact?: readonly string[] | undefined;
  readonly needs?: readonly string[] | undefined;
}

/** Longest list of texts kept. */
const MOST = 48;
const EMPTY: Known = { exact: [''] };
const ANYTHING: Known = {};

/** Texts of one or more characters of which every match of the pattern holds at least one; `undefined`: it cannot be said. */
export function cluesOf(source: string): readonly string[] | undefined {
  const reader = new Reader(source);
  const known = reader.choice();
  return usable(known.exact) ?? known.needs;
}

const usable = (texts: readonly string[] | undefined): readonly string[] | undefined => (texts === undefined || texts.length === 0 || texts.includes('') ? undefined : texts);

/** The more telling of two lists: longer texts, then fewer. */
function better(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const shortest = (texts: readonly string[]): number => Math.min(2, ...texts.map(({ length }) => length));
  return shortest(b) > shortest(a) || (shortest(b) === shortest(a) && b.length < a.length) ? b : a;
}

function inTurn(parts: readonly Known[]): Known {
  let needs: readonly string[] | undefined;
  let run: readonly string[] | undefined = [''];
  let whole = true;
  for (const { exact, needs: own } of parts) {
    needs = better(needs, own);
    const longer: readonly string[] | undefined = exact && run && exact.length * run.length <= MOST ? run.flatMap((begun) => exact.map((each) => begun + each)) : undefined;
    if (longer === undefined) {
      needs = better(needs, usable(run));
      whole = false;
    }
    run = longer ?? exact;
  }
  return whole ? { exact: run } : { needs: better(needs, usable(run)) };
}

function oneOf(branches: readonly Known[]): Known {
  const exact = branches.every((each) => each.exact !== undefined) ? branches.flatMap((each) => each.exact ?? []) : undefined;
  if (exact !== undefined && exact.length <= MOST) return { exact };
  const needs = branches.map((each) => usable(each.exact) ?? each.needs);
  return { needs: needs.every((each) => each !== undefined) ? needs.flat() : undefined };
}

function repeated({ exact, needs }: Known, least: number, most: number): Known {
  if (least === 0) return exact !== undefined && most === 1 && exact.length < MOST ? { exact: [...exact, ''] } : ANYTHING;
  return least === 1 && most === 1 ? { exact, needs } : { needs: usable(exact) ?? needs };
}

/** Reads a regular expression just so far as to know what it cannot do without. */
class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  choice(): Known {
    const branches = [this.sequence()];
    while (this.take('|')) branches.push(this.sequence());
    return branches.length === 1 ? branches[0]! : oneOf(branches);
  }

  private sequence(): Known {
    const parts: Known[] = [];
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') parts.push(this.quantified());
    return inTurn(parts);
  }

  private quantified(): Known {
    const part = this.atom();
    const [whole, sign, least, comma, most] = /^(?:([?*+])|\{([0-9]+)(,?)([0-9]*)\})\??/u.exec(this.source.slice(this.at)) ?? [];
    if (whole === undefined) return part;
    this.at += whole.length;
    if (sign !== undefined) return repeated(part, sign === '+' ? 1 : 0, sign === '?' ? 1 : Infinity);
    return repeated(part, Number(least), comma === '' ? Number(least) : most === '' ? Infinity : Number(most));
  }

  private atom(): Known {
    if (this.take('(')) return this.group();
    if (this.take('[')) return this.characters();
    if (this.take('\\')) return this.escaped();
    if (this.take('^') || this.take('$')) return EMPTY;
    if (this.take('.')) return ANYTHING;
    return { exact: [this.next()] };
  }

  private group(): Known {
    const look = this.take('?=') || this.take('?!') || this.take('?<=') || this.take('?<!');
    if (!look && !this.take('?:')) {
      const name = /^\?<\w+>/u.exec(this.source.slice(this.at));
      if (name) this.at += name[0].length;
    }
    const inside = this.choice();
    this.take(')');
    return look ? EMPTY : inside;
  }

  /** A short list of characters is known; a class or an opposite is not. */
  private characters(): Known {
    const opposite = this.take('^');
    const members: string[] = [];
    let listed = !opposite;
    while (!this.take(']')) {
      const [member] = (this.take('\\') ? this.escaped() : { exact: [this.next()] }).exact ?? [];
      if (member === undefined) listed = false;
      const range = this.source[this.at] === '-' && this.source[this.at + 1] !== ']';
      if (range) this.at += 1;
      const last = range ? this.next() : member;
      if (member === undefined || last === undefined) continue;
      for (let code = member.codePointAt(0)!; code <= last.codePointAt(0)! && members.length <= MOST; code += 1) members.push(String.fromCodePoint(code));
    }
    return listed && members.length <= MOST ? { exact: members } : ANYTHING;
  }

  private escaped(): Known {
    const sign = this.next();
    if (sign === 'p' || sign === 'P' || sign === 'u') {
      if (this.take('{')) while (!this.take('}')) this.at += 1;
      else if (sign === 'u') this.at += 4;
      return ANYTHING;
    }
    if (sign === 'b' || sign === 'B') return EMPTY;
    if (sign === 'k') while (!this.take('>')) this.at += 1;
    return /[a-z0-9]/iu.test(sign) ? (sign === 'n' ? { exact: ['\n'] } : ANYTHING) : { exact: [sign] };
  }

  private next(): string {
    const character = String.fromCodePoint(this.source.codePointAt(this.at)!);
    this.at += character.length;
    return character;
  }

  private take(sign: string): boolean {
    if (!this.source.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }
}
