import { Injectable } from '@nestjs/common';
import { FIGURE_KEYS, figureOf, isFigureKey, type FigureKey, type Term } from '../core/figures.js';
import { refuseUnless } from '../core/refusal.js';
import type { Label } from '../core/vocabulary.js';
import { breath } from '../base/breath.js';
import type { Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { maySee } from '../identity/standing.js';
import { Directory } from '../registry/directory.js';
import { countedCases, type Counted, type Owner, type Window } from './figures.query.js';
import { periodOfMonth, type Period } from './periods.js';
import { partsOf, type Figure, type Report, type Scope } from './report.js';
import { lineKey, Reporting, type ReportOptions } from './reporting.service.js';

/** The cases behind one side of a figure: how many in all, and those the person may know of. */
export interface CountedSide {
  readonly total: number;
  readonly cases: readonly string[];
}
export interface CountedFigure {
  readonly key: FigureKey;
  readonly label: Label;
  readonly asOf: string;
  readonly department: string | null;
  readonly numerator: CountedSide;
  readonly denominator: CountedSide | null;
}
/** Of which cases a list is asked; those of imposed origin stand apart from the whole. */
export interface ListOptions extends ReportOptions {
  readonly imposed?: boolean;
}
type Belongs = (owner: Owner) => boolean;

/** 口径可追溯: the cases behind every figure, for whoever may know of them. */
@Injectable()
export class CountedLists {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly reporting: Reporting,
  ) {}

  /** The cases that a figure of a month counted, of one unit or the whole. */
  async ofMonth(month: string, key: string, person: Person, asked: { asOf?: Instant; department?: string } = {}): Promise<CountedFigure> {
    await this.directory.refresh();
    const department = asked.department === undefined ? undefined : this.directory.department(asked.department);
    const counted = await this.counted(periodOfMonth(month, this.rulebook.today), key, person, {
      accountIds: this.reporting.accountsOf(person), ...(department && { unitIds: new Set([department.id]) }), ...(asked.asOf !== undefined && { asOf: asked.asOf }),
    });
    return { ...counted, department: department?.code ?? null };
  }

  /** The cases that a figure counted; the person sees those that standing lets be seen. @throws Refusal `not_found` */
  async counted(period: Period, key: string, person: Person, options: ListOptions): Promise<CountedFigure> {
    refuseUnless(isFigureKey(key), 'not_found', { figure: key });
    await this.directory.refresh();
    const window = this.reporting.window(period, options.asOf);
    const belongs: Belongs = (owner) => owner.imposed === (options.imposed ?? false) && this.reporting.covers(owner, options);
    const { label, numerator, denominator } = figureOf(key);
    const side = async (terms: readonly Term[]): Promise<CountedSide> => {
      const counted = await this.casesOf(terms, window, belongs, person.departmentId);
      return { total: counted.length, cases: counted.filter((each) => this.sees(person, each)).map(({ number }) => number) };
    };
    return { key, label, asOf: this.rulebook.today.iso(window.asOf), department: null, numerator: await side(numerator), denominator: denominator && (await side(denominator)) };
  }

  /** The report of a period with the numbers behind both sides of every figure of every line, and no regard to who asks: for proofs, not for people. */
  async opened(period: Period, options: ReportOptions = {}): Promise<Report> {
    const report = await this.reporting.period(period, options);
    const window = this.reporting.window(period, options.asOf);
    const known = new Map<string, Map<string, string[]>>();
    const byLine = async (terms: readonly Term[]): Promise<Map<string, string[]>> => {
      const lines = known.get(String(terms)) ?? new Map<string, string[]>();
      if (known.has(String(terms))) return lines;
      known.set(String(terms), lines);
      for (const { number, ...owner } of await this.casesOf(terms, window, (each) => this.reporting.covers(each, options), null)) {
        for (const line of this.reporting.belongsTo(owner)) {
          const numbers = lines.get(line);
          if (numbers) numbers.push(number);
          else lines.set(line, [number]);
        }
      }
      return lines;
    };
    const lists = new Map<FigureKey, { counted: Map<string, string[]>; among: Map<string, string[]> | null }>();
    for (const key of FIGURE_KEYS) {
      const { numerator, denominator } = figureOf(key);
      lists.set(key, { counted: await byLine(numerator), among: denominator && (await byLine(denominator)) });
    }
    const scopes = report.scopes.map((scope): Scope => ({
      ...scope,
      figures: scope.figures.map((figure): Figure => {
        const { counted, among } = lists.get(figure.key)!;
        return { ...figure, cases: counted.get(lineKey(scope)) ?? [], ...(among && { among: among.get(lineKey(scope)) ?? [] }) };
      }),
    }));
    return { ...report, scopes };
  }

  private async casesOf(terms: readonly Term[], window: Window, belongs: Belongs, departmentId: string | null): Promise<Counted[]> {
    const counted: Counted[] = [];
    for (const [source, parts] of partsOf(terms)) {
      counted.push(...(await countedCases(this.database.heavy.sql, source, parts, window, departmentId)));
      await breath();
    }
    return counted.filter(belongs).toSorted((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
  }

  sees(person: Person, { accountId, kindNow: kind, caseId, state, holderId, accused, joint }: Pick<Counted, 'accountId' | 'kindNow' | 'caseId' | 'state' | 'holderId' | 'accused' | 'joint'>): boolean {
    const account = this.directory.account(accountId);
    const officePath = this.directory.path(account.sponsorId);
    return maySee(person, this.directory.seatOf(person), {
      caseId, kind, state, accountId, officePath, supervisorPath: this.directory.path(account.supervisorId), departmentId: holderId, accused,
      jointDepartmentIds: joint && holderId !== null && person.departmentId !== null ? [person.departmentId] : [],
      officeAccused: accused?.some((unit) => officePath.includes(unit)) ?? false,
    });
  }
}
