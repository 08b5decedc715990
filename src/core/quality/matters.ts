/** Names of kinds of places and bodies; a name is told by the two characters before it (岳麓区, 梅溪湖路). Grammar (惯例). */
const PLACE =
  /[\p{sc=Han}a-z0-9]{2}(?:小区|社区|街道|花园|家园|公园|学校|中学|小学|幼儿园|医院|大道|广场|公司|大桥|地铁|公路|[市区县镇乡村路街苑城栋桥湖山江河厂](?![市区县镇乡村路街苑城栋桥]))/gu;
/** The same forms where they name no particular place. */
const NO_PLACE =
  /城区|小区|辖区|社区|园区|地区|市区|全市|全县|全区|我市|我区|我县|本市|城市|[该各我本全][市区县镇乡村路街]|道路|公路|农村|乡村|村镇|城镇|乡镇|街道|工厂|区域|市县|县市|楼栋|一路|超市|门市|上市|下乡|[入进]城|拆迁区|学区|片区|库区|景区/u;
/** Numbers that tell one matter from another: three digits and more, with letters, or with a fraction; no years. */
const NUMBER = /[0-9]{3,30}|(?<![a-z])[a-z]{1,8}[0-9]{1,12}|[0-9]{1,12}\.[0-9]{1,12}/gu;
const YEAR = /^20[0-3][0-9]$/u;

/** The places a normalised text names, by their last characters; each once, in order. */
export function placesOf(plain: string): Set<string> {
  return new Set([...plain.matchAll(PLACE)].map(([name]) => name).filter((name) => !NO_PLACE.test(name)));
}

/** Towns, counties and districts by name or by letter (浏阳市, b2区); the last two characters of a name tell it. */
const AREA = /(?<![a-z0-9])[a-z][0-9]{0,2}(?=[市县区])|\p{sc=Han}{2}[市县]/gu;

/** The administrative areas a normalised text names. */
export function areasOf(plain: string): Set<string> {
  return new Set([...plain.matchAll(AREA)].map(([name]) => name).filter((name) => !NO_PLACE.test(name)));
}

/** Estates and neighbourhoods by name (望舒小区); not any of them (我们小区, 老旧小区, 三个社区). */
const COMMUNITY = /\p{sc=Han}{2}(?:小区|社区)/gu;
const ANY_COMMUNITY = /^(?:[我你他她本该各这那某全整每哪]|[一二两三四五六七八九十几多]?个|附近|周边|老旧|旧的|居住|住宅|高档|封闭|新建|所有|其他|隔壁|.[的个在是和与到住个座])/u;

/** The same with estates and neighbourhoods by name: two letters in one wording about two of them are about two matters. */
export function placesAndCommunitiesOf(plain: string): Set<string> {
  return new Set([...placesOf(plain), ...[...plain.matchAll(COMMUNITY)].map(([name]) => name).filter((name) => !ANY_COMMUNITY.test(name))]);
}

/** Whether the place is a town or village: its name tells where, never what about. */
export const isTown = (place: string): boolean => /[市县镇乡村]$/u.test(place);

/** The telling numbers of a normalised text; each once, in order. */
export function numbersOf(plain: string): Set<string> {
  return new Set([...plain.matchAll(NUMBER)].map(([number]) => number).filter((number) => !YEAR.test(number)));
}

/** Whether a text names the place, wholly or by what tells it from others of its kind. */
export function names(plain: string, place: string): boolean {
  return plain.includes(place.slice(0, 2));
}

const QUOTED =
  /(?:反映|咨询|提出|关于|建议|投诉|询问|来信|留言|就)[^“”"。!]{0,12}[“"「《]([^”"」》]{4,80})[”"」》]/gu;
const RETOLD =
  /(?:反映|咨询|询问|投诉|提出|关于)(?:的|了)?([^“”"。!,;:]{5,50}?)(?:问题|情况|一事|事宜|的来信|的留言|的建议|的诉求|收悉)/gu;

const THE_LETTER =
  /(?:您|你|网友|来信|留言)[^“”"。!,;]{0,16}(?:反映|咨询|提出|投诉|询问|建议|举报)(?:的|了)?(?:[“"「《]([^”"」》]{4,80})[”"」》]|([^“”"。!,;:]{4,50}?)(?:的?问题|的?情况|一事|事宜|的?诉求|收悉))/u;

/** The letter as a normalised reply retells it, once, where it says 您反映的……: the part that must be of this letter. */
export function letterRetold(plain: string): string | undefined {
  const match = THE_LETTER.exec(plain);
  return match?.[1] ?? match?.[2];
}

/** What a normalised reply says the letter was about: in quotation marks, and in its own words. */
export function restatements(plain: string): { quoted: string[]; retold: string[] } {
  return {
    quoted: [...plain.matchAll(QUOTED)].map((match) => match[1] ?? ''),
    retold: [...plain.matchAll(RETOLD)].map((match) => match[1] ?? ''),
  };
}
