import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Refusal } from '../core/refusal.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { Issuing } from './issuing.service.js';
import { ReportArchive, type FileProof, type IssuedView } from './report-archive.service.js';
import { REPORT_FORMATS, type ReportFormat } from './report-files.js';
import { CorrectReportDto, DraftReportDto, FrozenQueryDto, IssuedQueryDto } from './reporting.dto.js';
import type { CountedFigure } from './counted-lists.service.js';

/** 报表档案: drafted, approved, issued, corrected. */
@ApiTags('reporting')
@Controller('api/v1/issued-reports')
@People('coordinator', 'supervisor', 'chief', 'deputy_leader', 'auditor')
export class IssuingController {
  constructor(
    private readonly issuing: Issuing,
    private readonly archive: ReportArchive,
  ) {}

  @Get()
  async list(@By() person: Person, @Query() asked: IssuedQueryDto): Promise<{ reports: IssuedView[] }> {
    return { reports: await this.archive.list(person, asked) };
  }

  @Post()
  @People('coordinator', 'supervisor')
  async draft(@By() person: Person, @Body() asked: DraftReportDto): Promise<IssuedView> {
    return await this.issuing.draft(person, asked);
  }

  @Get(':id')
  async one(@By() person: Person, @Param('id') id: string): Promise<IssuedView> {
    return await this.archive.one(person, id);
  }

  /** Counts a draft anew. */
  @Post(':id/renew')
  @HttpCode(200)
  @People('coordinator', 'supervisor')
  async renew(@By() person: Person, @Param('id') id: string): Promise<IssuedView> {
    return await this.issuing.renew(person, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @People('deputy_leader', 'chief')
  async approve(@By() person: Person, @Param('id') id: string): Promise<IssuedView> {
    return await this.issuing.approve(person, id);
  }

  @Post(':id/correct')
  @People('coordinator', 'supervisor')
  async correct(@By() person: Person, @Param('id') id: string, @Body() { reason }: CorrectReportDto): Promise<IssuedView> {
    return await this.issuing.correct(person, id, reason);
  }

  @Get(':id/files/:format')
  async file(@By() person: Person, @Param('id') id: string, @Param('format') format: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    if (!REPORT_FORMATS.includes(format as ReportFormat)) throw new Refusal('not_found', { format });
    const { name, mediaType, bytes } = await this.archive.file(person, id, format as ReportFormat);
    void reply.header('content-type', mediaType);
    void reply.header('content-disposition', `attachment; filename="${name}"`);
    return bytes;
  }

  /** Makes every form again and says whether it is what was sent. */
  @Get(':id/proof')
  async proof(@By() person: Person, @Param('id') id: string): Promise<{ files: FileProof[] }> {
    return { files: await this.archive.proofs(person, id) };
  }

  /** The numbers of the cases that a figure counted when the report was made. */
  @Get(':id/figures/:key')
  async figure(@By() person: Person, @Param('id') id: string, @Param('key') key: string, @Query() { department }: FrozenQueryDto): Promise<CountedFigure> {
    return await this.archive.counted(person, id, key, department);
  }
}
