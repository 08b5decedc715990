import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '../identity/actor.js';
import { By, Machines, People } from '../identity/door.js';
import type { NoticeView } from './listing.js';
import { BounceDto, NoticeQueryDto, ReceiptsDto } from './notice.dto.js';
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

  /** 短信、政务微信网关的回执：已读、未送达。 */
  @Post('receipts')
  @HttpCode(200)
  @Machines('receipts')
  async receipts(@Body() { receipts }: ReceiptsDto): Promise<{ known: number }> {
    return { known: await this.notices.listing.receipts(receipts) };
  }

  /** 已读: by the person to whom it was sent, who has opened its link. */
  @Post(':id/read')
  @HttpCode(204)
  @People()
  async read(@By() person: Person, @Param('id') id: string): Promise<void> {
    await this.notices.listing.read(person, id);
  }

  @Post(':id/resend')
  @HttpCode(200)
  @People('administrator')
  async resend(@Param('id') id: string): Promise<NoticeView> {
    return await this.notices.listing.resend(id);
  }
}
