import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rulebook } from '../base/policy.js';
import { answerOf } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { AssignDto, MergeDto, UnmergeDto } from './routing.dto.js';
import { Routing } from './routing.service.js';

@ApiTags('routing')
@Controller('api/v1')
@People()
export class RoutingController {
  constructor(
    private readonly routing: Routing,
    private readonly rulebook: Rulebook,
  ) {}

  @Get('cases/:id/proposal')
  async proposal(@By() person: Person, @Param('id') id: string) {
    return await this.routing.proposal(person, id, (at) => this.rulebook.today.iso(at));
  }

  @Post('cases/:id/assign')
  @HttpCode(200)
  async assign(@By() person: Person, @Param('id') id: string, @Body() body: AssignDto) {
    return answerOf(await this.routing.assign(person, id, body));
  }

  @Post('cases/:id/reassign')
  @HttpCode(200)
  async reassign(@By() person: Person, @Param('id') id: string, @Body() body: AssignDto) {
    return answerOf(await this.routing.reassign(person, id, body));
  }

  @Post('cases/:id/merge')
  @HttpCode(200)
  async merge(@By() person: Person, @Param('id') id: string, @Body() body: MergeDto) {
    return answerOf(await this.routing.merge(person, id, body));
  }

  @Post('cases/:id/unmerge')
  @HttpCode(200)
  async unmerge(@By() person: Person, @Param('id') id: string, @Body() body: UnmergeDto) {
    return answerOf(await this.routing.unmerge(person, id, body));
  }
}
