import type { Label } from './language';

const text = (zh: string, en: string): Label => ({ zh, en });

/** Sentences of the supervision view, and of rules and calendars. */
export const SUPERVISION_TEXTS = {
  'units.title': text('各单位办理情况', 'How the units do'), 'units.papers': text('催办督办文书', 'Urges and supervisions'), 'units.how': text('{month}各单位办理情况；点数字看对应的留言', 'The units in {month}; a figure opens its cases'), 'units.none': text('这个月还没有分办到单位的留言', 'Nothing was assigned to a unit this month'),
  'calendar.original': text('国务院办公厅通知原文', 'The State Council’s notice'), 'calendar.original.of': text('国务院办公厅通知原文（{number}）', 'The State Council’s notice ({number})'),
  'units.received': text('收件', 'Received'), 'units.answered': text('办结', 'Finished'), 'units.on_time': text('按期办结', 'On time'), 'units.overdue': text('逾期', 'Overdue'), 'units.returned': text('退单', 'Returned'), 'units.extended': text('延期', 'Extended'), 'units.satisfied': text('满意率', 'Satisfied'),
  'units.time': text('时间去向、退单流向', 'Where time goes, who returns'), 'units.urge': text('催办{unit}的逾期件', 'Urge what is late at {unit}'), 'units.none_late': text('该单位目前没有逾期件', 'Nothing of that unit is late now'), 'units.cases': text('{count} 件', '{count}'), 'units.unseen': text('另有 {count} 件不在您可看的范围', '{count} more are not for you to see'),
} as const satisfies Record<string, Label>;
