/** What is cut out of a text before the public reads it. */
export const CUT_KINDS = ['mobile', 'landline', 'id_number', 'bank_card', 'plate', 'email', 'wechat', 'qq', 'name', 'address'] as const;
export type CutKind = (typeof CUT_KINDS)[number];

export interface RedactionRules {
  /** Phone numbers of offices, any punctuation: these stay. Digits are compared, with or without the area code. */
  publicPhones: readonly string[];
  /** Family names, longest first not required. */
  surnames: readonly string[];
}
