import { parseFields, type Fields } from './fields.js';
import { parseRarity, type Telling } from './rarity.js';
import { asNumber, asObject, asOneOf, asText, asTexts, ShapeError } from '../judgement/shape.js';

/** The six things a reply is marked for, as the policy names them (see `config/quality/weights.yaml`). */
export const DIMENSIONS = ['relevance', 'substance', 'basis', 'tone', 'completeness', 'compliance'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Every defect the judge can name. Stable: part of the API. */
export const DEFECT_CODES = [
  'off_topic', 'evasive', 'hollow', 'cold', 'insult', 'vague_time', 'no_basis', 'no_result', 'no_contact',
  'no_signature', 'unanswered_ask', 'copy_paste', 'personal_data', 'secret', 'advertisement', 'promise', 'persona',
  'placeholder',
] as const; // prettier-ignore
export type DefectCode = (typeof DEFECT_CODES)[number];

/** `block` stops publication, `warn` asks the writer to look, `note` only tells. */
export const SEVERITIES = ['block', 'warn', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a reply must hold, by channel; `basis`: a refusal must name its rule. */
export const ELEMENTS = ['result', 'contact', 'signature', 'basis'] as const;
export type Element = (typeof ELEMENTS)[number];

/** How one defect is shown and counted. `penalty` in points of its dimension (0–100). */
export interface DefectRule {
  title: string;
  severity: Severity;
  dimension: Dimension;
  penalty: number;
  why: string;
  hint: string;
}

/** Signals of relevance and their weights in the logistic curve (see `config/quality/thresholds.yaml`). */
export const RELEVANCE_SIGNALS = [
  'bias', 'cosine', 'shared', 'overlap', 'subject', 'asks', 'places', 'strange_places', 'area', 'other_area',
  'numbers', 'quoted', 'retold', 'other_fields', 'field_share', 'field_most', 'length',
] as const; // prettier-ignore
export type RelevanceSignal = (typeof RELEVANCE_SIGNALS)[number];

export interface QualitySettings {
  weights: Readonly<Record<Dimension, number>>;
  defects: Readonly<Record<DefectCode, DefectRule>>;
  /** Elements required by channel; `default` serves a channel not listed. */
  channels: Readonly<Record<string, readonly Element[]>>;
  thresholds: Readonly<Record<ThresholdName, number>>;
  /** Domains a reply may point to, with all below them. */
  domains: readonly string[];
  relevance: Readonly<Record<RelevanceSignal, number>>;
  /** How telling a shared pair of characters is. */
  telling: Telling;
  fields: Fields;
}

/** Numbers the judge turns on; each is explained beside its value in `config/quality/thresholds.yaml`. */
export const THRESHOLD_NAMES = [
  'pass_score', 'content_characters', 'off_topic_warn', 'off_topic_long', 'off_topic_sure', 'off_topic_characters',
  'meagre_ratio', 'ample_ratio',
  'ask_covered', 'hollow_share', 'copy_similarity', 'vague_window', 'empty_cap', 'evasive_cap', 'off_topic_cap',
] as const; // prettier-ignore
export type ThresholdName = (typeof THRESHOLD_NAMES)[number];

/** Check the quality settings. Errors: ShapeError naming the field. The weights must add up to 100. */
export function parseQuality(value: unknown): QualitySettings {
  const root = asObject(value, 'quality');
  const weights = record(root['weights'], 'quality.weights', DIMENSIONS, (v, f) => asNumber(v, f, 0, 100));
  const sum = DIMENSIONS.reduce((total, dimension) => total + weights[dimension], 0);
  if (Math.abs(sum - 100) > 1e-9) throw new ShapeError('quality.weights', 'must add up to 100');
  const channels = asObject(root['channels'], 'quality.channels');
  if (channels['default'] === undefined) throw new ShapeError('quality.channels.default', 'is missing');
  return {
    weights,
    defects: record(root['defects'], 'quality.defects', DEFECT_CODES, parseRule),
    channels: Object.fromEntries(
      Object.entries(channels).map(([name, list]) => [name, parseElements(list, `quality.channels.${name}`)]),
    ),
    thresholds: record(root['thresholds'], 'quality.thresholds', THRESHOLD_NAMES, (v, f) => asNumber(v, f, 0)),
    domains: asTexts(root['domains'], 'quality.domains'),
    relevance: record(root['relevance'], 'quality.relevance', RELEVANCE_SIGNALS, (v, f) => asNumber(v, f)),
    telling: parseRarity(root['rarity']),
    fields: parseFields(root['fields']),
  };
}

function parseElements(value: unknown, field: string): Element[] {
  return asTexts(value, field).map((element, i) => asOneOf(element, `${field}[${i}]`, ELEMENTS));
}

function parseRule(value: unknown, field: string): DefectRule {
  const given = asObject(value, field);
  return {
    title: asText(given['title'], `${field}.title`),
    severity: asOneOf(given['severity'], `${field}.severity`, SEVERITIES),
    dimension: asOneOf(given['dimension'], `${field}.dimension`, DIMENSIONS),
    penalty: asNumber(given['penalty'], `${field}.penalty`, 0, 100),
    why: asText(given['why'], `${field}.why`),
    hint: asText(given['hint'], `${field}.hint`),
  };
}

function record<K extends string, V>(
  value: unknown,
  field: string,
  keys: readonly K[],
  parse: (value: unknown, field: string) => V,
): Record<K, V> {
  const given = asObject(value, field);
  for (const key of Object.keys(given)) {
    if (!keys.some((known) => known === key)) throw new ShapeError(`${field}.${key}`, 'is not known');
  }
  return Object.fromEntries(keys.map((key) => [key, parse(given[key], `${field}.${key}`)])) as Record<K, V>;
}
