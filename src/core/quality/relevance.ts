import { normalise } from '../language/normalise.js';
import { asks } from '../language/segment.js';
import { bare, containment, cosine, grams, type Grams } from '../language/similarity.js';
import type { Anatomy } from './anatomy.js';
import type { QualitySettings } from './settings.js';
import type { Ask, Pair } from './verdicts.js';

export interface Relevance {
  /** 0–1: how sure it is that the reply treats this message. */
  degree: number;
  asks: Ask[];
}

/** Pairs of characters of which citizens' and offices' prose is full; sharing them says nothing. Grammar (惯例). */
const COMMON = new Set(
  '问题 情况 我们 您的 您反 反映 映的 的问 留言 回复 答复 有关 相关 部门 进行 目前 工作 政府 领导 希望 请求 建议 咨询 是否 什么 可以 已经 没有 现在 如何 怎么 能否 投诉 解决 处理 关于 因为 但是 如果 以及 网友 感谢 支持 您好 单位 需要 应该 请问 为什 时候 多少 哪里 不能 这个 一个 自己 他们 就是 还是 不是'.split(
    ' ',
  ),
);

function telling(text: string): Grams {
  const all = grams(text, [2]);
  return new Map([...all].filter(([gram]) => !COMMON.has(gram)));
}

/** Share taken for the asks where a message states none. */
const NO_ASKS = 0.3;

/**
 * How far a reply treats its message, and which asks it answers.
 *
 * Signals: cosine of character pairs and triples; the share of the subject's telling pairs that the reply takes up; the
 * longest wording both share; how far the asks are covered; the length, because a short reply overlaps less by nature.
 * Restating the letter counts here (it shows the letter was read), not in substance.
 */
export function relevanceOf(pair: Pair, anatomy: Anatomy, settings: QualitySettings): Relevance {
  const weights = settings.relevance;
  const subject = normalise(pair.subject ?? '').text;
  const message = normalise(pair.message).text;
  const plain = bare(anatomy.text.text);
  const told = telling(plain);
  const covers = asks(pair.message).map((ask) => ({ ask, cover: coverOf(ask.text, told) }));
  const mean = covers.length === 0 ? NO_ASKS : covers.reduce((sum, { cover }) => sum + cover, 0) / covers.length;
  const degree = logistic(
    weights.bias +
      weights.cosine * cosine(grams(`${subject} ${message}`), grams(plain)) +
      weights.subject * (containment(telling(subject === '' ? message.slice(0, 60) : subject), told) ?? 0) +
      weights.common * longestCommon(`${subject}\n${message}`, plain) +
      weights.asks * mean +
      weights.length * Math.log(1 + anatomy.content.length),
  );
  const empty = anatomy.content.length < settings.thresholds.content_characters;
  const answered = covers.map(({ ask, cover }) => {
    const needed = settings.thresholds.ask_covered * (cueAnswered(ask.text, anatomy) ? CUED : 1);
    return { ...ask, answered: !empty && ((covers.length === 1 && degree >= 0.5) || cover >= needed) };
  });
  return { degree, asks: answered };
}

/** An ask that finds the sort of answer it wants needs less of its wording taken up. */
const CUED = 0.6;

function coverOf(ask: string, told: Grams): number {
  return containment(telling(normalise(ask).text), told) ?? 0;
}

/** A question for a time is half answered by a date, one for a number by a number, one for yes or no by a conclusion. */
function cueAnswered(ask: string, anatomy: Anatomy): boolean {
  if (/何时|什么时候|多久|时间/u.test(ask)) return anatomy.anchors.length > 0;
  if (/多少|标准|费用/u.test(ask)) return /[0-9]/u.test(anatomy.content);
  return anatomy.results.length > 0;
}

/** Length of the longest run of characters two texts share, looked for up to 12, by the runs of the shorter one. */
function longestCommon(a: string, b: string): number {
  const text = bare(a);
  let longest = 0;
  for (let at = 0; at + longest < text.length && longest < 12; at += 1) {
    while (longest < 12 && at + longest < text.length && b.includes(text.slice(at, at + longest + 1))) longest += 1;
  }
  return longest;
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
