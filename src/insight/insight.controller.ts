import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { languageOf } from '../base/problems.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { DismissLikeDto, JoinTopicDto, PassOnTopicDto, ReasonDto, RenameTopicDto, SplitTopicDto, TopicBriefDto, TopicsQueryDto } from './insight.dto.js';
import { Insight } from './insight.service.js';
import { topicBriefPage, type TopicBrief } from './topic-brief.js';
import { SimilarLetters } from './similar.service.js';

@ApiTags('insight')
@Controller('api/v1')
export class InsightController {
  constructor(
    private readonly insight: Insight,
    private readonly similar: SimilarLetters,
  ) {}

  /** 相似来信: the like ones of a case that the person may know of. */
  @Get('cases/:id/similar')
  @People()
  async like(@By() person: Person, @Param('id') id: string) {
    return { letters: await this.similar.of(person, id) };
  }

  /** 不并. To join them: `POST /cases/:id/merge`. */
  @Put('cases/:id/similar/dismissals')
  @People('coordinator')
  async dismissLike(@By() person: Person, @Param('id') id: string, @Body() { otherId, reason }: DismissLikeDto) {
    return { letters: await this.similar.dismiss(person, id, otherId, reason) };
  }

  /** 并单建议. */
  @Get('merge-proposals')
  @People('coordinator')
  async proposals(@By() person: Person) {
    return { proposals: await this.similar.proposals(person) };
  }

  /** 社情热点, hottest first, as far as the person may know of their letters. */
  @Get('topics')
  @People('coordinator', 'supervisor', 'deputy_leader', 'chief', 'head')
  async topics(@By() person: Person, @Query() { state }: TopicsQueryDto) {
    return { topics: await this.insight.list(person, state ?? 'open') };
  }

  @Post('topics/run')
  @People('coordinator', 'supervisor')
  @HttpCode(200)
  async run() {
    return await this.insight.run();
  }

  /** 升温提示, latest first. */
  @Get('topics/warnings')
  @People('coordinator', 'supervisor', 'deputy_leader', 'chief')
  async warnings(@By() person: Person) {
    return { warnings: await this.insight.warnings(person) };
  }

  @Get('topics/:id')
  @People('coordinator', 'supervisor', 'deputy_leader', 'chief', 'head')
  async topic(@By() person: Person, @Param('id') id: string) {
    return await this.insight.one(person, id);
  }

  /** 社情民意专报, as data or as a sheet to print. */
  @Get('topics/:id/brief')
  @People('coordinator', 'supervisor', 'deputy_leader', 'chief')
  async brief(
    @By() person: Person, @Param('id') id: string, @Query() { form, language }: TopicBriefDto,
    @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept-language') accept?: string,
  ): Promise<TopicBrief | string> {
    const brief = await this.insight.brief(person, id);
    if (form !== 'page') return brief;
    void reply.header('content-type', 'text/html; charset=utf-8');
    return topicBriefPage(brief, language ?? languageOf(accept));
  }

  @Put('topics/:id/title')
  @People('coordinator', 'supervisor')
  async rename(@By() person: Person, @Param('id') id: string, @Body() { title }: RenameTopicDto) {
    return await this.insight.rename(person, id, title);
  }

  @Post('topics/:id/dismiss')
  @People('coordinator', 'supervisor')
  @HttpCode(200)
  async dismiss(@By() person: Person, @Param('id') id: string, @Body() { reason }: ReasonDto) {
    return await this.insight.decide(person, id, 'dismiss', reason);
  }

  @Post('topics/:id/restore')
  @People('coordinator', 'supervisor')
  @HttpCode(200)
  async restore(@By() person: Person, @Param('id') id: string, @Body() { reason }: ReasonDto) {
    return await this.insight.decide(person, id, 'restore', reason);
  }

  @Post('topics/:id/join')
  @People('coordinator', 'supervisor')
  @HttpCode(200)
  async join(@By() person: Person, @Param('id') id: string, @Body() { intoId, reason }: JoinTopicDto) {
    return await this.insight.join(person, id, intoId, reason);
  }

  @Post('topics/:id/split')
  @People('coordinator', 'supervisor')
  @HttpCode(200)
  async split(@By() person: Person, @Param('id') id: string, @Body() body: SplitTopicDto) {
    return await this.insight.split(person, id, body);
  }

  /** 转集中回应: a draft is made, its id among the facts of the last change. 报领导: written down; the brief is the paper. */
  @Post('topics/:id/pass-on')
  @People('coordinator', 'supervisor')
  @HttpCode(200)
  async passOn(@By() person: Person, @Param('id') id: string, @Body() { as, reason, toCitizen }: PassOnTopicDto) {
    if (as === 'answer_by_group') return await this.insight.answerByGroup(person, id, { reason: reason ?? null, toCitizen: toCitizen ?? null });
    return await this.insight.reportToLeadership(person, id, reason ?? null);
  }
}
