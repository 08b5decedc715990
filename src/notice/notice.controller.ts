import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import type { NoticeView } from './listing.js';
import { BounceDto, NoticeQueryDto } from './notice.dto.js';
import { Notices } from './notice.service.js';

@ApiTags('notice')
@Controller('api/v1/notices')
export class NoticesController {
  constructor(private readonly notices: Notices) {}

  /** What was sent, what waits and what cannot be delivered. */
  @Get()
  @People('administrator', 'coordinator', 'supervisor')
  async list(@By() person: Person, @Query() query: NoticeQueryDto): Promise<{ notices: NoticeView[] }> {
    return { notices: await this.notices.listing.list(person, query.state) };
  }

  /** 退信: noted by whoever reads the mailbox that bounces come to. */
  @Post('bounces')
  @HttpCode(200)
  @People('administrator')
  async bounce(@Body() { messageId, reason }: BounceDto): Promise<NoticeView> {
    return await this.notices.listing.bounce(messageId, reason);
  }

  @Post(':id/resend')
  @HttpCode(200)
  @People('administrator')
  async resend(@Param('id') id: string): Promise<NoticeView> {
    return await this.notices.listing.resend(id);
  }
}
