import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Judgement } from '../core/quality/verdicts.js';
import { ActDto, ReasonedActDto, answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Machine, Person } from '../identity/actor.js';
import { By, Machines, People } from '../identity/door.js';
import { ExternalResultDto, ReplyDto, ScoreDto } from './replies.dto.js';
import { Replies } from './replies.service.js';

@ApiTags('handling')
@Controller('api/v1')
export class RepliesController {
  constructor(private readonly replies: Replies) {}

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

  /** For the editor, while a reply is written: needs no case and keeps nothing. */
  @Post('replies/score')
  @HttpCode(200)
  @People()
  async score(@Body() body: ScoreDto): Promise<Judgement> {
    return await this.replies.score(body);
  }
}
