import type { Label } from '../words/language';
import { ask, withQuery, type Call } from './http';

export type ChipSort = 'normal' | 'soon' | 'today' | 'overdue' | 'paused' | 'none';

export interface Chip {
  readonly dueDay: string | null;
  readonly remainingWorkingDays: number | null;
  readonly sort: ChipSort;
  readonly provisional: boolean;
  /** Since when the time stands still. */
  readonly pausedSince: string | null;
}

export interface CaseLine {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly account: string;
  readonly kind: string;
  readonly urgency: string;
  readonly grade: string;
  readonly state: string;
  readonly department: string | null;
  readonly handler: string | null;
  readonly receivedAt: string;
  readonly nextDueAt: string | null;
  readonly version: number;
  readonly writer: string | null;
  readonly quality: number | null;
  readonly chip: Chip;
}

export interface CasePage {
  readonly cases: CaseLine[];
  readonly next: string | null;
}

/** What a list of cases is narrowed to; the same names stand in the address bar. */
export interface CaseQuery {
  readonly view?: string;
  readonly state?: string;
  readonly kind?: string;
  readonly department?: string;
  readonly account?: string;
  readonly dueBefore?: string;
  readonly q?: string;
}

export interface Named {
  readonly id: string;
  readonly name: string | null;
}

export interface CaseMessage {
  readonly id: string;
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly subject: string | null;
  readonly text: string;
  readonly erased: boolean;
  readonly photos: readonly { readonly id: string; readonly name: string }[];
  readonly pastReply?: string;
  readonly author?: { readonly id: string | null; readonly name: string | null; readonly contact: string | null };
}

export interface CaseClock {
  readonly id: string;
  readonly clock: string;
  readonly name: Label;
  readonly epoch: number;
  readonly department: string | null;
  readonly startAt: string;
  readonly amount: number;
  readonly unit: string;
  readonly window: boolean;
  readonly dueAt: string | null;
  readonly dueDay: string | null;
  readonly originalDueAt: string | null;
  readonly provisional: boolean;
  readonly imposed: boolean;
  readonly paused: boolean;
  readonly extended: number;
  readonly stoppedAt: string | null;
  readonly verdict: string | null;
  readonly missedAt: string | null;
  readonly proof: string;
}

export interface Finding {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly why: string;
  readonly hint: string;
}

/** One thing the citizen asks for, where it stands in the message, and whether this reply answers it. */
export interface Ask {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly answered: boolean;
}

export interface Reply {
  readonly id: string;
  readonly version: number;
  readonly toCitizen: string;
  readonly toSuperior: string | null;
  readonly drafterName?: string | null;
  readonly submittedAt?: string;
  readonly score: number | null;
  readonly verdict: string | null;
  readonly findings: Finding[];
  readonly asks?: readonly Ask[];
  readonly [fact: string]: unknown;
}

/** Rows of the rooms come with names for ids and ISO times for instants; each page reads what it shows. */
export type Row = Readonly<Record<string, unknown>>;

/** What the machine made of the message: why it passed or was held, and what it read alike of the same person. */
export interface ScreeningOpinion {
  readonly verdict: 'pass' | 'hold';
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
}
/** Departments the machine proposes, best first, with the words that spoke for the first. */
export interface Proposal {
  readonly ranked: readonly { readonly departmentId: string; readonly score: number }[];
  readonly terms: readonly { readonly term: string }[];
  readonly jointDepartmentId: string | null;
}
/** An earlier case of the same person that reads alike. */
export interface EarlierCase {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly stateName: Label;
  readonly receivedAt: string;
  readonly answer: { readonly text: string; readonly at: string } | null;
  readonly repeatsEnded: { readonly at: string; readonly reason: string; readonly basis: string } | null;
}
export interface LikeLetter {
  readonly caseId: string;
  readonly number: string;
  readonly subject: string;
  readonly state: string;
  readonly receivedAt: string;
  readonly score: number;
  readonly samePlace: boolean;
  readonly sameWriter: boolean;
  readonly decision: 'open' | 'merged' | 'dismissed';
  readonly reason: string | null;
}

export interface CaseFile {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly account: { readonly handle: string; readonly name: string; readonly platform: string };
  readonly state: string;
  readonly stateName: Label;
  readonly version: number;
  readonly kind: string;
  readonly kindName: Label;
  readonly urgency: string;
  readonly urgencyName: Label | null;
  readonly grade: string;
  readonly gradeName: Label;
  readonly sensitive: boolean;
  readonly groupMatter: boolean;
  readonly repeatCount: number;
  readonly publicity: string;
  readonly anonymous: boolean;
  readonly contactable: boolean;
  readonly origin: { readonly system: string; readonly number: string | null; readonly imposedDueAt: string | null };
  readonly department: Named | null;
  readonly handler: Named | null;
  readonly leadId: string | null;
  readonly previousId: string | null;
  readonly accused: readonly Named[] | null;
  readonly reopenings: number;
  readonly currentReplyId: string | null;
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly answeredAt: string | null;
  readonly chip: Chip;
  readonly messages: CaseMessage[];
  readonly clocks: CaseClock[];
  readonly screening: ScreeningOpinion | null;
  readonly proposal: Proposal | null;
  readonly earlier: readonly EarlierCase[];
  /** Names and findings that still keep the reply under review from being approved. */
  readonly keptBack: { readonly missing: readonly string[]; readonly findings: readonly string[] } | null;
  readonly replies: Reply[];
  readonly allowed: readonly { readonly act: string; readonly name: Label }[];
  readonly rejections: Row[];
  readonly quarantines: Row[];
  readonly handOvers: Row[];
  readonly transfers: Row[];
  readonly interims: Row[];
  readonly amendments: Row[];
  readonly followUps: Row[];
  readonly trackings: Row[];
  readonly relabels: Row[];
  readonly assignments: Row[];
  readonly merges: Row[];
  readonly contacts: Row[];
  readonly joints: Row[];
  readonly returns: Row[];
  readonly extensions: Row[];
  readonly clarifications: Row[];
  readonly procedures: Row[];
  readonly signatures: Row[];
  readonly releases: Row[];
  readonly sendBacks: Row[];
  readonly publications: Row[];
  readonly notices: Row[];
  readonly ratings: Row[];
  readonly studies: Row[];
  readonly papers: Row[];
}

export interface TimelineEvent {
  readonly seq: number;
  readonly act: string;
  readonly name: Label;
  readonly at: string;
  readonly by: Label;
  readonly from: string | null;
  readonly to: string;
  readonly facts: Row;
}

export interface Moved {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly version: number;
}

/** The first page is as long as a screen or two, the following ones as long as they may be. */
export const listCases = (query: CaseQuery, after: string | null, call: Call = {}): Promise<CasePage> =>
  ask<CasePage>(withQuery('/api/v1/cases', { ...query, after, limit: after === null ? 50 : 100 }), call);
export const countCases = (): Promise<Record<string, number>> => ask('/api/v1/cases/counts');
export const showCase = (id: string): Promise<CaseFile> => ask(`/api/v1/cases/${id}`);
export const timelineOf = (id: string): Promise<{ events: TimelineEvent[] }> => ask(`/api/v1/cases/${id}/timeline`);

export const similarTo = async (id: string): Promise<readonly LikeLetter[]> => (await ask<{ letters: LikeLetter[] }>(`/api/v1/cases/${id}/similar`)).letters;
export const dismissSimilar = async (id: string, otherId: string, reason: string): Promise<readonly LikeLetter[]> =>
  (await ask<{ letters: LikeLetter[] }>(`/api/v1/cases/${id}/similar/dismissals`, { method: 'PUT', body: { otherId, reason } })).letters;

/** One act on a case, by the version the person has seen. The path is the act’s name. */
export const perform = (id: string, act: string, body: Readonly<Record<string, unknown>>, keepalive = false): Promise<Moved> =>
  ask(`/api/v1/cases/${id}/${act.replaceAll('_', '-')}`, { method: 'POST', body, keepalive });

export interface CoveredCopy {
  readonly text: string;
  /** Of the original text. */
  readonly cuts: readonly { readonly start: number; readonly end: number; readonly kind: CoverKind; readonly by: 'rule' | 'person' }[];
}
export type CoverKind = 'name' | 'mobile' | 'landline' | 'address' | 'plate' | 'email' | 'wechat' | 'qq' | 'id_number' | 'bank_card' | 'other';
export const publicCopyOf = (id: string): Promise<{ message: CoveredCopy; reply: CoveredCopy }> => ask(`/api/v1/cases/${id}/public-copy`);

export interface ProofDay {
  readonly day: string;
  readonly weekday: string;
  readonly working: boolean;
  readonly reason: string;
  readonly counted: number | null;
  readonly provisional?: true;
}
/** How a due date came about; a date that was given has neither days nor a limit. */
export interface ClockProof {
  readonly holds: boolean;
  /** The rule in words and the document behind it; none of a date that was given. */
  readonly rule: Label | null;
  readonly policy: { readonly title: Label; readonly document: string; readonly article: string | null } | null;
  readonly proof: {
    readonly start?: { readonly at: string };
    readonly limit?: { readonly amount: number; readonly unit: string; readonly extension?: number };
    readonly imposed?: string;
    readonly days?: readonly ProofDay[];
    readonly result: { readonly dueAt: string | null };
  };
}
export const proofOf = (address: string): Promise<ClockProof> => ask(address);
export const sheetHref = (id: string): string => `/api/v1/cases/${id}/sheet`;
export const archiveHref = (id: string): string => `/api/v1/cases/${id}/archive`;
