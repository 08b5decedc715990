import { Injectable } from '@nestjs/common';
import type { Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { wrongField } from '../base/shapes.js';
import { refuseUnless } from '../core/refusal.js';
import { dayNumber, dayOf } from '../core/time/days.js';
import { workingDaysBetween } from '../core/time/measures.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { Directory } from '../registry/directory.js';
import { assembled, type Content } from './assembly.js';
import { findingsOf } from './checking.js';
import { listedCases } from './counted.query.js';
import type { Erratum } from './document.js';
import { formNamed, type ContentSort, type FormKey } from './forms-known.js';
import { ledgersContent, type LedgerWords } from './ledgers.js';
import { actsOfPeople, comingDue, heldByPeople, LEDGER_KEYS, ledgerRows, legsFinished, type LedgerKey, type LedgerRow, type Span } from './ledgers.query.js';
import type { Listing } from './listing.js';
import { fileName, Monthly, type CountedReport } from './monthly.service.js';
import { periodWords } from './period-words.js';
import { periodNamed } from './periods.js';
import { Reporting } from './reporting.service.js';
import { selfCheckContent } from './self-check.js';
import { topicContent, TopicsTold } from './topic-brief.js';
import { proposalsOf, typicalContent, type ChosenCase, type TypicalProposal } from './typical-cases.js';
import { typicalRows, type TypicalRow } from './typical-cases.query.js';
import { warningsContent } from './warnings.js';
import { workloadContent, type PersonsWork } from './workload.js';

/** Which report of what: a period by name, and a topic or chosen cases where the form is about them. */
export interface ReportAsked {
  readonly form: FormKey;
  readonly period: string;
  readonly topicId?: string | null;
  readonly chosen?: readonly ChosenCase[] | null;
}
export interface CompilingOptions {
  readonly asOf?: Instant;
  readonly accountIds: ReadonlySet<string>;
  readonly issuer?: string;
  readonly erratum?: Erratum | null;
  /** Who asks: a topic is told as that person may know of it. */
  readonly person: Person | null;
}
interface Gathering extends Span {
  readonly asked: ReportAsked;
  readonly options: CompilingOptions;
  readonly words: LedgerWords;
}

const FOUR_WEEKS = 28;

/** Every report there is, made from what stands in the rooms. */
@Injectable()
export class Compiling {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly reporting: Reporting,
    private readonly monthly: Monthly,
    private readonly topics: TopicsTold,
  ) {}

  /** @throws Refusal `wrong_shape` | `time_out_of_range` | `not_found` */
  async compiled(asked: ReportAsked, options: CompilingOptions): Promise<CountedReport> {
    await this.directory.refresh();
    const { form, period } = asked;
    const { content: sort } = formNamed(form);
    const { asOf, accountIds, issuer, erratum } = options;
    if (sort === 'figures') return await this.monthly.counted(period, { form, accountIds, ...(asOf !== undefined && { asOf }), ...(issuer !== undefined && { issuer }), ...(erratum && { erratum }) });
    const days = this.monthly.instants(periodNamed(period).days);
    const window = this.reporting.window(days, asOf);
    const content = await this.gathered(sort, { asked, options, from: window.from, to: window.to, asOf: window.asOf, words: this.words(window.asOf) });
    const iso = (instant: Instant): string => this.rulebook.today.iso(instant);
    const framing = {
      form, name: fileName(form, period), from: iso(window.from), to: iso(window.to), asOf: iso(window.asOf), spoken: periodWords(period),
      issuer: issuer ?? this.monthly.issuerOf(accountIds), erratum: erratum ?? null,
    };
    return { report: assembled(content, framing, this.monthly.settings[form]), cases: [] };
  }

  /** What may be told as typical cases of a period, and why. */
  async proposals(period: string, accountIds: ReadonlySet<string>): Promise<TypicalProposal[]> {
    await this.directory.refresh();
    const window = this.reporting.window(this.monthly.instants(periodNamed(period).days));
    const rows = (await typicalRows(this.database.heavy.sql, window)).filter(({ account_id: id }) => accountIds.has(id));
    return proposalsOf(rows, this.monthly.names, this.lengthOf(window.asOf));
  }

  private readonly gatherers: Record<Exclude<ContentSort, 'figures'>, (gathering: Gathering) => Promise<Content>> = {
    ledgers: async ({ words, options, ...span }) => {
      const rows = new Map<LedgerKey, readonly LedgerRow[]>();
      for (const key of LEDGER_KEYS) rows.set(key, await ledgerRows(this.database.heavy.sql, key, span));
      return ledgersContent(rows, await this.listing([...rows.values()].flat(), span, options), words);
    },
    warnings: async ({ words, options, ...span }) => {
      const { sql } = this.database.heavy;
      const [due, overdue] = [await comingDue(sql, span), await ledgerRows(sql, 'overdue', span)];
      const finished = new Map<string, number>();
      for (const each of await legsFinished(sql, { ...span, from: span.asOf - FOUR_WEEKS * 86_400_000, to: span.asOf })) {
        if (!options.accountIds.has(each.accountId)) continue;
        const name = words.department(each.departmentId, each.accountId);
        finished.set(name, (finished.get(name) ?? 0) + each.count);
      }
      const { from, to } = { from: dayNumber(words.day(span.from)), to: dayNumber(words.day(span.to)) };
      const days = Array.from({ length: to - from }, (_, at) => dayOf(from + at)).map((day) => ({ day, works: this.rulebook.today.isWorking(day) }));
      return warningsContent({ due, overdue, finished, days }, await this.listing([...due, ...overdue], span, options), words);
    },
    self_check: async ({ words, options, asked }) => {
      const rules = this.monthly.settings[asked.form].checks;
      const accounts = this.directory.allAccounts().filter(({ id, active }) => active && options.accountIds.has(id));
      const findings = await findingsOf(rules, { sql: this.database.heavy.sql, accounts, words, instant: (day) => this.rulebook.today.instant(day) });
      return selfCheckContent(rules, findings);
    },
    workload: async ({ options, ...span }) => workloadContent(await this.peoplesWork(span, options.accountIds)),
    typical_cases: async ({ asked, options, ...span }) => {
      const chosen = asked.chosen ?? [];
      const rows = chosen.length === 0 ? [] : await typicalRows(this.database.heavy.sql, span, chosen.map(({ number }) => number));
      const known = rows.filter(({ account_id: id }) => options.accountIds.has(id));
      const missing = chosen.find(({ number }) => !known.some((row) => row.number === number));
      refuseUnless(missing === undefined, 'not_found', { case: missing?.number });
      return typicalContent(chosen, known, this.monthly.names, this.lengthOf(span.asOf));
    },
    topic_brief: async ({ asked, options }) => {
      if (!asked.topicId || !options.person) throw wrongField('topicId', '专报须指明热点', 'must name the topic of the brief');
      return topicContent(await this.topics.brief(options.person, asked.topicId));
    },
  };
  private async gathered(sort: Exclude<ContentSort, 'figures'>, gathering: Gathering): Promise<Content> {
    return await this.gatherers[sort](gathering);
  }

  private async listing(rows: readonly { readonly case_id: string }[], { asOf }: Span, { accountIds }: CompilingOptions): Promise<Listing> {
    return { listed: await listedCases(this.database.heavy.sql, [...new Set(rows.map(({ case_id: id }) => id))], asOf), accountIds };
  }

  private words(asOf: Instant): LedgerWords {
    const day = (instant: Instant): string => this.rulebook.today.iso(instant).slice(0, 10);
    return { ...this.monthly.names, asOf, workingDays: (from, to) => workingDaysBetween(day(from), day(to), this.rulebook.today) };
  }

  private readonly lengthOf = (asOf: Instant) => (row: TypicalRow): number => {
    const day = (instant: number): string => this.rulebook.today.iso(instant).slice(0, 10);
    return workingDaysBetween(day(Number(row.received_at)), day(row.answered_at === null ? asOf : Number(row.answered_at)), this.rulebook.today);
  };

  private async peoplesWork(span: Span, accountIds: ReadonlySet<string>): Promise<PersonsWork[]> {
    const { sql } = this.database.heavy;
    const acts = (await actsOfPeople(sql, span)).filter(({ accountId }) => accountIds.has(accountId));
    const held = (await heldByPeople(sql, span.asOf)).filter(({ accountId }) => accountIds.has(accountId));
    const ids = [...new Set([...acts, ...held].map(({ userId }) => userId))];
    const users = ids.length === 0 ? [] : await this.database.rows.find(User, { id: ids });
    return users.map((user): PersonsWork => {
      const counts = new Map<string, number>();
      for (const { act, count } of acts.filter(({ userId }) => userId === user.id)) counts.set(act, (counts.get(act) ?? 0) + count);
      const own = held.filter(({ userId }) => userId === user.id);
      const unit = user.departmentId !== null ? this.directory.departmentName(user.departmentId) : (user.organisationId === null ? '' : (this.directory.organisation(user.organisationId)?.name ?? ''));
      return { name: user.name, unit, acts: counts, held: own.reduce((sum, { count }) => sum + count, 0), overdue: own.reduce((sum, { overdue }) => sum + overdue, 0) };
    });
  }
}
