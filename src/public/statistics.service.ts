import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { KINDS, keysOf, type Kind } from '../core/vocabulary.js';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { PublicAnswers, type AnswerList } from './answers.service.js';
import { answeredIn, receivedByKind } from './statistics.query.js';

/** What anybody may know of a month: numbers, and of reports 举报 nothing else. */
export interface MonthStatistics {
  readonly month: string;
  readonly received: number;
  readonly kinds: readonly { readonly kind: Kind; readonly count: number }[];
  readonly answered: number;
  /** Of the answers with a time limit. */
  readonly clocked: number;
  readonly inTime: number;
}
export interface MonthPage {
  readonly statistics: MonthStatistics;
  /** Null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly list: AnswerList;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const EARLIEST = '2000-01';
/** Anybody may ask as often as they like: a month is counted at most so often, in ms, and so many are kept. */
const FRESH_MS = 300_000;
const KEPT = 48;

/** 留言受理反馈统计公开, by month. */
@Injectable()
export class PublicStatistics {
  private readonly kept = new Map<string, { readonly at: number; readonly statistics: MonthStatistics }>();

  constructor(
    private readonly database: Database,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
    private readonly answers: PublicAnswers,
  ) {}

  /** The running month where none is named. @throws Refusal `not_found` for no month, or one that has not come */
  async page(named: string | undefined, before: string | undefined, limit: number): Promise<MonthPage> {
    const running = this.rulebook.today.iso(this.clock.now()).slice(0, 7);
    const month = named ?? running;
    refuseUnless(MONTH.test(month) && month <= running && month >= EARLIEST, 'not_found', { month });
    const { from, to } = this.days(month);
    return {
      statistics: await this.counted(month), before: month > EARLIEST ? shifted(month, -1) : null, after: month < running ? shifted(month, 1) : null,
      list: await this.answers.list(before, limit, { from, to }),
    };
  }

  private days(month: string): { from: number; to: number } {
    return { from: this.rulebook.today.instant(`${month}-01`), to: this.rulebook.today.instant(`${shifted(month, 1)}-01`) };
  }

  private async counted(month: string): Promise<MonthStatistics> {
    const now = this.clock.now();
    const known = this.kept.get(month);
    if (known && now >= known.at && now - known.at < FRESH_MS) return known.statistics;
    const { sql } = this.database.rows;
    const [received, answered] = [await receivedByKind(sql, this.days(month)), await answeredIn(sql, this.days(month))];
    const statistics = {
      month, received: received.reduce((sum, { count }) => sum + count, 0),
      kinds: keysOf(KINDS).map((kind) => ({ kind, count: received.find((each) => each.kind === kind)?.count ?? 0 })).filter(({ count }) => count > 0), ...answered,
    };
    this.kept.delete(month);
    this.kept.set(month, { at: now, statistics });
    for (const oldest of this.kept.keys()) if (this.kept.size > KEPT) this.kept.delete(oldest);
    return statistics;
  }
}

/** The month so many months on. */
function shifted(month: string, by: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
