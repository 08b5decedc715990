import { hashKey, shingleHashesOf } from '../../language/minhash.js';
import { normalise, type Normalised } from '../../language/normalise.js';
import { isWide, placesIn } from './places.js';

/** What a citizen is about is said in the subject and at the beginning. Characters. */
const OPENING = 300;
/** A letter this long has said what there is to say; near-duplicates are told by the beginning. */
const LONGEST_DETAIL = 2000;
const SUBJECT_WEIGHT = 2.5;
/** What is said again counts more, up to so many times. */
const AGAIN = 0.5;
const MOST_AGAIN = 3;

/** Pairs of characters that every letter may have: address, request, grievance. Source: 惯例. */
const EVERYDAY = new Set(
  pairsOf(
    '关于|建议|希望|请求|咨询|投诉|反映|举报|问题|严重|尽快|解决|加快|力度|我们|你们|他们|大家|领导|尊敬的|您好|你好|谢谢|感谢|政府|部门|有关|相关|市民|百姓|居民|业主|群众|一直|现在|目前|已经|多次|没有|不能|不是|可以|这个|那个|这样|什么|为什么|怎么|如何|何时|是否|能否|非常|特别|因为|所以|但是|而且|由于|以及|进行|处理|要求|请问|恳请|望政|市长|书记|局长|小区|街道|社区|附近|周边|影响|生活|我是|本人|今年|去年|时间|时候|一个|一些|情况|给予|回复|答复|工作|人员|公司|项目|物业|开发商|之间|位于|西地省|投诉无|不管|无人|强烈|质疑|扰民',
  ),
);

/** What a letter is about, before it is known what is common among letters. */
export interface Sketch {
  /** Keys of the places it names, narrow ones first. */
  readonly places: readonly number[];
  /** Key of the first district or county it names; 0: none. */
  readonly region: number;
  /** Pairs of characters outside of names: what each weighs, in the subject more, said again more. */
  readonly pairs: ReadonlyMap<number, number>;
  /** For near-duplicates. */
  readonly shingles: Uint32Array;
}

interface Part {
  readonly original: string;
  readonly plain: Normalised;
  /** What a pair counts that stands here first. */
  readonly weight: number;
}

const openingOf = ({ text, from, to }: Normalised): Normalised => ({ text: text.slice(0, OPENING), from: from.subarray(0, OPENING), to: to.subarray(0, OPENING) });

/** Reads a letter once: everything that likeness and topics go by. Never throws. */
export function sketchOf(subject: string, detail: string): Sketch {
  const [plainSubject, plainDetail] = [normalise(subject), normalise(detail.slice(0, LONGEST_DETAIL))];
  const named = namesAndPairs([{ original: subject, plain: plainSubject, weight: SUBJECT_WEIGHT }, { original: detail, plain: openingOf(plainDetail), weight: 1 }]);
  return { ...named, shingles: shingleHashesOf(plainSubject.text + plainDetail.text) };
}

function namesAndPairs(parts: readonly Part[]): Omit<Sketch, 'shingles'> {
  const places: number[] = [];
  const pairs = new Map<number, number>();
  let region = 0;
  for (const { original, plain, weight } of parts) {
    const found = placesIn(original, plain);
    for (const { key } of found.places) if (!places.includes(key)) places.push(key);
    const district = found.regions.find(({ name }) => /[区县]$/u.test(name));
    if (region === 0 && district) region = hashKey(district.name.toLowerCase());
    const named = [...found.places, ...found.regions];
    for (let at = 0; at + 1 < plain.text.length; at += 1) {
      const pair = pairAt(plain.text, at);
      if (pair === 0 || EVERYDAY.has(pair) || isNamed(named, plain.from[at]!, plain.to[at + 1]!)) continue;
      const before = pairs.get(pair);
      pairs.set(pair, before === undefined ? weight : Math.min(before + AGAIN, SUBJECT_WEIGHT + MOST_AGAIN * AGAIN));
    }
  }
  return { places: places.toSorted((a, b) => Number(isWide(a)) - Number(isWide(b))), region, pairs };
}

/** Whether a pair touches a name: what is told is counted apart from where. */
const isNamed = (named: readonly { start: number; end: number }[], from: number, to: number): boolean => named.some(({ start, end }) => from < end && to > start);

/** Two Chinese characters as one number, 0 for anything else. */
function pairAt(text: string, at: number): number {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return isHan(first) && isHan(second) ? (first << 16) | second : 0;
}

function pairsOf(words: string): number[] {
  return words.split('|').flatMap((word) => Array.from({ length: word.length - 1 }, (_, at) => pairAt(word, at)));
}

/** The two characters of a pair. */
export const pairText = (key: number): string => String.fromCharCode((key >>> 16) & 0xffff, key & 0xffff);

function isHan(code: number): boolean {
  return code >= 0x3400 && code <= 0x9fff;
}
