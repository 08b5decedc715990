import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { PaperListDto } from './papers.dto.js';
import { PaperList, type PaperPage } from './papers.service.js';

/** Documents that must be answered, over all cases; one of them is read and answered at its case. */
@ApiTags('escalation')
@Controller('api/v1/papers')
@People()
export class PapersController {
  constructor(private readonly papers: PaperList) {}

  @Get()
  async list(@By() person: Person, @Query() query: PaperListDto): Promise<PaperPage> {
    return await this.papers.list(person, query);
  }
}
