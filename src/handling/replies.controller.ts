import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Assessment } from '../core/quality/assessment.js';
import { ActDto, ReasonedActDto, answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Machine, Person } from '../identity/actor.js';
import { By, Machines, People } from '../identity/door.js';
import { Labels, type FalseAlarms } from './labels.service.js';
import { ExternalResultDto, LabelDto, ReplyDto, ScoreDto } from './replies.dto.js';
import { Skeletons, type Skeleton } from './skeletons.service.js';
import { Replies } from './replies.service.js';

@ApiTags('handling')
@Controller('api/v1')
export class RepliesController {
  constructor(
    private readonly replies: Replies,
    private readonly labels: Labels,
    private readonly skeletons: Skeletons,
  ) {}

  @Post('cases/:id/submit-reply')
  @HttpCode(200)
  @People()
  async submit(@By() person: Person, @Param('id') id: string, @Body() body: ReplyDto): Promise<ActAnswer> {
    return answerOf(await this.replies.submit(person, id, body));
  }

  @Post('cases/:id/answer-directly')
  @HttpCode(200)
  @People()
  async answerDirectly(@By() person: Person, @Param('id') id: string, @Body() body: ReplyDto): Promise<ActAnswer> {
    return answerOf(await this.replies.answerDirectly(person, id, body));
  }

  /** 外部回件, entered by a coordinator. */
  @Post('cases/:id/external-result')
  @HttpCode(200)
  @People()
  async externalResult(@By() person: Person, @Param('id') id: string, @Body() body: ReplyDto): Promise<ActAnswer> {
    return answerOf(await this.replies.externalResult(person, id, body));
  }

  /** 外部回件, sent by the channel of the account. */
  @Post('accounts/:handle/external-results')
  @HttpCode(200)
  @Machines('channel')
  async externalResultSent(@By() machine: Machine, @Body() body: ExternalResultDto): Promise<ActAnswer> {
    return answerOf(await this.replies.externalResult(machine, await this.replies.caseOf(machine, body.caseNumber), body));
  }

  @Post('cases/:id/return-inside')
  @HttpCode(200)
  @People()
  async returnInside(@By() person: Person, @Param('id') id: string, @Body() body: ReasonedActDto): Promise<ActAnswer> {
    return answerOf(await this.replies.returnInside(person, id, body));
  }

  @Post('cases/:id/sign-off')
  @HttpCode(200)
  @People()
  async signOff(@By() person: Person, @Param('id') id: string, @Body() body: ActDto): Promise<ActAnswer> {
    return answerOf(await this.replies.signOff(person, id, body));
  }

  /** 答复骨架 of the case’s kind and channel, filled from the case, with what is open. */
  @Get('cases/:id/skeleton')
  @People()
  async skeleton(@By() person: Person, @Param('id') id: string): Promise<Skeleton> {
    return await this.skeletons.of(person, id);
  }

  /** For the editor and the reviewer, while a reply is written or read: keeps nothing. */
  @Post('replies/score')
  @HttpCode(200)
  @People()
  async score(@By() person: Person, @Body() body: ScoreDto): Promise<Assessment> {
    return await this.replies.score(person, body);
  }

  /** “This finding is wrong”, “one is missing”, “本类不适用”. */
  @Post('replies/labels')
  @HttpCode(204)
  @People('handler', 'head', 'coordinator', 'reviewer', 'deputy_leader', 'chief')
  async label(@By() person: Person, @Body() body: LabelDto): Promise<void> {
    await this.labels.add(person, body);
  }

  /** The labels of the cases one may see, with redacted texts, one JSON object a line. */
  @Get('replies/labels')
  @People('reviewer', 'supervisor')
  async exported(@By() person: Person, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.headers({ 'content-type': 'application/x-ndjson; charset=utf-8', 'content-disposition': 'attachment; filename="labels.jsonl"' });
    return await this.labels.linesFor(person);
  }

  /** How often each finding was called wrong, by channel. */
  @Get('replies/false-alarms')
  @People('reviewer', 'supervisor', 'coordinator', 'auditor')
  async falseAlarms(): Promise<{ channels: readonly FalseAlarms[] }> {
    return { channels: await this.labels.falseAlarms() };
  }
}
