import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { CoverDto, UncoverDto } from './covers.dto.js';
import { Covers, type PublicDraft } from './covers.service.js';

@ApiTags('review')
@Controller('api/v1/cases/:id')
@People()
export class CoversController {
  constructor(private readonly covers: Covers) {}

  /** 公开稿 as it would go out now, with every cut and who made it. */
  @Get('public-copy')
  @People('coordinator', 'reviewer', 'head', 'deputy_leader', 'chief')
  async publicCopy(@By() person: Person, @Param('id') id: string): Promise<PublicDraft> {
    return await this.covers.of(person, id);
  }

  @Post('cover')
  @HttpCode(200)
  async cover(@By() person: Person, @Param('id') id: string, @Body() body: CoverDto): Promise<ActAnswer> {
    return answerOf(await this.covers.decide('cover', person, id, body));
  }

  @Post('uncover')
  @HttpCode(200)
  async uncover(@By() person: Person, @Param('id') id: string, @Body() body: UncoverDto): Promise<ActAnswer> {
    return answerOf(await this.covers.decide('uncover', person, id, body));
  }
}
