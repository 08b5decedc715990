import { join } from 'node:path';
import { canonicalJson, sha256Hex } from '../core/canonical.js';
import type { SampleSize } from '../core/spot-check.js';
import type { Part } from '../core/spot-check-results.js';
import { flagged, fieldsIn, labelIn, listIn, numberIn, textIn, wordsIn, type Fields } from './scheme-fields.js';
import { keysOf, ROLES, type Label, type Role } from '../core/vocabulary.js';
import { readYaml } from '../base/policy.js';

export interface MarkWords extends Label {
  readonly value: number;
}
/** One part of the review sheet with its words. */
export interface SheetPart extends Part {
  readonly label: Label;
  readonly words: readonly MarkWords[];
  readonly training: Label;
}
/** 抽查办法: `config/spot-check.yaml`. */
export interface SpotCheckSettings {
  readonly version: string;
  readonly hash: string;
  readonly handInDays: number;
  readonly settleDays: number;
  readonly minimum: number;
  readonly size: SampleSize;
  readonly checkers: readonly Role[];
  readonly parts: readonly SheetPart[];
}

export const spotCheckSettings = (configDirectory: string): SpotCheckSettings => readYaml(join(configDirectory, 'spot-check.yaml'), settingsIn);

/** @throws Error with `zh` and `en`, naming the field */
export function settingsIn(value: unknown): SpotCheckSettings {
  const given = fieldsIn(value, '');
  const parts = listIn(given, 'parts', '').map(partIn);
  if (!parts.some(({ key }) => key === 'overall')) throw flagged('parts', '须有 overall', 'must have overall');
  if (new Set(parts.map(({ key }) => key)).size < parts.length) throw flagged('parts', 'key 不得重复', 'must not repeat a key');
  return {
    version: textIn(given, 'version', ''), hash: sha256Hex(canonicalJson(value)), handInDays: numberIn(given, 'handInDays', '', 1, 60), settleDays: numberIn(given, 'settleDays', '', 1, 60),
    minimum: numberIn(given, 'minimum', '', 1, 10_000), size: sizeIn(fieldsIn(given['size'], 'size'), 'size'), checkers: wordsIn(given, 'checkers', '', keysOf(ROLES)), parts,
  };
}

function sizeIn(given: Fields, at: string): SampleSize {
  const least = numberIn(given, 'least', at, 0, 1000);
  if (given['by'] === 'share') return { by: 'share', share: numberIn(given, 'share', at, 0.0001, 1, false), least };
  if (given['by'] !== 'number') throw flagged(`${at}.by`, '应为 number 或 share', 'must be number or share');
  return { by: 'number', cases: numberIn(given, 'cases', at, 1, 5000), least };
}

function partIn(value: unknown, index: number): SheetPart {
  const at = `parts[${index}]`;
  const given = fieldsIn(value, at);
  const words = listIn(given, 'values', at).map((each, n): MarkWords => {
    const one = fieldsIn(each, `${at}.values[${n}]`);
    return { value: numberIn(one, 'value', `${at}.values[${n}]`, 0, 10), ...labelIn(each, `${at}.values[${n}]`) };
  });
  if (words.length < 2 || words.some(({ value: mark }, n) => n > 0 && mark <= words[n - 1]!.value)) throw flagged(`${at}.values`, '至少两档，由低到高', 'must be two values or more, ascending');
  const finding = fieldsIn(given['finding'], `${at}.finding`);
  return {
    key: textIn(given, 'key', at), label: labelIn(given['label'], `${at}.label`), words, values: words.map(({ value: mark }) => mark), tolerance: numberIn(given, 'tolerance', at, 0, 10),
    finding: 'is' in finding ? { is: numberIn(finding, 'is', `${at}.finding`, 0, 10) } : { atMost: numberIn(finding, 'atMost', `${at}.finding`, 0, 10, false) },
    training: labelIn(given['training'], `${at}.training`),
  };
}
