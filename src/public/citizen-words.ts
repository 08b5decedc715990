/** The life of a case in a citizen’s words: nothing of who handles it, of returns, reminders or what is held for a second look. */
import type { ActName } from '../core/lifecycle.js';
import type { Label, State } from '../core/vocabulary.js';

export const CITIZEN_STATES = {
  received: { zh: '已收到，正在审看', en: 'received and being read' },
  accepted: { zh: '已受理，正在确定承办单位', en: 'accepted; a department is being found' },
  in_hand: { zh: '承办单位正在办理', en: 'a department is working on it' },
  waiting_for_you: { zh: '请您补充情况', en: 'waiting for more from you' },
  checking: { zh: '答复已拟好，正在审核', en: 'the answer is written and being checked' },
  outside: { zh: '已转其他单位办理', en: 'passed on to another body' },
  joined: { zh: '与同一事项的其他留言一并办理', en: 'handled together with others on the same matter' },
  answered: { zh: '已答复', en: 'answered' },
  noted: { zh: '已阅存', en: 'read and kept; no answer is due' },
  not_accepted: { zh: '不予受理', en: 'not accepted' },
  withdrawn: { zh: '您已撤回', en: 'withdrawn by you' },
} as const satisfies Record<string, Label>;
export type CitizenState = keyof typeof CITIZEN_STATES;

const OF_STATE: Record<State, CitizenState> = {
  received: 'received', held: 'received', quarantined: 'received', queued: 'accepted', assigned: 'in_hand', returning: 'accepted',
  handling: 'in_hand', clarifying: 'waiting_for_you', signing: 'in_hand', in_review: 'checking', approved: 'checking',
  transferred: 'outside', answered: 'answered', closed: 'answered', filed: 'noted', rejected: 'not_accepted', merged: 'joined', withdrawn: 'withdrawn',
};

/** A merged citizen who was told counts as answered. */
export const citizenState = (state: State, answered: boolean): CitizenState =>
  state === 'merged' && answered ? 'answered' : OF_STATE[state];

/** Acts a citizen is told of; every other act is the office’s own affair. */
const STEPS: Partial<Record<ActName, Label>> = {
  receive: { zh: '收到您的留言', en: 'your message was received' },
  attach: { zh: '收到您的补充', en: 'what you added was received' },
  pass: { zh: '受理', en: 'accepted' },
  reject: { zh: '不予受理', en: 'not accepted' },
  file: { zh: '阅存', en: 'read and kept' },
  restore: { zh: '恢复办理', en: 'taken up again' },
  withdraw: { zh: '您撤回了留言', en: 'withdrawn by you' },
  merge: { zh: '与同一事项的其他留言一并办理', en: 'joined with others on the same matter' },
  unmerge: { zh: '改为单独办理', en: 'handled by itself again' },
  assign: { zh: '交承办单位', en: 'given to a department' },
  reassign: { zh: '改由其他单位承办', en: 'given to another department' },
  adjudicate: { zh: '确定承办单位', en: 'a department was determined' },
  acknowledge: { zh: '承办单位签收', en: 'taken up by the department' },
  transfer_out: { zh: '转其他单位办理', en: 'passed on to another body' },
  take_back: { zh: '收回办理', en: 'taken back from the other body' },
  external_result: { zh: '办理单位已回复，进入审核', en: 'the other body has answered; the answer is being checked' },
  grant_extension: { zh: '经批准延长办理期限', en: 'the time limit was extended' },
  ask_citizen: { zh: '请您补充情况', en: 'you were asked for more' },
  hear_citizen: { zh: '补充情况结束，继续办理', en: 'work goes on' },
  sign_off: { zh: '承办单位提交答复，进入审核', en: 'the answer was handed in for checking' },
  answer_directly: { zh: '答复进入审核', en: 'the answer was handed in for checking' },
  interim: { zh: '阶段性答复', en: 'you were told how far it is' },
  publish: { zh: '答复', en: 'answered' },
  correct: { zh: '更正答复', en: 'the answer was corrected' },
  retract: { zh: '撤下答复', en: 'the answer was withdrawn' },
  tell_merged: { zh: '答复', en: 'answered' },
  answer_by_group: { zh: '答复', en: 'answered' },
  rate: { zh: '您作出评价', en: 'rated by you' },
  reopen: { zh: '重新办理', en: 'taken up anew' },
  close: { zh: '归档', en: 'closed' },
};

export const citizenStep = (act: ActName): Label | undefined => STEPS[act];
export const CITIZEN_ACTS = Object.keys(STEPS) as ActName[];
