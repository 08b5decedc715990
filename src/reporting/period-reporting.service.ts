import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import type { Kind } from '../core/vocabulary.js';
import type { Instant } from '../base/clock.js';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { periodNamed, type Days } from './periods.js';
import type { Figure, Report } from './report.js';
import { Reporting } from './reporting.service.js';

/** Of which cases figures are asked; all that the person’s organisation answers for where nothing is said. */
export interface FiguresAsked {
  readonly period: string;
  readonly asOf?: Instant;
  /** Code of an organisation: its accounts and those of the units below it. */
  readonly organisation?: string;
  readonly account?: string;
  readonly channel?: string;
  readonly kind?: Kind;
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
}

/** The figures of any period and any part of the office, beside the period before and the same of the year before. */
@Injectable()
export class PeriodReporting {
  constructor(
    private readonly reporting: Reporting,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  /** @throws Refusal `wrong_shape` | `time_out_of_range` | `unknown_account` | `not_found` */
  async of(person: Person, asked: FiguresAsked): Promise<PeriodFigures> {
    await this.directory.refresh();
    const accountIds = this.accountsOf(person, asked);
    const { days, previous, yearBefore } = periodNamed(asked.period);
    const count = async (of: Days, asOf?: Instant): Promise<Report> =>
      await this.reporting.period(this.instants(of), { accountIds, ...(asked.kind && { kind: asked.kind }), ...(asOf !== undefined && { asOf }) });
    const { comparisons: _none, month: _month, ...report } = await count(days, asked.asOf);
    // As long after its end as this one is after its own: what came later is not held against either.
    const lag = this.rulebook.today.instant(report.asOf) - this.instants(days).to;
    const compared = async (which: PeriodComparison['with'], of: Days): Promise<PeriodComparison> => {
      const { from, to, asOf, scopes } = await count(of, this.instants(of).to + lag);
      return { with: which, from, to, asOf, figures: scopes[0]!.figures };
    };
    return { ...report, comparisons: [await compared('previous_period', previous), await compared('same_period_last_year', yearBefore)] };
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
