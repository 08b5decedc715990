import { Injectable } from '@nestjs/common';
import { toIso, toIsoOrNull } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { canonicalJson, sha256Hex } from '../core/canonical.js';
import { drawnFrom, lotOf, populationHash } from '../core/spot-check.js';
import { refuseUnless } from '../core/refusal.js';
import type { Marks } from '../core/spot-check-results.js';
import type { Kind, Role } from '../core/vocabulary.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { recordMatter } from '../journal/matters.js';
import { Directory } from '../registry/directory.js';
import { waysToSee } from '../views/visible.query.js';
import { Drawing } from './drawing.service.js';
import { settingsOf, Sheets } from './sheets.service.js';
import { ReviewSheet, SpotCheck, SpotCheckCase } from './spot-check.entities.js';
import { numbersOf, seenOf } from './spot-check.query.js';
import type { SpotCheckSettings } from './spot-check-settings.js';
import { resultsOf, trainingOf, type Lot, type SettledSheet, type SpotCheckResults, type Training } from './spot-check-view.js';
import { Terms } from './terms.js';

/** Who reads a whole spot check; units read their own part once it is closed. */
export const CHECK_READERS = ['supervisor', 'coordinator', 'reviewer', 'deputy_leader', 'chief', 'auditor'] as const satisfies readonly Role[];
const UNIT_READERS: readonly Role[] = ['head', 'liaison', 'handler'];
const THIRD = 2;

export interface SpotCheckLine {
  readonly id: string;
  readonly title: string;
  readonly period: string;
  readonly state: SpotCheck['state'];
  readonly population: number;
  readonly drawn: number;
  readonly settled: number;
  readonly drawnAt: string;
  readonly closedAt: string | null;
}
export interface CheckedCase {
  readonly caseId: string;
  readonly number: string;
  readonly unitName: string;
  readonly kind: Kind;
  readonly settled: Marks | null;
  /** How many of its sheets are in, and how many are out. */
  readonly handedIn: number;
  readonly open: number;
  readonly third: boolean;
}
export interface SpotCheckView extends SpotCheckLine {
  readonly seed: string;
  readonly populationHash: string;
  readonly settingsVersion: string;
  readonly size: SpotCheck['size'];
  readonly minimum: number;
  readonly drawnByName: string;
  readonly checkers: readonly { readonly id: string; readonly name: string; readonly sheets: number; readonly handedIn: number }[];
  readonly cases: readonly CheckedCase[];
  readonly results: SpotCheckResults;
}
/** All of a spot check that leaves the house as a file: what the view says, each sheet, and the lots by which anybody draws again. */
export interface SpotCheckFile {
  readonly view: SpotCheckView;
  readonly resultsHash: string | null;
  readonly parts: SpotCheckSettings['parts'];
  readonly sheets: readonly SettledSheet[];
  readonly lots: readonly Lot[];
}
/** A unit’s own part, for its people. */
export interface UnitCheckView extends Pick<SpotCheckLine, 'id' | 'title' | 'period' | 'closedAt'> {
  readonly cases: readonly CheckedCase[];
  readonly training: readonly Training[];
}

/** 抽查: read, closed, and drawn again to see that it is the same. */
@Injectable()
export class SpotChecks {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly drawing: Drawing,
    private readonly sheets: Sheets,
    private readonly terms: Terms,
  ) {}

  async list(person: Person): Promise<SpotCheckLine[]> {
    await this.directory.refresh();
    const checks = await this.database.rows.find(SpotCheck, { organisationId: this.directory.organisationsOf(person) }, { orderBy: 'id', descending: true, limit: 200 });
    const lines: SpotCheckLine[] = [];
    for (const check of checks) lines.push(this.line(check, await this.casesOf(person, check)));
    return lines;
  }

  /** @throws Refusal `not_found` */
  async one(person: Person, id: string): Promise<SpotCheckView> {
    const check = await this.seen(person, id);
    const { rows } = this.database;
    const cases = await this.casesOf(person, check);
    const shown = new Set(cases.map(({ caseId }) => caseId));
    const sheets = (await rows.find(ReviewSheet, { checkId: id }, { orderBy: 'id' })).filter(({ caseId }) => shown.has(caseId));
    const names = new Map((await rows.find(User, { id: [...new Set([check.drawnBy, ...check.pool, ...sheets.map(({ checkerId }) => checkerId)])] })).map((user) => [user.id, user.name]));
    return {
      ...this.line(check, cases), population: await this.populationFor(person, check), seed: check.seed, populationHash: check.populationHash, settingsVersion: check.settingsVersion, size: check.size, minimum: settingsOf(check).minimum,
      drawnByName: names.get(check.drawnBy) ?? '',
      checkers: check.pool.map((checkerId) => {
        const own = sheets.filter((sheet) => sheet.checkerId === checkerId && sheet.state !== 'recused');
        return { id: checkerId, name: names.get(checkerId) ?? '', sheets: own.length, handedIn: own.filter(({ state }) => state === 'handed_in').length };
      }),
      cases: await this.checked(cases, sheets),
      results: resultsOf(check, cases, sheets, settingsOf(check), cases.some(({ report }) => report), (unit) => this.directory.departmentName(unit)),
    };
  }

  /** @throws Refusal `not_found` */
  async file(person: Person, id: string): Promise<SpotCheckFile> {
    const view = await this.one(person, id);
    const { rows } = this.database;
    const check = (await rows.one(SpotCheck, { id }))!;
    const settled = new Map(view.cases.filter((each) => each.settled !== null).map((each) => [each.caseId, each]));
    const sheets = await rows.find(ReviewSheet, { checkId: id, state: 'handed_in' }, { orderBy: 'id' });
    return {
      view, resultsHash: check.resultsHash, parts: settingsOf(check).parts, lots: await this.lots(person, check),
      sheets: [...Map.groupBy(sheets, ({ caseId }) => caseId)].flatMap(([caseId, own]) => {
        const told = settled.get(caseId);
        if (!told) return [];
        const { number, unitName, kind } = told;
        return own.toSorted((a, b) => Number(a.third) - Number(b.third)).map(({ marks, third }, index): SettledSheet => ({ number, unitName, kind, place: third ? THIRD : index, marks: marks! }));
      }),
    };
  }

  /** 本单位的抽查结果, closed ones. */
  async ofUnit(person: Person): Promise<UnitCheckView[]> {
    await this.directory.refresh();
    if (person.departmentId === null || !person.roles.some((role) => UNIT_READERS.includes(role))) return [];
    const own = await this.database.rows.find(SpotCheckCase, { unit: person.departmentId });
    const views: UnitCheckView[] = [];
    for (const [checkId, cases] of Map.groupBy(own, (each) => each.checkId)) {
      const check = await this.database.rows.one(SpotCheck, { id: checkId, state: 'closed' });
      if (!check) continue;
      const seen = await seenOf(this.database.rows.sql, waysToSee(person, this.directory), cases.map(({ caseId }) => caseId));
      const shown = cases.filter(({ caseId, settledAt }) => settledAt !== null && seen.has(caseId));
      const { id, title, period, closedAt } = check;
      views.push({ id, title, period, closedAt: toIsoOrNull(closedAt), cases: await this.checked(shown, []), training: trainingOf(shown.map(({ settled }) => ({ marks: settled! })), settingsOf(check)) });
    }
    return views.toSorted((a, b) => (b.closedAt ?? '').localeCompare(a.closedAt ?? ''));
  }

  /** 增派: more people; cases that want a checker or a third get one. @throws Refusal `not_found` | `spot_check_state` | `checkers_few` */
  async appoint(person: Person, id: string, ids: readonly string[]): Promise<void> {
    const known = await this.seen(person, id);
    const more = await this.drawing.poolOf(ids);
    refuseUnless(more.length > 0, 'checkers_few', { least: 1 });
    await this.database.write('person', async (turn) => {
      const check = await this.open(turn, known.id);
      const pool = [...new Set([...check.pool, ...more.map((user) => user.id)])].toSorted();
      await turn.rows.update(SpotCheck, id, { pool });
      await recordMatter(turn, { id, sort: 'spot_check' }, 'appoint', person, { people: more.map((user) => user.id) });
      await this.drawing.fill(turn, { ...check, pool });
      for (const { caseId } of await turn.rows.find(SpotCheckCase, { checkId: id, settledAt: null })) await this.sheets.settle(turn, { ...check, pool }, caseId);
    });
  }

  /** 结束: what is settled is the result from now on. @throws Refusal `not_found` | `spot_check_state` | `sheets_open` without a reason */
  async close(person: Person, id: string, reason: string | undefined): Promise<void> {
    const known = await this.seen(person, id);
    await this.database.write('person', async (turn) => {
      const check = await this.open(turn, known.id);
      const cases = await turn.rows.find(SpotCheckCase, { checkId: id });
      const unsettled = cases.filter(({ settledAt }) => settledAt === null).length;
      refuseUnless(unsettled === 0 || reason?.trim(), 'sheets_open', { unsettled });
      for (const sheet of await turn.rows.find(ReviewSheet, { checkId: id, state: 'open' })) await this.terms.stop(turn, sheet.id);
      const resultsHash = settledHash(cases);
      await turn.rows.update(SpotCheck, id, { state: 'closed', closedBy: person.id, closedAt: turn.now, resultsHash });
      await recordMatter(turn, { id, sort: 'spot_check' }, 'close', person, { resultsHash, settled: cases.length - unsettled, unsettled });
      const heads = (await turn.rows.find(User, { active: true })).filter(({ roles, departmentId }) => roles.includes('head') && departmentId !== null && cases.some(({ unit, settledAt, report }) => unit === departmentId && settledAt !== null && !report));
      await this.terms.tell(turn, 'check_closed', id, heads.map((user) => user.id), '/review-sheets', { title: check.title, count: cases.length - unsettled });
    });
  }

  /** Draws again from the frozen population with the kept seed. @throws Refusal `not_found` */
  async proof(person: Person, id: string): Promise<{ seed: string; populationHash: string; populationSame: boolean; sampleSame: boolean; method: string }> {
    const check = await this.seen(person, id);
    const cases = await this.database.rows.find(SpotCheckCase, { checkId: id });
    return { seed: check.seed, populationHash: check.populationHash, ...redrawn(check, cases), method: 'SHA-256(seed + "\\n" + case id), lowest first in each unit × kind' };
  }

  private async open(turn: Turn, id: string): Promise<SpotCheck> {
    const check = (await turn.rows.one(SpotCheck, { id }, { lock: true }))!;
    refuseUnless(check.state === 'checking', 'spot_check_state');
    return check;
  }

  private async seen(person: Person, id: string): Promise<SpotCheck> {
    await this.directory.refresh();
    const check = await this.database.rows.one(SpotCheck, { id });
    refuseUnless(check && this.directory.organisationsOf(person).includes(check.organisationId), 'not_found', { check: id });
    return check;
  }

  /** Cases of the sample that the person may know of; reports only for those who may open every one of the population: a count says enough. */
  private async casesOf(person: Person, check: SpotCheck): Promise<SpotCheckCase[]> {
    const cases = await this.database.rows.find(SpotCheckCase, { checkId: check.id }, { orderBy: 'id' });
    const reports = await this.seesReports(person, check);
    const seen = await seenOf(this.database.rows.sql, waysToSee(person, this.directory), cases.map(({ caseId }) => caseId));
    const numbers = await numbersOf(this.database.rows.sql, cases.map(({ caseId }) => caseId));
    // What became a report since is hidden from those who may not open it; everything else stays counted as it was drawn.
    return cases.filter(({ caseId, report }) => (report ? reports : seen.has(caseId) || !numbers.get(caseId)?.report));
  }

  private async seesReports(person: Person, check: SpotCheck): Promise<boolean> {
    const reports = check.population.filter(([, , kind]) => kind === 'report').map(([caseId]) => caseId);
    return (await seenOf(this.database.rows.sql, waysToSee(person, this.directory), reports)).size === reports.length;
  }

  private async populationFor(person: Person, check: SpotCheck): Promise<number> {
    return (await this.seesReports(person, check)) ? check.populationCount : check.population.filter(([, , kind]) => kind !== 'report').length;
  }

  /** The population as far as the person may know of it, in the order of the draw: by unit and kind, the lowest lot first. */
  private async lots(person: Person, check: SpotCheck): Promise<Lot[]> {
    const { sql } = this.database.rows;
    const reports = await this.seesReports(person, check);
    const ids = check.population.map(([caseId]) => caseId);
    const [numbers, seen] = [await numbersOf(sql, ids), await seenOf(sql, waysToSee(person, this.directory), ids)];
    const drawn = new Set((await this.database.rows.find(SpotCheckCase, { checkId: check.id })).map(({ caseId }) => caseId));
    const shown = check.population.filter(([caseId, , kind]) => (kind === 'report' ? reports : seen.has(caseId) || !numbers.get(caseId)?.report));
    const lots = shown.map(([caseId, unit, kind]) => ({ caseId, number: numbers.get(caseId)?.number ?? '', unitName: this.directory.departmentName(unit), kind, lot: lotOf(check.seed, caseId), drawn: drawn.has(caseId) }));
    return lots.toSorted((a, b) => a.unitName.localeCompare(b.unitName, 'zh') || a.kind.localeCompare(b.kind) || (a.lot < b.lot ? -1 : 1));
  }

  private line(check: SpotCheck, cases: readonly SpotCheckCase[]): SpotCheckLine {
    const { id, title, period, state, drawnAt, closedAt } = check;
    return { id, title, period, state, drawnAt: toIso(drawnAt), closedAt: toIsoOrNull(closedAt), population: check.population.filter(([, , kind]) => kind !== 'report').length, drawn: cases.length, settled: cases.filter(({ settledAt }) => settledAt !== null).length };
  }

  private async checked(cases: readonly SpotCheckCase[], sheets: readonly ReviewSheet[]): Promise<CheckedCase[]> {
    const numbers = await numbersOf(this.database.rows.sql, cases.map(({ caseId }) => caseId));
    return cases.map(({ caseId, unit, kind, settled }) => {
      const own = sheets.filter((sheet) => sheet.caseId === caseId && sheet.state !== 'recused');
      return {
        caseId, number: numbers.get(caseId)?.number ?? '', unitName: this.directory.departmentName(unit), kind, settled,
        handedIn: own.filter(({ state }) => state === 'handed_in').length, open: own.filter(({ state }) => state === 'open').length, third: own.some(({ third }) => third),
      };
    });
  }
}

/** SHA-256 of what was settled of each case, by case. */
export const settledHash = (cases: readonly SpotCheckCase[]): string =>
  sha256Hex(canonicalJson(cases.toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1)).map(({ caseId, settled }) => [caseId, settled])));

export function redrawn(check: SpotCheck, cases: readonly SpotCheckCase[]): { populationSame: boolean; sampleSame: boolean } {
  const population = check.population.map(([caseId, unit, kind]) => ({ caseId, unit, kind }));
  const again = drawnFrom(population, check.seed, check.size).map(({ caseId }) => caseId).toSorted();
  return { populationSame: populationHash(population) === check.populationHash, sampleSame: again.join() === cases.map(({ caseId }) => caseId).toSorted().join() };
}
