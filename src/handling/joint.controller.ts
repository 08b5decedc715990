import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { ContributeDto, DeclineContributionDto, InviteDto, WaiveContributionDto } from './joint.dto.js';
import { Joint } from './joint.service.js';

@ApiTags('handling')
@Controller('api/v1')
export class JointController {
  constructor(private readonly joint: Joint) {}

  @Post('cases/:id/invite')
  @HttpCode(200)
  @People()
  async invite(@By() person: Person, @Param('id') id: string, @Body() body: InviteDto): Promise<ActAnswer> {
    return answerOf(await this.joint.invite(person, id, body));
  }

  @Post('cases/:id/contribute')
  @HttpCode(200)
  @People()
  async contribute(@By() person: Person, @Param('id') id: string, @Body() body: ContributeDto): Promise<ActAnswer> {
    return answerOf(await this.joint.contribute(person, id, body));
  }

  @Post('cases/:id/decline-contribution')
  @HttpCode(200)
  @People()
  async decline(@By() person: Person, @Param('id') id: string, @Body() body: DeclineContributionDto): Promise<ActAnswer> {
    return answerOf(await this.joint.decline(person, id, body));
  }

  @Post('cases/:id/waive-contribution')
  @HttpCode(200)
  @People()
  async waive(@By() person: Person, @Param('id') id: string, @Body() body: WaiveContributionDto): Promise<ActAnswer> {
    return answerOf(await this.joint.waive(person, id, body));
  }
}
