import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { PeriodReporting, type PeriodFigures } from './period-reporting.service.js';
import type { CountedFigure } from './counted-lists.service.js';
import { FiguresQueryDto, ListQueryDto } from './reporting.dto.js';
import { instantIn } from './reporting.service.js';

@ApiTags('reporting')
@Controller('api/v1/figures')
@People('coordinator', 'supervisor', 'chief', 'deputy_leader', 'auditor')
export class FiguresController {
  constructor(
    private readonly figures: PeriodReporting,
    private readonly rulebook: Rulebook,
  ) {}

  /**
   * Every figure of any period 月、季、半年、全年、自定: the lines of the whole, accounts, channels, kinds and units, under
   * `comparisons` the whole of the period before and of the same period of the year before, each as long after its end, and
   * under `peers` the units beside their like.
   */
  @Get()
  async of(@By() person: Person, @Query() { asOf, ...asked }: FiguresQueryDto): Promise<PeriodFigures> {
    return await this.figures.of(person, { ...asked, ...(asOf !== undefined && { asOf: instantIn(asOf, this.rulebook) }) });
  }

  /** The numbers of the cases that one of these figures counted, by the same filters. */
  @Get(':key')
  async counted(@By() person: Person, @Param('key') key: string, @Query() { asOf, imposed, ...asked }: ListQueryDto): Promise<CountedFigure> {
    return await this.figures.counted(person, key, { ...asked, imposed: imposed === 'true', ...(asOf !== undefined && { asOf: instantIn(asOf, this.rulebook) }) });
  }
}
