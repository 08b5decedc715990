import { Injectable } from '@nestjs/common';
import { toIso, toIsoOrNull } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { CriterionScore, Score } from '../core/assessment.js';
import { refuseUnless } from '../core/refusal.js';
import { CLOCKS, type Label, type Role } from '../core/vocabulary.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { Directory } from '../registry/directory.js';
import { waysToSee } from '../views/visible.query.js';
import { AssessedCase, AssessedUnit, Assessment, AssessmentObjection, Exclusion, type ExclusionState, type ObjectionState } from './assessment.entities.js';
import { peersOf, type AssessmentScheme } from './assessment-scheme.js';
import { Assessments, type StillOpen } from './assessments.service.js';
import { numbersOf, seenOf } from './spot-check.query.js';
import { Term } from './terms.entities.js';

/** Who reads the whole of an assessment; units read their own sheet once they are told. */
export const ASSESSMENT_READERS = ['supervisor', 'coordinator', 'deputy_leader', 'chief', 'auditor'] as const satisfies readonly Role[];
const UNIT_READERS: readonly Role[] = ['head', 'liaison'];

export interface AssessmentLine extends Pick<Assessment, 'id' | 'period' | 'edition' | 'correctsId' | 'reason' | 'state' | 'hash'> {
  readonly asOf: string;
  readonly toldAt: string | null;
  readonly fixedAt: string | null;
  readonly schemeVersion: string;
  readonly units: number;
}
export interface UnitLine {
  readonly departmentId: string;
  readonly name: string;
  /** 同类. */
  readonly peers: Label;
  readonly score: Score;
  readonly graded: boolean;
  readonly gradeName: Label | null;
  readonly objections: number;
  readonly openObjections: number;
  readonly objectUntil: string | null;
}
export interface AssessmentView extends AssessmentLine {
  readonly scheme: AssessmentScheme;
  /** By peer group and grade, within a grade by name: no ranking. */
  readonly unitLines: readonly UnitLine[];
  readonly open: readonly StillOpen[];
  readonly exclusions: readonly ExclusionLine[];
  readonly objectionLines: readonly ObjectionLine[];
}
interface DecidedLine {
  readonly id: string;
  readonly assessedCaseId: string;
  readonly number: string;
  readonly unitName: string;
  readonly reason: string;
  readonly state: ExclusionState | ObjectionState;
  readonly byName: string;
  readonly at: string;
  readonly decidedByName: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  readonly dueAt: string | null;
}
export interface ExclusionLine extends DecidedLine {
  readonly ground: string;
}
export type ObjectionLine = DecidedLine;

export interface DeductedCase {
  readonly id: string;
  readonly caseId: string;
  readonly number: string;
  /** The reader may open it now. */
  readonly opens: boolean;
  readonly bad: boolean;
  readonly excluded: boolean;
  readonly cancelled: boolean;
  readonly evidence: { readonly dueAt: string; readonly stoppedAt: string | null } | { readonly mark: number };
}
export interface CriterionSheet extends CriterionScore {
  readonly label: Label;
  readonly basis: Label;
  readonly source: string;
  readonly bands: AssessmentScheme['criteria'][number]['bands'];
  readonly minimum: number;
  /** Bad ones first. */
  readonly cases: readonly DeductedCase[];
}
export interface UnitSheet extends AssessmentLine {
  readonly unit: UnitLine;
  readonly criteria: readonly CriterionSheet[];
  readonly exclusions: readonly ExclusionLine[];
  readonly objectionLines: readonly ObjectionLine[];
  readonly mayObject: boolean;
  readonly grounds: AssessmentScheme['exclusions'];
}
export interface AnnualUnit {
  readonly departmentId: string;
  readonly name: string;
  readonly peers: Label;
  readonly periods: readonly { readonly assessmentId: string; readonly period: string; readonly total: number | null; readonly grade: string | null; readonly gradeName: Label | null }[];
  /** Mean of the graded periods, one place; null where none was graded. */
  readonly mean: number | null;
}

/** 考核结果: lists, unit sheets with what stands behind each deduction, the year. */
@Injectable()
export class AssessmentReading {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly assessments: Assessments,
  ) {}

  /** The whole for those who read it; a unit’s people see those they were told of. */
  async list(person: Person): Promise<AssessmentLine[]> {
    await this.directory.refresh();
    const { rows } = this.database;
    const all = isReader(person) ? await rows.find(Assessment, { organisationId: this.directory.organisationsOf(person) }, { orderBy: 'id', descending: true, limit: 200 }) : await this.toldTo(person);
    const lines: AssessmentLine[] = [];
    for (const each of all) lines.push(lineOf(each, (await rows.find(AssessedUnit, { assessmentId: each.id })).length));
    return lines;
  }

  /** @throws Refusal `not_found` */
  async one(person: Person, id: string): Promise<AssessmentView> {
    const assessment = await this.assessments.seen(person, id);
    const { rows } = this.database;
    const units = await rows.find(AssessedUnit, { assessmentId: id });
    const unitLines: UnitLine[] = [];
    for (const unit of units) unitLines.push(await this.unitLine(assessment, unit));
    const order = (line: UnitLine): string => `${assessment.scheme.peers.findIndex(({ name }) => name.zh === line.peers.zh)} ${line.graded ? assessment.scheme.grades.findIndex(({ key }) => key === line.score.grade) : 9} ${line.name}`;
    return {
      ...lineOf(assessment, units.length), scheme: assessment.scheme, unitLines: unitLines.toSorted((a, b) => order(a).localeCompare(order(b), 'zh')), open: assessment.state === 'told' ? await this.assessments.openOf(this.database, id) : [],
      exclusions: await this.exclusions(person, await rows.find(Exclusion, { assessmentId: id }, { orderBy: 'id' })),
      objectionLines: await this.objections(person, await rows.find(AssessmentObjection, { assessmentId: id }, { orderBy: 'id' })),
    };
  }

  /** 单位考核单: for those who read the whole, and for the unit itself once it is told. @throws Refusal `not_found` */
  async unit(person: Person, id: string, departmentId: string): Promise<UnitSheet> {
    const assessment = await this.unitsOwn(person, id, departmentId);
    const { rows } = this.database;
    const unit = await rows.one(AssessedUnit, { assessmentId: id, departmentId });
    refuseUnless(unit, 'not_found', { unit: departmentId });
    const cases = await this.shown(person, await rows.find(AssessedCase, { assessmentId: id, departmentId }, { orderBy: 'id' }));
    const line = await this.unitLine(assessment, unit);
    const criteria = assessment.scheme.criteria.map((criterion): CriterionSheet => {
      const score = unit.score.criteria.find(({ key }) => key === criterion.key)!;
      const { label, source, bands, minimum, basis } = criterion;
      const own = cases.filter((each) => each.criterion === criterion.key).toSorted((a, b) => Number(b.bad) - Number(a.bad) || (a.number < b.number ? -1 : 1));
      return { ...score, label, source, bands, minimum, basis: 'clock' in basis ? CLOCKS[basis.clock] : { zh: '人工抽查', en: 'human spot check' }, cases: own.map(({ criterion: _criterion, ...each }) => each) };
    });
    return {
      ...lineOf(assessment, 1), unit: line, criteria, grounds: assessment.scheme.exclusions,
      exclusions: await this.exclusions(person, await rows.find(Exclusion, { assessmentId: id, departmentId }, { orderBy: 'id' })),
      objectionLines: await this.objections(person, await rows.find(AssessmentObjection, { assessmentId: id, departmentId }, { orderBy: 'id' })),
      mayObject: assessment.state === 'told' && person.departmentId === departmentId && person.roles.includes('head') && line.objectUntil !== null && this.assessments.now <= Date.parse(line.objectUntil),
    };
  }

  /** 年度汇总: what was fixed in the year, the latest edition of each period; a period inside a counted one is not counted twice. */
  async annual(person: Person, year: number): Promise<{ year: number; units: AnnualUnit[] }> {
    await this.directory.refresh();
    const { rows } = this.database;
    const fixed = await rows.find(Assessment, { organisationId: this.directory.organisationsOf(person), state: 'fixed' }, { orderBy: 'from' });
    const latest = [...Map.groupBy(fixed.filter(({ period }) => period.slice(0, 4) === String(year)), ({ organisationId, period }) => `${organisationId} ${period}`).values()].map((editions) => editions.toSorted((a, b) => b.edition - a.edition)[0]!);
    const chosen: Assessment[] = [];
    for (const each of latest.toSorted((a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from)) {
      if (!chosen.some((other) => other.organisationId === each.organisationId && other.from < each.to && each.from < other.to)) chosen.push(each);
    }
    const units = new Map<string, AnnualUnit['periods'][number][]>();
    for (const each of chosen.toSorted((a, b) => a.from - b.from)) {
      for (const { departmentId, score } of await rows.find(AssessedUnit, { assessmentId: each.id })) {
        const line = { assessmentId: each.id, period: each.period, total: score.total, grade: score.grade, gradeName: gradeName(each.scheme, score.grade) };
        units.set(departmentId, [...(units.get(departmentId) ?? []), line]);
      }
    }
    const named = [...units].map(([departmentId, periods]): AnnualUnit => {
      const name = this.directory.departmentName(departmentId);
      const totals = periods.flatMap(({ total, grade }) => (grade === null || total === null ? [] : [total]));
      return { departmentId, name, peers: peersOf(name, this.assessments.scheme.peers).name, periods, mean: totals.length === 0 ? null : Math.round((10 * totals.reduce((sum, each) => sum + each, 0)) / totals.length) / 10 };
    });
    return { year, units: named.toSorted((a, b) => a.peers.zh.localeCompare(b.peers.zh, 'zh') || a.name.localeCompare(b.name, 'zh')) };
  }

  private async toldTo(person: Person): Promise<Assessment[]> {
    if (person.departmentId === null || !person.roles.some((role) => UNIT_READERS.includes(role))) return [];
    const own = await this.database.rows.find(AssessedUnit, { departmentId: person.departmentId });
    return await this.database.rows.find(Assessment, { id: own.map(({ assessmentId }) => assessmentId), state: ['told', 'fixed'] }, { orderBy: 'id', descending: true });
  }

  private async unitsOwn(person: Person, id: string, departmentId: string): Promise<Assessment> {
    if (isReader(person)) return await this.assessments.seen(person, id);
    await this.directory.refresh();
    const assessment = person.departmentId === departmentId ? (await this.toldTo(person)).find((each) => each.id === id) : undefined;
    refuseUnless(assessment, 'not_found', { assessment: id });
    return assessment;
  }

  /** What became a report since is not in the list of anybody who may not open it. */
  private async shown(person: Person, cases: readonly AssessedCase[]): Promise<(DeductedCase & { criterion: string })[]> {
    const ids = [...new Set(cases.map(({ caseId }) => caseId))];
    const numbers = await numbersOf(this.database.rows.sql, ids);
    const seen = await seenOf(this.database.rows.sql, waysToSee(person, this.directory), ids);
    return cases.filter(({ caseId }) => seen.has(caseId) || !numbers.get(caseId)?.report).map(({ id, caseId, criterion, bad, excluded, cancelled, evidence }) => ({
      id, caseId, criterion, number: numbers.get(caseId)?.number ?? '', opens: seen.has(caseId), bad, excluded, cancelled, evidence: 'clockId' in evidence ? { dueAt: toIso(evidence.dueAt), stoppedAt: toIsoOrNull(evidence.stoppedAt) } : { mark: evidence.mark },
    }));
  }

  private async unitLine({ id, scheme }: Assessment, { id: unitId, departmentId, score, graded }: AssessedUnit): Promise<UnitLine> {
    const name = this.directory.departmentName(departmentId);
    const objections = await this.database.rows.find(AssessmentObjection, { assessmentId: id, departmentId });
    const term = await this.database.rows.one(Term, { concernsId: unitId });
    return {
      departmentId, name, peers: peersOf(name, scheme.peers).name, score, graded, gradeName: gradeName(scheme, score.grade), objections: objections.length,
      openObjections: objections.filter(({ state }) => state === 'made').length, objectUntil: toIsoOrNull(term?.dueAt ?? null),
    };
  }

  private async exclusions(person: Person, rows: readonly Exclusion[]): Promise<ExclusionLine[]> {
    const decided = await this.decided(person, rows.map((row) => ({ ...row, by: row.proposedBy, at: row.proposedAt })));
    return decided.map((line) => ({ ...line, ground: rows.find(({ id }) => id === line.id)!.ground }));
  }

  private async objections(person: Person, rows: readonly AssessmentObjection[]): Promise<ObjectionLine[]> {
    return await this.decided(person, rows.map((row) => ({ ...row, by: row.madeBy, at: row.madeAt })));
  }

  private async decided(person: Person, lines: readonly (Pick<Exclusion, 'id' | 'assessedCaseId' | 'caseId' | 'departmentId' | 'reason' | 'decidedBy' | 'decidedAt' | 'decisionReason'> & { by: string; at: number; state: ExclusionState | ObjectionState })[]): Promise<DecidedLine[]> {
    const { rows } = this.database;
    const ids = lines.map(({ caseId }) => caseId);
    const numbers = await numbersOf(rows.sql, ids);
    const seen = await seenOf(rows.sql, waysToSee(person, this.directory), ids);
    const names = new Map((await rows.find(User, { id: [...new Set(lines.flatMap(({ by, decidedBy }) => [by, ...(decidedBy ? [decidedBy] : [])]))] })).map(({ id, name }) => [id, name]));
    const shown: DecidedLine[] = [];
    for (const { id, assessedCaseId, caseId, departmentId, reason, state, by, at, decidedBy, decidedAt, decisionReason } of lines) {
      if (numbers.get(caseId)?.report && !seen.has(caseId)) continue;
      const term = await rows.one(Term, { concernsId: id });
      shown.push({
        id, assessedCaseId, number: numbers.get(caseId)?.number ?? '', unitName: this.directory.departmentName(departmentId), reason, state, byName: names.get(by) ?? '', at: toIso(at),
        decidedByName: decidedBy === null ? null : (names.get(decidedBy) ?? ''), decidedAt: toIsoOrNull(decidedAt), decisionReason, dueAt: toIsoOrNull(term?.dueAt ?? null),
      });
    }
    return shown;
  }
}

const isReader = ({ roles }: Person): boolean => roles.some((role) => (ASSESSMENT_READERS as readonly Role[]).includes(role));
const gradeName = ({ grades }: AssessmentScheme, key: string | null): Label | null => grades.find((grade) => grade.key === key)?.name ?? null;

const lineOf = ({ id, period, edition, correctsId, reason, state, asOf, toldAt, fixedAt, hash, scheme }: Assessment, units: number): AssessmentLine => ({
  id, period, edition, correctsId, reason, state, asOf: toIso(asOf), toldAt: toIsoOrNull(toldAt), fixedAt: toIsoOrNull(fixedAt), hash, schemeVersion: scheme.version, units,
});
