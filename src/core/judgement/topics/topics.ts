import { gather, type Cluster } from './clusters.js';
import { Letters, type TopicLetter } from './letters.js';
import { isWide, placesIn } from './places.js';
import { pairText } from './sketch.js';

/** A matter several citizens write about 社情. */
export interface Topic {
  rank: number;
  /** Place and matter, in the words of the letter nearest to the middle. */
  title: string;
  /** The narrowest place most of the letters name, with its district; '' where they name none. */
  place: string;
  /** The group of people who write: 业主, 学生, 村民, …; '' where they do not say. */
  who: string;
  /** ms, of the first and the last letter. */
  from: number;
  to: number;
  heat: number;
  /** Distinct citizens. */
  users: number;
  ids: string[];
  /** Of the letter nearest to the middle, whose words the title is. */
  centralId: string;
  /** How near each letter is to the middle, 0–1, in the order of `ids`. */
  scores: number[];
  /** What the letters have in common, heaviest first. */
  terms: string[];
}

export interface TopicOptions {
  /** A matter of fewer citizens is no topic. */
  readonly leastUsers?: number;
  /** Most topics given. */
  readonly most?: number;
}

/**
 * Finds what many people write about: near-duplicates first, then one matter at one place. Topics are ranked by heat.
 * The order of the letters is the caller’s; given in another order, letters at the edge may fall to another topic.
 * Time and memory grow with the number of letters; nothing is compared pair by pair.
 */
export function topicsOf(letters: Iterable<TopicLetter>, options: TopicOptions = {}): Topic[] {
  const known = new Letters();
  for (const letter of letters) known.add(letter);
  return rankedTopics(known, options);
}

/** The same for letters that came one by one. */
export function rankedTopics(letters: Letters, { leastUsers = 2, most = Infinity }: TopicOptions = {}): Topic[] {
  let latest = -Infinity;
  for (const { at } of letters.all) latest = Math.max(latest, at);
  const weighed = gather(letters).map((cluster) => ({ cluster, ...weightOf(cluster, letters, latest) }));
  return weighed
    .filter(({ users }) => users >= leastUsers)
    .toSorted((a, b) => b.heat - a.heat || a.cluster.members[0]!.letter - b.cluster.members[0]!.letter)
    .slice(0, most)
    .map(({ cluster, users, heat }, i) => topicOf(i + 1, cluster, letters, users, heat));
}

const DAY_MS = 86_400_000;
/** After so many days the last letter counts half as recent. */
const RECENCY_HALF_DAYS = 30;

/**
 * Heat 热度: a citizen counts ten; the rest together never more than two citizens, so that people come first:
 * messages beyond one a citizen up to 6, likes less dislikes up to 6, recency up to 8.
 */
export function heatOf(of: { users: number; messages: number; likes: number; dislikes: number; daysSinceLast: number }): number {
  const again = Math.min(6, 2 * Math.log2(1 + of.messages - of.users));
  const liked = Math.min(6, Math.log2(1 + Math.max(0, of.likes - of.dislikes)));
  const recent = 8 * 0.5 ** (Math.max(0, of.daysSinceLast) / RECENCY_HALF_DAYS);
  return Math.round((10 * of.users + again + liked + recent) * 10) / 10;
}

function weightOf({ members }: Cluster, letters: Letters, latest: number): { users: number; heat: number } {
  const users = new Set<string>();
  let [likes, dislikes, last] = [0, 0, -Infinity];
  for (const { letter } of members) {
    const each = letters.all[letter]!;
    users.add(each.user);
    likes += each.likes;
    dislikes += each.dislikes;
    last = Math.max(last, each.at);
  }
  return { users: users.size, heat: heatOf({ users: users.size, messages: members.length, likes, dislikes, daysSinceLast: (latest - last) / DAY_MS }) };
}

function topicOf(rank: number, { members, terms }: Cluster, letters: Letters, users: number, heat: number): Topic {
  const all = members.map(({ letter }) => letters.all[letter]!);
  const subjects = all.map(({ subject }) => subject);
  const scores = members.map(({ score }) => Math.round(score * 1000) / 1000);
  const place = commonPlace(subjects);
  return {
    rank, place, title: titleOf(subjects[central(subjects, scores)] ?? '', place), centralId: all[central(subjects, scores)]!.id, who: commonGroup(subjects), heat, users,
    from: Math.min(...all.map(({ at }) => at)), to: Math.max(...all.map(({ at }) => at)),
    ids: all.map(({ id }) => id), scores, terms: terms.map(({ key }) => pairText(key)),
  };
}

/** Subjects that say the matter in few words, read well as a title. Characters. */
const GOOD_TITLE = { least: 8, most: 30 };

/** Which letter is nearest to the middle, those with a readable subject first. */
function central(subjects: readonly string[], scores: readonly number[]): number {
  const fit = (subject: string): number => (subject.length < GOOD_TITLE.least ? 0 : subject.length <= GOOD_TITLE.most ? 2 : 1);
  let best = 0;
  for (let i = 1; i < subjects.length; i += 1) {
    const better = fit(subjects[i]!) - fit(subjects[best]!);
    if (better > 0 || (better === 0 && scores[i]! > scores[best]!)) best = i;
  }
  return best;
}

const OPENING_WORDS = /^(?:再次|强烈|坚决|紧急|实名|第?[二三四五六七八九十\d]{1,2}次)?(?:(?:\p{sc=Han}{0,1}(?:书记|市长|局长|县长|区长|领导)们?|政府|(?:有关|相关)部门)?(?:重视|关注|督促|过问)(?:一下|解决)?|关于|对于|反映|反应|投诉|咨询|举报|请求|恳请|恳求|希望|建议|要求|请问|请|质疑|呼吁|求助|询问|申请|对)+(?:一下)?[:：,，]?/u;
const CLOSING_WORDS = /(?:(?<!(?:有|存在)[^，,的]{1,6})的?(?:相关|有关)?(?:问题|投诉|建议|请求|咨询|举报|反映|申诉|情况)(?:[，,].{0,12})?|[，,]?(?:急需|请求|望|盼|求|请|恳请)[^，,。！？!?]{0,12}(?:处理|解决|重视|关注|回复|答复|谢谢))?[。！？!?，,；;…\s]*$/u;
const CITY = /^(?:[A-Za-z]\d{0,2}[省市]|\p{sc=Han}{2}市)(?=[A-Za-z]\d{1,2}[区县]|\p{sc=Han}{2}[区县])/u;
const REGION = /(?:[A-Za-z]\d{0,2}|\p{sc=Han}{2})[市区县]/u;
const REGION_ALONE = /^(?:[A-Za-z]\d{0,2}|\p{sc=Han}{2,3})[省市区县]$/u;
const REGIONS = /^(?:(?:[A-Za-z]\d{0,2})[省市区县])+/u;
const LONGEST_TITLE = 36;

/** Place and matter: the subject without its salutation and its request, the place in front where it is not said. */
function titleOf(subject: string, place: string): string {
  const matter = subject.trim().replace(OPENING_WORDS, '').replace(CLOSING_WORDS, '').replace(CITY, '');
  const plain = matter.length >= 4 ? matter : subject.trim();
  // Where the letter names a place of its own, in whatever spelling, that is the one it speaks of.
  const said = place === '' || placesIn(plain).places.length > 0 || (REGION.test(plain) && REGION_ALONE.test(place)) || saysPlace(plain, place);
  const inFront = REGION.test(plain.replace(REGIONS, '')) ? place.replace(REGIONS, '') : place;
  const whole = said ? plain : `${inFront}${plain.replace(REGIONS, '')}`;
  return whole.length > LONGEST_TITLE ? `${whole.slice(0, LONGEST_TITLE)}…` : whole;
}

/** 金科天悦车位 says 金科天悦小区: what sort of place it is may be left out. */
function saysPlace(plain: string, place: string): boolean {
  const name = place.replace(REGIONS, '').replace(/(?:安置小区|小区|社区|楼盘|花园|家园|广场)$/u, '');
  return name.length >= 2 && plain.includes(name);
}

/** What is done, read as a name: 不开园, 读小学. It may hold letters together; nobody is shown it as a place. */
const DOING = /^(?:不|没|未|读|上|进)\p{sc=Han}{0,2}(?:园|幼儿园|小学|中学|学校|大学)$/u;

/** The place most subjects name, narrow before wide, in its most common spelling, after its most common district. */
function commonPlace(subjects: readonly string[]): string {
  const named = new Map<number, Map<string, number>>();
  const regions = new Map<string, number>();
  for (const subject of subjects) {
    const { places, regions: found } = placesIn(subject);
    for (const { key, name } of places.filter((each) => !DOING.test(each.name))) {
      const spellings = named.get(key) ?? new Map<string, number>();
      spellings.set(name, (spellings.get(name) ?? 0) + 1);
      named.set(key, spellings);
    }
    const narrowest = found.at(-1)?.name;
    if (narrowest !== undefined) regions.set(narrowest, (regions.get(narrowest) ?? 0) + (/[区县]$/u.test(narrowest) ? 1.01 : 1));
  }
  const total = (spellings: ReadonlyMap<string, number>): number => [...spellings.values()].reduce((sum, each) => sum + each, 0);
  const often = [...named].filter(([, spellings]) => total(spellings) * 3 >= subjects.length);
  const [best] = often.toSorted(([a, one], [b, two]) => Number(isWide(a)) - Number(isWide(b)) || total(two) - total(one) || a - b);
  const region = mostCommon([...regions].filter(([, count]) => count * 4 >= subjects.length)) ?? '';
  return best === undefined ? region : `${region}${mostCommon([...best[1]]) ?? ''}`;
}

const mostCommon = (counts: readonly (readonly [string, number])[]): string | undefined =>
  counts.toSorted((a, b) => b[1] - a[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))[0]?.[0];

/** Groups of people who write to offices (惯例), and which word stands for them. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/学生|同学|大一|新生/u, '学生'], [/家长|孩子|小孩|入学|学位/u, '家长'], [/业主|房东|购房|买房|交房|房产证|开发商|物业/u, '业主'], [/村民|村里|拆迁户|征地/u, '村民'],
  [/农民工|民工|工资/u, '务工人员'], [/职工|员工|工人/u, '职工'], [/教师|老师/u, '教师'], [/司机|车主|驾驶/u, '车主'], [/老人|老年|退休/u, '老年人'],
  [/商户|店主|个体户|经营户/u, '商户'], [/患者|病人|就医|医保/u, '患者'], [/军人|士官|退伍|退役/u, '退役军人'], [/出借人|投资人|受害/u, '投资人'],
  [/居民|住户|小区|扰民|噪音|噪声|油烟/u, '居民'], [/市民|乘客|公交|地铁/u, '市民'],
];

function commonGroup(subjects: readonly string[]): string {
  const counts = GROUPS.map(([pattern, word]) => [word, subjects.filter((subject) => pattern.test(subject)).length] as const);
  const [word, count] = counts.reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0] as readonly [string, number]);
  return count * 4 >= subjects.length ? word : '';
}
