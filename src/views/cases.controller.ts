import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { CaseView } from './case-view.service.js';
import { CaseListDto, InformantDto } from './cases.dto.js';
import { Cases } from './cases.service.js';

@ApiTags('cases')
@Controller('api/v1/cases')
@People()
export class CasesController {
  constructor(
    private readonly cases: Cases,
    private readonly view: CaseView,
  ) {}

  @Get()
  async list(@By() person: Person, @Query() query: CaseListDto) {
    return await this.cases.list(person, query);
  }

  @Get('counts')
  async counts(@By() person: Person) {
    return await this.cases.counts(person);
  }

  @Get(':id')
  async show(@By() person: Person, @Param('id') id: string) {
    return await this.view.show(person, id);
  }

  @Get(':id/timeline')
  async timeline(@By() person: Person, @Param('id') id: string) {
    return await this.view.timeline(person, id);
  }

  @Get(':id/clocks/:clockId/proof')
  async proof(@By() person: Person, @Param('id') id: string, @Param('clockId') clockId: string) {
    return await this.view.proof(person, id, clockId);
  }

  /** 举报人身份: written down whoever reads it, and why. */
  @Get(':id/informant')
  @People('report_officer')
  async informant(@By() person: Person, @Param('id') id: string, @Query() query: InformantDto) {
    return await this.view.informant(person, id, query.reason);
  }
}
