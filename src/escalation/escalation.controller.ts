import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, problemOf } from '../base/problems.js';
import { ActDto, answerOf, type ActAnswer } from '../casefile/act.dto.js';
import { Refusal } from '../core/refusal.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import {
  ConcludeDto, InstructDto, PaperActDto, PaperReasonDto, PaperTextDto, PaperViewDto, RaiseDto, SuperviseDto, UrgeDto, UrgeManyDto,
} from './escalation.dto.js';
import { Escalation } from './escalation.service.js';
import { paperPage } from '../views/paper-page.js';
import type { PaperReading, PaperView } from '../views/paper-reading.js';
import type { PaperOrder, Papers } from './papers.js';

/** 催办、督办、批示: documents with a number, an addressee and a time to answer. */
@ApiTags('escalation')
@Controller('api/v1')
@People()
export class EscalationController {
  private readonly papers: Papers;
  private readonly reading: PaperReading;

  constructor(escalation: Escalation) {
    this.papers = escalation.papers;
    this.reading = escalation.reading;
  }

  /** Numbered at once, to be answered by the unit that holds the case. */
  @Post('cases/:id/urge')
  @HttpCode(200)
  async urge(@By() person: Person, @Param('id') id: string, @Body() body: UrgeDto): Promise<ActAnswer> {
    return answerOf(await this.papers.urge(orderOf(person, id, body), body));
  }

  /** 批量催办: answers for each case, in the order asked, with its new state or its problem. */
  @Post('acts/urge')
  @HttpCode(200)
  @People('coordinator', 'supervisor')
  async urgeMany(@By() person: Person, @Body() body: UrgeManyDto, @Req() request: FastifyRequest, @Headers('accept-language') accept?: string) {
    const language = languageOf(accept);
    const answers = await this.papers.urgeMany(person, body.cases, body);
    return {
      cases: answers.map((answer, index) =>
        answer instanceof Refusal
          ? { done: false, id: body.cases[index]!.id, problem: problemOf(answer.code, answer.facts, language, request.url) }
          : { done: true, ...answerOf(answer) },
      ),
    };
  }

  @Post('cases/:id/reply-to-urge')
  @HttpCode(200)
  async replyToUrge(@By() person: Person, @Param('id') id: string, @Body() body: PaperTextDto): Promise<ActAnswer> {
    return answerOf(await this.papers.reply('urge', orderOf(person, id, body), body.paperId, body.text));
  }

  @Post('cases/:id/accept-urge-reply')
  @HttpCode(200)
  async acceptUrgeReply(@By() person: Person, @Param('id') id: string, @Body() body: PaperActDto): Promise<ActAnswer> {
    return answerOf(await this.papers.accept(orderOf(person, id, body), body.paperId));
  }

  /** The reply says nothing: it goes back with a reason and a new time to answer. */
  @Post('cases/:id/return-urge-reply')
  @HttpCode(200)
  async returnUrgeReply(@By() person: Person, @Param('id') id: string, @Body() body: PaperReasonDto): Promise<ActAnswer> {
    return answerOf(await this.papers.giveBack('urge', orderOf(person, id, body), body.paperId, body.reason));
  }

  /** 督办: signs what a ladder drafted, or issues one by hand. */
  @Post('cases/:id/supervise')
  @HttpCode(200)
  async supervise(@By() person: Person, @Param('id') id: string, @Body() body: SuperviseDto): Promise<ActAnswer> {
    return answerOf(await this.papers.supervise(orderOf(person, id, body), body, body.paperId));
  }

  @Post('cases/:id/drop-supervision')
  @HttpCode(200)
  async dropSupervision(@By() person: Person, @Param('id') id: string, @Body() body: PaperReasonDto): Promise<ActAnswer> {
    return answerOf(await this.papers.drop(orderOf(person, id, body), body.paperId, body.reason));
  }

  /** 提级办理、约谈. */
  @Post('cases/:id/raise-supervision')
  @HttpCode(200)
  async raiseSupervision(@By() person: Person, @Param('id') id: string, @Body() body: RaiseDto): Promise<ActAnswer> {
    return answerOf(await this.papers.raise(orderOf(person, id, body), body.paperId, body.level, body.reason));
  }

  @Post('cases/:id/reply-to-supervision')
  @HttpCode(200)
  async replyToSupervision(@By() person: Person, @Param('id') id: string, @Body() body: PaperTextDto): Promise<ActAnswer> {
    return answerOf(await this.papers.reply('supervision', orderOf(person, id, body), body.paperId, body.text));
  }

  @Post('cases/:id/return-supervision-reply')
  @HttpCode(200)
  async returnSupervisionReply(@By() person: Person, @Param('id') id: string, @Body() body: PaperReasonDto): Promise<ActAnswer> {
    return answerOf(await this.papers.giveBack('supervision', orderOf(person, id, body), body.paperId, body.reason));
  }

  /** 销号, on evidence. */
  @Post('cases/:id/conclude-supervision')
  @HttpCode(200)
  async concludeSupervision(@By() person: Person, @Param('id') id: string, @Body() body: ConcludeDto): Promise<ActAnswer> {
    return answerOf(await this.papers.conclude(orderOf(person, id, body), body.paperId, body.evidence));
  }

  /** 批示: a leader’s words, registered by the office. */
  @Post('cases/:id/instruct')
  @HttpCode(200)
  async instruct(@By() person: Person, @Param('id') id: string, @Body() body: InstructDto): Promise<ActAnswer> {
    return answerOf(await this.papers.instruct(orderOf(person, id, body), body));
  }

  @Post('cases/:id/report-instruction')
  @HttpCode(200)
  async reportInstruction(@By() person: Person, @Param('id') id: string, @Body() body: PaperTextDto): Promise<ActAnswer> {
    return answerOf(await this.papers.report(orderOf(person, id, body), body.paperId, body.text));
  }

  /** The documents on a case, oldest first, to whoever may see it; a leader's instruction not to contractors. */
  @Get('cases/:id/papers')
  async ofCase(@By() person: Person, @Param('id') id: string): Promise<{ papers: PaperView[] }> {
    return { papers: await this.reading.ofCase(person, id) };
  }

  /** One document, as data or as a sheet to print. */
  @Get('cases/:id/papers/:paperId')
  async paper(
    @By() person: Person, @Param('id') id: string, @Param('paperId') paperId: string, @Query() { form, language }: PaperViewDto,
    @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept-language') accept?: string,
  ): Promise<PaperView | string> {
    const { paper, caseNumber, subject } = await this.reading.one(person, id, paperId);
    if (form !== 'page') return paper;
    void reply.header('content-type', 'text/html; charset=utf-8');
    return paperPage({ ...paper, caseNumber, subject }, language ?? languageOf(accept));
  }
}

const orderOf = (actor: Person, caseId: string, { version }: ActDto): PaperOrder => ({ actor, caseId, version });
