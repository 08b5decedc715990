import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerOf, ReasonedActDto, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { AcceptUrgeReplyDto, ReplyToUrgeDto, ReturnUrgeReplyDto } from './escalation.dto.js';
import { Escalation } from './escalation.service.js';
import type { PaperView } from './papers.js';

@ApiTags('escalation')
@Controller('api/v1/cases/:id')
export class EscalationController {
  constructor(private readonly escalation: Escalation) {}

  /** 催办: numbered at once, to be answered by the unit that holds the case. */
  @Post('urge')
  @HttpCode(200)
  @People('coordinator', 'supervisor')
  async urge(@By() person: Person, @Param('id') id: string, @Body() body: ReasonedActDto): Promise<ActAnswer> {
    return answerOf(await this.escalation.papers.urge({ caseId: id, actor: person, version: body.version }, body.reason));
  }

  @Post('reply-to-urge')
  @HttpCode(200)
  @People('head')
  async replyToUrge(@By() person: Person, @Param('id') id: string, @Body() body: ReplyToUrgeDto): Promise<ActAnswer> {
    return answerOf(await this.escalation.papers.reply({ caseId: id, actor: person, version: body.version }, body.paperId, body.text));
  }

  @Post('accept-urge-reply')
  @HttpCode(200)
  @People('coordinator', 'supervisor')
  async acceptUrgeReply(@By() person: Person, @Param('id') id: string, @Body() body: AcceptUrgeReplyDto): Promise<ActAnswer> {
    return answerOf(await this.escalation.papers.accept({ caseId: id, actor: person, version: body.version }, body.paperId));
  }

  /** The reply says nothing: it goes back with a reason and a new time to answer. */
  @Post('return-urge-reply')
  @HttpCode(200)
  @People('coordinator', 'supervisor')
  async returnUrgeReply(@By() person: Person, @Param('id') id: string, @Body() body: ReturnUrgeReplyDto): Promise<ActAnswer> {
    return answerOf(await this.escalation.papers.sendBack({ caseId: id, actor: person, version: body.version }, body.paperId, body.reason));
  }

  /** The documents on a case, oldest first, to whoever may see it; a leader's instruction not to contractors. */
  @Get('papers')
  @People()
  async papers(@By() person: Person, @Param('id') id: string): Promise<{ papers: PaperView[] }> {
    return { papers: await this.escalation.papers.ofCase(person, id) };
  }
}
