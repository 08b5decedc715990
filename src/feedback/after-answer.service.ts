import { Injectable } from '@nestjs/common';
import { actsAllowedIn, type ActName } from '../core/lifecycle.js';
import { refuseUnless } from '../core/refusal.js';
import { Rulebook } from '../base/policy.js';
import { Docket, type Moved, type Scene } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import type { ClearingDto, EndRepeatsDto, FollowUpDto, TrackingDto } from './feedback.dto.js';
import { FollowUp, RepeatsEnded, Tracking } from './feedback.entities.js';
import { refuseField, wrongField } from '../base/shapes.js';

/** What the office does for an answered matter that is not at rest: 回访、挂账、销账、不再重复受理. */
@Injectable()
export class AfterAnswer {
  constructor(
    private readonly docket: Docket,
    private readonly rulebook: Rulebook,
  ) {}

  /**
   * 回访. Who calls is not of the unit that answered; of a citizen who was not reached nothing is said. A bad outcome asks for a
   * study, as a bad rating does, unless one runs already.
   * @throws Refusal `no_contact` | `no_standing` | `wrong_shape`
   */
  async followUp(actor: Person, caseId: string, { version, way, reached, resolved, satisfaction, note }: FollowUpDto): Promise<Moved> {
    const asked = { resolved, satisfaction };
    const wrong = Object.entries(asked).find(([, said]) => (said === undefined) === reached);
    if (wrong) throw reached ? wrongField(wrong[0], '已联系上的须填写', 'needed where the citizen was reached') : wrongField(wrong[0], '未联系上的不填', 'not where the citizen was not reached');
    const unhappy = satisfaction === 'dissatisfied' || resolved === 'no';
    return await this.docket.perform({ act: 'follow_up', caseId, actor, version, badRating: unhappy }, async ({ turn, now, case: file }) => {
      refuseUnless(file.contactable, 'no_contact');
      refuseUnless(file.departmentId === null || file.departmentId !== actor.departmentId, 'no_standing', { act: 'follow_up' });
      await turn.rows.insert(FollowUp, {
        id: turn.ids.next(), caseId, epoch: file.epoch, by: actor.id, at: now, way, reached, resolved: resolved ?? null, satisfaction: satisfaction ?? null, note: note ?? null,
      });
      return { facts: { way, reached, ...asked, ...(unhappy && { bad: true }), epoch: file.epoch } };
    });
  }

  /** 挂账; done again it is the periodic review 回看, with a clock of its own. @throws Refusal `wrong_shape` | `time_out_of_range` */
  async track(actor: Person, caseId: string, { version, basis, condition, until, told }: TrackingDto): Promise<Moved> {
    refuseField(condition !== undefined || until !== undefined, 'condition', 'condition 与 until 至少填一项', 'one of condition and until is needed');
    return await this.docket.perform({ act: 'track', caseId, actor, version }, async ({ turn, now, case: file }) => {
      const today = this.rulebook.today.iso(now).slice(0, 10);
      refuseUnless(until === undefined || until > today, 'time_out_of_range', { field: 'until', earliest: today });
      const reviewed = await this.end({ turn, now }, caseId, actor, null);
      await turn.rows.insert(Tracking, {
        id: turn.ids.next(), caseId, by: actor.id, at: now, basis, condition: condition ?? null, until: until ?? null, told, endedAt: null, endedBy: null, evidence: null,
      });
      return { facts: { review: reviewed, until: until ?? null, epoch: file.epoch } };
    });
  }

  /** 销账 on evidence. @throws Refusal `act_not_allowed` where nothing is tracked */
  async clear(actor: Person, caseId: string, { version, evidence }: ClearingDto): Promise<Moved> {
    return await this.docket.perform({ act: 'clear', caseId, actor, version }, async (scene) => {
      refuseOccasion(await this.end(scene, caseId, actor, evidence), 'clear', scene);
      return {};
    });
  }

  /** 不再重复受理, once a case. @throws Refusal `duplicate` */
  async endRepeats(actor: Person, caseId: string, { version, reason, basis }: EndRepeatsDto): Promise<Moved> {
    return await this.docket.perform({ act: 'end_repeats', caseId, actor, version }, async ({ turn, now }) => {
      refuseUnless(!(await turn.rows.one(RepeatsEnded, { caseId })), 'duplicate', { case: caseId, say: { zh: '此件已经定为不再重复受理', en: 'Repeats of this case were ended already' } });
      await turn.rows.insert(RepeatsEnded, { id: turn.ids.next(), caseId, by: actor.id, at: now, reason, basis });
      return {};
    });
  }

  /** Ends the tracking that stands; false if there is none. */
  private async end({ turn, now }: Pick<Scene, 'turn' | 'now'>, caseId: string, actor: Person, evidence: string | null): Promise<boolean> {
    const open = await turn.rows.one(Tracking, { caseId, endedAt: null });
    if (!open) return false;
    await turn.rows.update(Tracking, open.id, { endedAt: now, endedBy: actor.id, evidence });
    return true;
  }
}

/** The state allows the act, but there is no occasion for it. */
function refuseOccasion(occasion: boolean, act: ActName, { case: { state } }: Scene): void {
  refuseUnless(occasion, 'act_not_allowed', { act, state, allowed: actsAllowedIn(state).filter((each) => each !== act) });
}
