import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { ConfirmHandOverDto, HandOverDto, QuarantineDto } from './hand-overs.dto.js';
import { HandOvers } from './hand-overs.service.js';

@ApiTags('moderation')
@Controller('api/v1/cases')
@People()
export class HandOversController {
  constructor(private readonly handOvers: HandOvers) {}

  @Post(':id/quarantine')
  @HttpCode(200)
  async quarantine(@By() person: Person, @Param('id') id: string, @Body() body: QuarantineDto): Promise<ActAnswer> {
    return answerOf(await this.handOvers.quarantine(person, id, body));
  }

  @Post(':id/hand-over')
  @HttpCode(200)
  async handOver(@By() person: Person, @Param('id') id: string, @Body() body: HandOverDto): Promise<ActAnswer> {
    return answerOf(await this.handOvers.handOver(person, id, body));
  }

  @Post(':id/confirm-hand-over')
  @HttpCode(200)
  async confirm(@By() person: Person, @Param('id') id: string, @Body() body: ConfirmHandOverDto): Promise<ActAnswer> {
    return answerOf(await this.handOvers.confirm(person, id, body));
  }
}
