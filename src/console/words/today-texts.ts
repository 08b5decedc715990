import type { Label } from './language';

const text = (zh: string, en: string): Label => ({ zh, en });

/** The day at the desk. */
export const TODAY_TEXTS = {
  'page.today': text('今日看板', 'Today'), 'today.asOf': text('截至 {time}，只含您可查看的件', 'As of {time}; cases that you may see'),
  'today.received': text('今日收到', 'Received today'), 'today.answered': text('今日答复', 'Answered today'), 'today.dueToday': text('今日到期', 'Due today'), 'today.overdue': text('已逾期未答复', 'Overdue'),
  'today.screening': text('待审看', 'To be screened'), 'today.assigning': text('待分办', 'To be assigned'), 'today.review': text('待审核', 'To be reviewed'), 'today.publishing': text('待发布', 'To be published'),
  'today.month': text('本月至今', 'This month so far'), 'today.month.line': text('收到 {received} 件，答复 {answered} 件，其中按期 {onTime} 件、超期 {late} 件', 'received {received}, answered {answered}: on time {onTime}, late {late}'),
  'today.forecast': text('未来七天预测', 'The coming seven days'), 'today.forecast.how': text('按近四周答复速度估算，先办已逾期件；仅供提前安排', 'By the pace of the last four weeks, the oldest first; to plan by'),
  'today.unit': text('单位', 'Unit'), 'today.due': text('将到期', 'Falls due'), 'today.pace': text('每周答复', 'Answers a week'), 'today.falling': text('预计新增逾期', 'Will fall overdue'), 'today.left': text('预计期末逾期', 'Overdue then'),
  'today.day': text('日期', 'Day'), 'today.rest': text('休息日', 'off'),
  'today.time': text('时间用在哪里（近四周平均）', 'Where time goes (mean of four weeks)'), 'today.stage': text('环节', 'Stage'), 'today.hours': text('小时', 'Hours'), 'today.share': text('占比', 'Share'),
  'today.stage.screening': text('审看', 'Screening'), 'today.stage.assigning': text('分办', 'Assigning'), 'today.stage.signing_for': text('待签收', 'Signing for'), 'today.stage.handling': text('办理', 'Handling'), 'today.stage.citizen': text('待网民补充', 'Waiting for the citizen'), 'today.stage.review': text('审核', 'Review'), 'today.stage.publishing': text('发布', 'Publishing'), 'today.stage.elsewhere': text('转外部或者并单', 'Elsewhere or merged'),
  'today.returns': text('谁退给谁（近四周）', 'Who returns to whom (four weeks)'), 'today.returns.from': text('退单单位', 'Returned by'), 'today.returns.to': text('建议单位', 'Pointed to'), 'today.returns.asked': text('退单', 'Returns'), 'today.returns.upheld': text('成立', 'Upheld'), 'today.returns.refused': text('不成立', 'Refused'),
  'today.ages': text('在办件已历工作日', 'Age of what is open, working days'), 'today.ages.to': text('{days} 天以内', 'up to {days}'), 'today.ages.over': text('30 天以上', 'over 30'), 'today.ages.open': text('在办', 'Open'),
  'today.people': text('每人手中的件', 'What each person holds'), 'today.person': text('承办人', 'Handler'), 'today.nobody': text('未指定', 'nobody yet'), 'today.held': text('在办', 'Held'), 'today.week': text('七天内到期', 'Due in seven days'), 'today.none': text('没有', 'None'),
} as const;
