import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { DutyTeam, ShiftDays } from '../core/rota.js';

const p = defineEntity.properties;

/** A recurring shift of an organisation’s rota 值班表. */
export const RotaPatternSchema = defineEntity({
  name: 'RotaPattern',
  tableName: 'rota_patterns',
  properties: {
    id: identifier().primary(),
    organisationId: identifier(),
    code: p.string(),
    name: p.string(),
    days: p.string().$type<ShiftDays>(),
    fromTime: p.string().length(5),
    toTime: p.string().length(5),
    anchor: p.string().length(10),
    until: p.string().length(10).strictNullable(),
    teams: json<DutyTeam[]>(),
  },
  uniques: [{ properties: ['organisationId', 'code'] }],
});
export class RotaPattern extends RotaPatternSchema.class {}
RotaPatternSchema.setClass(RotaPattern);

/** A shift of one day: holidays, reinforcements. */
export const RotaEntrySchema = defineEntity({
  name: 'RotaEntry',
  tableName: 'rota_entries',
  properties: {
    id: identifier().primary(),
    organisationId: identifier(),
    day: p.string().length(10),
    fromTime: p.string().length(5),
    toTime: p.string().length(5),
    officers: json<string[]>(),
    lead: identifier().strictNullable(),
    note: p.string().strictNullable(),
  },
  uniques: [{ properties: ['organisationId', 'day', 'fromTime'] }],
});
export class RotaEntry extends RotaEntrySchema.class {}
RotaEntrySchema.setClass(RotaEntry);

/** 换班、替班: who stands in for whom in one shift, why, and who wrote it down. */
export const RotaSwapSchema = defineEntity({
  name: 'RotaSwap',
  tableName: 'rota_swaps',
  properties: {
    id: identifier().primary(),
    organisationId: identifier(),
    day: p.string().length(10),
    fromTime: p.string().length(5),
    absentId: identifier(),
    substituteId: identifier(),
    reason: p.string(),
    by: identifier(),
    at: instant(),
  },
  uniques: [{ properties: ['organisationId', 'day', 'fromTime', 'absentId'] }],
});
export class RotaSwap extends RotaSwapSchema.class {}
RotaSwapSchema.setClass(RotaSwap);

/** 交接班记录: written at the end of a shift, with what is open, and signed for by the next. */
export const RotaNoteSchema = defineEntity({
  name: 'RotaNote',
  tableName: 'rota_notes',
  properties: {
    id: identifier().primary(),
    organisationId: identifier(),
    shiftStartAt: instant(),
    shiftEndAt: instant(),
    writtenBy: identifier(),
    writtenAt: instant().index(),
    text: p.text(),
    /** Ids of the cases that need an eye: emergencies nobody has taken, what is hidden, hand-overs without receipt. */
    open: json<string[]>(),
    acknowledgedBy: identifier().strictNullable(),
    acknowledgedAt: instant().strictNullable(),
  },
});
export class RotaNote extends RotaNoteSchema.class {}
RotaNoteSchema.setClass(RotaNote);
