/** What the spot checks 抽查 found, as a circular tells it: by unit × kind, how far the two checkers agreed, what to train. */
import type { Rows } from '../base/database/rows.query.js';
import { ReviewSheet, SpotCheck, SpotCheckCase } from '../assessment/spot-check.entities.js';
import { agreementByPart, cellsOf, wholeOf, type Marks, type Part, type ResultCell, type UnitResult } from '../core/spot-check-results.js';
import type { Agreement } from '../core/agreement.js';
import { strataOf } from '../core/spot-check.js';
import { KINDS, type Kind, type Label } from '../core/vocabulary.js';
import { chineseDay, column, written, type Cell, type Table } from './document.js';

/** A part of the review sheet with its words, as the check keeps them. */
type ToldPart = Part & { readonly label: Label; readonly training: Label };

export interface CheckTold {
  readonly title: string;
  /** Day of closing, YYYY-MM-DD. */
  readonly closedOn: string;
  readonly parts: readonly ToldPart[];
  readonly whole: UnitResult;
  readonly drawn: number;
  readonly cells: readonly (ResultCell & { readonly unitName: string })[];
  readonly agreement: Readonly<Record<string, Agreement>>;
}
export interface CheckWindow {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
}
interface CheckNames {
  day(instant: number): string;
  unit(id: string): string;
  /** Whether every account of the organisation is told of. */
  covers(organisationId: string): boolean;
}

/** Those closed in the period, and those of its own answers that were closed since; reports 举报 left out of all of it. */
export async function checksTold(rows: Rows, { from, to, asOf }: CheckWindow, names: CheckNames): Promise<CheckTold[]> {
  const closed = await rows.find(SpotCheck, { state: 'closed' }, { orderBy: 'id' });
  const told = closed.filter((check) => check.closedAt! <= asOf && ((check.closedAt! >= from && check.closedAt! < to) || (check.from >= from && check.to <= to)) && names.covers(check.organisationId));
  const checks: CheckTold[] = [];
  for (const check of told) {
    const cases = (await rows.find(SpotCheckCase, { checkId: check.id })).filter(({ report }) => !report);
    const sheets = await rows.find(ReviewSheet, { checkId: check.id, third: false, state: 'handed_in' }, { orderBy: 'id' });
    checks.push(checkTold(check, cases, sheets, names));
  }
  return checks;
}

function checkTold(check: SpotCheck, cases: readonly SpotCheckCase[], sheets: readonly ReviewSheet[], names: CheckNames): CheckTold {
  const { parts, minimum } = check.settings as unknown as { parts: readonly ToldPart[]; minimum: number };
  const population = check.population.map(([caseId, unit, kind]) => ({ caseId, unit, kind })).filter(({ kind }) => kind !== 'report');
  const settled = cases.flatMap(({ unit, kind, settled: marks }) => (marks === null ? [] : [{ unit, kind, marks }]));
  const strata = strataOf(population, check.size).map((stratum) => ({ ...stratum, sample: cases.filter(({ unit, kind }) => unit === stratum.unit && kind === stratum.kind).length }));
  const cells = cellsOf(strata, settled, parts);
  const byCase = Map.groupBy(sheets, ({ caseId }) => caseId);
  const pairs = cases.flatMap(({ caseId }): (readonly [Marks, Marks])[] => {
    const [first, second] = byCase.get(caseId) ?? [];
    return first?.marks && second?.marks ? [[first.marks, second.marks]] : [];
  });
  return {
    title: check.title, closedOn: names.day(check.closedAt!), parts, whole: wholeOf('', cells, minimum), drawn: cases.length,
    cells: cells.map((cell) => ({ ...cell, unitName: names.unit(cell.unit) })), agreement: agreementByPart(pairs, parts),
  };
}

/** 总体 says that a reply is bad, not why. */
const findingsIn = ({ parts, whole }: CheckTold): { part: ToldPart; cases: number }[] =>
  parts.filter(({ key }) => key !== 'overall').map((part) => ({ part, cases: whole.findings[part.key] ?? 0 })).filter(({ cases }) => cases > 0).toSorted((a, b) => b.cases - a.cases);
/** So many of the commonest findings are worth a training. */
const TRAININGS = 3;

const goodOf = ({ cells }: CheckTold): number => cells.reduce((sum, { good }) => sum + good, 0);

/** Fields of the texts: `checks` one by one, and what to train after all of them. */
export function checkWords(checks: readonly CheckTold[]): { readonly checks: readonly Record<string, unknown>[]; readonly trainings: string } {
  const texts = checks.flatMap((check) => findingsIn(check).slice(0, TRAININGS).map(({ part }) => part.training.zh.replace(/。$/u, '')));
  return {
    checks: checks.map((check) => {
      const { same, kappa } = check.agreement['overall'] ?? { same: null, kappa: null };
      return {
        checkTitle: check.title, closedOn: chineseDay(check.closedOn), population: check.whole.population, drawn: check.drawn, checked: check.whole.checked, unsettled: check.drawn - check.whole.checked || '',
        good: goodOf(check), goodShare: written(check.whole.goodShare, 'share'), same: same === null ? '' : written(same, 'share'), kappa: kappa === null ? '' : kappa.toFixed(2),
        findings: findingsIn(check).map(({ part, cases }) => `${part.label.zh}${cases}件`).join('、'),
      };
    }),
    trainings: [...new Set(texts)].map((text, index) => `${index + 1}.${text}。`).join(''),
  };
}

/** The words a text may take of them. */
export const CHECK_WORDS = ['checks', 'checkTitle', 'closedOn', 'population', 'drawn', 'checked', 'unsettled', 'good', 'goodShare', 'same', 'kappa', 'findings', 'trainings'] as const;

export const checkTables = (checks: readonly CheckTold[]): Table[] => checks.flatMap((check, index) => [stratumTable(check, index + 1), agreementTable(check, index + 1)]);

function stratumTable(check: CheckTold, at: number): Table {
  const drawn = check.cells.filter(({ sample }) => sample > 0).toSorted((a, b) => a.unitName.localeCompare(b.unitName, 'zh') || a.kind.localeCompare(b.kind));
  const { whole } = check;
  return {
    key: `spot_check-${at}`, title: `${check.title}结果（按单位、类型）`,
    note: `各层件数为统计期间答复的件数。一层只有几件的，合格率仅供参考。合计的合格率按各层件数加权。举报件另行评查，不列入。`,
    columns: [column('单位', 'text', 24), column('类型', 'text', 8), column('本层件数', 'count', 9), column('抽取', 'count', 7), column('已评', 'count', 7), column('合格', 'count', 7), column('合格率', 'share', 9), column('平均分', 'days', 8)],
    rows: [
      ...drawn.map(({ unitName, kind, population, sample, checked, good, mean }): Cell[] => [unitName, KINDS[kind as Kind].zh, population, sample, checked, good, checked === 0 ? null : good / checked, mean]),
      ['合计', '', whole.population, check.drawn, whole.checked, goodOf(check), whole.goodShare, whole.mean],
    ],
  };
}

function agreementTable(check: CheckTold, at: number): Table {
  return {
    key: `spot_check_agreement-${at}`, title: `${check.title}各项情况和两人一致程度`, note: '加权κ：1为完全一致，0为与随意评定无异；两人全都评为同一档的算不出，记“—”。',
    columns: [column('评查项', 'text', 16), column('有问题件', 'count', 10), column('两人都评的件', 'count', 12), column('完全一致', 'share', 10), column('加权κ', 'text', 9)],
    rows: check.parts.map((part): Cell[] => {
      const { pairs, same, kappa } = check.agreement[part.key]!;
      return [part.label.zh, check.cells.reduce((sum, { findings }) => sum + (findings[part.key] ?? 0), 0), pairs, same, kappa === null ? null : kappa.toFixed(2)];
    }),
  };
}
