import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { TodayView, type Today } from './today.service.js';

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
}
