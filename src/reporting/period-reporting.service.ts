import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { FIGURE_KEYS } from '../core/figures.js';
import { KINDS, PLATFORMS, type Kind } from '../core/vocabulary.js';
import type { Instant } from '../base/clock.js';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { CountedLists, type CountedFigure } from './counted-lists.service.js';
import type { ReportModel } from './document.js';
import { Monthly } from './monthly.service.js';
import { peerRankings, type PeerRanking } from './peers.js';
import { periodNamed, type Days } from './periods.js';
import type { Figure, Report } from './report.js';
import { Reporting, type ReportOptions } from './reporting.service.js';

/** In place of a unit’s code: what is charged to none, where the office of an account has no department of its own. */
const NO_UNIT = '-';

/** Of which cases figures are asked; all that the person’s organisation answers for where nothing is said. */
export interface FiguresAsked {
  readonly period: string;
  readonly asOf?: Instant;
  /** Code of an organisation: its accounts and those of the units below it. */
  readonly organisation?: string;
  readonly account?: string;
  readonly channel?: string;
  readonly kind?: Kind;
  /** Code of a department, or of an organisation: what its departments, or those of the units below it, handle. */
  readonly unit?: string;
}
/** Which of the cases so chosen a list is of: those of imposed origin stand apart from the whole. */
export interface ListAsked extends FiguresAsked {
  readonly imposed?: boolean;
}
export interface PeriodComparison {
  readonly with: 'previous_period' | 'same_period_last_year';
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  /** Of the whole. */
  readonly figures: readonly Figure[];
}
export interface PeriodFigures extends Omit<Report, 'comparisons' | 'month'> {
  readonly comparisons: readonly PeriodComparison[];
  /** Units beside their like. */
  readonly peers: readonly PeerRanking[];
}

/** The figures of any period and any part of the office, beside the period before and the same of the year before. */
@Injectable()
export class PeriodReporting {
  constructor(
    private readonly reporting: Reporting,
    private readonly lists: CountedLists,
    private readonly monthly: Monthly,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  /** @throws Refusal `wrong_shape` | `time_out_of_range` | `unknown_account` | `not_found` */
  async of(person: Person, asked: FiguresAsked): Promise<PeriodFigures> {
    const { days, previous, yearBefore } = periodNamed(asked.period);
    const options = await this.optionsOf(person, asked);
    const { comparisons: _none, month: _month, ...report } = await this.reporting.period(this.instants(days), { ...options, ...(asked.asOf !== undefined && { asOf: asked.asOf }) });
    const iso = (instant: Instant): string => this.rulebook.today.iso(instant);
    // As long after its end as this one is after its own: what came later is not held against either.
    const lag = this.rulebook.today.instant(report.asOf) - this.instants(days).to;
    const compared = async (which: PeriodComparison['with'], of: Days): Promise<PeriodComparison> => {
      const period = this.instants(of);
      return { with: which, from: iso(period.from), to: iso(period.to), asOf: iso(period.to + lag), figures: await this.reporting.wholeOf(period, period.to + lag, options, FIGURE_KEYS) };
    };
    return { ...report, comparisons: [await compared('previous_period', previous), await compared('same_period_last_year', yearBefore)], peers: peerRankings(report, this.monthly.settings.monthly) };
  }

  /** The same as a report: the model its workbook is written from. @throws as `of` */
  async report(person: Person, asked: FiguresAsked): Promise<ReportModel> {
    const options = await this.optionsOf(person, asked);
    const report = await this.monthly.report(asked.period, { ...options, ...(asked.asOf !== undefined && { asOf: asked.asOf }) });
    const scope = this.scopeNote(asked);
    return scope === '' ? report : { ...report, document: { ...report.document, notes: [`统计范围：${scope}。`, ...report.document.notes] } };
  }

  /** 单位、账号、渠道、类型, as far as they were named. */
  private scopeNote({ organisation, unit, account, channel, kind }: FiguresAsked): string {
    const { directory } = this;
    const said = [
      organisation === undefined ? null : `账号属于${directory.unit(organisation).name}及其下级`, unit === undefined ? null : unit === NO_UNIT ? '未分到单位的' : `承办单位为${directory.unit(unit).name}及其下级`,
      account === undefined ? null : `账号为${directory.accountByHandle(account).name}`, channel === undefined ? null : `渠道为${PLATFORMS[channel as keyof typeof PLATFORMS].zh}`,
      kind === undefined ? null : `类型为${KINDS[kind].zh}`,
    ];
    return said.filter((each) => each !== null).join('，');
  }

  /** The cases that one of these figures counted. @throws as `of`, and Refusal `not_found` for no figure */
  async counted(person: Person, key: string, { imposed, asOf, ...asked }: ListAsked): Promise<CountedFigure> {
    const options = await this.optionsOf(person, asked);
    return await this.lists.counted(this.instants(periodNamed(asked.period).days), key, person, { ...options, ...(imposed && { imposed }), ...(asOf !== undefined && { asOf }) });
  }

  private async optionsOf(person: Person, asked: FiguresAsked): Promise<ReportOptions> {
    await this.directory.refresh();
    return {
      accountIds: this.accountsOf(person, asked), ...(asked.kind && { kind: asked.kind }),
      ...(asked.unit !== undefined && { unitIds: asked.unit === NO_UNIT ? new Set(['']) : this.directory.departmentsUnder(asked.unit) }),
    };
  }

  private instants({ from, to }: Days): { from: Instant; to: Instant } {
    return { from: this.rulebook.today.instant(from), to: this.rulebook.today.instant(to) };
  }

  private accountsOf(person: Person, { organisation, account, channel }: FiguresAsked): ReadonlySet<string> {
    const own = this.reporting.accountsOf(person);
    const place = organisation === undefined ? undefined : this.directory.unit(organisation).id;
    const under = place === undefined ? own : this.reporting.accountsUnder(place);
    const chosen = this.directory.allAccounts().filter(({ id, handle, platform }) =>
      own.has(id) && under.has(id) && (account === undefined || handle === account) && (channel === undefined || platform === channel));
    refuseUnless(account === undefined || chosen.length > 0, 'unknown_account', { account });
    return new Set(chosen.map(({ id }) => id));
  }
}
