import type { HandlingController } from '../../handling/handling.controller.js';
import type { RepliesController } from '../../handling/replies.controller.js';
import type { InsightController } from '../../insight/insight.controller.js';
import type { CasesController } from '../../views/cases.controller.js';
import type { Answer } from './doors';
import { ask, withQuery, type Call } from './http';

export type CasePage = Answer<CasesController, 'list'>;
export type CaseLine = CasePage['cases'][number];
export type Chip = CaseLine['chip'];
export type ChipSort = Chip['sort'];

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

/** A case as one person is shown it. */
export type CaseFile = Answer<CasesController, 'show'>;
export type CaseMessage = CaseFile['messages'][number];
export type CaseClock = CaseFile['clocks'][number];
export type EarlierCase = CaseFile['earlier'][number];
export type Reply = CaseFile['replies'][number];
export type ScreeningOpinion = NonNullable<CaseFile['screening']>;
export type Proposal = NonNullable<CaseFile['proposal']>;
export type TimelineEvent = Answer<CasesController, 'timeline'>['events'][number];
export type LikeLetter = Answer<InsightController, 'like'>['letters'][number];
/** What stands after an act. */
export type Moved = Answer<HandlingController, 'acknowledge'>;
/** What the judge marks in a reply. */
export type Finding = Answer<RepliesController, 'score'>['defects'][number];
/** One thing the citizen asks for, where it stands in the message, and whether this reply answers it. */
export type Ask = Answer<RepliesController, 'score'>['asks'][number];
/** Rows of the rooms come with names for ids and ISO times for instants; each page reads what it shows. */
export type Row = Readonly<Record<string, unknown>>;

/** The first page is as long as a screen or two, the following ones as long as they may be. */
export const listCases = (query: CaseQuery, after: string | null, call: Call = {}): Promise<CasePage> =>
  ask<CasePage>(withQuery('/api/v1/cases', { ...query, after, limit: after === null ? 50 : 100 }), call);
/** Of cases of which the number is known, those that the person may see; at most 100 numbers. */
export const casesOf = async (numbers: readonly string[]): Promise<readonly CaseLine[]> => (await ask<CasePage>(withQuery('/api/v1/cases', { numbers: numbers.join(','), limit: 100 }))).cases;
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

/** How a due date came about; a date that was given has neither days nor a limit. */
export type ClockProof = Extract<Answer<CasesController, 'proof'>, { holds: boolean }>;
export type ProofDay = Extract<ClockProof['proof'], { days: unknown }>['days'][number];
export const proofOf = (address: string): Promise<ClockProof> => ask(address);
export const sheetHref = (id: string): string => `/api/v1/cases/${id}/sheet`;
export const archiveHref = (id: string): string => `/api/v1/cases/${id}/archive`;
