import type { ActName } from '../core/lifecycle.js';
import type { RefusalCode } from '../core/refusal.js';
import { askedToSign } from '../core/review-gate.js';
import type { CaseFile, Deadline } from '../casefile/casefile.entities.js';
import type { Role } from '../core/vocabulary.js';
import type { Person } from '../identity/actor.js';

type Row = Readonly<Record<string, unknown>>;

/** What the rooms wrote about a case, as far as it says which acts there is an occasion for. */
export interface Occasions {
  readonly file: CaseFile;
  readonly person: Person;
  readonly now: number;
  /** How many the policy of the case allows. */
  readonly most: { readonly clarifications: number; readonly returns: number };
  readonly clocks: readonly Pick<Deadline, 'clock' | 'dueAt' | 'stoppedAt'>[];
  readonly returns: readonly Row[];
  readonly extensions: readonly Row[];
  readonly clarifications: readonly Row[];
  readonly joints: readonly Row[];
  readonly papers: readonly Row[];
  readonly procedures: readonly Row[];
  readonly replies: readonly Row[];
  readonly signatures: readonly Row[];
  readonly interims: readonly Row[];
  readonly amendments: readonly Row[];
  readonly purges: readonly Row[];
}

type Condition = (occasions: Occasions) => boolean;

const running = (clock: string): Condition => ({ clocks }) => clocks.some((each) => each.clock === clock && each.stoppedAt === null);
const asked: Condition = ({ extensions }) => extensions.some(({ state }) => state === 'asked');
const invited: Condition = ({ joints, person }) => joints.some(({ state, departmentId }) => state === 'invited' && departmentId === person.departmentId);
const paper = (sort: string, states: readonly string[], mine: (row: Row, person: Person) => boolean = () => true): Condition =>
  ({ papers, person }) => papers.some((each) => each['sort'] === sort && states.includes(String(each['state'])) && mine(each, person));
const answers = ({ answererId }: Row, { departmentId }: Person): boolean => answererId === departmentId;
/** On the answer decides who issued the document, or a supervisor; on what a ladder issued any of them. */
const issued = ({ issuedBy }: Row, { id, roles }: Person): boolean => issuedBy === null || issuedBy === id || roles.includes('supervisor');
const reachable = ({ file }: Occasions): boolean => file.contactable;
/** A writer known to the platform reads the question there. */
const askable = ({ file }: Occasions): boolean => file.contactable || file.authorDigest !== null;
const isUnasked = ({ file, most }: Occasions): boolean => file.clarifications < most.clarifications;
const returnsAreLeft = ({ file, most }: Occasions): boolean => file.returns < most.returns;
const isUnadjudicated = ({ returns }: Occasions): boolean => returns.every(({ state }) => state !== 'adjudicated');
/** What was not objected to in the time for it is accepted. */
const mayObject = ({ clocks, now }: Occasions): boolean => clocks.every(({ clock, stoppedAt, dueAt }) => clock !== 'objection' || stoppedAt !== null || dueAt === null || now <= dueAt);
const amendment = (sort?: string): Condition => ({ amendments, person }) =>
  amendments.some((each) => each['state'] === 'proposed' && each['proposedBy'] !== person.id && (sort === undefined || each['sort'] === sort));
const interimProposed: Condition = ({ interims, person }) => interims.some(({ state, draftedBy }) => state === 'proposed' && draftedBy !== person.id);
const proposedByAnother: Condition = ({ file, person }) => file.rejectionProposedBy !== null && file.rejectionProposedBy !== person.id;
/** The names that stand under the reply under review. */
const names = ({ file, signatures }: Occasions): Row[] => signatures.filter(({ replyId, voidedAt }) => replyId === file.currentReplyId && voidedAt === null);
const rolesAsked = (occasions: Occasions): Role[] =>
  askedToSign(occasions.file.grade, names(occasions).map(({ sort, voidedAt }) => ({ sort, voidedAt }))).filter((role) => occasions.person.roles.includes(role));
/** One person, one name; and nobody signs what they drafted. */
const isMissed = (occasions: Occasions): boolean => {
  const { file, person, replies } = occasions;
  const signed = names(occasions).filter(({ sort }) => sort === 'sign');
  return rolesAsked(occasions).some((role) => signed.every((each) => each['role'] !== role)) && signed.every(({ userId }) => userId !== person.id) && replies.every(({ id, drafterId }) => id !== file.currentReplyId || drafterId !== person.id);
};
/**
 * Acts that the state allows but that need an occasion besides: without one the act would be refused, so it is not
 * offered. The docket decides all the same; this only spares people a button that says no.
 */
const OCCASIONS: Partial<Record<ActName, Condition>> = {
  // Done from the group reply’s own page, for all its cases at once.
  propose_group_reply: () => false,
  release_group_reply: () => false,
  approve_group_reply: () => false,
  answer_by_group: () => false,
  confirm_accused: ({ file }) => file.kind === 'report',
  merge: ({ file }) => file.kind !== 'report',
  reject: proposedByAnother,
  purge: ({ purges, person }) => purges.some(({ confirmedAt, proposedBy }) => confirmedAt === null && proposedBy !== person.id),
  tell_citizen: running('tell'),
  grant_extension: asked,
  refuse_extension: asked,
  ask_extension: ({ extensions }) => !extensions.some(({ state }) => state === 'asked'),
  propose_clarification: (occasions) => askable(occasions) && isUnasked(occasions),
  ask_citizen: ({ clarifications }) => clarifications.some(({ state }) => state === 'proposed'),
  contribute: invited,
  decline_contribution: invited,
  waive_contribution: ({ joints }) => joints.some(({ state }) => state === 'invited'),
  submit_reply: ({ joints }) => !joints.some(({ state }) => state === 'invited'),
  ask_return: (occasions) => isUnadjudicated(occasions) && returnsAreLeft(occasions) && mayObject(occasions),
  // After the last return 退单 only the supervisor decides.
  grant_return: returnsAreLeft,
  refuse_return: returnsAreLeft,
  end_procedure: ({ procedures }) => procedures.some(({ endedAt }) => endedAt === null),
  release: ({ replies }) => replies.at(-1)?.['verdict'] === 'block',
  sign: isMissed,
  send_back: (occasions) => occasions.person.roles.includes('reviewer') || rolesAsked(occasions).length > 0,
  log_contact: reachable,
  decide_dissatisfied: running('study'),
  follow_up: ({ file, person }) => file.contactable && file.departmentId !== person.departmentId,
  clear: running('tracking_review'),
  reply_to_urge: paper('urge', ['issued', 'returned'], answers),
  accept_urge_reply: paper('urge', ['replied'], issued),
  return_urge_reply: paper('urge', ['replied'], issued),
  drop_supervision: paper('supervision', ['draft']),
  raise_supervision: paper('supervision', ['issued', 'replied', 'returned']),
  reply_to_supervision: paper('supervision', ['issued', 'returned'], answers),
  return_supervision_reply: paper('supervision', ['replied']),
  conclude_supervision: paper('supervision', ['replied']),
  report_instruction: running('instruction'),
  confirm_hand_over: running('hand_over'),
  propose_interim: ({ interims }) => !interims.some(({ state }) => state === 'proposed'),
  interim: interimProposed,
  refuse_interim: interimProposed,
  propose_amendment: ({ amendments }) => !amendments.some(({ state }) => state === 'proposed'),
  correct: amendment('correct'),
  retract: amendment('retract'),
  refuse_amendment: amendment(),
};

const unless = (condition: Condition, code: RefusalCode) => (occasions: Occasions): RefusalCode | null => (condition(occasions) ? null : code);

/** What one looks for and does not find is said with its reason; the rest nobody misses before its time. */
const REASONS: Partial<Record<ActName, (occasions: Occasions) => RefusalCode | null>> = {
  propose_clarification: (occasions) => unless(askable, 'no_contact')(occasions) ?? unless(isUnasked, 'clarified_already')(occasions),
  log_contact: unless(reachable, 'no_contact'),
  follow_up: unless(reachable, 'no_contact'),
  ask_return: (occasions) => unless(isUnadjudicated, 'same_person_returned')(occasions) ?? unless(returnsAreLeft, 'return_limit')(occasions) ?? unless(mayObject, 'too_late')(occasions),
  ask_extension: unless(({ extensions }) => !extensions.some(({ state }) => state === 'asked'), 'extension_open'),
};
/** Why an act that the state allows is not offered to who has a part in it; `null` where there is nothing to say. */
export const whyNot = (act: ActName, occasions: Occasions): RefusalCode | null => REASONS[act]?.(occasions) ?? null;

/** Whether there is an occasion for an act that the state allows. */
export const isRipe = (act: ActName, occasions: Occasions): boolean => OCCASIONS[act]?.(occasions) ?? true;
