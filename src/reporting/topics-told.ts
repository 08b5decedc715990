/** 社情热点 as a circular tells them: the matters most citizens of the period wrote about, and whether more of them do. */
import type { Sql } from '../base/database/rows.query.js';
import { chineseDay, column, type Table } from './document.js';
import { gatheringTimes, topicLetters, type TopicLetterRow } from './topics-told.query.js';

const MOST = 5;
/** Of a title that nobody has given and whose letter is not told of. */
const TERMS = 3;
const DAY_MS = 86_400_000;

export interface ToldMatter {
  readonly title: string;
  readonly place: string;
  readonly users: number;
  readonly letters: number;
  /** Letters of the period before; null where topics do not reach back so far. */
  readonly lettersBefore: number | null;
}
export interface ToldMatters {
  readonly list: readonly ToldMatter[];
  /** By which gathering they are told, which may be a later one than the instant of the report: letters are gathered anew every night and only the last is kept. */
  readonly gathering: string;
}
export const NO_MATTERS: ToldMatters = { list: [], gathering: '' };
/** [from, to) as of an instant, and from when on the period before is. */
export interface MattersWindow {
  readonly before: number;
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
}
/** How the room that finds topics does it. */
export interface TopicRules {
  /** A matter of fewer citizens is none. */
  readonly leastUsers: number;
  /** Letters older than this are not gathered any more; they stay where the last gathering put them. */
  readonly windowDays: number;
}

interface MatterNames {
  /** Whether an account is told of. */
  readonly covers: (accountId: string) => boolean;
  readonly day: (instant: number) => string;
}

/** The top matters by citizens, of the accounts that are covered alone; a title from a letter that is not told of is told by its terms. */
export async function mattersTold(sql: Sql, window: MattersWindow, rules: TopicRules, { covers, day }: MatterNames): Promise<ToldMatters> {
  const { before, from, to, asOf } = window;
  const times = await gatheringTimes(sql);
  if (!times) return NO_MATTERS;
  const rows = (await topicLetters(sql, { since: before, to, asOf })).filter(({ account_id: id }) => covers(id));
  const reach = times.first - rules.windowDays * DAY_MS;
  const matters = [...Map.groupBy(rows, ({ topic_id: id }) => id)].map(([id, letters]) => {
    const own = letters.filter(({ received_at: at }) => Number(at) >= from);
    const { place } = letters[0]!;
    return { id, title: titleOf(letters[0]!, covers), place, users: usersOf(own), letters: own.length, lettersBefore: before < reach ? null : letters.length - own.length };
  });
  const list = matters.filter(({ users }) => users >= rules.leastUsers)
    .toSorted((a, b) => b.users - a.users || b.letters - a.letters || (a.id < b.id ? -1 : 1)).slice(0, MOST)
    .map(({ title, place, users, letters, lettersBefore }) => ({ title, place, users, letters, lettersBefore }));
  const by = `归并以${chineseDay(day(times.last))}的结果为准${times.last > asOf ? '（晚于统计截止）' : ''}。`;
  return { list, gathering: from < reach ? `${by}${chineseDay(day(reach))}以前的来信未经归并，不在其内。` : by };
}

/** Whoever wrote without a name is counted by the letter. */
const usersOf = (letters: readonly TopicLetterRow[]): number => new Set(letters.map((each) => each.author_digest ?? each.case_id)).size;

function titleOf({ given_title: given, title, title_account: account, place, terms }: TopicLetterRow, covers: (accountId: string) => boolean): string {
  if (given !== null) return given;
  if (account !== null && covers(account)) return title;
  const known = typeof terms === 'string' ? (JSON.parse(terms) as string[]) : terms;
  return `${place} ${known.slice(0, TERMS).join('、')}`.trim();
}

function trendOf({ letters, lettersBefore }: ToldMatter): string {
  if (lettersBefore === null) return '';
  if (lettersBefore === 0) return '新出现';
  const by = letters - lettersBefore;
  return by === 0 ? '持平' : `${by > 0 ? '增加' : '减少'}${Math.abs(by)}件`;
}

/** Fields of the texts: one list of all of them, empty where there is none. */
export const matterWords = ({ list }: ToldMatters, before: string): { readonly topics: string } => ({
  topics: list.map((matter) => {
    const trend = trendOf(matter);
    const where = matter.place === '' || matter.title.includes(matter.place) ? '' : `（${matter.place}）`;
    const against = trend === '' ? '' : trend === '新出现' ? `，${before}没有` : `，${trend === '持平' ? `与${before}` : `比${before}`}${trend}`;
    return `“${matter.title}”${where}，${matter.users}人来信${matter.letters}件${against}`;
  }).join('；'),
});
export const MATTER_WORDS = ['topics'] as const;

export const matterTables = ({ list, gathering }: ToldMatters, before: string): Table[] => (list.length === 0 ? [] : [{
  key: 'topics', title: '反映较集中的事项', note: `来信由系统按内容归并；同一人多次来信计一人，按人数排列。举报件不计入。${gathering}`,
  columns: [column('事项', 'text', 36), column('地点', 'text', 18), column('反映人数', 'count', 10), column('来信件数', 'count', 10), column(`${before}来信件数`, 'count', 14), column('趋势', 'text', 12)],
  rows: list.map((matter) => [matter.title, matter.place, matter.users, matter.letters, matter.lettersBefore, trendOf(matter)]),
}]);
