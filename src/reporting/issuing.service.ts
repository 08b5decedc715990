import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { figureOf, isFigureKey } from '../core/figures.js';
import { sha256Hex } from '../core/canonical.js';
import { refuseUnless } from '../core/refusal.js';
import { Clock, toIso, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { entriesOf, freeze, frozenRows, listedCases } from './counted.query.js';
import { written, type MonthlyReport } from './document.js';
import { Monthly, type CountedReport } from './monthly.service.js';
import { monthAfter, periodOfMonth, reportDueAt } from './periods.js';
import { formOf, MEDIA_TYPES, REPORT_FORMATS, reportName, type ReportFormat } from './report-files.js';
import { filled } from './report-settings.js';
import { partsOf } from './report.js';
import { IssuedReport, ReportCase, ReportFile, type IssuedState } from './reporting.entities.js';
import { firstReceivedAt } from './issuing.query.js';
import { Reporting, type CountedFigure, type CountedSide } from './reporting.service.js';

/** A report as the archive lists it. Instants in ISO 8601, UTC. */
export interface IssuedView {
  readonly id: string;
  readonly month: string;
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
  readonly format: string;
  readonly kept: string;
  readonly again: string;
  readonly same: boolean;
}

const MONTHS_MADE_UP_FOR = 12;

/** 月报的出具: drafts, approval, number, archive, corrections; by hand and on the first working day of the month. */
@Injectable()
export class Issuing {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
    private readonly reporting: Reporting,
    private readonly monthly: Monthly,
  ) {}

  /** By hand, for a month that is over. @throws Refusal `not_yet_available` | `duplicate` */
  async draft(person: Person, month: string): Promise<IssuedView> {
    await this.directory.refresh();
    const organisationId = this.placeOf(person);
    refuseUnless(periodOfMonth(month, this.rulebook.today).to <= this.clock.now(), 'not_yet_available', { month });
    const id = await this.make(organisationId, month, person);
    refuseUnless(id !== null, 'duplicate', { month });
    return await this.view(id);
  }

  /** A draft counted anew, as of now; what is issued never is. @throws Refusal `not_found` | `paper_state` */
  async renew(person: Person, id: string): Promise<IssuedView> {
    const known = await this.seen(person, id);
    refuseUnless(known.state === 'draft', 'paper_state', { state: known.state });
    const erratum = known.correctsId === null ? null : await this.seen(person, known.correctsId);
    const counted = await this.count(known.organisationId, known.month, erratum && { corrected: erratum, reason: known.reason! });
    await this.database.write('person', async (turn) => {
      const row = await turn.rows.one(IssuedReport, { id }, { lock: true });
      refuseUnless(row?.state === 'draft', 'paper_state', { state: row?.state });
      await turn.rows.update(IssuedReport, id, { ...this.modelOf(counted.report), reason: counted.report.document.erratum?.reason ?? null, asOf: this.asOf(counted), createdBy: person.id, createdAt: turn.now });
      await turn.rows.delete(ReportCase, { reportId: id });
      await freeze(turn.sql, id, counted.cases);
    });
    return await this.view(id);
  }

  /** Signed by another person than drafted it; numbered, its files kept, and told. @throws Refusal `not_found` | `paper_state` | `same_person` */
  async approve(person: Person, id: string): Promise<IssuedView> {
    const known = await this.seen(person, id);
    refuseUnless(known.createdBy !== person.id, 'same_person', {});
    await this.database.write('person', async (turn) => {
      const row = await turn.rows.one(IssuedReport, { id }, { lock: true });
      refuseUnless(row?.state === 'draft', 'paper_state', { state: row?.state });
      await turn.rows.update(IssuedReport, id, await this.approval(turn, row, person));
    });
    await this.finish();
    return await this.view(id);
  }

  /** 更正: a new document that says what it changes; the one that was issued stays as it is. @throws Refusal `not_found` | `paper_state` | `duplicate` */
  async correct(person: Person, id: string, reason: string): Promise<IssuedView> {
    const corrected = await this.seen(person, id);
    refuseUnless(corrected.state === 'issued', 'paper_state', { state: corrected.state });
    const made = await this.make(corrected.organisationId, corrected.month, person, { corrected, reason });
    refuseUnless(made !== null, 'duplicate', { month: corrected.month });
    return await this.view(made);
  }

  /** The newest first. */
  async list(person: Person, month?: string): Promise<IssuedView[]> {
    await this.directory.refresh();
    const rows = await this.database.rows.find(IssuedReport, month === undefined ? {} : { month }, { orderBy: 'id', descending: true, limit: 200 });
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
    const report = JSON.parse(row.model) as MonthlyReport;
    return { name: `${reportName(report.figures)}-draft.${format}`, mediaType: MEDIA_TYPES[format], bytes: await formOf(report, format) };
  }

  /** Every form made again from the model, beside what was kept. */
  async proofs(person: Person, id: string): Promise<FileProof[]> {
    const row = await this.seen(person, id);
    const report = JSON.parse(row.model) as MonthlyReport;
    const proofs: FileProof[] = [{ format: 'model', kept: row.hash, again: sha256Hex(row.model), same: row.hash === sha256Hex(row.model) }];
    for (const kept of await this.database.rows.find(ReportFile, { reportId: id }, { orderBy: 'format' })) {
      const again = hashOf(await formOf(report, kept.format as ReportFormat));
      proofs.push({ format: kept.format, kept: kept.hash, again, same: again === kept.hash && hashOf(Buffer.from(kept.bytes as Uint8Array)) === kept.hash });
    }
    return proofs;
  }

  /** The frozen list behind a figure: how many in all, and those the person may know of. @throws Refusal `not_found` */
  async counted(person: Person, id: string, key: string, code?: string): Promise<CountedFigure> {
    refuseUnless(isFigureKey(key), 'not_found', { figure: key });
    const row = await this.seen(person, id);
    const { counting, figures } = JSON.parse(row.model) as MonthlyReport;
    const terms = counting.figures[key];
    refuseUnless(terms, 'not_found', { figure: key });
    const department = code === undefined ? undefined : this.directory.department(code);
    const cases = (await frozenRows(this.database.heavy.sql, id)).filter(({ imposed }) => !imposed);
    const side = async (wanted: typeof terms.numerator): Promise<CountedSide> => {
      const masks = new Map([...partsOf(wanted)].map(([source, parts]) => [source, parts.map((part) => counting.sources[source]!.indexOf(part))]));
      const chosen = cases.flatMap(({ caseId, accountId, kind, counted }) =>
        entriesOf(counted).filter(({ source, bits, departmentId }) =>
          masks.get(source)?.some((bit) => Math.floor(bits / 2 ** bit) % 2 === 1) && (!department || this.reporting.unitOf({ accountId, departmentId, kind, imposed: false }) === department.id)).map(() => caseId));
      const listed = await listedCases(this.database.heavy.sql, [...new Set(chosen)], row.asOf, person.departmentId);
      const known = chosen.flatMap((caseId) => listed.get(caseId) ?? []).filter((file) => this.reporting.sees(person, { ...file, holderId: file.departmentId }));
      return { total: chosen.length, cases: known.map(({ number }) => number).toSorted() };
    };
    return {
      key, label: figureOf(key).label, asOf: figures.asOf, department: department?.code ?? null,
      numerator: await side(terms.numerator), denominator: terms.denominator && (await side(terms.denominator)),
    };
  }

  /** What is due by now is drafted, what is approved is issued; after downtime too, and once however often it is asked. */
  async beat(): Promise<number> {
    const drafted = this.monthly.settings.schedule ? await this.draftDue(this.clock.now()) : 0;
    return drafted + (await this.finish());
  }

  private async draftDue(now: Instant): Promise<number> {
    await this.directory.refresh();
    const calendar = this.rulebook.today;
    const running = calendar.iso(now).slice(0, 7);
    const due = reportDueAt(running, calendar) <= now;
    const last = monthAfter(running, due ? -1 : -2);
    let drafted = 0;
    for (const organisationId of new Set(this.directory.allAccounts().filter(({ active }) => active).map(({ sponsorId }) => sponsorId))) {
      for (const month of await this.monthsDue(organisationId, last, due)) if ((await this.make(organisationId, month, null)) !== null) drafted += 1;
    }
    return drafted;
  }

  /** From the month after the last that was made; of an installation that has made none, the month that is just over, if anything had come in by its end. */
  private async monthsDue(organisationId: string, last: string, due: boolean): Promise<string[]> {
    const [made] = await this.database.rows.find(IssuedReport, { organisationId }, { orderBy: 'month', descending: true, limit: 1 });
    if (!made) {
      const first = due ? await firstReceivedAt(this.database.rows.sql, [...this.reporting.accountsUnder(organisationId)]) : null;
      return first !== null && first < periodOfMonth(last, this.rulebook.today).to ? [last] : [];
    }
    const months: string[] = [];
    for (let month = last; month > made.month && months.length < MONTHS_MADE_UP_FOR; month = monthAfter(month, -1)) months.unshift(month);
    return months;
  }

  /** The id, or null where there is one already. */
  private async make(organisationId: string, month: string, by: Person | null, correction: { corrected: IssuedReport; reason: string } | null = null): Promise<string | null> {
    const edition = correction === null ? 0 : correction.corrected.edition + 1;
    const key = `${organisationId}:${month}:${edition}`;
    if (await this.database.rows.one(IssuedReport, { key })) return null;
    const counted = await this.count(organisationId, month, correction);
    const { approval, recipients, attach } = this.monthly.settings;
    return await this.database.write(by ? 'person' : 'relay', async (turn) => {
      const id = turn.ids.next();
      await turn.rows.insertOnce(IssuedReport, {
        id, key, organisationId, month, edition, correctsId: correction?.corrected.id ?? null, reason: counted.report.document.erratum?.reason ?? null, state: 'draft',
        asOf: this.asOf(counted), ...this.modelOf(counted.report), number: null, createdAt: turn.now, createdBy: by?.id ?? null, recipients: [...recipients], attached: [...attach],
      });
      const row = await turn.rows.one(IssuedReport, { key }, { lock: true });
      if (row?.id !== id) return null;
      await freeze(turn.sql, id, counted.cases);
      if (!approval) await turn.rows.update(IssuedReport, id, await this.approval(turn, row, null));
      return id;
    });
  }

  private async count(organisationId: string, month: string, correction: { corrected: IssuedReport; reason: string } | null): Promise<CountedReport> {
    const options = { asOf: this.clock.now(), accountIds: this.reporting.accountsUnder(organisationId), issuer: this.directory.organisation(organisationId)?.name ?? '' };
    if (!correction) return await this.monthly.counted(month, options);
    const { corrected, reason } = correction;
    const before = (JSON.parse(corrected.model) as MonthlyReport).figures;
    const { report } = await this.monthly.counted(month, options);
    const changes = changesBetween(before, report.figures);
    return await this.monthly.counted(month, { ...options, asOf: this.rulebook.today.instant(report.figures.asOf), erratum: { number: corrected.number!, reason: `${reason.replace(/[。；\s]+$/u, '')}。${changes}` } });
  }

  /** Numbered in its organisation and year. */
  private async approval(turn: Turn, row: IssuedReport, by: Person | null): Promise<Partial<IssuedReport>> {
    const day = this.rulebook.today.iso(turn.now).slice(0, 10);
    const year = Number(day.slice(0, 4));
    const numbered = await turn.rows.find(IssuedReport, { organisationId: row.organisationId, year }, { lock: true });
    const serial = Math.max(0, ...numbered.map((each) => each.serial ?? 0)) + 1;
    const report = JSON.parse(row.model) as MonthlyReport;
    const number = filled(this.monthly.settings.number, { issuer: report.document.issuer, year, serial, month: Number(row.month.slice(5)) });
    const model = { ...report, document: { ...report.document, number, issuedOn: day } };
    return { ...this.modelOf(model), state: 'approved', number, year, serial, approvedAt: turn.now, approvedBy: by?.id ?? null };
  }

  /** Makes and keeps the files of what is approved. */
  private async finish(): Promise<number> {
    const approved = await this.database.rows.find(IssuedReport, { state: 'approved' });
    for (const row of approved) {
      const report = JSON.parse(row.model) as MonthlyReport;
      const files: [ReportFormat, Buffer][] = [];
      for (const format of REPORT_FORMATS) files.push([format, await formOf(report, format)]);
      await this.database.write('relay', async (turn) => {
        if ((await turn.rows.one(IssuedReport, { id: row.id }, { lock: true }))?.state !== 'approved') return;
        for (const [format, bytes] of files) {
          const name = `${reportName(report.figures)}${row.edition === 0 ? '' : `-correction-${row.edition}`}.${format}`;
          await turn.rows.insert(ReportFile, { id: turn.ids.next(), reportId: row.id, format, name, mediaType: MEDIA_TYPES[format], hash: hashOf(bytes), bytes });
        }
        await turn.rows.update(IssuedReport, row.id, { state: 'issued', issuedAt: turn.now });
      });
    }
    return approved.length;
  }

  private modelOf(report: MonthlyReport): Pick<IssuedReport, 'model' | 'hash'> {
    const model = JSON.stringify(report);
    return { model, hash: sha256Hex(model) };
  }
  private asOf({ report }: CountedReport): Instant {
    return this.rulebook.today.instant(report.figures.asOf);
  }

  private async view(id: string): Promise<IssuedView> {
    const row = await this.database.rows.one(IssuedReport, { id });
    refuseUnless(row, 'not_found', { report: id });
    return viewOf(row, await this.database.rows.find(IssuedReport, { correctsId: id }));
  }

  private async seen(person: Person, id: string): Promise<IssuedReport> {
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

  /** The organisation that a person’s reports are of: their own, or the first one above or below that sponsors accounts. */
  private placeOf(person: Person): string {
    const own = this.reporting.accountsOf(person);
    const place = this.directory.seatOf(person).path[0];
    const sponsors = [...new Set(this.directory.allAccounts().filter(({ id }) => own.has(id)).map(({ sponsorId }) => sponsorId))].toSorted();
    const chosen = sponsors.find((id) => id === place) ?? sponsors[0];
    refuseUnless(chosen !== undefined, 'no_standing', {});
    return chosen;
  }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Which main figures are other than they were. */
function changesBetween(before: MonthlyReport['figures'], after: MonthlyReport['figures']): string {
  const wholeOf = (report: MonthlyReport['figures']) => report.scopes.find(({ kind }) => kind === 'whole')?.figures ?? [];
  const main = wholeOf(after).filter(({ key }) => figureOf(key).main);
  const changed = main.flatMap((now) => {
    const then = wholeOf(before).find(({ key }) => key === now.key);
    const sort = now.unit === 'share' ? 'share' : now.unit === 'count' ? 'count' : 'days';
    return then && then.value !== now.value ? [`${now.label.zh}由${written(then.value, sort)}改为${written(now.value, sort)}`] : [];
  });
  return changed.length === 0 ? '主要指标没有变化。' : `${changed.join('；')}。`;
}

const viewOf = (row: IssuedReport, others: readonly IssuedReport[]): IssuedView => ({
  id: row.id, month: row.month, edition: row.edition, state: row.state, number: row.number, title: (JSON.parse(row.model) as MonthlyReport).document.title, organisationId: row.organisationId, asOf: toIso(row.asOf), hash: row.hash,
  corrects: row.correctsId, correctedBy: others.find(({ correctsId }) => correctsId === row.id)?.id ?? null, reason: row.reason, createdAt: toIso(row.createdAt), createdBy: row.createdBy,
  approvedAt: row.approvedAt === null ? null : toIso(row.approvedAt), approvedBy: row.approvedBy, issuedAt: row.issuedAt === null ? null : toIso(row.issuedAt),
});
