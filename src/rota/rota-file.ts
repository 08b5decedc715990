import { parse as parseCsv } from 'csv-parse/sync';
import { FAILSAFE_SCHEMA, load as parseYaml } from 'js-yaml';
import { Refusal } from '../core/refusal.js';

/** People by login or name, as the office writes them. */
export interface GivenTeam {
  readonly officers: readonly string[];
  readonly lead?: string | null;
}

/** A rota as a file gives it. */
export interface RotaFile {
  readonly organisation?: string;
  readonly patterns?: readonly { code: string; name: string; days?: string; from: string; to: string; anchor: string; until?: string | null; teams: readonly GivenTeam[] }[];
  readonly entries?: readonly ({ day: string; from: string; to: string; note?: string | null } & GivenTeam)[];
}

/** Columns of a CSV file by the office’s own words. */
const COLUMNS: Record<string, 'day' | 'from' | 'to' | 'officers' | 'lead' | 'note'> = {
  日期: 'day', day: 'day', 起: 'from', 开始: 'from', from: 'from', 止: 'to', 结束: 'to', to: 'to', 值班员: 'officers', officers: 'officers',
  带班领导: 'lead', lead: 'lead', 备注: 'note', note: 'note',
};

const unreadable = (zh: string, en: string): Refusal => new Refusal('import_unreadable', { say: { zh: `文件无法读取：${zh}`, en: `The file cannot be read: ${en}` } });

/** YAML with patterns and entries, or CSV with one dated shift a line. @throws Refusal `import_unreadable` */
export function readRota(name: string, text: string): RotaFile {
  return /\.csv$/i.test(name) ? readCsv(text) : readYamlText(text);
}

function readYamlText(text: string): RotaFile {
  try {
    const value = parseYaml(text, { schema: FAILSAFE_SCHEMA }) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as RotaFile;
  } catch (error) {
    throw unreadable(`不是有效的 YAML（${(error as Error).message}）`, `not valid YAML (${(error as Error).message})`);
  }
  throw unreadable('应为一组 patterns、entries', 'expected patterns and entries');
}

function readCsv(text: string): RotaFile {
  let rows: Record<string, string>[];
  try {
    rows = parseCsv(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw unreadable(`CSV 有误（${(error as Error).message}）`, (error as Error).message);
  }
  const unknown = Object.keys(rows[0] ?? {}).find((column) => !(column in COLUMNS));
  if (unknown !== undefined) throw unreadable(`不认识的列“${unknown}”，可用：日期、起、止、值班员、带班领导、备注`, `unknown column “${unknown}”`);
  return {
    entries: rows.map((row) => {
      const given = Object.fromEntries(Object.entries(row).map(([column, value]) => [COLUMNS[column]!, value])) as Record<string, string | undefined>;
      const officers = (given['officers'] ?? '').split(/[、,，;；\s]+/u).filter(Boolean);
      return { day: given['day'] ?? '', from: given['from'] ?? '', to: given['to'] ?? '', officers, lead: given['lead'] || null, note: given['note'] || null };
    }),
  };
}
