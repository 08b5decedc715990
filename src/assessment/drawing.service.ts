import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Rulebook } from '../base/policy.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { checkersFor, drawnFrom, populationHash, strataOf, type Drawable, type SampleSize, type Stratum } from '../core/spot-check.js';
import { refuseUnless } from '../core/refusal.js';
import type { Kind } from '../core/vocabulary.js';
import { wrongField } from '../base/shapes.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { recordMatter } from '../journal/matters.js';
import { Directory } from '../registry/directory.js';
import { waysToSee } from '../views/visible.query.js';
import { periodOver } from './assessed-period.js';
import { Impartial } from './impartial.js';
import type { DrawDto, SampleDto, SizeDto } from './spot-check.dto.js';
import { ReviewSheet, SpotCheck, SpotCheckCase } from './spot-check.entities.js';
import { answeredCases, type AnsweredRow } from './spot-check.query.js';
import { spotCheckSettings, type SpotCheckSettings } from './spot-check-settings.js';
import { Terms } from './terms.js';

/** Each case is checked by two who do not know of each other. */
export const CHECKERS = 2;

interface Answered extends Drawable {
  readonly accountId: string;
  readonly report: boolean;
  readonly answeredAt: number;
}
export interface NamedStratum extends Stratum {
  readonly unitName: string;
}
export interface Preview {
  readonly population: number;
  readonly sample: number;
  readonly strata: readonly NamedStratum[];
}

/** 抽取: what would be drawn, the draw itself, and who checks what. */
@Injectable()
export class Drawing {
  readonly settings: SpotCheckSettings;

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
    private readonly impartial: Impartial,
    private readonly terms: Terms,
    @InjectSettings() settings: Settings,
  ) {
    this.settings = spotCheckSettings(settings.configDirectory);
  }

  /** @throws Refusal `wrong_shape` | `not_yet_available` */
  async preview(person: Person, asked: SampleDto): Promise<Preview> {
    const { population } = await this.populationOf(person, asked);
    const strata = strataOf(population, this.sizeOf(asked.size));
    return {
      population: population.length, sample: strata.reduce((sum, { sample }) => sum + sample, 0),
      strata: strata.map((stratum) => ({ ...stratum, unitName: this.directory.departmentName(stratum.unit) })),
    };
  }

  /** The seed is made here and now: nobody chooses it. @throws Refusal `wrong_shape` | `not_yet_available` | `sample_empty` | `checkers_few` */
  async draw(person: Person, asked: DrawDto): Promise<string> {
    const { period, population, organisationId } = await this.populationOf(person, asked);
    refuseUnless(population.length > 0, 'sample_empty');
    const size = this.sizeOf(asked.size);
    const seed = randomBytes(32).toString('hex');
    const drawn = drawnFrom(population, seed, size);
    const pool = await this.poolOf(asked.checkerIds);
    refuseUnless(pool.length >= CHECKERS, 'checkers_few', { least: CHECKERS });
    const eligible = await this.impartial.eligible(pool, drawn.map(({ caseId }) => caseId));
    const checkers = checkersFor(drawn.map(({ caseId }) => ({ caseId, eligible: eligible.get(caseId) ?? [] })), CHECKERS, seed);
    refuseUnless([...checkers.values()].some((two) => two.length > 0), 'checkers_few', { least: CHECKERS });
    return await this.database.write('person', async (turn) => {
      const id = turn.ids.next();
      const check = {
        id, organisationId, title: asked.title.trim(), period: period.name, from: period.from, to: period.to, seed, size,
        population: population.map(({ caseId, unit, kind }): [string, string, Kind] => [caseId, unit, kind as Kind]), populationHash: populationHash(population), populationCount: population.length,
        settings: { ...this.settings }, settingsVersion: this.settings.version, settingsHash: this.settings.hash, state: 'checking' as const, drawnBy: person.id, drawnAt: turn.now,
        pool: pool.map((user) => user.id), closedBy: null, closedAt: null, resultsHash: null,
      };
      await turn.rows.insert(SpotCheck, check);
      for (const { caseId, accountId, unit, kind, report, answeredAt } of drawn) {
        await turn.rows.insert(SpotCheckCase, { id: turn.ids.next(), checkId: id, caseId, accountId, unit, kind: kind as Kind, report, answeredAt, settled: null, settledAt: null, good: null });
      }
      await recordMatter(turn, { id, sort: 'spot_check' }, 'draw', person, {
        period: period.name, size, seed, populationHash: check.populationHash, population: population.length, drawn: drawn.map(({ caseId }) => caseId), settings: this.settings.hash,
      });
      await this.hand(turn, check, checkers);
      return id;
    });
  }

  /** Gives out what wants a checker: two for each case. */
  async fill(turn: Turn, check: SpotCheck): Promise<void> {
    const cases = await turn.rows.find(SpotCheckCase, { checkId: check.id, settledAt: null });
    const sheets = Map.groupBy(await turn.rows.find(ReviewSheet, { checkId: check.id }), ({ caseId }) => caseId);
    const open = cases.filter(({ caseId }) => (sheets.get(caseId) ?? []).filter(({ third, state }) => !third && state !== 'recused').length < CHECKERS);
    const pool = await this.impartial.people(check.pool);
    const eligible = await this.impartial.eligible(pool, open.map(({ caseId }) => caseId));
    const burden = new Map(pool.map(({ id }) => [id, [...sheets.values()].flat().filter(({ checkerId }) => checkerId === id).length]));
    for (const { caseId } of open) {
      const known = sheets.get(caseId) ?? [];
      const wanted = CHECKERS - known.filter(({ third, state }) => !third && state !== 'recused').length;
      const free = (eligible.get(caseId) ?? []).filter((id) => !known.some(({ checkerId }) => checkerId === id));
      await this.hand(turn, check, checkersFor([{ caseId, eligible: free }], wanted, check.seed, burden));
    }
  }

  /** A sheet for each, with its time to be handed in; each checker is told once how many. */
  async hand(turn: Turn, check: Pick<SpotCheck, 'id' | 'organisationId' | 'title' | 'drawnBy'>, checkers: ReadonlyMap<string, readonly string[]>, third = false): Promise<void> {
    const counts = new Map<string, number>();
    for (const [caseId, people] of checkers) {
      for (const checkerId of people) {
        const id = turn.ids.next();
        await turn.rows.insert(ReviewSheet, { id, checkId: check.id, caseId, checkerId, third, state: 'open', marks: null, note: null, assignedAt: turn.now, handedInAt: null });
        await this.terms.begin(turn, {
          matterId: check.id, name: third ? 'settle' : 'hand_in', concernsId: id, amount: third ? this.settings.settleDays : this.settings.handInDays,
          organisationId: check.organisationId, personIds: [checkerId], overseerIds: [check.drawnBy],
        });
        counts.set(checkerId, (counts.get(checkerId) ?? 0) + 1);
      }
    }
    for (const [checkerId, count] of counts) await this.terms.tell(turn, third ? 'sheet_third' : 'sheet_assigned', check.id, [checkerId], '/review-sheets', { title: check.title, count });
  }

  private async populationOf(person: Person, asked: SampleDto): Promise<{ period: ReturnType<typeof periodOver>; population: Answered[]; organisationId: string }> {
    await this.directory.refresh();
    const period = periodOver(asked, this.rulebook.today, this.clock.now());
    const organisationId = this.directory.seatOf(person).path[0];
    refuseUnless(organisationId !== undefined, 'no_standing', {});
    const accounts = this.directory.accountsUnder(organisationId);
    const rows = await answeredCases(this.database.heavy.sql, waysToSee(person, this.directory), period.from, period.to);
    return { period, organisationId, population: rows.filter(({ account_id }) => accounts.has(account_id)).map((row) => this.answered(row)) };
  }

  private answered(row: AnsweredRow): Answered {
    const report = Number(row.report) === 1;
    return { caseId: row.case_id, accountId: row.account_id, unit: this.impartial.unitOf(row.department_id, row.account_id), kind: report ? 'report' : row.kind, report, answeredAt: Number(row.answered_at) };
  }

  /** Of these, those who may check at all. */
  async poolOf(ids: readonly string[]): Promise<User[]> {
    const people = await this.impartial.people(ids);
    return people.filter(({ roles }) => roles.some((role) => this.settings.checkers.includes(role)));
  }

  private sizeOf(asked: SizeDto | undefined): SampleSize {
    if (!asked) return this.settings.size;
    if (asked.by === 'number') {
      if (asked.cases === undefined) throw wrongField('size.cases', '按件数抽取须填件数', 'is needed where the sample is a number');
      return { by: 'number', cases: asked.cases, least: asked.least };
    }
    if (asked.share === undefined) throw wrongField('size.share', '按比例抽取须填比例', 'is needed where the sample is a share');
    return { by: 'share', share: asked.share, least: asked.least };
  }
}
