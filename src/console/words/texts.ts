import type { Label } from './language';
import { ASSESSMENT_TEXTS } from './assessment-texts';
import { GROUP_TEXTS } from './group-texts';
import { KNOWLEDGE_TEXTS } from './knowledge-texts';
import { MODEL_TEXTS } from './model-texts';
import { PAGE_TEXTS } from './page-texts';
import { READING_TEXTS } from './reading-texts';
import { REGISTRY_TEXTS } from './registry-texts';
import { SUPERVISION_TEXTS } from './supervision-texts';
import { TODAY_TEXTS } from './today-texts';

const text = (zh: string, en: string): Label => ({ zh, en });

/** Every sentence of the console, in both languages. The field’s own words come from the server: see `api/words.ts`. */
export const TEXTS = {
  product: text('回音', 'Huiyin'),
  yes: text('是', 'yes'), no: text('否', 'no'), cancel: text('取消', 'Cancel'), choose: text('请选择', 'Choose'),

  'state.loading': text('正在读取…', 'Loading…'),
  'state.offline': text('连不上服务器', 'The server cannot be reached'),
  'state.offline.hint': text('请检查网络；已填写的内容保留在本页，恢复后可继续', 'Check the network; what you typed stays on this page'),
  'state.fault': text('页面出了问题', 'Something went wrong on this page'),
  'state.fault.hint': text('请重试；若仍不行，请联系系统管理员', 'Try again; if it stays, tell your administrator'),
  'state.away': text('服务暂时不可用', 'The service is not available just now'), 'state.away.hint': text('请稍候再试；若仍不行，请联系系统管理员', 'Try again in a moment; if it stays, tell your administrator'),
  'state.again': text('重试', 'Try again'),

  'frame.offline': text('实时更新已断开，正在重连', 'Live updates are interrupted; reconnecting'), 'frame.skip': text('跳到正文', 'Skip to the content'), 'frame.menu': text('主菜单', 'Main menu'), 'frame.search': text('搜索留言', 'Search cases'),
  'frame.search.hint': text('搜索编号、标题、内容', 'Number, subject, text'), 'frame.leave': text('退出', 'Sign out'),

  'sign.title': text('登录工作台', 'Sign in'), 'sign.what': text('政务新媒体留言办理', 'Citizen messages of official accounts'), 'sign.login': text('用户名', 'Login'), 'sign.password': text('密码', 'Password'),
  'sign.enter': text('登录', 'Sign in'), 'sign.again': text('请重新登录', 'Please sign in again'), 'sign.again.why': text('登录已超时。本页内容未丢失，登录后继续。', 'Your session has ended. Nothing on the page is lost; sign in and go on.'),
  'sign.change.why': text('首次登录，请先设置自己的密码', 'First sign-in: set a password of your own'), 'sign.old': text('一次性密码', 'One-time password'), 'sign.fresh': text('新密码', 'New password'), 'sign.repeat': text('再输一遍', 'Once more'),
  'sign.rules': text('至少 10 位，含大写、小写、数字、符号中的三类', 'At least 10 characters with three of: upper case, lower case, digits, signs'), 'sign.differ': text('两次输入不一致', 'The two do not match'), 'sign.change': text('设置密码并登录', 'Set it and sign in'),

  'page.cases': text('留言办理', 'Cases'), 'page.case': text('留言办理件', 'Case'), 'page.not_found': text('没有这个页面', 'There is no such page'),
  'not_found.why': text('地址可能写错，或该页面已不存在。', 'The address may be wrong, or the page is gone.'), 'not_found.back': text('回到留言办理', 'Back to the cases'),

  'list.views': text('按职责查看', 'Views by duty'), 'list.all': text('全部留言', 'All cases'), 'list.others': text('其他视图', 'Other views'), 'list.empty': text('这里还没有留言', 'No cases here yet'),
  'list.empty_view': text('“{view}”没有待办事项', 'Nothing waits in “{view}”'), 'list.none_found': text('没有找到含“{words}”的留言；可换一个词，或清除筛选', 'Nothing found for “{words}”; try another word or clear the filters'),
  'list.words': text('含“{words}”', 'with “{words}”'), 'list.words.clear': text('清除搜索词', 'Clear the words'), 'list.no_department': text('未分办', 'not assigned'),

  'list.selected': text('已选 {count} 件', '{count} selected'), 'list.shown': text('共 {count} 件', '{count} in all'), 'list.shown_so_far': text('已列出 {count} 件，向下滚动继续', '{count} shown; scroll on for more'), 'list.export.failed': text('没有导出，请再试一次', 'Not exported; please try again'), 'list.export': text('导出', 'Export'), 'list.export.selected': text('导出所选', 'Export these'), 'list.select': text('选中 {number}', 'Select {number}'),
  'bulk.title': text('{act}（{count} 件）', '{act} ({count})'), 'bulk.left_out': text('另有 {count} 件当前不能“{act}”，不会改动', '{count} more cannot be done now and stay as they are'), 'bulk.progress': text('正在办理 {done}/{count}', '{done} of {count}'), 'bulk.done': text('{count} 件已办', '{count} done'), 'bulk.partly': text('{done} 件已办；未办：{refused}', '{done} done; not done: {refused}'),
  'undo.waits': text('{what}，{seconds} 秒后执行', '{what} in {seconds} s'), 'undo.back': text('撤回', 'Take back'), 'undo.now': text('立即执行', 'Do it now'), 'palette.search': text('搜索“{words}”', 'Search for “{words}”'),
  'export.progress': text('正在导出，已读取 {count} 件', 'Exporting, {count} read'), 'export.done': text('已导出 {count} 件', '{count} exported'), 'column.number': text('编号', 'Number'), 'column.subject': text('标题', 'Subject'), 'column.received': text('收件时间', 'Received'), 'column.due': text('最近到期', 'Next due'),
  'views.saved': text('常用视图', 'My views'), 'views.save': text('存为常用视图', 'Save as a view'), 'views.name': text('视图名称', 'Name of the view'), 'views.share': text('与本单位同事共用', 'Share with colleagues'), 'views.drop': text('删除视图 {name}', 'Delete the view {name}'), 'save': text('保存', 'Save'),

  'chip.proof': text('这个日期怎么算出来的', 'How this date was counted'), 'chip.today': text('今日到期', 'due today'), 'chip.overdue': text('逾期 {days} 个工作日', '{days} working days overdue'), 'chip.overdue.today': text('已逾期', 'overdue'),
  'chip.paused': text('暂停计时', 'paused'), 'chip.paused.since': text('{day} 起暂停', 'paused since {day}'), 'chip.none': text('无在计时限', 'no running time limit'), 'chip.left': text('剩 {days} 个工作日', 'working days left: {days}'), 'chip.provisional': text('暂定：当年放假安排尚未公布', 'provisional: the holidays of that year are not announced yet'),

  'page.reports': text('月报', 'Monthly report'), 'page.rules': text('时限规则', 'Time limits'), 'page.notices': text('邮件记录', 'Mail log'), 'page.mine': text('我的设置', 'My settings'), 'page.registry': text('机构与账号', 'Registry'),
  'report.month': text('{year}年{month}月', '{year}-{month}'), 'report.after': text('答复之后', 'After the answer'), 'report.previous': text('上个月', 'Month before'), 'report.next': text('下个月', 'Month after'), 'report.before': text('上月 {value}', 'month before: {value}'), 'report.scope': text('范围', 'Of'), 'report.figure': text('指标', 'Figure'), 'report.numerator': text('分子', 'Numerator'), 'report.denominator': text('分母', 'Denominator'), 'report.value': text('数值', 'Value'),
  'report.form.docx': text('Word 文档', 'Word'), 'report.form.xlsx': text('电子表格', 'Workbook'), 'report.form.html': text('网页', 'Page'), 'report.form.csv': text('CSV', 'CSV'), 'report.form.json': text('JSON', 'JSON'), 'report.form.model': text('报告内容', 'What the report says'),
  'report.by.account': text('按账号', 'By account'), 'report.by.channel': text('按渠道', 'By channel'), 'report.by.kind': text('按类别', 'By kind'), 'report.by.department': text('按单位', 'By unit'), 'report.by.imposed': text('上级定时限件', 'With a sender’s date'),
  'rules.policies': text('时限标准', 'Policies'), 'rules.calendar': text('工作日历', 'Calendar'), 'rules.rebasings': text('重算记录', 'Recomputations'), 'rules.name': text('名称', 'Name'), 'rules.source': text('依据', 'Source'), 'rules.verified': text('核对', 'Verified'), 'rules.verified.yes': text('原文核对', 'read in the text'), 'rules.verified.second': text('转引', 'second-hand'),
  'rules.named_by': text('使用单位、账号', 'Used by'), 'rules.open': text('在计时限', 'Running'), 'rules.older': text('另有旧版 {count}', '{count} by older versions'), 'rules.edition': text('第 {edition} 版', 'edition {edition}'),
  'calendar.missing': text('尚未载入 {year} 年放假安排，跨年的日期为暂定。国务院办公厅通知发布后请在下方载入。', 'The holiday notice of {year} is not loaded yet; dates that reach into it are provisional.'), 'calendar.year': text('年份', 'Year'), 'calendar.paper': text('放假通知', 'Notice'), 'calendar.off': text('放假', 'Days off'), 'calendar.makeup': text('调休上班', 'Make-up days'), 'calendar.provisional': text('暂定', 'provisional'), 'calendar.official': text('正式', 'official'),
  'calendar.load': text('载入放假安排', 'Load a year’s notice'), 'calendar.load.how': text('选择放假安排文件（JSON），先看会变动哪些在办件，再载入。已变动的时限会逐件留痕并告知网民。', 'Choose the notice (JSON), look at what would move, then load it. Every moved case is recorded and its writer told.'), 'calendar.file': text('选择文件', 'Choose the file'), 'calendar.text': text('内容', 'Content'), 'calendar.look': text('看看会变动什么', 'What would move'), 'calendar.go': text('载入并重算', 'Load and recompute'),
  'calendar.preview': text('{cases} 件将变动，{moved} 项时限改期，其中 {overdue} 项将逾期', '{cases} cases change, {moved} dates move, {overdue} become overdue'), 'calendar.loaded': text('已载入，正在重算在办件', 'Loaded; running cases are being computed anew'), 'calendar.no_json': text('内容不是有效的 JSON', 'This is not valid JSON'),
  'rebasing.when': text('时间', 'When'), 'rebasing.what': text('事由', 'What for'), 'rebasing.progress': text('进度', 'Progress'), 'rebasing.none': text('还没有重算过', 'Nothing was computed anew yet'), 'rebasing.running': text('进行中，已重算 {cases} 件', 'under way, {cases} cases so far'), 'rebasing.ended': text('已完成，{cases} 件，{moved} 项时限改期', 'done: {cases} cases, {moved} dates moved'),
  'notice.to': text('收件人', 'To'), 'notice.what': text('主题', 'Subject'), 'notice.state': text('状态', 'State'), 'notice.tries': text('次数', 'Tries'), 'notice.again': text('重发', 'Send again'), 'notice.resent': text('已重新排队，将发往 {address}', 'Queued again, to {address}'), 'notice.none': text('没有邮件', 'No mail'), 'notice.all': text('全部', 'All'), 'notice.when': text('时间', 'When'),
  'notice.queued': text('待发', 'waiting'), 'notice.collected': text('并入汇总', 'in the digest'), 'notice.sent': text('已发', 'sent'), 'notice.dead': text('未能送达', 'not deliverable'), 'notice.dropped': text('不再发送', 'not sent any more'),
  'mine.absence': text('外出代理', 'Absence'), 'mine.from': text('从', 'From'), 'mine.until': text('到', 'Until'), 'mine.substitute': text('代理人', 'Substitute'), 'mine.back': text('已返岗', 'I am back'), 'mine.set': text('设置代理', 'Set it'), 'mine.notices': text('通知邮件', 'Mails'), 'mine.remind': text('到期提醒', 'Reminders'), 'mine.morning': text('每日晨报', 'The morning mail'), 'mine.summary': text('督办汇总', 'The summary'), 'mine.saved': text('已保存', 'Saved'), 'mine.always': text('逾期、催办、督办邮件不能关闭', 'Misses, urges and supervisions always come'),
  'registry.departments': text('承办单位', 'Departments'), 'registry.accounts': text('账号', 'Accounts'), 'registry.people': text('人员', 'People'), 'registry.code': text('代码', 'Code'), 'registry.phone': text('电话', 'Phone'), 'registry.organisation': text('所属机构', 'Organisation'), 'registry.platform': text('平台', 'Platform'), 'registry.roles': text('岗位', 'Roles'), 'registry.active': text('启用', 'in use'), 'registry.inactive': text('停用', 'not in use'), 'registry.person': text('姓名', 'Name'),

  'case.acts': text('可办事项', 'What may be done'), 'case.more': text('更多', 'More'), 'case.message': text('留言', 'Message'), 'case.clocks': text('时限', 'Time limits'), 'case.timeline': text('办理经过', 'What happened'),
  'case.replies': text('答复稿', 'Replies'), 'case.version': text('第 {version} 稿', 'version {version}'), 'case.received': text('{time} 收件', 'received {time}'), 'case.grade': text('审核等级：{grade}', 'review: {grade}'),
  'case.sensitive': text('敏感', 'sensitive'), 'case.group': text('联名', 'group matter'), 'case.repeat': text('第 {count} 次反映', 'raised {count} times'), 'case.anonymous': text('匿名', 'anonymous'), 'case.erased': text('内容已依规清除', 'The content has been erased'),

  'clock.name': text('时限', 'Time limit'), 'clock.due': text('到期', 'Due'), 'clock.ended': text('结束', 'Ended'), 'clock.proof': text('计算说明', 'How it was counted'), 'clock.on_time': text('按时', 'on time'), 'clock.late': text('逾期', 'late'),
  'clock.void': text('已终止', 'ended otherwise'), 'clock.provisional': text('（暂定）', ' (provisional)'), 'clock.extended': text('延期 {amount}', 'extended by {amount}'),

  'act.sure': text('确认对 {number} 执行“{act}”？', '{act} – case {number}?'), 'act.done': text('已{act}', 'Done: {act}'), 'act.done.ask_return': text('退单申请已提出', 'The return has been asked for'), 'case.withheld': text('不能{names}：{why}', 'Not possible – {names}: {why}'),
  'reply.blocks': text('还不能发布，须先改好：{findings}', 'It cannot go out yet: {findings}'), 'blocked.sign': text('还不能签发：{why}', 'It cannot be signed yet: {why}'), 'blocked.missing': text('尚缺{roles}的签名', 'not signed yet by {roles}'), 'blocked.findings': text('须先改好或说明理由放行 {findings}', 'to be mended or released: {findings}'), 'blocked.return': text('退单申请待审定，审定前仍由本单位负责', 'The return is being decided; until then the unit still answers for the case'), 'blocked.return.by': text('退单申请待受理岗审定（第二次由督查岗裁定），最迟 {due}；审定前仍由本单位负责', 'The return is being decided by the coordinator (a second one by the supervisor), by {due}; until then the unit still answers for the case'), 'blocked.joint': text('还不能提交答复：{units}的协办意见未回', 'The reply cannot be handed in yet: {units} has not answered'),
  'reply.title': text('拟写答复', 'Write the reply'), 'reply.placeholder': text('先写结论，再写事实、依据和后续联系方式', 'The conclusion first, then facts, basis and whom to ask'), 'draft.kept': text('草稿已存', 'Draft kept'), 'draft.going': text('正在存草稿…', 'Keeping the draft…'), 'draft.here': text('暂存在本机，连上服务器后自动保存', 'Kept in this browser until the server answers'),
  'left.title': text('您没有提交的文字', 'What you wrote and did not hand in'), 'left.why': text('此件已由他人办理或转走，这段文字没有交出，仍为您保存。', 'The case was moved on by somebody else; these words were not handed in and are kept for you.'), 'left.copy': text('复制', 'Copy'), 'left.copied': text('已复制', 'Copied'), 'left.drop': text('不再保留', 'Drop them'),
  'pick.case': text('编号或关键词', 'Number or words'), 'pick.none': text('没有可并入的件', 'No such case'),
  'conflict.title': text('有人先改了这件', 'Somebody was quicker'), 'conflict.why': text('您的稿子还在上面的框里；下面是现在的答复稿。请比对后再提交。', 'Your text is still in the field above; below stands the reply as it is now. Compare, then submit.'), 'conflict.nothing': text('（还没有答复稿）', '(no reply yet)'), 'conflict.mine': text('保留我的', 'Keep mine'), 'conflict.theirs': text('改用现在的', 'Take the present one'),
  'here.writing': text('正在写答复', 'is writing the reply'), 'here.looking': text('正在查看', 'also has this open'), 'here.take_over': text('由我接手', 'Take over'), 'case.moved': text('刚刚有人办理：{act}', 'Just now: {act}'),
  'key.assign': text('分办', 'assign'), 'key.reply': text('写答复', 'write the reply'), 'key.back': text('返回列表', 'back to the list'), 'key.next': text('下一件', 'next case'), 'key.previous': text('上一件', 'previous case'), 'key.open': text('打开', 'open'), 'key.select': text('选中（Shift 连选）', 'select (Shift for a range)'), 'key.search': text('搜索', 'search'), 'key.palette': text('快速前往', 'go to…'), 'key.help': text('快捷键', 'keys'), 'key.finish': text('办完看下一件', 'finish and next'), 'key.submit': text('提交', 'submit'),
  'reply.score': text('质量 {score}', 'quality {score}'), 'reply.to_superior': text('报送上级', 'To the superior'), 'verdict.pass': text('可提交', 'ready'), 'verdict.warn': text('请再看看', 'look again'), 'verdict.block': text('不能发布', 'cannot go out'),
  'ask.answered': text('已回应：', 'answered: '), 'ask.open': text('未回应：', 'not answered: '), 'paper.draft': text('拟稿', 'draft'),

  'finding.off_topic': text('答非所问', 'off topic'), 'finding.evasive': text('推诿敷衍', 'evasive'), 'finding.hollow': text('空洞说教', 'hollow'), 'finding.cold': text('生硬冷漠', 'cold'), 'finding.insult': text('雷人雷语', 'insulting'),
  'finding.vague_time': text('时限含糊', 'vague time'), 'finding.no_basis': text('缺依据', 'no basis'), 'finding.no_result': text('缺结论', 'no result'), 'finding.no_contact': text('缺联系方式', 'no contact'), 'finding.no_signature': text('缺落款', 'no signature'),
  'finding.unanswered_ask': text('漏答', 'unanswered'), 'finding.copy_paste': text('千篇一律、串件', 'copied'), 'finding.personal_data': text('泄露隐私', 'personal data'), 'finding.secret': text('泄密', 'secret'), 'finding.advertisement': text('广告', 'advertising'),
  'finding.promise': text('绝对承诺', 'promise'), 'finding.persona': text('网言网语、个人观点', 'persona'), 'finding.placeholder': text('模板残留', 'template left over'),

  'field.reason': text('理由', 'Reason'), 'field.department': text('承办单位', 'Department'), 'field.gates': text('五关审核', 'The five gates'), 'field.note': text('备注', 'Note'), 'field.kind': text('类别', 'Kind'), 'field.urgency': text('等级', 'Urgency'), 'field.state': text('状态', 'State'),
  'field.account': text('账号', 'Account'), 'field.paper': text('文书', 'Document'), 'field.answer': text('答复内容', 'Answer'), 'field.joint': text('协办单位', 'Co-department'), 'field.grade': text('审核等级', 'Grade of review'), 'field.sensitive': text('敏感', 'Sensitive'),
  'field.accused': text('被举报单位', 'Accused units'), 'field.rejection_reason': text('不予受理的理由', 'Why it is not accepted'), 'field.legal_way': text('法定途径', 'The way the law gives'), 'field.basis': text('依据', 'Basis'), 'field.lead': text('并入哪一件（主件）', 'The case that goes on'),
  'field.handler': text('承办人', 'Handler'), 'field.way': text('联系方式', 'By'), 'field.reached': text('已联系上', 'Reached'), 'field.contact_note': text('沟通情况', 'What was said'), 'field.return_basis': text('退单的职责依据', 'Why it is another unit’s duty'),
  'field.suggested': text('建议承办单位', 'Suggested unit'), 'field.ask': text('请协办的事项', 'What is asked'), 'field.contribution': text('协办意见', 'Contribution'), 'field.extension_amount': text('延长（按答复时限的单位）', 'By how many (unit of the answer clock)'),
  'field.extension_reason': text('延期原因', 'Why more time is needed'), 'field.question': text('请网民补充什么', 'What the citizen is asked'), 'field.procedure': text('法定程序', 'Procedure'), 'field.outcome': text('程序结果', 'Outcome'), 'field.finding': text('放行的问题', 'Finding let through'),
  'field.decision': text('研判结论', 'Decision'), 'field.asked': text('要求', 'What is asked'), 'field.level': text('提级', 'Level'), 'field.evidence': text('销号依据', 'Evidence'), 'field.leader': text('批示领导', 'Leader'), 'field.instruction': text('批示内容', 'Instruction'),
  'field.copy': text('哪份公开稿', 'Which public copy'), 'copy.message': text('来信', 'the message'), 'copy.reply': text('答复', 'the reply'), 'field.quote': text('原文字句', 'The words'), 'hint.quote': text('照原文逐字填写，文中每一处都算', 'Exactly as they stand in the original; every place is meant'),
  'field.cover_kind': text('遮盖的是', 'What it is'), 'cover.name': text('姓名', 'name'), 'cover.mobile': text('手机号', 'mobile number'), 'cover.landline': text('电话', 'telephone'), 'cover.address': text('门牌', 'house number'), 'cover.plate': text('车牌', 'number plate'),
  'cover.email': text('邮箱', 'e-mail'), 'cover.wechat': text('微信', 'WeChat'), 'cover.qq': text('QQ', 'QQ'), 'cover.id_number': text('身份证号', 'identity number'), 'cover.bank_card': text('银行卡号', 'bank card'), 'cover.other': text('其他', 'something else'),
  'field.days': text('报告期限（工作日）', 'Report within (working days)'),
  'field.harm': text('内容性质', 'Sort of content'), 'field.hand_over_way': text('转送方式', 'How'), 'field.receiver': text('接收单位（全称）', 'Receiving body (full name)'), 'field.receiver_phone': text('接收单位电话', 'Its telephone'), 'field.received_by': text('对方签收人', 'Received by'), 'field.receipt_number': text('对方编号', 'Its number'), 'field.not_needed': text('无需转送的理由', 'Why none is needed'),
  'field.facts': text('已经查明', 'Found so far'), 'field.doing': text('正在办理', 'Under way'), 'field.next_step': text('下一步', 'Next step'), 'field.next_day': text('下一步日期', 'By'), 'field.amendment': text('更正或撤下', 'Correct or take down'), 'field.corrected': text('更正后的全文', 'The corrected text'), 'field.purge_basis': text('清除依据', 'Basis'),
  'hint.hand_over': text('填写后随转送告知网民；不填则不告知', 'Told to the citizen with the hand-over; left out, the citizen is not told'), 'hint.not_needed': text('没有回执时填写', 'In place of a receipt'), 'hint.corrected': text('撤下时不用填', 'Not for taking down'), 'hint.purge': text('写明依据和指令来源，不要写留言内容', 'Why and by whose instruction; never what the message said'),
  'aid.title': text('写作参考', 'To write from'), 'aid.skeleton': text('套用骨架', 'Use the skeleton'), 'aid.open': text('待填：{fields}', 'open: {fields}'), 'aid.entries': text('答问库', 'Q&A base'), 'aid.replies': text('以往答复', 'Earlier replies'), 'aid.none': text('没有找到相关的答问或答复', 'Nothing like it was found'), 'aid.insert': text('引用', 'Insert'), 'aid.basis': text('依据：{basis}', 'Basis: {basis}'), 'aid.reviewed': text('{day} 审定', 'approved {day}'), 'aid.review': text('{day} 前复核', 'to be reviewed by {day}'), 'aid.stale': text('依据已失效，正在复核', 'its basis no longer holds; under review'), 'aid.repealed': text('文稿引用的“{title}”已失效：{reason}', '“{title}” no longer holds: {reason}'),
  'page.knowledge': text('答问库', 'Q&A base'), 'knowledge.find': text('搜索', 'Search'), 'knowledge.search': text('搜索问题、答案、依据', 'Question, answer, basis'), 'knowledge.none': text('没有找到答问', 'No entries found'), 'knowledge.nothing': text('答问库还没有答问。写好并审定的答问，写答复时可以引用，网民也能查到', 'No questions and answers yet. Once approved they are offered to whoever writes a reply, and found by citizens'), 'knowledge.review': text('复核期限 {day}', 'to review by {day}'), 'knowledge.department': text('责任单位', 'Responsible'), 'knowledge.repealed': text('依据失效', 'basis repealed'), 'knowledge.question': text('问题', 'Question'), 'knowledge.more': text('再看一些', 'Show more'),
  'demo.title': text('演示时钟', 'Clock of the demonstration'), 'demo.now': text('演示时钟：{time}', 'Demonstration: {time}'), 'demo.hours': text('快进 4 小时', '4 hours on'), 'demo.day': text('快进 1 个工作日', '1 working day on'), 'demo.done': text('快进期间：{acts}', 'On the way: {acts}'), 'demo.act': text('{act} {times} 件', '{act} {times}'), 'demo.nothing': text('这段时间没有事项到期', 'Nothing fell due'),

  'field.resolved': text('是否解决', 'Settled?'), 'field.satisfaction': text('是否满意', 'Satisfied?'), 'hint.if_reached': text('联系上的必填', 'Needed where the citizen was reached'), 'field.tracking_basis': text('暂不能解决的原因和依据', 'Why it cannot be settled yet'),
  'field.condition': text('解决的条件', 'On what it waits'), 'hint.condition': text('条件和预计日期至少填一项', 'This or the day is needed'), 'field.until': text('预计解决日期', 'Settled by'), 'field.told': text('如何告知网民', 'How the citizen was told'), 'field.clearing': text('销账依据', 'What shows that it is settled'),
  'field.cause': text('不满意的原因', 'Cause'), 'field.found': text('核查情况', 'What was found'), 'field.measure': text('整改措施', 'What is done about it'),
  'decision.upheld': text('属实', 'upheld'), 'decision.not_upheld': text('不属实', 'not upheld'), 'level.raised': text('提级办理', 'handled at a higher level'), 'level.talk': text('约谈', 'talk with the head'),
  'hint.gates': text('逐项核对后勾选，须全部勾选', 'Tick each after checking it; all are needed'), 'hint.accused': text('留言未指明单位的，可不选', 'Leave empty where the report names none'), 'hint.legal_way': text('网民会看到，请写明机关、方式和电话', 'The citizen reads it: authority, way, telephone'),
  'hint.lead': text('输入编号，或标题、内容里的词', 'Type its number, or words of it'), 'hint.return_basis': text('写明职责分工文件或条款', 'Name the document or article'), 'hint.extension_reason': text('网民会看到：“因……，不能在原定日期前办结”', 'The citizen reads it'), 'hint.question': text('经受理岗核准后原文发给网民', 'Sent word for word once approved'),
  ...PAGE_TEXTS, ...KNOWLEDGE_TEXTS, ...REGISTRY_TEXTS, ...GROUP_TEXTS, ...MODEL_TEXTS, ...ASSESSMENT_TEXTS, ...SUPERVISION_TEXTS, ...TODAY_TEXTS, ...READING_TEXTS,
} as const satisfies Record<string, Label>;
export type TextName = keyof typeof TEXTS;
