import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { refuseUnless } from '../core/refusal.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { DAY_COUNTS } from './today.query.js';
import { TodayView, type DayList, type Today } from './today.service.js';

/** 今日看板, for those who divide, sign for, check and answer for work. */
@ApiTags('views')
@Controller('api/v1/today')
@People('coordinator', 'head', 'reviewer', 'supervisor', 'deputy_leader', 'chief', 'auditor')
export class TodayController {
  constructor(private readonly view: TodayView) {}

  /**
   * Today’s work, the month so far, what will fall overdue in the coming week at the present pace, where time goes, who returns to whom,
   * the ages of what is open, and what each person holds. Only of cases that the person may know of.
   */
  @Get()
  async today(@By() person: Person): Promise<Today> {
    return await this.view.of(person);
  }

  /** The cases behind one of its counts. */
  @Get(':count')
  async behind(@By() person: Person, @Param('count') count: string): Promise<DayList> {
    const known = DAY_COUNTS.find((each) => each === count);
    refuseUnless(known, 'not_found', { count });
    return await this.view.behind(person, known);
  }
}
