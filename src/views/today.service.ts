import { Injectable } from '@nestjs/common';
import { DAY_MS, dayNumber, dayOf } from '../core/time/days.js';
import { workingDaysBetween } from '../core/time/measures.js';
import { BEFORE_ANSWER } from '../core/vocabulary.js';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Sql } from '../base/database/rows.query.js';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { Directory } from '../registry/directory.js';
import { ageBucket, AGES, forecastOf, STAGES, stageOf, type Forecast, type Stage } from './forecast.js';
import { answersSince, byState, numbersBehind, openPromises, receivedSince, returnsSince, timeSpent, type AnswersSince, type DayCount, type OpenPromise } from './today.query.js';
import { waysToSee, type Condition } from './visible.query.js';

/** Pace and returns are looked at so far back. */
const WEEKS_BACK = 4;
const WEEK_MS = 7 * DAY_MS;
/** Where time goes is told from so many cases at most, the latest. */
const MOST_CASES = 2000;

export interface DayCounts {
  readonly received: number;
  readonly answered: number;
  /** Promises that fall due today, and those that are past. */
  readonly dueToday: number;
  readonly overdue: number;
  /** Cases that are not answered yet, by state. */
  readonly states: Readonly<Record<string, number>>;
}
export interface MonthSoFar {
  readonly from: string;
  readonly received: number;
  readonly answered: number;
  readonly onTime: number;
  readonly late: number;
}
export interface UnitForecast extends Forecast {
  readonly unit: string;
  readonly name: string;
  readonly overdue: number;
  readonly due: number;
}
export interface WeekForecast {
  /** Days; `to` is not part of the week. */
  readonly from: string;
  readonly to: string;
  readonly days: readonly { readonly day: string; readonly works: boolean; readonly due: number }[];
  /** Whoever will be furthest behind first. */
  readonly units: readonly UnitForecast[];
}
export interface StageTime {
  readonly stage: Stage;
  readonly hours: number;
  readonly share: number;
}
export interface ReturnLine {
  readonly from: string;
  readonly to: string | null;
  readonly asked: number;
  readonly upheld: number;
  readonly refused: number;
}
export interface AgeLine {
  /** Working days since the promise began; null: without end. */
  readonly upTo: number | null;
  readonly open: number;
  readonly overdue: number;
}
export interface PersonLoad {
  readonly name: string | null;
  readonly unit: string;
  readonly held: number;
  readonly overdue: number;
  readonly dueThisWeek: number;
}
export interface Today {
  readonly asOf: string;
  readonly today: DayCounts;
  readonly month: MonthSoFar;
  readonly forecast: WeekForecast;
  /** Mean hours from receipt to answer by stage, over the cases answered in the last four weeks. */
  readonly time: readonly StageTime[];
  readonly returns: readonly ReturnLine[];
  readonly ages: readonly AgeLine[];
  readonly people: readonly PersonLoad[];
}

/** The numbers of the cases behind a count. */
export interface DayList {
  readonly asOf: string;
  readonly total: number;
  readonly cases: readonly string[];
}

const sum = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((total, row) => total + of(row), 0);

/** 今日看板: what lies on the desk, what will fall overdue, where time goes; over the cases that a person may know of and no others. */
@Injectable()
export class TodayView {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
  ) {}

  async of(person: Person): Promise<Today> {
    await this.directory.refresh();
    const [sql, ways, calendar] = [this.database.heavy.sql, waysToSee(person, this.directory), this.rulebook.today];
    const now = this.clock.now();
    const day = calendar.iso(now).slice(0, 10);
    const [begin, monthBegin] = [calendar.instant(day), calendar.instant(`${day.slice(0, 7)}-01`)];
    const open = await openPromises(sql, ways, calendar.zoneOffsetMinutes);
    const recent = await answersSince(sql, ways, now - WEEKS_BACK * WEEK_MS);
    const month = await answersSince(sql, ways, monthBegin);
    return {
      asOf: calendar.iso(now),
      today: {
        received: await receivedSince(sql, ways, begin), answered: sum(await answersSince(sql, ways, begin), ({ answered }) => answered),
        dueToday: sum(open, ({ dueAt, many }) => (dueAt !== null && dueAt >= now && dueAt < begin + DAY_MS ? many : 0)), overdue: sum(open, (each) => (isPast(each, now) ? each.many : 0)),
        states: await this.states(sql, ways),
      },
      month: {
        from: calendar.iso(monthBegin).slice(0, 10), received: await receivedSince(sql, ways, monthBegin),
        answered: sum(month, ({ answered }) => answered), onTime: sum(month, ({ onTime }) => onTime), late: sum(month, ({ late }) => late),
      },
      forecast: this.forecast(open, recent, day, now),
      time: stageTimes(await timeSpent(sql, ways, now - WEEKS_BACK * WEEK_MS, MOST_CASES)),
      returns: await this.returns(sql, ways, now - WEEKS_BACK * WEEK_MS),
      ages: this.ages(open, day, now),
      people: await this.people(open, now),
    };
  }

  /** 点数见件: the cases that a count of the desk counted, of those that the person may know of. */
  async behind(person: Person, count: DayCount): Promise<DayList> {
    await this.directory.refresh();
    const [calendar, now] = [this.rulebook.today, this.clock.now()];
    const day = calendar.iso(now).slice(0, 10);
    const dayBegin = calendar.instant(day);
    const moments = { now, dayBegin, dayEnd: dayBegin + DAY_MS, monthBegin: calendar.instant(`${day.slice(0, 7)}-01`) };
    const cases = await numbersBehind(this.database.heavy.sql, waysToSee(person, this.directory), count, moments);
    return { asOf: calendar.iso(now), total: cases.length, cases };
  }

  private async states(sql: Sql, ways: readonly Condition[]): Promise<Record<string, number>> {
    const counts = await byState(sql, ways);
    return Object.fromEntries(BEFORE_ANSWER.map((state) => [state, counts.get(state) ?? 0]));
  }

  /** The seven days from tomorrow. */
  private forecast(open: readonly OpenPromise[], recent: readonly AnswersSince[], day: string, now: number): WeekForecast {
    const calendar = this.rulebook.today;
    const first = dayNumber(day) + 1;
    const begin = (number: number): number => calendar.instant(dayOf(number));
    const between = (from: number, to: number) => ({ dueAt }: OpenPromise): boolean => dueAt !== null && dueAt >= from && dueAt < to;
    // What still falls due today belongs to the pace of the week as well.
    const comes = between(now, begin(first + 7));
    const byUnit = Map.groupBy(open, (each) => this.unitOf(each));
    const answered = Map.groupBy(recent, (each) => this.unitOf(each));
    const units = [...byUnit].map(([unit, rows]): UnitForecast => {
      const [overdue, due] = [sum(rows, (each) => (isPast(each, now) ? each.many : 0)), sum(rows, (each) => (comes(each) ? each.many : 0))];
      return { unit, name: this.directory.departmentName(unit), overdue, due, ...forecastOf({ overdue, due, answered: sum(answered.get(unit) ?? [], (each) => each.answered), weeks: WEEKS_BACK }) };
    });
    return {
      from: dayOf(first), to: dayOf(first + 7),
      days: Array.from({ length: 7 }, (_, index) => {
        const falls = between(begin(first + index), begin(first + index + 1));
        return { day: dayOf(first + index), works: calendar.isWorking(dayOf(first + index)), due: sum(open, (each) => (falls(each) ? each.many : 0)) };
      }),
      units: units.filter(({ overdue, due }) => overdue + due > 0).toSorted((a, b) => b.left - a.left || b.due - a.due || (a.name < b.name ? -1 : 1)),
    };
  }

  private async returns(sql: Sql, ways: readonly Condition[], from: number): Promise<ReturnLine[]> {
    const name = (id: string | null): string | null => (id === null ? null : this.directory.departmentName(id));
    const lines = (await returnsSince(sql, ways, from)).map((each) => ({ ...each, from: name(each.from)!, to: name(each.to) }));
    return lines.toSorted((a, b) => b.asked - a.asked || (a.from < b.from ? -1 : 1));
  }

  private ages(open: readonly OpenPromise[], day: string, now: number): AgeLine[] {
    const lines = AGES.map((upTo) => ({ upTo: upTo === Infinity ? null : upTo, open: 0, overdue: 0 }));
    const known = new Map<number, number>();
    for (const each of open) {
      const bucket = known.get(each.startDay) ?? ageBucket(workingDaysBetween(dayOf(each.startDay), day, this.rulebook.today));
      known.set(each.startDay, bucket);
      lines[bucket]!.open += each.many;
      if (isPast(each, now)) lines[bucket]!.overdue += each.many;
    }
    return lines;
  }

  /** What each person holds; what nobody in a unit holds stands under the unit without a name. */
  private async people(open: readonly OpenPromise[], now: number): Promise<PersonLoad[]> {
    const held = open.filter(({ unit }) => unit !== null);
    const users = await this.database.rows.find(User, { id: [...new Set(held.flatMap(({ handlerId }) => handlerId ?? []))] });
    const names = new Map(users.map(({ id, name }) => [id, name]));
    const loads = [...Map.groupBy(held, ({ unit, handlerId }) => `${unit} ${handlerId ?? ''}`).values()].map((rows): PersonLoad => ({
      name: rows[0]!.handlerId === null ? null : (names.get(rows[0]!.handlerId) ?? null), unit: this.directory.departmentName(rows[0]!.unit), held: sum(rows, ({ many }) => many),
      overdue: sum(rows, (each) => (isPast(each, now) ? each.many : 0)), dueThisWeek: sum(rows, ({ dueAt, many }) => (dueAt !== null && dueAt >= now && dueAt < now + WEEK_MS ? many : 0)),
    }));
    return loads.toSorted((a, b) => b.overdue - a.overdue || b.held - a.held || (a.unit < b.unit ? -1 : 1));
  }

  /** What no unit holds is the own office’s, whose account it is. */
  private unitOf({ unit, accountId }: { readonly unit: string | null; readonly accountId: string }): string {
    return unit ?? this.directory.ownOffice(this.directory.account(accountId).sponsorId)?.id ?? '';
  }
}

const isPast = ({ dueAt }: OpenPromise, now: number): boolean => dueAt !== null && dueAt < now;

function stageTimes(spent: readonly { readonly state: string; readonly cases: number; readonly ms: number }[]): StageTime[] {
  const cases = Math.max(0, ...spent.map((each) => each.cases));
  const all = sum(spent, ({ ms, state }) => (stageOf(state) ? ms : 0));
  return (Object.keys(STAGES) as Stage[]).map((stage) => {
    const ms = sum(spent, (each) => (stageOf(each.state) === stage ? each.ms : 0));
    return { stage, hours: cases === 0 ? 0 : Math.round(ms / cases / 360_000) / 10, share: all === 0 ? 0 : ms / all };
  });
}
