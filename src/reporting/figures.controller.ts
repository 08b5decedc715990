import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { csvFile } from '../base/csv.js';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { PeriodReporting, type PeriodFigures } from './period-reporting.service.js';
import { csvOf, formOf, MEDIA_TYPES, type ReportFormat } from './report-files.js';
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
  async of(@By() person: Person, @Query() { asOf, format, ...asked }: FiguresQueryDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<PeriodFigures | Buffer> {
    const wanted = { ...asked, ...(asOf !== undefined && { asOf: instantIn(asOf, this.rulebook) }) };
    if (format === 'xlsx') return sent(reply, `figures-${asked.period}`, 'xlsx', await formOf(await this.figures.report(person, wanted), 'xlsx'));
    const figures = await this.figures.of(person, wanted);
    return format === 'csv' ? sent(reply, `figures-${asked.period}`, 'csv', csvOf({ ...figures, month: null, comparisons: [] })) : figures;
  }

  /** The numbers of the cases that one of these figures counted, by the same filters. */
  @Get(':key')
  async counted(@By() person: Person, @Param('key') key: string, @Query() { asOf, imposed, format, ...asked }: ListQueryDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<CountedFigure | Buffer> {
    const counted = await this.figures.counted(person, key, { ...asked, imposed: imposed === 'true', ...(asOf !== undefined && { asOf: instantIn(asOf, this.rulebook) }) });
    return format === 'csv' ? sent(reply, `${key}-${asked.period}`, 'csv', listCsv(counted)) : counted;
  }
}

function sent(reply: FastifyReply, name: string, format: ReportFormat, content: string | Buffer): Buffer {
  void reply.header('content-type', MEDIA_TYPES[format]);
  void reply.header('content-disposition', `attachment; filename="${name.replaceAll('/', '_')}.${format}"`);
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
}

/** Numbers alone: a report 举报 stands in a list as a number, and so does everything else. */
function listCsv({ numerator, denominator }: CountedFigure): string {
  const rows = [...numerator.cases.map((number) => ['分子', number]), ...(denominator?.cases ?? []).map((number) => ['分母', number])];
  return csvFile([['计入', '编号'], ...rows]);
}
