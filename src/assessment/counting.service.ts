import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { scoreOf, type Score } from '../core/assessment.js';
import { canonicalJson, sha256Hex } from '../core/canonical.js';
import { isFinding, type Marks } from '../core/spot-check-results.js';
import { Directory } from '../registry/directory.js';
import { AssessedCase, AssessedUnit, type Assessment, type Evidence } from './assessment.entities.js';
import { checkedIn, unitClocks } from './assessment.query.js';
import type { AssessmentScheme, Criterion } from './assessment-scheme.js';
import type { SpotCheckSettings } from './spot-check-settings.js';

export interface CountedCase extends Pick<AssessedCase, 'departmentId' | 'criterion' | 'caseId' | 'bad' | 'evidence' | 'excluded' | 'cancelled'> {}
export interface CountedOver {
  readonly organisationId: string;
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
}

/** 计分: the cases that count in each criterion, and the points that follow from them. */
@Injectable()
export class Counting {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
  ) {}

  /** Every case that counts, of the units that answer for accounts of the organisation. */
  async casesOf(over: CountedOver, scheme: AssessmentScheme): Promise<CountedCase[]> {
    const accounts = this.directory.accountsUnder(over.organisationId);
    const checked = await checkedIn(this.database.heavy.sql, over.organisationId, over);
    const counted: CountedCase[] = [];
    for (const criterion of scheme.criteria) {
      const { basis } = criterion;
      if ('part' in basis) counted.push(...checked.flatMap((row) => judged(row, criterion, basis.part)));
      else {
        for (const row of await unitClocks(this.database.heavy.sql, basis.clock, over)) {
          if (!accounts.has(row.account_id)) continue;
          const evidence: Evidence = { clockId: row.clock_id, dueAt: Number(row.due_at), stoppedAt: row.stopped_at === null ? null : Number(row.stopped_at) };
          counted.push({ departmentId: row.department_id, criterion: criterion.key, caseId: row.case_id, bad: Number(row.late) === 1, evidence, excluded: false, cancelled: false });
        }
      }
    }
    return counted;
  }

  /** The frozen list and the points, in place of what was there. */
  async write(turn: Turn, { id, scheme }: Pick<Assessment, 'id' | 'scheme'>, cases: readonly CountedCase[]): Promise<void> {
    await turn.rows.delete(AssessedCase, { assessmentId: id });
    await turn.rows.delete(AssessedUnit, { assessmentId: id });
    for (const each of cases) await turn.rows.insert(AssessedCase, { id: turn.ids.next(), assessmentId: id, ...each });
    for (const [departmentId, own] of Map.groupBy(cases, (each) => each.departmentId)) {
      await turn.rows.insert(AssessedUnit, { id: turn.ids.next(), assessmentId: id, departmentId, ...scored(own, scheme) });
    }
  }

  /** After something was excluded or cancelled. */
  async rescore(turn: Turn, { id, scheme }: Pick<Assessment, 'id' | 'scheme'>, departmentId: string): Promise<void> {
    const own = await turn.rows.find(AssessedCase, { assessmentId: id, departmentId });
    await turn.rows.updateWhere(AssessedUnit, { assessmentId: id, departmentId }, scored(own, scheme));
  }
}

/** Below the scheme’s minimum a unit’s figures are shown and it is not graded. */
export function scored(cases: readonly CountedCase[], scheme: AssessmentScheme): { score: Score; graded: boolean } {
  const score = scoreOf(cases, scheme.criteria, scheme.grades);
  const counted = new Set(cases.filter(({ excluded }) => !excluded).map(({ caseId }) => caseId)).size;
  const graded = counted >= scheme.minimum && score.total !== null;
  return { score: graded ? score : { ...score, grade: null }, graded };
}

function judged(row: { check_id: string; case_id: string; unit: string; settled: string; settings: string }, { key }: Criterion, partKey: string): CountedCase[] {
  const settings = JSON.parse(row.settings) as SpotCheckSettings;
  const part = settings.parts.find((each) => each.key === partKey);
  const mark = (JSON.parse(row.settled) as Marks)[partKey];
  if (!part || mark === undefined) return [];
  return [{ departmentId: row.unit, criterion: key, caseId: row.case_id, bad: isFinding(mark, part), evidence: { checkId: row.check_id, mark }, excluded: false, cancelled: false }];
}

/** What a fixed assessment says, as one hash: scheme, points, and every case that counted. */
export const resultHash = (assessment: Pick<Assessment, 'schemeHash' | 'period' | 'edition'>, units: readonly AssessedUnit[], cases: readonly AssessedCase[]): string =>
  sha256Hex(canonicalJson({
    scheme: assessment.schemeHash, period: assessment.period, edition: assessment.edition,
    units: units.map(({ departmentId, score, graded }) => ({ departmentId, score, graded })).toSorted((a, b) => (a.departmentId < b.departmentId ? -1 : 1)),
    cases: cases.map(({ id, departmentId, criterion, caseId, bad, evidence, excluded, cancelled }) => ({ id, departmentId, criterion, caseId, bad, evidence, excluded, cancelled })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }));
