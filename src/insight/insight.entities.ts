import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';

const p = defineEntity.properties;
const key = () => p.integer().strictNullable();

/**
 * By what a letter finds its like: twelve keys under which near-duplicates meet and three places, an indexed column
 * each, and some 150 bytes to compare by. None of its text; goes when the content goes.
 */
export const LetterMarksSchema = defineEntity({
  name: 'LetterMarks',
  tableName: 'letter_marks',
  properties: {
    /** Counts up: the latest letters under a key are found first, without sorting. */
    number: p.integer().primary().autoincrement(),
    caseId: identifier().unique(),
    receivedAt: instant(),
    /** Signature and words, see core/judgement/topics/likeness.ts. */
    marks: p.blob(),
    band0: key(), band1: key(), band2: key(), band3: key(), band4: key(), band5: key(),
    band6: key(), band7: key(), band8: key(), band9: key(), band10: key(), band11: key(),
    place0: key(), place1: key(), place2: key(),
  },
  indexes: [
    ...Array.from({ length: 12 }, (_, band) => ({ properties: [`band${band}` as 'band0', 'number' as const] })),
    ...Array.from({ length: 3 }, (_, place) => ({ properties: [`place${place}` as 'place0', 'number' as const] })),
  ],
});
export class LetterMarks extends LetterMarksSchema.class {}
LetterMarksSchema.setClass(LetterMarks);

export type LikenessState = 'open' | 'dismissed' | 'merged';

/** Two letters that read alike 相似来信, found when the later one came. */
export const LikenessSchema = defineEntity({
  name: 'Likeness',
  tableName: 'likenesses',
  properties: {
    id: identifier().primary(),
    /** The later one. */
    caseId: identifier(),
    otherId: identifier().index(),
    /** 0–1. */
    score: p.double(),
    wording: p.double(),
    matter: p.double(),
    samePlace: p.boolean(),
    sameWriter: p.boolean(),
    state: p.string().$type<LikenessState>(),
    foundAt: instant(),
    decidedBy: identifier().strictNullable(),
    decidedAt: instant().strictNullable(),
    reason: p.text().strictNullable(),
  },
  uniques: [{ properties: ['caseId', 'otherId'] }],
  indexes: [{ properties: ['state', 'foundAt'] }],
});
export class Likeness extends LikenessSchema.class {}
LikenessSchema.setClass(Likeness);

/** `past`: no letter of the window belongs to it any more. */
export type TopicState = 'open' | 'dismissed' | 'joined' | 'past';

/** A matter many citizens write about 社情热点. It stays itself from run to run by its letters. */
export const TopicSchema = defineEntity({
  name: 'Topic',
  tableName: 'topics',
  properties: {
    id: identifier().primary(),
    state: p.string().$type<TopicState>(),
    /** From the words of the letter nearest to the middle, personal data cut. */
    title: p.text(),
    /** By a person; stays. */
    givenTitle: p.text().strictNullable(),
    centralCaseId: identifier(),
    place: p.string(),
    who: p.string(),
    terms: json<string[]>(),
    heat: p.double(),
    users: p.integer(),
    letters: p.integer(),
    firstAt: instant(),
    lastAt: instant(),
    foundAt: instant(),
    runAt: instant(),
    joinedId: identifier().strictNullable(),
    /** The highest warning given; each is given once. */
    warned: p.integer(),
  },
  indexes: [{ properties: ['state', 'heat'] }],
});
export class Topic extends TopicSchema.class {}
TopicSchema.setClass(Topic);

/** A letter of a topic; a case belongs to one topic. */
export const TopicMemberSchema = defineEntity({
  name: 'TopicMember',
  tableName: 'topic_members',
  properties: {
    caseId: identifier().primary(),
    topicId: identifier().index(),
    /** How near it is to the middle, 0–1. */
    score: p.double(),
    /** Put here by a person: later runs leave it. */
    pinned: p.boolean(),
  },
});
export class TopicMember extends TopicMemberSchema.class {}
TopicMemberSchema.setClass(TopicMember);

export type TopicAct = 'rename' | 'dismiss' | 'restore' | 'join' | 'split' | 'warn' | 'answer_by_group' | 'report_to_leadership';

/** What was done with a topic, by whom and why; kept for ever. */
export const TopicChangeSchema = defineEntity({
  name: 'TopicChange',
  tableName: 'topic_changes',
  properties: {
    id: identifier().primary(),
    topicId: identifier().index(),
    act: p.string().$type<TopicAct>(),
    at: instant().index(),
    by: identifier().strictNullable(),
    reason: p.text().strictNullable(),
    facts: json<Record<string, unknown>>(),
    /** Of a warning: when the mails about it were written. */
    toldAt: instant().strictNullable(),
  },
  indexes: [{ properties: ['act', 'toldAt'] }],
});
export class TopicChange extends TopicChangeSchema.class {}
TopicChangeSchema.setClass(TopicChange);
