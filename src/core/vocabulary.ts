/**
 * The field's words, each with its Chinese original: kinds, urgencies, states, roles, grades, clocks.
 * Identifiers are what is stored, sent over the API and named in events; the labels are what people read.
 */

/** A text for people in both languages. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

export const KINDS = {
  consultation: { zh: '咨询', en: 'consultation' },
  help: { zh: '求助', en: 'request for help' },
  complaint: { zh: '投诉', en: 'complaint' },
  report: { zh: '举报', en: 'report of wrongdoing' },
  suggestion: { zh: '建议', en: 'suggestion' },
  correction: { zh: '纠错', en: 'correction' },
  thanks: { zh: '感谢', en: 'thanks' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Label>;
export type Kind = keyof typeof KINDS;

/** Urgency 等级（档）, from the least to the most pressing: the time limits of policies are told apart by it. */
export const URGENCIES = {
  complex: { zh: '复杂疑难', en: 'complex' },
  ordinary: { zh: '一般', en: 'ordinary' },
  urgent: { zh: '紧急', en: 'urgent' },
  public_opinion: { zh: '其他政务舆情', en: 'other public opinion' },
  major_event: { zh: '特别重大、重大突发事件', en: 'major event' },
  emergency: { zh: '突发', en: 'emergency' },
} as const satisfies Record<string, Label>;
export type Urgency = keyof typeof URGENCIES;

/** More pressing than the ordinary: cannot wait for office hours. */
export const isPressing = (urgency: Urgency): boolean => Object.keys(URGENCIES).indexOf(urgency) > Object.keys(URGENCIES).indexOf('ordinary');

/** Grade of review 审核等级: who must sign before a reply may go out. */
export const GRADES = {
  A: { zh: '普通', en: 'ordinary' },
  B: { zh: '重要', en: 'important' },
  C: { zh: '敏感', en: 'sensitive' },
} as const satisfies Record<string, Label>;
export type Grade = keyof typeof GRADES;

export const PUBLICITIES = {
  public: { zh: '公开', en: 'public' },
  private: { zh: '不公开', en: 'private' },
} as const satisfies Record<string, Label>;
export type Publicity = keyof typeof PUBLICITIES;

/** The states of a case. "Overdue" is not among them: it is derived from a clock and an instant. */
export const STATES = {
  received: { zh: '已收件', en: 'received', open: true },
  held: { zh: '待人工审看', en: 'held for a person', open: true },
  quarantined: { zh: '已隔离', en: 'quarantined', open: true },
  queued: { zh: '待分办', en: 'to be assigned', open: true },
  assigned: { zh: '待签收', en: 'to be acknowledged', open: true },
  returning: { zh: '退单待审', en: 'return asked', open: true },
  handling: { zh: '办理中', en: 'in hand', open: true },
  clarifying: { zh: '待补充', en: 'waiting for the citizen', open: true },
  signing: { zh: '待单位审签', en: 'to be signed off by the unit', open: true },
  in_review: { zh: '待审核', en: 'in review', open: true },
  approved: { zh: '待发布', en: 'to be published', open: true },
  transferred: { zh: '转外部办理', en: 'handled outside', open: true },
  answered: { zh: '已答复', en: 'answered', open: true },
  closed: { zh: '已归档', en: 'closed', open: false },
  filed: { zh: '阅存', en: 'filed without action', open: false },
  rejected: { zh: '不予受理', en: 'not accepted', open: false },
  merged: { zh: '并单', en: 'merged', open: false },
  withdrawn: { zh: '网民撤回', en: 'withdrawn by the citizen', open: false },
} as const satisfies Record<string, Label & { open: boolean }>;
export type State = keyof typeof STATES;

export const ALL_STATES = Object.keys(STATES) as State[];
/** Open, and the citizen has no answer yet. */
export const BEFORE_ANSWER = ALL_STATES.filter((state) => STATES[state].open && state !== 'answered');
export const OPEN_STATES = ALL_STATES.filter((state) => STATES[state].open);

export const ROLES = {
  coordinator: { zh: '受理岗', en: 'coordinator' },
  liaison: { zh: '单位联络员', en: 'liaison' },
  handler: { zh: '承办人', en: 'handler' },
  head: { zh: '单位负责人', en: 'head of unit' },
  reviewer: { zh: '审核岗', en: 'reviewer' },
  deputy_leader: { zh: '分管领导', en: 'deputy leader' },
  chief: { zh: '主要负责人', en: 'chief' },
  supervisor: { zh: '督查岗', en: 'supervisor' },
  caller: { zh: '回访岗', en: 'follow-up caller' },
  duty_officer: { zh: '值班员', en: 'duty officer' },
  report_officer: { zh: '举报专办员', en: 'report officer' },
  administrator: { zh: '系统管理员', en: 'administrator' },
  auditor: { zh: '审计员', en: 'auditor' },
  contractor: { zh: '运维服务人员', en: 'contractor' },
} as const satisfies Record<string, Label>;
export type Role = keyof typeof ROLES;

/** Who may act besides people with a role. */
export type Party = Role | 'system' | 'account' | 'citizen';
export const PARTIES = {
  ...ROLES,
  system: { zh: '系统', en: 'system' },
  account: { zh: '账号', en: 'account' },
  citizen: { zh: '网民', en: 'citizen' },
} as const satisfies Record<Party, Label>;

/** The clocks that may run on a case; `charge` says whose time it is: the office's or the department's. */
export const CLOCKS = {
  screen: { zh: '审看', en: 'screening', charge: 'office' },
  tell: { zh: '书面告知', en: 'telling the citizen in writing', charge: 'office' },
  dispatch: { zh: '分办', en: 'assignment', charge: 'office' },
  objection: { zh: '提出异议', en: 'time to object to the assignment', charge: 'department' },
  acknowledge: { zh: '签收', en: 'acknowledgement', charge: 'department' },
  contact: { zh: '先行联系', en: 'first contact', charge: 'department' },
  answer: { zh: '答复网民', en: 'answer to the citizen', charge: 'citizen' },
  leg: { zh: '部门办理', en: 'department’s handling', charge: 'department' },
  return_decision: { zh: '退单审核', en: 'decision on a return', charge: 'office' },
  contribution: { zh: '协办', en: 'contribution', charge: 'department' },
  clarification: { zh: '待网民补充', en: 'citizen’s clarification', charge: 'citizen' },
  review: { zh: '审核', en: 'review', charge: 'office' },
  publish: { zh: '发布', en: 'publication', charge: 'office' },
  rating: { zh: '评价期', en: 'rating window', charge: 'citizen' },
  study: { zh: '不满意件研判', en: 'study of a bad rating', charge: 'office' },
  hand_over: { zh: '转送', en: 'hand-over', charge: 'office' },
  urge_reply: { zh: '催办答复', en: 'reply to an urge', charge: 'department' },
  supervision_reply: { zh: '督办答复', en: 'reply to a supervision', charge: 'department' },
  instruction: { zh: '批示办理', en: 'instruction', charge: 'office' },
  tracking_review: { zh: '挂账回看', en: 'review of a tracked matter', charge: 'office' },
} as const satisfies Record<string, Label & { charge: 'office' | 'department' | 'citizen' }>;
export type ClockName = keyof typeof CLOCKS;

/** A procedure laid down by law whose time does not count, where the policy says so. */
export const PROCEDURES = {
  hearing: { zh: '听证', en: 'a hearing' },
  third_party: { zh: '征求第三方或者其他机关意见', en: 'consulting a third party or another authority' },
  appraisal: { zh: '检验、检测、鉴定', en: 'a test or expert appraisal' },
} as const satisfies Record<string, Label>;
export type Procedure = keyof typeof PROCEDURES;

/** Why a message is hidden 隔离 or its content erased 清除: the reason stands in every record and in the monthly report. */
export const HARMS = {
  secret: { zh: '涉密', en: 'secret' },
  unlawful: { zh: '违法有害', en: 'unlawful or harmful' },
  threat: { zh: '扬言威胁', en: 'threat' },
  personal_data: { zh: '他人个人信息', en: 'personal data of others' },
  abuse: { zh: '辱骂', en: 'abuse' },
  advertising: { zh: '广告', en: 'advertising' },
  malice: { zh: '恶意扰乱', en: 'malicious disruption' },
} as const satisfies Record<string, Label>;
export type Harm = keyof typeof HARMS;

/** How a matter is handed over to another body 转送. */
export const HAND_OVER_WAYS = {
  telephone: { zh: '电话', en: 'telephone' },
  letter: { zh: '函件', en: 'letter' },
  system: { zh: '业务系统', en: 'another system' },
  person: { zh: '当面', en: 'in person' },
} as const satisfies Record<string, Label>;
export type HandOverWay = keyof typeof HAND_OVER_WAYS;

export const PLATFORMS = {
  wechat: { zh: '微信公众号', en: 'WeChat' },
  weibo: { zh: '微博', en: 'Weibo' },
  douyin: { zh: '抖音', en: 'Douyin' },
  kuaishou: { zh: '快手', en: 'Kuaishou' },
  website: { zh: '网站信箱', en: 'website mailbox' },
  app: { zh: '移动客户端', en: 'mobile application' },
  mail: { zh: '电子邮件', en: 'e-mail' },
  superior: { zh: '上级转办', en: 'from a superior system' },
  paper: { zh: '来信来访来电', en: 'letter, visit or telephone' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Label>;
export type Platform = keyof typeof PLATFORMS;

/** Accounts that take messages by the office’s own form 网上留言; the others have their platform’s. */
export const OWN_FORM_PLATFORMS: readonly Platform[] = ['website', 'app'];

/** The five gates 五关 of 国办发〔2018〕123号 四（二）, ticked by name at every review. */
export const GATES = {
  political: { zh: '政治关', en: 'political' },
  legal: { zh: '法律关', en: 'legal' },
  policy: { zh: '政策关', en: 'policy' },
  secrecy: { zh: '保密关', en: 'secrecy' },
  wording: { zh: '文字关', en: 'wording' },
} as const satisfies Record<string, Label>;
export type Gate = keyof typeof GATES;

export const RATINGS = {
  satisfied: { zh: '满意', en: 'satisfied' },
  fairly: { zh: '基本满意', en: 'fairly satisfied' },
  dissatisfied: { zh: '不满意', en: 'dissatisfied' },
} as const satisfies Record<string, Label>;
export type Satisfaction = keyof typeof RATINGS;

export const RESOLUTIONS = {
  yes: { zh: '已解决', en: 'resolved' },
  partly: { zh: '基本解决', en: 'partly resolved' },
  no: { zh: '未解决', en: 'not resolved' },
} as const satisfies Record<string, Label>;
export type Resolution = keyof typeof RESOLUTIONS;

/** 不满意的原因, as the study 研判 finds it. */
export const DISSATISFACTION_CAUSES = {
  not_resolved: { zh: '问题未解决', en: 'the matter is not settled' },
  off_the_point: { zh: '答非所问', en: 'the answer is off the point' },
  attitude: { zh: '态度生硬', en: 'the tone' },
  too_late: { zh: '办理太慢', en: 'it took too long' },
  promise_not_kept: { zh: '承诺未兑现', en: 'a promise was not kept' },
  policy: { zh: '对政策规定不认可', en: 'disagrees with the rule itself' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Label>;
export type DissatisfactionCause = keyof typeof DISSATISFACTION_CAUSES;

export const keysOf = <T extends object>(record: T): (keyof T & string)[] => Object.keys(record) as (keyof T & string)[];
