import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { Role } from '../core/vocabulary.js';
import type { FormKey } from './forms-known.js';
import type { ChosenCase } from './typical-cases.js';

const p = defineEntity.properties;

/** `approved`: numbered, its files are being made; `issued`: the files are kept and the mails are written. */
export type IssuedState = 'draft' | 'approved' | 'issued';

/** A report of an organisation in the archive 月报、通报、快报、台账: drafted by the clock or a person, issued with a number, never changed afterwards. */
export const IssuedReportSchema = defineEntity({
  name: 'IssuedReport',
  tableName: 'issued_reports',
  properties: {
    id: identifier().primary(),
    /** organisation, form, period, topic and edition: each is made once, whoever makes it. */
    key: p.string().unique(),
    organisationId: identifier(),
    form: p.string().length(20).$type<FormKey>(),
    /** By name, see `periodNamed`. */
    period: p.string().length(21),
    /** Of a brief on one topic. */
    topicId: identifier().strictNullable(),
    /** Of typical cases: which, and what is said of them. */
    chosen: json<ChosenCase[]>().strictNullable(),
    /** 0, and one more with each correction 更正. */
    edition: p.integer(),
    correctsId: identifier().strictNullable(),
    /** What the correction changes, and why. */
    reason: p.text().strictNullable(),
    state: p.string().length(8).$type<IssuedState>(),
    /** Nothing that happened later is counted. */
    asOf: instant(),
    /** The whole report as JSON: every form is written from it. */
    model: p.text(),
    /** SHA-256 of the model. */
    hash: p.string().length(64),
    number: p.string().strictNullable(),
    /** Reports of one series are numbered together, by organisation and year. */
    series: p.string().length(20),
    year: p.integer().nullable(),
    serial: p.integer().nullable(),
    createdAt: instant(),
    /** Null: by the clock. */
    createdBy: identifier().strictNullable(),
    approvedAt: instant().strictNullable(),
    /** Null: no approval is asked for. */
    approvedBy: identifier().strictNullable(),
    issuedAt: instant().strictNullable(),
    /** Who is told, and with which files. */
    recipients: json<Role[]>(),
    attached: json<string[]>(),
    toldAt: instant().strictNullable(),
  },
  uniques: [{ properties: ['organisationId', 'series', 'year', 'serial'] }],
  indexes: [{ properties: ['organisationId', 'form', 'period'] }],
});
export class IssuedReport extends IssuedReportSchema.class {}
IssuedReportSchema.setClass(IssuedReport);

/** 冻结清单: a case with everything it counted in, as it was counted. */
export const ReportCaseSchema = defineEntity({
  name: 'ReportCase',
  tableName: 'report_cases',
  properties: {
    reportId: identifier().primary(),
    caseId: identifier().primary(),
    accountId: identifier(),
    kind: p.string(),
    imposed: p.boolean(),
    /** `source/bits/unit` a row of the source, parted by blanks; the parts of each source stand in the model. */
    counted: p.text(),
  },
});
export class ReportCase extends ReportCaseSchema.class {}
ReportCaseSchema.setClass(ReportCase);

/** A form of an issued report, byte for byte as it was sent. */
export const ReportFileSchema = defineEntity({
  name: 'ReportFile',
  tableName: 'report_files',
  properties: {
    id: identifier().primary(),
    reportId: identifier(),
    format: p.string().length(8),
    name: p.string(),
    mediaType: p.string(),
    hash: p.string().length(64),
    bytes: p.blob(),
  },
  uniques: [{ properties: ['reportId', 'format'] }],
});
export class ReportFile extends ReportFileSchema.class {}
ReportFileSchema.setClass(ReportFile);
