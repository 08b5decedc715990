import { Injectable } from '@nestjs/common';
import { actsAllowedIn } from '../core/lifecycle.js';
import { refuseUnless } from '../core/refusal.js';
import type { ActDto, ReasonedActDto } from '../casefile/act.dto.js';
import { Citizens } from '../casefile/citizens.js';
import { closeIfDone, refuseWhileOpen } from '../casefile/closing.js';
import { Docket, type Moved, type Scene } from '../casefile/docket.js';
import { systemActor, type Person } from '../identity/actor.js';
import { listener } from '../journal/relay.js';
import type { RatingDto, StudyDto } from './feedback.dto.js';
import { Rating, Reopening, Study } from './feedback.entities.js';

/** A case is handled again at most this often; then it goes to the supervisor. Practice of the field; no document fixes it. */
const REOPENINGS = 2;

/** 评价: what the citizen thinks of the answer, and what follows from it. */
@Injectable()
export class Feedback {
  constructor(
    private readonly docket: Docket,
    private readonly citizens: Citizens,
  ) {}

  /** 评价, once for each answer; a bad one asks for a study. @throws Refusal `already_rated` | `too_late` | `act_not_allowed` */
  async rate({ caseNumber, queryCode, satisfaction, resolved, text }: RatingDto): Promise<Moved> {
    const { citizen } = await this.citizens.with(caseNumber, queryCode);
    const badRating = satisfaction === 'dissatisfied' || resolved === 'no';
    return await this.docket.perform({ act: 'rate', caseId: citizen.caseId, actor: citizen, badRating }, async (scene) => {
      const { turn, now, case: file } = scene;
      refuseUnlessRateable(scene);
      const rated = await turn.rows.one(Rating, { caseId: file.id, epoch: file.epoch });
      refuseUnless(!rated, 'already_rated');
      await turn.rows.insert(Rating, { id: turn.ids.next(), caseId: file.id, epoch: file.epoch, satisfaction, resolved, text: text ?? '', at: now });
      return { facts: { satisfaction, resolved, bad: badRating, epoch: file.epoch } };
    });
  }

  /** 研判. */
  async decideDissatisfied(actor: Person, caseId: string, { version, decision, reason, cause, found, measure }: StudyDto): Promise<Moved> {
    return await this.docket.perform({ act: 'decide_dissatisfied', caseId, actor, version }, async ({ turn, now, clocks, case: file }) => {
      const open = clocks.some(({ clock, stoppedAt }) => clock === 'study' && stoppedAt === null);
      refuseUnless(open, 'act_not_allowed', { act: 'decide_dissatisfied', state: file.state, allowed: actsAllowedIn(file.state).filter((act) => act !== 'decide_dissatisfied') });
      await turn.rows.insert(Study, { id: turn.ids.next(), caseId, by: actor.id, at: now, decision, reason, cause: cause ?? null, found: found ?? null, measure: measure ?? null });
      return { facts: { decision, ...(cause && { cause }) } };
    });
  }

  /** 重办: a new round with clocks of its own; what was published stays, and so does when the citizen was first answered. */
  async reopen(actor: Person, caseId: string, { version, reason }: ReasonedActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'reopen', caseId, actor, version }, async ({ turn, now, case: file }) => {
      refuseUnless(file.reopenings < REOPENINGS, 'reopen_limit', { cap: REOPENINGS });
      const [epoch, reopenings] = [file.epoch + 1, file.reopenings + 1];
      await turn.rows.insert(Reopening, { id: turn.ids.next(), caseId, epoch, by: actor.id, at: now, reason });
      return { facts: { epoch, reopenings }, change: { epoch, reopenings, currentReplyId: null, closedAt: null } };
    });
  }

  /** 归档 by the coordinator, before the rating window ends. @throws Refusal `study_open` | `paper_open` */
  async close(actor: Person, caseId: string, { version }: ActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'close', caseId, actor, version }, async ({ case: file, clocks }) => refuseWhileOpen(file, clocks));
  }

  /** The last thing that kept a case open has ended. */
  readonly closing = listener({
    name: 'close',
    hear: async (turn, event) => {
      await closeIfDone(this.docket, turn, event.caseId, systemActor('close'));
    },
  });
}

/** There is an answer to rate; once the case is closed, only until the window would have ended. */
function refuseUnlessRateable({ case: file, clocks, now }: Scene): void {
  refuseUnless(file.answeredAt !== null, 'act_not_allowed', { act: 'rate', state: file.state, allowed: [] });
  const windows = clocks.filter(({ clock, epoch }) => clock === 'rating' && epoch === file.epoch);
  const open = windows.some(({ dueAt }) => dueAt === null || now <= dueAt);
  refuseUnless(file.state === 'answered' || open, 'too_late', { act: 'rate' });
}
