import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { AcknowledgeDto, LogContactDto, ReassignInsideDto } from './handling.dto.js';
import { Handling } from './handling.service.js';

@ApiTags('handling')
@Controller('api/v1')
export class HandlingController {
  constructor(private readonly handling: Handling) {}

  @Post('cases/:id/acknowledge')
  @HttpCode(200)
  @People()
  async acknowledge(@By() person: Person, @Param('id') id: string, @Body() body: AcknowledgeDto): Promise<ActAnswer> {
    return answerOf(await this.handling.acknowledge(person, id, body));
  }

  @Post('cases/:id/reassign-inside')
  @HttpCode(200)
  @People()
  async reassignInside(@By() person: Person, @Param('id') id: string, @Body() body: ReassignInsideDto): Promise<ActAnswer> {
    return answerOf(await this.handling.reassignInside(person, id, body));
  }

  @Post('cases/:id/log-contact')
  @HttpCode(200)
  @People()
  async logContact(@By() person: Person, @Param('id') id: string, @Body() body: LogContactDto): Promise<ActAnswer> {
    return answerOf(await this.handling.logContact(person, id, body));
  }
}
