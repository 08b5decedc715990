import { canonicalJson, sha256Hex } from '../canonical.js';
import { Refusal } from '../refusal.js';
import { ELEMENTS, type DefectRule, type Dimension, type Element, type QualitySettings, type Severity } from './settings.js';
import { releasable, type Ask, type Defect, type Judgement } from './verdicts.js';

/** A finding as the editor shows it: with what it weighs and whether a reviewer may let it through. */
export interface AssessedFinding extends Defect {
  readonly title: string;
  readonly severity: Severity;
  readonly releasable: boolean;
}

/** What the editor and the reviewer see of a draft. Nothing of it is stored. */
export interface Assessment {
  readonly score: number;
  readonly verdict: Judgement['verdict'];
  /** Names exactly this verdict on exactly this text: who hands in or approves a reply with warnings says it back. */
  readonly verdictHash: string;
  readonly dimensions: Record<Dimension, number>;
  /** Worst first. */
  readonly defects: readonly AssessedFinding[];
  readonly asks: readonly Ask[];
  /** The form it is held to, what that asks for, and what of it is not there. */
  readonly form: string;
  readonly required: readonly Element[];
  readonly missing: readonly Element[];
  readonly engine: string;
}

interface StoredFinding extends Pick<Defect, 'start' | 'end' | 'text' | 'why' | 'hint'> {
  readonly code: string;
}

/** A verdict as it is kept with a reply. */
export interface StoredVerdict extends Pick<Judgement, 'verdict' | 'score' | 'engine'> {
  readonly findings: readonly StoredFinding[];
}

/**
 * The hash of a verdict: SHA-256 over the text, the marks, every finding with its place, and the engine. Another word in
 * the text, another finding or another engine give another hash, and what was seen before no longer counts as seen.
 */
export function verdictHashOf(reply: string, { verdict, score, engine, findings }: StoredVerdict): string {
  return sha256Hex(canonicalJson({ reply, verdict, score, engine, findings: findings.map(({ code, start, end }) => ({ code, start, end })) }));
}

/**
 * Warnings must be seen: who hands in or approves a text in spite of them says back the hash of exactly this verdict.
 * @throws Refusal `findings_not_seen` {verdict, verdictHash, findings}
 */
export function refuseUnlessSeen(text: string, stored: StoredVerdict, seenVerdict: string | undefined, { defects }: Pick<QualitySettings, 'defects'>): void {
  const verdictHash = verdictHashOf(text, stored);
  if (stored.verdict === 'pass' || seenVerdict === verdictHash) return;
  const weighed = stored.findings.map(({ code, start, end, text: words, why, hint }) => {
    const rule = (defects as Readonly<Record<string, DefectRule | undefined>>)[code];
    return { code, title: rule?.title ?? code, severity: rule?.severity ?? 'warn', start, end, text: words, why, hint };
  });
  throw new Refusal('findings_not_seen', { verdict: stored.verdict, verdictHash, findings: weighed.filter(({ severity }) => severity !== 'note') });
}

const MISSING = { result: 'no_result', contact: 'no_contact', signature: 'no_signature', basis: 'no_basis' } as const satisfies Record<Element, string>;

/** A judgement with what a person needs to act on it. */
export function assessmentOf(reply: string, judgement: Judgement, form: string, kind: string | undefined, settings: QualitySettings): Assessment {
  const { score, verdict, dimensions, defects, asks, engine } = judgement;
  const asked = settings.channels[form] ?? settings.channels['default'] ?? [];
  const required = ELEMENTS.filter((element) => asked.includes(element) && !(kind === 'thanks' && element === 'result'));
  return {
    score, verdict, verdictHash: verdictHashOf(reply, { verdict, score, engine, findings: defects }), dimensions,
    defects: defects.map((each) => ({ ...each, title: settings.defects[each.code].title, severity: settings.defects[each.code].severity, releasable: releasable(each.code) })),
    asks, form, required, missing: required.filter((element) => defects.some(({ code }) => code === MISSING[element])), engine,
  };
}
