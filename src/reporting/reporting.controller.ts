import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { Directory } from '../registry/directory.js';
import { reportName } from './report-files.js';
import type { Report } from './report.js';
import { CountedQueryDto, ReportQueryDto } from './reporting.dto.js';
import { instantIn, Reporting, type CountedFigure } from './reporting.service.js';

@ApiTags('reporting')
@Controller('api/v1/reports')
@People('coordinator', 'supervisor', 'chief', 'deputy_leader', 'auditor')
export class ReportingController {
  constructor(
    private readonly reporting: Reporting,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  /** The figures of a month `YYYY-MM`, over the accounts that the person’s organisation answers for or oversees. */
  @Get(':month')
  async month(
    @By() person: Person, @Param('month') month: string, @Query() query: ReportQueryDto, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Report | string> {
    await this.directory.refresh();
    const report = await this.reporting.month(month, this.asOf(query.asOf), { accountIds: this.reporting.accountsOf(person) });
    if (query.format !== 'csv') return report;
    void reply.header('content-type', 'text/csv; charset=utf-8');
    void reply.header('content-disposition', `attachment; filename="${reportName(report)}.csv"`);
    return this.reporting.csv(report);
  }

  /** The numbers of the cases that a figure counted. */
  @Get(':month/figures/:key')
  async figure(
    @By() person: Person, @Param('month') month: string, @Param('key') key: string, @Query() query: CountedQueryDto,
  ): Promise<CountedFigure> {
    const asOf = this.asOf(query.asOf);
    return await this.reporting.counted(month, key, person, {
      ...(asOf !== undefined && { asOf }), ...(query.department !== undefined && { department: query.department }),
    });
  }

  private asOf(text: string | undefined): number | undefined {
    return text === undefined ? undefined : instantIn(text, this.rulebook);
  }
}
