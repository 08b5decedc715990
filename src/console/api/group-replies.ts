import type { GroupRepliesController } from '../../publication/group-replies.controller.js';
import { listCases, type CaseLine, type CasePage } from './cases';
import type { Answer } from './doors';
import { ask, withQuery } from './http';

export const GROUP_DUTIES = ['draft', 'review', 'answer', 'answered'] as const;
export type GroupDuty = (typeof GROUP_DUTIES)[number];
export type GroupLine = Answer<GroupRepliesController, 'list'>['groupReplies'][number];
export type GroupState = GroupLine['state'];
export type GroupReply = Answer<GroupRepliesController, 'show'>;
export type GroupCase = GroupReply['members'][number];

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
