import { join } from 'node:path';
import mustache from 'mustache';
import { FIGURE_KEYS } from '../core/figures.js';
import { keysOf, ROLES, type Role } from '../core/vocabulary.js';
import { readYaml } from '../base/policy.js';

/** A group of units that are compared with each other: by the end of their names. */
export interface PeerGroup {
  readonly name: string;
  readonly endings: readonly string[];
}
export interface SectionWords {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly string[];
  readonly charts: readonly string[];
}
/** 月报设置: `config/reports/monthly.yaml`. */
export interface ReportSettings {
  readonly schedule: boolean;
  /** A person signs before it is numbered and sent. */
  readonly approval: boolean;
  readonly number: string;
  readonly title: string;
  readonly addressee: string;
  readonly recipients: readonly Role[];
  readonly attach: readonly Attachable[];
  readonly minimum: number;
  readonly peers: readonly PeerGroup[];
  readonly opening: string;
  readonly sections: readonly SectionWords[];
}

export const ATTACHABLE = ['docx', 'xlsx', 'html', 'csv'] as const;
export type Attachable = (typeof ATTACHABLE)[number];
export const TABLE_KEYS = ['main', 'kinds', 'channels', 'accounts', 'peers', 'imposed'] as const;
export const CHART_KEYS = ['months', 'departments', 'ageing', 'durations', 'returns'] as const;
/** What a text may take besides the figures. */
export const OTHER_WORDS = ['year', 'month', 'asOf', 'issuer', 'serial', 'kinds', 'channels', 'busiest', 'overdueUnits', 'minimum'] as const;
export const WAYS_OF_WRITING = ['count', 'share', 'days', 'monthly', 'yearly', 'some', 'any'] as const;

const KNOWN: ReadonlySet<string> = new Set<string>([...OTHER_WORDS, ...FIGURE_KEYS.flatMap((key) => WAYS_OF_WRITING.map((way) => `${key}.${way}`))]);

export const reportSettings = (configDirectory: string): ReportSettings => readYaml(join(configDirectory, 'reports', 'monthly.yaml'), settingsIn);

const fault = (field: string, zh: string, en: string): Error => Object.assign(new Error(), { zh: `${field} ${zh}`, en: `${field} ${en}` });

/** @throws Error with `zh` and `en`, naming the field */
export function settingsIn(value: unknown): ReportSettings {
  const record = (value ?? {}) as Record<string, unknown>;
  const list = (field: string, from: unknown): unknown[] => {
    if (!Array.isArray(from)) throw fault(field, '应为列表', 'must be a list');
    return from;
  };
  const flag = (field: string): boolean => {
    if (typeof record[field] !== 'boolean') throw fault(field, '应为 true 或 false', 'must be true or false');
    return record[field];
  };
  const oneOf = <T extends string>(field: string, from: unknown, known: readonly T[]): T[] =>
    list(field, from).map((each) => {
      if (!known.includes(each as T)) throw fault(field, `不识“${String(each)}”，可用：${known.join('、')}`, `does not know “${String(each)}”; known: ${known.join(', ')}`);
      return each as T;
    });
  const minimum = record['minimum'];
  if (!Number.isInteger(minimum) || (minimum as number) < 1) throw fault('minimum', '应为不小于 1 的整数', 'must be a whole number, 1 or more');
  const text = (field: string, from: unknown = record[field]): string => checkedText(field, from);
  const peers = list('peers', record['peers']).map((each, index): PeerGroup => {
    const { name, endings } = (each ?? {}) as Record<string, unknown>;
    return { name: text(`peers[${index}].name`, name), endings: list(`peers[${index}].endings`, endings).map(String) };
  });
  if (!peers.some(({ endings }) => endings.includes(''))) throw fault('peers', '须有一类收纳其余单位（endings 含空）', 'must have a group for all other units (an empty ending)');
  const sections = list('sections', record['sections']).map((each, index): SectionWords => {
    const { heading, paragraphs, tables, charts } = (each ?? {}) as Record<string, unknown>;
    const at = `sections[${index}]`;
    return {
      heading: text(`${at}.heading`, heading), paragraphs: list(`${at}.paragraphs`, paragraphs).map((one, n) => text(`${at}.paragraphs[${n}]`, one)),
      tables: oneOf(`${at}.tables`, tables ?? [], TABLE_KEYS), charts: oneOf(`${at}.charts`, charts ?? [], CHART_KEYS),
    };
  });
  return {
    schedule: flag('schedule'), approval: flag('approval'), number: text('number'), title: text('title'), addressee: text('addressee'),
    recipients: oneOf('recipients', record['recipients'], keysOf(ROLES)), attach: oneOf('attach', record['attach'], ATTACHABLE), minimum: minimum as number,
    peers, opening: text('opening'), sections,
  };
}

/** A text whose fields are all known: a slip of the pen is found at the start, not in the circular. */
function checkedText(field: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw fault(field, '应为文字', 'must be a text');
  let names: string[];
  try {
    names = namesIn(mustache.parse(value));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw fault(field, `写法有误：${why}`, `is not well written: ${why}`);
  }
  const unknown = names.find((name) => !KNOWN.has(name));
  if (unknown !== undefined) throw fault(field, `没有“${unknown}”这一项`, `knows no “${unknown}”`);
  return value;
}

type Token = readonly [sort: string, name: string, ...rest: unknown[]];
const namesIn = (tokens: readonly unknown[]): string[] =>
  (tokens as readonly Token[]).flatMap(([sort, name, , , inner]) => (sort === 'text' ? [] : [name, ...(Array.isArray(inner) ? namesIn(inner) : [])]));

/** Filled in; nothing is escaped: it becomes text, not HTML. */
export const filled = (template: string, view: object): string => mustache.render(template, view, undefined, { escape: String });

export const peerGroupOf = (name: string, peers: readonly PeerGroup[]): PeerGroup =>
  peers.find(({ endings }) => endings.some((ending) => name.endsWith(ending))) ?? peers.at(-1)!;
