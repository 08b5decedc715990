import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { AskOpinionDto, OpinionsOfDto } from './opinion.dto.js';
import { SecondOpinions } from './opinion.service.js';

/** 第二意见: beside the score, never in it. */
@ApiTags('second opinions')
@Controller('api/v1/second-opinions')
export class SecondOpinionsController {
  constructor(private readonly opinions: SecondOpinions) {}

  @Get()
  @People()
  async of(@By() person: Person, @Query() query: OpinionsOfDto) {
    return await this.opinions.of(person, query.case);
  }

  /** Asks the model; whatever fails is a sentence in the answer, and nothing else is changed by it. */
  @Post()
  @HttpCode(200)
  @People('handler', 'liaison', 'head', 'coordinator', 'reviewer')
  async ask(@By() person: Person, @Body() body: AskOpinionDto) {
    return await this.opinions.ask(person, body);
  }
}
