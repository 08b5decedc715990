type Row = Readonly<Record<string, unknown>>;

/** What people wrote when they did an act: the list of the case that keeps it, who and when, and the words with their names. */
interface Kept {
  readonly list: string;
  readonly act: string | ((row: Row) => string);
  readonly at: string;
  readonly by: string;
  readonly texts: readonly (readonly [property: string, label: `field.${string}`])[];
}

const PAPER_ACTS: Readonly<Record<string, string>> = { urge: 'urge', supervision: 'supervise', instruction: 'instruct' };

const KEPT = [
  { list: 'relabels', act: 'relabel', at: 'at', by: 'byName', texts: [['reason', 'field.reason']] },
  { list: 'quarantines', act: 'quarantine', at: 'at', by: 'byName', texts: [['note', 'field.note'], ['waiver', 'field.not_needed']] },
  { list: 'rejections', act: 'propose_rejection', at: 'proposedAt', by: 'proposedByName', texts: [['reason', 'field.rejection_reason'], ['legalWay', 'field.legal_way']] },
  { list: 'handOvers', act: 'hand_over', at: 'handedAt', by: 'handedByName', texts: [['receiver', 'field.receiver'], ['reason', 'field.reason'], ['receivedBy', 'field.received_by'], ['receiptNumber', 'field.receipt_number']] },
  { list: 'assignments', act: 'assign', at: 'assignedAt', by: 'assignedByName', texts: [['note', 'field.note']] },
  { list: 'merges', act: 'merge', at: 'mergedAt', by: 'mergedByName', texts: [['reason', 'field.reason'], ['undoneReason', 'field.undone']] },
  { list: 'transfers', act: 'transfer_out', at: 'transferredAt', by: 'transferredByName', texts: [['receiver', 'field.receiver'], ['reason', 'field.reason'], ['outcome', 'field.outcome'], ['endReason', 'field.end_reason']] },
  { list: 'contacts', act: 'log_contact', at: 'at', by: 'byName', texts: [['note', 'field.contact_note']] },
  { list: 'returns', act: 'ask_return', at: 'askedAt', by: 'signedByName', texts: [['basis', 'field.return_basis'], ['suggestedDepartmentName', 'field.suggested'], ['decision', 'field.decided']] },
  { list: 'extensions', act: 'ask_extension', at: 'askedAt', by: 'askedByName', texts: [['reason', 'field.extension_reason'], ['progress', 'field.progress'], ['decision', 'field.decided']] },
  { list: 'joints', act: 'invite', at: 'invitedAt', by: 'invitedByName', texts: [['ask', 'field.ask'], ['text', 'field.contribution']] },
  { list: 'clarifications', act: 'propose_clarification', at: 'proposedAt', by: 'proposedByName', texts: [['question', 'field.question'], ['answer', 'field.citizen_answer']] },
  { list: 'procedures', act: 'begin_procedure', at: 'begunAt', by: 'begunByName', texts: [['basis', 'field.basis'], ['reason', 'field.reason'], ['outcome', 'field.outcome']] },
  { list: 'sendBacks', act: 'send_back', at: 'at', by: 'byName', texts: [['reason', 'field.reason']] },
  { list: 'releases', act: 'release', at: 'at', by: 'byName', texts: [['reason', 'field.reason']] },
  { list: 'interims', act: 'propose_interim', at: 'draftedAt', by: 'draftedByName', texts: [['text', 'field.answer'], ['decision', 'field.decided']] },
  { list: 'amendments', act: 'propose_amendment', at: 'proposedAt', by: 'proposedByName', texts: [['reason', 'field.reason'], ['decision', 'field.decided']] },
  { list: 'papers', act: ({ sort }: Row) => PAPER_ACTS[String(sort)] ?? '', at: 'issuedAt', by: 'issuedByName', texts: [['leader', 'field.leader'], ['reason', 'field.reason'], ['asked', 'field.asked'], ['reply', 'field.answer'], ['decision', 'field.decided']] },
  { list: 'studies', act: 'decide_dissatisfied', at: 'at', by: 'byName', texts: [['reason', 'field.reason'], ['found', 'field.found'], ['measure', 'field.measure']] },
  { list: 'followUps', act: 'follow_up', at: 'at', by: 'byName', texts: [['note', 'field.contact_note']] },
  { list: 'trackings', act: 'track', at: 'at', by: 'byName', texts: [['basis', 'field.tracking_basis'], ['condition', 'field.condition'], ['until', 'field.until'], ['told', 'field.told'], ['evidence', 'field.clearing']] },
] as const satisfies readonly Kept[];

/** The part of a case that is read here. */
export type Lists = { readonly [List in (typeof KEPT)[number]['list']]: readonly Row[] };
type FieldName = (typeof KEPT)[number]['texts'][number][1];

export interface CaseRecord {
  readonly id: string;
  readonly act: string;
  readonly at: string;
  readonly by: string;
  readonly unit: string;
  /** Asked for, and not decided yet. */
  readonly open: boolean;
  readonly texts: readonly { readonly label: FieldName; readonly text: string }[];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What was written, in the order of time; acts without words stand in the timeline alone. */
export const recordsOf = (file: Lists): CaseRecord[] =>
  KEPT.flatMap(({ list, act, at, by, texts }) => file[list].map((row): CaseRecord => ({
    id: textOf(row['id']), act: typeof act === 'string' ? act : act(row), at: textOf(row[at]), by: textOf(row[by]), unit: textOf(row['department']),
    open: (row['decidedAt'] === null && list !== 'papers') || row['state'] === 'invited',
    // What is said twice, as the words of an instruction are, is read once.
    texts: texts.map(([property, label]) => ({ label, text: textOf(row[property]) })).filter(({ text }, i, all) => text !== '' && (list !== 'papers' || all.findIndex((each) => each.text === text) === i)),
  }))).filter(({ at, texts }) => at !== '' && texts.length > 0).toSorted((one, other) => (one.at < other.at ? -1 : 1));
