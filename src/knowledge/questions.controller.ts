import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../core/refusal.js';
import { Anybody } from '../identity/door.js';
import { AnswerSearch, type FoundEntry } from '../views/answer-search.service.js';
import type { PublicEntry } from '../views/public-entry.js';
import { ChangesDto, NumberDto, OpinionOnEntryDto, SearchDto } from './knowledge.dto.js';
import { KnowledgeReading, type Changes } from './knowledge-reading.service.js';
import { KnowledgeUpkeep } from './upkeep.service.js';

const UNCHANGED = 304;

/** 答问库 for everybody, and for other bases to mirror: nothing in it is other than public. */
@ApiTags('public')
@Controller()
@Anybody()
export class QuestionsController {
  constructor(
    private readonly reading: KnowledgeReading,
    private readonly search: AnswerSearch,
    private readonly upkeep: KnowledgeUpkeep,
  ) {}

  @Get('api/v1/public/questions')
  async find(@Query() { q, typing, limit }: SearchDto): Promise<{ entries: FoundEntry[] }> {
    return { entries: await this.search.entries(q, { typing: typing === '1', ...(limit && { limit }) }) };
  }

  /** 对接联通: what changed since a point, tombstones too. With `If-None-Match`: 304 while nothing did. */
  @Get('api/v1/public/questions/changes')
  async changes(@Query() { since, limit }: ChangesDto, @Res({ passthrough: true }) reply: FastifyReply, @Headers('if-none-match') known?: string): Promise<Changes | undefined> {
    const tag = await this.reading.changesTag(since, limit);
    void reply.header('etag', tag).header('cache-control', 'no-cache');
    if (known === tag) return void reply.status(UNCHANGED);
    return await this.reading.changes(since, limit);
  }

  @Get('api/v1/public/questions/:number')
  async entry(@Param() { number }: NumberDto, @Res({ passthrough: true }) reply: FastifyReply, @Headers('if-none-match') known?: string): Promise<PublicEntry | undefined> {
    const entry = await this.reading.byNumber(number);
    const tag = `"${entry.contentHash.slice(0, 32)}${entry.basisRepealed ? '-r' : ''}-${entry.reviewBy}"`;
    void reply.header('etag', tag).header('cache-control', 'no-cache');
    if (known === tag) return void reply.status(UNCHANGED);
    return entry;
  }

  @Post('api/v1/public/questions/:number/opinions')
  @HttpCode(204)
  async hear(@Param() { number }: NumberDto, @Body() { helpful }: OpinionOnEntryDto, @Req() request: FastifyRequest): Promise<void> {
    await this.upkeep.hear(number, helpful, request.ip);
  }

  /** The two buttons of the public page; the browser is sent on to the page. */
  @Post('public/questions/:number/opinions')
  @ApiExcludeEndpoint()
  async hearForm(@Param() { number }: NumberDto, @Body() body: Record<string, unknown> | undefined, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const page = new URLSearchParams({ heard: '1', ...(body?.['lang'] === 'en' && { lang: 'en' }), ...(body?.['large'] === '1' && { large: '1' }) });
    try {
      await this.upkeep.hear(number, body?.['helpful'] === 'yes', request.ip);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      page.set('heard', error.code);
    }
    void reply.status(303).header('location', `/public/questions/${number}?${page.toString()}`).send();
  }
}
