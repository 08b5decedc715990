import { Body, Controller, Get, HttpCode, Param, Post, Query, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import type { FastifyInstance } from 'fastify';
import { checkedShape, isUnsayable, UnreadableBody, wrongField } from '../base/shapes.js';
import type { Person } from '../identity/actor.js';
import { By, Machines, People } from '../identity/door.js';
import { readBounce, type BounceReport } from './bounce-report.js';
import type { NoticePage, NoticeView } from './listing.js';
import { BounceDto, NoticeQueryDto, ReceiptsDto } from './notice.dto.js';
import { Notices } from './notice.service.js';

const BOUNCE_TYPE = 'message/rfc822';

@ApiTags('notice')
@Controller('api/v1/notices')
export class NoticesController implements OnModuleInit {
  constructor(
    private readonly notices: Notices,
    private readonly adapter: HttpAdapterHost,
  ) {}

  /** This door alone takes a mail. */
  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    server.addContentTypeParser(BOUNCE_TYPE, { parseAs: 'buffer' }, (request, body, done) => {
      done(null, request.url.split('?')[0] === '/api/v1/notices/bounces' ? body : new UnreadableBody(body as Buffer, 'wrong_media_type'));
    });
  }

  /** What was sent, what waits and what cannot be delivered. */
  @Get()
  @People('administrator', 'coordinator', 'supervisor')
  async list(@By() person: Person, @Query() query: NoticeQueryDto): Promise<NoticePage> {
    return await this.notices.listing.list(person, query);
  }

  /** 退信: noted by whoever reads the mailbox that bounces come to; the report of the server as it came, or what a person read in it. */
  @Post('bounces')
  @HttpCode(200)
  @ApiConsumes('application/json', BOUNCE_TYPE)
  @ApiBody({ type: BounceDto })
  @People('administrator')
  async bounce(@Body() body: unknown): Promise<NoticeView> {
    return await this.notices.listing.bounce(Buffer.isBuffer(body) ? await readBounce(body) : await writtenBounce(body));
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
    return await this.notices.resend(id);
  }
}

async function writtenBounce(body: unknown): Promise<BounceReport> {
  const { messageId, reason } = await checkedShape(body instanceof UnreadableBody ? (body as never as BounceDto) : plainToInstance(BounceDto, body ?? {}));
  if (isUnsayable(messageId + reason)) throw wrongField('reason', '含有无法保存的字符', 'holds characters that cannot be kept');
  return { messageId, reason, fate: 'failed' };
}
