import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Refusal } from '../core/refusal.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { ApprovalsDto, ApproveDto, DifferencesDto, EditEntryDto, EntryDto, EntryListDto, FiguresDto, NoteDto, RepealDto, UseDto, VersionDto, VersionOfDto } from './knowledge.dto.js';
import type { KnowledgeEntry } from './knowledge.entities.js';
import { KnowledgeReading } from './knowledge-reading.service.js';
import { Knowledge } from './knowledge.service.js';
import { KnowledgeUpkeep } from './upkeep.service.js';

const WRITERS = ['coordinator', 'reviewer', 'liaison', 'handler', 'head', 'contractor'] as const;

const answerOf = ({ id, number, state, version, contentHash, reviewBy }: KnowledgeEntry) => ({ id, number, state, version, contentHash, reviewBy });

/** 咨询答问库 as the office keeps it. */
@ApiTags('knowledge')
@Controller('api/v1')
@People()
export class KnowledgeController {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly reading: KnowledgeReading,
    private readonly upkeep: KnowledgeUpkeep,
  ) {}

  @Get('knowledge')
  async list(@Query() query: EntryListDto) {
    return await this.reading.list(query);
  }

  /** For the report: searches, hits, uses, how many are past their date. */
  @Get('knowledge/figures')
  async figures(@Query() { from, until }: FiguresDto) {
    return await this.reading.figures(from, until);
  }

  @Get('knowledge/repeals')
  async repeals() {
    return { repeals: await this.reading.repeals() };
  }

  /** 依据失效. */
  @Post('knowledge/repeals')
  @People('coordinator', 'reviewer')
  async repeal(@By() person: Person, @Body() body: RepealDto) {
    return await this.upkeep.repeal(person, body);
  }

  @Post('knowledge')
  @People(...WRITERS)
  async draft(@By() person: Person, @Body() body: EntryDto) {
    return answerOf(await this.knowledge.draft(person, body));
  }

  /** 由公开的答复起草. */
  @Post('knowledge/from-reply')
  @People(...WRITERS)
  async draftFromReply(@By() person: Person, @Body() body: UseDto) {
    return answerOf(await this.knowledge.draftFromReply(person, body.case));
  }

  /** Many at once, each by the hash of what was read; one that cannot be approved stops no other. */
  @Post('knowledge/approvals')
  @HttpCode(200)
  @People('reviewer')
  async approveMany(@By() person: Person, @Body() { approvals }: ApprovalsDto) {
    const results: { id: string; approved: boolean; code?: string }[] = [];
    for (const { id, ...approval } of approvals) {
      try {
        await this.knowledge.approve(person, id, approval);
        results.push({ id, approved: true });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        results.push({ id, approved: false, code: error.code });
      }
    }
    return { results };
  }

  @Get('knowledge/:id')
  async show(@Param('id') id: string) {
    return await this.reading.show(id);
  }

  @Get('knowledge/:id/versions')
  async versions(@Param('id') id: string) {
    return { versions: await this.reading.versions(id) };
  }

  @Get('knowledge/:id/versions/:version/differences')
  async differences(@Param() { id, version }: VersionOfDto, @Query() { from }: DifferencesDto) {
    return await this.reading.differences(id, version, from);
  }

  @Put('knowledge/:id')
  @People(...WRITERS)
  async edit(@By() person: Person, @Param('id') id: string, @Body() body: EditEntryDto) {
    return answerOf(await this.knowledge.edit(person, id, body));
  }

  @Post('knowledge/:id/submit')
  @HttpCode(200)
  @People(...WRITERS)
  async submit(@By() person: Person, @Param('id') id: string, @Body() { version }: VersionDto) {
    return answerOf(await this.knowledge.submit(person, id, version));
  }

  @Post('knowledge/:id/approve')
  @HttpCode(200)
  @People('reviewer')
  async approve(@By() person: Person, @Param('id') id: string, @Body() body: ApproveDto) {
    return answerOf(await this.knowledge.approve(person, id, body));
  }

  @Post('knowledge/:id/send-back')
  @HttpCode(200)
  @People('reviewer')
  async sendBack(@By() person: Person, @Param('id') id: string, @Body() { reason }: NoteDto) {
    return answerOf(await this.knowledge.sendBack(person, id, reason));
  }

  @Post('knowledge/:id/take-offline')
  @HttpCode(200)
  @People('coordinator', 'reviewer', 'head')
  async takeOffline(@By() person: Person, @Param('id') id: string, @Body() { reason }: NoteDto) {
    return answerOf(await this.knowledge.takeOffline(person, id, reason));
  }

  /** 引用: put into the reply of a case. */
  @Post('knowledge/:id/uses')
  @HttpCode(200)
  @People(...WRITERS)
  async use(@By() person: Person, @Param('id') id: string, @Body() body: UseDto) {
    return await this.knowledge.use(person, id, body.case);
  }

  /** Beside the editor: entries and past public replies on what this message speaks of. */
  @Get('cases/:id/suggestions')
  async suggestions(@By() person: Person, @Param('id') id: string) {
    return await this.reading.suggestionsFor(person, id);
  }
}
