import { normalise, originalSpan, type Normalised, type Span } from '../language/normalise.js';
import { isBankCard, isIdentityNumber } from './checksums.js';
import type { Lexicons } from './lexicons.js';

export const CUT_KINDS = [
  'mobile',
  'landline',
  'id_number',
  'bank_card',
  'plate',
  'email',
  'wechat',
  'qq',
  'name',
  'address',
] as const;
export type CutKind = (typeof CUT_KINDS)[number];

/** What stands in the text where something was cut. The tokens themselves match no rule. */
const TOKENS: Readonly<Record<CutKind, string>> = {
  mobile: '〔手机号〕', landline: '〔电话〕', id_number: '〔身份证号〕', bank_card: '〔银行卡号〕', plate: '〔车牌〕',
  email: '〔邮箱〕', wechat: '〔微信〕', qq: '〔QQ〕', name: '〔姓名〕', address: '〔门牌〕',
}; // prettier-ignore

export interface RedactionRules {
  /** Phone numbers of offices, any punctuation: these stay. Digits are compared, with or without the area code. */
  publicPhones: readonly string[];
  /** Family names, longest first not required. */
  surnames: readonly string[];
}

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
 * fits; public phone numbers of offices stay.
 *
 * Idempotent: `redact(redact(x).text) = redact(x).text`. Never throws.
 * Source: 《个人信息保护法》第四条、第二十八条; GB/T 35273 附录A; 国办发〔2018〕123号 四.
 * Example: `redact('我叫李晓明，电话13900001234', rules).text` → `我叫〔姓名〕，电话〔手机号〕`.
 */
export function redact(text: string, rules: RedactionRules): Redaction {
  const cuts: Cut[] = [];
  let view = text;
  // What a first pass cuts may free a neighbour from being read together with it: look again until nothing is found.
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const found = findPersonal(view, rules);
    if (found.length === 0) break;
    cuts.push(...found);
    view = covered(view, found);
  }
  cuts.sort((a, b) => a.start - b.start);
  let at = 0;
  const parts: string[] = [];
  for (const cut of cuts) {
    parts.push(text.slice(at, cut.start), TOKENS[cut.kind]);
    at = cut.end;
  }
  parts.push(text.slice(at));
  return { text: parts.join(''), cuts };
}

const MAX_PASSES = 12;
/** Stands for a cut character: like the tokens' brackets neither letter, digit nor Chinese character. */
const COVER = '〓';

function covered(text: string, cuts: readonly Cut[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const cut of cuts) {
    parts.push(text.slice(at, cut.start), COVER.repeat(cut.end - cut.start));
    at = cut.end;
  }
  return parts.join('') + text.slice(at);
}

const NUMERALS: ReadonlyMap<string, string> = new Map(
  [...'零〇一二三四五六七八九幺'].map((numeral, i) => [numeral, '001234567891'.charAt(i)]),
);

interface Rule {
  kind: CutKind;
  pattern: RegExp;
  accept?: (match: string, rules: RedactionRules) => boolean;
  /** Whether Chinese numerals are read as digits. */
  numerals?: true;
}

const SEPARATOR = '[-\\s.·]?';
const RULES: readonly Rule[] = [
  { kind: 'email', pattern: /[a-z0-9][a-z0-9._%+-]{0,40}(?:@|\(at\)|#at#)[a-z0-9-]{1,30}(?:\.[a-z0-9-]{1,20}){1,3}/gu },
  { kind: 'id_number', numerals: true, pattern: new RegExp(`(?<![0-9])[1-9](?:${SEPARATOR}[0-9]){16}${SEPARATOR}[0-9x](?![0-9a-z])`, 'gu'), accept: (m) => isIdentityNumber(compact(m)) },
  { kind: 'id_number', pattern: /(?<=身份证(?:号码?)?[:为是\s]{0,3})[0-9]{3,10}[*x×]{3,12}[0-9]{0,4}x?(?![0-9a-z])|(?<=身份证(?:号码?)?[:为是\s]{0,3})[0-9]{15}(?:[0-9]{2}[0-9x])?(?![0-9a-z])/gu },
  { kind: 'bank_card', numerals: true, pattern: /(?<![0-9])[3-69][0-9]{3}(?:[0-9]{12,15}|(?:[-\s.·][0-9]{4}){3}(?:[-\s.·]?[0-9]{1,3})?)(?![0-9])/gu, accept: (m) => isBankCard(compact(m)) },
  { kind: 'bank_card', pattern: /(?<=(?:卡号|银行卡|账号|帐号)[:为是\s]{0,3})[0-9](?:[-\s]?[0-9]){11,20}(?![0-9])/gu },
  { kind: 'mobile', numerals: true, pattern: new RegExp(`(?<![0-9])(?:\\+?86${SEPARATOR})?1${SEPARATOR}[3-9](?:${SEPARATOR}[0-9]){9}(?![0-9])`, 'gu'), accept: notPublic },
  { kind: 'landline', pattern: /(?<![0-9-])\(?0[1-9][0-9]{1,2}\)?[-\s]?[2-9][0-9]{6,7}(?:[-转][0-9]{1,5})?(?![0-9-])/gu, accept: notPublic },
  { kind: 'landline', pattern: /(?<=(?:电话|座机|致电|tel)(?:号码?)?[:为是\s]{0,3})[2-9][0-9]{6,7}(?![0-9])/gu, accept: notPublic },
  { kind: 'plate', pattern: /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-z][·.\s-]?(?=[a-hj-np-z]{0,4}[0-9])[a-hj-np-z0-9]{5,6}(?![a-z0-9])/gu },
  { kind: 'wechat', pattern: /(?<=(?:微信|薇信|威信|weixin|wechat|(?<![a-z])(?:vx|wx))(?:号|同号|id)?[:为是\s]{0,3})[a-z0-9][a-z0-9_-]{5,19}(?![a-z0-9_-])/gu, accept: (m) => /[0-9_-]/u.test(m) || m.length >= 6 },
  { kind: 'qq', pattern: /(?<=(?:(?<![a-z])qq|扣扣|企鹅)(?:号码?|群|群号)?[:为是\s]{0,3})[1-9][0-9]{4,10}(?![0-9])/gu },
  { kind: 'address', pattern: /[0-9]{1,4}(?:栋|幢|号楼|座)[,\s]?(?:[0-9一二三四五六七八九十]{1,3}单元)?[,\s]?[0-9]{1,3}(?:层|楼)?[,\s]?[0-9]{0,4}(?:室|房|号)?(?<=[0-9]{3,4}|室|房|号)(?![0-9年月日户层间])/gu },
  { kind: 'address', pattern: /(?<![0-9])[0-9]{1,3}单元[,\s]?[0-9]{2,4}(?:室|房|户|号)?(?![0-9年月日])/gu },
  { kind: 'address', pattern: /(?<=门牌(?:号码?)?[:为是\s]{0,3})[0-9]{1,5}(?:-[0-9]{1,4}){0,3}号?(?![0-9])/gu },
  { kind: 'address', pattern: /(?<![0-9第])[0-9]{3,4}(?:室|房)(?![间屋型产价内型改])/gu },
]; // prettier-ignore

function findPersonal(text: string, rules: RedactionRules): Cut[] {
  const plain = normalise(text);
  const digits =
    [...plain.text].length === plain.text.length
      ? plain.text.replace(/[零〇一二三四五六七八九幺]/gu, (c) => NUMERALS.get(c) ?? c)
      : plain.text;
  const found: Cut[] = [];
  for (const rule of RULES) {
    const source = rule.numerals ? digits : plain.text;
    for (const match of source.matchAll(rule.pattern)) {
      if (rule.accept && !rule.accept(match[0], rules)) continue;
      keep(found, plain, match.index, match.index + match[0].length, rule.kind);
    }
  }
  for (const match of plain.text.matchAll(namePattern(rules.surnames))) {
    const name = match.groups?.['name'] ?? match.groups?.['short'] ?? '';
    const start = match.index + match[0].length - name.length;
    keep(found, plain, start, start + name.length, 'name');
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Rules stand in order of certainty: what an earlier one took, a later one does not take again. */
function keep(found: Cut[], plain: Normalised, start: number, end: number, kind: CutKind): void {
  const span = originalSpan(plain, start, end);
  if (span.end > span.start && !found.some((cut) => cut.start < span.end && span.start < cut.end))
    found.push({ ...span, kind });
}

function compact(match: string): string {
  return match.replace(/[^0-9x]/gu, '');
}

function notPublic(match: string, rules: RedactionRules): boolean {
  const digits = compact(match.replace(/[-转][0-9]{1,4}$/u, ''));
  return !rules.publicPhones.some((phone) => {
    const known = phone.replace(/\D/gu, '');
    return (
      known.length >= 5 &&
      (known === digits ||
        (known.length >= 7 && digits.endsWith(known)) ||
        (digits.length >= 7 && known.endsWith(digits)))
    );
  });
}

/** Characters that begin the words after a name (我叫李明住在…), so the name ends before them. */
const AFTER_NAME =
  '住在今现系是男女年岁手电身号向于为的家原来有因从和与及我已要想,.，。:：;；、!！?？()（）\\s〓〔0-9a-z';
const TITLES =
  '先生|女士|同志|老师|主任|书记|局长|科长|所长|队长|校长|院长|经理|师傅|医生|警官|村长|组长|站长|工程师|工';
const namePatterns = new WeakMap<readonly string[], RegExp>();

function namePattern(surnames: readonly string[]): RegExp {
  const known = namePatterns.get(surnames);
  if (known) return known;
  const family = [...surnames].sort((a, b) => b.length - a.length).join('|') || '(?!)';
  const marker =
    '(?:我叫|本人叫|我的名字(?:是|叫)|姓名|联系人|联络人|投诉人|举报人|申请人|反映人|来信人|户主|法定代表人|当事人|受害人|患者|名叫|本人姓名)';
  const strict = '(?:我是|本人|我姓名|落款)';
  const given = '\\p{sc=Han}';
  const pattern = new RegExp(
    `(?:${marker}[:为是叫\\s]{0,3}(?<name>(?:${family})(?!${TITLES})(?:${given}{1,2}?(?=[${AFTER_NAME}]|$)|${given}{2}))` +
      `|${strict}[:为是叫\\s]{0,2}(?<short>(?:${family})(?!${TITLES})${given}{1,2}(?=[,，。;；\\n]|$)))`,
    'gu',
  );
  namePatterns.set(surnames, pattern);
  return pattern;
}
