import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { ActName } from '../core/lifecycle.js';

const p = defineEntity.properties;

/**
 * What happened to a case, in order, for ever: the audit trail and the timeline in one. Holds facts and salted hashes
 * of content, never the content itself; each event carries the hash of the one before it in its case.
 */
export const CaseEventSchema = defineEntity({
  name: 'CaseEvent',
  tableName: 'case_events',
  properties: {
    id: identifier().primary(),
    caseId: identifier(),
    seq: p.integer(),
    act: p.string().$type<ActName>(),
    /** When it counts: a miss counts at its due instant. */
    at: instant().index(),
    /** When it was written down. */
    writtenAt: instant(),
    actorKind: p.string(),
    actorId: identifier().strictNullable(),
    fromState: p.string().strictNullable(),
    toState: p.string(),
    facts: json<Record<string, unknown>>(),
    previousHash: p.string(),
    hash: p.string(),
    sealId: identifier().strictNullable(),
  },
  uniques: [{ properties: ['caseId', 'seq'] }],
  indexes: [{ properties: ['sealId', 'id'] }, { properties: ['act', 'at'] }],
});
export class CaseEvent extends CaseEventSchema.class {}
CaseEventSchema.setClass(CaseEvent);

/** One line of the outbox: an event some listener has still to hear. */
export const DeliverySchema = defineEntity({
  name: 'Delivery',
  tableName: 'deliveries',
  properties: {
    id: identifier().primary(),
    caseId: identifier(),
    eventId: identifier(),
    listener: p.string(),
    attempts: p.integer(),
    nextTryAt: instant().strictNullable(),
    doneAt: instant().strictNullable(),
    parkedAt: instant().strictNullable(),
    lastError: p.text().strictNullable(),
  },
  uniques: [{ properties: ['eventId', 'listener'] }],
  indexes: [
    { name: 'deliveries_waiting', expression: 'create index deliveries_waiting on deliveries (next_try_at, id) where done_at is null and parked_at is null' },
    { name: 'deliveries_of_case', expression: 'create index deliveries_of_case on deliveries (case_id, id) where done_at is null' },
  ],
});
export class Delivery extends DeliverySchema.class {}
DeliverySchema.setClass(Delivery);

/** The Merkle root of new events, chained over the installation: what was sealed cannot be rewritten unseen. */
export const SealSchema = defineEntity({
  name: 'Seal',
  tableName: 'seals',
  properties: {
    id: identifier().primary(),
    at: instant(),
    position: p.integer().unique(),
    events: p.integer(),
    root: p.string(),
    previousHash: p.string(),
    hash: p.string(),
  },
});
export class Seal extends SealSchema.class {}
SealSchema.setClass(Seal);

/** What the journal keeps a chain for besides cases: a spot check 抽查, an assessment 考核. */
export type MatterSort = 'spot_check' | 'assessment';

/** A matter that is no case, with the end of its chain: one that is cut off is found out. */
export const MatterSchema = defineEntity({
  name: 'Matter',
  tableName: 'matters',
  properties: {
    /** Of the spot check or the assessment itself. */
    id: identifier().primary(),
    sort: p.string().length(16).$type<MatterSort>(),
    lastSeq: p.integer(),
    lastHash: p.string(),
  },
});
export class Matter extends MatterSchema.class {}
MatterSchema.setClass(Matter);

/** What was done with such a matter, in order, for ever: chained and sealed like the events of cases. Holds facts, never content. */
export const MatterEventSchema = defineEntity({
  name: 'MatterEvent',
  tableName: 'matter_events',
  properties: {
    id: identifier().primary(),
    matterId: identifier(),
    seq: p.integer(),
    act: p.string(),
    at: instant(),
    actorKind: p.string(),
    actorId: identifier().strictNullable(),
    facts: json<Record<string, unknown>>(),
    previousHash: p.string(),
    hash: p.string(),
    sealId: identifier().strictNullable(),
  },
  uniques: [{ properties: ['matterId', 'seq'] }],
  indexes: [{ properties: ['sealId', 'id'] }],
});
export class MatterEvent extends MatterEventSchema.class {}
MatterEventSchema.setClass(MatterEvent);
