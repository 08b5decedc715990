import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerOf, ReasonedActDto, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { ApproveDto, ReleaseDto, SignDto } from './review.dto.js';
import { Review } from './review.service.js';

@ApiTags('review')
@Controller('api/v1/cases/:id')
@People()
export class ReviewController {
  constructor(private readonly review: Review) {}

  @Post('sign')
  @HttpCode(200)
  async sign(@By() person: Person, @Param('id') id: string, @Body() body: SignDto): Promise<ActAnswer> {
    return answerOf(await this.review.sign(person, id, body));
  }

  @Post('send-back')
  @HttpCode(200)
  async sendBack(@By() person: Person, @Param('id') id: string, @Body() body: ReasonedActDto): Promise<ActAnswer> {
    return answerOf(await this.review.sendBack(person, id, body));
  }

  @Post('release')
  @HttpCode(200)
  async release(@By() person: Person, @Param('id') id: string, @Body() body: ReleaseDto): Promise<ActAnswer> {
    return answerOf(await this.review.release(person, id, body));
  }

  @Post('approve')
  @HttpCode(200)
  async approve(@By() person: Person, @Param('id') id: string, @Body() body: ApproveDto): Promise<ActAnswer> {
    return answerOf(await this.review.approve(person, id, body));
  }

  @Post('revise')
  @HttpCode(200)
  async revise(@By() person: Person, @Param('id') id: string, @Body() body: ReasonedActDto): Promise<ActAnswer> {
    return answerOf(await this.review.revise(person, id, body));
  }
}
