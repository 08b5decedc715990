import { join } from 'node:path';
import type { Band, Grade, Measured } from '../core/assessment.js';
import { canonicalJson, sha256Hex } from '../core/canonical.js';
import { CLOCKS, keysOf, type ClockName, type Label } from '../core/vocabulary.js';
import { readYaml } from '../base/policy.js';
import { fieldsIn, flagged, labelIn, listIn, numberIn, textIn, type Fields } from './scheme-fields.js';

/** What a criterion counts: whether a clock was kept, or whether a part of the spot check has no finding. Nothing else: no machine score. */
export type Basis = { readonly clock: ClockName } | { readonly part: string };
export interface Criterion extends Measured {
  readonly label: Label;
  readonly basis: Basis;
  readonly source: string;
}
export interface PeerGroup {
  readonly name: Label;
  readonly endings: readonly string[];
}
export interface NamedGrade extends Grade {
  readonly name: Label;
}
export interface ExclusionGround {
  readonly key: string;
  readonly name: Label;
  readonly source: string;
}
/** 考核方案: `config/assessment.yaml`. Every assessment keeps the one it was made by. */
export interface AssessmentScheme {
  readonly version: string;
  readonly name: Label;
  readonly objectionDays: number;
  readonly decisionDays: number;
  readonly minimum: number;
  readonly peers: readonly PeerGroup[];
  readonly grades: readonly NamedGrade[];
  readonly criteria: readonly Criterion[];
  readonly exclusions: readonly ExclusionGround[];
}

/** Clocks that are the unit’s own. */
const UNIT_CLOCKS = keysOf(CLOCKS).filter((clock) => CLOCKS[clock].charge === 'department');

export const assessmentScheme = (configDirectory: string): AssessmentScheme => readYaml(join(configDirectory, 'assessment.yaml'), schemeIn);
export const schemeHash = (scheme: AssessmentScheme): string => sha256Hex(canonicalJson(scheme));
export const peersOf = (name: string, peers: readonly PeerGroup[]): PeerGroup => peers.find(({ endings }) => endings.some((ending) => name.endsWith(ending))) ?? peers.at(-1)!;

/** @throws Error with `zh` and `en`, naming the field */
export function schemeIn(value: unknown): AssessmentScheme {
  const given = fieldsIn(value, '');
  const peers = listIn(given, 'peers', '').map((each, index): PeerGroup => {
    const one = fieldsIn(each, `peers[${index}]`);
    return { name: labelIn(one['name'], `peers[${index}].name`), endings: listIn(one, 'endings', `peers[${index}]`).map(String) };
  });
  if (!peers.some(({ endings }) => endings.includes(''))) throw flagged('peers', '须有一类收纳其余单位（endings 含空）', 'must have a group for all other units (an empty ending)');
  const grades = descending(listIn(given, 'grades', '').map((each, index): NamedGrade => {
    const one = fieldsIn(each, `grades[${index}]`);
    return { key: textIn(one, 'key', `grades[${index}]`), from: numberIn(one, 'from', `grades[${index}]`, 0, 99), name: labelIn(one['name'], `grades[${index}].name`) };
  }), 'grades');
  const criteria = listIn(given, 'criteria', '').map(criterionIn);
  if (new Set(criteria.map(({ key }) => key)).size < criteria.length) throw flagged('criteria', 'key 不得重复', 'must not repeat a key');
  const exclusions = listIn(given, 'exclusions', '').map((each, index): ExclusionGround => {
    const one = fieldsIn(each, `exclusions[${index}]`);
    return { key: textIn(one, 'key', `exclusions[${index}]`), name: labelIn(one['name'], `exclusions[${index}].name`), source: textIn(one, 'source', `exclusions[${index}]`) };
  });
  return {
    version: textIn(given, 'version', ''), name: labelIn(given['name'], 'name'), objectionDays: numberIn(given, 'objectionDays', '', 1, 60), decisionDays: numberIn(given, 'decisionDays', '', 1, 60),
    minimum: numberIn(given, 'minimum', '', 1, 10_000), peers, grades, criteria, exclusions,
  };
}

function criterionIn(value: unknown, index: number): Criterion {
  const at = `criteria[${index}]`;
  const given = fieldsIn(value, at);
  const bands = descending(listIn(given, 'bands', at).map((each, n): Band => {
    const one = fieldsIn(each, `${at}.bands[${n}]`);
    return { from: numberIn(one, 'from', `${at}.bands[${n}]`, 0, 1, false), share: numberIn(one, 'share', `${at}.bands[${n}]`, 0, 1, false) };
  }), `${at}.bands`);
  // 国办函〔2025〕66号: no target of 100 %.
  if (bands[0]!.from >= 1) throw flagged(`${at}.bands[0].from`, '不得以百分之百为目标，应小于 1', 'must be below 1: no target of 100 %');
  return {
    key: textIn(given, 'key', at), label: labelIn(given['label'], `${at}.label`), points: numberIn(given, 'points', at, 1, 100), basis: basisIn(given, at),
    minimum: numberIn(given, 'minimum', at, 1, 10_000), bands, source: textIn(given, 'source', at),
  };
}

function basisIn(given: Fields, at: string): Basis {
  if (('clock' in given) === ('spotCheck' in given)) throw flagged(at, '须有 clock 或 spotCheck 之一，只能一个', 'must have either clock or spotCheck');
  if (!('clock' in given)) return { part: textIn(given, 'spotCheck', at) };
  const clock = UNIT_CLOCKS.find((each) => each === given['clock']);
  if (!clock) throw flagged(`${at}.clock`, `应为单位自己的时限：${UNIT_CLOCKS.join('、')}`, `must be a clock of the unit’s own: ${UNIT_CLOCKS.join(', ')}`);
  return { clock };
}

function descending<T extends { readonly from: number }>(bands: T[], at: string): T[] {
  if (bands.at(-1)!.from !== 0 || bands.some(({ from }, index) => index > 0 && from >= bands[index - 1]!.from)) {
    throw flagged(at, '应由高到低，最后一档从 0 起', 'must go from high to low and end at 0');
  }
  return bands;
}
