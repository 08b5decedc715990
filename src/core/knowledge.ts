/** Entries of the Q&A base 咨询答问库: what is approved, what differs between versions, what rests on a document. */
import { canonicalJson, sha256Hex } from './canonical.js';
import { normalise } from './language/normalise.js';
import type { Label } from './vocabulary.js';

/** 依据: a document, and where in it. */
export interface Basis {
  readonly title: string;
  /** 文号 */
  readonly number: string | null;
  /** 条款 */
  readonly article: string | null;
  readonly link: string | null;
}

/** Everything the public reads of an entry; nothing in it may be secret or personal. */
export interface EntryContent {
  readonly question: string;
  /** Other ways of asking the same. */
  readonly similar: readonly string[];
  readonly answer: string;
  /** 适用地区; `null`: everywhere. */
  readonly region: string | null;
  /** 适用对象; `null`: everybody. */
  readonly audience: string | null;
  readonly basis: readonly Basis[];
  /** 责任单位: an id of the registry, or `null` where another base answers for it. */
  readonly departmentId: string | null;
  readonly department: string;
  /** `YYYY-MM-DD`, the last day on which it may be shown without being looked at again. */
  readonly reviewBy: string | null;
}

export const ENTRY_STATES = {
  draft: { zh: '草稿', en: 'draft' },
  in_review: { zh: '待审核', en: 'in review' },
  public: { zh: '公开', en: 'public' },
  expired: { zh: '到期下线', en: 'past its review date' },
  offline: { zh: '下线', en: 'taken offline' },
} as const satisfies Record<string, Label>;
export type EntryState = keyof typeof ENTRY_STATES;

export const CONTENT_FIELDS = ['question', 'similar', 'answer', 'region', 'audience', 'basis', 'department', 'reviewBy'] as const satisfies readonly (keyof EntryContent)[];
type ContentField = (typeof CONTENT_FIELDS)[number];

/**
 * What an approval of an entry is bound to: SHA-256 of the canonical JSON of its content, 64 hexadecimal digits.
 * Source: 国办发〔2018〕123号 四（二） 先审后发. Any edit gives another hash, and the approval does not cover it.
 */
export const contentHashOf = (content: EntryContent): string => sha256Hex(canonicalJson(JSON.parse(JSON.stringify(content))));

export interface Difference {
  readonly field: ContentField;
  readonly before: EntryContent[ContentField];
  readonly after: EntryContent[ContentField];
}

/** The fields in which two versions differ, in the order in which people read them. */
export const differencesOf = (before: EntryContent, after: EntryContent): Difference[] =>
  CONTENT_FIELDS.filter((field) => canonicalJson({ value: before[field] }) !== canonicalJson({ value: after[field] })).map((field) => ({
    field, before: before[field], after: after[field],
  }));

/** A document that no longer holds, by its title, its number or both. */
export interface Repealed {
  readonly title: string | null;
  readonly number: string | null;
}

const bareTitle = (text: string): string => normalise(text).text.toLowerCase().replace(/[《》〈〉<>“”"'\s]/g, '');
/** 〔2018〕, [2018] and (2018) are one year. */
const bareNumber = (text: string): string => normalise(text).text.toLowerCase().replace(/[〔〕[\]()（）【】\s]/g, '');

/**
 * Whether an entry rests on the document: the same number, or, where either names none, the same title.
 * Example: 国办发[2018]123号 is 国办发〔2018〕123号.
 */
export function restsOn({ title, number }: Basis, repealed: Repealed): boolean {
  if (number && repealed.number) return bareNumber(number) === bareNumber(repealed.number);
  return repealed.title !== null && bareTitle(title) === bareTitle(repealed.title);
}

/** Whether a text names the document, by number or by title. Titles of less than four characters are no evidence. */
export function cites(text: string, { title, number }: Repealed): boolean {
  const byNumber = number !== null && bareNumber(number).length >= 4 && bareNumber(text).includes(bareNumber(number));
  return byNumber || (title !== null && bareTitle(title).length >= 4 && bareTitle(text).includes(bareTitle(title)));
}

/** The beginning of a reply names the person it went to; a question that many ask has no name in it. */
const SALUTATION = /^\s*(?:尊敬的)?[\p{L}〔〕*＊○]{0,8}?(?:先生|女士|同志|网友|市民|老师|朋友)[^\n。！，,：:]{0,6}[，,：:！!]?\s*/u;

/** A reply without the name it begins with. Example: 王女士，您好！… → 您好！… */
export const withoutSalutation = (reply: string): string => reply.replace(SALUTATION, '');
