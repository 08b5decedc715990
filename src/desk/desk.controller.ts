import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '../identity/actor.js';
import { By, People, SESSION_COOKIE, type WithCookies } from '../identity/door.js';
import { Identity } from '../identity/identity.service.js';
import { DraftDto, PresenceDto, SavedViewDto } from './desk.dto.js';
import { Desk } from './desk.service.js';
import { Live, type Hearer } from './live.js';

@ApiTags('desk')
@Controller('api/v1')
@People()
export class DeskController {
  constructor(
    private readonly desk: Desk,
    private readonly live: Live,
    private readonly identity: Identity,
  ) {}

  @Get('cases/:id/drafts')
  async drafts(@By() person: Person, @Param('id') id: string) {
    return await this.desk.drafts(person, id);
  }

  @Put('cases/:id/drafts/:act')
  async keepDraft(@By() person: Person, @Param('id') id: string, @Param('act') act: string, @Body() body: DraftDto) {
    return await this.desk.keepDraft(person, id, act, body);
  }

  @Delete('cases/:id/drafts/:act')
  @HttpCode(204)
  async dropDraft(@By() person: Person, @Param('id') id: string, @Param('act') act: string): Promise<void> {
    await this.desk.dropDraft(person, id, act);
  }

  /** Who is here 正在查看; said again every few seconds while the case lies open. */
  @Put('cases/:id/presence')
  async attend(@By() person: Person, @Param('id') id: string, @Body() body: PresenceDto) {
    return await this.desk.attend(person, id, body);
  }

  @Delete('cases/:id/presence')
  @HttpCode(204)
  async leave(@By() person: Person, @Param('id') id: string): Promise<void> {
    await this.desk.leave(person, id);
  }

  @Get('views')
  async views(@By() person: Person) {
    return await this.desk.views(person);
  }

  @Post('views')
  async keepView(@By() person: Person, @Body() body: SavedViewDto) {
    return await this.desk.keepView(person, body);
  }

  @Delete('views/:id')
  @HttpCode(204)
  async dropView(@By() person: Person, @Param('id') id: string): Promise<void> {
    await this.desk.dropView(person, id);
  }

  /** Server-sent events: which cases moved. The id of each is where to go on after a broken line, or, by `since`, on another one. */
  @Get('live')
  async listen(@By() person: Person, @Req() request: FastifyRequest & WithCookies, @Res() reply: FastifyReply, @Headers('last-event-id') heard?: string, @Query('since') since?: string): Promise<void> {
    const last = heard ?? since;
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write('retry: 2000\n\n');
    const hearer: Hearer = {
      person,
      now: () => this.identity.whoseIs(request.cookies[SESSION_COOKIE] ?? ''),
      tell: (updates, cursor) => void raw.write(`id: ${cursor}\nevent: cases\ndata: ${JSON.stringify(updates)}\n\n`),
      taken: (caseIds, cursor) => void raw.write(`id: ${cursor}\nevent: taken\ndata: ${JSON.stringify(caseIds)}\n\n`),
      changed: () => void raw.write('event: changed\ndata: 1\n\n'),
      still: (cursor) => void raw.write(`id: ${cursor}\nevent: still\ndata: 1\n\n`),
      end: () => raw.end(),
    };
    const hearing = this.live.hear(hearer, last && /^\d{1,16}$/.test(last) ? Number(last) : null);
    // Whoever leaves while the past is still being told is not listened for afterwards.
    request.raw.on('close', () => void hearing.then((stop) => stop()));
    await hearing;
  }
}
