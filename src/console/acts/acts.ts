import type { CaseFile } from '../api/cases';
import { peopleOf, registry } from '../api/registry';
import { hasRole, me } from '../api/session';
import { choicesOf, wordFor } from '../api/words';
import { t } from '../words/language';
import type { TextName } from '../words/texts';
import type { AskedField, Choice } from './asked';

/** One thing an act asks for on a case; what one may choose from and what stands there at first depend on the case. */
export interface Field extends Omit<AskedField, 'choices' | 'first' | 'among'> {
  /** The states of the case to be chosen. */
  readonly states?: readonly string[];
  readonly choices?: (file: CaseFile) => readonly Choice[];
  readonly first?: (file: CaseFile) => unknown;
}

/** How an act is asked for: its fields, and how strongly its button is shown. */
export interface ActForm {
  readonly fields: readonly Field[];
  /** The usual next step; the rest stand behind “more”. */
  readonly leading?: boolean;
  readonly grave?: boolean;
  /** What is said when it is done, where the name alone would say too much. */
  readonly done?: TextName;
}

const reason: Field = { name: 'reason', label: 'field.reason', sort: 'text', needed: true, most: 2000 };
const maybeReason: Field = { ...reason, needed: false };
const departments = (): Choice[] => registry.value.departments.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }));
const department: Field = { name: 'departmentId', label: 'field.department', sort: 'choice', needed: true, choices: departments, first: (file) => proposed(file) };
const handlers = (file: CaseFile): Choice[] => peopleOf(file.department?.id, 'handler').map(({ id, name }) => ({ value: id, label: name }));
const words = (sort: string) => (): Choice[] => choicesOf(sort);
const gates: Field = { name: 'gates', label: 'field.gates', sort: 'ticks', needed: true, choices: words('gates'), hint: 'hint.gates' };
const COVER_KINDS = ['name', 'mobile', 'landline', 'address', 'plate', 'email', 'wechat', 'qq', 'id_number', 'bank_card', 'other'] as const;
const copyChoice: Field = { name: 'copy', label: 'field.copy', sort: 'choice', needed: true, choices: () => (['message', 'reply'] as const).map((value) => ({ value, label: t(`copy.${value}`) })) };
const quote: Field = { name: 'quote', label: 'field.quote', sort: 'line', needed: true, most: 200, hint: 'hint.quote' };
const note: Field = { name: 'note', label: 'field.note', sort: 'text', most: 2000 };
const harm: Field = { name: 'code', label: 'field.harm', sort: 'choice', needed: true, choices: words('harms') };
const receiver: Field = { name: 'receiver', label: 'field.receiver', sort: 'line', needed: true, most: 60 };
const receiverPhone: Field = { name: 'receiverPhone', label: 'field.receiver_phone', sort: 'line', needed: true, most: 30 };
const labels: readonly Field[] = [
  { name: 'kind', label: 'field.kind', sort: 'choice', choices: words('kinds'), first: ({ kind }) => kind },
  { name: 'urgency', label: 'field.urgency', sort: 'choice', choices: words('urgencies'), first: ({ urgency }) => urgency },
];

/** A case that others join is open and not answered yet. */
const LEADING_STATES = ['received', 'held', 'queued', 'assigned', 'returning', 'handling', 'clarifying', 'signing', 'in_review', 'approved', 'transferred'];
/** The first of the departments the machine proposes. */
const proposed = ({ proposal }: CaseFile): string | undefined => proposal?.ranked[0]?.departmentId;

type Paper = CaseFile['papers'][number];
const paperOf = (sort: Paper['sort'], states: readonly Paper['state'][], mine: (paper: Paper) => boolean = () => true): Field => {
  const choices = ({ papers }: CaseFile): Choice[] =>
    papers.filter((paper) => paper.sort === sort && states.includes(paper.state) && mine(paper)).map(({ id, number, reason: why }) => ({ value: id, label: number ?? (why || t('paper.draft')) }));
  return { name: 'paperId', label: 'field.paper', sort: 'choice', needed: true, choices, first: (file) => choices(file)[0]?.value };
};
const answered = ({ answererId }: Paper): boolean => answererId === me.value?.departmentId;
const issued = ({ issuedBy }: Paper): boolean => issuedBy === null || issuedBy === me.value?.id || hasRole('supervisor');
const answerText: Field = { name: 'text', label: 'field.answer', sort: 'text', needed: true, most: 4000 };

const joint: Field = {
  name: 'jointId', label: 'field.joint', sort: 'choice', needed: true,
  choices: ({ joints }) => joints.filter(({ state }) => state === 'invited').map(({ id, department: name }) => ({ value: String(id), label: String(name) })),
};

/** Every act a person may do on a case page, as a form. Replies have an editor of their own. */
export const ACT_FORMS: Readonly<Record<string, ActForm>> = {
  pass: { leading: true, fields: [...labels, maybeReason] },
  relabel: {
    fields: [
      ...labels, { name: 'grade', label: 'field.grade', sort: 'choice', choices: words('grades'), first: ({ grade }) => grade },
      { name: 'sensitive', label: 'field.sensitive', sort: 'flag', first: ({ sensitive }) => sensitive }, maybeReason,
    ],
  },
  tell_citizen: { fields: [] },
  confirm_accused: {
    leading: true,
    fields: [{ name: 'accused', label: 'field.accused', sort: 'choices', hint: 'hint.accused', choices: () => [...registry.value.organisations, ...registry.value.departments].map(({ id, name }) => ({ value: id, label: name })) }],
  },
  propose_rejection: {
    grave: true,
    fields: [
      { name: 'reason', label: 'field.rejection_reason', sort: 'text', needed: true, most: 200 },
      { name: 'legalWay', label: 'field.legal_way', sort: 'text', needed: true, most: 240, hint: 'hint.legal_way' },
      { name: 'basis', label: 'field.basis', sort: 'line', most: 120 },
    ],
  },
  reject: { grave: true, leading: true, fields: [] },
  file: { fields: [reason] },
  restore: { leading: true, fields: [] },
  quarantine: { grave: true, fields: [harm, { name: 'note', label: 'field.note', sort: 'text', most: 500 }] },
  hand_over: {
    fields: [
      receiver, receiverPhone, { name: 'way', label: 'field.hand_over_way', sort: 'choice', needed: true, choices: words('handOverWays') }, { ...reason, most: 500 },
      { name: 'legalWay', label: 'field.legal_way', sort: 'text', most: 240, hint: 'hint.hand_over' },
    ],
  },
  confirm_hand_over: {
    leading: true,
    fields: [{ name: 'receivedBy', label: 'field.received_by', sort: 'line', most: 40 }, { name: 'receiptNumber', label: 'field.receipt_number', sort: 'line', most: 60 }, { name: 'notNeeded', label: 'field.not_needed', sort: 'text', most: 500, hint: 'hint.not_needed' }],
  },
  transfer_out: { fields: [receiver, receiverPhone, { name: 'receiverNumber', label: 'field.receipt_number', sort: 'line', most: 60 }, reason] },
  take_back: { leading: true, fields: [reason] },
  propose_interim: {
    fields: [
      { name: 'facts', label: 'field.facts', sort: 'text', needed: true, most: 400 }, { name: 'doing', label: 'field.doing', sort: 'text', needed: true, most: 300 },
      { name: 'nextStep', label: 'field.next_step', sort: 'line', needed: true, most: 120 }, { name: 'nextDay', label: 'field.next_day', sort: 'day', needed: true },
    ],
  },
  interim: { leading: true, fields: [] },
  refuse_interim: { fields: [reason] },
  propose_amendment: {
    grave: true,
    fields: [
      { name: 'sort', label: 'field.amendment', sort: 'choice', needed: true, choices: () => ['correct', 'retract'].map((value) => ({ value, label: nameOfAct(value) })) }, reason,
      { name: 'toCitizen', label: 'field.corrected', sort: 'text', most: 20_000, hint: 'hint.corrected', first: (file) => file.replies.at(-1)?.toCitizen },
    ],
  },
  sign_amendment: { leading: true, fields: [gates, note] },
  correct: { leading: true, fields: [gates, note] },
  retract: { grave: true, leading: true, fields: [] },
  refuse_amendment: { fields: [reason] },
  propose_purge: { grave: true, fields: [harm, { name: 'basis', label: 'field.purge_basis', sort: 'text', needed: true, most: 500, hint: 'hint.purge' }] },
  purge: { grave: true, leading: true, fields: [] },
  assign: { leading: true, fields: [department, note] },
  reassign: { fields: [{ ...department, first: () => undefined }, note] },
  merge: { fields: [{ name: 'leadId', label: 'field.lead', sort: 'case', needed: true, hint: 'hint.lead', states: LEADING_STATES }, reason] },
  unmerge: { fields: [reason] },
  acknowledge: { leading: true, fields: [{ name: 'handlerId', label: 'field.handler', sort: 'choice', choices: handlers }] },
  reassign_inside: { fields: [{ name: 'handlerId', label: 'field.handler', sort: 'choice', needed: true, choices: handlers }] },
  log_contact: {
    leading: true,
    fields: [
      { name: 'way', label: 'field.way', sort: 'choice', needed: true, choices: words('ways'), first: () => 'telephone' },
      { name: 'reached', label: 'field.reached', sort: 'flag', first: () => true }, { name: 'note', label: 'field.contact_note', sort: 'text', needed: true, most: 2000 },
    ],
  },
  ask_return: {
    done: 'act.done.ask_return',
    fields: [
      { name: 'basis', label: 'field.return_basis', sort: 'text', needed: true, most: 2000, hint: 'hint.return_basis' },
      { name: 'suggestedDepartmentId', label: 'field.suggested', sort: 'choice', choices: departments },
    ],
  },
  grant_return: { leading: true, fields: [maybeReason] },
  refuse_return: { fields: [reason] },
  adjudicate: { leading: true, fields: [{ ...department, first: () => undefined }, reason] },
  invite: { fields: [{ ...department, first: () => undefined }, { name: 'ask', label: 'field.ask', sort: 'text', needed: true, most: 2000 }] },
  contribute: { leading: true, fields: [{ name: 'text', label: 'field.contribution', sort: 'text', needed: true, most: 20000 }] },
  decline_contribution: { fields: [reason] },
  waive_contribution: { fields: [joint, reason] },
  ask_extension: {
    fields: [
      { name: 'amount', label: 'field.extension_amount', sort: 'number', needed: true, first: () => 5 },
      { name: 'reason', label: 'field.extension_reason', sort: 'text', needed: true, most: 200, hint: 'hint.extension_reason' },
    ],
  },
  grant_extension: { leading: true, fields: [maybeReason] },
  refuse_extension: { fields: [reason] },
  propose_clarification: { fields: [{ name: 'question', label: 'field.question', sort: 'text', needed: true, most: 300, hint: 'hint.question' }] },
  ask_citizen: { leading: true, fields: [] },
  begin_procedure: { fields: [{ name: 'procedure', label: 'field.procedure', sort: 'choice', needed: true, choices: words('procedures') }, { name: 'basis', label: 'field.basis', sort: 'line', needed: true, most: 100 }, { ...reason, most: 200 }] },
  end_procedure: { fields: [{ name: 'outcome', label: 'field.outcome', sort: 'text', needed: true, most: 2000 }] },
  return_inside: { fields: [reason] },
  sign_off: { leading: true, fields: [] },
  sign: { leading: true, fields: [gates, note] },
  send_back: { fields: [reason] },
  approve: { leading: true, fields: [gates, note] },
  release: { fields: [{ name: 'code', label: 'field.finding', sort: 'choice', needed: true, choices: (file) => findingsOf(file) }, reason] },
  cover: { fields: [copyChoice, quote, { name: 'kind', label: 'field.cover_kind', sort: 'choice', choices: () => COVER_KINDS.map((value) => ({ value, label: t(`cover.${value}`) })) }, reason] },
  uncover: { fields: [copyChoice, quote, reason] },
  revise: { fields: [reason] },
  publish: { leading: true, fields: [] },
  decide_dissatisfied: {
    leading: true,
    fields: [{ name: 'decision', label: 'field.decision', sort: 'choice', needed: true, choices: () => ['upheld', 'not_upheld'].map((value) => ({ value, label: t(`decision.${value}` as TextName) })) }, { name: 'cause', label: 'field.cause', sort: 'choice', choices: words('dissatisfactionCauses') }, reason, { name: 'found', label: 'field.found', sort: 'text', most: 4000 }, { name: 'measure', label: 'field.measure', sort: 'text', most: 4000 }],
  },
  follow_up: {
    leading: true,
    fields: [
      { name: 'way', label: 'field.way', sort: 'choice', needed: true, choices: words('ways'), first: () => 'telephone' }, { name: 'reached', label: 'field.reached', sort: 'flag', first: () => true },
      { name: 'resolved', label: 'field.resolved', sort: 'choice', choices: words('resolutions'), hint: 'hint.if_reached' }, { name: 'satisfaction', label: 'field.satisfaction', sort: 'choice', choices: words('ratings'), hint: 'hint.if_reached' },
      { ...note, label: 'field.contact_note' },
    ],
  },
  track: {
    fields: [
      { name: 'basis', label: 'field.tracking_basis', sort: 'text', needed: true, most: 2000 }, { name: 'condition', label: 'field.condition', sort: 'text', most: 2000, hint: 'hint.condition' },
      { name: 'until', label: 'field.until', sort: 'day' }, { name: 'told', label: 'field.told', sort: 'text', needed: true, most: 2000 },
    ],
  },
  clear: { fields: [{ name: 'evidence', label: 'field.clearing', sort: 'text', needed: true, most: 4000 }] },
  end_repeats: { grave: true, fields: [reason, { name: 'basis', label: 'field.basis', sort: 'line', needed: true, most: 500 }] },
  reopen: { fields: [reason] },
  close: { fields: [] },
  urge: { fields: [reason, { name: 'asked', label: 'field.asked', sort: 'text', most: 2000 }] },
  reply_to_urge: { leading: true, fields: [paperOf('urge', ['issued', 'returned'], answered), answerText] },
  accept_urge_reply: { fields: [paperOf('urge', ['replied'], issued)] },
  return_urge_reply: { fields: [paperOf('urge', ['replied'], issued), reason] },
  supervise: { grave: true, fields: [{ ...paperOf('supervision', ['draft']), needed: false }, reason, { name: 'asked', label: 'field.asked', sort: 'text', needed: true, most: 2000 }] },
  drop_supervision: { fields: [paperOf('supervision', ['draft']), reason] },
  raise_supervision: { grave: true, fields: [paperOf('supervision', ['issued', 'replied', 'returned']), { name: 'level', label: 'field.level', sort: 'choice', needed: true, choices: () => ['raised', 'talk'].map((value) => ({ value, label: t(`level.${value}` as TextName) })) }, reason] },
  reply_to_supervision: { leading: true, fields: [paperOf('supervision', ['issued', 'returned'], answered), answerText] },
  return_supervision_reply: { fields: [paperOf('supervision', ['replied']), reason] },
  conclude_supervision: { fields: [paperOf('supervision', ['replied']), { name: 'evidence', label: 'field.evidence', sort: 'text', needed: true, most: 4000 }] },
  instruct: {
    fields: [
      { name: 'leader', label: 'field.leader', sort: 'line', needed: true, most: 100 }, { name: 'text', label: 'field.instruction', sort: 'text', needed: true, most: 4000 },
      { name: 'days', label: 'field.days', sort: 'number', needed: true, first: () => 5 },
    ],
  },
  report_instruction: { leading: true, fields: [paperOf('instruction', ['issued']), answerText] },
};

/** Acts that have a place of their own on the page. */
export const EDITOR_ACTS: readonly string[] = ['submit_reply', 'answer_directly', 'external_result'];

const findingsOf = (file: CaseFile): Choice[] => {
  const current = file.replies.find(({ id }) => id === file.currentReplyId) ?? file.replies.at(-1);
  return [...new Set(current?.findings.map(({ code }) => code))].map((value) => ({ value, label: t(`finding.${value}` as TextName) }));
};

/** Told to who has done it. */
export const doneWith = (act: string): string => t(ACT_FORMS[act]?.done ?? 'act.done', { act: nameOfAct(act) });

/** As a button and a heading say it: words of a language with capitals begin with one. */
export const nameOfAct = (act: string): string => wordFor('acts', act).replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
