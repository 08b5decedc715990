import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { CopyName } from '../core/judgement/covers.js';
import type { CoverKind } from '../core/judgement/redaction-kinds.js';
import type { Span } from '../core/language/normalise.js';

const p = defineEntity.properties;

/** A person’s decision about a public copy: words covered 遮盖, or a cut taken back 恢复. Kept for every later version of the reply. */
export const CoverSchema = defineEntity({
  name: 'Cover',
  tableName: 'covers',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    replyId: identifier(),
    act: p.string().$type<'cover' | 'uncover'>(),
    copy: p.string().$type<CopyName>(),
    kind: p.string().$type<CoverKind>(),
    /** Where it stood in the original text when it was decided. */
    spans: json<Span[]>(),
    /** The words themselves: erased with the rest of the content. The journal names kind and places only. */
    quote: p.text(),
    reason: p.text(),
    by: identifier(),
    at: instant(),
  },
});
export class Cover extends CoverSchema.class {}
CoverSchema.setClass(Cover);
