import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ActDto, answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { ProposePurgeDto } from './inspection.dto.js';
import { Inspection } from './inspection.service.js';

@ApiTags('inspection')
@Controller('api/v1/cases')
@People('administrator', 'coordinator')
export class InspectionController {
  constructor(private readonly inspection: Inspection) {}

  @Post(':id/propose-purge')
  @HttpCode(200)
  async proposePurge(@By() person: Person, @Param('id') id: string, @Body() body: ProposePurgeDto): Promise<ActAnswer> {
    return answerOf(await this.inspection.proposePurge(person, id, body));
  }

  /** What is erased cannot be brought back: by the other of the two. */
  @Post(':id/purge')
  @HttpCode(200)
  async purge(@By() person: Person, @Param('id') id: string, @Body() body: ActDto): Promise<ActAnswer> {
    return answerOf(await this.inspection.purge(person, id, body));
  }
}
