import { listCases, type CaseLine, type CasePage, type Finding } from './cases';
import { ask, withQuery } from './http';

export const GROUP_DUTIES = ['draft', 'review', 'answer', 'answered'] as const;
export type GroupDuty = (typeof GROUP_DUTIES)[number];
export type GroupState = 'draft' | 'in_review' | 'approved' | 'answered' | 'dropped';

export interface GroupLine {
  readonly id: string;
  readonly title: string;
  readonly state: GroupState;
  readonly version: number;
  readonly drafters: readonly string[];
  readonly draftedAt: string;
  readonly score: number;
  readonly verdict: 'pass' | 'warn' | 'block';
  readonly answeredAt: string | null;
  readonly cases: number;
}
export interface GroupCase {
  readonly caseId: string;
  readonly number: string;
  readonly subject: string;
  readonly caseState: string;
  readonly state: 'in' | 'out' | 'answered' | 'passed_over';
  readonly uncovered: readonly string[];
  readonly offTopic: boolean;
  readonly reason: string | null;
}
export interface GroupReply extends Omit<GroupLine, 'cases'> {
  readonly toCitizen: string;
  readonly publicReply: string;
  readonly findings: readonly Finding[];
  readonly releases: readonly { code: string; reason: string }[];
  readonly verdictHash: string;
  readonly sentBack: string | null;
  readonly grade: string;
  readonly toSign: readonly string[];
  readonly members: readonly GroupCase[];
  /** Cases of the list that are not this person’s to see. */
  readonly hidden: number;
  readonly signatures: readonly { sort: 'sign' | 'approve'; role: string; at: string; note: string | null; voided: boolean }[];
}

export const listGroupReplies = async (duty: GroupDuty): Promise<readonly GroupLine[]> => (await ask<{ groupReplies: GroupLine[] }>(withQuery('/api/v1/group-replies', { duty }))).groupReplies;
export const groupReplyOf = (id: string): Promise<GroupReply> => ask(`/api/v1/group-replies/${id}`);
export const draftGroupReply = (body: unknown): Promise<GroupReply> => ask('/api/v1/group-replies', { method: 'POST', body });
/** Acts on it at the version that was read. */
export const actOnGroupReply = ({ id, version }: Pick<GroupReply, 'id' | 'version'>, act: string, body: Readonly<Record<string, unknown>> = {}): Promise<GroupReply> =>
  ask(`/api/v1/group-replies/${id}/${act}`, { method: 'POST', body: { version, ...body } });

const WAITING = ['queued', 'assigned', 'handling'] as const;
/** So many cases are offered; one text answers at most 200. */
const MOST_OFFERED = 400;

/** What one text may answer: cases of this person that wait for an answer; reports are never among them. */
export async function waitingCases(): Promise<readonly CaseLine[]> {
  const found: CaseLine[] = [];
  for (const state of WAITING) {
    let after: string | null = null;
    do {
      const page: CasePage = await listCases({ state }, after);
      found.push(...page.cases.filter(({ kind }) => kind !== 'report'));
      after = page.next;
    } while (after !== null && found.length < MOST_OFFERED);
  }
  return found.toSorted((a, b) => (a.number < b.number ? 1 : -1));
}
