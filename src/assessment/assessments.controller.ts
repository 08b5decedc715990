import { Body, Controller, Get, Headers, HttpCode, Param, ParseIntPipe, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Rulebook } from '../base/policy.js';
import { languageOf } from '../base/problems.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { AssessmentFormDto, AssessmentReasonDto, DecideDto, ObjectDto, ProposeExclusionDto } from './assessment.dto.js';
import { csvOf, tablesOf, workbookOf } from './assessment-forms.js';
import { AssessmentReading, type AnnualUnit, type AssessmentLine, type AssessmentView, type UnitSheet } from './assessment-reading.service.js';
import { schemeHash, type AssessmentScheme } from './assessment-scheme.js';
import { Assessments } from './assessments.service.js';
import { Decisions } from './decisions.service.js';
import { PeriodDto } from './spot-check.dto.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 考核: by human spot checks and clocks alone. */
@ApiTags('assessment')
@Controller('api/v1/assessments')
@People('supervisor', 'coordinator', 'deputy_leader', 'chief', 'auditor')
export class AssessmentsController {
  constructor(
    private readonly assessments: Assessments,
    private readonly decisions: Decisions,
    private readonly reading: AssessmentReading,
    private readonly rulebook: Rulebook,
  ) {}

  @Get()
  @People('supervisor', 'coordinator', 'deputy_leader', 'chief', 'auditor', 'head', 'liaison')
  async list(@By() person: Person): Promise<{ assessments: AssessmentLine[] }> {
    return { assessments: await this.reading.list(person) };
  }

  /** 考核方案 in force. */
  @Get('scheme')
  @People()
  scheme(): AssessmentScheme & { hash: string } {
    return { ...this.assessments.scheme, hash: schemeHash(this.assessments.scheme) };
  }

  /** 年度汇总. */
  @Get('annual/:year')
  async annual(@By() person: Person, @Param('year', ParseIntPipe) year: number): Promise<{ year: number; units: AnnualUnit[] }> {
    return await this.reading.annual(person, year);
  }

  /** 计分. */
  @Post()
  @People('supervisor')
  async assess(@By() person: Person, @Body() body: PeriodDto): Promise<AssessmentView> {
    return await this.reading.one(person, await this.assessments.assess(person, body));
  }

  @Get(':id')
  async one(@By() person: Person, @Param('id') id: string): Promise<AssessmentView> {
    return await this.reading.one(person, id);
  }

  /** 单位考核单. */
  @Get(':id/units/:departmentId')
  @People('supervisor', 'coordinator', 'deputy_leader', 'chief', 'auditor', 'head', 'liaison')
  async unit(@By() person: Person, @Param('id') id: string, @Param('departmentId') departmentId: string): Promise<UnitSheet> {
    return await this.reading.unit(person, id, departmentId);
  }

  /** The whole as a workbook or CSV. */
  @Get(':id/file')
  async file(
    @By() person: Person, @Param('id') id: string, @Query() { format, language }: AssessmentFormDto, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept-language') accept?: string,
  ): Promise<Buffer | AssessmentView> {
    const view = await this.reading.one(person, id);
    if (format === 'json') return view;
    const sheets: UnitSheet[] = [];
    for (const { departmentId } of view.unitLines) sheets.push(await this.reading.unit(person, id, departmentId));
    const tables = tablesOf(view, sheets, language ?? languageOf(accept), (instant) => this.rulebook.today.iso(Date.parse(instant)).slice(0, 16).replace('T', ' '));
    const [from, to] = view.period.split('/');
    void reply.header('content-type', format === 'csv' ? 'text/csv; charset=utf-8' : XLSX);
    void reply.header('content-disposition', `attachment; filename="assessment-${from}-${to}.${format ?? 'xlsx'}"`);
    return format === 'csv' ? csvOf(tables) : await workbookOf(tables);
  }

  @Post(':id/renew')
  @HttpCode(200)
  @People('supervisor')
  async renew(@By() person: Person, @Param('id') id: string): Promise<AssessmentView> {
    await this.assessments.renew(person, id);
    return await this.reading.one(person, id);
  }

  /** 告知单位. */
  @Post(':id/tell')
  @HttpCode(200)
  @People('supervisor')
  async tell(@By() person: Person, @Param('id') id: string): Promise<AssessmentView> {
    await this.assessments.tell(person, id);
    return await this.reading.one(person, id);
  }

  /** 异议. */
  @Post(':id/object')
  @HttpCode(200)
  @People('head')
  async object(@By() person: Person, @Param('id') id: string, @Body() body: ObjectDto): Promise<UnitSheet> {
    await this.decisions.object(person, id, body);
    return await this.reading.unit(person, id, person.departmentId!);
  }

  /** 复核异议. */
  @Post(':id/objections/:objectionId/decide')
  @HttpCode(200)
  @People('deputy_leader', 'chief')
  async decideObjection(@By() person: Person, @Param('id') id: string, @Param('objectionId') objectionId: string, @Body() body: DecideDto): Promise<AssessmentView> {
    await this.decisions.decideObjection(person, id, objectionId, body);
    return await this.reading.one(person, id);
  }

  /** 拟剔除. */
  @Post(':id/propose-exclusion')
  @HttpCode(200)
  @People('supervisor', 'coordinator')
  async proposeExclusion(@By() person: Person, @Param('id') id: string, @Body() body: ProposeExclusionDto): Promise<AssessmentView> {
    await this.decisions.proposeExclusion(person, id, body);
    return await this.reading.one(person, id);
  }

  /** 批准剔除. */
  @Post(':id/exclusions/:exclusionId/decide')
  @HttpCode(200)
  @People('deputy_leader', 'chief')
  async decideExclusion(@By() person: Person, @Param('id') id: string, @Param('exclusionId') exclusionId: string, @Body() body: DecideDto): Promise<AssessmentView> {
    await this.decisions.decideExclusion(person, id, exclusionId, body);
    return await this.reading.one(person, id);
  }

  /** 确定. */
  @Post(':id/fix')
  @HttpCode(200)
  @People('deputy_leader', 'chief')
  async fix(@By() person: Person, @Param('id') id: string): Promise<AssessmentView> {
    await this.assessments.fix(person, id);
    return await this.reading.one(person, id);
  }

  /** 更正. */
  @Post(':id/correct')
  @People('supervisor')
  async correct(@By() person: Person, @Param('id') id: string, @Body() { reason }: AssessmentReasonDto): Promise<AssessmentView> {
    return await this.reading.one(person, await this.assessments.correct(person, id, reason));
  }
}
