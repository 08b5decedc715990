import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ActDto, answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { Anybody, By, People } from '../identity/door.js';
import { ClarificationAnswerDto, ProposeClarificationDto } from './clarifications.dto.js';
import { Clarifications } from './clarifications.service.js';

@ApiTags('handling')
@Controller('api/v1')
export class ClarificationsController {
  constructor(private readonly clarifications: Clarifications) {}

  @Post('cases/:id/propose-clarification')
  @HttpCode(200)
  @People()
  async propose(@By() person: Person, @Param('id') id: string, @Body() body: ProposeClarificationDto): Promise<ActAnswer> {
    return answerOf(await this.clarifications.propose(person, id, body));
  }

  @Post('cases/:id/ask-citizen')
  @HttpCode(200)
  @People()
  async ask(@By() person: Person, @Param('id') id: string, @Body() body: ActDto): Promise<ActAnswer> {
    return answerOf(await this.clarifications.ask(person, id, body));
  }

  /** The citizen’s own door: number and query code from the receipt. */
  @Post('public/clarifications')
  @HttpCode(204)
  @Anybody()
  async hear(@Body() body: ClarificationAnswerDto): Promise<void> {
    await this.clarifications.hear(body);
  }
}
