import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import type { CallView } from './calls.js';
import { CallDto } from './notice.dto.js';
import { Notices } from './notice.service.js';

/** 紧急电话: who is to be called now, and what came of it. */
@ApiTags('notice')
@Controller('api/v1/calls')
@People('duty_officer', 'coordinator', 'deputy_leader', 'chief')
export class CallsController {
  constructor(private readonly notices: Notices) {}

  @Get()
  async list(@By() person: Person): Promise<{ calls: CallView[] }> {
    return { calls: await this.notices.calls.list(person) };
  }

  /** Written down by whoever telephoned; not reached: the next is called at once. */
  @Post(':id/record')
  @HttpCode(204)
  async record(@By() person: Person, @Param('id') id: string, @Body() { reached, note }: CallDto): Promise<void> {
    await this.notices.calls.record(person, id, reached, note ?? null);
  }

  @Post(':id/acknowledge')
  @HttpCode(204)
  async acknowledge(@By() person: Person, @Param('id') id: string): Promise<void> {
    await this.notices.calls.acknowledge(person, id);
  }
}
