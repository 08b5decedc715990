import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { BeginProcedureDto, EndProcedureDto } from './procedures.dto.js';
import { Procedures } from './procedures.service.js';

@ApiTags('handling')
@Controller('api/v1')
export class ProceduresController {
  constructor(private readonly procedures: Procedures) {}

  @Post('cases/:id/begin-procedure')
  @HttpCode(200)
  @People()
  async begin(@By() person: Person, @Param('id') id: string, @Body() body: BeginProcedureDto): Promise<ActAnswer> {
    return answerOf(await this.procedures.begin(person, id, body));
  }

  @Post('cases/:id/end-procedure')
  @HttpCode(200)
  @People()
  async end(@By() person: Person, @Param('id') id: string, @Body() body: EndProcedureDto): Promise<ActAnswer> {
    return answerOf(await this.procedures.end(person, id, body));
  }
}
