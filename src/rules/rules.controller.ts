import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rulebook } from '../base/policy.js';
import { refuseUnless } from '../core/refusal.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { Directory } from '../registry/directory.js';
import { Calendars } from './calendars.service.js';
import { Policies } from './policies.service.js';
import { Rebases, type Order } from './rebases.service.js';
import { CalendarYearDto, CalendarYearParameterDto, CheckPolicyDto, ClonePolicyDto, LoadNoticeDto, LocalDaysDto, PutPolicyDto, RebaseDto } from './rules.dto.js';

/** 时限规则、日历与重算: everybody may read by what dates are counted; the administrator alone changes it. */
@ApiTags('rules')
@Controller('api/v1')
@People()
export class RulesController {
  constructor(
    private readonly policies: Policies,
    private readonly calendars: Calendars,
    private readonly rebases: Rebases,
    private readonly rules: Rulebook,
    private readonly directory: Directory,
  ) {}

  @Get('policies')
  async list() {
    return await this.policies.list();
  }

  @Get('policies/:name')
  async policy(@Param('name') name: string) {
    return await this.policies.show(name);
  }

  @Post('policies/:name/clones')
  @People('administrator')
  async clone(@By() person: Person, @Param('name') name: string, @Body() { reason, ...as }: ClonePolicyDto) {
    return await this.policies.clone(name, as, { reason, changedBy: person.id });
  }

  /** Moves no running case: see `rebasings`. */
  @Put('policies/:name')
  @People('administrator')
  async put(@By() person: Person, @Param('name') name: string, @Body() { content, edition, reason }: PutPolicyDto) {
    return await this.policies.put(name, content, edition, { reason, changedBy: person.id });
  }

  /** Whether a text would be taken; nothing is changed. */
  @Post('policies/:name/checks')
  @HttpCode(200)
  @People('administrator')
  async check(@Param('name') name: string, @Body() { content }: CheckPolicyDto) {
    return { fine: true, policy: await this.policies.check(name, content) };
  }

  @Get('calendars')
  async calendar() {
    return { ...(await this.calendars.show()), missingYear: await this.calendars.missingYear() };
  }

  @Get('calendars/:year')
  async year(@Param() { year }: CalendarYearParameterDto, @Query() { organisation }: CalendarYearDto) {
    return await this.calendars.year(year, organisation);
  }

  /** 放假安排通知: loaded, and every running promise it moves computed anew. With `dryRun`: only what would move. */
  @Post('calendars/notices')
  @HttpCode(200)
  @People('administrator')
  async load(@By() person: Person, @Body() { notice, dryRun, reason }: LoadNoticeDto) {
    if (dryRun) return await this.calendars.preview(notice);
    return await this.calendars.load(notice, { reason, changedBy: person.id });
  }

  @Put('calendars/local/:code')
  @People('administrator')
  async putLocal(@By() person: Person, @Param('code') code: string, @Body() { organisation, days, reason }: LocalDaysDto) {
    return await this.calendars.putLocal(code, organisation ?? null, days, { reason, changedBy: person.id });
  }

  @Get('rebasings')
  @People('administrator', 'supervisor', 'coordinator', 'auditor')
  async rebasings() {
    return await this.rebases.list();
  }

  @Get('rebasings/:id')
  @People('administrator', 'supervisor', 'coordinator', 'auditor')
  async rebasing(@Param('id') id: string) {
    return await this.rebases.show(id);
  }

  /** 重算时限: with `dryRun` what would move and what would become overdue; without, the same for real. */
  @Post('rebasings')
  @HttpCode(200)
  @People('administrator')
  async rebase(@By() person: Person, @Body() body: RebaseDto) {
    const order = await this.orderOf(body, person.id);
    return body.dryRun ? await this.rebases.preview(order) : await this.rebases.place(order);
  }

  private async orderOf({ rules: sort, policy, organisation, reason }: RebaseDto, orderedBy: string): Promise<Order> {
    await this.directory.refresh(true);
    const known = this.rules.policyNames();
    refuseUnless(sort !== 'policy' || (policy !== undefined && known.includes(policy)), 'config_wrong', {
      field: 'policy', allowed: known, say: { zh: `policy=“${policy ?? ''}”无法使用，可用：${known.join('、')}`, en: `policy="${policy ?? ''}" cannot be used; allowed: ${known.join(', ')}` },
    });
    const organisationId = organisation === undefined ? null : this.directory.unit(organisation).id;
    return { sort, subject: sort === 'policy' ? (policy ?? null) : null, organisationId, reason, orderedBy };
  }
}
