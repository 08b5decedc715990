import { isBankCard, isIdentityNumber } from './checksums.js';
import type { CutKind, RedactionRules } from './redaction-kinds.js';

/** What stands around a match, normalised: 24 characters before, 12 after. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
  /** The match itself before numerals were read as digits. */
  readonly written: string;
  readonly rules: RedactionRules;
}

interface Shape {
  readonly kind: CutKind;
  readonly pattern: RegExp;
  /** How the text is read: as it is, Chinese numerals as digits, or letters that stand for digits too. */
  readonly view: 'plain' | 'numerals' | 'letters';
  readonly accept?: (match: string, around: Surroundings) => boolean;
}

const S = '[-\\s.·_—–－~]{0,2}';
/** A number as houses bear it: 3, 12, A3, 十二. */
const N = '[a-z]?(?:[0-9]{1,5}|[一二三四五六七八九十百零〇]{1,5})';
/** From the building on, down to the door. */
const BUILDING = `(?:${N}(?:栋|幢|号楼|号院|座|#楼?)|[a-z](?:座|栋|幢))`;
const UNIT = `(?:${N}(?:单元|门))`;
const FLOOR = `(?:${N}(?:层|楼))`;
const ROOM = '(?:[a-z]?[0-9]{3,4}|[一二三四五六七八九十百零〇]{3,4}|[0-9]{1,4}(?=室|房|号))(?:室|号房|房号?|号)?(?![0-9年月日户层间万元人亩米平㎡])';
const GAP = '[-,，、/\\s]{0,2}';
/** A part of an estate, before the building: 56号院2号楼, 2区16幢. */
const PART = `(?:(?:${N}号院|[0-9]{1,2}区)${GAP}(?=${N}(?:栋|幢|号楼|座|#)))?`;
/** A door written short after its building: 45幢4-502. */
const SHORT = '[0-9]{1,2}-[0-9]{3,4}(?:室|号)?(?![0-9-])';
const DOORS = `(?:${BUILDING}${GAP}${SHORT}|${BUILDING}${GAP}(?:${UNIT}${GAP})?(?:${FLOOR}${GAP})?${ROOM}|${BUILDING}${GAP}${UNIT}(?:${GAP}${ROOM})?|${UNIT}${GAP}(?:${FLOOR}${GAP})?${ROOM})`;
const HOUSE = '[0-9一二三四五六七八九十百零〇]{1,5}(?:-[0-9]{1,4})?号(?![线文令台井坑桥车泵码地码口门机院庭公])';

/**
 * In order of certainty: what an earlier one took, a later one does not take again. Where a pattern looks back it says first
 * what it begins with: looking back at every character is slow.
 */
export const RULES: readonly Shape[] = [
  { kind: 'email', view: 'plain', pattern: /[a-z0-9][a-z0-9._%+-]{0,40}\s?(?:@|\(at\)|\[at\]|#at#|艾特|(?<=\s)at(?=\s)|#(?=(?:qq|163|126|gmail|foxmail|sina|outlook)\.))\s?[a-z0-9-]{1,30}(?:(?:\.|点)[a-z0-9-]{1,20}){1,3}/gu, accept: isPrivateMail },
  { kind: 'id_number', view: 'numerals', pattern: new RegExp(`(?<![0-9])[1-9](?:${S}[0-9]){16}${S}[0-9x](?![0-9a-z])`, 'gu'), accept: (m, { before }) => isIdentityNumber(digitsOf(m)) || IDENTITY.test(before) },
  { kind: 'id_number', view: 'numerals', pattern: new RegExp(`(?<![0-9])[1-8][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9a-z])`, 'gu'), accept: (_, { before, after }) => IDENTITY.test(before) || /身份证/u.test(after) },
  { kind: 'id_number', view: 'plain', pattern: /(?<![0-9a-z])[0-9]{3,10}[*x×•]{3,12}[0-9]{0,4}x?(?![0-9a-z])/gu, accept: (_, { before }) => IDENTITY.test(before) },
  { kind: 'bank_card', view: 'numerals', pattern: new RegExp(`(?<![0-9])[3-69](?:${S}[0-9]){15,18}(?![0-9])`, 'gu'), accept: (m, { before }) => (isBankCard(digitsOf(m)) || CARD.test(before)) && !NUMBERED.test(before) },
  { kind: 'bank_card', view: 'plain', pattern: /(?<![0-9a-z])[0-9](?:[-\s]?[0-9]){11,20}(?![0-9])/gu, accept: (_, { before }) => CARD.test(before) && !NUMBERED.test(before) },
  { kind: 'mobile', view: 'letters', pattern: new RegExp(`(?<![0-9a-z])(?:\\(?(?:\\+|00)?86\\)?${S})?1${S}[3-9](?:${S}[0-9]){9}(?![0-9])`, 'gu'), accept: (m, around) => isMobile(m, around) },
  { kind: 'plate', view: 'plain', pattern: /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[a-hj-z][·.\s-]{0,2}(?:(?=[a-hj-np-z]{0,4}[0-9])[a-hj-np-z0-9]{5,6}|[a-hj-np-z0-9]{4}[挂学警港澳领使临试超])(?![a-z0-9])/gu },
  { kind: 'wechat', view: 'plain', pattern: /(?=[a-z0-9])(?<=(?:微信|薇信|威信|徽信|v信|加v|加微|weixin|wechat|(?<![a-z])(?:vx|wx|v))(?:号码?|同号|账号|帐号|id|联系|搜索?|加我?|名片){0,2}(?:[:为是\s("“]{1,3}|(?<=[^a-z])))[a-z][a-z0-9_-]{5,19}(?![a-z0-9_-])/gu, accept: (_, { before }) => !/公众号|官方|订阅号|小程序/u.test(before) },
  { kind: 'wechat', view: 'plain', pattern: /(?=[a-z0-9])(?<=(?:微信|薇信|威信|v信|加v|vx|wx)(?:号码?|id|联系)?[:为是\s(]{0,3})[0-9]{6,12}(?![0-9])/gu },
  { kind: 'wechat', view: 'plain', pattern: /(?=[a-z0-9])(?<=加v|加微|(?<![a-z])(?:vx|wx))(?=[a-z0-9_-]*[0-9_-])[a-z][a-z0-9_-]{5,19}(?![a-z0-9_-])/gu },
  { kind: 'qq', view: 'plain', pattern: /(?=[1-9])(?<=(?:(?<![a-z])q\s?q|(?<![a-z])q(?=群)|(?<=[加我]|我的)q(?=[:号是\s]?[0-9])|扣扣|扣(?=[:号])|企鹅号?|球球)\s?(?:号码?|群号?码?|交流群|联系){0,2}[:为是\s(]{0,3})[1-9](?:[-\s]?[0-9]){4,10}(?![0-9])/gu },
  { kind: 'landline', view: 'numerals', pattern: /(?<![0-9-])\(?0[1-9][0-9]{1,2}\)?[-\s—–]{0,2}[2-9][0-9]{2,3}[-\s]?[0-9]{4}(?:\s?(?:-|转|分机)\s?[0-9]{1,5})?(?![0-9-])/gu, accept: isPrivatePhone },
  { kind: 'landline', view: 'plain', pattern: /(?<![0-9a-z.-])[2-9][0-9]{2,3}[-\s]?[0-9]{4}(?:\s?(?:-|转|分机)\s?[0-9]{1,5})?(?![0-9a-z.元平米])/gu, accept: (m, around) => PHONE.test(around.before) && isPrivatePhone(m, around) },
  { kind: 'address', view: 'plain', pattern: new RegExp(`(?<![0-9a-z第])(?:${HOUSE}${GAP})?${PART}${DOORS}`, 'gu'), accept: isDoor },
  { kind: 'address', view: 'plain', pattern: new RegExp(`(?=[a-z0-9一二三四五六七八九十百零〇])(?<=(?:村|屯|庄|寨|大队|社区)\\s?)${N}(?:组|队|社)${HOUSE}`, 'gu'), accept: isHome },
  { kind: 'address', view: 'plain', pattern: new RegExp(`(?=[0-9一二三四五六七八九十百零〇])(?<=(?:路|街|巷|里|道|胡同|村|组|庄|坊|队|屯|寨|新区|弄)\\s?)(?:[0-9]{1,4}弄(?:[0-9]{1,4}支弄)?|[0-9]{1,3}巷)?${HOUSE}(?:${GAP}(?:${DOORS}|${ROOM}|${BUILDING}|${FLOOR}))?`, 'gu'), accept: isHome },
  { kind: 'address', view: 'plain', pattern: new RegExp(`(?=[0-9一二三四五六七八九十百零〇])(?<=(?:住址|地址|住|家在|户籍|户口在)[^,。;\\n0-9]{0,14})${HOUSE}(?:${GAP}(?:${DOORS}|${ROOM}|${BUILDING}|${FLOOR}))?`, 'gu'), accept: isHome },
  { kind: 'address', view: 'plain', pattern: new RegExp(`(?=[a-z0-9一二三四五六七八九十百零〇])(?<=(?:我家?|本人|家)(?:现|居|就|是|一直)?住(?:在)?)${FLOOR}${GAP}${ROOM}`, 'gu') },
  { kind: 'address', view: 'plain', pattern: /(?<=楼上|楼下|对门|隔壁)[0-9]{3,4}(?=的|住户|室|业主|房|那|家|在|把|,|。)/gu },
  { kind: 'address', view: 'plain', pattern: /(?=[0-9])(?<=门牌(?:号码?)?[:为是\s]{0,3})[0-9]{1,5}(?:-[0-9]{1,4}){0,3}号?(?![0-9])/gu },
  { kind: 'address', view: 'plain', pattern: /(?<![0-9a-z-])[a-z]?[0-9]{1,2}-[0-9]{1,2}-[0-9]{3,4}(?:室|号)?(?![0-9-])/gu, accept: (_, { before }) => /(?:住|家|园|区|苑|庭|府|城|湾|村|里|楼|邸|郡|地址|坐落|座落|房屋|房号)[^。;；\n]{0,6}$/u.test(before) },
  { kind: 'address', view: 'plain', pattern: /(?<![0-9a-z-])[a-z]?[0-9]{1,2}-[0-9]{3,4}(?:室|号)?(?![0-9-年月日号文元人万米])/gu, accept: (_, { before }) => /(?:家园|园|小区|苑|庭|府|湾|邸|郡|公馆|公寓)\s?$/u.test(before) },
  { kind: 'address', view: 'plain', pattern: /(?<![0-9第a-z])(?:[0-9]{3,4}|[一二三四五六七八九][零〇][一二三四五六七八九])(?:室|号房|房)(?![间屋型产价内改子])/gu },
  { kind: 'address', view: 'plain', pattern: /(?=[a-z0-9])(?<=(?:我家?|本人|家)(?:现|居|就|是|一直)?住(?:在)?[^,，。;；\n0-9]{0,14})(?:[a-z]?[0-9]{1,3}(?:栋|幢|号楼|#楼?)(?![楼的])|[0-9]{1,4}号(?![线楼院门口]))|[a-z]?[0-9]{1,3}(?:栋|幢|号楼|#楼)(?=居?住(?:了|着|,|。|$))/gu },
]; // prettier-ignore

const IDENTITY = /(?:身份证|证件号|公民身份)[^0-9。;；\n]{0,10}$/u;
const CARD = /(?:卡号?|卡(?:上|里|内)|社保卡账户|账号|帐号|账户|帐户|存折)[^0-9。;；\n]{0,6}$/u;
/** A long number of another sort, though it may pass the check of cards by chance. */
const NUMBERED = /(?:编号|订单号?|单号|流水号|受理号|工单号?|案号|文号|合同号|发票|条码|序列号)[^0-9。;；\n]{0,4}$/u;
const PHONE = /(?:电话|座机|致电|宅电|固话|号码|(?<![a-z])tel)[^0-9。;；\n]{0,4}$/u;
const OFFICE = /(?:局|委|办|厅|所|站|院|校|处|队|社区|街道|镇|乡|中心|大厅|政府|法院|热线|客服|公司|集团|银行|物业|窗口|服务|咨询|投诉|监督|举报|值班|办公|报修|报警|急救|总机|前台|订餐|预约|指挥部|项目部|居委会|村委会)[^。;；\n]{0,12}$/u;
/** 如有疑问请致电…, …进行咨询: who invites calls is an office, whose 我局, 我行 is no person. */
const INVITES = /(?:疑问|欢迎|咨询|不明|详情|可以?直?接?(?:致电|拨打|联系|电话|与|向)|请致电|如需|如果?您?(?:还有|需|有)|联系我们|申诉|敬请|与我[局处队所委院校镇乡县区市行司])[^。;；\n]{0,14}$|(?:支持|监督|理解|建议|献策)[。!]\s*(?:联系)?电话[:\s]*$/u;
const INVITES_AFTER = /^[^\n]{0,3}(?:[^。;；\n]{0,8}(?:进行咨询|咨询|供[电水气]|直接与我)|[。\s]*(?:感谢|欢迎|祝您|专此|特此|\p{sc=Han}{0,3}[A-Za-z]?[0-9]{0,2}[市县区]\p{sc=Han}{0,4}(?:政府|局|办|委|信访)))/u;
const PRIVATE = /(?:我(?!们|[局处队所委院校镇乡县区市行司]|办(?!公)|中心|公司|街道)|本人|家里|家庭|住宅|宅电|私人|父|母|儿子|女儿|邻居|老[公婆])[^。;；\n]{0,10}$/u;

function isMobile(match: string, { written, rules }: Surroundings): boolean {
  const digits = digitsOf(match);
  // Letters for digits are a disguise only where most of the number is digits or numerals.
  return written.replace(/[^0-9零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]/gu, '').length * 2 > digits.length && !isListed(digits.replace(/^(?:00)?86(?=1)/u, ''), rules);
}

/** A phone of a person: neither listed as an office’s nor told as one. */
function isPrivatePhone(match: string, { before, after, rules }: Surroundings): boolean {
  if (isListed(digitsOf(match.replace(/\s?(?:-|转|分机)\s?[0-9]{1,4}$/u, '')), rules) || isListed(digitsOf(match), rules)) return false;
  // In a list of numbers the first says whose they are.
  const told = before.replace(/[0-9()\-—–\s、,，/或和]+$/u, '');
  return PRIVATE.test(told) || !(OFFICE.test(told) || INVITES.test(told) || INVITES_AFTER.test(after));
}

function isListed(digits: string, { publicPhones }: RedactionRules): boolean {
  return publicPhones.some((phone) => {
    const known = phone.replace(/\D/gu, '');
    return known.length >= 5 && (known === digits || (known.length >= 7 && digits.endsWith(known)) || (digits.length >= 7 && known.endsWith(digits)));
  });
}

/** An office’s address for everybody: under gov.cn, or told as the office’s own mailbox. */
const OFFICE_MAILBOX = /(?:公司|官方|单位|机构|部门|局|委|办|中心|政府|物业|学校|医院|银行|举报|投诉|监督|客服|工作|公务|政务|公开|公布)的?(?:电子)?(?:邮箱|信箱|邮件)[^。;；\n]{0,4}$/u;

function isPrivateMail(match: string, { before }: Surroundings): boolean {
  return !match.endsWith('gov.cn') && (PRIVATE.test(before) || !OFFICE_MAILBOX.test(before));
}

const HOME = /(?:住|家|户籍|户口|住址|地址|本人|我们?)[^。;；\n]{0,16}$/u;
const PUBLIC_BEFORE = /(?:政务|大厅|窗口|办公|单位|公司|法院|中心|机关|前往|到访|现场办理|联系)[^。;；\n]{0,12}$/u;
const PUBLIC_AFTER = /^[^,，。;；\n]{0,8}(?:政务|服务|中心|大厅|局|委|办事|机关|政府|法院|公司|集团|银行|医院|学校|大学|中学|小学|幼儿园|酒店|宾馆|饭店|餐|商场|超市|大厦|广场|店|馆|厂|工地|项目|市场|派出所|车站|公交|网吧|ktv|窗口)/u;

const AT_HOME = /(?:住|家|我|邻居|楼上|楼下|对门|租)[^。;；\n]{0,16}$/u;

/** A staircase without a door is a home’s where somebody lives there; else it is a part of a building like any other. */
function isDoor(match: string, { before, after }: Surroundings): boolean {
  return !/(?:单元|门)$/u.test(match) || AT_HOME.test(before) || /^[^。;；\n]{0,10}(?:我|住)/u.test(after);
}

/** A house number is a home’s, unless an office or a business stands there. */
function isHome(_match: string, { before, after }: Surroundings): boolean {
  if (PUBLIC_AFTER.test(after)) return false;
  return HOME.test(before) || !PUBLIC_BEFORE.test(before);
}

const digitsOf = (match: string): string => match.replace(/[^0-9x]/gu, '');
