import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sortOf } from '../base/readers.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { ExportDto, SourceDto, SwitchSourceDto } from './knowledge.dto.js';
import { KnowledgeFiles, type Taken } from './knowledge-files.service.js';
import { Mirroring } from './mirroring.service.js';
import { refuseField } from '../base/shapes.js';

const LARGEST_FILE = 200 * 1024 * 1024;

/** 导入导出、对接联通. */
@ApiTags('knowledge')
@Controller('api/v1/knowledge')
export class KnowledgeExchangeController {
  constructor(
    private readonly files: KnowledgeFiles,
    private readonly mirroring: Mirroring,
  ) {}

  /** A .jsonl, .csv or .xlsx file as `multipart/form-data`; answers with what was taken, and each row that could not be. */
  @Post('imports')
  @HttpCode(200)
  @People('coordinator', 'reviewer')
  async take(@By() person: Person, @Req() request: FastifyRequest): Promise<Taken> {
    refuseUnless(request.headers['content-type']?.startsWith('multipart/form-data'), 'wrong_media_type', {
      say: { zh: '请以 multipart/form-data 上传文件', en: 'Send the file as multipart/form-data' },
    });
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-knowledge-'));
    try {
      const part = await request.file();
      refuseField(part, 'file', '缺少文件', 'no file was sent');
      const path = join(folder, 'file');
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
      if (part.file.truncated) throw new Refusal('body_too_large', { limit: LARGEST_FILE });
      return await this.files.take(path, sortOf(part.filename), { id: person.id, person: true });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  @Get('export')
  @People()
  export(@Query() { form = 'jsonl' }: ExportDto, @Res() reply: FastifyReply): void {
    void reply.headers({
      'content-type': form === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8', 'content-disposition': `attachment; filename="knowledge.${form}"`,
    }).send(Readable.from(this.files.told(form)));
  }

  @Get('sources')
  @People('administrator', 'coordinator', 'reviewer', 'auditor')
  async sources() {
    return { sources: await this.mirroring.sources() };
  }

  /** Another base to mirror. */
  @Post('sources')
  @People('administrator')
  async add(@By() person: Person, @Body() body: SourceDto) {
    return await this.mirroring.add(person, body);
  }

  @Post('sources/:id/switch')
  @HttpCode(200)
  @People('administrator')
  async switch(@By() person: Person, @Param('id') id: string, @Body() { active }: SwitchSourceDto) {
    return await this.mirroring.switch(person, id, active);
  }

  /** Asked at once, out of turn. */
  @Post('sources/:id/pull')
  @HttpCode(200)
  @People('administrator', 'coordinator')
  async pull(@Param('id') id: string) {
    return await this.mirroring.pullNow(id);
  }
}
