import { Injectable } from '@nestjs/common';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { refuseUnless } from '../core/refusal.js';
import type { Calendar } from '../core/time/calendar.js';
import { parseLocalDays, parseNotice } from '../core/time/calendar-year.js';
import { dayNumber, dayOf, weekdayOf, WEEKDAYS_ZH } from '../core/time/days.js';
import { Directory } from '../registry/directory.js';
import { CalendarNotice, LocalDays } from '../registry/registry.entities.js';
import { RuleVersions } from '../registry/rule-versions.js';
import { Rebases, type Preview } from './rebases.service.js';
import type { Rebasing } from './rules.entities.js';

interface Change {
  readonly reason: string;
  readonly changedBy: string;
}

export interface CalendarDay {
  readonly day: string;
  readonly weekday: string;
  readonly working: boolean;
  readonly reason: string;
  readonly provisional: boolean;
}

/** A loaded notice, and the work it set off: every running promise that it moves. */
export interface LoadedNotice {
  readonly year: number;
  readonly papers: readonly string[];
  readonly edition: number;
  readonly rebasing: Rebasing;
}

/** 日历: the State Council’s notices year by year, and what a region or an office adds to them. */
@Injectable()
export class Calendars {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly rules: Rulebook,
    private readonly directory: Directory,
    private readonly versions: RuleVersions,
    private readonly rebases: Rebases,
  ) {}

  async show() {
    await this.directory.refresh();
    const { rows } = this.database;
    const { data, hash } = this.rules.today;
    const [notices, local] = [await rows.find(CalendarNotice, {}, { orderBy: 'edition' }), await rows.find(LocalDays, {}, { orderBy: 'edition' })];
    const loaded = new Map(notices.map((notice) => [notice.year, notice]));
    return {
      name: data.name, zone: data.zone, officeHours: this.rules.today.officeHoursText, hash,
      years: Object.values(data.years).map(({ year, papers, off, makeup }) => {
        const { edition, changedBy, changedAt, reason } = loaded.get(year) ?? {};
        return {
          year, papers, provisional: this.rules.today.isProvisional(`${year}-06-01`), off: Object.keys(off).length, makeup: Object.keys(makeup).length,
          loaded: edition === undefined ? null : { edition, changedBy, changedAt, reason },
        };
      }),
      local: [...new Map(local.map((days) => [days.code, days])).values()].map(({ id: _id, ...days }) => days),
    };
  }

  /** Every day of a year, as it is for a unit (by code) or for all. @throws Refusal `wrong_shape` */
  async year(year: number, organisation?: string): Promise<CalendarDay[]> {
    await this.directory.refresh();
    const calendar = organisation === undefined ? this.rules.today : this.calendarOfUnit(organisation);
    return daysOf(calendar, year);
  }

  /** What a notice would move, before it is loaded. @throws TimeRefusal `bad_field` */
  async preview(value: unknown): Promise<Preview> {
    const year = parseNotice(value);
    return await this.rebases.preview({ sort: 'notice', subject: String(year.year), organisationId: null, calendarHash: this.rules.calendarHashWith(year) });
  }

  /**
   * Loads a year’s notice and, with it, orders that every running promise it moves is computed anew.
   * @throws TimeRefusal `bad_field` naming the day or field
   */
  async load(value: unknown, change: Change): Promise<LoadedNotice> {
    const content = parseNotice(value);
    const { year, papers } = content;
    const { edition, rebasing } = await this.database.write('person', async (turn) => {
      const [last] = await turn.rows.find(CalendarNotice, { year }, { orderBy: 'edition', descending: true, limit: 1 });
      const next = (last?.edition ?? 0) + 1;
      await turn.rows.insert(CalendarNotice, { id: turn.ids.next(), year, edition: next, changedAt: turn.now, content, ...change });
      const { reason, changedBy: orderedBy } = change;
      return { edition: next, rebasing: await this.rebases.order(turn, { sort: 'notice', subject: String(year), organisationId: null, reason, orderedBy }) };
    });
    await this.inForce();
    return { year, papers, edition, rebasing };
  }

  /**
   * Days off or worked of a unit (by code) and those below it, or of all; without days they are withdrawn. Running cases
   * are not moved: `rebase` does that, on command.
   * @throws TimeRefusal `bad_field` | Refusal `unknown_department`
   */
  async putLocal(code: string, organisation: string | null, value: unknown, change: Change): Promise<LocalDays> {
    const days = parseLocalDays(value);
    await this.directory.refresh(true);
    const organisationId = organisation === null ? null : this.directory.unit(organisation).id;
    const kept = await this.database.write('person', async (turn) => {
      const [last] = await turn.rows.find(LocalDays, { code }, { orderBy: 'edition', descending: true, limit: 1 });
      const row = { id: turn.ids.next(), code, edition: (last?.edition ?? 0) + 1, organisationId, changedAt: turn.now, ...days, ...change } as LocalDays;
      await turn.rows.insert(LocalDays, row);
      return row;
    });
    await this.inForce();
    return kept;
  }

  /** From 1 November the next year’s notice is missed: its number, or null. */
  async missingYear(): Promise<number | null> {
    // The notice may have been loaded by another process.
    await this.directory.refresh();
    const today = this.rules.today.iso(this.clock.now()).slice(0, 10);
    const next = Number(today.slice(0, 4)) + 1;
    return today.slice(5) >= '11-01' && this.rules.today.isProvisional(`${next}-01-01`) ? next : null;
  }

  private async inForce(): Promise<void> {
    await this.directory.refresh(true);
    await this.versions.keepInForce();
  }

  private calendarOfUnit(organisation: string): Calendar {
    return this.rules.calendar(this.rules.calendarHashFor(this.directory.path(this.directory.unit(organisation).id)));
  }
}

function daysOf(calendar: Calendar, year: number): CalendarDay[] {
  refuseUnless(year >= 1900 && year <= 9998, 'time_out_of_range', { year });
  const [first, end] = [dayNumber(`${year}-01-01`), dayNumber(`${year + 1}-01-01`)];
  return Array.from({ length: end - first }, (_, index) => {
    const number = first + index;
    return {
      day: dayOf(number), weekday: WEEKDAYS_ZH[weekdayOf(number)] ?? '', ...calendar.reasonOn(number), provisional: calendar.provisionalOn(number),
    };
  });
}
