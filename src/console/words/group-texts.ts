import type { Label } from './language';

const text = (zh: string, en: string): Label => ({ zh, en });

/** Sentences of the pages of 集中回应. */
export const GROUP_TEXTS = {
  'page.groups': text('集中回应', 'Group replies'), 'page.group': text('集中回应', 'Group reply'),
  'group.how': text('多人反映同一事项时，一份答复发给每一位来信人，各按自己的编号办结。审签、留痕与单件相同；举报件不参与。', 'Where many write of one matter one text answers each under the own number, signed and reviewed like any reply. Reports are never among them.'),
  'group.duty.draft': text('草稿', 'Drafts'), 'group.duty.review': text('待审签', 'To review'), 'group.duty.answer': text('待发布', 'To send'), 'group.duty.answered': text('已发布', 'Sent'), 'group.none': text('没有集中回应', 'No group replies'),
  'group.state.draft': text('草稿', 'draft'), 'group.state.in_review': text('审签中', 'in review'), 'group.state.approved': text('待发布', 'to be sent'), 'group.state.answered': text('已发布', 'sent'), 'group.state.dropped': text('已作废', 'dropped'),
  'group.title': text('事项', 'Matter'), 'group.cases': text('件数', 'Cases'), 'group.drafted': text('起草时间', 'Drafted'), 'group.score': text('质量', 'Quality'), 'group.back': text('返回集中回应列表', 'Back to the group replies'),
  'group.draft': text('起草集中回应', 'Draft a group reply'),
  'group.text': text('答复全文', 'Text'), 'group.public': text('公开稿', 'Public copy'), 'group.list': text('来信', 'Messages'), 'group.hidden': text('另有 {count} 件不在您的查看范围', '{count} more are not yours to see'), 'group.signatures': text('审签', 'Names'), 'group.unsigned': text('还没有人签', 'Nobody has signed yet'), 'group.voided': text('（已失效）', ' (void)'), 'group.to_sign': text('须会签：{roles}', 'To be signed by: {roles}'),
  'group.sent_back': text('退回意见：{reason}', 'Sent back: {reason}'), 'group.findings': text('质量提示', 'Findings'), 'group.released': text('已放行：{reason}', 'let through: {reason}'), 'group.seen': text('▲ 质量提示：{findings}。执行即表示已看过。', '▲ Findings: {findings}. Going on means that you have seen them.'),
  'group.member.in': text('在列', 'in'), 'group.member.out': text('不在列', 'out'), 'group.member.answered': text('已答复', 'answered'), 'group.member.passed_over': text('未答复', 'passed over'), 'group.uncovered': text('未答到：{asks}', 'left open: {asks}'), 'group.off_topic': text('与来信不符', 'of something else'),
  'group.edit': text('修改', 'Edit'), 'group.propose': text('送审', 'Hand in'), 'group.drop': text('作废', 'Drop'), 'group.sign': text('会签', 'Sign'), 'group.approve': text('签发', 'Approve'), 'group.send_back': text('退回修改', 'Send back'), 'group.release': text('放行', 'Let through'), 'group.send': text('发布', 'Send'),
  'group.send.how': text('逐一发给在列的 {count} 位来信人，不能撤回', 'Sent to each of the {count} citizens on the list; it cannot be called back'), 'group.put_back': text('放回', 'Put back'), 'group.leave_out': text('移出', 'Leave out'),
} as const satisfies Record<string, Label>;
