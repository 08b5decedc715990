import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReasonedActDto, answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { AskExtensionDto, GrantExtensionDto } from './extensions.dto.js';
import { Extensions } from './extensions.service.js';

@ApiTags('handling')
@Controller('api/v1')
export class ExtensionsController {
  constructor(private readonly extensions: Extensions) {}

  @Post('cases/:id/ask-extension')
  @HttpCode(200)
  @People()
  async ask(@By() person: Person, @Param('id') id: string, @Body() body: AskExtensionDto): Promise<ActAnswer> {
    return answerOf(await this.extensions.ask(person, id, body));
  }

  @Post('cases/:id/grant-extension')
  @HttpCode(200)
  @People()
  async grant(@By() person: Person, @Param('id') id: string, @Body() body: GrantExtensionDto): Promise<ActAnswer> {
    return answerOf(await this.extensions.grant(person, id, body));
  }

  @Post('cases/:id/refuse-extension')
  @HttpCode(200)
  @People()
  async refuse(@By() person: Person, @Param('id') id: string, @Body() body: ReasonedActDto): Promise<ActAnswer> {
    return answerOf(await this.extensions.refuse(person, id, body));
  }
}
