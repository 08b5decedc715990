import { ALL_STATES, BEFORE_ANSWER, OPEN_STATES, type State } from '../core/vocabulary.js';
import type { Person } from '../identity/actor.js';
import { anyOf, both, type Condition } from './visible.query.js';

/** What a view must know besides the person. Instants in ms. */
export interface DutyContext {
  readonly person: Person;
  readonly now: number;
  /** Until when something counts as due soon: the end of the second working day from now. */
  readonly soon: number;
  /** The person’s department is the office that runs accounts. */
  readonly own: boolean;
}

/** A queue by duty 按职责的队列: its states, taken by index one by one, and what more must hold. */
export interface DutyView {
  readonly zh: string;
  readonly en: string;
  readonly states: readonly State[];
  readonly more?: (context: DutyContext) => Condition;
  /** Every case in it has a running clock, so those without need not be looked through. */
  readonly timed?: boolean;
}

const plain = (text: string, ...parameters: Condition['parameters'][number][]): Condition => ({ text, parameters });
const departmentOf = ({ person }: DutyContext): string => person.departmentId ?? '';
const withRow = (table: string, text: string): string => `exists (select 1 from ${table} x where x.case_id = c.id and ${text})`;

/** Whoever could not be reached so often is not called again 联系不上. */
const FOLLOW_UP_ATTEMPTS = 3;

/** After the second return 退单 only the supervisor decides. */
const RETURNS_BEFORE_ADJUDICATION = 2;

export const DUTY_VIEWS = {
  screening: { zh: '待审看', en: 'to screen', states: ['received', 'held'] },
  quarantined: { zh: '已隔离', en: 'quarantined', states: ['quarantined'] },
  hand_overs: {
    zh: '转送待确认', en: 'hand-overs to confirm', states: ALL_STATES,
    more: () => plain(`c.id in (select x.case_id from deadlines x where x.clock = 'hand_over' and x.stopped_at is null)`),
  },
  transferred: { zh: '转外部办理', en: 'handled outside', states: ['transferred'] },
  purges: {
    zh: '拟清除待确认', en: 'purges to confirm', states: ALL_STATES,
    more: ({ person }) => plain('c.id in (select x.case_id from purges x where x.confirmed_at is null and x.proposed_by <> ?)', person.id),
  },
  rejections: {
    zh: '拟不予受理待审', en: 'rejections to decide', states: ['received', 'held', 'quarantined', 'queued'],
    more: ({ person }) => plain('c.rejection_proposed_by is not null and c.rejection_proposed_by <> ?', person.id),
  },
  accused: { zh: '待确认被举报单位', en: 'accused to confirm', states: BEFORE_ANSWER, more: () => plain(`c.kind = 'report' and c.accused is null`) },
  dispatch: { zh: '待分办', en: 'to assign', states: ['queued'] },
  acknowledge: { zh: '待签收', en: 'to acknowledge', states: ['assigned'] },
  mine: { zh: '我的在办', en: 'mine', states: BEFORE_ANSWER, more: ({ person }) => plain('c.handler_id = ?', person.id) },
  clarifications: { zh: '拟请网民补充待核', en: 'questions to the citizen to approve', states: ['handling'], more: () => plain(withRow('clarifications', `x.state = 'proposed'`)) },
  extensions: { zh: '延期待审', en: 'extensions to decide', states: ['handling'], more: () => plain(withRow('extension_requests', `x.state = 'asked'`)) },
  contributions: {
    zh: '协办未回', en: 'contributions to give', states: ['handling', 'clarifying'],
    more: (context) => plain(withRow('joint_handlings', `x.state = 'invited' and x.department_id = ?`), departmentOf(context)),
  },
  returns: { zh: '退单待审', en: 'returns to decide', states: ['returning'], more: () => plain('c.returns < ?', RETURNS_BEFORE_ADJUDICATION) },
  adjudicate: { zh: '待裁定', en: 'to adjudicate', states: ['returning'], more: () => plain('c.returns >= ?', RETURNS_BEFORE_ADJUDICATION) },
  sign: { zh: '待我审签', en: 'to sign', states: ['signing', 'in_review'], more: (context) => toSign(context) },
  review: { zh: '待审核', en: 'to review', states: ['in_review'] },
  publish: { zh: '待发布', en: 'to publish', states: ['approved'] },
  amendments: { zh: '更正、撤下待审', en: 'corrections to decide', states: ['answered', 'closed'], more: () => plain(withRow('amendments', `x.state = 'proposed'`)) },
  undelivered: {
    zh: '未送达', en: 'not delivered', states: ['answered'],
    more: () => plain(`c.id in (select x.case_id from publications x where x.delivery_state = 'failed')`),
  },
  dissatisfied: {
    zh: '不满意待研判', en: 'bad ratings to study', states: ['answered', 'closed', 'merged'], timed: true,
    more: () => plain(`c.id in (select x.case_id from deadlines x where x.clock = 'study' and x.stopped_at is null)`),
  },
  follow_ups: {
    zh: '待回访', en: 'to follow up', states: ['answered'],
    more: () => plain(`c.contactable and not exists (select 1 from follow_ups x where x.case_id = c.id and x.epoch = c.epoch and x.reached)
      and (select count(*) from follow_ups x where x.case_id = c.id and x.epoch = c.epoch) < ?`, FOLLOW_UP_ATTEMPTS),
  },
  tracked: {
    zh: '挂账', en: 'tracked', states: ['answered', 'closed'],
    more: () => plain(`c.id in (select x.case_id from trackings x where x.ended_at is null)`),
  },
  urges: {
    zh: '催办待答', en: 'urges to answer', states: OPEN_STATES,
    more: (context) => plain(`c.id in (select x.case_id from papers x where x.sort = 'urge' and x.state in ('issued', 'returned') and x.department_id = ?)`, departmentOf(context)),
  },
  supervisions: { zh: '拟督办', en: 'supervisions drafted', states: OPEN_STATES, more: () => plain(`c.id in (select x.case_id from papers x where x.sort = 'supervision' and x.state = 'draft')`) },
  due_soon: {
    zh: '临期', en: 'due soon', states: OPEN_STATES, timed: true,
    more: ({ now, soon }) => plain('c.next_due_at >= ? and c.next_due_at <= ?', now, soon),
  },
  overdue: { zh: '逾期', en: 'overdue', states: OPEN_STATES, timed: true, more: ({ now }) => plain('c.next_due_at < ?', now) },
  superior: { zh: '上级转办', en: 'from above', states: OPEN_STATES, more: () => plain(`c.origin_system <> 'own'`) },
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
