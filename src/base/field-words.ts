import { GATES, PARTIES, PROCEDURES, ROLES, type Label } from '../core/vocabulary.js';

/** What the fields of the doors are called on paper, so that a refusal names them as people do. Chinese, English. */
const WORDS = {
  absent: ['缺勤人', 'who is absent'], account: ['账号', 'account'], accounts: ['账号', 'accounts'], accused: ['被举报单位', 'accused'], act: ['办理步骤', 'act'], active: ['启用', 'in use'], acts: ['办理步骤', 'acts'],
  after: ['从哪一件之后', 'after'], amount: ['数量', 'amount'], answer: ['答复', 'answer'], approvals: ['审定', 'approvals'], article: ['条款', 'article'], as: ['方式', 'as'], asOf: ['截至时间', 'as of'], ask: ['请协办的事项', 'what is asked'],
  asked: ['要求', 'what is asked'], assessedCaseId: ['考核件', 'assessed case'], attachments: ['附件', 'attachments'], audience: ['适用对象', 'audience'], author: ['来信人', 'writer'], basis: ['依据', 'basis'], before: ['截止之前', 'before'], by: ['分配方式', 'by'],
  calendar: ['日历', 'calendar'], cap: ['上限', 'cap'], case: ['办理件', 'case'], caseId: ['办理件', 'case'], caseIds: ['办理件', 'cases'], caseNumber: ['编号', 'number of the case'], caseVersion: ['办理件版本', 'version of the case'], cases: ['办理件', 'cases'], cause: ['原因', 'cause'],
  change: ['变动', 'change'], channel: ['渠道', 'channel'], checkerIds: ['评查人', 'checkers'], chosen: ['选定的件', 'chosen cases'], clock: ['时限', 'clock'], clocks: ['各项时限', 'clocks'], code: ['种类', 'sort'], comment: ['点评', 'comment'], condition: ['解决的条件', 'condition'],
  contact: ['联系方式', 'contact'], content: ['内容', 'content'], contentHash: ['内容校验值', 'hash of the content'], copy: ['公开稿', 'public copy'], day: ['日期', 'day'], days: ['天数', 'days'], decision: ['结论', 'decision'], department: ['承办单位', 'department'],
  departmentId: ['承办单位', 'department'], departments: ['承办单位', 'departments'], document: ['文件', 'document'], doing: ['正在办理', 'under way'], dryRun: ['只看不改', 'dry run'], dueAt: ['到期时间', 'due time'], dueBefore: ['到期早于', 'due before'], duty: ['事项', 'duty'],
  each: ['每次', 'each'], edition: ['版次', 'edition'], email: ['邮箱', 'e-mail'], en: ['英文', 'English'], end: ['终点', 'end'], entries: ['答问', 'entries'], everyMinutes: ['间隔（分钟）', 'minutes between'], evidence: ['证明材料', 'evidence'], extension: ['延期', 'extension'],
  externalId: ['平台编号', 'number of the platform'], facts: ['已经查明', 'facts'], file: ['文件', 'file'], form: ['形式', 'form'], format: ['格式', 'format'], found: ['核查情况', 'what was found'], fresh: ['新密码', 'new password'], from: ['开始时间', 'from'], gates: ['五关审核', 'the five gates'],
  grade: ['审核等级', 'grade'], granted: ['是否同意', 'granted'], ground: ['剔除事由', 'ground'], handOverId: ['转送', 'hand-over'], handlerId: ['承办人', 'handler'], helpful: ['是否有用', 'helpful'], hours: ['小时', 'hours'], id: ['编号', 'number'], imposed: ['上级定时限', 'imposed'],
  intoId: ['并入的话题', 'topic that goes on'], jointId: ['协办单位', 'co-department'], key: ['标识', 'key'], kind: ['类别', 'kind'], lang: ['语言', 'language'], language: ['语言', 'language'], large: ['大字', 'large text'], leadId: ['主件', 'lead case'], leader: ['批示领导', 'leader'], least: ['至少', 'at least'],
  legalWay: ['法定途径', 'the way the law gives'], level: ['提级', 'level'], limit: ['条数', 'limit'], link: ['链接', 'link'], locale: ['语言', 'language'], login: ['用户名', 'login'], marks: ['评分', 'marks'], max: ['最多次数', 'at most'], measure: ['整改措施', 'measure'], mediaType: ['文件类型', 'media type'],
  message: ['来信', 'message'], messageId: ['邮件编号', 'message id'], month: ['月份', 'month'], more: ['还有更多', 'more'], name: ['名称', 'name'], next: ['下一批', 'next'], nextDay: ['下一步日期', 'day of the next step'], nextStep: ['下一步', 'next step'], notNeeded: ['无需转送的理由', 'why none is needed'],
  note: ['备注', 'note'], notice: ['放假通知', 'holiday notice'], number: ['编号、文号', 'number'], numbers: ['若干编号', 'numbers of cases'], occurredAt: ['发生时间', 'when it happened'], off: ['关闭的通知', 'switched off'], old: ['原密码', 'old password'], on: ['开关', 'on'], once: ['提交标识', 'token of the form'], opinion: ['意见', 'opinion'],
  organisation: ['机构', 'organisation'], organisations: ['机构', 'organisations'], origin: ['来源', 'origin'], otherId: ['另一件', 'the other case'], outcome: ['结果', 'outcome'], paperId: ['文书', 'document'], password: ['密码', 'password'], period: ['期间', 'period'], person: ['人员', 'person'], phone: ['电话', 'telephone'],
  place: ['地点', 'place'], policies: ['时限规则', 'policies'], policy: ['时限规则', 'policy'], procedure: ['法定程序', 'procedure'], progress: ['进展', 'progress'], publicity: ['是否公开', 'public or not'], q: ['搜索词', 'words'], query: ['筛选条件', 'filters'], queryCode: ['查询码', 'code'],
  question: ['问题', 'question'], quote: ['原文字句', 'the words'], reached: ['是否联系上', 'reached'], reason: ['理由', 'reason'], receiptNumber: ['对方编号', 'its number'], receipts: ['回执', 'receipts'], receivedAt: ['收到时间', 'received at'], receivedBy: ['接收人', 'received by'], receiver: ['接收单位', 'receiving body'],
  receiverNumber: ['对方编号', 'its number'], receiverPhone: ['接收单位电话', 'its telephone'], region: ['适用地区', 'region'], reply: ['答复', 'reply'], resolved: ['是否解决', 'settled'], reviewBy: ['复核期限', 'to be reviewed by'], reviewedOn: ['复核日期', 'reviewed on'], revision: ['第几次计算', 'revision'],
  roles: ['岗位', 'roles'], rules: ['时限规则', 'rules'], satisfaction: ['是否满意', 'satisfied'], scope: ['权限范围', 'scope'], seenVerdict: ['已看过的提示', 'findings seen'], sensitive: ['敏感', 'sensitive'], sha256: ['文件校验值', 'hash of the file'], share: ['比例', 'share'], shared: ['共用', 'shared'],
  similar: ['相似问法', 'similar questions'], since: ['起点', 'since'], size: ['抽取数量', 'size'], sort: ['种类', 'sort'], source: ['依据', 'source'], start: ['起点', 'start'], state: ['状态', 'state'], subject: ['标题', 'subject'], substitute: ['代理人', 'substitute'], suggestedDepartmentId: ['建议承办单位', 'suggested unit'],
  system: ['来源系统', 'system'], table: ['表', 'table'], takeOffline: ['同时下线', 'take offline'], takeOver: ['接手', 'take over'], template: ['模板', 'template'], text: ['内容', 'text'], title: ['标题', 'title'], to: ['结束时间', 'until'], toCitizen: ['答复网民的文字', 'text to the citizen'],
  toSuperior: ['报送上级的文字', 'text to the superior'], told: ['如何告知网民', 'how the citizen was told'], topicId: ['话题', 'topic'], typing: ['边输边搜', 'while typing'], unit: ['单位', 'unit'], until: ['结束时间', 'until'], urgency: ['等级', 'urgency'], url: ['网址', 'address'], users: ['人员', 'people'],
  verified: ['核对', 'verified'], version: ['版本', 'version'], view: ['视图', 'view'], way: ['方式', 'way'], when: ['适用条件', 'when'], workingDays: ['工作日', 'working days'], year: ['年份', 'year'], zh: ['中文', 'Chinese'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export const FIELD_WORDS: Readonly<Record<string, readonly [zh: string, en: string] | undefined>> = WORDS;

const BETWEEN: Label = { zh: '或', en: ' or ' };
const wordOf = (segment: string): Label => {
  if (/^\d+$/.test(segment)) return { zh: `第 ${Number(segment) + 1} 项`, en: `no. ${Number(segment) + 1}` };
  const known = segment.split(' | ').map((each) => FIELD_WORDS[each] ?? [each, each]);
  return { zh: known.map(([zh]) => zh).join(BETWEEN.zh), en: known.map(([, en]) => en).join(BETWEEN.en) };
};

/**
 * A field by its path, in words; one without a name is the whole of what was sent.
 * @example fieldWords('clocks[4].extension') → { zh: '各项时限 第 5 项 延期', en: 'clocks no. 5 extension' }
 */
export function fieldWords(path: string): Label {
  if (path === '') return { zh: '提交的内容', en: 'what was sent' };
  const words = path.split(/[.[\]]+/).filter((each) => each !== '').map(wordOf);
  return { zh: words.map(({ zh }) => zh).join(' '), en: words.map(({ en }) => en).join(' ') };
}

/** What a token may do, by its scope. */
const TOKENS: Readonly<Record<string, Label>> = {
  channel: { zh: '来信渠道的令牌', en: 'a token of a channel' }, read: { zh: '读取数据的令牌', en: 'a token to read' },
  import: { zh: '导入数据的令牌', en: 'a token to import' }, receipts: { zh: '报送回执的令牌', en: 'a token for receipts' },
};
/** Who and what a refusal lists, by its identifier. */
const LISTED: Readonly<Record<string, Label | undefined>> = { ...PARTIES, ...ROLES, ...GATES, ...PROCEDURES, ...TOKENS, 'same-origin': { zh: '本系统的页面', en: 'a page of this system' }, 'on duty': { zh: '当班人员', en: 'whoever is on duty' }, 'next on duty': { zh: '接班人员', en: 'whoever is on duty next' } };
/** Numbers of cases stand for themselves; another identifier without a word is for machines alone. */
const isNumber = (each: string): boolean => /^\d{8}-/.test(each);

/** A list of a refusal in words; `null` where nothing of it has one. */
export function listed(list: readonly unknown[], language: 'zh' | 'en'): string | null {
  const words = list.flatMap((each) => (typeof each !== 'string' ? [] : (LISTED[each]?.[language] ?? (isNumber(each) ? each : []))));
  return words.length === 0 ? null : [...new Set(words)].join(language === 'zh' ? '、' : ', ');
}
