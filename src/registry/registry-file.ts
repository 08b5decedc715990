import { createRequire } from 'node:module';
import type { CellValue, Workbook, Worksheet } from 'exceljs';
import { load as parse, YAMLException } from 'js-yaml';
import { Refusal } from '../core/refusal.js';
import type { RegistryFile } from './registry.service.js';

type Sort = 'text' | 'boolean' | 'number' | 'texts' | 'duties' | 'choices';

/** The lists of a registry file and their fields. */
const LISTS = {
  organisations: { code: 'text', name: 'text', parent: 'text', policy: 'text', policies: 'choices' },
  departments: { code: 'text', name: 'text', organisation: 'text', own: 'boolean', phone: 'text', duties: 'duties', active: 'boolean' },
  accounts: {
    handle: 'text', platform: 'text', name: 'text', sponsor: 'text', supervisor: 'text', filing: 'text', robotsOff: 'boolean', policy: 'text',
    policies: 'choices', attachMinutes: 'number', active: 'boolean',
  },
  users: {
    login: 'text', name: 'text', email: 'text', phone: 'text', wecom: 'text', department: 'text', organisation: 'text', roles: 'texts', substitute: 'text', locale: 'text',
    password: 'text',
  },
} as const satisfies Record<string, Record<string, Sort>>;
type ListName = keyof typeof LISTS;
const LIST_NAMES = Object.keys(LISTS) as ListName[];
const DUTY_FIELDS = ['text', 'terms', 'source'];
const CHOICE_FIELDS = ['policy', 'kind', 'urgency'];

/** Sheets by the office’s own words. */
const SHEETS: Record<string, ListName | 'duties'> = {
  organisations: 'organisations', 机构: 'organisations', departments: 'departments', 部门: 'departments', duties: 'duties', 职责: 'duties', 职责清单: 'duties',
  accounts: 'accounts', 账号: 'accounts', users: 'users', 人员: 'users',
};

/** A registry that was read, and where each of its entries stood. */
export interface ReadRegistry {
  readonly file: RegistryFile;
  /** An error of taking the file, named by sheet and row where it came from a workbook. */
  placed(error: unknown): unknown;
}

/** By the ending of the name. @throws Refusal `import_unreadable` | `config_wrong` naming list or sheet, row and field */
export async function readRegistry(fileName: string, bytes: Buffer): Promise<ReadRegistry> {
  if (/\.xlsx$/i.test(fileName)) return await readRegistryWorkbook(bytes);
  if (/\.ya?ml$/i.test(fileName)) return readRegistryYaml(bytes.toString('utf8'));
  throw unreadable('文件名应以 .yaml 或 .xlsx 结尾', 'the name must end in .yaml or .xlsx');
}

export function readRegistryYaml(text: string): ReadRegistry {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const line = error instanceof YAMLException && error.mark ? error.mark.line + 1 : undefined;
    throw unreadable(`第 ${line ?? '?'} 行不是有效的 YAML`, `line ${line ?? '?'} is not valid YAML (${(error as Error).message.split('\n')[0]})`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable('应为 YAML 映射', 'a YAML mapping is expected');
  return { file: checked(value as Record<string, unknown>, (list, index) => `${list}[${index}]`), placed: (error) => error };
}

/** Loaded when a workbook comes: it is large, and most days none does. */
const excel = (): { Workbook: new () => Workbook } => createRequire(import.meta.url)('exceljs') as { Workbook: new () => Workbook };

export async function readRegistryWorkbook(bytes: Buffer): Promise<ReadRegistry> {
  const workbook = new (excel().Workbook)();
  try {
    await workbook.xlsx.load(bytes as never);
  } catch (error) {
    throw unreadable('不是有效的 XLSX 工作簿', `not a valid XLSX workbook (${(error as Error).message})`);
  }
  const lists: Partial<Record<ListName | 'duties', SheetRow[]>> = {};
  for (const sheet of workbook.worksheets) {
    const name = SHEETS[sheet.name.trim()] ?? SHEETS[sheet.name.trim().toLowerCase()];
    if (name) lists[name] = rowsOf(sheet);
  }
  if (Object.keys(lists).length === 0) throw unreadable(`没有可识别的工作表，可用：${Object.keys(SHEETS).join('、')}`, `no sheet is known; sheets are ${Object.keys(SHEETS).join(', ')}`);
  joinDuties(lists);
  const where = (list: string, index: number): string => `${list} 第 ${lists[list as ListName]?.[index]?.row ?? '?'} 行 row`;
  const values = Object.fromEntries(LIST_NAMES.filter((name) => lists[name]).map((name) => [name, lists[name]!.map(({ fields }) => fields)]));
  return { file: checked(values, where, true), placed: (error) => placedBy(error, where) };
}

interface SheetRow {
  readonly row: number;
  readonly fields: Record<string, unknown>;
}

function rowsOf(sheet: Worksheet): SheetRow[] {
  const rows: SheetRow[] = [];
  let header: string[] = [];
  sheet.eachRow((row, number) => {
    const cells = Array.from({ length: row.cellCount }, (_, index) => textOf(row.getCell(index + 1).value));
    if (header.length === 0) header = cells.map((name) => name.trim());
    else rows.push({ row: number, fields: Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']).filter(([name, text]) => name !== '' && text !== '')) });
  });
  return rows;
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value).trim();
  if ('richText' in value) return value.richText.map(({ text }) => text).join('').trim();
  if ('text' in value) return textOf(value.text as CellValue);
  if ('result' in value) return textOf(value.result as CellValue);
  return '';
}

const splitTexts = (text: string): string[] => text.split(/[,，、;；\s]+/).filter(Boolean);

/** The sheet of duties names its department; each line is one duty. */
function joinDuties(lists: Partial<Record<ListName | 'duties', SheetRow[]>>): void {
  for (const { row, fields } of lists.duties ?? []) {
    const owner = lists.departments?.find((each) => each.fields['code'] === fields['department']);
    if (!owner) throw wrong(`duties 第 ${row} 行 row department`, fields['department'], '部门表中的 code / a code of the departments sheet');
    const { department: _department, ...duty } = fields;
    const duties = (owner.fields['duties'] ??= []) as unknown[];
    duties.push({ ...duty, ...(typeof duty['terms'] === 'string' && { terms: splitTexts(duty['terms']) }) });
  }
}

type Where = (list: string, index: number) => string;

function checked(values: Record<string, unknown>, where: Where, fromCells = false): RegistryFile {
  for (const name of Object.keys(values)) {
    if (!(name in LISTS)) throw wrong(name, '', LIST_NAMES.join(' '));
  }
  const file: Record<string, unknown> = {};
  for (const name of LIST_NAMES) {
    const list = values[name];
    if (list === undefined || list === null) continue;
    if (!Array.isArray(list)) throw wrong(name, list, '列表 / a list');
    file[name] = list.map((entry: unknown, index) => checkedEntry(entry, LISTS[name], where(name, index), fromCells));
  }
  return file as RegistryFile;
}

function checkedEntry(entry: unknown, fields: Record<string, Sort>, place: string, fromCells: boolean): Record<string, unknown> {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw wrong(place, entry, '映射 / a mapping');
  const read: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(entry)) {
    const sort = fields[field];
    if (!sort) throw wrong(`${place} ${field}`, '', Object.keys(fields).join(' '));
    if (value === undefined) continue;
    read[field] = checkedValue(fromCells && typeof value === 'string' ? fromCell(value, sort) : (value as unknown), sort, `${place} ${field}`);
  }
  return read;
}

/** A cell holds text; what the field is tells how to read it. */
function fromCell(text: string, sort: Sort): unknown {
  if (sort === 'boolean') return /^(true|yes|是|1)$/i.test(text) ? true : /^(false|no|否|0)$/i.test(text) ? false : text;
  if (sort === 'number') return /^\d+$/.test(text) ? Number(text) : text;
  return sort === 'texts' ? splitTexts(text) : text;
}

function checkedValue(value: unknown, sort: Sort, place: string): unknown {
  if (value === null) return null;
  if (sort === 'texts') return textsIn(value, place);
  if (sort === 'duties') return dutiesIn(value, place);
  if (sort === 'choices') return choicesIn(value, place);
  // YAML reads a bare number where a code or a telephone is meant.
  const read = sort === 'text' && typeof value === 'number' ? String(value) : value;
  const type = sort === 'text' ? 'string' : sort;
  const whole = sort !== 'number' || (Number.isInteger(read) && Number(read) >= 0);
  if (typeof read !== type || !whole) throw wrong(place, value, { text: '文字 / a text', boolean: 'true false', number: '整数 / a whole number' }[sort]);
  return read;
}

function textsIn(value: unknown, place: string): string[] {
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'string')) throw wrong(place, value, '文字列表 / a list of texts');
  return value as string[];
}

function dutiesIn(value: unknown, place: string): unknown[] {
  if (!Array.isArray(value)) throw wrong(place, value, '列表 / a list');
  return value.map((duty: unknown, index) => {
    const here = `${place}[${index}]`;
    if (typeof duty !== 'object' || duty === null || typeof (duty as { text?: unknown }).text !== 'string') throw wrong(`${here}.text`, (duty as { text?: unknown } | null)?.text, '文字 / a text');
    const stray = Object.keys(duty).find((field) => !DUTY_FIELDS.includes(field));
    if (stray) throw wrong(`${here}.${stray}`, '', DUTY_FIELDS.join(' '));
    const { terms } = duty as { terms?: unknown };
    if (terms !== undefined) textsIn(terms, `${here}.terms`);
    return duty;
  });
}

function choicesIn(value: unknown, place: string): unknown[] {
  if (!Array.isArray(value)) throw wrong(place, value, '列表 / a list');
  return value.map((choice: unknown, index) => {
    const here = `${place}[${index}]`;
    if (typeof choice !== 'object' || choice === null || typeof (choice as { policy?: unknown }).policy !== 'string') throw wrong(`${here}.policy`, (choice as { policy?: unknown } | null)?.policy, '时限规则的名称 / the name of a policy');
    const stray = Object.keys(choice).find((field) => !CHOICE_FIELDS.includes(field));
    if (stray) throw wrong(`${here}.${stray}`, '', CHOICE_FIELDS.join(' '));
    const { kind, urgency } = choice as { kind?: unknown; urgency?: unknown };
    for (const [field, words] of Object.entries({ kind, urgency })) if (words !== undefined) textsIn(words, `${here}.${field}`);
    return choice;
  });
}

/** `accounts[3].policy` of a workbook is said as sheet and row. */
function placedBy(error: unknown, where: Where): unknown {
  const field = error instanceof Refusal ? error.facts['field'] : undefined;
  const parts = typeof field === 'string' ? /^(\w+)\[(\d+)\]\.(\w+)$/.exec(field) : null;
  if (!parts) return error;
  const { given, allowed } = (error as Refusal).facts as { given: unknown; allowed: string };
  return wrong(`${where(parts[1]!, Number(parts[2]))} ${parts[3]}`, given, allowed);
}

const wrong = (field: string, given: unknown, allowed: string): Refusal => {
  const shown = typeof given === 'string' ? given : (JSON.stringify(given) ?? '');
  return new Refusal('config_wrong', {
    field, given: given ?? null, allowed,
    say: { zh: `${field}=“${shown}”无法使用，可用：${allowed}`, en: `${field}="${shown}" cannot be used; allowed: ${allowed}` },
  });
};

const unreadable = (zh: string, en: string): Refusal =>
  new Refusal('import_unreadable', { say: { zh: `登记册无法读取：${zh}`, en: `The registry cannot be read: ${en}` } });
