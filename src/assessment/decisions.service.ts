import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { refuseUnless } from '../core/refusal.js';
import type { Person } from '../identity/actor.js';
import { recordMatter } from '../journal/matters.js';
import { Directory } from '../registry/directory.js';
import { AssessedCase, AssessedUnit, AssessmentObjection, Exclusion } from './assessment.entities.js';
import type { DecideDto, ObjectDto, ProposeExclusionDto } from './assessment.dto.js';
import { Assessments } from './assessments.service.js';
import { Counting } from './counting.service.js';
import { Impartial } from './impartial.js';
import { Term } from './terms.entities.js';
import { Terms } from './terms.js';

/** 剔除、异议和复核: whoever proposes or objects never decides, nor does anybody of the unit, nor who counted. */
@Injectable()
export class Decisions {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly assessments: Assessments,
    private readonly counting: Counting,
    private readonly impartial: Impartial,
    private readonly terms: Terms,
  ) {}

  /** @throws Refusal `not_found` | `assessment_state` | `not_deducted` | `objection_open` | `wrong_shape` */
  async proposeExclusion(person: Person, id: string, { assessedCaseId, ground, reason }: ProposeExclusionDto): Promise<void> {
    await this.assessments.seen(person, id);
    await this.database.write('person', async (turn) => {
      const assessment = await this.assessments.locked(turn, id, 'drafted', 'told');
      refuseUnless(assessment.scheme.exclusions.some(({ key }) => key === ground), 'wrong_shape', { errors: [{ field: 'ground', problems: [assessment.scheme.exclusions.map(({ key, name }) => `${key}（${name.zh}）`).join('、')] }] });
      const counted = await this.standing(turn, id, assessedCaseId);
      const { caseId, departmentId } = counted;
      const exclusionId = turn.ids.next();
      await turn.rows.insert(Exclusion, {
        id: exclusionId, assessmentId: id, assessedCaseId, caseId, departmentId, ground, reason: reason.trim(), state: 'proposed', proposedBy: person.id, proposedAt: turn.now,
        decidedBy: null, decidedAt: null, decisionReason: null,
      });
      await recordMatter(turn, { id, sort: 'assessment' }, 'propose_exclusion', person, { exclusion: exclusionId, case: caseId, unit: departmentId, ground });
      await this.terms.tell(turn, 'exclusion_proposed', id, await this.assessments.decidersOf(turn, assessment), `/assessments/${id}`, { period: assessment.period, unit: this.directory.departmentName(departmentId) });
    });
  }

  /** @throws Refusal `not_found` | `assessment_state` | `same_person` | `own_unit` */
  async decideExclusion(person: Person, id: string, exclusionId: string, { granted, reason }: DecideDto): Promise<void> {
    await this.assessments.seen(person, id);
    await this.database.write('person', async (turn) => {
      const assessment = await this.assessments.locked(turn, id, 'drafted', 'told');
      const exclusion = await turn.rows.one(Exclusion, { id: exclusionId, assessmentId: id });
      refuseUnless(exclusion, 'not_found', { exclusion: exclusionId });
      refuseUnless(exclusion.state === 'proposed', 'assessment_state', { state: exclusion.state });
      refuseUnless(exclusion.proposedBy !== person.id, 'same_person', {});
      refuseUnless(!this.impartial.isOfUnit(person, [exclusion.departmentId]), 'own_unit');
      await turn.rows.update(Exclusion, exclusionId, { state: granted ? 'approved' : 'refused', decidedBy: person.id, decidedAt: turn.now, decisionReason: reason.trim() });
      if (granted) {
        await turn.rows.update(AssessedCase, exclusion.assessedCaseId, { excluded: true });
        await this.counting.rescore(turn, assessment, exclusion.departmentId);
      }
      await recordMatter(turn, { id, sort: 'assessment' }, granted ? 'approve_exclusion' : 'refuse_exclusion', person, { exclusion: exclusionId, case: exclusion.caseId, unit: exclusion.departmentId });
    });
  }

  /** By the unit’s head, within the term. @throws Refusal `not_found` | `assessment_state` | `too_late` | `not_deducted` | `objection_open` */
  async object(person: Person, id: string, { assessedCaseId, reason }: ObjectDto): Promise<void> {
    await this.directory.refresh();
    const known = await this.database.rows.one(AssessedCase, { id: assessedCaseId, assessmentId: id });
    refuseUnless(known && known.departmentId === person.departmentId, 'not_found', { case: assessedCaseId });
    await this.database.write('person', async (turn) => {
      const assessment = await this.assessments.locked(turn, id, 'told');
      const unit = (await turn.rows.one(AssessedUnit, { assessmentId: id, departmentId: known.departmentId }))!;
      const term = await turn.rows.one(Term, { concernsId: unit.id });
      refuseUnless(term && turn.now <= term.dueAt, 'too_late', { act: 'object', dueDay: term?.dueDay });
      const { caseId, departmentId, bad } = await this.standing(turn, id, assessedCaseId);
      refuseUnless(bad, 'not_deducted');
      const objectionId = turn.ids.next();
      await turn.rows.insert(AssessmentObjection, {
        id: objectionId, assessmentId: id, assessedCaseId, caseId, departmentId, reason: reason.trim(), state: 'made', madeBy: person.id, madeAt: turn.now, decidedBy: null, decidedAt: null, decisionReason: null,
      });
      const deciders = await this.assessments.decidersOf(turn, assessment);
      await this.terms.begin(turn, {
        matterId: id, name: 'decide_objection', concernsId: objectionId, amount: assessment.scheme.decisionDays, organisationId: assessment.organisationId, personIds: deciders, overseerIds: [assessment.createdBy],
      });
      await recordMatter(turn, { id, sort: 'assessment' }, 'object', person, { objection: objectionId, case: caseId, unit: departmentId });
      await this.terms.tell(turn, 'objection_made', id, [...deciders, assessment.createdBy], `/assessments/${id}`, { period: assessment.period, unit: this.directory.departmentName(departmentId) });
    });
  }

  /** 复核: the deduction is cancelled or stands, with reasons. @throws Refusal `not_found` | `assessment_state` | `same_person` | `own_unit` */
  async decideObjection(person: Person, id: string, objectionId: string, { granted, reason }: DecideDto): Promise<void> {
    await this.assessments.seen(person, id);
    await this.database.write('person', async (turn) => {
      const assessment = await this.assessments.locked(turn, id, 'told');
      const objection = await turn.rows.one(AssessmentObjection, { id: objectionId, assessmentId: id });
      refuseUnless(objection, 'not_found', { objection: objectionId });
      refuseUnless(objection.state === 'made', 'assessment_state', { state: objection.state });
      refuseUnless(objection.madeBy !== person.id && assessment.createdBy !== person.id, 'same_person', {});
      refuseUnless(!this.impartial.isOfUnit(person, [objection.departmentId]), 'own_unit');
      await turn.rows.update(AssessmentObjection, objectionId, { state: granted ? 'accepted' : 'upheld', decidedBy: person.id, decidedAt: turn.now, decisionReason: reason.trim() });
      const { late } = await this.terms.stop(turn, objectionId);
      if (granted) {
        await turn.rows.update(AssessedCase, objection.assessedCaseId, { cancelled: true });
        await this.counting.rescore(turn, assessment, objection.departmentId);
      }
      await recordMatter(turn, { id, sort: 'assessment' }, granted ? 'cancel_deduction' : 'uphold_deduction', person, { objection: objectionId, case: objection.caseId, unit: objection.departmentId, ...(late && { late }) });
      await this.terms.tell(turn, 'objection_decided', id, await this.assessments.headsOf(turn, objection.departmentId), `/assessments/${id}/units/${objection.departmentId}`, { period: assessment.period, unit: this.directory.departmentName(objection.departmentId) });
    });
  }

  /** A case that counts and of which nothing is asked yet. */
  private async standing(turn: Turn, assessmentId: string, assessedCaseId: string): Promise<AssessedCase> {
    const counted = await turn.rows.one(AssessedCase, { id: assessedCaseId, assessmentId });
    refuseUnless(counted, 'not_found', { case: assessedCaseId });
    refuseUnless(!counted.excluded && !counted.cancelled, 'not_deducted');
    const asked = [...(await turn.rows.find(AssessmentObjection, { assessedCaseId })), ...(await turn.rows.find(Exclusion, { assessedCaseId }))];
    refuseUnless(!asked.some(({ state }) => state === 'made' || state === 'proposed') && !asked.some((each) => 'madeBy' in each), 'objection_open');
    return counted;
  }
}
