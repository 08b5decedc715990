import { Injectable } from '@nestjs/common';
import { figureOf } from '../core/figures.js';
import { sha256Hex } from '../core/canonical.js';
import { refuseUnless } from '../core/refusal.js';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { freeze } from './counted.query.js';
import { written, type MonthlyReport } from './document.js';
import { Monthly, type CountedReport } from './monthly.service.js';
import { monthAfter, periodOfMonth, reportDueAt } from './periods.js';
import { formOf, MEDIA_TYPES, REPORT_FORMATS, reportName, type ReportFormat } from './report-files.js';
import { filled } from './report-settings.js';
import { IssuedReport, ReportCase, ReportFile } from './reporting.entities.js';
import { firstReceivedAt } from './issuing.query.js';
import { hashOf, ReportArchive, type IssuedView } from './report-archive.service.js';
import { Reporting } from './reporting.service.js';

const MONTHS_MADE_UP_FOR = 12;

/** 月报的出具: drafts, approval, number, files, corrections; by hand and on the first working day of the month. */
@Injectable()
export class Issuing {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
    private readonly reporting: Reporting,
    private readonly monthly: Monthly,
    private readonly archive: ReportArchive,
  ) {}

  /** By hand, for a month that is over. @throws Refusal `not_yet_available` | `duplicate` */
  async draft(person: Person, month: string): Promise<IssuedView> {
    await this.directory.refresh();
    const organisationId = this.placeOf(person);
    refuseUnless(periodOfMonth(month, this.rulebook.today).to <= this.clock.now(), 'not_yet_available', { month });
    const id = await this.make(organisationId, month, person);
    refuseUnless(id !== null, 'duplicate', { month });
    return await this.archive.view(id);
  }

  /** A draft counted anew, as of now; what is issued never is. @throws Refusal `not_found` | `paper_state` */
  async renew(person: Person, id: string): Promise<IssuedView> {
    const known = await this.archive.seen(person, id);
    refuseUnless(known.state === 'draft', 'paper_state', { state: known.state });
    const erratum = known.correctsId === null ? null : await this.archive.seen(person, known.correctsId);
    const counted = await this.count(known.organisationId, known.month, erratum && { corrected: erratum, reason: known.reason! });
    await this.database.write('person', async (turn) => {
      const row = await turn.rows.one(IssuedReport, { id }, { lock: true });
      refuseUnless(row?.state === 'draft', 'paper_state', { state: row?.state });
      await turn.rows.update(IssuedReport, id, { ...this.modelOf(counted.report), reason: counted.report.document.erratum?.reason ?? null, asOf: this.asOf(counted), createdBy: person.id, createdAt: turn.now });
      await turn.rows.delete(ReportCase, { reportId: id });
      await freeze(turn.sql, id, counted.cases);
    });
    return await this.archive.view(id);
  }

  /** Signed by another person than drafted it; numbered, its files kept, and told. @throws Refusal `not_found` | `paper_state` | `same_person` */
  async approve(person: Person, id: string): Promise<IssuedView> {
    const known = await this.archive.seen(person, id);
    refuseUnless(known.createdBy !== person.id, 'same_person', {});
    await this.database.write('person', async (turn) => {
      const row = await turn.rows.one(IssuedReport, { id }, { lock: true });
      refuseUnless(row?.state === 'draft', 'paper_state', { state: row?.state });
      await turn.rows.update(IssuedReport, id, await this.approval(turn, row, person));
    });
    await this.finish();
    return await this.archive.view(id);
  }

  /** 更正: a new document that says what it changes; the one that was issued stays as it is. @throws Refusal `not_found` | `paper_state` | `duplicate` */
  async correct(person: Person, id: string, reason: string): Promise<IssuedView> {
    const corrected = await this.archive.seen(person, id);
    refuseUnless(corrected.state === 'issued', 'paper_state', { state: corrected.state });
    const made = await this.make(corrected.organisationId, corrected.month, person, { corrected, reason });
    refuseUnless(made !== null, 'duplicate', { month: corrected.month });
    return await this.archive.view(made);
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
