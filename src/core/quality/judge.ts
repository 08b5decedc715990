import { normalise } from '../language/normalise.js';
import type { Lexicons } from '../judgement/lexicons.js';
import { dissect } from './anatomy.js';
import { contextDefects, surelyOffTopic } from './context.js';
import { elementsOf } from './elements.js';
import { marks, total } from './marks.js';
import { relevanceOf } from './relevance.js';
import { SEVERITIES, type Severity } from './settings.js';
import { ENGINE, type Defect, type Judgement, type Pair } from './verdicts.js';
import { forbiddenDefects, wordingDefects } from './wording.js';

/**
 * Judge one reply to one message: marks, faults with exact spans, and which asks were answered.
 *
 * Pure and deterministic; a pair of 500 characters takes a few milliseconds. The machine advises: `block` means the
 * reply must not go out as it is, and `releasable` says which of these faults a reviewer may release with a reason.
 * Source: 国办发〔2018〕123号 三（二）; weights and thresholds in `config/quality/`.
 * Example: `judgeReply({ message: '路灯坏了，何时修？', reply: '已收悉，已转相关部门。' }, lexicons).defects[0].code` → `evasive`.
 */
export function judgeReply(given: Pair, lexicons: Lexicons): Judgement {
  const pair = { ...given, subject: given.subject?.slice(0, MOST_CHARACTERS), message: given.message.slice(0, MOST_CHARACTERS), reply: given.reply.slice(0, MOST_CHARACTERS) };
  const anatomy = dissect(pair.reply, lexicons);
  const relevance = relevanceOf(pair, anatomy, lexicons.quality);
  const elements = elementsOf(pair, anatomy, lexicons);
  const context = contextDefects({ pair, anatomy, relevance, elements, lexicons });
  const defects = ordered([...wordingDefects(pair, anatomy, lexicons), ...context, ...wordedFurtherOn(given, lexicons)], lexicons);
  const read = { pair, anatomy, relevance, elements, defects, lexicons };
  const surelyOff = surelyOffTopic(pair, anatomy, relevance, lexicons);
  const dimensions = marks(read);
  const score = total(dimensions, read, surelyOff);
  const weighs = (severity: Severity): boolean => defects.some(({ code }) => lexicons.quality.defects[code].severity === severity);
  const warned = score < lexicons.quality.thresholds.pass_score || weighs('warn');
  return { score, verdict: surelyOff || weighs('block') ? 'block' : warned ? 'warn' : 'pass', dimensions, defects, asks: relevance.asks, engine: ENGINE };
}

/** Characters read as one text: no reply to a citizen is longer, and whatever is sent must be judged in bounded time. */
const MOST_CHARACTERS = 20_000;
/** Characters each further stretch repeats of the one before, so that nothing hides on the seam. */
const SEAM = 200;
/** Findings enough to send any text back. */
const MOST_DEFECTS = 200;

/** What stands beyond the bound is still looked through for words that may not go out, stretch by stretch. */
function wordedFurtherOn(given: Pair, lexicons: Lexicons): Defect[] {
  const found: Defect[] = [];
  const step = MOST_CHARACTERS - SEAM;
  for (let at = step; at + SEAM < given.reply.length && found.length < MOST_DEFECTS; at += step) {
    const reply = given.reply.slice(at, at + MOST_CHARACTERS);
    for (const each of forbiddenDefects({ ...given, reply }, normalise(reply), lexicons))
      found.push({ ...each, start: each.start + at, end: each.end + at });
  }
  return found;
}

/** Worst first: by severity, then by penalty, then by place. */
function ordered(defects: readonly Defect[], lexicons: Lexicons): Defect[] {
  const rank = ({ code }: Defect): number => SEVERITIES.indexOf(lexicons.quality.defects[code].severity);
  const penalty = ({ code }: Defect): number => lexicons.quality.defects[code].penalty;
  return [...defects].sort((a, b) => rank(a) - rank(b) || penalty(b) - penalty(a) || a.start - b.start).slice(0, MOST_DEFECTS);
}
