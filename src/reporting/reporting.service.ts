import { Injectable } from '@nestjs/common';
import { FIGURE_KEYS, figureOf, type FigureKey, type LengthName, type SourceName } from '../core/figures.js';
import { refuseUnless } from '../core/refusal.js';
import { dayOf } from '../core/time/days.js';
import { workingDaysBetween } from '../core/time/measures.js';
import { KINDS, PLATFORMS, keysOf, type Label } from '../core/vocabulary.js';
import { manyAtOnce } from '../base/breath.js';
import { Clock, type Instant } from '../base/clock.js';
import { Database, HEAVY_AT_ONCE } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { cellsOf, spansOf, type Cell, type Owner, type Span, type Window } from './figures.query.js';
import { monthAfter, periodOfMonth, type Period } from './periods.js';
import { wrongField } from '../base/shapes.js';
import {
  figuresOf, linesOf, REPORT_RULES, SCOPES, sourcesOf,
  type Comparison, type Counts, type Figure, type OwnedLength, type Report, type Scope, type ScopeName,
} from './report.js';

export interface ReportOptions {
  /** Nothing that happened later is counted. Default: now. */
  readonly asOf?: Instant;
  /** Only the cases of these accounts, by id. Default: all. */
  readonly accountIds?: ReadonlySet<string>;
  /** Only the cases of this kind. */
  readonly kind?: string;
  /** Only what is charged to these units, by id. */
  readonly unitIds?: ReadonlySet<string>;
}

const MAIN_KEYS = FIGURE_KEYS.filter((key) => figureOf(key).main);
/** By which the lines of a report are told apart. */
export const lineKey = ({ kind, id }: Pick<ScopeName, 'kind' | 'id'>): string => `${kind} ${id}`;
const WHOLE = lineKey({ kind: 'whole', id: '' });

/** 月报: the figures of a month or any period, from the rooms’ own tables, as of an instant. */
@Injectable()
export class Reporting {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
  ) {}

  /** A calendar month `YYYY-MM` in the calendar’s zone, with the month before and the same month of the year before. */
  async month(month: string, asOf?: Instant, options: Omit<ReportOptions, 'asOf'> = {}): Promise<Report> {
    const report = await this.period(periodOfMonth(month, this.rulebook.today), { ...options, ...(asOf !== undefined && { asOf }) });
    return await this.compared(report, month, options);
  }

  /** Any period [from, to). @throws Refusal `time_out_of_range` if it ends before it begins or the instant is still to come */
  async period(period: Period, options: ReportOptions = {}): Promise<Report> {
    await this.directory.refresh();
    const window = this.window(period, options.asOf);
    return this.reportOf(window, await this.counts(FIGURE_KEYS, window, options), options.accountIds);
  }

  /** The report of what was counted in a window. */
  reportOf(window: Window, counts: Counts, accountIds?: ReadonlySet<string>): Report {
    const calendar = this.rulebook.today;
    const lines = linesOf(counts, this.belongsTo);
    const scopes = this.scopeNames(accountIds).map((name): Scope => ({ ...name, figures: figuresOf(lines.get(lineKey(name))) }));
    return {
      month: null, from: calendar.iso(window.from), to: calendar.iso(window.to), asOf: calendar.iso(window.asOf),
      zone: calendar.data.zone, calendarHash: calendar.hash, accounts: this.accounts(accountIds).map(({ handle }) => handle),
      ...REPORT_RULES, scopes, comparisons: [],
    };
  }

  /** A month’s report with those it is compared with. */
  async compared(report: Report, month: string, options: ReportOptions = {}): Promise<Report> {
    const lag = this.rulebook.today.instant(report.asOf) - periodOfMonth(month, this.rulebook.today).to;
    const comparisons = [
      await this.comparison('previous_month', monthAfter(month, -1), lag, options),
      await this.comparison('same_month_last_year', monthAfter(month, -12), lag, options),
    ];
    return { ...report, month, comparisons };
  }

  /** Lengths of every owner in working days. */
  async lengths(names: Iterable<LengthName>, window: Window, accountIds?: ReadonlySet<string>): Promise<OwnedLength[]> {
    const lengths = await manyAtOnce([...names], HEAVY_AT_ONCE, (name) => this.lengthOf(name, window));
    return lengths.flat().filter((owner) => accountIds?.has(owner.accountId) ?? true);
  }

  private async lengthOf(name: LengthName, window: Window): Promise<OwnedLength[]> {
    return this.lengthsOf(name, await spansOf(this.database.heavy.sql, name, window));
  }

  /** The accounts that a person’s organisation answers for or oversees: a report covers no others. */
  accountsOf(person: Person): ReadonlySet<string> {
    return this.accountsUnder(this.directory.seatOf(person).path[0]);
  }

  /** The accounts that an organisation, or one below it, sponsors or supervises. */
  accountsUnder(place: string | undefined): ReadonlySet<string> {
    return this.directory.accountsUnder(place);
  }

  window({ from, to }: Period, asOf?: Instant): Window {
    const now = this.clock.now();
    refuseUnless(from < to, 'time_out_of_range', { field: 'to' });
    refuseUnless(asOf === undefined || asOf <= now, 'time_out_of_range', { field: 'asOf', latest: this.rulebook.today.iso(now) });
    return { from, to, asOf: asOf ?? now, live: asOf === undefined || asOf === now, zoneOffsetMinutes: this.rulebook.today.zoneOffsetMinutes };
  }

  private async comparison(which: Comparison['with'], month: string, lag: number, options: ReportOptions): Promise<Comparison> {
    const period = periodOfMonth(month, this.rulebook.today);
    return { with: which, month, asOf: this.rulebook.today.iso(period.to + lag), figures: await this.wholeOf(period, period.to + lag, options) };
  }

  /** Figures of the whole, the main ones unless others are named: what a period is compared by. */
  async wholeOf(period: Period, asOf: Instant, options: ReportOptions = {}, keys: readonly FigureKey[] = MAIN_KEYS): Promise<Figure[]> {
    const alike = [...(options.unitIds ? [] : ['unit' as const]), ...(options.kind === undefined ? ['kind' as const] : [])];
    const lines = linesOf(await this.counts(keys, { ...this.window(period, asOf), alike }, options), this.belongsTo);
    return figuresOf(lines.get(WHOLE), keys);
  }

  /** All are read in one line, so many side by side, the long ones first: none is waited for alone. */
  private async counts(keys: readonly FigureKey[], window: Window, options: ReportOptions = {}): Promise<Counts> {
    const [cells, lengths] = [new Map<SourceName, Cell[]>(), new Map<LengthName, OwnedLength[]>()];
    const lengthNames = [...new Set(keys.flatMap((key) => figureOf(key).measure?.of ?? []))];
    const reads = [
      ...lengthNames.map((name) => async () => void lengths.set(name, await this.lengthOf(name, window))),
      ...sourcesOf(keys).map((source) => async () => void cells.set(source, await cellsOf(this.database.heavy.sql, source, window))),
    ];
    await manyAtOnce(reads, HEAVY_AT_ONCE, (read) => read());
    const covered = <T extends Owner>(owners: readonly T[]): T[] => owners.filter((owner) => this.covers(owner, options));
    return {
      cells: new Map(sourcesOf(keys).map((source) => [source, covered(cells.get(source)!)])),
      lengths: lengthNames.flatMap((name) => covered(lengths.get(name)!)),
    };
  }

  /** Whether what is asked for includes the rows of an owner. */
  covers(owner: Owner, { accountIds, kind, unitIds }: ReportOptions): boolean {
    return (accountIds?.has(owner.accountId) ?? true) && (kind === undefined || owner.kind === kind) && (unitIds?.has(this.unitOf(owner)) ?? true);
  }

  /** Measured by the calendar each clock was computed with: what was answered on its due day took exactly its amount. */
  private lengthsOf(of: LengthName, spans: readonly Span[]): OwnedLength[] {
    const known = new Map<string, number>();
    return spans.map((span) => {
      const key = `${span.calendarHash} ${span.fromDay} ${span.toDay}`;
      const days = known.get(key) ?? workingDaysBetween(dayOf(span.fromDay), dayOf(span.toDay), this.rulebook.calendar(span.calendarHash));
      known.set(key, days);
      return { ...span, of, days };
    });
  }

  /** What no unit holds is the own office’s, whose account it is. */
  unitOf({ departmentId, accountId }: Owner): string {
    return departmentId ?? this.directory.ownOffice(this.directory.account(accountId).sponsorId)?.id ?? '';
  }

  private accounts(accountIds?: ReadonlySet<string>) {
    const byHandle = this.directory.allAccounts().toSorted((a, b) => (a.handle < b.handle ? -1 : 1));
    return byHandle.filter(({ id }) => accountIds?.has(id) ?? true);
  }

  private scopeNames(accountIds?: ReadonlySet<string>): ScopeName[] {
    const accounts = this.accounts(accountIds);
    const same = (name: string): Label => ({ zh: name, en: name });
    const orphaned = accounts.some(({ sponsorId }) => !this.directory.ownOffice(sponsorId));
    return [
      { kind: 'whole', id: '', name: SCOPES.whole },
      ...accounts.map(({ handle, name }) => ({ kind: 'account' as const, id: handle, name: same(name) })),
      ...keysOf(PLATFORMS).filter((id) => accounts.some(({ platform }) => platform === id)).map((id) => ({ kind: 'channel' as const, id, name: PLATFORMS[id] })),
      ...keysOf(KINDS).map((id) => ({ kind: 'kind' as const, id, name: KINDS[id] })),
      ...this.directory.allDepartments().map(({ code, name }) => ({ kind: 'department' as const, id: code, name: same(name) })),
      ...(orphaned ? [{ kind: 'department' as const, id: '', name: { zh: '未分到单位', en: 'no unit' } }] : []),
      { kind: 'imposed', id: '', name: SCOPES.imposed },
    ];
  }

  /** The lines that a row counts in, by their keys. */
  readonly belongsTo = (owner: Owner): string[] => {
    if (owner.imposed) return [lineKey({ kind: 'imposed', id: '' })];
    const { handle, platform } = this.directory.account(owner.accountId);
    const unit = this.unitOf(owner);
    return [
      WHOLE, lineKey({ kind: 'account', id: handle }), lineKey({ kind: 'channel', id: platform }), lineKey({ kind: 'kind', id: owner.kind }),
      lineKey({ kind: 'department', id: unit && this.directory.department(unit).code }),
    ];
  };
}

/** @throws Refusal `wrong_shape` for a text that names no instant */
export function instantIn(text: string, rulebook: Rulebook): Instant {
  try {
    return rulebook.today.instant(text);
  } catch {
    throw wrongField('asOf', '应为 ISO 8601 时间', 'must be an ISO 8601 time');
  }
}
