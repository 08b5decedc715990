import { Injectable } from '@nestjs/common';
import { SOURCES, type SourceName } from '../core/figures.js';
import { Database } from '../base/database/database.js';
import type { Instant } from '../base/clock.js';
import { Rulebook } from '../base/policy.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { Directory } from '../registry/directory.js';
import { composed, type MonthCount } from './composition.js';
import { countedRows, DOCUMENT_LENGTHS, entriesOf, listedCases, monthCounts, type CountedCase } from './counted.query.js';
import type { Erratum, MonthlyReport } from './document.js';
import type { Cell } from './figures.query.js';
import { monthAfter, periodOfMonth } from './periods.js';
import { reportSettings, type ReportSettings } from './report-settings.js';
import { Reporting } from './reporting.service.js';

/** The chart of months goes back so far. */
const MONTHS = 12;

export interface MonthlyOptions {
  readonly asOf?: Instant;
  readonly accountIds?: ReadonlySet<string>;
  readonly issuer?: string;
  readonly erratum?: Erratum;
}
/** A report with the rows it was added up from. */
export interface CountedReport {
  readonly report: MonthlyReport;
  readonly cases: readonly CountedCase[];
}

/** 月报: the document of a month, added up from one list of counted cases. */
@Injectable()
export class Monthly {
  readonly settings: ReportSettings;

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly reporting: Reporting,
    @InjectSettings() settings: Settings,
  ) {
    this.settings = reportSettings(settings.configDirectory);
  }

  async report(month: string, options: MonthlyOptions = {}): Promise<MonthlyReport> {
    return (await this.counted(month, options)).report;
  }

  async counted(month: string, { asOf, accountIds, issuer, erratum }: MonthlyOptions = {}): Promise<CountedReport> {
    await this.directory.refresh();
    const { sql } = this.database.heavy;
    const window = this.reporting.window(periodOfMonth(month, this.rulebook.today), asOf);
    const cases = (await countedRows(sql, window)).filter(({ accountId }) => accountIds?.has(accountId) ?? true);
    const lengths = await this.reporting.lengths(DOCUMENT_LENGTHS, window, accountIds);
    const figures = await this.reporting.compared(this.reporting.reportOf(window, { cells: cellsIn(cases), lengths }, accountIds), month, accountIds);
    const listed = await listedCases(sql, cases.map(({ caseId }) => caseId), window.asOf);
    const months = await this.months(month, window.asOf, accountIds);
    const report = composed({
      report: figures, cases, listed, lengths, months, issuer: issuer ?? this.issuerOf(accountIds), erratum: erratum ?? null,
      names: {
        account: (id) => this.directory.account(id).name,
        department: (departmentId, accountId) => this.directory.departmentName(this.reporting.unitOf({ departmentId, accountId, kind: '', imposed: false })),
        day: (instant) => this.rulebook.today.iso(instant).slice(0, 10),
      },
    }, this.settings);
    return { report, cases };
  }

  private async months(last: string, asOf: Instant, accountIds?: ReadonlySet<string>): Promise<MonthCount[]> {
    const months: MonthCount[] = [];
    for (let back = MONTHS - 1; back >= 0; back--) {
      const month = monthAfter(last, -back);
      const counts = await monthCounts(this.database.heavy.sql, { ...periodOfMonth(month, this.rulebook.today), asOf, live: false, zoneOffsetMinutes: this.rulebook.today.zoneOffsetMinutes });
      const own = [...counts].filter(([accountId]) => accountIds?.has(accountId) ?? true).map(([, count]) => count);
      months.push({ month, received: own.reduce((sum, each) => sum + each.received, 0), answered: own.reduce((sum, each) => sum + each.answered, 0) });
    }
    return months;
  }

  /** The own office of the first account that is covered. */
  private issuerOf(accountIds?: ReadonlySet<string>): string {
    const account = this.directory.allAccounts().toSorted((a, b) => (a.handle < b.handle ? -1 : 1)).find(({ id }) => accountIds?.has(id) ?? true);
    return account ? (this.directory.organisation(account.sponsorId)?.name ?? account.name) : '';
  }
}

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
