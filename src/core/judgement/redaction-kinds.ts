/** What is cut out of a text before the public reads it. */
export const CUT_KINDS = ['mobile', 'landline', 'id_number', 'bank_card', 'plate', 'email', 'wechat', 'qq', 'name', 'address'] as const;
export type CutKind = (typeof CUT_KINDS)[number];

/** What a person may cover besides: anything else that should not be read, an illness or a child’s school. */
export const COVER_KINDS = [...CUT_KINDS, 'other'] as const;
export type CoverKind = (typeof COVER_KINDS)[number];

export interface RedactionRules {
  /** Phone numbers of offices, any punctuation: these stay. Digits are compared, with or without the area code. */
  publicPhones: readonly string[];
  /** Family names, longest first not required. */
  surnames: readonly string[];
}
