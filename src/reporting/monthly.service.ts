import { Injectable } from '@nestjs/common';
import { SOURCES, type SourceName } from '../core/figures.js';
import { manyAtOnce } from '../base/breath.js';
import { Database, HEAVY_AT_ONCE } from '../base/database/database.js';
import type { Instant } from '../base/clock.js';
import { Rulebook } from '../base/policy.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { Directory } from '../registry/directory.js';
import { dayNumber, dayOf } from '../core/time/days.js';
import { assembled } from './assembly.js';
import { figuresContent, type Names, type StepCount } from './composition.js';
import { countedRows, DOCUMENT_LENGTHS, entriesOf, listedCases, stepCounts, type CountedCase } from './counted.query.js';
import type { Erratum, ReportModel } from './document.js';
import type { Cell } from './figures.query.js';
import type { FormKey } from './forms-known.js';
import { periodWords } from './period-words.js';
import { monthAfter, periodNamed, type Days, type Period } from './periods.js';
import { reportSettings, type AllSettings } from './report-settings.js';
import type { Figure, Report } from './report.js';
import { Reporting, type ReportOptions } from './reporting.service.js';
import { checksTold } from './spot-checks-told.js';
import { knowledgeTold } from './knowledge-told.js';
import { TopicsTold } from './topic-brief.js';
import { mattersTold, NO_MATTERS } from './topics-told.js';

/** The chart of steps goes back so far. */
const MONTHS = 12;
const DAYS = 14;

export interface MonthlyOptions extends ReportOptions {
  /** Whose texts it has. Default: the monthly report’s. */
  readonly form?: FormKey;
  readonly issuer?: string;
  readonly erratum?: Erratum;
}
/** A report with the rows it was added up from. */
export interface CountedReport {
  readonly report: ReportModel;
  readonly cases: readonly CountedCase[];
}
/** Of a report of figures. */
type FiguresModel = ReportModel & { readonly figures: Report };

/** 月报 and the other reports of figures 日、周、季、半年、年: the document of a period, added up from one list of counted cases. */
@Injectable()
export class Monthly {
  readonly settings: AllSettings;

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly reporting: Reporting,
    private readonly topics: TopicsTold,
    @InjectSettings() settings: Settings,
  ) {
    this.settings = reportSettings(settings.configDirectory);
  }

  async report(period: string, options: MonthlyOptions = {}): Promise<FiguresModel> {
    return (await this.counted(period, options)).report;
  }

  /** Of a period by name, see `periodNamed`. */
  async counted(name: string, { form = 'monthly', issuer, erratum, ...options }: MonthlyOptions = {}): Promise<CountedReport & { readonly report: FiguresModel }> {
    await this.directory.refresh();
    const { sql } = this.database.heavy;
    const { sort, days, previous, yearBefore } = periodNamed(name);
    const { asOf, accountIds } = options;
    const window = this.reporting.window(this.instants(days), asOf);
    const cases = (await countedRows(sql, window)).flatMap((each) => this.ofThose(each, options));
    const lengths = (await this.reporting.lengths(DOCUMENT_LENGTHS, window)).filter((owner) => this.reporting.covers(owner, options));
    const plain = this.reporting.reportOf(window, { cells: cellsIn(cases), lengths }, accountIds);
    const figures = sort === 'month' ? await this.reporting.compared(plain, name, options) : plain;
    const [before, beforeThat] = sort === 'month' ? figures.comparisons.map((each) => each.figures) : [await this.mainOf(previous, days, window.asOf, options), await this.mainOf(yearBefore, days, window.asOf, options)];
    const spoken = periodWords(name);
    const listed = await listedCases(sql, cases.map(({ caseId }) => caseId), window.asOf);
    const stepsBy = sort === 'day' || sort === 'week' || sort === 'range' ? 'day' : 'month';
    // A check is of whole organisations: of some units or one kind it says nothing.
    const whole = options.unitIds === undefined && options.kind === undefined;
    const checks = await checksTold(this.database.heavy, window, {
      day: (instant) => this.names.day(instant), unit: (id) => this.directory.departmentName(id), covers: (organisationId) => whole && this.coveredBy(organisationId, accountIds) > 0,
    });
    const matters = whole ? await mattersTold(sql, { ...window, before: this.instants(previous).from }, this.topics.rules, { covers: (id) => accountIds?.has(id) ?? true, day: (instant) => this.names.day(instant) }) : NO_MATTERS;
    const knowledge = whole ? await knowledgeTold(sql, { ...days, asOf: window.asOf, today: this.names.day(window.asOf) }) : null;
    const content = figuresContent({
      report: figures, cases, listed, lengths, steps: await this.steps(days, stepsBy, window.asOf, options), stepsBy, before: before ?? [], yearBefore: beforeThat ?? [], checks, matters, knowledge, spoken, names: this.names,
    }, this.settings[form]);
    const framing = { form, name: fileName(form, name), from: figures.from, to: figures.to, asOf: figures.asOf, spoken, issuer: issuer ?? this.issuerOf(accountIds), erratum: erratum ?? null };
    return { report: { ...assembled(content, framing, this.settings[form]), figures }, cases };
  }

  /** Names for ids, as the registry has them, and days as the calendar has them. */
  readonly names: Names = {
    account: (id) => this.directory.account(id).name,
    department: (departmentId, accountId) => this.directory.departmentName(this.reporting.unitOf({ departmentId, accountId, kind: '', imposed: false })),
    day: (instant) => this.rulebook.today.iso(instant).slice(0, 10),
  };

  /** As long after its end as the report is after its own: what came later is not held against either. */
  private async mainOf(of: Days, days: Days, asOf: Instant, options: ReportOptions): Promise<Figure[]> {
    const period = this.instants(of);
    return await this.reporting.wholeOf(period, period.to + asOf - this.instants(days).to, options);
  }

  /** A counted case with what of it is asked for, if anything is. */
  private ofThose(counted: CountedCase, options: ReportOptions): CountedCase[] {
    if (options.unitIds === undefined) return this.reporting.covers({ ...counted, departmentId: null }, options) ? [counted] : [];
    const entries = counted.counted.split(' ').filter((entry) => this.reporting.covers({ ...counted, departmentId: entry.split('/')[2] || null }, options));
    return entries.length === 0 ? [] : [{ ...counted, counted: entries.join(' ') }];
  }

  instants({ from, to }: Days): Period {
    return { from: this.rulebook.today.instant(from), to: this.rulebook.today.instant(to) };
  }

  private async steps({ to }: Days, by: 'day' | 'month', asOf: Instant, options: ReportOptions): Promise<StepCount[]> {
    const ofAll = options.unitIds === undefined && options.kind === undefined;
    const last = dayOf(dayNumber(to) - 1);
    const names = by === 'day' ? Array.from({ length: DAYS }, (_, at) => dayOf(dayNumber(last) - (DAYS - 1 - at))) : Array.from({ length: MONTHS }, (_, at) => monthAfter(last.slice(0, 7), at - (MONTHS - 1)));
    // Of a period that is not over the rest is still to come.
    const begun = names.filter((step) => this.instants(periodNamed(step).days).from <= asOf);
    return await manyAtOnce(begun, HEAVY_AT_ONCE, async (step): Promise<StepCount> => {
      const counts = await stepCounts(this.database.heavy.sql, { ...this.instants(periodNamed(step).days), asOf, live: ofAll, zoneOffsetMinutes: this.rulebook.today.zoneOffsetMinutes });
      const own = counts.filter((owner) => this.reporting.covers(owner, options));
      return { step: by === 'day' ? step.slice(5) : step, received: own.reduce((sum, each) => sum + each.received, 0), answered: own.reduce((sum, each) => sum + each.answered, 0) };
    });
  }

  /** The organisation that answers for or oversees most of what is covered and nothing else; of several the one nearest to the accounts. */
  issuerOf(accountIds?: ReadonlySet<string>): string {
    const organisations = this.directory.allOrganisations().map(({ id, name }) => ({ id, name, accounts: this.coveredBy(id, accountIds), depth: this.directory.path(id).length }));
    return organisations.filter(({ accounts }) => accounts > 0).toSorted((a, b) => b.accounts - a.accounts || b.depth - a.depth || (a.id < b.id ? -1 : 1))[0]?.name ?? '';
  }

  /** How many accounts an organisation has, if all of them are among these; else none. */
  private coveredBy(organisationId: string, accountIds: ReadonlySet<string> | undefined): number {
    const own = this.directory.accountsUnder(organisationId);
    return [...own].every((id) => accountIds?.has(id) ?? true) ? own.size : 0;
  }
}

/** `report-2026-10`; of the other forms their key: `weekly-2026-W47`, `daily-2026-11-20_2026-11-22`. */
export const fileName = (form: FormKey, period: string): string => `${form === 'monthly' ? 'report' : form.replaceAll('_', '-')}-${period.replace('/', '_')}`;

/** The rows added up again, by owner. */
export function cellsIn(cases: readonly CountedCase[], sources: Readonly<Record<string, readonly string[]>> = SOURCES): Map<SourceName, Cell[]> {
  const cells = new Map<SourceName, Map<string, { readonly cell: Cell; readonly counts: Record<string, number> }>>();
  for (const { accountId, kind, imposed, counted } of cases) {
    for (const { source, bits, departmentId } of entriesOf(counted)) {
      const known = cells.get(source) ?? new Map<string, { cell: Cell; counts: Record<string, number> }>();
      cells.set(source, known);
      const key = `${accountId} ${kind} ${departmentId ?? ''} ${imposed}`;
      let owner = known.get(key);
      if (!owner) {
        const counts: Record<string, number> = {};
        owner = { cell: { accountId, kind, departmentId, imposed, counts }, counts };
        known.set(key, owner);
      }
      const parts = sources[source] ?? [];
      for (let index = 0; index < parts.length; index++) if (Math.floor(bits / 2 ** index) % 2 === 1) owner.counts[parts[index]!] = (owner.counts[parts[index]!] ?? 0) + 1;
    }
  }
  return new Map([...cells].map(([source, owners]) => [source, [...owners.values()].map(({ cell }) => cell)]));
}
