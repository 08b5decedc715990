import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ActDto, answerOf, ReasonedActDto, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { CorrectDto, ProposeAmendmentDto, ProposeInterimDto, SignAmendmentDto } from './amendments.dto.js';
import { Amendments } from './amendments.service.js';
import { Interims } from './interims.service.js';

@ApiTags('publication')
@Controller('api/v1/cases/:id')
@People()
export class AmendmentsController {
  constructor(
    private readonly interims: Interims,
    private readonly amendments: Amendments,
  ) {}

  @Post('propose-interim')
  @HttpCode(200)
  async proposeInterim(@By() person: Person, @Param('id') id: string, @Body() body: ProposeInterimDto): Promise<ActAnswer> {
    return answerOf(await this.interims.propose(person, id, body));
  }

  @Post('interim')
  @HttpCode(200)
  async interim(@By() person: Person, @Param('id') id: string, @Body() body: ActDto): Promise<ActAnswer> {
    return answerOf(await this.interims.approve(person, id, body));
  }

  @Post('refuse-interim')
  @HttpCode(200)
  async refuseInterim(@By() person: Person, @Param('id') id: string, @Body() body: ReasonedActDto): Promise<ActAnswer> {
    return answerOf(await this.interims.refuse(person, id, body));
  }

  @Post('propose-amendment')
  @HttpCode(200)
  async proposeAmendment(@By() person: Person, @Param('id') id: string, @Body() body: ProposeAmendmentDto): Promise<ActAnswer> {
    return answerOf(await this.amendments.propose(person, id, body));
  }

  @Post('sign-amendment')
  @HttpCode(200)
  async signAmendment(@By() person: Person, @Param('id') id: string, @Body() body: SignAmendmentDto): Promise<ActAnswer> {
    return answerOf(await this.amendments.sign(person, id, body));
  }

  @Post('correct')
  @HttpCode(200)
  async correct(@By() person: Person, @Param('id') id: string, @Body() body: CorrectDto): Promise<ActAnswer> {
    return answerOf(await this.amendments.correct(person, id, body));
  }

  @Post('retract')
  @HttpCode(200)
  async retract(@By() person: Person, @Param('id') id: string, @Body() body: ActDto): Promise<ActAnswer> {
    return answerOf(await this.amendments.retract(person, id, body));
  }

  @Post('refuse-amendment')
  @HttpCode(200)
  async refuseAmendment(@By() person: Person, @Param('id') id: string, @Body() body: ReasonedActDto): Promise<ActAnswer> {
    return answerOf(await this.amendments.refuse(person, id, body));
  }
}
