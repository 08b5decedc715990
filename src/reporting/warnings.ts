/** 下周到期预警: what falls due in the coming week, by day and unit, and what is overdue already. */
import { CLOCKS, KINDS, type ClockName, type Kind } from '../core/vocabulary.js';
import type { Content } from './assembly.js';
import { column, type Table } from './document.js';
import type { LedgerWords } from './ledgers.js';
import type { LedgerRow } from './ledgers.query.js';
import { chosenOf, instantOf, tableOf, type Listing } from './listing.js';

/** Of the last four weeks; a unit’s pace is their mean. */
const WEEKS_OF_PACE = 4;

export interface WarningRows {
  readonly due: readonly LedgerRow[];
  readonly overdue: readonly LedgerRow[];
  /** Finished in the last four weeks, by the name of the unit. */
  readonly finished: ReadonlyMap<string, number>;
  /** The days of the week that comes; those that are worked. */
  readonly days: readonly { readonly day: string; readonly works: boolean }[];
}

export function warningsContent({ due: clocks, overdue, finished, days }: WarningRows, listing: Listing, words: LedgerWords): Content {
  // A case counts once, by what is due first.
  const first = [...new Map(clocks.toReversed().map((row) => [row.case_id, row])).values()].toReversed();
  const [due, late] = [chosenOf(first, listing), chosenOf(overdue, listing)];
  const everything = first.flatMap((row) => listing.listed.get(row.case_id) ?? []).filter(({ accountId }) => listing.accountIds.has(accountId));
  const dueAt = new Map(first.map((row) => [row.case_id, words.day(instantOf(row['falls_due_at'])!)]));
  const byDay = days.map(({ day, works }) => ({ day, works, count: everything.filter(({ caseId }) => dueAt.get(caseId) === day).length }));
  const lateFiles = overdue.flatMap((row) => listing.listed.get(row.case_id) ?? []).filter(({ accountId }) => listing.accountIds.has(accountId));
  const unitOf = ({ departmentId, accountId }: { departmentId: string | null; accountId: string }): string => words.department(departmentId, accountId);
  const units = [...new Set([...everything, ...lateFiles].map(unitOf))].map((name) => {
    const [coming, standing] = [everything.filter((file) => unitOf(file) === name).length, lateFiles.filter((file) => unitOf(file) === name).length];
    const pace = (finished.get(name) ?? 0) / WEEKS_OF_PACE;
    return { name, coming, standing, pace, left: Math.max(0, Math.round(coming + standing - pace)) };
  }).toSorted((a, b) => b.left - a.left || b.coming - a.coming || (a.name < b.name ? -1 : 1));
  const busiest = byDay.toSorted((a, b) => b.count - a.count)[0];
  const behind = units.filter(({ left }) => left > 0);
  const tables: Table[] = [
    { key: 'units', title: '各单位到期情况', note: `“周均办结”为近${WEEKS_OF_PACE}周平均；“预计未完成”＝下周到期＋已逾期－周均办结，不足零的计零，仅供提前安排。`,
      columns: [column('单位', 'text', 22), column('下周到期', 'count', 10), column('已逾期', 'count', 10), column('周均办结', 'days', 10), column('预计未完成', 'count', 11)],
      rows: units.map(({ name, coming, standing, pace, left }) => [name, coming, standing, pace, left]) },
    tableOf('cases', '下周到期件', [column('办理件编号', 'text', 24), column('类型', 'text', 8), column('承办单位', 'text', 20), column('到期日期', 'day', 12), column('到期事项', 'text', 12)], due, (file, row) =>
      [file.number, KINDS[file.kind as Kind].zh, unitOf(file), words.day(instantOf(row['falls_due_at'])!), CLOCKS[row['clock'] as ClockName].zh]),
    tableOf('overdue', '已逾期未办件', [column('办理件编号', 'text', 24), column('类型', 'text', 8), column('承办单位', 'text', 20), column('答复期限', 'day', 12), column('逾期工作日', 'count', 11)], late, (file, row) => {
      const since = instantOf(row['overdue_since'])!;
      return [file.number, KINDS[file.kind as Kind].zh, unitOf(file), words.day(since), words.workingDays(since, words.asOf)];
    }),
  ].filter(({ rows, note }) => rows.length > 0 || (note?.includes('举报') ?? false));
  return {
    words: {
      due: everything.length, overdue: lateFiles.length, reports: due.reports + late.reports,
      busiestDay: busiest && busiest.count > 0 ? `${Number(busiest.day.slice(5, 7))}月${Number(busiest.day.slice(8))}日到期${busiest.count}件` : '',
      units: behind.slice(0, 5).map(({ name, coming, standing }) => `${name}（到期${coming}件${standing > 0 ? `、已逾期${standing}件` : ''}）`).join('、'),
    },
    tables, appendices: [], details: null, figures: null, counting: null,
    charts: everything.length === 0 ? [] : [{ key: 'days', title: '下周每日到期件数', form: 'columns', sort: 'count', categories: byDay.map(({ day, works }) => `${day.slice(5)}${works ? '' : '（休）'}`), series: [{ name: '到期', values: byDay.map(({ count }) => count) }] }],
    notes: ['到期指答复时限或者部门时限将在该周内届满而尚未完成；一件有两个时限的，按先到的计一次。', '时限按发布时的放假安排计算；延期、暂停后会变动，以系统内的期限为准。'],
  };
}
