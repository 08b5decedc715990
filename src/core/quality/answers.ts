import { normalise } from '../language/normalise.js';
import type { Anatomy } from './anatomy.js';
import type { QualitySettings } from './settings.js';

/**
 * What sort of answer a question wants, and by what an answer of that sort is known. `telling`: nothing else looks like
 * it, so no wording of the ask need be taken up.  Grammar, not policy (惯例).
 */
const WANTED: readonly { question: RegExp; answer: RegExp; telling?: true }[] = [
  {
    question: /多久|多长时间|几天|多少天/u,
    telling: true,
    answer: /[0-9一二三四五六七八九十两]{1,8}个?(?:工作日|天|日|小时|分钟|周|星期|月|年)|当场|当天|即时|立等|随时|[0-9]月/u,
  },
  {
    question: /何时|什么时候|啥时候|几点|哪天|哪一?[年月]|几号|几月/u,
    telling: true,
    answer: /[0-9一二三四五六七八九十]{1,8}(?:[:：点时]|月|日|号|年|天|个工作日)|今[天晚年]|明[天年]|本[周月]|下[周月]|年底|年内|周[一二三四五六日天末]|工作日|全天|随时|(?:没有|尚无|暂无|无法)[^,。;]{0,6}(?:时间|计划|日期)|(?:未|没有|不)[^,。;]{0,6}(?:列入|纳入|确定|安排|计划)/u,
  },
  { telling: true, question: /多少钱|要钱|收费|费用|几块|价格|交多少/u, answer: /[0-9一二三四五六七八九十百千]{1,8}(?:\.[0-9]{1,4})?(?:元|块|%|万|角)|免费|不收|不要钱|无需(?:缴|交|付)|自理|退(?:费|还)/u },
  { question: /(?:哪些|什么)(?:材料|手续|证件|资料)|带什么|带哪些|准备什么|(?:材料|资料|手续)(?:有哪些|是什么)/u, answer: /带|提供|提交|持|凭|身份证|户口|证明|合同|材料|原件|复印件|证件/u },
  { question: /在哪|哪里|哪儿|去哪|什么地方|哪个(?:窗口|部门|地方|单位)|找谁|哪家|地址|谁管|谁负责/u, answer: /到|在|窗口|大厅|局|中心|所|社区|街道|医院|网|小程序|app|公司|学校|站|负责|电话/u },
  { question: /多少|多大|多高|多远|多宽|几(?:岁|米|人|次|个|公里)/u, answer: /[0-9一二三四五六七八九十百千两]{1,8}/u },
  { question: /由谁|谁(?:来)?(?:出|付|承担|赔|掏)/u, answer: /承担|支付|负责|赔|由|出资/u },
  { question: /为什么|为何|凭什么|怎么(?:又|还|会|老|总)|什么原因/u, answer: /因|由于|原因|为了|为(?:确保|保障|防|避免)|根据|按照|依据|是由|造成|导致|符合/u },
  { question: /怎么|如何|怎样|流程|步骤/u, answer: /可|请|需|先|登录|拨打|申请|凭|办理|[0-9]/u },
];
const YES_OR_NO = /[吗么][?？。!！]?$|是否|能否|可否|能不能|可不可以|有没有|有无|是不是|会不会|要不要|需不需要|用不用|行不行|(\p{sc=Han})不\1/u;
/** What citizens ask without expecting an answer. */
const RHETORICAL = /难道|何在|良心|凭啥|天理|谁信|于心何忍|这合理|合理吗|不是吗|对吗|是吗|行吗|可以吗|好吗|知道吗/u;

/** Share of an ask’s wording at which it counts as taken up though its sort of answer was not recognised. */
const TOUCHED = 0.12;

/** Bare characters up to which a reply answers without repeating the words of the question. */
const SHORT = 60;

/** One ask as the reply meets it. `cover`: share of its telling wording that the reply takes up, 0–1. */
interface Met {
  ask: string;
  cover: number;
  alone: boolean;
  /** One item of a list (二、…… / 还有……): the words of another item do not answer it. */
  listed: boolean;
  degree: number;
}

/**
 * Whether the reply answers the ask. A question for a time is answered by a time, one for a fee by an amount; a yes-or-no
 * question and a request by their own matter being taken up.
 */
export function answered({ ask, cover, alone, listed, degree }: Met, anatomy: Anatomy, { thresholds }: QualitySettings): boolean {
  const said = anatomy.content;
  if (said.length === 0) return false;
  if (cover >= thresholds.ask_covered) return said.length >= thresholds.content_characters || anatomy.results.length > 0;
  const plain = normalise(ask).text;
  const wanted = WANTED.find(({ question }) => question.test(plain));
  if (wanted !== undefined) return wanted.answer.test(anatomy.text.text) && (wanted.telling === true || (listed ? cover >= TOUCHED : alone || said.length < SHORT || cover >= TOUCHED / 2));
  if (alone) return degree >= 0.5 && (anatomy.results.length > 0 || said.length >= thresholds.content_characters);
  return cover >= TOUCHED && said.length >= thresholds.content_characters;
}

/** How an item of a list begins. Grammar, not policy (惯例). */
const LISTED = /^(?:[一二三四五六][、.．]|[1-6][、.．)）]|[（(][一二三四1-4][)）]|还有|另外|此外|其次|再问|顺便)/u;

/** Whether the ask is one item of a list the citizen wrote. */
export const isListed = (ask: string): boolean => LISTED.test(ask);

/** Whether leaving the ask out is a fault: a plain question, not a figure of speech, a request or a story. */
export function plainQuestion(ask: string): boolean {
  if (ask.length > MOST_CHARACTERS || RHETORICAL.test(ask)) return false;
  return /[?？]/u.test(ask) && (YES_OR_NO.test(ask) || WANTED.some(({ question }) => question.test(ask)));
}

const MOST_CHARACTERS = 48;
