import type { ActName } from '../core/lifecycle.js';
import type { Told } from '../core/time/ladder.js';
import type { ClockName, Label } from '../core/vocabulary.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import type { CaseEvent } from '../journal/journal.entities.js';

/** Who may be told: what ladders name, besides the liaison of a co-department and the head of the office itself. */
export type Recipient = Told | 'joint_liaison' | 'own_head' | RotaPart;

/** By the rota 值班表: who is in charge of the shift 带班领导; every duty officer, on shift or not. */
export const ROTA_PARTS = ['officer_in_charge', 'every_duty_officer'] as const;
export type RotaPart = (typeof ROTA_PARTS)[number];

/** What an occasion may look at: the event, and the case as it stands when the event is heard. */
export interface Happening {
  readonly event: Pick<CaseEvent, 'act' | 'facts' | 'fromState' | 'actorKind'>;
  readonly file: Pick<CaseFile, 'urgency' | 'grade' | 'departmentId'>;
}

/** One notice an act gives rise to. */
export interface Occasion {
  /** A mail of `config/mail`; where an installation has no mail of this name, nobody is told. */
  readonly template: string;
  /** `told`: as the ladder or the document itself says. */
  readonly to: readonly Recipient[] | 'told';
  /** Whose due time the mail names: the first of these that runs. */
  readonly clocks?: readonly ClockName[];
  /** Leaves at once, whatever the hour. */
  readonly urgent?: boolean;
  readonly when?: (happening: Happening) => boolean;
  /** What happened and what is to do, where the mail’s own words leave it open. Never what the citizen wrote. */
  readonly reason?: Label | ((happening: Happening) => Label | null);
}

type Say = Occasion['reason'];
type When = Occasion['when'];

const say = (zh: string, en: string): Label => ({ zh, en });
/** The mail that serves every step without words of its own. */
const step = (to: readonly Recipient[], clocks: readonly ClockName[], reason: Say, when?: When): Occasion => ({
  template: 'to_do', to, clocks, ...(reason && { reason }), ...(when && { when }),
});

const held: When = ({ file }) => file.departmentId !== null;
const notHeld: When = ({ file }) => file.departmentId === null;
const graded = (...grades: CaseFile['grade'][]): When => ({ file }) => grades.includes(file.grade);
const nth = ({ event }: Happening): number => Number(event.facts['returns'] ?? 0);
const paperNumber = ({ event }: Happening): Label | null => {
  const number = event.facts['number'];
  return typeof number === 'string' ? say(`文号：${number}`, `Document ${number}`) : null;
};
const raised = ({ event }: Happening): Label =>
  event.facts['level'] === 'talk' ? say('督办已提为约谈', 'The supervision has come to a talk with the responsible') : say('督办已提级办理', 'The supervision was raised to the level above');
const promiseMoved: When = ({ event }) =>
  (event.facts['due'] as { clock: ClockName }[] | undefined)?.some(({ clock }) => clock === 'answer' || clock === 'leg') ?? false;
const becameEmergency = ({ event }: Happening): boolean => {
  const urgencyOf = (side: string): unknown => (event.facts[side] as Record<string, unknown> | undefined)?.['urgency'];
  return urgencyOf('after') === 'emergency' && urgencyOf('before') !== 'emergency';
};

const correcting = ({ event }: Happening): boolean => event.facts['sort'] === 'correct';
const signCorrection = say('受理岗拟更正已发布的答复，请会签', 'It is proposed to correct a published answer; please sign');
const proposedAs = (party: string): When => ({ event }) => event.facts['as'] === party;

const emergency = (when: NonNullable<When>): Occasion => ({
  template: 'emergency', to: ['duty_officer', 'coordinator'], clocks: ['answer'], urgent: true, when,
});
const assigned: Occasion = { template: 'assigned', to: ['liaison', 'handler'], clocks: ['acknowledge', 'leg'] };
const reviewWanted: readonly Occasion[] = [
  { template: 'review_wanted', to: ['reviewer'], clocks: ['review'] },
  { template: 'sign_wanted', to: ['deputy_leader'], clocks: ['review'], when: graded('B', 'C') },
  { template: 'sign_wanted', to: ['chief'], clocks: ['review'], when: graded('C') },
];
const sentBack: readonly Occasion[] = [
  { template: 'sent_back', to: ['handler', 'head'], clocks: ['leg', 'answer'], when: held },
  { template: 'sent_back', to: ['coordinator'], clocks: ['dispatch', 'answer'], when: notHeld },
];
/** All names under the reply fell: who is to sign the changed copy is told; the unit’s head sees it among the replies to sign. */
const copyChanged: readonly Occasion[] = (['own_head', 'deputy_leader', 'chief'] as const).map((to) => ({
  template: 'sign_wanted', to: [to], clocks: ['review'],
  when: ({ event, file }) => event.fromState === 'in_review' && (to === 'own_head' || file.grade === 'C' || (to === 'deputy_leader' && file.grade === 'B')),
}));
const handOver: Occasion = { template: 'hand_over', to: ['coordinator', 'duty_officer'], clocks: ['hand_over'], urgent: true };

/**
 * Who is told what, act by act. An act in the subscriptions that tells nobody says so with an empty list. A case that
 * waits in the office’s own queue is seen there; mails go to those whose turn it has become.
 */
export const OCCASIONS: Partial<Record<ActName, readonly Occasion[]>> = {
  attach: [step(['handler'], ['leg', 'answer'], say('来信人追加了内容，请一并办理', 'The writer has added to the message; please take it in'), held)],
  hold: [
    emergency(({ file }) => file.urgency === 'emergency'),
    { template: 'held', to: ['coordinator'], clocks: ['screen'], when: ({ file }) => file.urgency !== 'emergency' },
  ],
  quarantine: [handOver],
  pass: [emergency(({ event, file }) => file.urgency === 'emergency' && event.fromState === 'received')],
  relabel: [emergency(becameEmergency)],
  propose_rejection: [step(['reviewer'], ['screen', 'dispatch', 'answer'], say('受理岗拟不予受理，请审定', 'It is proposed not to accept this message; please decide'))],
  restore: [],
  withdraw: [step(['handler', 'liaison'], [], say('来信人已撤回，此件不必再办', 'The writer has withdrawn the message; nothing more is to be done'), held)],
  hand_over: [handOver],
  propose_purge: [
    { ...step(['coordinator'], [], say('系统管理员拟清除涉密或者违法内容，请核实后确认', 'An administrator proposes to erase secret or unlawful content; please check and confirm'), proposedAs('administrator')), urgent: true },
    { ...step(['administrator'], [], say('受理岗拟清除涉密或者违法内容，请核实后确认', 'A coordinator proposes to erase secret or unlawful content; please check and confirm'), proposedAs('coordinator')), urgent: true },
  ],
  external_result: reviewWanted,
  unmerge: [
    step(['coordinator'], ['dispatch', 'answer'], say('所并主件不再办理，此件已恢复，请分办', 'The lead case has ended; this one stands alone again and is to be assigned'), ({ event }) => event.actorKind === 'system'),
  ],
  assign: [assigned],
  reassign: [assigned],
  adjudicate: [assigned],
  reassign_inside: [step(['handler'], ['leg', 'answer'], say('此件已转由您承办', 'This case is now yours'))],
  ask_return: [
    { template: 'returned', to: ['coordinator'], clocks: ['return_decision'] },
    { template: 'returned', to: ['supervisor'], clocks: ['return_decision'], when: (happening) => nth(happening) >= 2, reason: say('已是第二次退单，请裁定承办单位', 'This is the second return: please adjudicate') },
  ],
  // The unit that gave it back may no longer see the case, so nobody there is told.
  grant_return: [],
  refuse_return: [step(['handler', 'liaison', 'head'], ['leg', 'answer'], say('退单未获同意，请继续办理', 'The return was refused; please go on handling'))],
  invite: [{ template: 'invited', to: ['joint_liaison', 'joint_head'], clocks: ['contribution'] }],
  contribute: [step(['handler'], ['leg', 'answer'], say('协办单位已提交意见', 'The co-department has contributed'))],
  decline_contribution: [step(['handler'], ['leg', 'answer'], say('协办单位说明理由后谢绝协办', 'The co-department has declined, with a reason'))],
  waive_contribution: [step(['handler'], ['leg', 'answer'], say('协办已免，不必再等', 'The contribution was waived; you need not wait'))],
  ask_extension: [{ template: 'extension_asked', to: ['coordinator'], clocks: ['answer'] }],
  grant_extension: [{ template: 'extension_decided', to: ['handler', 'head'], clocks: ['leg', 'answer'], reason: say('同意延期', 'Granted') }],
  refuse_extension: [{ template: 'extension_decided', to: ['handler', 'head'], clocks: ['leg', 'answer'], reason: say('不同意延期，原期限不变', 'Refused; the time limit stands') }],
  begin_procedure: [step(['handler', 'head'], [], say('已进入法定程序，办理时限暂停计算', 'A procedure laid down by law has begun; the time stands still'))],
  end_procedure: [step(['handler', 'head'], ['leg', 'answer'], say('法定程序已结束，办理时限恢复计算，请继续办理', 'The procedure laid down by law is over; the time runs again'))],
  rebase: [
    step(['handler', 'head'], ['leg', 'answer'], say('放假安排或者时限规则有变，办理期限已重新计算，请以新期限为准', 'The calendar or the rules have changed; the due time was computed anew and this is the one that holds'), promiseMoved),
  ],
  propose_clarification: [step(['coordinator'], ['leg', 'answer'], say('承办单位拟请来信人补充材料，请核定', 'The unit wishes to ask the writer for more; please decide'))],
  hear_citizen: [
    step(['handler'], ['leg', 'answer'], ({ event }) =>
      event.facts['unanswered'] === true
        ? say('补充期满，来信人没有补充，请按现有材料办理', 'The writer has not answered in time; please go on with what there is')
        : say('来信人已补充，请继续办理', 'The writer has answered; please go on')),
  ],
  answer_directly: [...reviewWanted, { template: 'sign_wanted', to: ['own_head'], clocks: ['review'] }],
  submit_reply: [step(['head'], ['leg', 'answer'], say('答复已拟好，请单位负责人审签', 'The reply is drafted; please sign it off'))],
  return_inside: [{ template: 'sent_back', to: ['handler'], clocks: ['leg', 'answer'] }],
  sign_off: reviewWanted,
  // The reviewer was told at the sign-off and sees the signatures come in.
  sign: [],
  send_back: sentBack,
  approve: [step(['coordinator'], ['publish'], say('答复已签发，请发布', 'The reply is approved; please publish it'))],
  cover: copyChanged,
  uncover: copyChanged,
  revise: sentBack,
  publish: [{ template: 'answered', to: ['handler', 'head'], clocks: ['rating'], when: held }],
  propose_interim: [step(['reviewer'], ['leg', 'answer'], say('承办单位拟作阶段性答复，请审核', 'The unit has drafted an interim reply; please decide'))],
  interim: [step(['handler'], ['leg', 'answer'], say('阶段性答复已告知来信人，原定期限不变', 'The interim reply was told to the writer; the time limit stands'))],
  refuse_interim: [step(['handler'], ['leg', 'answer'], say('阶段性答复未获同意，请修改', 'The interim reply was refused; please change it'))],
  propose_group_reply: reviewWanted,
  approve_group_reply: [step(['coordinator'], ['answer'], say('集中回应已签发，请发布', 'The answer by group is approved; please send it'))],
  answer_by_group: [step(['handler', 'liaison'], [], say('此件已集中回应，不必另行答复', 'This case was answered together with others; no answer of its own is needed'), held)],
  propose_amendment: [
    step(['deputy_leader'], [], signCorrection, (happening) => correcting(happening) && graded('B', 'C')!(happening)),
    step(['chief'], [], signCorrection, (happening) => correcting(happening) && graded('C')!(happening)),
    step(['head'], [], signCorrection, (happening) => correcting(happening) && held!(happening)),
    step(['reviewer'], [], say('受理岗拟更正或者撤下已发布的答复，请审定', 'It is proposed to correct or take down a published answer; please decide'))],
  retract: [step(['handler', 'head'], [], say('已发布的答复已撤下', 'The published answer was taken down'), held)],
  correct: [step(['handler', 'head'], [], say('已发布的答复已更正', 'The published answer was corrected'), held)],
  refuse_amendment: [step(['coordinator'], [], say('更正或者撤下答复未获同意', 'The proposal to correct or take down was refused'))],
  rate: [{ template: 'rating_bad', to: ['coordinator'], clocks: ['study'], when: ({ event }) => event.facts['bad'] === true }],
  follow_up: [
    { template: 'rating_bad', to: ['coordinator'], clocks: ['study'], when: ({ event }) => event.facts['bad'] === true, reason: say('回访时来信人表示不满意或者未解决', 'Said when the writer was followed up') },
    step(['head'], [], say('回访时来信人表示不满意或者未解决，等待研判', 'Followed up, the writer is dissatisfied or unresolved; it will be studied'), ({ event, file }) => event.facts['bad'] === true && file.departmentId !== null),
  ],
  track: [
    step(['handler', 'head', 'coordinator'], ['tracking_review'], ({ event }) =>
      event.facts['review'] === true
        ? say('挂账事项已回看，继续挂账，请按下次回看日期跟进', 'The tracked matter was reviewed and stays tracked; please follow it until the next review')
        : say('此件经批准挂账：仍属未解决，条件具备时请及时办理并报销账', 'The matter is tracked: it stays unresolved; settle it when it can be, and report it for clearing')),
  ],
  clear: [step(['handler', 'head', 'deputy_leader'], [], say('挂账事项已核实办结，予以销账', 'The tracked matter is settled and cleared'))],
  end_repeats: [step(['coordinator', 'handler', 'head'], [], say('经批准，此事项不再重复受理；同一来信人就同一事项再来信的，告知本件编号后阅存，有新的事实和理由的除外', 'By decision, repeats of this matter are no longer accepted: a further message of the same citizen on it is told this number and filed, unless it brings new facts'))],
  reopen: [
    step(['handler', 'head'], ['leg', 'answer'], say('经研判重新办理，请承办', 'The case is reopened; please handle it again'), held),
    step(['coordinator'], ['dispatch', 'answer'], say('经研判重新办理，请分办', 'The case is reopened and is to be assigned'), notHeld),
  ],
  remind: [{ template: 'remind', to: 'told' }],
  miss: [{ template: 'miss', to: 'told' }],
  urge: [{ template: 'urge', to: 'told', clocks: ['urge_reply'], reason: paperNumber }],
  reply_to_urge: [step(['issuer'], [], say('单位已答复催办单，请核定', 'The unit has answered the urge; please decide on its reply'))],
  return_urge_reply: [
    { template: 'urge', to: 'told', clocks: ['urge_reply'], reason: say('催办答复被退回，请重新答复', 'The reply to the urge was returned; please answer again') },
  ],
  propose_supervision: [{ template: 'supervision_draft', to: 'told' }],
  supervise: [{ template: 'supervision', to: ['head', 'handler'], clocks: ['supervision_reply'], reason: paperNumber }],
  raise_supervision: [{ template: 'supervision', to: ['head', 'deputy_leader'], clocks: ['supervision_reply'], reason: raised }],
  reply_to_supervision: [step(['issuer'], [], say('单位已答复督办单，请核实后销号或者退回', 'The unit has answered the supervision; please check and conclude it, or return it'))],
  return_supervision_reply: [
    { template: 'supervision', to: ['head', 'handler'], clocks: ['supervision_reply'], reason: say('督办答复被退回，请重新答复', 'The reply to the supervision was returned; please answer again') },
  ],
  instruct: [{ template: 'instruction', to: ['head', 'handler'], clocks: ['instruction'], reason: paperNumber }],
};

/** Acts of the ladder: found late, they are gathered into one digest instead of mailed one by one. */
export const LADDER_ACTS: ReadonlySet<ActName> = new Set<ActName>(['remind', 'miss', 'urge', 'propose_supervision']);
