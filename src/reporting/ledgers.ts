/** 台账: what the office must keep in sight, one table a ledger. */
import { STATES, type State } from '../core/vocabulary.js';
import type { Names } from './composition.js';
import type { Content } from './assembly.js';
import type { ListedCase } from './counted.query.js';
import { column, type Cell, type Column, type Table } from './document.js';
import { LEDGER_KEYS, type LedgerKey, type LedgerRow } from './ledgers.query.js';
import { chosenOf, instantOf, tableOf, textOf, type Chosen, type Listing } from './listing.js';

export interface LedgerWords extends Names {
  /** Working days from one instant to another. */
  workingDays(from: number, to: number): number;
  readonly asOf: number;
}
interface Ledger {
  readonly title: string;
  readonly columns: readonly Column[];
  cells(row: LedgerRow, file: ListedCase, words: LedgerWords): readonly Cell[];
}

const dayCell = (value: unknown, words: LedgerWords): Cell => {
  const instant = instantOf(value);
  return instant === null ? null : words.day(instant);
};
const stateOf = ({ state }: ListedCase): string => STATES[state as State].zh;
const PAPER_STATES: Readonly<Record<string, string>> = { issued: '待答复', replied: '已答复待核', returned: '退回重答', accepted: '已办结', concluded: '已销号', lapsed: '已失效' };
const LEVELS: Readonly<Record<string, string>> = { ordinary: '督办', raised: '提级办理', talk: '约谈' };
const paperState = ({ paper_state: state }: LedgerRow): string => PAPER_STATES[String(state)] ?? '待答复';
const overdueMark = (row: LedgerRow, words: LedgerWords): Cell => {
  const due = instantOf(row['reply_due_at']);
  return due !== null && due < words.asOf && ['issued', 'returned'].includes(String(row['paper_state'])) ? `${words.day(due)}（已过期）` : due === null ? null : words.day(due);
};

const LEDGERS: Record<LedgerKey, Ledger> = {
  superior: {
    title: '上级转办件', columns: [column('来源', 'text', 14), column('来文编号', 'text', 16), column('上级期限', 'day', 15), column('状态', 'text', 10)],
    cells: (row, file, words) => [textOf(row['origin_system']), textOf(row['origin_number']), dayCell(row['imposed_due_at'], words), stateOf(file)],
  },
  instructions: {
    title: '领导批示件', columns: [column('批示件编号', 'text', 18), column('批示领导', 'text', 14), column('批示日期', 'day', 15), column('报告期限', 'text', 14), column('办理', 'text', 10)],
    cells: (row, _file, words) => [textOf(row['number']), textOf(row['leader']), dayCell(row['issued_at'], words), overdueMark(row, words), paperState(row)],
  },
  supervisions: {
    title: '督办件', columns: [column('督办单号', 'text', 18), column('级别', 'text', 10), column('签发日期', 'day', 15), column('答复期限', 'text', 14), column('办理', 'text', 10)],
    cells: (row, _file, words) => [textOf(row['number']), LEVELS[String(row['level'])] ?? '督办', dayCell(row['issued_at'], words), overdueMark(row, words), paperState(row)],
  },
  overdue: {
    title: '超期未办件', columns: [column('答复期限', 'day', 15), column('逾期工作日', 'count', 10), column('所在环节', 'text', 12)],
    cells: (row, file, words) => {
      const since = instantOf(row['overdue_since'])!;
      return [words.day(since), words.workingDays(since, words.asOf), stateOf(file)];
    },
  },
  tracked: {
    title: '挂账件', columns: [column('挂账日期', 'day', 15), column('预计办结', 'text', 14), column('下次回看', 'text', 14)],
    cells: (row, _file, words) => {
      const review = instantOf(row['review_at']);
      return [dayCell(row['tracked_at'], words), textOf(row['expected']) ?? '视条件办理', review === null ? null : `${words.day(review)}${review < words.asOf ? '（已过期）' : ''}`];
    },
  },
  repeated: {
    title: '三次以上重复反映件', columns: [column('第几次', 'count', 8), column('上一件', 'text', 24), column('状态', 'text', 10)],
    cells: (row, file) => [Number(row['repeat_count']) + 1, textOf(row['earlier']), stateOf(file)],
  },
  group: { title: '联名（群体）件', columns: [column('答复期限', 'day', 15), column('状态', 'text', 10)], cells: (_row, file, words) => [dayCell(file.dueAt, words), stateOf(file)] },
};

const FIRST = [column('办理件编号', 'text', 24), column('承办单位', 'text', 20), column('收到日期', 'day', 15)];

export function ledgersContent(rows: ReadonlyMap<LedgerKey, readonly LedgerRow[]>, listing: Listing, words: LedgerWords): Content {
  const ledgers = LEDGER_KEYS.map((key) => {
    const chosen = chosenOf(rows.get(key) ?? [], listing);
    return { key, chosen: { ...chosen, rows: chosen.rows.toSorted((a, b) => (a.file.number < b.file.number ? -1 : 1)) } };
  });
  const many = ({ rows: shown, reports }: Chosen<LedgerRow>): number => shown.length + reports;
  const table = (key: LedgerKey, chosen: Chosen<LedgerRow>): Table => tableOf(
    key, LEDGERS[key].title, [...FIRST, ...LEDGERS[key].columns], chosen,
    (file, row) => [file.number, words.department(file.departmentId, file.accountId), words.day(file.receivedAt), ...LEDGERS[key].cells(row, file, words)],
  );
  return {
    words: {
      total: ledgers.reduce((sum, { chosen }) => sum + many(chosen), 0),
      summary: ledgers.filter(({ chosen }) => many(chosen) > 0).map(({ key, chosen }) => `${LEDGERS[key].title}${many(chosen)}件`).join('、'),
    },
    tables: ledgers.filter(({ chosen }) => many(chosen) > 0).map(({ key, chosen }) => table(key, chosen)),
    charts: [], appendices: [], details: null, notes: ['编号可在系统中打开原件。举报件只计数，不列明细。', '上级转办、重复、联名件：统计期间收到的，以及以前收到、尚未答复的；批示、督办：期间签发的，以及以前签发、尚未办结的；超期未办、挂账：截至统计时的全部。'],
    figures: null, counting: null,
  };
}
