import { groupHashOf } from '../core/group-reply.js';
import type { Turn } from '../base/database/writer.js';
import type { Approved } from './copies.js';
import { GroupMember, GroupReply } from './group-replies.entities.js';

/** What the approval of a group reply is bound to, as its words and its list stand now. */
export const hashOfGroup = (reply: GroupReply, members: readonly GroupMember[]): string =>
  groupHashOf(reply, members.filter(({ state }) => state !== 'out').map(({ caseId }) => caseId));

export async function approvedGroupReply(turn: Turn, id: string): Promise<Approved | undefined> {
  const reply = await turn.rows.one(GroupReply, { id });
  const members = reply && (await turn.rows.find(GroupMember, { groupReplyId: id }));
  return reply && { id, version: reply.version, copyHash: hashOfGroup(reply, members!), publicReply: reply.publicReply };
}
