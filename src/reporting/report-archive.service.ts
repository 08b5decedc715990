import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { figureOf, isFigureKey } from '../core/figures.js';
import { sha256Hex } from '../core/canonical.js';
import { refuseUnless } from '../core/refusal.js';
import { toIso } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Person } from '../identity/actor.js';
import type { Label } from '../core/vocabulary.js';
import { Directory } from '../registry/directory.js';
import { entriesOf, frozenRows, listedCases } from './counted.query.js';
import type { ReportModel } from './document.js';
import { formNamed, type FormKey } from './forms-known.js';
import type { ChosenCase } from './typical-cases.js';
import { formOf, MEDIA_TYPES, type ReportFormat } from './report-files.js';
import { partsOf } from './report.js';
import { IssuedReport, ReportFile, type IssuedState } from './reporting.entities.js';
import { CountedLists, type CountedFigure, type CountedSide } from './counted-lists.service.js';
import { Reporting } from './reporting.service.js';

/** A report as the archive lists it. Instants in ISO 8601, UTC. */
export interface IssuedView {
  readonly id: string;
  readonly form: FormKey;
  readonly formName: Label;
  readonly period: string;
  readonly topicId: string | null;
  readonly chosen: readonly ChosenCase[] | null;
  readonly edition: number;
  readonly state: IssuedState;
  readonly number: string | null;
  readonly title: string;
  /** Whose report it is. */
  readonly organisationId: string;
  readonly asOf: string;
  readonly hash: string;
  readonly corrects: string | null;
  /** The correction of this one, if there is one. */
  readonly correctedBy: string | null;
  readonly reason: string | null;
  readonly createdAt: string;
  readonly createdBy: string | null;
  readonly approvedAt: string | null;
  readonly approvedBy: string | null;
  readonly issuedAt: string | null;
}
export interface FileView {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}
/** Whether a form made again from the model is what was sent. */
export interface FileProof {
  readonly format: ReportFormat | 'model';
  readonly kept: string;
  readonly again: string;
  readonly same: boolean;
}

/** 月报档案: what was drafted and issued, its files, its proofs and the frozen lists behind its figures. */
@Injectable()
export class ReportArchive {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly reporting: Reporting,
    private readonly lists: CountedLists,
  ) {}

  /** The newest first. */
  async list(person: Person, asked: { readonly form?: FormKey; readonly period?: string } = {}): Promise<IssuedView[]> {
    await this.directory.refresh();
    const rows = await this.database.rows.find(IssuedReport, asked, { orderBy: 'id', descending: true, limit: 200 });
    return rows.filter((row) => this.covers(person, row)).map((row) => viewOf(row, rows));
  }

  async one(person: Person, id: string): Promise<IssuedView> {
    return await this.view((await this.seen(person, id)).id);
  }

  /** As it was sent; of a draft as it would be. */
  async file(person: Person, id: string, format: ReportFormat): Promise<FileView> {
    const row = await this.seen(person, id);
    const kept = await this.database.rows.one(ReportFile, { reportId: id, format });
    if (kept) return { name: kept.name, mediaType: kept.mediaType, bytes: Buffer.from(kept.bytes as Uint8Array) };
    const report = JSON.parse(row.model) as ReportModel;
    return { name: `${report.document.name}-draft.${format}`, mediaType: MEDIA_TYPES[format], bytes: await formOf(report, format) };
  }

  /** Every form made again from the model, beside what was kept. */
  async proofs(person: Person, id: string): Promise<FileProof[]> {
    const row = await this.seen(person, id);
    const report = JSON.parse(row.model) as ReportModel;
    const proofs: FileProof[] = [{ format: 'model', kept: row.hash, again: sha256Hex(row.model), same: row.hash === sha256Hex(row.model) }];
    for (const kept of await this.database.rows.find(ReportFile, { reportId: id }, { orderBy: 'format' })) {
      const format = kept.format as ReportFormat;
      const again = hashOf(await formOf(report, format));
      proofs.push({ format, kept: kept.hash, again, same: again === kept.hash && hashOf(Buffer.from(kept.bytes as Uint8Array)) === kept.hash });
    }
    return proofs;
  }

  /** The frozen list behind a figure: how many in all, and those the person may know of. @throws Refusal `not_found` */
  async counted(person: Person, id: string, key: string, code?: string): Promise<CountedFigure> {
    refuseUnless(isFigureKey(key), 'not_found', { figure: key });
    const row = await this.seen(person, id);
    const { counting, figures } = JSON.parse(row.model) as ReportModel;
    const terms = counting?.figures[key];
    refuseUnless(terms && counting && figures, 'not_found', { figure: key });
    const department = code === undefined ? undefined : this.directory.department(code);
    const cases = (await frozenRows(this.database.heavy.sql, id)).filter(({ imposed }) => !imposed);
    const side = async (wanted: typeof terms.numerator): Promise<CountedSide> => {
      const masks = new Map([...partsOf(wanted)].map(([source, parts]) => [source, parts.map((part) => counting.sources[source]!.indexOf(part))]));
      const chosen = cases.flatMap(({ caseId, accountId, kind, counted }) =>
        entriesOf(counted).filter(({ source, bits, departmentId }) =>
          masks.get(source)?.some((bit) => Math.floor(bits / 2 ** bit) % 2 === 1) && (!department || this.reporting.unitOf({ accountId, departmentId, kind, imposed: false }) === department.id)).map(() => caseId));
      const listed = await listedCases(this.database.heavy.sql, [...new Set(chosen)], row.asOf, person.departmentId);
      const known = chosen.flatMap((caseId) => listed.get(caseId) ?? []).filter((file) => this.lists.sees(person, file));
      return { total: chosen.length, cases: known.map(({ number }) => number).toSorted() };
    };
    return {
      key, label: figureOf(key).label, asOf: figures.asOf, department: department?.code ?? null,
      numerator: await side(terms.numerator), denominator: terms.denominator && (await side(terms.denominator)),
    };
  }

  async view(id: string): Promise<IssuedView> {
    const row = await this.database.rows.one(IssuedReport, { id });
    refuseUnless(row, 'not_found', { report: id });
    return viewOf(row, await this.database.rows.find(IssuedReport, { correctsId: id }));
  }

  /** @throws Refusal `not_found` for what the person’s organisation does not answer for */
  async seen(person: Person, id: string): Promise<IssuedReport> {
    await this.directory.refresh();
    const row = await this.database.rows.one(IssuedReport, { id });
    refuseUnless(row && this.covers(person, row), 'not_found', { report: id });
    return row;
  }

  /** Whoever answers for or oversees every account of the report. */
  private covers(person: Person, { organisationId }: IssuedReport): boolean {
    const own = this.reporting.accountsOf(person);
    return [...this.reporting.accountsUnder(organisationId)].every((id) => own.has(id)) && own.size > 0;
  }
}

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const viewOf = (row: IssuedReport, others: readonly IssuedReport[]): IssuedView => ({
  id: row.id, form: row.form, formName: formNamed(row.form).name, period: row.period, topicId: row.topicId, chosen: row.chosen, edition: row.edition, state: row.state, number: row.number, title: (JSON.parse(row.model) as ReportModel).document.title, organisationId: row.organisationId, asOf: toIso(row.asOf), hash: row.hash,
  corrects: row.correctsId, correctedBy: others.find(({ correctsId }) => correctsId === row.id)?.id ?? null, reason: row.reason, createdAt: toIso(row.createdAt), createdBy: row.createdBy,
  approvedAt: row.approvedAt === null ? null : toIso(row.approvedAt), approvedBy: row.approvedBy, issuedAt: row.issuedAt === null ? null : toIso(row.issuedAt),
});
