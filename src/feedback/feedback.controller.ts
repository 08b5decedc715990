import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import { Refusal } from '../core/refusal.js';
import { checkedShape } from '../base/shapes.js';
import { ActDto, answerOf, ReasonedActDto, type ActAnswer } from '../casefile/act.dto.js';
import { CitizenPages } from '../casefile/citizen-pages.js';
import type { Person } from '../identity/actor.js';
import { Anybody, By, People } from '../identity/door.js';
import { AfterAnswer } from './after-answer.service.js';
import { ClearingDto, EndRepeatsDto, FollowUpDto, RatingDto, RatingFormDto, StudyDto, TrackingDto } from './feedback.dto.js';
import { Feedback } from './feedback.service.js';

@ApiTags('feedback')
@Controller()
@People()
export class FeedbackController {
  constructor(
    private readonly feedback: Feedback,
    private readonly afterAnswer: AfterAnswer,
    private readonly modules: ModuleRef,
  ) {}

  @Post('api/v1/public/ratings')
  @HttpCode(204)
  @Anybody()
  async rate(@Body() body: RatingDto): Promise<void> {
    await this.feedback.rate(body);
  }

  /**
   * The form of the public page: answered by sending the browser on to a page, so that loading it again rates nothing
   * twice; what is not taken is shown again as it was typed. The pages themselves stand in `src/public`.
   */
  @Post('public/rating')
  @Anybody()
  @ApiExcludeEndpoint()
  async rateByForm(@Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const form = plainToInstance(RatingFormDto, body ?? {});
    const page = new URLSearchParams();
    if (form.lang) page.set('lang', form.lang === 'en' ? 'en' : 'zh');
    if (form.large === '1') page.set('large', '1');
    try {
      await this.feedback.rate(await checkedShape(form));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, headers, text } = await this.modules.get(CitizenPages, { strict: false }).again('rating', (body ?? {}) as Record<string, unknown>, error);
      return void reply.status(status).headers(headers).send(text);
    }
    void reply.status(303).header('location', `/public/done/rated?${page.toString()}`).send();
  }

  @Post('api/v1/cases/:id/decide-dissatisfied')
  @HttpCode(200)
  async decideDissatisfied(@By() person: Person, @Param('id') id: string, @Body() body: StudyDto): Promise<ActAnswer> {
    return answerOf(await this.feedback.decideDissatisfied(person, id, body));
  }

  @Post('api/v1/cases/:id/reopen')
  @HttpCode(200)
  async reopen(@By() person: Person, @Param('id') id: string, @Body() body: ReasonedActDto): Promise<ActAnswer> {
    return answerOf(await this.feedback.reopen(person, id, body));
  }

  /** 回访: one attempt to hear the citizen on the answer. */
  @Post('api/v1/cases/:id/follow-up')
  @HttpCode(200)
  async followUp(@By() person: Person, @Param('id') id: string, @Body() body: FollowUpDto): Promise<ActAnswer> {
    return answerOf(await this.afterAnswer.followUp(person, id, body));
  }

  /** 挂账; while it is tracked already, its periodic review 回看. */
  @Post('api/v1/cases/:id/track')
  @HttpCode(200)
  async track(@By() person: Person, @Param('id') id: string, @Body() body: TrackingDto): Promise<ActAnswer> {
    return answerOf(await this.afterAnswer.track(person, id, body));
  }

  /** 销账. */
  @Post('api/v1/cases/:id/clear')
  @HttpCode(200)
  async clear(@By() person: Person, @Param('id') id: string, @Body() body: ClearingDto): Promise<ActAnswer> {
    return answerOf(await this.afterAnswer.clear(person, id, body));
  }

  /** 不再重复受理. */
  @Post('api/v1/cases/:id/end-repeats')
  @HttpCode(200)
  async endRepeats(@By() person: Person, @Param('id') id: string, @Body() body: EndRepeatsDto): Promise<ActAnswer> {
    return answerOf(await this.afterAnswer.endRepeats(person, id, body));
  }

  @Post('api/v1/cases/:id/close')
  @HttpCode(200)
  async close(@By() person: Person, @Param('id') id: string, @Body() body: ActDto): Promise<ActAnswer> {
    return answerOf(await this.feedback.close(person, id, body));
  }
}
