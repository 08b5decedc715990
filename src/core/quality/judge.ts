import { normalise } from '../language/normalise.js';
import { mentions, type Lexicons } from '../judgement/lexicons.js';
import { dissect, type Anatomy } from './anatomy.js';
import { contextDefects, elementsOf, surelyOffTopic, type Elements } from './context.js';
import { relevanceOf, type Relevance } from './relevance.js';
import { DIMENSIONS, SEVERITIES, type Dimension } from './settings.js';
import { ENGINE, type Defect, type Judgement, type Pair } from './verdicts.js';
import { wordingDefects } from './wording.js';

/**
 * Judge one reply to one message: marks, faults with exact spans, and which asks were answered.
 *
 * Pure and deterministic; a pair of 500 characters takes a few milliseconds. The machine advises: `block` means the
 * reply must not go out as it is, and `releasable` says which of these faults a reviewer may release with a reason.
 * Source: 国办发〔2018〕123号 三（二）; weights and thresholds in `config/quality/`.
 * Example: `judgeReply({ message: '路灯坏了，何时修？', reply: '已收悉，已转相关部门。' }, lexicons).defects[0].code` → `evasive`.
 */
export function judgeReply(pair: Pair, lexicons: Lexicons): Judgement {
  const anatomy = dissect(pair.reply, lexicons);
  const relevance = relevanceOf(pair, anatomy, lexicons.quality);
  const elements = elementsOf(pair, anatomy, lexicons);
  const context = contextDefects({ pair, anatomy, relevance, elements, lexicons });
  const defects = ordered([...wordingDefects(pair, anatomy, lexicons), ...context], lexicons);
  const sure = surelyOffTopic(anatomy, relevance, lexicons);
  const dimensions = marks(pair, anatomy, relevance, elements, defects, lexicons);
  const score = Math.round(total(dimensions, anatomy, defects, sure, lexicons) * heed(relevance.degree));
  const blocked = sure || defects.some(({ code }) => lexicons.quality.defects[code].severity === 'block');
  const warned =
    score < lexicons.quality.thresholds.pass_score ||
    defects.some(({ code }) => lexicons.quality.defects[code].severity === 'warn');
  return {
    score,
    verdict: blocked ? 'block' : warned ? 'warn' : 'pass',
    dimensions,
    defects,
    asks: relevance.asks,
    engine: ENGINE,
  };
}

/** Worst first: by severity, then by penalty, then by place. One phrase is not charged twice with one code. */
function ordered(defects: readonly Defect[], lexicons: Lexicons): Defect[] {
  const rank = ({ code }: Defect): number => SEVERITIES.indexOf(lexicons.quality.defects[code].severity);
  const penalty = ({ code }: Defect): number => lexicons.quality.defects[code].penalty;
  return [...defects].sort((a, b) => rank(a) - rank(b) || penalty(b) - penalty(a) || a.start - b.start);
}

function marks(
  pair: Pair,
  anatomy: Anatomy,
  relevance: Relevance,
  elements: Elements,
  defects: readonly Defect[],
  lexicons: Lexicons,
): Record<Dimension, number> {
  const base: Record<Dimension, number> = {
    relevance: 100 * relevance.degree,
    substance: substance(anatomy, elements, lexicons),
    basis: anatomy.basis.length > 0 ? 100 : anatomy.facts.length > 0 ? 75 : 50,
    tone: mentions(lexicons.lists['reply.greeting'], normalise(pair.reply).text) ? 100 : 80,
    completeness: 100,
    compliance: 100,
  };
  for (const dimension of DIMENSIONS) {
    const codes = new Set(
      defects.filter(({ code }) => lexicons.quality.defects[code].dimension === dimension).map(({ code }) => code),
    );
    let penalty = 0;
    for (const code of codes) penalty += lexicons.quality.defects[code].penalty;
    base[dimension] = rounded(Math.max(0, Math.min(100, base[dimension] - penalty)));
  }
  return base;
}

/** Three decimals: enough to rank by, and the same on every machine. */
function rounded(mark: number): number {
  return Math.round(mark * 1000) / 1000;
}

/** What is said well about another matter is worth little: below an even chance of relevance the whole counts less. */
function heed(degree: number): number {
  return 0.3 + 0.7 * Math.min(1, degree * 2);
}

/** Facts and result, 0–100: how much was said of this case, whether it was looked into, whether it concludes. */
function substance(anatomy: Anatomy, elements: Elements, lexicons: Lexicons): number {
  const { content_characters: least, full_characters: full } = lexicons.quality.thresholds;
  const length = anatomy.content.length;
  if (length < least) return 0;
  const amount = Math.min(1, Math.log(length / least) / Math.log(full / least));
  const facts = Math.min(1, anatomy.facts.length / 2);
  const detail = Math.min(1, anatomy.anchors.length / 3);
  return 45 * amount + 15 * facts + 10 * detail + (elements.result ? 30 : 0);
}

/** The weighted sum, held down where one fault settles the matter whatever else the reply does well. */
function total(
  dimensions: Record<Dimension, number>,
  anatomy: Anatomy,
  defects: readonly Defect[],
  sure: boolean,
  lexicons: Lexicons,
): number {
  const { weights, thresholds } = lexicons.quality;
  const sum = DIMENSIONS.reduce((points, dimension) => points + (weights[dimension] * dimensions[dimension]) / 100, 0);
  const caps = [100];
  // What is nearly empty differs still: a cap scales, so that the order below it stays.
  if (anatomy.content.length < thresholds.content_characters) caps.push(thresholds.empty_cap);
  if (defects.some(({ code }) => code === 'evasive')) caps.push(thresholds.evasive_cap);
  if (sure) caps.push(thresholds.off_topic_cap);
  return (sum * Math.min(...caps)) / 100;
}
