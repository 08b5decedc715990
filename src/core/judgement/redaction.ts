import { normalise, originalSpan, type Normalised, type Span } from '../language/normalise.js';
import type { Lexicons } from './lexicons.js';
import { CUT_KINDS, type CoverKind, type CutKind, type RedactionRules } from './redaction-kinds.js';
import { foreignNames, namesIn } from './redaction-names.js';
import { RULES, type Surroundings } from './redaction-shapes.js';

/** What stands in the text where something was cut. The tokens themselves match no rule. */
const TOKENS: Readonly<Record<CoverKind, string>> = {
  mobile: '〔手机号〕', landline: '〔电话〕', id_number: '〔身份证号〕', bank_card: '〔银行卡号〕', plate: '〔车牌〕',
  email: '〔邮箱〕', wechat: '〔微信〕', qq: '〔QQ〕', name: '〔姓名〕', address: '〔门牌〕', other: '〔隐去〕',
}; // prettier-ignore

export interface Cut extends Span {
  kind: CutKind;
}

export interface Redaction {
  text: string;
  /** Spans of the original text, in order, not overlapping. */
  cuts: Cut[];
}

/** The rules an installation redacts by: its public phone numbers and the family names of the lexicons. */
export function redactionRules(lexicons: Lexicons, publicPhones: readonly string[] = []): RedactionRules {
  return { publicPhones, surnames: lexicons.lists.surname.terms };
}

/**
 * Replace personal data by named tokens: mobile and landline numbers, identity numbers (checksum), bank cards (Luhn),
 * plates, e-mail, WeChat and QQ ids, names after 我叫, 姓名, 联系人 and the like, house numbers. Digits in full width, with
 * separators or in Chinese numerals are found too. Masked identity and card numbers are cut as well if one more shape
 * fits; public phone numbers of offices stay, listed ones and those told as an office’s (住建局电话…).
 *
 * Idempotent: `redact(redact(x).text) = redact(x).text`. Never throws. `only`: nothing but these kinds is looked for.
 * Source: 《个人信息保护法》第四条、第二十八条; GB/T 35273 附录A; 国办发〔2018〕123号 四.
 * Example: `redact('我叫李晓明，电话13900001234', rules).text` → `我叫〔姓名〕，电话〔手机号〕`.
 */
export function redact(text: string, rules: RedactionRules, only: ReadonlySet<CutKind> = EVERY_KIND): Redaction {
  let cuts: Cut[] = [];
  // What a first pass cuts may free a neighbour from being read together with it: look again until nothing is found, each
  // time at what a reader would see.
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const found = findPersonal(withCuts(text, cuts), rules, only);
    if (found.length === 0) break;
    cuts = [...cuts, ...found.map((cut) => inOriginal(cut, cuts))].toSorted((a, b) => a.start - b.start);
  }
  return { text: withCuts(text, cuts), cuts };
}

const MAX_PASSES = 12;
const EVERY_KIND: ReadonlySet<CutKind> = new Set(CUT_KINDS);

/** The text with tokens in place of the cuts; cuts in order, not overlapping. */
export function withCuts(text: string, cuts: readonly (Span & { readonly kind: CoverKind })[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end, kind } of cuts) {
    parts.push(text.slice(at, start), TOKENS[kind]);
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** A cut of the text with tokens, as it lies in the text without. */
function inOriginal(cut: Cut, cuts: readonly Cut[]): Cut {
  let shift = 0;
  for (const { start, end, kind } of cuts) {
    if (start - shift >= cut.start) break;
    shift += end - start - TOKENS[kind].length;
  }
  return { start: cut.start + shift, end: cut.end + shift, kind: cut.kind };
}

/** Also tokens that the text brought along: what was cut before is not cut again. */
const TOKEN = new RegExp(Object.values(TOKENS).join('|'), 'giu');

const NUMERALS: ReadonlyMap<string, string> = new Map([...'零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖'].map((numeral, i) => [numeral, '001234567891123456789'.charAt(i)]));
/** One alone is a word (…7777一直不接) unless it stands among digits. */
const NUMERAL_RUN = /[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{2,}|(?<=[0-9])[零〇一二三四五六七八九幺](?=[0-9])/gu;
/** Letters written for digits: l3900001234, 139OOOO1234. */
const LETTER_DIGITS: ReadonlyMap<string, string> = new Map([['o', '0'], ['l', '1'], ['i', '1']]);

function findPersonal(text: string, rules: RedactionRules, only: ReadonlySet<CutKind>): Cut[] {
  const plain = normalise(text);
  const numerals = plain.text.replace(NUMERAL_RUN, (run) => [...run].map((each) => NUMERALS.get(each) ?? each).join(''));
  const letters = numerals.replace(/(?<![a-z])[oli](?=[0-9oli])|(?<=[0-9oli])[oli](?![a-hj-km-np-z])/gu, (each) => LETTER_DIGITS.get(each) ?? each);
  const views = { plain: plain.text, numerals, letters } as const;
  const taken = new Uint8Array(text.length);
  for (const match of text.matchAll(TOKEN)) taken.fill(1, match.index, match.index + match[0].length);
  const found: Cut[] = [];
  /** Rules stand in order of certainty: what an earlier one took, a later one does not take again. */
  const cut = ({ start, end }: Span, kind: CutKind): void => {
    if (end <= start || taken.subarray(start, end).includes(1)) return;
    taken.fill(1, start, end);
    found.push({ start, end, kind });
  };
  const keep = (start: number, end: number, kind: CutKind): void => cut(originalSpan(plain, start, end), kind);
  for (const { kind, pattern, view, accept } of RULES) {
    if (!only.has(kind)) continue;
    for (const match of views[view].matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const around: Surroundings = { before: plain.text.slice(Math.max(0, start - 48), start).replace(TOKEN, '〓').slice(-24), after: plain.text.slice(end, end + 12), written: plain.text.slice(start, end), rules };
      if (!accept || accept(match[0], around)) keep(start, end, kind);
    }
  }
  if (!only.has('name')) return found.toSorted((a, b) => a.start - b.start);
  for (const span of foreignNames(text)) cut(span, 'name');
  for (const { start, end } of namesIn(plain.text, rules.surnames)) keep(start, nameEnd(plain, start, end), 'name');
  return found.toSorted((a, b) => a.start - b.start);
}

/** A blank after a whole name ends it (诸葛文 性别), one that spaces it out does not (唐 敏). Normalising took it away. */
function nameEnd({ from, to }: Normalised, start: number, end: number): number {
  const isGap = (at: number): boolean => from[at]! > to[at - 1]!;
  if (isGap(start + 1)) return end;
  for (let at = start + 2; at < end; at += 1) if (isGap(at)) return at;
  return end;
}
