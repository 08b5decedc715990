import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseUnless } from '../core/refusal.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { readRota } from './rota-file.js';
import { RotaImportDto, RotaMonthDto, RotaNoteDto, RotaSwapDto } from './rota.dto.js';
import { RotaKeeping } from './rota.service.js';

/** 值班表、交接班. */
@ApiTags('rota')
@Controller('api/v1/rota')
export class RotaController implements OnModuleInit {
  constructor(
    private readonly rota: RotaKeeping,
    private readonly adapter: HttpAdapterHost,
  ) {}

  /** YAML is taken by the registry’s door already; CSV by this one. */
  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    server.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  }

  @Get('now')
  @People()
  async now(@By() person: Person) {
    return await this.rota.now(person);
  }

  @Get()
  @People()
  async month(@By() person: Person, @Query() { month, organisation }: RotaMonthDto) {
    return await this.rota.month(person, month, organisation ?? null);
  }

  /** A rota file as YAML or CSV in the body; all of it is taken or nothing. */
  @Post('imports')
  @HttpCode(200)
  @ApiConsumes('text/yaml', 'text/csv')
  @People('coordinator', 'administrator')
  async take(@By() person: Person, @Query() query: RotaImportDto, @Req() request: FastifyRequest): Promise<{ patterns: number; entries: number }> {
    const { body, headers } = request;
    refuseUnless(typeof body === 'string', 'wrong_media_type', { say: { zh: '请以 text/yaml 或 text/csv 提交', en: 'Send text/yaml or text/csv' } });
    const name = query.name ?? (headers['content-type']?.startsWith('text/csv') ? 'rota.csv' : 'rota.yaml');
    return await this.rota.take(readRota(name, body), query.organisation ?? this.rota.organisationOf(person));
  }

  @Post('swaps')
  @HttpCode(204)
  @People('coordinator', 'duty_officer')
  async swap(@By() person: Person, @Body() body: RotaSwapDto): Promise<void> {
    await this.rota.swap(person, body);
  }

  @Get('notes')
  @People('coordinator', 'duty_officer', 'head', 'deputy_leader', 'chief', 'supervisor')
  async notes(@By() person: Person) {
    return { notes: await this.rota.notes(person) };
  }

  @Post('notes')
  @People()
  async writeNote(@By() person: Person, @Body() { text }: RotaNoteDto) {
    return await this.rota.writeNote(person, text);
  }

  @Post('notes/:id/acknowledge')
  @HttpCode(204)
  @People()
  async acknowledge(@By() person: Person, @Param('id') id: string): Promise<void> {
    await this.rota.acknowledgeNote(person, id);
  }
}
