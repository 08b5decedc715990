import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { Directory } from '../registry/directory.js';
import { CountedLists, type CountedFigure } from './counted-lists.service.js';
import { Monthly } from './monthly.service.js';
import { periodOfMonth } from './periods.js';
import { formOf, MEDIA_TYPES } from './report-files.js';
import type { Report } from './report.js';
import { CountedQueryDto, ReportQueryDto } from './reporting.dto.js';
import { instantIn, Reporting } from './reporting.service.js';

@ApiTags('reporting')
@Controller('api/v1/reports')
@People('coordinator', 'supervisor', 'chief', 'deputy_leader', 'auditor')
export class ReportingController {
  constructor(
    private readonly reporting: Reporting,
    private readonly monthly: Monthly,
    private readonly lists: CountedLists,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  /** The figures of a month `YYYY-MM`, or its report in one of the forms, over the accounts that the person’s organisation answers for or oversees. */
  @Get(':month')
  async month(
    @By() person: Person, @Param('month') month: string, @Query() query: ReportQueryDto, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Report | Buffer> {
    await this.directory.refresh();
    const [asOf, accountIds] = [this.asOf(query.asOf), this.reporting.accountsOf(person)];
    if (query.format === undefined || query.format === 'json') return await this.reporting.month(month, asOf, { accountIds });
    periodOfMonth(month, this.rulebook.today);
    const report = await this.monthly.report(month, { accountIds, ...(asOf !== undefined && { asOf }) });
    void reply.header('content-type', MEDIA_TYPES[query.format]);
    void reply.header('content-disposition', `attachment; filename="${report.document.name}.${query.format}"`);
    return await formOf(report, query.format);
  }

  /** The numbers of the cases that a figure counted. */
  @Get(':month/figures/:key')
  async figure(
    @By() person: Person, @Param('month') month: string, @Param('key') key: string, @Query() query: CountedQueryDto,
  ): Promise<CountedFigure> {
    const asOf = this.asOf(query.asOf);
    return await this.lists.ofMonth(month, key, person, {
      ...(asOf !== undefined && { asOf }), ...(query.department !== undefined && { department: query.department }),
    });
  }

  private asOf(text: string | undefined): number | undefined {
    return text === undefined ? undefined : instantIn(text, this.rulebook);
  }
}
