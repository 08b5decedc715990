import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { AssessmentFormDto } from './assessment.dto.js';
import { Drawing, type Preview } from './drawing.service.js';
import { sentForm } from './form-files.js';
import { Sheets, type Sheet, type SheetLine } from './sheets.service.js';
import { AppointDto, CloseDto, DrawDto, HandInDto, RecuseDto, SampleDto } from './spot-check.dto.js';
import type { SpotCheckSettings } from './spot-check-settings.js';
import { checkTables } from './spot-check-forms.js';
import { SpotChecks, type SpotCheckFile, type SpotCheckLine, type SpotCheckView, type UnitCheckView } from './spot-checks.service.js';

/** 抽查: drawn, checked by two without knowing of each other, settled, closed. */
@ApiTags('assessment')
@Controller('api/v1')
export class SpotChecksController {
  constructor(
    private readonly checks: SpotChecks,
    private readonly drawing: Drawing,
    private readonly sheets: Sheets,
    private readonly rulebook: Rulebook,
  ) {}

  @Get('spot-checks')
  @People('supervisor', 'coordinator', 'reviewer', 'deputy_leader', 'chief', 'auditor')
  async list(@By() person: Person): Promise<{ checks: SpotCheckLine[] }> {
    return { checks: await this.checks.list(person) };
  }

  /** The scale, the size and the terms of a new one. */
  @Get('spot-checks/settings')
  @People()
  settings(): SpotCheckSettings {
    return this.drawing.settings;
  }

  /** 本单位的抽查结果. */
  @Get('spot-checks/of-my-unit')
  @People('head', 'liaison', 'handler')
  async ofUnit(@By() person: Person): Promise<{ checks: UnitCheckView[] }> {
    return { checks: await this.checks.ofUnit(person) };
  }

  /** How many of each stratum would be drawn; nothing is kept. */
  @Post('spot-checks/preview')
  @HttpCode(200)
  @People('supervisor')
  async preview(@By() person: Person, @Body() body: SampleDto): Promise<Preview> {
    return await this.drawing.preview(person, body);
  }

  @Post('spot-checks')
  @People('supervisor')
  async draw(@By() person: Person, @Body() body: DrawDto): Promise<SpotCheckView> {
    return await this.checks.one(person, await this.drawing.draw(person, body));
  }

  @Get('spot-checks/:id')
  @People('supervisor', 'coordinator', 'reviewer', 'deputy_leader', 'chief', 'auditor')
  async one(@By() person: Person, @Param('id') id: string): Promise<SpotCheckView> {
    return await this.checks.one(person, id);
  }

  /** The result as a workbook or CSV: sample with its seed, sheets, findings, agreement, what to train. */
  @Get('spot-checks/:id/file')
  @People('supervisor', 'coordinator', 'reviewer', 'deputy_leader', 'chief', 'auditor')
  async file(
    @By() person: Person, @Param('id') id: string, @Query() asked: AssessmentFormDto, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept-language') accept?: string,
  ): Promise<Buffer | SpotCheckFile> {
    const file = await this.checks.file(person, id);
    if (asked.format === 'json') return file;
    const { title, drawnAt, closedAt, period } = file.view;
    const written = (instant: string): string => this.rulebook.today.iso(Date.parse(instant)).slice(0, 16).replace('T', ' ');
    return await sentForm(reply, { name: `spot-check-${period.replace('/', '-')}`, asOf: closedAt ?? drawnAt, note: () => title, tables: (language) => checkTables(file, language, written) }, asked, accept);
  }

  @Get('spot-checks/:id/proof')
  @People('supervisor', 'coordinator', 'reviewer', 'deputy_leader', 'chief', 'auditor')
  async proof(@By() person: Person, @Param('id') id: string) {
    return await this.checks.proof(person, id);
  }

  @Post('spot-checks/:id/appoint')
  @HttpCode(200)
  @People('supervisor')
  async appoint(@By() person: Person, @Param('id') id: string, @Body() { checkerIds }: AppointDto): Promise<SpotCheckView> {
    await this.checks.appoint(person, id, checkerIds);
    return await this.checks.one(person, id);
  }

  @Post('spot-checks/:id/close')
  @HttpCode(200)
  @People('supervisor')
  async close(@By() person: Person, @Param('id') id: string, @Body() { reason }: CloseDto): Promise<SpotCheckView> {
    await this.checks.close(person, id, reason);
    return await this.checks.one(person, id);
  }

  /** 我的评查表. */
  @Get('review-sheets')
  @People()
  async mine(@By() person: Person): Promise<{ sheets: SheetLine[] }> {
    return { sheets: await this.sheets.mine(person) };
  }

  @Get('review-sheets/:id')
  @People()
  async sheet(@By() person: Person, @Param('id') id: string): Promise<Sheet> {
    return await this.sheets.one(person, id);
  }

  @Post('review-sheets/:id/hand-in')
  @HttpCode(200)
  @People()
  async handIn(@By() person: Person, @Param('id') id: string, @Body() body: HandInDto): Promise<SheetLine> {
    return await this.sheets.handIn(person, id, body);
  }

  @Post('review-sheets/:id/recuse')
  @HttpCode(200)
  @People()
  async recuse(@By() person: Person, @Param('id') id: string, @Body() { reason }: RecuseDto): Promise<{ sheets: SheetLine[] }> {
    await this.sheets.recuse(person, id, reason);
    return { sheets: await this.sheets.mine(person) };
  }
}
