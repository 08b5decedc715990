import { Body, Controller, Get, Headers, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { languageOf, problemOf } from '../base/problems.js';
import { ActDto, answerOf } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { ConfirmAccusedDto, FileDto, FileManyDto, PassDto, ProposeRejectionDto, RelabelDto } from './moderation.dto.js';
import { Moderation, type RejectionDraft } from './moderation.service.js';

@ApiTags('moderation')
@Controller('api/v1')
@People()
export class ModerationController {
  constructor(private readonly moderation: Moderation) {}

  @Post('cases/:id/pass')
  @HttpCode(200)
  async pass(@By() person: Person, @Param('id') id: string, @Body() body: PassDto) {
    return answerOf(await this.moderation.pass(person, id, body));
  }

  @Post('cases/:id/relabel')
  @HttpCode(200)
  async relabel(@By() person: Person, @Param('id') id: string, @Body() body: RelabelDto) {
    return answerOf(await this.moderation.relabel(person, id, body));
  }

  @Post('cases/:id/tell-citizen')
  @HttpCode(200)
  async tellCitizen(@By() person: Person, @Param('id') id: string, @Body() body: ActDto) {
    return answerOf(await this.moderation.tellCitizen(person, id, body));
  }

  @Post('cases/:id/confirm-accused')
  @HttpCode(200)
  async confirmAccused(@By() person: Person, @Param('id') id: string, @Body() body: ConfirmAccusedDto) {
    return answerOf(await this.moderation.confirmAccused(person, id, body));
  }

  /** For the coordinator: why it is not ours and which way the law gives, as the citizen would read it. */
  @Get('cases/:id/rejection-draft')
  @People('coordinator', 'reviewer', 'supervisor')
  async rejectionDraft(@By() person: Person, @Param('id') id: string): Promise<RejectionDraft> {
    return await this.moderation.rejectionDraft(person, id);
  }

  @Post('cases/:id/propose-rejection')
  @HttpCode(200)
  async proposeRejection(@By() person: Person, @Param('id') id: string, @Body() body: ProposeRejectionDto) {
    return answerOf(await this.moderation.proposeRejection(person, id, body));
  }

  @Post('cases/:id/reject')
  @HttpCode(200)
  async reject(@By() person: Person, @Param('id') id: string, @Body() body: ActDto) {
    return answerOf(await this.moderation.reject(person, id, body.version));
  }

  @Post('cases/:id/file')
  @HttpCode(200)
  async file(@By() person: Person, @Param('id') id: string, @Body() body: FileDto) {
    return answerOf(await this.moderation.file(person, id, body.version, body.reason));
  }

  /** 批量阅存: answers for each case, in the order asked, with its new state or its problem. */
  @Post('acts/file')
  @HttpCode(200)
  async fileMany(@By() person: Person, @Body() body: FileManyDto, @Req() request: FastifyRequest, @Headers('accept-language') accept?: string) {
    const language = languageOf(accept);
    const answers = await this.moderation.fileMany(person, body);
    return {
      cases: answers.map((each) =>
        'moved' in each
          ? { done: true, ...answerOf(each.moved) }
          : { done: false, id: each.id, problem: problemOf(each.refusal.code, each.refusal.facts, language, request.url) },
      ),
    };
  }

  @Post('cases/:id/restore')
  @HttpCode(200)
  async restore(@By() person: Person, @Param('id') id: string, @Body() body: ActDto) {
    return answerOf(await this.moderation.restore(person, id, body.version));
  }
}
