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
import { Compiling, type ReportAsked } from './compiling.service.js';
import { written, type ReportModel } from './document.js';
import { FORM_KEYS, formNamed, type FormKey } from './forms-known.js';
import { Monthly, type CountedReport } from './monthly.service.js';
import { periodNamed } from './periods.js';
import { latestDue, periodsAfter, type Rhythm } from './rhythms.js';
import type { Report } from './report.js';
import { formOf, MEDIA_TYPES, REPORT_FORMATS, type ReportFormat } from './report-files.js';
import { filled } from './report-settings.js';
import { IssuedReport, ReportCase, ReportFile } from './reporting.entities.js';
import { firstReceivedAt } from './issuing.query.js';
import { hashOf, ReportArchive, type IssuedView } from './report-archive.service.js';
import { Reporting } from './reporting.service.js';

const MADE_UP_FOR = 12;

/** A document that another corrects, and why. */
interface Correction {
  readonly corrected: IssuedReport;
  readonly reason: string;
}
/** Whose, of what, by whom. */
interface Order {
  readonly organisationId: string;
  readonly asked: ReportAsked;
  readonly by: Person | null;
}

/** 月报、快报、台账的出具: drafts, approval, number, files, corrections; by hand and by the calendar. */
@Injectable()
export class Issuing {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
    private readonly reporting: Reporting,
    private readonly monthly: Monthly,
    private readonly compiling: Compiling,
    private readonly archive: ReportArchive,
  ) {}

  /** By hand; what counts a period waits for its end. @throws Refusal `not_yet_available` | `duplicate` | `wrong_shape` | `not_found` */
  async draft(person: Person, asked: ReportAsked): Promise<IssuedView> {
    await this.directory.refresh();
    const organisationId = this.placeOf(person);
    const { to } = this.monthly.instants(periodNamed(asked.period).days);
    refuseUnless(formNamed(asked.form).ahead === true || to <= this.clock.now(), 'not_yet_available', { period: asked.period });
    const id = await this.make({ organisationId, asked, by: person });
    refuseUnless(id !== null, 'duplicate', { period: asked.period, say: { zh: '这一期已经拟过，请在档案中打开；要改的另发更正件', en: 'This period has its document already: open it in the archive, and correct it by another one' } });
    await this.finish();
    return await this.archive.view(id);
  }

  /** A draft counted anew, as of now; what is issued never is. @throws Refusal `not_found` | `paper_state` */
  async renew(person: Person, id: string): Promise<IssuedView> {
    const known = await this.archive.seen(person, id);
    refuseUnless(known.state === 'draft', 'paper_state', { state: known.state });
    const erratum = known.correctsId === null ? null : await this.archive.seen(person, known.correctsId);
    const counted = await this.count({ organisationId: known.organisationId, asked: askedOf(known), by: person }, erratum && { corrected: erratum, reason: known.reason! });
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
    const made = await this.make({ organisationId: corrected.organisationId, asked: askedOf(corrected), by: person }, { corrected, reason });
    refuseUnless(made !== null, 'duplicate', { period: corrected.period, say: { zh: '这一件的更正件已经拟过，请在档案中打开', en: 'Its correction has been drafted already: open it in the archive' } });
    await this.finish();
    return await this.archive.view(made);
  }

  /** What is due by now is drafted, what is approved is issued; after downtime too, and once however often it is asked. */
  async beat(): Promise<number> {
    return (await this.draftDue(this.clock.now())) + (await this.finish());
  }

  private async draftDue(now: Instant): Promise<number> {
    await this.directory.refresh();
    const sponsors = new Set(this.directory.allAccounts().filter(({ active }) => active).map(({ sponsorId }) => sponsorId));
    let drafted = 0;
    for (const form of FORM_KEYS) {
      const { rhythm } = formNamed(form);
      if (rhythm === null || !this.monthly.settings[form].schedule) continue;
      for (const organisationId of sponsors) {
        for (const period of await this.periodsDue(organisationId, form, rhythm, now)) if ((await this.make({ organisationId, asked: { form, period }, by: null })) !== null) drafted += 1;
      }
    }
    return drafted;
  }

  /** From the period after the last that was made; of an installation that has made none, the one that is just over, if anything had come in by its end. */
  private async periodsDue(organisationId: string, form: FormKey, rhythm: Rhythm, now: Instant): Promise<string[]> {
    const latest = latestDue(rhythm, now, this.rulebook.today);
    const [made] = await this.database.rows.find(IssuedReport, { organisationId, form }, { orderBy: 'period', descending: true, limit: 1 });
    if (made) return periodsAfter(made.period, latest, rhythm, MADE_UP_FOR);
    const first = await firstReceivedAt(this.database.rows.sql, [...this.reporting.accountsUnder(organisationId)]);
    return first !== null && first < Math.min(now, this.monthly.instants(periodNamed(latest).days).to) ? [latest] : [];
  }

  /** The id, or null where there is one already. */
  private async make(order: Order, correction: Correction | null = null): Promise<string | null> {
    const { organisationId, asked, by } = order;
    const edition = correction === null ? 0 : correction.corrected.edition + 1;
    const key = [organisationId, asked.form, asked.period, asked.topicId ?? '', edition].join(':');
    if (await this.database.rows.one(IssuedReport, { key })) return null;
    const counted = await this.count(order, correction);
    const { approval, recipients, attach, series } = this.monthly.settings[asked.form];
    return await this.database.write(by ? 'person' : 'relay', async (turn) => {
      const id = turn.ids.next();
      await turn.rows.insertOnce(IssuedReport, {
        id, key, organisationId, form: asked.form, period: asked.period, topicId: asked.topicId ?? null, chosen: asked.chosen ? [...asked.chosen] : null, edition,
        correctsId: correction?.corrected.id ?? null, reason: counted.report.document.erratum?.reason ?? null, state: 'draft', series,
        asOf: this.asOf(counted), ...this.modelOf(counted.report), number: null, createdAt: turn.now, createdBy: by?.id ?? null, recipients: [...recipients], attached: [...attach],
      });
      const row = await turn.rows.one(IssuedReport, { key }, { lock: true });
      if (row?.id !== id) return null;
      await freeze(turn.sql, id, counted.cases);
      if (!approval) await turn.rows.update(IssuedReport, id, await this.approval(turn, row, null));
      return id;
    });
  }

  private async count({ organisationId, asked, by }: Order, correction: Correction | null): Promise<CountedReport> {
    const options = { asOf: this.clock.now(), accountIds: this.reporting.accountsUnder(organisationId), issuer: this.directory.organisation(organisationId)?.name ?? '', person: by };
    if (!correction) return await this.compiling.compiled(asked, options);
    const { corrected, reason } = correction;
    const before = (JSON.parse(corrected.model) as ReportModel).figures;
    const { report } = await this.compiling.compiled(asked, options);
    const changes = before && report.figures ? changesBetween(before, report.figures) : '';
    const erratum = { number: corrected.number!, reason: `${reason.replace(/[。；\s]+$/u, '')}。${changes}` };
    return await this.compiling.compiled(asked, { ...options, asOf: this.rulebook.today.instant(report.document.period.asOf), erratum });
  }

  /** Numbered in its organisation and year. */
  private async approval(turn: Turn, row: IssuedReport, by: Person | null): Promise<Partial<IssuedReport>> {
    const day = this.rulebook.today.iso(turn.now).slice(0, 10);
    const year = Number(day.slice(0, 4));
    const numbered = await turn.rows.find(IssuedReport, { organisationId: row.organisationId, series: row.series, year }, { lock: true });
    const serial = Math.max(0, ...numbered.map((each) => each.serial ?? 0)) + 1;
    const report = JSON.parse(row.model) as ReportModel;
    const number = filled(this.monthly.settings[row.form].number, { issuer: report.document.issuer, year, serial });
    const model = { ...report, document: { ...report.document, number, issuedOn: day } };
    return { ...this.modelOf(model), state: 'approved', number, year, serial, approvedAt: turn.now, approvedBy: by?.id ?? null };
  }

  /** Makes and keeps the files of what is approved. */
  private async finish(): Promise<number> {
    const approved = await this.database.rows.find(IssuedReport, { state: 'approved' });
    for (const row of approved) {
      const report = JSON.parse(row.model) as ReportModel;
      const files: [ReportFormat, Buffer][] = [];
      for (const format of REPORT_FORMATS) files.push([format, await formOf(report, format)]);
      await this.database.write('relay', async (turn) => {
        if ((await turn.rows.one(IssuedReport, { id: row.id }, { lock: true }))?.state !== 'approved') return;
        for (const [format, bytes] of files) {
          const name = `${report.document.name}${row.edition === 0 ? '' : `-correction-${row.edition}`}.${format}`;
          await turn.rows.insert(ReportFile, { id: turn.ids.next(), reportId: row.id, format, name, mediaType: MEDIA_TYPES[format], hash: hashOf(bytes), bytes });
        }
        await turn.rows.update(IssuedReport, row.id, { state: 'issued', issuedAt: turn.now });
      });
    }
    return approved.length;
  }

  private modelOf(report: ReportModel): Pick<IssuedReport, 'model' | 'hash'> {
    const model = JSON.stringify(report);
    return { model, hash: sha256Hex(model) };
  }
  private asOf({ report }: CountedReport): Instant {
    return this.rulebook.today.instant(report.document.period.asOf);
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

const askedOf = ({ form, period, topicId, chosen }: IssuedReport): ReportAsked => ({ form, period, topicId, chosen });

/** Which main figures are other than they were. */
function changesBetween(before: Report, after: Report): string {
  const wholeOf = (report: Report) => report.scopes.find(({ kind }) => kind === 'whole')?.figures ?? [];
  const main = wholeOf(after).filter(({ key }) => figureOf(key).main);
  const changed = main.flatMap((now) => {
    const then = wholeOf(before).find(({ key }) => key === now.key);
    const sort = now.unit === 'share' ? 'share' : now.unit === 'count' ? 'count' : 'days';
    return then && then.value !== now.value ? [`${now.label.zh}由${written(then.value, sort)}改为${written(now.value, sort)}`] : [];
  });
  return changed.length === 0 ? '主要指标没有变化。' : `${changed.join('；')}。`;
}
