import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerOf, type ActAnswer } from '../casefile/act.dto.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { TakeBackDto, TransferOutDto } from './transfers.dto.js';
import { Transfers } from './transfers.service.js';

@ApiTags('routing')
@Controller('api/v1/cases')
@People()
export class TransfersController {
  constructor(private readonly transfers: Transfers) {}

  @Post(':id/transfer-out')
  @HttpCode(200)
  async transferOut(@By() person: Person, @Param('id') id: string, @Body() body: TransferOutDto): Promise<ActAnswer> {
    return answerOf(await this.transfers.transferOut(person, id, body));
  }

  @Post(':id/take-back')
  @HttpCode(200)
  async takeBack(@By() person: Person, @Param('id') id: string, @Body() body: TakeBackDto): Promise<ActAnswer> {
    return answerOf(await this.transfers.takeBack(person, id, body));
  }
}
