import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Anybody } from '../identity/door.js';
import { PublicAnswers, type AnswerList, type PublicAnswer } from './answers.service.js';
import { Lookups, type Lookup } from './lookup.service.js';
import { AnswersQueryDto, LookupDto } from './public.dto.js';

const PAGE = 20;

/** What the public pages say, for other pages and programs to say it too. */
@ApiTags('public')
@Controller('api/v1/public')
@Anybody()
export class PublicApiController {
  constructor(
    private readonly answers: PublicAnswers,
    private readonly lookups: Lookups,
  ) {}

  @Get('answers')
  async list(@Query() { before, limit }: AnswersQueryDto): Promise<AnswerList> {
    return await this.answers.list(before, limit ?? PAGE);
  }

  @Get('answers/:number')
  async answer(@Param('number') number: string): Promise<{ number: string; answers: PublicAnswer[] }> {
    return { number, answers: await this.answers.under(number) };
  }

  /** A question, asked by POST so that no code ever stands in an address or a log. */
  @Post('lookups')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async look(@Body() { caseNumber, queryCode }: LookupDto): Promise<Lookup> {
    return await this.lookups.look(caseNumber, queryCode);
  }
}
