import { Body, Controller, Get, Headers, HttpCode, Param, ParseIntPipe, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Rulebook } from '../base/policy.js';
import type { Language } from '../base/problems.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { AssessmentFormDto, AssessmentReasonDto, DecideDto, ObjectDto, ProposeExclusionDto } from './assessment.dto.js';
import { annualTables, noteOf, tablesOf } from './assessment-forms.js';
import { AssessmentReading, type AnnualUnit, type AssessmentLine, type AssessmentView, type UnitSheet } from './assessment-reading.service.js';
import { schemeHash, type AssessmentScheme } from './assessment-scheme.js';
import { Assessments } from './assessments.service.js';
import { Decisions } from './decisions.service.js';
import { sentForm } from './form-files.js';
import { PeriodDto } from './spot-check.dto.js';

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

  /** 年度汇总 as a workbook or CSV. */
  @Get('annual/:year/file')
  async annualFile(
    @By() person: Person, @Param('year', ParseIntPipe) year: number, @Query() asked: AssessmentFormDto, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept-language') accept?: string,
  ): Promise<Buffer | { year: number; units: AnnualUnit[] }> {
    const annual = await this.reading.annual(person, year);
    if (asked.format === 'json') return annual;
    return await sentForm(reply, { name: `assessment-${year}`, asOf: `${year}-12-31`, note: () => '', tables: (language) => annualTables(annual.units, year, language) }, asked, accept);
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
    @By() person: Person, @Param('id') id: string, @Query() asked: AssessmentFormDto, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept-language') accept?: string,
  ): Promise<Buffer | AssessmentView> {
    const view = await this.reading.one(person, id);
    if (asked.format === 'json') return view;
    const sheets: UnitSheet[] = [];
    for (const { departmentId } of view.unitLines) sheets.push(await this.reading.unit(person, id, departmentId));
    const tables = (language: Language) => tablesOf({ ...view, criteria: view.scheme.criteria }, sheets, language, this.writtenAt);
    return await sentForm(reply, { name: `assessment-${view.period.replace('/', '-')}`, asOf: view.asOf, note: (language) => noteOf(view, language, this.writtenAt), tables }, asked, accept);
  }

  private readonly writtenAt = (instant: string): string => this.rulebook.today.iso(Date.parse(instant)).slice(0, 16).replace('T', ' ');

  /** 单位考核单 as a workbook or CSV: each deduction with its case. */
  @Get(':id/units/:departmentId/file')
  @People('supervisor', 'coordinator', 'deputy_leader', 'chief', 'auditor', 'head', 'liaison')
  async unitFile(
    @By() person: Person, @Param('id') id: string, @Param('departmentId') departmentId: string, @Query() asked: AssessmentFormDto,
    @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept-language') accept?: string,
  ): Promise<Buffer | UnitSheet> {
    const sheet = await this.reading.unit(person, id, departmentId);
    if (asked.format === 'json') return sheet;
    const tables = (language: Language) => tablesOf(sheet, [sheet], language, this.writtenAt);
    return await sentForm(reply, { name: `assessment-${sheet.period.replace('/', '-')}-unit`, asOf: sheet.asOf, note: (language) => noteOf(sheet, language, this.writtenAt), tables }, asked, accept);
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
