import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Rulebook, ConfigFault } from '../base/policy.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { refuseUnless } from '../core/refusal.js';
import { keysOf, type Role } from '../core/vocabulary.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { recordMatter } from '../journal/matters.js';
import { Directory } from '../registry/directory.js';
import { periodOver } from './assessed-period.js';
import { AssessedCase, AssessedUnit, Assessment, AssessmentObjection, Exclusion } from './assessment.entities.js';
import { assessmentScheme, schemeHash, type AssessmentScheme } from './assessment-scheme.js';
import { Counting, resultHash, type CountedCase } from './counting.service.js';
import type { PeriodDto } from './spot-check.dto.js';
import { spotCheckSettings } from './spot-check-settings.js';
import { Term, type TellingSort } from './terms.entities.js';
import { Terms } from './terms.js';

/** One assessment a period and office. */
const COUNTED = { zh: '这一期已经计过分，请在列表中打开；要改的另行更正', en: 'This period has been assessed already: open it in the list, or correct it' };

/** Who decides on exclusions and objections, and fixes the result. */
export const DECIDERS: readonly Role[] = ['deputy_leader', 'chief'];

/** What has to end before a result is fixed. */
export type StillOpen = 'window' | 'objections' | 'exclusions';

/** 考核: counted, told to the units, fixed; a correction is another edition that goes the same way. */
@Injectable()
export class Assessments {
  readonly scheme: AssessmentScheme;

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
    private readonly counting: Counting,
    private readonly terms: Terms,
    @InjectSettings() settings: Settings,
  ) {
    this.scheme = assessmentScheme(settings.configDirectory);
    const parts = spotCheckSettings(settings.configDirectory).parts.map(({ key }) => key);
    const unknown = this.scheme.criteria.find(({ basis }) => 'part' in basis && !parts.includes(basis.part));
    if (unknown) throw new ConfigFault('assessment.yaml', { zh: `criteria（${unknown.key}）.spotCheck 应为 ${parts.join('、')} 之一`, en: `criteria (${unknown.key}).spotCheck must be one of ${parts.join(', ')}` });
  }

  /** 计分. @throws Refusal `wrong_shape` | `not_yet_available` | `duplicate` */
  async assess(person: Person, asked: PeriodDto): Promise<string> {
    await this.directory.refresh();
    const period = periodOver(asked, this.rulebook.today, this.clock.now());
    const organisationId = this.directory.seatOf(person).path[0];
    refuseUnless(organisationId !== undefined, 'no_standing', {});
    return await this.make(person, { organisationId, period: period.name, from: period.from, to: period.to, edition: 0, correctsId: null, reason: null }, []);
  }

  /** 更正: counted anew as another edition; what was excluded or cancelled stays so. @throws Refusal `not_found` | `assessment_state` | `duplicate` */
  async correct(person: Person, id: string, reason: string): Promise<string> {
    const corrected = await this.seen(person, id);
    refuseUnless(corrected.state === 'fixed', 'assessment_state', { state: corrected.state });
    const { organisationId, period, from, to, edition } = corrected;
    const before = await this.database.rows.find(AssessedCase, { assessmentId: id });
    return await this.make(person, { organisationId, period, from, to, edition: edition + 1, correctsId: id, reason: reason.trim() }, before);
  }

  /** A draft counted anew. @throws Refusal `not_found` | `assessment_state` */
  async renew(person: Person, id: string): Promise<void> {
    const known = await this.seen(person, id);
    const asOf = this.clock.now();
    const before = await this.database.rows.find(AssessedCase, { assessmentId: id });
    const cases = kept(await this.counting.casesOf({ ...known, asOf }, this.scheme), before);
    await this.database.write('person', async (turn) => {
      await this.locked(turn, id, 'drafted');
      refuseUnless((await turn.rows.find(Exclusion, { assessmentId: id, state: 'proposed' })).length === 0, 'decisions_open', { open: ['exclusions'] });
      await turn.rows.update(Assessment, id, { asOf, scheme: this.scheme, schemeHash: schemeHash(this.scheme) });
      await this.counting.write(turn, { id, scheme: this.scheme }, cases);
      await recordMatter(turn, { id, sort: 'assessment' }, 'renew', person, { scheme: schemeHash(this.scheme), cases: cases.length });
    });
  }

  /** 告知: each unit reads its part and may object from now on. @throws Refusal `not_found` | `assessment_state` | `decisions_open` */
  async tell(person: Person, id: string): Promise<void> {
    await this.seen(person, id);
    await this.database.write('person', async (turn) => {
      const assessment = await this.locked(turn, id, 'drafted');
      refuseUnless((await turn.rows.find(Exclusion, { assessmentId: id, state: 'proposed' })).length === 0, 'decisions_open', { open: ['exclusions'] });
      await turn.rows.update(Assessment, id, { state: 'told', toldAt: turn.now });
      const units = await turn.rows.find(AssessedUnit, { assessmentId: id });
      for (const unit of units) {
        const heads = await this.headsOf(turn, unit.departmentId);
        await this.terms.begin(turn, { matterId: id, name: 'object', concernsId: unit.id, amount: assessment.scheme.objectionDays, organisationId: assessment.organisationId, personIds: heads });
        const term = (await turn.rows.one(Term, { concernsId: unit.id }))!;
        await this.tellUnit(turn, assessment, unit, heads, 'unit_told', { dueDay: term.dueDay });
      }
      await recordMatter(turn, { id, sort: 'assessment' }, 'tell', person, { units: units.map(({ departmentId }) => departmentId) });
    });
  }

  /** 确定: nothing is open any more; what it says is hashed. By a leader who did not count it. @throws Refusal `not_found` | `assessment_state` | `same_person` | `decisions_open` */
  async fix(person: Person, id: string): Promise<void> {
    await this.seen(person, id);
    await this.database.write('person', async (turn) => {
      const assessment = await this.locked(turn, id, 'told');
      refuseUnless(assessment.createdBy !== person.id, 'same_person', {});
      const open = await this.openOf(turn, id);
      refuseUnless(open.length === 0, 'decisions_open', { open });
      const [units, cases] = [await turn.rows.find(AssessedUnit, { assessmentId: id }), await turn.rows.find(AssessedCase, { assessmentId: id })];
      const hash = resultHash(assessment, units, cases);
      await turn.rows.update(Assessment, id, { state: 'fixed', fixedBy: person.id, fixedAt: turn.now, hash });
      for (const unit of units) {
        await this.terms.stop(turn, unit.id);
        await this.tellUnit(turn, assessment, unit, await this.headsOf(turn, unit.departmentId), 'assessment_fixed', {});
      }
      await recordMatter(turn, { id, sort: 'assessment' }, 'fix', person, { hash, cases: cases.length, ...(assessment.correctsId && { corrects: assessment.correctsId }) });
    });
  }

  /** What keeps it from being fixed. */
  async openOf({ rows }: Pick<Turn, 'rows'>, id: string): Promise<StillOpen[]> {
    const now = this.clock.now();
    const windows = (await rows.find(Term, { matterId: id, name: 'object', stoppedAt: null })).filter(({ dueAt }) => dueAt >= now).length;
    const objections = (await rows.find(AssessmentObjection, { assessmentId: id, state: 'made' })).length;
    const exclusions = (await rows.find(Exclusion, { assessmentId: id, state: 'proposed' })).length;
    const waiting: Record<StillOpen, number> = { window: windows, objections, exclusions };
    return keysOf(waiting).filter((what) => waiting[what] > 0);
  }

  get now(): Instant {
    return this.clock.now();
  }

  /** Of the person’s organisation or below it, as a whole. @throws Refusal `not_found` */
  async seen(person: Person, id: string): Promise<Assessment> {
    await this.directory.refresh();
    const assessment = await this.database.rows.one(Assessment, { id });
    refuseUnless(assessment && this.directory.organisationsOf(person).includes(assessment.organisationId), 'not_found', { assessment: id });
    return assessment;
  }

  async locked(turn: Turn, id: string, ...states: Assessment['state'][]): Promise<Assessment> {
    const assessment = (await turn.rows.one(Assessment, { id }, { lock: true }))!;
    refuseUnless(states.includes(assessment.state), 'assessment_state', { state: assessment.state });
    return assessment;
  }

  /** The heads of a unit; its liaisons where it has none. */
  async headsOf(turn: Turn, departmentId: string): Promise<string[]> {
    const people = await turn.rows.find(User, { departmentId, active: true }, { orderBy: 'login' });
    const heads = people.filter(({ roles }) => roles.includes('head'));
    return (heads.length > 0 ? heads : people.filter(({ roles }) => roles.includes('liaison'))).map(({ id }) => id);
  }

  /** The leaders of the organisation. */
  async decidersOf(turn: Turn, { organisationId }: Pick<Assessment, 'organisationId'>): Promise<string[]> {
    const people = await turn.rows.find(User, { active: true }, { orderBy: 'login' });
    return people.filter((user) => user.roles.some((role) => DECIDERS.includes(role)) && this.directory.seatOf({ ...user, kind: 'person' }).path[0] === organisationId).map(({ id }) => id);
  }

  private async tellUnit(turn: Turn, { id, period }: Assessment, unit: AssessedUnit, heads: readonly string[], sort: TellingSort, facts: Record<string, string>): Promise<void> {
    await this.terms.tell(turn, sort, id, heads, `/assessments/${id}/units/${unit.departmentId}`, { period, unit: this.directory.departmentName(unit.departmentId), ...facts });
  }

  private async make(person: Person, about: Pick<Assessment, 'organisationId' | 'period' | 'from' | 'to' | 'edition' | 'correctsId' | 'reason'>, before: readonly AssessedCase[]): Promise<string> {
    const key = `${about.organisationId}:${about.period}:${about.edition}`;
    refuseUnless(!(await this.database.rows.one(Assessment, { key })), 'duplicate', { period: about.period, say: COUNTED });
    const asOf = this.clock.now();
    const cases = kept(await this.counting.casesOf({ ...about, asOf }, this.scheme), before);
    return await this.database.write('person', async (turn) => {
      const id = turn.ids.next();
      await turn.rows.insertOnce(Assessment, {
        id, key, ...about, asOf, scheme: this.scheme, schemeHash: schemeHash(this.scheme), state: 'drafted', createdBy: person.id, createdAt: turn.now,
        toldAt: null, fixedBy: null, fixedAt: null, hash: null,
      });
      // Another may have counted the very same meanwhile.
      refuseUnless((await turn.rows.one(Assessment, { key }))?.id === id, 'duplicate', { period: about.period, say: COUNTED });
      await this.counting.write(turn, { id, scheme: this.scheme }, cases);
      await recordMatter(turn, { id, sort: 'assessment' }, about.correctsId === null ? 'assess' : 'correct', person, {
        period: about.period, edition: about.edition, scheme: schemeHash(this.scheme), version: this.scheme.version, cases: cases.length, ...(about.correctsId && { corrects: about.correctsId }),
      });
      return id;
    });
  }
}

/** What was decided of a case that is counted again stays decided. */
function kept(cases: readonly CountedCase[], before: readonly AssessedCase[]): CountedCase[] {
  const keyOf = ({ departmentId, criterion, caseId, evidence }: CountedCase): string => [departmentId, criterion, caseId, 'clockId' in evidence ? evidence.clockId : ''].join(' ');
  const decided = new Map(before.filter(({ excluded, cancelled }) => excluded || cancelled).map((each) => [keyOf(each), each]));
  return cases.map((each) => {
    const { excluded, cancelled } = decided.get(keyOf(each)) ?? each;
    return { ...each, excluded, cancelled };
  });
}
