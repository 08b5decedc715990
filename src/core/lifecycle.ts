/**
 * The life of a case as typed data: one row an act, saying from where to where, by whom, and what it does to the clocks.
 * Source of the procedure: 国办发〔2018〕123号 三（二）、四（二）; the table is printed in the README from this file.
 *
 * Clock signs: "+" opens, "-" closes, "~" re-derives from the same start, "‖" holds still, "▷" lets run again, "↻"
 * computes anew by another version of the rules. Where a policy starts or holds a clock otherwise, the policy wins: see
 * `clock-steps.ts`.
 */
import { ALL_STATES, BEFORE_ANSWER, CLOCKS, OPEN_STATES, type ClockName, type Party, type State } from './vocabulary.js';
import { Refusal } from './refusal.js';

export type Sign = '+' | '-' | '~' | '‖' | '▷' | '↻';
export type ClockStep = `${Sign}${ClockName}`;

export type Room =
  | 'rules' | 'intake' | 'moderation' | 'routing' | 'handling' | 'review' | 'publication' | 'feedback' | 'escalation' | 'inspection';

/** A fact of the case or of the act that chooses between two ways of the same act. */
export type Fork =
  | 'held by a department' | 'not held by a department' | 'contactable' | 'not contactable' | 'bad rating' | 'not a bad rating';

/** One way an act may go. The first way whose `from` and `when` hold is taken. */
export interface Way {
  readonly from: readonly State[];
  readonly to: State | 'same';
  readonly when?: Fork;
  readonly clocks: readonly ClockStep[];
}

export interface ActRow {
  readonly zh: string;
  readonly en: string;
  readonly who: readonly Party[];
  readonly room: Room;
  readonly ways: readonly Way[];
}

const ANSWERED: readonly State[] = ['answered', 'closed'];
const IN_HAND: readonly State[] = ['assigned', 'handling'];
const INTAKE: readonly State[] = ['received', 'held', 'quarantined', 'queued'];

/** Every clock an ending closes; the hand-over to another body and a leader's instruction outlive it. */
const ALL_BUT_HAND_OVER_AND_INSTRUCTION: readonly ClockStep[] = (Object.keys(CLOCKS) as ClockName[])
  .filter((clock) => clock !== 'hand_over' && clock !== 'instruction')
  .map((clock): ClockStep => `-${clock}`);

const DEPARTMENT_CLOCKS: readonly ClockStep[] = ['-objection', '-acknowledge', '-contact', '-contribution', '-leg'];

/** Every clock that still runs, by the rules given with the act. */
const COMPUTE_ANEW: readonly ClockStep[] = (Object.keys(CLOCKS) as ClockName[]).map((clock): ClockStep => `↻${clock}`);

const same = (from: readonly State[], clocks: readonly ClockStep[] = [], when?: Fork): Way =>
  when ? { from, to: 'same', when, clocks } : { from, to: 'same', clocks };
const to = (from: readonly State[], target: State, clocks: readonly ClockStep[] = [], when?: Fork): Way =>
  when ? { from, to: target, when, clocks } : { from, to: target, clocks };

const row = (zh: string, en: string, room: Room, who: readonly Party[], ways: readonly Way[]): ActRow => ({
  zh, en, room, who, ways,
});

export const LIFECYCLE = {
  receive: row('收件', 'receive', 'intake', ['account', 'coordinator'], [same(['received'], ['+screen', '+tell', '+answer'])]),
  attach: row('追加', 'attach', 'intake', ['account', 'citizen', 'coordinator'], [
    to(['clarifying'], 'handling', ['-clarification', '▷answer', '▷leg']),
    same(BEFORE_ANSWER),
  ]),
  hold: row('转人工审看', 'hold for a person', 'moderation', ['system'], [to(['received'], 'held', ['~answer'])]),
  quarantine: row('隔离', 'quarantine', 'moderation', ['system', 'coordinator'], [
    to(['received', 'held', 'queued'], 'quarantined', ['-screen', '-dispatch', '+hand_over']),
  ]),
  pass: row('受理', 'accept', 'moderation', ['system', 'coordinator'], [
    to(['received', 'held'], 'queued', ['-screen', '+dispatch', '~answer']),
    to(['quarantined'], 'queued', ['-hand_over', '+dispatch', '~answer']),
  ]),
  relabel: row('改类别/等级', 'relabel', 'moderation', ['coordinator'], [same(OPEN_STATES, ['~answer', '~leg'])]),
  confirm_accused: row('确认被举报单位', 'confirm the accused', 'moderation', ['coordinator', 'supervisor', 'report_officer'], [same(BEFORE_ANSWER)]),
  propose_rejection: row('拟不予受理', 'propose not to accept', 'moderation', ['coordinator'], [same(INTAKE)]),
  reject: row('不予受理', 'not accept', 'moderation', ['reviewer'], [to(INTAKE, 'rejected', ALL_BUT_HAND_OVER_AND_INSTRUCTION)]),
  file: row('阅存', 'file without action', 'moderation', ['coordinator'], [to(INTAKE, 'filed', ALL_BUT_HAND_OVER_AND_INSTRUCTION)]),
  restore: row('恢复', 'restore', 'moderation', ['coordinator'], [to(['rejected', 'filed'], 'held', ['+screen', '+answer'])]),
  withdraw: row('撤回', 'withdraw', 'intake', ['citizen'], [to(OPEN_STATES, 'withdrawn', ALL_BUT_HAND_OVER_AND_INSTRUCTION)]),
  tell_citizen: row('书面告知', 'tell the citizen in writing', 'moderation', ['coordinator'], [same(BEFORE_ANSWER, ['-tell'])]),
  hand_over: row('转送', 'hand over', 'moderation', ['coordinator', 'duty_officer'], [same(OPEN_STATES, ['+hand_over'])]),
  confirm_hand_over: row('转送回执', 'confirm the hand-over', 'moderation', ['coordinator', 'duty_officer'], [same(ALL_STATES, ['-hand_over'])]),
  transfer_out: row('转外部', 'transfer out', 'routing', ['coordinator'], [to(['queued'], 'transferred', ['-dispatch'])]),
  take_back: row('收回', 'take back', 'routing', ['coordinator'], [to(['transferred'], 'queued', ['+dispatch'])]),
  external_result: row('外部回件', 'result from outside', 'handling', ['account', 'coordinator'], [to(['transferred'], 'in_review', ['+review'])]),
  merge: row('并单', 'merge', 'routing', ['coordinator'], [
    to(['queued', 'assigned', 'handling'], 'merged', ['-dispatch', ...DEPARTMENT_CLOCKS]),
  ]),
  gather: row('并入', 'gather a merged case', 'routing', ['coordinator'], [same(BEFORE_ANSWER, ['~leg'])]),
  ungather: row('拆出', 'let a merged case go', 'routing', ['coordinator', 'system'], [same(BEFORE_ANSWER, ['~leg'])]),
  unmerge: row('拆单', 'unmerge', 'routing', ['coordinator', 'system'], [to(['merged'], 'queued', ['+dispatch'])]),
  assign: row('分办', 'assign', 'routing', ['coordinator', 'system'], [to(['queued'], 'assigned', ['-dispatch', '+objection', '+acknowledge', '+leg'])]),
  reassign: row('改派', 'reassign', 'routing', ['coordinator'], [to(IN_HAND, 'assigned', [...DEPARTMENT_CLOCKS, '-urge_reply', '+objection', '+acknowledge', '+leg'])]),
  acknowledge: row('签收', 'acknowledge', 'handling', ['liaison', 'handler'], [
    to(['assigned'], 'handling', ['-acknowledge', '+contact'], 'contactable'),
    to(['assigned'], 'handling', ['-acknowledge'], 'not contactable'),
  ]),
  reassign_inside: row('内部转派', 'reassign inside', 'handling', ['liaison', 'head'], [same(['handling'])]),
  log_contact: row('先行联系', 'log the first contact', 'handling', ['handler'], [same(['handling'], ['-contact'])]),
  ask_return: row('退单', 'ask to return', 'handling', ['head'], [to(IN_HAND, 'returning', [...DEPARTMENT_CLOCKS, '+return_decision'])]),
  grant_return: row('同意退单', 'grant the return', 'handling', ['coordinator'], [to(['returning'], 'queued', ['-return_decision', '-urge_reply', '+dispatch'])]),
  refuse_return: row('不同意退单', 'refuse the return', 'handling', ['coordinator'], [to(['returning'], 'handling', ['-return_decision', '+leg'])]),
  adjudicate: row('裁定', 'adjudicate', 'handling', ['supervisor'], [to(['returning'], 'assigned', ['-return_decision', '-urge_reply', '+acknowledge', '+leg'])]),
  invite: row('邀请协办', 'invite', 'handling', ['handler', 'coordinator'], [same(['handling'], ['+contribution'])]),
  contribute: row('协办答复', 'contribute', 'handling', ['handler'], [same(['handling', 'clarifying'], ['-contribution'])]),
  decline_contribution: row('不予协办', 'decline to contribute', 'handling', ['head'], [same(['handling', 'clarifying'], ['-contribution'])]),
  waive_contribution: row('免予协办', 'waive a contribution', 'handling', ['coordinator'], [same(['handling', 'clarifying'], ['-contribution'])]),
  ask_extension: row('申请延期', 'ask for an extension', 'handling', ['head'], [same(['handling'])]),
  grant_extension: row('同意延期', 'grant the extension', 'handling', ['coordinator', 'deputy_leader'], [same(['handling'], ['~answer', '~leg'])]),
  refuse_extension: row('不同意延期', 'refuse the extension', 'handling', ['coordinator', 'deputy_leader'], [same(['handling'])]),
  propose_clarification: row('拟请网民补充', 'propose to ask the citizen', 'handling', ['handler'], [same(['handling'])]),
  ask_citizen: row('请网民补充', 'ask the citizen', 'handling', ['coordinator'], [
    to(['handling'], 'clarifying', ['‖answer', '‖leg', '-contact', '+clarification']),
  ]),
  hear_citizen: row('网民补充', 'hear the citizen', 'handling', ['citizen', 'system'], [
    to(['clarifying'], 'handling', ['-clarification', '▷answer', '▷leg']),
  ]),
  begin_procedure: row('进入法定程序', 'begin a procedure laid down by law', 'handling', ['coordinator'], [same(['handling'], ['‖answer', '‖leg'])]),
  end_procedure: row('法定程序结束', 'end a procedure laid down by law', 'handling', ['coordinator'], [same(BEFORE_ANSWER, ['▷answer', '▷leg'])]),
  propose_interim: row('拟阶段性答复', 'draft an interim reply', 'publication', ['handler'], [same(['handling'])]),
  interim: row('阶段性答复', 'interim reply', 'publication', ['reviewer'], [same(['handling'])]),
  refuse_interim: row('不同意阶段性答复', 'refuse an interim reply', 'publication', ['reviewer'], [same(['handling'])]),
  answer_directly: row('直接答复', 'answer directly', 'handling', ['coordinator'], [to(['queued'], 'in_review', ['-dispatch', '+review'])]),
  submit_reply: row('提交答复', 'submit the reply', 'handling', ['handler'], [to(['handling'], 'signing', ['-contact'])]),
  return_inside: row('单位退回', 'return inside', 'handling', ['head'], [to(['signing'], 'handling')]),
  sign_off: row('单位审签', 'sign off', 'handling', ['head'], [to(['signing'], 'in_review', ['‖leg', '+review'])]),
  sign: row('会签', 'sign', 'review', ['head', 'deputy_leader', 'chief'], [same(['in_review'])]),
  send_back: row('退回修改', 'send back', 'review', ['reviewer', 'head', 'deputy_leader', 'chief'], [
    to(['in_review'], 'handling', ['-review', '▷leg'], 'held by a department'),
    to(['in_review'], 'queued', ['-review', '+dispatch'], 'not held by a department'),
  ]),
  approve: row('签发', 'approve', 'review', ['reviewer'], [to(['in_review'], 'approved', ['-review', '+publish'])]),
  release: row('放行', 'release', 'review', ['reviewer'], [same(['in_review'])]),
  cover: row('遮盖', 'cover in the public copy', 'review', ['coordinator', 'reviewer'], [same(['signing', 'in_review', 'approved'])]),
  uncover: row('恢复遮盖', 'uncover in the public copy', 'review', ['coordinator', 'reviewer'], [same(['signing', 'in_review', 'approved'])]),
  revise: row('修改', 'revise', 'review', ['handler', 'reviewer'], [
    to(['approved'], 'handling', ['-publish', '▷leg'], 'held by a department'),
    to(['approved'], 'queued', ['-publish', '+dispatch'], 'not held by a department'),
  ]),
  publish: row('发布', 'publish', 'publication', ['coordinator'], [
    to(['approved'], 'answered', ['-publish', '-tell', '-objection', '-answer', '-leg', '-urge_reply', '+rating']),
  ]),
  tell_merged: row('告知并单网民', 'tell a merged citizen', 'publication', ['coordinator', 'system'], [same(['merged'], ['-answer', '+rating'])]),
  propose_group_reply: row('拟集中回应', 'propose an answer by group', 'publication', ['coordinator', 'handler'], [same(['queued', ...IN_HAND])]),
  release_group_reply: row('集中回应放行', 'release an answer by group', 'publication', ['reviewer'], [same(['queued', ...IN_HAND])]),
  approve_group_reply: row('签发集中回应', 'approve an answer by group', 'publication', ['reviewer'], [same(['queued', ...IN_HAND])]),
  answer_by_group: row('集中回应', 'answer by group', 'publication', ['coordinator'], [
    to(['queued', 'assigned', 'handling'], 'answered', [...ALL_BUT_HAND_OVER_AND_INSTRUCTION, '+rating']),
  ]),
  rate: row('评价', 'rate', 'feedback', ['citizen'], [
    same(['answered', 'closed', 'merged'], ['+study'], 'bad rating'),
    same(['answered', 'closed', 'merged'], [], 'not a bad rating'),
  ]),
  // A citizen who says so when called is heard as one who rates.
  follow_up: row('回访', 'follow up', 'feedback', ['caller'], [same(ANSWERED, ['+study'], 'bad rating'), same(ANSWERED, [], 'not a bad rating')]),
  decide_dissatisfied: row('研判', 'decide on a bad rating', 'feedback', ['coordinator'], [same([...ANSWERED, 'merged'], ['-study'])]),
  reopen: row('重办', 'reopen', 'feedback', ['coordinator', 'supervisor'], [
    to(ANSWERED, 'handling', ['-rating', '-study', '-tracking_review', '+answer', '+leg'], 'held by a department'),
    to(ANSWERED, 'queued', ['-rating', '-study', '-tracking_review', '+answer', '+dispatch'], 'not held by a department'),
  ]),
  track: row('挂账', 'track', 'feedback', ['deputy_leader'], [same(ANSWERED, ['-tracking_review', '+tracking_review'])]),
  clear: row('销账', 'clear', 'feedback', ['coordinator'], [same(ANSWERED, ['-tracking_review'])]),
  propose_amendment: row('拟更正、撤下', 'propose to correct or take down', 'publication', ['coordinator'], [same(ANSWERED)]),
  retract: row('撤下', 'retract', 'publication', ['coordinator', 'reviewer'], [same(ANSWERED)]),
  sign_amendment: row('会签更正', 'sign a correction', 'publication', ['head', 'deputy_leader', 'chief'], [same(ANSWERED)]),
  correct: row('更正', 'correct', 'publication', ['reviewer'], [same(ANSWERED)]),
  refuse_amendment: row('不同意更正、撤下', 'refuse to correct or take down', 'publication', ['coordinator', 'reviewer'], [same(ANSWERED)]),
  close: row('归档', 'close', 'feedback', ['system', 'coordinator'], [
    to(['answered'], 'closed', ['-rating', '-urge_reply']),
    same(['merged'], ['-rating']),
  ]),
  end_repeats: row('不再重复受理', 'end repeats', 'feedback', ['deputy_leader'], [same(['rejected', 'answered', 'closed'])]),
  rebase: row('重算时限', 'compute the time limits anew', 'rules', ['system'], [same(ALL_STATES, COMPUTE_ANEW)]),
  remind: row('提醒', 'remind', 'escalation', ['system'], [same(ALL_STATES)]),
  miss: row('记逾期', 'record a miss', 'escalation', ['system'], [same(ALL_STATES)]),
  retract_miss: row('撤销逾期', 'retract a miss', 'escalation', ['system'], [same(ALL_STATES)]),
  urge: row('催办', 'urge', 'escalation', ['system', 'coordinator', 'supervisor'], [same(OPEN_STATES, ['+urge_reply'])]),
  reply_to_urge: row('答复催办', 'reply to an urge', 'escalation', ['head'], [same(OPEN_STATES, ['-urge_reply'])]),
  accept_urge_reply: row('认可催办答复', 'accept the reply to an urge', 'escalation', ['coordinator', 'supervisor'], [same(OPEN_STATES)]),
  return_urge_reply: row('退回催办答复', 'return the reply to an urge', 'escalation', ['coordinator', 'supervisor'], [same(OPEN_STATES, ['+urge_reply'])]),
  propose_supervision: row('拟督办', 'propose a supervision', 'escalation', ['system'], [same(OPEN_STATES)]),
  supervise: row('督办', 'supervise', 'escalation', ['supervisor'], [same(OPEN_STATES, ['+supervision_reply'])]),
  drop_supervision: row('不予督办', 'drop a drafted supervision', 'escalation', ['supervisor'], [same(OPEN_STATES)]),
  raise_supervision: row('提级', 'raise a supervision', 'escalation', ['supervisor'], [same(OPEN_STATES)]),
  reply_to_supervision: row('答复督办', 'reply to a supervision', 'escalation', ['head'], [same(OPEN_STATES, ['-supervision_reply'])]),
  conclude_supervision: row('销号', 'conclude a supervision', 'escalation', ['supervisor'], [same(OPEN_STATES)]),
  return_supervision_reply: row('退回督办答复', 'return the reply to a supervision', 'escalation', ['supervisor'], [same(OPEN_STATES, ['+supervision_reply'])]),
  instruct: row('批示', 'instruct', 'escalation', ['coordinator'], [same(ALL_STATES, ['+instruction'])]),
  report_instruction: row('批示办结', 'report on an instruction', 'escalation', ['coordinator'], [same(ALL_STATES, ['-instruction'])]),
  propose_purge: row('拟清除涉密、违法内容', 'propose a purge', 'inspection', ['administrator', 'coordinator'], [same(ALL_STATES)]),
  purge: row('涉密、违法内容清除', 'purge', 'inspection', ['administrator', 'coordinator'], [same(ALL_STATES)]),
} as const satisfies Record<string, ActRow>;

export type ActName = keyof typeof LIFECYCLE;
export const ACTS = Object.keys(LIFECYCLE) as ActName[];
export const actRow = (act: ActName): ActRow => LIFECYCLE[act];

/** The facts the forks ask for. */
export interface ForkFacts {
  readonly heldByDepartment: boolean;
  readonly contactable: boolean;
  readonly badRating?: boolean;
}

const FORKS: Record<Fork, (facts: ForkFacts) => boolean> = {
  'held by a department': (facts) => facts.heldByDepartment,
  'not held by a department': (facts) => !facts.heldByDepartment,
  contactable: (facts) => facts.contactable,
  'not contactable': (facts) => !facts.contactable,
  'bad rating': (facts) => facts.badRating === true,
  'not a bad rating': (facts) => facts.badRating !== true,
};

export interface Step {
  readonly act: ActName;
  readonly from: State;
  readonly to: State;
  readonly clocks: readonly ClockStep[];
}

export const isAllowedIn = (state: State, act: ActName): boolean => actRow(act).ways.some((way) => way.from.includes(state));

/** What may be done with a case in this state, whoever asks. */
export const actsAllowedIn = (state: State): ActName[] => ACTS.filter((act) => isAllowedIn(state, act));

/**
 * Where an act leads from a state.
 * @throws Refusal `act_not_allowed` (with the acts that are allowed now)
 */
export function stepOf(act: ActName, state: State, facts: ForkFacts): Step {
  const { ways } = actRow(act);
  const way = ways.find((each) => each.from.includes(state) && (!each.when || FORKS[each.when](facts)));
  if (!way) throw new Refusal('act_not_allowed', { act, state, allowed: actsAllowedIn(state) });
  return { act, from: state, to: way.to === 'same' ? state : way.to, clocks: way.clocks };
}

/** Signatures a reply of each grade needs besides the reviewer’s approval: A the unit · B and the deputy leader · C and the chief. */
export const SIGNATURES_OF_GRADE = {
  A: ['head'],
  B: ['head', 'deputy_leader'],
  C: ['head', 'deputy_leader', 'chief'],
} as const;
