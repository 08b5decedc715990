import type { Span } from '../language/normalise.js';
import { isWord } from '../language/dictionary.js';

/** Words after which a name stands. */
const MARKERS =
  '我叫|本人叫|本人名字|我名字|我的名字(?:是|叫)|名字(?:是|叫)|姓名|名叫|联系人|联络人|投诉人|举报人|申请人|反映人|来信人|诉求人|信访人|求助人|发帖人|当事人|受害人|受害者|伤者|死者|逝者|患者|病人|户主|房主|机主|户名|开户名|收款人|持卡人|法定代表人|法人代表|代理人|代表人|委托人|原告|被告|承租人|出租人|借款人|欠款人|监护人|被保险人|参保人|签名|落款|署名|本人姓名|经办人|收件人|联系方式';
/** Words after which a name may stand; then it must end where a sentence pauses. */
const ROLES = '本人|买方|卖方|甲方|乙方|雇主|承包人|承包商|落款|家属|证人|亲属|业主|车主|村民|居民|家长|学生|员工|职工|工人|司机|租客|租户|房东|邻居|法人|负责人|包工头|老板|老人|低保户|贫困户|残疾人|退休职工|网民|市民|代表|同学|室友|退伍军人|退役军人|老兵|党员|教师|农民|农民工|个体户|经营户|商户|志愿者|住户|用户|乘客|消费者|顾客';
/** People near the writer, by whom a name follows at once: 邻居侯玉梅在楼道里. */
const NEIGHBOURS = '邻居|隔壁|房东|老板|包工头|工头|战友|同事|工友|同学|室友|合伙人|(?:同村|同组|同院|同楼|本村|本组|我村)的?(?:村民)?|收件人|当事人|死者|伤者|患者|户主|学生';
const RELATIVES = '(?:父亲|母亲|爸爸?|妈妈?|丈夫|妻子|老公|老婆|爱人|配偶|儿子|女儿|孩子|小孩|爷爷|奶奶|外公|外婆|弟弟?|哥哥?|姐姐?|妹妹?|岳父|岳母|公公|婆婆|侄子|侄女|外甥|孙子|孙女|女婿|儿媳|对象|男友|女友)';
const TITLES = '先生|女士|小姐|同志|老师|主任|书记|局长|科长|所长|队长|校长|院长|经理|师傅|医生|警官|村长|组长|站长|工程师|工(?!\\p{sc=Han})|某|总(?!\\p{sc=Han})|市长|区长|县长|镇长|乡长|处长|部长|董事长|老板|阿姨|大爷|大妈|奶奶|爷爷|大哥|大姐|家(?:人|里|属|住|庭)|姓';
/** Characters that begin the words after a name (我叫李明住在…), so the name ends before them. */
const AFTER = '不被也还都没跟把住在今现系是男女年岁手电身号向于为的家原来有因从和与及我已要想及至等称说也就曾,.，。:：;；、!！?？()（）\\s〓〔/0-9a-z';
/** An age after a name: 八十二岁, 五十多岁. */
const AGE = '[一二三四五六七八九十]{1,4}[多几]?岁';
/** How a sentence goes on after a whole name of three: 何志强反映, 戴伟民被拖欠, 苗根生家的房子. Little words, and what people are told to do. */
const GOES_ON = '反映|反应|举报|投诉|来电|来信|诉求|求助|被|把|因|欠|说|称|家的|家里|的|在|于|与|和|跟|向|对|去|要|会|也|都|又|已|未|没|不|患|住|今年|现年|天天|每天|经常|多次|一直|拖欠|承诺|[一二三四五六七八九]?十';
const PAUSE = ',，。;；:：、!！?？()（）\\s〓〔';
/** A family name that is a little word too, before another little word: 曾在, 向有, 于是. */
const LITTLE_WORDS = /^[曾向于任安方关左万解文何平和从常时应经易成因](?:[在经是有没不被把将对从的了已未到可能时各其此所该])/u;
/** Family names that begin ordinary words after 我是, 本人: 我是高中生, 我是房东. */
const ORDINARY_ENDINGS = /[人生员主客者户师工长东家兵友们门]$/u;
/** Of three characters after 村民, 邻居: people bear names in 生, 东, 兵, 友. */
const ORDINARY_ENDINGS_OF_THREE = /[人员主客者户师工家们门等仅已]$/u;
const ORDINARY_WORDS = new Set('对此|齐聚|申请|申诉|陈述|于是|向来|常年|关于|方便|安置|任何|管理|解决|石材|文化|强烈|向您|向贵|向你|于此|于今|万分|万般|应该|时常|经常|常常|常住|和平|成都|温州|安全|有限|全部|白天|古稀|华侨|华人|单身|单亲|农村|包括|包工|向上|向往|从事|平时|康复|高度|高龄|高三|高二|高一|高中|高考|黄金|余生|余下|时刻|文盲|文科|安徽|江西|江苏|江南|贵州|甘肃|宁波|沈阳|苏州|徐州|扬州|郑州|常州|杭州|石家|党员|代表|路过|方圆|关系|费用|管部|房内|房屋|房子|房产|钱财|钱款|冷眼|容易|单位|车辆|车位|路面|路边|文件|文明|石头|金额|黄色|温度|解释|左右|马上|牛奶|平台|项目|计划|成为|成立|万元|万一|许多|许可|严重|严格|程序|谢谢|安排|安装|常住|曾多|曾经|时间|任由|任意|祝您|祝各|孔洞|白白|包庇|何去|何从|何时|何种|何处|何人|盛情|施工|施压|明确|汪洋大|焦急|焦虑|温馨|左侧|龙头|水电|于次|庄严|江边|池塘|古建|牛羊|马路|石材|方案|方式|方向|方面|方便|田地|田间|田里|池子|管道|管委|雷同|雷电|车费|伍佰|乐意|易爆|高质|安心|安全|陆续|房多|车拥|向物|向社|向学|向政|向领|向公|向法|向村|向街|向市|向区|向县|向有|向相|向单|向开|向施|向银|向医|向警|向记|向媒|翟'.split('|'));

interface Patterns {
  readonly marked: RegExp;
  readonly further: RegExp;
}

const known = new WeakMap<readonly string[], Patterns>();

function patternsOf(surnames: readonly string[]): Patterns {
  const ready = known.get(surnames);
  if (ready) return ready;
  const family = `(?:${[...surnames].sort((a, b) => b.length - a.length).join('|') || '(?!)'})(?!${TITLES})`;
  // No name holds one of these.
  const given = '(?:(?![不被把将的了在也都还没跟很着吗呢吧啊是们])\\p{sc=Han})';
  const free = `${family}(?:${given}{2}(?=[${PAUSE}]|$)|${given}{1,2}?(?=[${AFTER}]|${AGE}|$)|${given}{2})`;
  const paused = `${family}${given}{1,2}(?=[${PAUSE}]|$)`;
  const patterns = {
    marked: new RegExp(
      `(?:(?:${MARKERS})[:为是叫\\s(（【\\[“"]{0,3}(?<marked>${free})` +
        `|(?:我(?:的|们)?(?:家的?)?${RELATIVES}(?:名?叫|姓名)?|${RELATIVES}名?叫)[:是\\s]{0,2}(?<relative>${family}(?:${given}{2}(?=[${PAUSE}]|$)|${given}{1,2}?(?=[${AFTER}]|${AGE}|$)))` +
        `|(?:(?:我是|我姓名)[:为是叫\\s]{0,2}|(?:${ROLES})[:为是叫\\s]{1,3}|(?<=[${PAUSE}]|^)(?:我是(?:一?[名个位])?)?(?:${ROLES}))(?<paused>${paused})` +
        `|(?:${ROLES})(?<told>${family}${given}{2}(?=[${PAUSE}]|$|${GOES_ON}))` +
        `|(?:(?<=[${PAUSE}]|^|我|我的|我家)${RELATIVES}|(?<=我家?)(?:邻居|楼上|房东|老板))(?<kin>${family}${given}{2}(?=[${PAUSE}]|$|${GOES_ON}))` +
        `|(?:(?<=[${PAUSE}]|^|我|我的|我家|和|与|跟)${RELATIVES}|${NEIGHBOURS})(?<near>${family}${given}{2})` +
        `|(?<=[${PAUSE}]|^)(?<related>${family}${given}{1,2})(?=[是系]我(?:的|家)?(?:${RELATIVES}|邻居|房东|同事))` +
        `|我是(?<whose>${family}${given}{1,2})(?=的(?:${RELATIVES}|家长|家属|亲属|邻居|同事|同学|朋友|女儿|代理人))` +
        `|(?<=[${PAUSE}]|^)(?<described>${family}${given}{1,2})(?=[,，、](?:男|女)(?:[,，、。;；]|性|$))` +
        `|敬礼[!！。,，\\s]{0,4}(?<signed>${family}${given}{1,2})(?=[${PAUSE}0-9]|$)` +
        `|(?<=[${PAUSE}]|^)(?<closing>${family}${given}{1,2})(?=敬上|敬启|拜上|叩首|呈上|敬呈))`,
      'gu',
    ),
    further: new RegExp(`^(?:、|,|，|和|与|及|/|\\s)(?<name>${paused})`, 'u'),
  };
  known.set(surnames, patterns);
  return patterns;
}

/** Names of persons in a normalised text, where a word says that one follows. */
export function namesIn(text: string, surnames: readonly string[]): Span[] {
  const { marked, further } = patternsOf(surnames);
  const found: Span[] = [];
  for (const match of text.matchAll(marked)) {
    const { marked: sure, relative, paused, told, signed, closing, kin, whose, described, near, related } = match.groups ?? {};
    const name = sure ?? relative ?? paused ?? told ?? signed ?? closing ?? kin ?? whose ?? described ?? near ?? related ?? '';
    const whole = match.index + match[0].indexOf(name, match[0].length - name.length);
    if (ORDINARY_WORDS.has(name) || ORDINARY_WORDS.has(name.slice(0, 2)) || LITTLE_WORDS.test(name) || (paused !== undefined && ORDINARY_ENDINGS.test(name)) || ((told ?? kin ?? near) !== undefined && ORDINARY_ENDINGS_OF_THREE.test(name)) || (near !== undefined && readsOtherwise(name, text.slice(whole + name.length)))) continue;
    let end = whole + name.length;
    found.push({ start: whole, end });
    if (sure === undefined) continue;
    // 联系人：王芳、李娜
    for (let more = further.exec(text.slice(end, end + 8)); more; more = further.exec(text.slice(end, end + 8))) {
      const next = more.groups!['name']!;
      if (ORDINARY_WORDS.has(next) || ORDINARY_ENDINGS.test(next)) break;
      found.push({ start: end + more[0].length - next.length, end: end + more[0].length });
      end += more[0].length;
    }
  }
  return withRepeats(found, text);
}

/** Whether the characters of a name, or its last and what follows, are words: 老板高度重视, 房东张贴告示, 邻居黄连成片. */
function readsOtherwise(name: string, after: string): boolean {
  const [family, first, last] = [...name];
  return isWord(`${family}${first}`) || isWord(name) || (LITTLE_FAMILIES.test(name) && isWord(`${first}${last}`)) || /^\p{sc=Han}/u.test(after) && (isWord(`${last}${after[0]}`) || isWord(`${first}${last}${after[0]}`));
}

/** Family names that are little words or common adjectives too. */
const LITTLE_FAMILIES = /^[曾向于任安方关左万解文何平和从常时应易成因高金黄白石江路单全马牛房车古冷温严费盛祝许陆申管]/u;

/** What was taken for a name and is a place: it is not hidden all over the text. */
const PLACE_ENDINGS = /[城村镇乡园路街苑府区店厂湾庭庄]$/u;

/** A name that was told once is known wherever it stands again, unless it is a word as well. */
function withRepeats(found: readonly Span[], text: string): Span[] {
  const all = [...found];
  const taken = new Uint8Array(text.length);
  for (const { start, end } of found) taken.fill(1, start, end);
  for (const name of new Set(found.map(({ start, end }) => text.slice(start, end)))) {
    if (name.length < 2 || isWord(name) || isWord(name.slice(0, 2)) || PLACE_ENDINGS.test(name)) continue;
    for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + name.length)) {
      const end = start + name.length;
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      all.push({ start, end });
    }
  }
  return all.toSorted((a, b) => a.start - b.start);
}

const FOREIGN = new RegExp(`(?<=(?:${MARKERS}|我是|本人)[:：为是叫\\s]{0,3})\\p{sc=Han}{2,8}(?:[·•‧]\\p{sc=Han}{2,8}){1,3}`, 'gu');

/** Names with a dot (阿依古丽·买买提), of the original text: normalising takes the dot away. */
export function foreignNames(original: string): Span[] {
  return [...original.matchAll(FOREIGN)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
