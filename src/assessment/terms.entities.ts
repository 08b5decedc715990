import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';

const p = defineEntity.properties;

/** Time to hand in a review sheet 交表, to settle a disagreement 裁定, to object 异议, to decide on an objection 复核. */
export type TermName = 'hand_in' | 'settle' | 'object' | 'decide_objection';

/** A clock of a spot check or an assessment 期限, in working days, with its proof. */
export const TermSchema = defineEntity({
  name: 'Term',
  tableName: 'terms',
  properties: {
    id: identifier().primary(),
    matterId: identifier().index(),
    name: p.string().length(20).$type<TermName>(),
    /** The sheet, the unit’s part or the objection it is about. */
    concernsId: identifier().unique(),
    startAt: instant(),
    amount: p.integer(),
    dueAt: instant(),
    dueDay: p.string().length(10),
    calendarHash: p.string(),
    proof: p.text(),
    /** Who has to act, and who is told besides when the time has passed. */
    personIds: json<string[]>(),
    overseerIds: json<string[]>(),
    /** A working day before it is due. */
    remindAt: instant(),
    remindedAt: instant().strictNullable(),
    stoppedAt: instant().strictNullable(),
    /** The due instant that passed. */
    missedAt: instant().strictNullable(),
  },
  indexes: [{ name: 'terms_running', expression: 'create index terms_running on terms (due_at) where stopped_at is null' }],
});
export class Term extends TermSchema.class {}
TermSchema.setClass(Term);

export type TellingSort =
  | 'sheet_assigned' | 'sheet_third' | 'hand_in_soon' | 'hand_in_missed' | 'check_closed'
  | 'unit_told' | 'object_soon' | 'objection_made' | 'decide_soon' | 'decide_missed' | 'objection_decided' | 'exclusion_proposed' | 'assessment_fixed';

/** A line of the outbox: a person who has still to be told of something by mail. */
export const TellingSchema = defineEntity({
  name: 'Telling',
  tableName: 'assessment_tellings',
  properties: {
    id: identifier().primary(),
    sort: p.string().length(24).$type<TellingSort>(),
    matterId: identifier(),
    userId: identifier(),
    /** What the mail says besides its own words: names and counts, never what a citizen wrote. */
    facts: json<Record<string, string | number>>(),
    /** Of the page it opens. */
    path: p.string(),
    createdAt: instant(),
    toldAt: instant().strictNullable(),
  },
  indexes: [{ name: 'assessment_tellings_waiting', expression: 'create index assessment_tellings_waiting on assessment_tellings (id) where told_at is null' }],
});
export class Telling extends TellingSchema.class {}
TellingSchema.setClass(Telling);
