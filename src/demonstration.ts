import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiTags } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Clock, ShiftedClock, type Instant } from './base/clock.js';
import { Database } from './base/database/database.js';
import { Rulebook } from './base/policy.js';
import type { Settings } from './base/settings.js';
import { InjectSettings } from './base/settings.provider.js';
import { Stage } from './cli/simulation/stage.js';
import { actsSince } from './cli/simulation/invariants.query.js';
import { Refusal } from './core/refusal.js';
import { dayNumber, HOUR_MS, instantAt, timeOfDay } from './core/time/days.js';
import { shiftWorkingDays } from './core/time/measures.js';
import { Anybody } from './identity/door.js';
import { Identity } from './identity/identity.service.js';
import { noticesWaiting } from './notice/notice.query.js';
import { refuseField } from './base/shapes.js';

/** The demonstration’s clock runs with the machine’s, shifted; the shift is kept so that a restart goes on from there. */
const shiftFile = (settings: Settings): string => join(settings.dataDirectory, 'demonstration-shift');

export function demonstrationClock(settings: Settings): ShiftedClock {
  const file = shiftFile(settings);
  return new ShiftedClock(existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);
}

/** The demonstration was played to its end. */
export const isFilled = (settings: Settings): boolean => existsSync(shiftFile(settings));

export function keepShift(settings: Settings, shift: number): void {
  mkdirSync(settings.dataDirectory, { recursive: true });
  writeFileSync(shiftFile(settings), String(shift));
}

export class ForwardDto {
  @IsOptional() @IsInt() @Min(1) @Max(24 * 92) hours?: number;
  @IsOptional() @IsInt() @Min(1) @Max(66) workingDays?: number;
}

/** Moves the demonstration’s clock forward and tells what that set off. Refused wherever people are served. */
@ApiTags('demonstration')
@Controller('api/v1/demonstration')
export class DemonstrationController {
  constructor(
    @InjectSettings() private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly rulebook: Rulebook,
    private readonly database: Database,
    private readonly identity: Identity,
    private readonly modules: ModuleRef,
  ) {}

  @Get()
  @Anybody()
  now() {
    this.shifted();
    return { now: this.rulebook.today.iso(this.clock.now()) };
  }

  @Post('forward')
  @HttpCode(200)
  @Anybody()
  async forward(@Body() { hours, workingDays }: ForwardDto) {
    const clock = this.shifted();
    refuseField(hours !== undefined || workingDays !== undefined, 'hours | workingDays', '两项须填一项', 'one of the two is needed');
    const from = clock.now();
    const until = workingDays === undefined ? from + hours! * HOUR_MS : this.afterWorkingDays(from, workingDays);
    await this.identity.carrySessions(from, until - from);
    const stage = new Stage({ get: (token: never) => this.modules.get(token, { strict: false }) } as never);
    await stage.run(until);
    clock.moveTo(until);
    keepShift(this.settings, clock.shiftMilliseconds);
    const { sql } = this.database.rows;
    return { from: this.rulebook.today.iso(from), now: this.rulebook.today.iso(until), acts: await actsSince(sql, from), mailsWaiting: await noticesWaiting(sql, until) };
  }

  private shifted(): ShiftedClock {
    if (!this.settings.demonstration || !(this.clock instanceof ShiftedClock)) throw new Refusal('demonstration_only');
    return this.clock;
  }

  private afterWorkingDays(from: Instant, count: number): Instant {
    const calendar = this.rulebook.today;
    const day = shiftWorkingDays(calendar.iso(from).slice(0, 10), count, calendar);
    return instantAt(dayNumber(day), timeOfDay(from, calendar.zoneOffsetMinutes), calendar.zoneOffsetMinutes);
  }
}
