import type { Span } from '../language/normalise.js';
import { findTerms, type Hit } from '../judgement/lexicons.js';
import { merged, outside, type Anatomy } from './anatomy.js';
import type { Case } from './case.js';
import { requires } from './elements.js';
import type { Defect } from './verdicts.js';
import { defect } from './wording.js';

/**
 * Process in place of a result, or the citizen sent away. Not so when there is content with a conclusion, when a lawful
 * refusal has its basis, or when the unit in charge is named with a way to reach it (which still lacks a result).
 */
export function evasion(given: Case): Defect[] {
  const { pair, anatomy, lexicons } = given;
  if (pair.kind === 'thanks' || answersSomething(given)) return [];
  const hits = [...anatomy.process, ...anatomy.pushAway].sort((a, b) => a.start - b.start);
  const spans: Span[] = hits.length === 0 ? [{ start: 0, end: pair.reply.length }] : hits.slice(0, 3);
  return spans.map((span) => defect('evasive', span, pair.reply, lexicons.quality));
}

function answersSomething({ anatomy, elements, lexicons }: Case): boolean {
  const least = lexicons.quality.thresholds.content_characters;
  const { content, results, facts, basis, anchors } = anatomy;
  const hits = anatomy.process.length + anatomy.pushAway.length;
  const told = results.length + facts.length + basis.length;
  if (hits === 0) return content.length >= least || (content.length >= 2 && elements.result) || anatomy.withSlogans.length >= 2 * least;
  if (elements.reachable) return true;
  if (results.length > 0 && content.length >= least) return true;
  if (basis.length > 0 && content.length >= least) return true;
  return (told + anchors.length > 0 && content.length >= 2 * least) || (anatomy.process.length > 0 && content.length >= 5 * least);
}

/** Slogans, stance and general policy in place of facts of this case: most of what is said, and little that is checkable. */
export function hollow({ pair, anatomy, lexicons }: Case): Defect[] {
  if (anatomy.slogans.length === 0 || pair.kind === 'thanks') return [];
  const { thresholds } = lexicons.quality;
  const all = anatomy.withSlogans.length;
  const share = all === 0 ? 0 : 1 - anatomy.content.length / all;
  const ground = merged(anatomy.slogans);
  const factual = [anatomy.facts, anatomy.basis, anatomy.anchors, anatomy.results].reduce((sum, hits) => sum + outside(hits, ground).length, 0);
  const needed = factual <= 1 ? thresholds.hollow_share : factual <= 3 ? (1 + thresholds.hollow_share) / 2 : 2;
  if (share < needed) return [];
  return anatomy.slogans.slice(0, 3).map((hit) => defect('hollow', hit, pair.reply, lexicons.quality));
}

/** Refusals that only a rule can carry, whatever reason of fact is given. */
const BY_RULE = /不予(?:支持|受理|认定|批准|登记|补偿|许可|退还)|不(?:符合|具备|满足|够)[^，。；！]{0,16}(?:申请|办理|享受|领取|资格|政策|规定|标准|准入|补贴|救助|认定|年龄)/u;
/** How far around a refusal its reason stands, in characters. */
const REASON_BEFORE = 60;
const REASON_AFTER = 30;

/** A refusal without a rule. A practical no with its reason (因汛期水位过高，暂不能开放) needs none. */
export function noBasis({ pair, anatomy, elements, lexicons }: Case): Defect[] {
  if (elements.basis || !requires(pair, 'basis', lexicons)) return [];
  const refusals = outside(findTerms(lexicons.lists['reply.refusal'], anatomy.text), [...anatomy.courtesy, ...anatomy.restatement]);
  // Whether a suggestion is taken up is for the office to weigh: what it says against it is reason enough.
  const bare = refusals.filter((hit) => BY_RULE.test(hit.text) || !(reasoned(hit, anatomy) || (pair.kind === 'suggestion' && /采纳|设置|增设|安装|安排/u.test(hit.text))));
  return bare.slice(0, 1).map((hit) => defect('no_basis', hit, pair.reply, lexicons.quality));
}

function reasoned(hit: Hit, { original }: Anatomy): boolean {
  const before = original.slice(Math.max(0, hit.start - REASON_BEFORE), hit.start);
  const after = original.slice(hit.end, hit.end + REASON_AFTER);
  return /因|由于|鉴于|为了?(?:确保|保障|防止|避免|方便)|原因|考虑到|已经?(?:由|有|纳入|关闭|取消|结束)|由[^，。；]{2,20}(?:管理|负责|运营|管养|监管)/u.test(before) || /因为|原因|主要是|是由于/u.test(after);
}
