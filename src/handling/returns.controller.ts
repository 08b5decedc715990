import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReasonedActDto, answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { AdjudicateDto, AskReturnDto, GrantReturnDto } from './returns.dto.js';
import { Returns } from './returns.service.js';

@ApiTags('handling')
@Controller('api/v1')
export class ReturnsController {
  constructor(private readonly returns: Returns) {}

  @Post('cases/:id/ask-return')
  @HttpCode(200)
  @People()
  async ask(@By() person: Person, @Param('id') id: string, @Body() body: AskReturnDto): Promise<ActAnswer> {
    return answerOf(await this.returns.ask(person, id, body));
  }

  @Post('cases/:id/grant-return')
  @HttpCode(200)
  @People()
  async grant(@By() person: Person, @Param('id') id: string, @Body() body: GrantReturnDto): Promise<ActAnswer> {
    return answerOf(await this.returns.grant(person, id, body));
  }

  @Post('cases/:id/refuse-return')
  @HttpCode(200)
  @People()
  async refuse(@By() person: Person, @Param('id') id: string, @Body() body: ReasonedActDto): Promise<ActAnswer> {
    return answerOf(await this.returns.refuse(person, id, body));
  }

  @Post('cases/:id/adjudicate')
  @HttpCode(200)
  @People()
  async adjudicate(@By() person: Person, @Param('id') id: string, @Body() body: AdjudicateDto): Promise<ActAnswer> {
    return answerOf(await this.returns.adjudicate(person, id, body));
  }
}
