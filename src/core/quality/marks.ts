import type { Lexicons } from '../judgement/lexicons.js';
import { bare } from '../language/similarity.js';
import { mentions } from '../judgement/lexicons.js';
import type { Anatomy } from './anatomy.js';
import type { Case } from './case.js';
import { requires, type Elements } from './elements.js';
import { DIMENSIONS, type DefectCode, type Dimension } from './settings.js';
import type { Defect, Pair } from './verdicts.js';

/** What the marks are given for. */
export interface Read extends Case {
  defects: readonly Defect[];
}

/** Where a rule or a finding of fact stands behind the reply, and where nothing had to. */
const BASIS_GIVEN = 100;
const BASIS_NOT_NEEDED = 80;
const UNGREETED = 85;

/** Six marks, each 0–100 to three decimals: what was done well, less what each fault costs, each code once. */
export function marks({ pair, anatomy, relevance, elements, defects, lexicons }: Read): Record<Dimension, number> {
  const grounded = anatomy.basis.length + anatomy.facts.length > 0;
  const base: Record<Dimension, number> = {
    relevance: 100 * relevance.degree,
    substance: substance(pair, anatomy, elements, lexicons),
    basis: grounded ? BASIS_GIVEN : BASIS_NOT_NEEDED,
    tone: !requires(pair, 'contact', lexicons) || mentions(lexicons.lists['reply.greeting'], anatomy.text.text) ? 100 : UNGREETED,
    completeness: 100,
    compliance: 100,
  };
  const codes = [...new Set<DefectCode>(defects.map(({ code }) => code))];
  for (const dimension of DIMENSIONS) {
    const rules = codes.map((code) => lexicons.quality.defects[code]).filter((rule) => rule.dimension === dimension);
    const penalty = rules.reduce((sum, rule) => sum + rule.penalty, 0);
    base[dimension] = Math.round(Math.max(0, Math.min(100, base[dimension] - penalty)) * 1000) / 1000;
  }
  return base;
}

/**
 * Facts and result, 0–100: how much was said of this case in proportion to what was written to the office (a long letter
 * has more to answer, a comment little), whether it concludes, by when, and what was found.
 */
function substance(pair: Pair, anatomy: Anatomy, elements: Elements, lexicons: Lexicons): number {
  const { meagre_ratio: meagre, ample_ratio: ample } = lexicons.quality.thresholds;
  const ratio = (ANSWER_OFFSET + anatomy.content.length) / (LETTER_OFFSET + bare(pair.message).length);
  const amount = Math.max(0, Math.min(1, Math.log(ratio / meagre) / Math.log(ample / meagre)));
  const dated = anatomy.results.some(({ text }) => /^(?:计划|预计|拟|将|定于|最迟|最晚|已(?:经)?于[^，。]{0,8}[0-9])/u.test(text));
  return 55 * amount + (elements.result ? 15 : 0) + (dated ? 25 : 0) + 5 * Math.min(1, (anatomy.facts.length + anatomy.basis.length) / 2);
}

/** Characters added on either side, so that a handful more or less does not decide. */
const ANSWER_OFFSET = 20;
const LETTER_OFFSET = 100;

/** Degree of relevance from which a reply counts as treating its message: a short one shares fewer words by nature. */
const EVEN_CHANCE = 0.5;
/** Share that good form keeps where there is no matter: courtesy without an answer is worth little. */
const FORM_ALONE = 0.4;

/**
 * The weighted sum of the marks, 0–100, whole: good form counts as far as there is matter behind it. Held down where one fault settles the matter whatever
 * else is done well; a cap scales, so that the order below it stays.
 */
export function total(dimensions: Readonly<Record<Dimension, number>>, { anatomy, relevance, defects, lexicons }: Read, surelyOff: boolean): number {
  const { weights, thresholds } = lexicons.quality;
  const treated = (70 * Math.min(1, relevance.degree / EVEN_CHANCE) + 15 * (relevance.fields + 1)) / 100;
  const form = ['basis', 'tone', 'completeness', 'compliance'] as const;
  const formal = form.reduce((points, dimension) => points + (weights[dimension] * dimensions[dimension]) / 100, 0);
  const matter = dimensions.substance / 100;
  const sum = weights.relevance * treated + weights.substance * matter + formal * (FORM_ALONE + (1 - FORM_ALONE) * matter);
  const has = (code: DefectCode): boolean => defects.some((defect) => defect.code === code);
  const caps = [100];
  if (has('evasive')) caps.push(anatomy.content.length < thresholds.content_characters ? thresholds.empty_cap : thresholds.evasive_cap);
  if (has('off_topic')) caps.push(surelyOff ? thresholds.off_topic_cap : thresholds.evasive_cap);
  return Math.round((sum * Math.min(...caps)) / 100);
}
