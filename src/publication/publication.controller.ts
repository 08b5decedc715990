import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ActDto, answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { Publishing } from './publication.service.js';

@ApiTags('publication')
@Controller('api/v1/cases/:id')
@People()
export class PublishingController {
  constructor(private readonly publishing: Publishing) {}

  @Post('publish')
  @HttpCode(200)
  async publish(@By() person: Person, @Param('id') id: string, @Body() body: ActDto): Promise<ActAnswer> {
    return answerOf(await this.publishing.publish(person, id, body));
  }
}
