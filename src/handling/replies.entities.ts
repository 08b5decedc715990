import { defineEntity } from '@mikro-orm/core';
import { identifier, instant } from '../base/database/columns.js';
import { BAND_COUNT, bandKeys, hashKey, signatureOf } from '../core/language/minhash.js';

const p = defineEntity.properties;

/** The integer columns of the bands, `band0` to `band11`. */
export const BANDS = Array.from({ length: BAND_COUNT }, (_, band) => `band${band}` as const);

const bands = Object.fromEntries(BANDS.map((band) => [band, p.integer()])) as Record<`band${number}`, ReturnType<typeof p.integer>>;

/**
 * The columns a wording is found by: its bands mixed with the office, so that one index look-up finds this office's alone.
 * `wording`: as `shingleHashes` gives it. In the order of `BANDS`.
 */
export function bandsOf(officeId: string, wording: Uint32Array): Record<`band${number}`, number> {
  const keys = bandKeys(signatureOf(wording));
  const office = hashKey(officeId);
  return Object.fromEntries(BANDS.map((band, at) => [band, keys[at]! ^ office]));
}

/**
 * The near-duplicate index of an office’s own replies: small hashes of their wording and nothing of the wording itself.
 * A reply that shares one band with another is compared with it word for word. Replies to many at once 集中回应 are
 * meant to be alike and are not filed here.
 */
export const ReplyWordingSchema = defineEntity({
  name: 'ReplyWording',
  tableName: 'reply_wordings',
  properties: {
    replyId: identifier().primary(),
    caseId: identifier().index(),
    /** The organisation that answers for the account. */
    officeId: identifier(),
    ...bands,
  },
  indexes: BANDS.map((band) => ({ name: `reply_wordings_${band}`, expression: `create index reply_wordings_${band} on reply_wordings (${band}, reply_id)` })),
});
export class ReplyWording extends ReplyWordingSchema.class {}
ReplyWordingSchema.setClass(ReplyWording);

/** What a person says of a finding: it is wrong, one is missing, or this sort does not apply here 本类不适用. */
export const OPINIONS = ['wrong', 'missing', 'not_applicable'] as const;
export type Opinion = (typeof OPINIONS)[number];

/** A person’s disagreement with the judge 标注, kept to tune it by. */
export const FindingLabelSchema = defineEntity({
  name: 'FindingLabel',
  tableName: 'finding_labels',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    replyId: identifier(),
    opinion: p.string().$type<Opinion>(),
    code: p.string(),
    /** Of the reply as written; for `not_applicable` the whole of it. */
    start: p.integer(),
    end: p.integer(),
    note: p.text().strictNullable(),
    form: p.string(),
    platform: p.string(),
    engine: p.string(),
    by: identifier(),
    at: instant(),
  },
  uniques: [{ properties: ['replyId', 'code', 'opinion', 'start', 'end', 'by'] }],
});
export class FindingLabel extends FindingLabelSchema.class {}
FindingLabelSchema.setClass(FindingLabel);
