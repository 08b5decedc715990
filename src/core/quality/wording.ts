import { originalSpan, type Normalised, type Span } from '../language/normalise.js';
import { findTerms, type Hit, type Lexicons, type ListName } from '../judgement/lexicons.js';
import type { CutKind } from '../judgement/redaction-kinds.js';
import { redact, redactionRules, type Cut } from '../judgement/redaction.js';
import { outside, type Anatomy } from './anatomy.js';
import type { DefectCode, QualitySettings } from './settings.js';
import type { Defect, Pair } from './verdicts.js';

type Worded = readonly (readonly [DefectCode, ListName])[];
/** What may never go out, and words that shame the office, whatever the message was. */
const FORBIDDEN: Worded = [
  ['insult', 'reply.insult'], ['secret', 'reply.secret'], ['advertisement', 'reply.advertisement'], ['placeholder', 'reply.placeholder'],
]; // prettier-ignore
const UNFORTUNATE: Worded = [['cold', 'reply.cold'], ['promise', 'reply.promise'], ['persona', 'reply.persona']];

/** Build a defect from its span, with the words the settings give for its code. */
export function defect(code: DefectCode, span: Span, reply: string, settings: QualitySettings): Defect {
  const rule = settings.defects[code];
  return {
    code,
    start: span.start,
    end: span.end,
    text: reply.slice(span.start, span.end),
    why: rule.why,
    hint: rule.hint,
  };
}

/** Faults found by words alone, vague times and personal data. What quotes the citizen is not the office's word. */
export function wordingDefects(pair: Pair, anatomy: Anatomy, lexicons: Lexicons): Defect[] {
  const quotes = quotations(pair.reply);
  const found = forbiddenDefects(pair, anatomy.text, lexicons);
  for (const [code, list] of UNFORTUNATE) {
    const own = outside(findTerms(lexicons.lists[list], anatomy.text), quotes);
    const judged = code === 'cold' ? coldHits(own, anatomy) : own;
    found.push(...judged.map((hit) => defect(code, hit, pair.reply, lexicons.quality)));
  }
  found.push(...vagueTimes(anatomy, lexicons).map((hit) => defect('vague_time', hit, pair.reply, lexicons.quality)));
  return found;
}

/** What blocks a reply by its words: insult, secrets, advertisement and links, template fields, personal data. */
export function forbiddenDefects(pair: Pair, text: Normalised, lexicons: Lexicons): Defect[] {
  const quotes = quotations(pair.reply);
  const found: Defect[] = [];
  for (const [code, list] of FORBIDDEN) {
    const hits = findTerms(lexicons.lists[list], text);
    const own = code === 'placeholder' || code === 'secret' ? hits : outside(hits, quotes);
    found.push(...own.map((hit) => defect(code, hit, pair.reply, lexicons.quality)));
  }
  found.push(...links(pair.reply, text, lexicons.quality));
  found.push(...tellingOfSomebody(pair.reply).map((span) => defect('personal_data', span, pair.reply, lexicons.quality)));
  found.push(...personalCuts(pair, text, lexicons).map((cut) => defect('personal_data', cut, pair.reply, lexicons.quality)));
  return found;
}

const LINK =
  /(?<![a-z0-9@._-])(?:https?:\/\/)?((?:[a-z0-9-]{1,40}\.){1,5}(?:com|cn|net|org|cc|top|xyz|vip|io|me|im|info|shop|store|club|site|link|ly|ltd|tv|app|co|icu|pro|fun|online|wang|biz|mobi|asia|hk|tw|us))(?![a-z0-9@-])(?:\/[\w%./?=&#-]{0,200})?/gu;
/** Services that hide where a link leads. Common ones (惯例). */
const SHORTENED = /^(?:t\.cn|dwz\.cn|url\.cn|suo\.im|bit\.ly|u\.nu|tinyurl\.com|m\.tb\.cn|sourl\.cn|w\.url\.cn|3\.cn|dwz\.win)$/u;

/** Links that lead neither to government nor to a domain the office named; short links always, for nobody sees where to. */
function links(reply: string, text: Normalised, settings: QualitySettings): Defect[] {
  return [...text.text.matchAll(LINK)]
    .filter(([, host = '']) => SHORTENED.test(host) || !settings.domains.some((domain) => `.${host}`.endsWith(`.${domain}`)))
    .slice(0, 3)
    .map((match) => defect('advertisement', originalSpan(text, match.index, match.index + match[0].length), reply, settings));
}

/** Words in quotation marks inside a restatement are the citizen's. */
function quotations(reply: string): Span[] {
  return [...reply.matchAll(/[“"「][^”"」]{1,80}[”"」]/gu)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
  }));
}

/** 无法答复 with a document behind it is a refusal, not a brush-off. */
function coldHits(hits: readonly Hit[], anatomy: Anatomy): Hit[] {
  if (anatomy.basis.length === 0) return [...hits];
  return hits.filter(({ text }) => !/^(?:无法|不予|不便)/u.test(text));
}

/** A condition nobody can date (待资金到位后): it makes no other time clear. */
const OPEN_ENDED = /^[待等]/u;

/** A vague time is clear enough when a date, number or condition stands near it. */
function vagueTimes(anatomy: Anatomy, lexicons: Lexicons): Hit[] {
  const window = lexicons.quality.thresholds.vague_window;
  const hits = outside(findTerms(lexicons.lists['reply.vague_time'], anatomy.text), [
    ...anatomy.courtesy,
    ...anatomy.restatement,
  ]);
  const open = hits.filter(({ text }) => OPEN_ENDED.test(text));
  const anchors = outside(anatomy.anchors, open);
  return hits
    .filter(
      (hit) => !anchors.some((anchor) => anchor.start < hit.end + window && hit.start - window < anchor.end),
    )
    .slice(0, 3);
}

/** A name written out: a common surname (《中国姓氏大全》前列) and one or two characters; 某 and words for people are none. */
const NAME = '[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤](?!某|姓|先生|女士|\\*)[\\p{sc=Han}]{1,2}';
/** Who somebody is, beyond a name: a pupil by age, a patient by illness, anybody by the door behind which they live. */
const SOMEBODY: readonly RegExp[] = [
  new RegExp(`(?:学生|同学|幼儿|孩子|未成年人)${NAME}[（(](?:[男女][，,])?[0-9]{1,2}周?岁(?=[，,、；）)])`, 'gu'),
  new RegExp(`(?:患者|病人|居民|村民|学生|业主|住户)${NAME}(?:[（(，,]|系|因)[^）)。；;]{0,16}(?:确诊|患有|感染)[^，。；;）)]{2,12}`, 'gu'),
  /(?<![\p{sc=Han}])(?:家|现)?住(?![宅房户院建])(?:址)?(?:在|于|[:：])?[^，。；！）)]{2,20}(?:号楼|栋|幢|座|单元)[^，。；！）)0-9至到、]{0,3}[0-9]{3,4}(?![0-9号栋幢元年户人平米])/gu,
];

/** Spans that tell the public who a child, a patient or a neighbour is. */
function tellingOfSomebody(reply: string): Span[] {
  return SOMEBODY.flatMap((pattern) => [...reply.matchAll(pattern)].slice(0, 3).map((match) => ({ start: match.index, end: match.index + match[0].length })));
}

/** A door behind which somebody lives: building and room. A street number is a place. */
const DOOR = /(?:栋|幢|座|单元|号楼)[^，。]{0,8}[0-9０-９一二三四五六七八九十]{2}|[0-9０-９]{3,4}(?:室|房)/u;
/** What is looked for; a number inside an address of mail is the address’s. */
const PERSONAL: ReadonlySet<CutKind> = new Set<CutKind>(['email', 'id_number', 'bank_card', 'mobile', 'plate', 'address']);
/** How far before a number the words that make it an office's stand. */
const OFFICE_WINDOW = 30;

/**
 * Personal data of citizens. An office's landline, its address and its mail are contact, and the name of the clerk to
 * ask for is given on purpose; identity numbers, cards, mobiles, plates and people's doors are not.
 */
function personalCuts(pair: Pair, text: Normalised, lexicons: Lexicons): Cut[] {
  const office = findTerms(lexicons.lists['reply.office'], text);
  return redact(pair.reply, redactionRules(lexicons, pair.publicPhones), PERSONAL).cuts.filter((cut) => {
    if (cut.kind !== 'address') return cut.kind !== 'email';
    return DOOR.test(pair.reply.slice(cut.start, cut.end)) && !office.some((hit) => hit.start <= cut.start && cut.start - hit.end <= OFFICE_WINDOW);
  });
}
