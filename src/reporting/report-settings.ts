import { basename, join } from 'node:path';
import mustache from 'mustache';
import { keysOf, ROLES, type Role } from '../core/vocabulary.js';
import { ConfigFault, readYaml, yamlFilesIn } from '../base/policy.js';
import { CONTENTS, FORM_KEYS, formNamed, wordsKnownTo, type FormKey } from './forms-known.js';
import { CHECK_KEYS, type CheckRule } from './check-rules.js';

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
/** How one report is written, when, and for whom: `config/reports/<form>.yaml`. */
export interface ReportSettings {
  readonly schedule: boolean;
  /** A person signs before it is numbered and sent. */
  readonly approval: boolean;
  /** Reports of one series are numbered together. */
  readonly series: string;
  readonly number: string;
  readonly title: string;
  readonly addressee: string;
  readonly recipients: readonly Role[];
  readonly attach: readonly Attachable[];
  readonly minimum: number;
  readonly peers: readonly PeerGroup[];
  readonly opening: string;
  readonly sections: readonly SectionWords[];
  /** Of the self-check: what is looked at. */
  readonly checks: readonly CheckRule[];
}
export type AllSettings = Record<FormKey, ReportSettings>;

export const ATTACHABLE = ['docx', 'xlsx', 'html', 'csv'] as const;
export type Attachable = (typeof ATTACHABLE)[number];

export const settingsFileOf = (form: FormKey): string => `reports/${form.replaceAll('_', '-')}.yaml`;

/** Of every report. `like` takes what another file says where this one says nothing. @throws ConfigFault */
export function reportSettings(configDirectory: string): AllSettings {
  const folder = join(configDirectory, 'reports');
  const raw = new Map(yamlFilesIn(folder).map((file) => [basename(file, '.yaml').replaceAll('-', '_'), { file, record: readYaml(file, (value) => (value ?? {}) as Record<string, unknown>) }]));
  const whole = (key: string): Record<string, unknown> => {
    const { like, ...own } = raw.get(key)?.record ?? {};
    return typeof like === 'string' ? { ...raw.get(like)?.record, ...own } : own;
  };
  return Object.fromEntries(FORM_KEYS.map((form) => {
    const known = raw.get(form);
    if (!known) throw new ConfigFault(folder, { zh: `缺少 ${settingsFileOf(form)}`, en: `${settingsFileOf(form)} is missing` });
    return [form, readYaml(known.file, () => settingsIn(whole(form), form))];
  })) as AllSettings;
}

const fault = (field: string, zh: string, en: string): Error => Object.assign(new Error(), { zh: `${field} ${zh}`, en: `${field} ${en}` });

function listIn(field: string, from: unknown): unknown[] {
  if (!Array.isArray(from)) throw fault(field, '应为列表', 'must be a list');
  return from;
}
function oneOf<T extends string>(field: string, from: unknown, known: readonly T[]): T[] {
  return listIn(field, from).map((each) => {
    if (!known.includes(each as T)) throw fault(field, `不识“${String(each)}”，可用：${known.join('、')}`, `does not know “${String(each)}”; known: ${known.join(', ')}`);
    return each as T;
  });
}
function wholeNumber(field: string, value: unknown): number {
  if (!Number.isInteger(value) || (value as number) < 1) throw fault(field, '应为不小于 1 的整数', 'must be a whole number, 1 or more');
  return value as number;
}
function flag(field: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw fault(field, '应为 true 或 false', 'must be true or false');
  return value;
}

/** @throws Error with `zh` and `en`, naming the field */
export function settingsIn(value: unknown, form: FormKey = 'monthly'): ReportSettings {
  const record = (value ?? {}) as Record<string, unknown>;
  const { content } = formNamed(form);
  const known = wordsKnownTo(content);
  const text = (field: string, from: unknown = record[field]): string => checkedText(field, from, known);
  const perhaps = (field: string): string => ((record[field] ?? '') === '' ? '' : text(field));
  const sections = listIn('sections', record['sections']).map((each, index): SectionWords => {
    const { heading, paragraphs, tables, charts } = (each ?? {}) as Record<string, unknown>;
    const at = `sections[${index}]`;
    return {
      heading: text(`${at}.heading`, heading), paragraphs: listIn(`${at}.paragraphs`, paragraphs).map((one, n) => text(`${at}.paragraphs[${n}]`, one)),
      tables: oneOf(`${at}.tables`, tables ?? [], CONTENTS[content].tables), charts: oneOf(`${at}.charts`, charts ?? [], CONTENTS[content].charts),
    };
  });
  return {
    schedule: flag('schedule', record['schedule']), approval: flag('approval', record['approval']), series: record['series'] === undefined ? form : text('series'),
    number: text('number'), title: text('title'), addressee: perhaps('addressee'), recipients: oneOf('recipients', record['recipients'], keysOf(ROLES)),
    attach: oneOf('attach', record['attach'], ATTACHABLE), minimum: content === 'figures' || record['minimum'] !== undefined ? wholeNumber('minimum', record['minimum']) : 1,
    peers: content === 'figures' ? peersIn(record['peers'], text) : [], opening: perhaps('opening'), sections,
    checks: content === 'self_check' ? checksIn(record['checks']) : [],
  };
}

function peersIn(value: unknown, text: (field: string, from: unknown) => string): PeerGroup[] {
  const peers = listIn('peers', value).map((each, index): PeerGroup => {
    const { name, endings } = (each ?? {}) as Record<string, unknown>;
    return { name: text(`peers[${index}].name`, name), endings: listIn(`peers[${index}].endings`, endings).map(String) };
  });
  if (!peers.some(({ endings }) => endings.includes(''))) throw fault('peers', '须有一类收纳其余单位（endings 含空）', 'must have a group for all other units (an empty ending)');
  return peers;
}

const checksIn = (value: unknown): CheckRule[] => listIn('checks', value).map((each, index): CheckRule => {
  const { key, item, basis, limit } = (each ?? {}) as Record<string, unknown>;
  const at = `checks[${index}]`;
  const said = (field: string, from: unknown): string => {
    if (typeof from !== 'string' || from === '') throw fault(`${at}.${field}`, '应为文字', 'must be a text');
    return from;
  };
  return { key: oneOf(`${at}.key`, [key], CHECK_KEYS)[0]!, item: said('item', item), basis: said('basis', basis), limit: limit === undefined ? null : wholeNumber(`${at}.limit`, limit) };
});

/** A text whose fields are all known: a slip of the pen is found at the start, not in the circular. */
function checkedText(field: string, value: unknown, known: ReadonlySet<string>): string {
  if (typeof value !== 'string' || value === '') throw fault(field, '应为文字', 'must be a text');
  let names: string[];
  try {
    names = namesIn(mustache.parse(value));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw fault(field, `写法有误：${why}`, `is not well written: ${why}`);
  }
  const unknown = names.find((name) => !known.has(name));
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
