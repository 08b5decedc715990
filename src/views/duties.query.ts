import { ALL_STATES, BEFORE_ANSWER, OPEN_STATES, type Role, type State } from '../core/vocabulary.js';
import type { Person } from '../identity/actor.js';
import { SOON_PARTS } from './chip.js';
import { anyOf, both, type Condition } from './visible.query.js';

/** What a view must know besides the person. Instants in ms. */
export interface DutyContext {
  readonly person: Person;
  readonly now: number;
  /** Until when everything counts as due soon: the end of the next working day. */
  readonly soon: number;
  /** The person’s department is the office that runs accounts. */
  readonly own: boolean;
}

/** A queue by duty 按职责的队列: its states, taken by index one by one, and what more must hold. */
export interface DutyView {
  readonly zh: string;
  readonly en: string;
  /** Whose duty it is; nobody named: everybody’s. */
  readonly whose: readonly Role[];
  readonly states: readonly State[];
  readonly more?: (context: DutyContext) => Condition;
  /** Rows of another table, few at any time, lead to its cases: a query of their ids. Then no state is walked through. */
  readonly ledBy?: (context: DutyContext) => Condition;
  /** Every case in it has a running clock, so those without need not be looked through. */
  readonly timed?: boolean;
}

const plain = (text: string, ...parameters: Condition['parameters'][number][]): Condition => ({ text, parameters });
const departmentOf = ({ person }: DutyContext): string => person.departmentId ?? '';
const rowsOf = (table: string, text: string, ...parameters: Condition['parameters'][number][]): Condition => plain(`select x.case_id from ${table} x where ${text}`, ...parameters);

/** Whoever could not be reached so often is not called again 联系不上. */
const FOLLOW_UP_ATTEMPTS = 3;

/** The last part of the whole time given: as the chip of the case says it. */
const LAST_PART = `exists (select 1 from deadlines x where x.case_id = c.id and x.stopped_at is null and not x."window" and x.due_at = c.next_due_at and (x.due_at - ?) * ? <= x.due_at - x.start_at)`;

/** After the second return 退单 only the supervisor decides. */
const RETURNS_BEFORE_ADJUDICATION = 2;

export const DUTY_VIEWS = {
  screening: { zh: '待审看', en: 'to screen', whose: ['coordinator', 'contractor'], states: ['received', 'held'] },
  quarantined: { zh: '已隔离', en: 'quarantined', whose: ['coordinator', 'duty_officer'], states: ['quarantined'] },
  hand_overs: {
    zh: '转送待确认', en: 'hand-overs to confirm', whose: ['coordinator', 'duty_officer'], states: ALL_STATES,
    ledBy: () => rowsOf('deadlines', `x.clock = 'hand_over' and x.stopped_at is null`),
  },
  transferred: { zh: '转外部办理', en: 'handled outside', whose: ['coordinator'], states: ['transferred'] },
  purges: {
    zh: '拟清除待确认', en: 'purges to confirm', whose: ['coordinator', 'administrator'], states: ALL_STATES,
    ledBy: ({ person }) => rowsOf('purges', 'x.confirmed_at is null and x.proposed_by <> ?', person.id),
  },
  rejections: {
    zh: '拟不予受理待审', en: 'rejections to decide', whose: ['reviewer'], states: ['received', 'held', 'quarantined', 'queued'],
    ledBy: ({ person }) => plain('select x.id as case_id from case_files x where x.rejection_proposed_by is not null and x.rejection_proposed_by <> ?', person.id),
  },
  accused: { zh: '待确认被举报单位', en: 'accused to confirm', whose: ['coordinator', 'supervisor', 'report_officer'], states: BEFORE_ANSWER, more: () => plain(`c.kind = 'report' and c.accused is null`) },
  dispatch: { zh: '待分办', en: 'to assign', whose: ['coordinator', 'contractor'], states: ['queued'] },
  acknowledge: { zh: '待签收', en: 'to acknowledge', whose: ['coordinator', 'liaison', 'handler', 'head'], states: ['assigned'] },
  mine: { zh: '我的在办', en: 'mine', whose: ['handler'], states: BEFORE_ANSWER, more: ({ person }) => plain('c.handler_id = ?', person.id) },
  clarifications: { zh: '拟请网民补充待核', en: 'questions to the citizen to approve', whose: ['coordinator'], states: ['handling'], ledBy: () => rowsOf('clarifications', `x.state = 'proposed'`) },
  extensions: { zh: '延期待审', en: 'extensions to decide', whose: ['coordinator', 'deputy_leader'], states: ['handling'], ledBy: () => rowsOf('extension_requests', `x.state = 'asked'`) },
  contributions: {
    zh: '协办未回', en: 'contributions not given', whose: ['handler', 'liaison', 'head', 'coordinator'], states: ['handling', 'clarifying'],
    // Whoever is asked, whoever leads and waits, and the coordinator, who may do without.
    ledBy: (context) => context.person.roles.includes('coordinator')
      ? rowsOf('joint_handlings', `x.state = 'invited'`)
      : rowsOf('joint_handlings', `x.state = 'invited' and (x.department_id = ? or exists (select 1 from case_files led where led.id = x.case_id and led.department_id = ?))`, departmentOf(context), departmentOf(context)),
  },
  returns: { zh: '退单待审', en: 'returns to decide', whose: ['coordinator'], states: ['returning'], more: () => plain('c.returns < ?', RETURNS_BEFORE_ADJUDICATION) },
  adjudicate: { zh: '待裁定', en: 'to adjudicate', whose: ['supervisor'], states: ['returning'], more: () => plain('c.returns >= ?', RETURNS_BEFORE_ADJUDICATION) },
  sign: { zh: '待我审签', en: 'to sign', whose: ['head', 'deputy_leader', 'chief'], states: ['signing', 'in_review'], more: (context) => toSign(context) },
  review: { zh: '待审核', en: 'to review', whose: ['reviewer'], states: ['in_review'] },
  publish: { zh: '待发布', en: 'to publish', whose: ['coordinator'], states: ['approved'] },
  amendments: {
    zh: '更正、撤下待审', en: 'corrections to decide', whose: ['coordinator', 'reviewer', 'deputy_leader', 'chief'], states: ['answered', 'closed'],
    ledBy: () => rowsOf('amendments', `x.state = 'proposed'`),
  },
  undelivered: { zh: '未送达', en: 'not delivered', whose: ['coordinator'], states: ['answered'], ledBy: () => rowsOf('publications', `x.delivery_state = 'failed'`) },
  dissatisfied: {
    zh: '不满意待研判', en: 'bad ratings to study', whose: ['coordinator'], states: ['answered', 'closed', 'merged'], timed: true,
    ledBy: () => rowsOf('deadlines', `x.clock = 'study' and x.stopped_at is null`),
  },
  follow_ups: {
    zh: '待回访', en: 'to follow up', whose: ['caller'], states: ['answered'],
    more: () => plain(`c.contactable and not exists (select 1 from follow_ups x where x.case_id = c.id and x.epoch = c.epoch and x.reached)
      and (select count(*) from follow_ups x where x.case_id = c.id and x.epoch = c.epoch) < ?`, FOLLOW_UP_ATTEMPTS),
  },
  tracked: {
    zh: '挂账', en: 'tracked', whose: ['coordinator', 'supervisor', 'deputy_leader', 'head'], states: ['answered', 'closed'],
    ledBy: () => rowsOf('trackings', 'x.ended_at is null'),
  },
  urges: {
    zh: '催办督办待答', en: 'urges and supervisions to answer', whose: ['head', 'liaison', 'handler'], states: ALL_STATES,
    ledBy: (context) => rowsOf('papers', `x.sort in ('urge', 'supervision') and x.state in ('issued', 'returned') and x.department_id = ?`, departmentOf(context)),
  },
  paper_replies: {
    zh: '催办督办答复待核', en: 'answers to urges and supervisions to decide', whose: ['coordinator', 'supervisor'], states: ALL_STATES,
    ledBy: () => rowsOf('papers', `x.sort in ('urge', 'supervision') and x.state = 'replied'`),
  },
  supervisions: { zh: '拟督办', en: 'supervisions drafted', whose: ['supervisor'], states: OPEN_STATES, ledBy: () => rowsOf('papers', `x.sort = 'supervision' and x.state = 'draft'`) },
  instructions: {
    zh: '批示件', en: 'instructions', whose: ['coordinator', 'supervisor', 'deputy_leader', 'chief'], states: ALL_STATES,
    // Leaders’ instructions are not for contractors.
    ledBy: ({ person }) => rowsOf('papers', person.roles.includes('contractor') ? '1 = 0' : `x.sort = 'instruction' and x.state in ('issued', 'returned')`),
  },
  due_soon: {
    zh: '临期', en: 'due soon', whose: [], states: OPEN_STATES, timed: true,
    more: ({ now, soon }) => plain(`c.next_due_at >= ? and (c.next_due_at <= ? or ${LAST_PART})`, now, soon, now, SOON_PARTS),
  },
  overdue: { zh: '逾期', en: 'overdue', whose: [], states: OPEN_STATES, timed: true, more: ({ now }) => plain('c.next_due_at < ?', now) },
  superior: { zh: '上级转办', en: 'from above', whose: ['coordinator', 'supervisor', 'deputy_leader', 'chief'], states: OPEN_STATES, more: () => plain(`c.origin_system <> 'own'`) },
} as const satisfies Record<string, DutyView>;
export type DutyName = keyof typeof DUTY_VIEWS;

/** Past cases taken in by an import are nobody’s duty. */
export const conditionOf = (name: DutyName, context: DutyContext): Condition => {
  const view: DutyView = DUTY_VIEWS[name];
  const current = plain('c.history = ?', false);
  return view.more ? both(current, view.more(context)) : current;
};

/** The unit’s head signs off, the own office’s head where no unit did, leaders by the grade of the reply. */
function toSign(context: DutyContext): Condition {
  const { person, own } = context;
  const unsigned = (role: string): string =>
    `not exists (select 1 from signatures s where s.reply_id = c.current_reply_id and s.role = '${role}' and s.voided_at is null)`;
  const parts: Condition[] = [];
  if (person.roles.includes('head')) {
    parts.push(plain(`c.state = 'signing' and c.department_id = ?`, departmentOf(context)));
    if (own) parts.push(plain(`c.state = 'in_review' and ${unsigned('head')}`));
  }
  if (person.roles.includes('deputy_leader')) parts.push(plain(`c.state = 'in_review' and c.grade in ('B', 'C') and ${unsigned('deputy_leader')}`));
  if (person.roles.includes('chief')) parts.push(plain(`c.state = 'in_review' and c.grade = 'C' and ${unsigned('chief')}`));
  return anyOf(parts);
}
