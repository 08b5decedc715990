import type { Label } from '../core/vocabulary.js';
import type { RefusalCode } from '../core/refusal.js';
import { fieldWords, listed } from './field-words.js';

/** One entry of the catalogue of refusals: RFC 9457 status, title, and a hint where a person can act. `{fact}` is filled from the facts. */
export interface ProblemEntry {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503;
  readonly title: Label;
  readonly hint?: Label;
}

const entry = (status: ProblemEntry['status'], zh: string, en: string, hintZh?: string, hintEn?: string): ProblemEntry => ({
  status,
  title: { zh, en },
  ...(hintZh && { hint: { zh: hintZh, en: hintEn ?? hintZh } }),
});

/** Total: a new refusal code without an entry does not compile. */
export const PROBLEMS: Record<RefusalCode, ProblemEntry> = {
  act_not_allowed: entry(409, '此件当前状态下不能办理这一步', 'This step is not possible in the present state of the case', '请刷新后再看现在可以办理哪些步骤', 'Reload to see which steps are possible now'),
  not_your_part: entry(403, '这一步不由您的岗位办理', 'This step is not your part', '请交由{who}办理', 'Leave it to: {who}'),
  no_standing: entry(403, '不在您的办理范围内', 'This is outside your range', '请交由所属单位办理；机器请用本账号的令牌', 'Leave it to the unit it belongs to; machines use the token of this account'),
  signed_out: entry(401, '请先登录', 'Please sign in', '登录已过期或尚未登录；机器请带令牌', 'Your session has ended or not begun; machines send a token'),
  not_found: entry(404, '没有找到', 'Not found', '请核对编号', 'Please check the number'),
  stale_version: entry(409, '此件刚被他人更新', 'The case has been changed meanwhile', '请刷新后再办；您填写的内容没有保存，也没有改动此件', 'Reload and try again; nothing was changed by this attempt'),
  too_late: entry(409, '已超过可以办理的时间', 'It is too late for this step'),
  accused_not_confirmed: entry(409, '举报件须先确认被举报单位，才能分办', 'The accused of a report must be confirmed first', '请先办理“确认被举报单位”；没有被举报单位的，确认为空', 'Confirm the accused units first; confirm an empty list if there are none'),
  accused_cannot_handle: entry(409, '不能交由被举报单位办理', 'An accused unit cannot handle the report', '请另选承办单位', 'Choose another department'),
  not_proposed: entry(409, '尚未有人提出', 'Nobody has proposed this yet'),
  same_person: entry(403, '同一件事须由另一人办理', 'Another person must do this', '提出人与审核人不能是同一人', 'The one who proposed or drafted cannot decide'),
  signature_missing: entry(409, '签名不全，不能签发', 'Signatures are missing', '尚缺{missing}的签名', 'Still to sign: {missing}'),
  gate_blocked: entry(409, '答复有必须处理的问题，不能签发', 'The reply has findings that block it', '请退回修改，或对可放行的问题说明理由放行', 'Send it back, or release with a reason what may be released'),
  gate_not_releasable: entry(409, '这类问题只能修改，不能放行', 'A finding of this kind can only be edited away', '请退回修改', 'Send the reply back'),
  not_in_copy: entry(409, '文中没有这段字', 'These words do not stand in the text', '请照原文逐字填写', 'Give them exactly as they stand in the original'),
  covered_already: entry(409, '这段字已经遮盖', 'These words are covered already'),
  not_covered: entry(409, '这段字没有遮盖，无须恢复', 'These words are not covered', '请填写被遮盖的完整原文', 'Give the whole of what the cut hides'),
  stays_covered: entry(409, '身份证号、银行卡号不得恢复公开', 'Identity and bank card numbers stay covered'),
  not_found_in_reply: entry(409, '答复中没有这类问题', 'The reply has no such finding'),
  findings_not_seen: entry(409, '答复有须先看过的提示', 'The reply has findings that must be seen first', '请逐条看过，改好后再交；看过仍要提交的，再提交一次', 'Look at each of them; to go on in spite of them hand it in once more'),
  contribution_open: entry(409, '协办单位尚未答复', 'A co-department has not answered yet', '请等待协办答复，或在逾期后由受理岗免予协办', 'Wait for it, or have the coordinator waive it once overdue'),
  contribution_not_open: entry(409, '没有待答复的协办', 'There is no open contribution'),
  contribution_not_overdue: entry(409, '协办尚未逾期，不能免予协办', 'The contribution is not overdue yet'),
  return_limit: entry(409, '退单次数已到上限，须由督查岗裁定', 'As many returns were asked as may be; the supervisor adjudicates now'),
  clarified_already: entry(409, '只能请网民补充一次', 'The citizen can be asked only once'),
  no_contact: entry(409, '网民没有留下联系方式，无法联系', 'The citizen left no way to be reached'),
  extension_limit: entry(409, '超过可以延长的上限', 'The extension exceeds the limit', '至多再延长 {cap}，单位与原时限相同', 'At most {cap} more, in the unit of the clock'),
  extension_open: entry(409, '已有一份延期申请待审', 'An extension is already being decided'),
  extension_not_open: entry(409, '没有待审的延期申请', 'No extension is waiting for a decision'),
  imposed_date: entry(409, '时限由交办单位确定，只能由其延长', 'The due time was set by the sender and only the sender can extend it'),
  report_never_merged: entry(409, '举报件不并单', 'Reports are never merged'),
  lead_not_open: entry(409, '主件已办结或不在可并入的状态', 'The lead case is answered or ended'),
  merge_with_itself: entry(422, '不能并入自身', 'A case cannot be merged into itself'),
  study_open: entry(409, '不满意件尚未研判', 'A bad rating still waits for its study'),
  paper_open: entry(409, '尚有督办或批示未办结', 'A supervision or instruction is still open'),
  reopen_limit: entry(409, '已达到重办次数上限', 'The case has been reopened as often as allowed'),
  text_not_approved: entry(422, '对外文字须使用已核定的模板', 'Texts to citizens must use an approved template', '请选用已核定的模板，并填齐各项', 'Choose an approved template and fill in its fields'),
  reason_needed: entry(422, '请填写理由', 'Please give a reason'),
  grade_not_lowered: entry(422, '审核等级降低须说明理由', 'Lowering the grade needs a reason'),
  approval_void: entry(409, '签名后内容有改动，签名已失效', 'The text changed after it was signed; the signatures are void', '请重新送审', 'Submit it for review again'),
  already_signed: entry(409, '您已经签过', 'You have signed already'),
  not_asked_to_sign: entry(403, '此件不需要您的岗位会签', 'Your signature is not asked for on this case'),
  gates_not_ticked: entry(422, '五关须逐项勾选', 'Each of the five gates must be ticked', '尚缺{missing}', 'Still to tick: {missing}'),
  same_person_returned: entry(409, '已裁定的承办单位不能再退单', 'A department that was adjudicated cannot return the case'),
  already_rated: entry(409, '您已评价过', 'You have rated already'),
  not_overdue: entry(409, '尚未逾期', 'Not overdue'),
  paper_state: entry(409, '此文书当前状态下不能办理这一步', 'The document is not in a state for this step'),
  not_yet_available: entry(409, '该期尚未结束，还不能出报告', 'The period is not over yet, so it cannot be reported'),
  unknown_account: entry(404, '没有这个账号', 'There is no such account', '请核对账号标识（handle）', 'Check the handle of the account'),
  unknown_department: entry(422, '没有这个部门', 'There is no such department'),
  unknown_person: entry(422, '没有此人，或其不能办理此件', 'There is no such person, or the person cannot handle this case'),
  department_already: entry(409, '此件已在该部门', 'The case is with this department already'),
  message_empty: entry(422, '留言内容为空', 'The message is empty', '请填写留言内容；原始内容已留存', 'Fill in the text; what was sent is kept'),
  message_too_long: entry(413, '留言过长', 'The message is too long', '最多 {limit} 个字符；请删减或分条提交', 'At most {limit} characters; shorten it or send it in parts'),
  message_not_text: entry(400, '内容不是有效的 UTF-8 JSON 文本', 'The body is not valid UTF-8 JSON', '原始内容已留存；请以 UTF-8 编码重新提交', 'What was sent is kept; send it again as UTF-8'),
  photo_unusable: entry(422, '照片无法接收', 'A photo cannot be taken', '只收 JPEG、PNG、WebP 图片，每张不超过 5 MB，最多 5 张', 'JPEG, PNG or WebP, at most 5 MB each and five in all'),
  body_too_large: entry(413, '提交的内容过大', 'The body is too large', '最大 {limit} 字节', 'At most {limit} bytes'),
  wrong_media_type: entry(415, '内容类型不受支持', 'This media type is not supported', '请使用 application/json', 'Use application/json'),
  wrong_shape: entry(400, '提交的内容有误', 'The request is not well-formed', '请按所指之处逐项更正', 'Correct each point that is named'),
  wrong_code: entry(404, '编号或查询码不正确', 'The number or the code is wrong', '请核对受理回执上的编号和查询码', 'Check both on your receipt'),
  too_many_tries: entry(429, '尝试次数过多，请稍后再试', 'Too many tries; please wait', '{seconds} 秒后再试', 'Try again in {seconds} seconds'),
  wrong_login: entry(401, '用户名或密码不正确', 'The login or the password is wrong', '请核对后再试；连续五次不正确将锁定十五分钟', 'Check both and try again; five wrong tries lock the login for fifteen minutes'),
  roles_exclude: entry(422, '管理、审计与业务岗位不能由一人兼任', 'Administrator, auditor and business roles exclude each other', '请分由不同的人担任', 'Give them to different people'),
  password_weak: entry(422, '密码强度不够', 'The password is too weak', '至少 10 位，含大写、小写、数字、符号中的三类', 'At least 10 characters with three of: upper case, lower case, digits, signs'),
  password_to_change: entry(403, '请先修改一次性密码', 'Change your one-time password first', '修改密码后重新登录，再办理其他事项', 'Change the password, sign in again, and go on from there'),
  import_unreadable: entry(422, '文件无法读取', 'The file cannot be read'),
  config_wrong: entry(422, '配置有误', 'The configuration is wrong'),
  busy: entry(503, '系统暂时无法保存，请稍后再试', 'The system cannot save at the moment; please try again', '您的操作没有生效', 'Nothing was changed'),
  preset_fixed: entry(409, '预设的时限规则只读', 'A preset policy cannot be edited', '请先克隆为本单位的规则再改', 'Clone it and edit the clone'),
  procedure_open: entry(409, '法定程序尚未结束', 'A procedure laid down by law is still open'),
  procedure_not_open: entry(409, '没有进行中的法定程序', 'No procedure laid down by law is open'),
  procedure_unknown: entry(409, '此件的时限规则没有规定该法定程序停止计时', 'The policy of this case does not stop the time for this procedure', '可用的程序：{allowed}', 'It knows: {allowed}'),
  demonstration_only: entry(409, '仅演示环境可用', 'Available in the demonstration only'),
  account_inactive: entry(409, '账号已停用', 'The account is not active', '原始内容已留存；请联系管理员启用账号', 'What was sent is kept; ask the administrator to activate the account'),
  time_out_of_range: entry(422, '时间超出可计算的范围', 'The time lies outside what can be computed', '请核对年份', 'Check the year'),
  model_in_force: entry(409, '正在使用的就是这一版', 'This version is in use already'),
  model_of_other_engine: entry(409, '这一版由另一版本的程序训练，不能再用', 'This version was learned by another edition of the program and cannot be asked any more', '请重新训练', 'Train a new one'),
  duplicate: entry(409, '已存在', 'It exists already'),
  hand_over_not_open: entry(409, '没有待确认的转送', 'No hand-over waits to be confirmed', '请先登记转送，写明接收单位和电话', 'Record the hand-over first, with the body and its telephone'),
  hand_over_open: entry(409, '已有转送尚待确认', 'A hand-over is not confirmed yet', '请先登记该转送的回执', 'Record its receipt first'),
  transfer_not_open: entry(409, '此件不在外部办理中', 'The case is not with an outside body'),
  purge_needs_both: entry(403, '清除须由系统管理员和受理岗各一人提出、确认', 'A purge needs an administrator and a coordinator, one to propose and one to confirm', '请交由{who}确认', 'To be confirmed by: {who}'),
  span_outside: entry(422, '所指的文字不在留言内', 'The span lies outside the message', '请按“标题、换行、正文”的位置标出', 'Count from the subject, a line break and the text'),
  report_not_in_group: entry(409, '举报件不得集中回应', 'A report is never answered by group', '请单独办理该件', 'Answer it by itself'),
  group_member_state: entry(409, '此件当前状态下不能列入集中回应', 'A case in this state cannot be answered by group', '待分办、待签收、办理中的件可以列入', 'Cases to be assigned, assigned or in hand can'),
  group_member_office: entry(422, '集中回应的各件须属同一单位的账号', 'All cases of a group reply must be of accounts of one office'),
  group_member_taken: entry(409, '有的件已列入另一份集中回应', 'A case stands in another group reply already', '所涉各件：{cases}', 'They are: {cases}'),
  group_reply_state: entry(409, '集中回应当前状态下不能办理这一步', 'The group reply is not in a state for this step', '请刷新后再看现在可以办理哪些步骤', 'Reload to see which steps are possible now'),
  group_reply_empty: entry(409, '集中回应没有可以答复的件', 'The group reply has no case left to answer', '答复未回答其所问的件不会列入；可修改文字，或说明理由后放回', 'Cases whose question it leaves open are not listed; change the text, or put them back with a reason'),
  entry_state: entry(409, '此条答问当前状态下不能办理这一步', 'The entry is not in a state for this step', '请刷新后再看现在可以办理哪些步骤', 'Reload to see which steps are possible now'),
  entry_mirrored: entry(409, '此条答问来自其他答问库，在本库只读', 'The entry is mirrored from another base and read only here', '请在来源处修改', 'Change it where it comes from'),
  reply_not_public: entry(409, '只有公开的答复才能转为答问', 'Only a reply that was published for the public can become an entry', '网民选择不公开的留言和举报件不得转用', 'What a citizen chose to keep private, and reports, are not taken'),
  sample_empty: entry(409, '这一时期没有可以抽查的答复', 'There is no reply of this period to be checked', '请另选时期', 'Choose another period'),
  checkers_few: entry(422, '可以担任评查的人不够', 'Too few people may check these cases', '本单位的件、经办或者审核过的件不得评查；请增加其他岗位的人员，至少 {least} 人', 'Nobody checks a case of the own unit or one they worked on; name more people, at least {least}'),
  spot_check_state: entry(409, '抽查已经结束，不能再办理这一步', 'The spot check is closed'),
  sheet_state: entry(409, '这份评查表已经交回或者已经回避', 'The sheet was handed in, or its checker has recused'),
  sheets_open: entry(409, '还有 {unsettled} 件没有评定', '{unsettled} cases are not settled yet', '仍要结束的请写明理由；没有评定的件不计入结果', 'To close it all the same give a reason; what is not settled stays out of the results'),
  assessment_state: entry(409, '考核当前状态下不能办理这一步', 'The assessment is not in a state for this step', '请刷新后再看现在可以办理哪些步骤', 'Reload to see which steps are possible now'),
  not_deducted: entry(409, '此件没有扣分，或者已经不再计分', 'This case was not counted against the unit, or does not count any more'),
  objection_open: entry(409, '此件已有一份异议或者剔除意见', 'An objection or exclusion of this case exists already'),
  decisions_open: entry(409, '还有异议期没有届满，或者异议、剔除意见没有复核', 'The time to object is not over, or something is still to be decided', '请待异议期满、逐项复核后再办', 'Wait until the time to object is over and everything is decided'),
  own_unit: entry(403, '本单位的事项须由他人复核', 'Somebody of another unit must decide on this'),
  opinion_off: entry(409, '没有启用第二意见', 'No second opinion is set up', '需要时由管理员设置 LANGUAGE_MODEL_URL', 'The administrator may set LANGUAGE_MODEL_URL'),
};

export type Language = 'zh' | 'en';

/** Chinese unless English is asked for first. Source: RFC 9110, 12.5.4. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag, ...parameters] = part.trim().split(';');
      const quality = Number(parameters.find((each) => each.trim().startsWith('q='))?.trim().slice(2) ?? 1);
      return { tag: tag!.toLowerCase(), quality };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const first = wanted.find(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'));
  return first?.tag.startsWith('en') ? 'en' : 'zh';
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly hint?: string;
  readonly [fact: string]: unknown;
}

/** A text with its facts: a list in the words of its readers. */
const filled = (text: string, facts: Record<string, unknown>, language: Language): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = facts[name];
    if (Array.isArray(fact)) return listed(fact, language) ?? whole;
    return typeof fact === 'string' || typeof fact === 'number' ? String(fact) : whole;
  });

/** A hint that lacks a fact helps nobody. */
const hinted = (hint: Label | undefined, facts: Record<string, unknown>, language: Language): string | undefined => {
  const said = hint && filled(hint[language], facts, language);
  return said && !/\{\w+\}/.test(said) ? said : undefined;
};

/** Each wrong field with what it is called on paper, for the person who filled in the form; `field` is for programs. */
const named = (errors: unknown, language: Language): unknown =>
  Array.isArray(errors) ? errors.map((each: unknown) => (isField(each) ? { ...each, name: fieldWords(each.field)[language] } : each)) : errors;
const isField = (error: unknown): error is { field: string } => typeof error === 'object' && error !== null && 'field' in error && typeof error.field === 'string';

/** The body of a refusal, RFC 9457 `application/problem+json`. */
export function problemOf(code: RefusalCode, facts: Record<string, unknown>, language: Language, instance: string): Problem {
  const { status, title, hint } = PROBLEMS[code];
  const said = facts['say'] as Label | undefined;
  const helps = hinted(hint, facts, language);
  const { say: _say, errors, ...others } = facts;
  return {
    ...others,
    ...(errors !== undefined && { errors: named(errors, language) }),
    type: `urn:huiyin:problem:${code}`,
    title: title[language],
    status,
    detail: filled(said?.[language] ?? title[language], facts, language),
    instance,
    ...(helps !== undefined && { hint: helps }),
    code,
  };
}

/** A sentence for a command line or a log. */
export const sentenceOf = (code: RefusalCode, facts: Record<string, unknown>, language: Language = 'zh'): string => {
  const problem = problemOf(code, facts, language, '');
  return [problem.detail, problem.hint].filter(Boolean).join(language === 'zh' ? '。' : '. ');
};
