import { hashKey } from '../../language/minhash.js';
import { normalise, originalSpan, type Normalised, type Span } from '../../language/normalise.js';

/** A place a citizen names: a housing estate, a road, a village, a school. */
export interface Place extends Span {
  /** As written, with what stands before it up to the next word that begins a name. */
  name: string;
  /** The same for spellings of one place (万科魅力之城, 魅力之城小区). Signed 32 bits, the lowest says whether it is wide. */
  key: number;
}

/** A road, a township, a metro line: much happens there that has nothing to do with each other. */
export const isWide = (key: number): boolean => (key & 1) === 1;

export interface Places {
  /** In the order of the text, each key once. */
  places: Place[];
  /** Province, city, district or county as written, in the order of the text, each once. */
  regions: (Span & { name: string })[];
}

/** Endings of place names 地名通名 that are a part of the name (惯例). */
const ENDINGS =
  '幼儿园|派出所|火车站|汽车站|高铁站|地铁站|收费站|工业园|产业园|科技园|开发区|有限公司|公司|大道|街道|学院|大学|中学|小学|学校|医院|公园|市场|驾校|大厦|广场|花园|家园|公馆|山庄|新村|立交|大桥|水库|中心|号线|路|街|巷|村|镇|乡|城|苑|园|府|湾|庭|郡|邸|居|墅|院|桥|站|港|洲|岛|坊|寓|厂'.split('|');
/** A name that ends so is a thing and no place in particular: 违建搅拌站, 广铁集团铁路. */
const THINGS = ['公路', '铁路', '线路', '马路', '道路', '搅拌站', '垃圾站', '加油站', '充电站', '变电站', '中转站', '首末站', '公交站', '公交车站', '必经之路', '高速路', '普惠性幼儿园', '配套幼儿园'];
/** What sort of place it is; may be left out by the next writer. */
const SORTS = ['安置小区', '小区', '社区', '楼盘'];
const WIDE = new Set(['路', '大道', '街', '街道', '镇', '乡', '号线', '岛', '洲', '湾', '港', '有限公司', '公司', '中心', '开发区', '市场', '立交', '大桥', '桥']);
/** So many characters before the ending tell such places apart: a university is also named without its city or founder. */
const CORES: ReadonlyMap<string, number> = new Map([['学院', 2], ['大学', 2], ['大道', 2], ['街道', 2], ['广场', 2], ['花园', 2], ['家园', 2], ['公园', 2], ['大厦', 2], ['号线', 4]]);
/** Words after which a name begins. */
const LEADING =
  '关于|有人|有个|有一|没有|对于|反映|反应|投诉|咨询|举报|请求|希望|建议|要求|恳请|恳求|请问|质疑|整治|整改|治理|清理|严查|查处|取缔|解决|位于|坐落|座落|地处|居住|家住|我是|我们|本人|你好|您好|尊敬|领导|市长|书记|局长|附近|旁边|对面|靠近|直到|经过|前往|来到|就是|因为|由于|以及|还有|目前|现在|不是|什么|怎么|为何|何时|加快|推进|开通|增加|设置|增设|修建|改造|拆除|多年|非法|违规|违法|占用|严重|影响|导致|询问|感谢|督促|包括|其中|单方面|后面|前面|里面|期间|强烈|包含|自己|他们|大家|各级|各个|其他|其它|相关|所有|全体|部分|一些|个别|附属|旁的|某个|一个|一家|一条|这个|这条|那个|每个|整个|周边|道路|迟迟|没能|名叫|叫做|小区内'.split('|');
const LEADING_CHARACTERS = new Set('在的了是对请住到从与和及至等该这那被将把由因为给往让使于去离往就又也且而或但我本各');
/** A longer ending goes on: 街道, 园区. */
const LONGER = new Set(['街道', '园区', '城区', '镇区', '港湾', '湾区', '村镇', '乡镇', '乡村', '院校', '站点']);
/** What everybody has: no place in particular. */
const COMMON = new Set(
  '道路|马路|公路|铁路|线路|一路|走路|修路|出路|网路|必经之路|公交线路|小路|大路|主路|水泥路|柏油路|高速路|断头路|人行路|街边|农村|新农村|全村|乡村|本村|城镇|乡镇|县城|全城|商城|名城|新城|城中村|法院|检察院|人民法院|学院|电影院|敬老院|养老院|福利院|研究院|卫生院|校园|小学|中学|大学|学校|医院|公司|有限公司|公园|市场|菜市场|农贸市场|广场|大厦|项目|中心|服务中心|管理中心|购物中心|物业公司|管理公司|开发公司|培训学校|商业街|步行街|十字路|车站|公交站|公交车站|加油站|充电站|垃圾站|中转站|搅拌站|变电站|基站|网站|总站|枢纽站|首末站|搅拌厂|工厂|电厂|水厂|污水厂|安置区|幼儿园|公办幼儿园|民办幼儿园|配套幼儿园|派出所|高铁站|火车站|汽车站|地铁站|收费站|开发区|工业园|居住|邻居|定居|政府|人民政府|天桥|人行天桥|桥梁|立交桥|高架桥|住宅小区|居民小区|老旧小区|老小区|安置小区|分公司|总公司'.split('|'),
);
/** Not a region, though written like one. */
const NO_REGION_BEFORE = new Set('小社片园城景郊山地校辖库厂院住街战灾禁市全老核工矿学超都股上夜门集开新成作');
const NO_PROVINCE_BEFORE = new Set('全本外各我该贵跨邻两几多节');
const NO_REGION_AFTER = new Set('域别块政委间场民级里内长');
const LONGEST_CORE = 8;

interface Ends {
  readonly leading: readonly string[];
  readonly endings: readonly string[];
}

/** What may end at a character: one look-up tells most characters to be of no interest. */
const ENDS_AT: ReadonlyMap<string, Ends> = (() => {
  const ends = new Map<string, { leading: string[]; endings: string[] }>();
  const at = (word: string): { leading: string[]; endings: string[] } => {
    const last = word.slice(-1);
    const known = ends.get(last) ?? { leading: [], endings: [] };
    ends.set(last, known);
    return known;
  };
  for (const word of LEADING) at(word).leading.push(word);
  for (const word of [...ENDINGS, ...SORTS].toSorted((a, b) => b.length - a.length)) at(word).endings.push(word);
  return ends;
})();

/**
 * The places a text names, found by how Chinese place names end; no gazetteer is needed, so it serves any city.
 *
 * The left end of a name is uncertain without one (整治劳动东路…), so places are compared by their right ends: the last
 * four characters, or the few before an ending that many places share (…经济学院). Never throws; one pass over the text.
 * Example: `placesIn('A5区劳动东路魅力之城小区')` → places 劳动东路, 魅力之城小区; regions A5区.
 */
export function placesIn(original: string, plain: Normalised = normalise(original)): Places {
  const { text } = plain;
  const found: Places = { places: [], regions: [] };
  const written = (start: number, end: number): Span & { name: string } => {
    const span = originalSpan(plain, start, end);
    return { ...span, name: original.slice(span.start, span.end) };
  };
  /** Where the name that ends next may begin. */
  let left = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    const ends = ENDS_AT.get(character);
    if (!isNamed(text.charCodeAt(at)) || LEADING_CHARACTERS.has(character)) left = at + 1;
    else if (REGION_ENDS.has(character) && isRegion(text, left, at)) {
      const region = written(regionStart(text, at), at + 1);
      if (!found.regions.some(({ name }) => name === region.name)) found.regions.push(region);
      left = at + 1;
    } else if (ends?.leading.some((word) => endsWith(text, word, left, at))) left = at + 1;
    else {
      const ending = ends?.endings.find((word) => endsWith(text, word, left, at));
      if (ending === undefined || isPartOfWord(text, ending, at)) continue;
      const end = at + 1 + (SORTS.find((sort) => text.startsWith(sort, at + 1))?.length ?? 0);
      const start = Math.max(left, at + 1 - ending.length - LONGEST_CORE);
      const comparable = comparableName(text.slice(start, end), ending);
      left = end;
      if (comparable === null) continue;
      const key = (hashKey(comparable) & ~1) | (WIDE.has(ending) && end === at + 1 ? 1 : 0);
      if (!found.places.some((known) => known.key === key)) found.places.push({ ...written(start, end), key });
    }
  }
  return found;
}

/** What two spellings of a place have in common, or null where it names no place in particular. */
function comparableName(whole: string, ending: string): string | null {
  const sort = SORTS.find((each) => whole.endsWith(each)) ?? '';
  const name = whole.slice(0, whole.length - sort.length);
  if (name.length < 2 || COMMON.has(name) || COMMON.has(whole) || THINGS.some((thing) => name.endsWith(thing))) return null;
  if (SORTS.includes(ending)) return name.slice(-4);
  const core = name.slice(0, -ending.length);
  if (core.length < (ending.length > 1 || sort !== '' ? 1 : 2) || COMMON.has(core)) return null;
  return ending.length > 1 ? `${core.slice(-(CORES.get(ending) ?? 3))}${ending}` : name.slice(-4);
}

const REGION_ENDS = new Set('省市区县');

function isRegion(text: string, left: number, at: number): boolean {
  const start = regionStart(text, at);
  if (start < left) return false;
  if (!isHan(text.charCodeAt(start))) return true;
  const noRegion = text[at] === '省' ? NO_PROVINCE_BEFORE : NO_REGION_BEFORE;
  if (LEADING_CHARACTERS.has(text[at - 1]!) || noRegion.has(text[at - 1]!)) return false;
  return !NO_REGION_AFTER.has(text[at + 1] ?? '') && SORTS.every((sort) => !endsWith(text, sort, left, at));
}

/** A5区 as far as its letter, 海曙区 two characters back. */
function regionStart(text: string, at: number): number {
  let start = at - 1;
  while (start >= 0 && isDigit(text.charCodeAt(start)) && at - start <= 2) start -= 1;
  return isLetter(text.charCodeAt(start)) && !isLetter(text.charCodeAt(start - 1)) ? start : at - 2;
}

/** 居民, 城管, 政府: the ending belongs to another word. */
function isPartOfWord(text: string, ending: string, at: number): boolean {
  const next = text[at + 1] ?? '';
  if (LONGER.has(`${ending}${next}`)) return true;
  switch (ending) {
    case '居': return next === '民' || next === '住' || next === '委';
    case '城': return '管市区乡镇投建'.includes(next) && next !== '';
    case '府': return text[at - 1] === '政';
    case '村': return next === '民';
    case '镇': case '乡': case '街': return next === '上';
    case '园': return next === '区' || next === '林' || next === '长';
    case '院': return next === '子' || next === '长' || next === '校';
    case '厂': return next === '家' || next === '房';
    case '站': return next === '在';
    default: return false;
  }
}

function endsWith(text: string, word: string, left: number, at: number): boolean {
  return at + 1 - word.length >= left && text.startsWith(word, at + 1 - word.length);
}

const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a;
const isNamed = (code: number): boolean => isHan(code) || isDigit(code) || isLetter(code);
