import { Injectable } from '@nestjs/common';
import type { ActName } from './core/lifecycle.js';
import { Audience } from './journal/journal.js';
import { Ears } from './journal/ears.js';
import { Listeners, listener, type Listener } from './journal/relay.js';
import { Escalation } from './escalation/escalation.service.js';
import { Clarifications } from './handling/clarifications.service.js';
import { Feedback } from './feedback/feedback.service.js';
import type { CaseReading } from './moderation/reading.js';
import { Moderation } from './moderation/moderation.service.js';
import { Notices } from './notice/notice.service.js';
import { Publishing } from './publication/publication.service.js';
import { SimilarLetters } from './insight/similar.service.js';
import { Webhooks } from './webhook/webhook.service.js';
import { TOLD_ACTS } from './webhook/told-acts.js';
import type { BasisInForce } from './routing/bases.js';
import { AutomaticAssignment } from './routing/automatic.service.js';
import { Routing } from './routing/routing.service.js';

/**
 * Who hears what: the one table of hand-overs between rooms. Total over the acts: an act that nobody hears says so
 * with an empty list.
 */
export const SUBSCRIPTIONS: Record<ActName, readonly ListenerName[]> = {
  receive: ['judge', 'tell', 'likeness'],
  attach: ['clarification', 'notice', 'likeness'],
  hold: ['notice'],
  quarantine: ['notice'],
  pass: ['notice', 'assign_automatically'],
  relabel: ['notice', 'likeness'],
  confirm_accused: [],
  propose_rejection: ['notice'],
  reject: ['tell', 'unmerge', 'papers'],
  file: ['unmerge', 'papers'],
  restore: ['notice'],
  withdraw: ['notice', 'unmerge', 'papers'],
  tell_citizen: ['tell'],
  hand_over: ['tell', 'notice'],
  confirm_hand_over: [],
  transfer_out: ['tell'],
  take_back: [],
  external_result: ['notice'],
  merge: ['tell', 'papers', 'likeness'],
  gather: [],
  ungather: [],
  unmerge: ['notice'],
  assign: ['notice'],
  reassign: ['notice', 'papers'],
  acknowledge: [],
  reassign_inside: ['notice'],
  log_contact: [],
  ask_return: ['notice'],
  grant_return: ['notice', 'papers'],
  refuse_return: ['notice'],
  adjudicate: ['notice', 'papers'],
  invite: ['notice'],
  contribute: ['notice'],
  decline_contribution: ['notice'],
  waive_contribution: ['notice'],
  ask_extension: ['notice'],
  grant_extension: ['tell', 'notice'],
  refuse_extension: ['notice'],
  propose_clarification: ['notice'],
  ask_citizen: ['tell'],
  hear_citizen: ['notice'],
  begin_procedure: ['tell', 'notice'],
  end_procedure: ['tell', 'notice'],
  propose_interim: ['notice'],
  interim: ['tell', 'notice'],
  refuse_interim: ['notice'],
  answer_directly: ['notice'],
  submit_reply: ['notice'],
  return_inside: ['notice'],
  sign_off: ['notice'],
  sign: ['notice'],
  send_back: ['notice'],
  approve: ['notice'],
  release: [],
  cover: ['notice'],
  uncover: ['notice'],
  revise: ['notice'],
  publish: ['deliver', 'tell_merged', 'notice', 'papers'],
  tell_merged: ['deliver'],
  propose_group_reply: ['notice'],
  release_group_reply: [],
  approve_group_reply: ['notice'],
  answer_by_group: ['deliver', 'tell_merged', 'notice', 'papers'],
  rate: ['notice'],
  follow_up: ['notice'],
  decide_dissatisfied: ['close'],
  reopen: ['notice'],
  track: ['notice'],
  clear: ['close', 'notice'],
  propose_amendment: ['notice'],
  sign_amendment: [],
  retract: ['take_down', 'notice'],
  correct: ['deliver', 'notice'],
  refuse_amendment: ['notice'],
  close: [],
  end_repeats: ['notice'],
  rebase: ['tell', 'notice'],
  remind: ['notice'],
  miss: ['notice'],
  retract_miss: [],
  urge: ['notice'],
  reply_to_urge: ['notice'],
  accept_urge_reply: [],
  return_urge_reply: ['notice'],
  propose_supervision: ['notice'],
  supervise: ['notice'],
  drop_supervision: [],
  raise_supervision: ['notice'],
  reply_to_supervision: ['notice'],
  conclude_supervision: ['close'],
  return_supervision_reply: ['notice'],
  instruct: ['notice'],
  report_instruction: ['close'],
  propose_purge: ['notice'],
  purge: ['erase_mails', 'likeness'],
};

export type ListenerName = 'judge' | 'assign_automatically' | 'clarification' | 'tell' | 'unmerge' | 'notice' | 'deliver' | 'take_down' | 'tell_merged' | 'close' | 'papers' | 'erase_mails' | 'webhook' | 'likeness';

/** Other systems hear the acts that may be told, as long as there is one that listens. */
const TOLD: ReadonlySet<ActName> = new Set(TOLD_ACTS);

@Injectable()
export class Subscriptions extends Audience {
  constructor(private readonly ears: Ears) {
    super();
  }

  override listenersOf(act: ActName): readonly string[] {
    return this.ears.open && TOLD.has(act) ? [...SUBSCRIPTIONS[act], 'webhook' satisfies ListenerName] : SUBSCRIPTIONS[act];
  }
}

/** The listeners by name. Screening and the proposal of departments are judged together and heard in one commit. */
@Injectable()
export class RoomListeners extends Listeners {
  private readonly listeners: Record<ListenerName, Listener>;

  constructor(moderation: Moderation, routing: Routing, clarifications: Clarifications, publishing: Publishing, feedback: Feedback, notices: Notices, escalation: Escalation, webhooks: Webhooks, similar: SimilarLetters, automatic: AutomaticAssignment) {
    super();
    this.listeners = {
      judge: listener({
        name: 'judge',
        prepare: async (event) => {
          const basis = await routing.bases.now();
          return { basis, reading: await moderation.read(event, basis) };
        },
        hear: async (turn, event, { basis, reading }: { basis: BasisInForce; reading: CaseReading }) => {
          await routing.propose(turn, event, reading, basis);
          await moderation.screen(turn, event, reading);
        },
      }),
      assign_automatically: automatic.assigning,
      tell: publishing.tell,
      unmerge: routing.unmergeMembers,
      clarification: clarifications.ending,
      deliver: publishing.deliver,
      take_down: publishing.takeDown,
      tell_merged: publishing.tellMerged,
      close: feedback.closing,
      notice: notices.listener,
      papers: escalation.papers.lapsing,
      erase_mails: notices.erasing,
      webhook: webhooks.listener,
      likeness: similar.listening,
    };
  }

  override named(name: string): Listener | undefined {
    return this.listeners[name as ListenerName];
  }
}
