import { Controller, Get, HttpCode, Post, Query, Req, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Database } from '../base/database/database.js';
import { refuseUnless } from '../core/refusal.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { User } from '../identity/identity.entities.js';
import { Directory } from './directory.js';
import { readRegistry, readRegistryYaml, type ReadRegistry } from './registry-file.js';
import { RegistryImportDto } from './registry.dto.js';
import { Registry, type RegistryCounts } from './registry.service.js';
import { wrongField } from '../base/shapes.js';

const YAML_TYPES = ['text/yaml', 'application/yaml', 'application/x-yaml'];

/** What @fastify/multipart adds, as far as it is used here. */
interface WithFile {
  readonly headers: FastifyRequest['headers'];
  readonly body: unknown;
  file(): Promise<{ filename: string; file: { truncated: boolean }; toBuffer(): Promise<Buffer> } | undefined>;
}

@ApiTags('registry')
@Controller('api/v1/registry')
export class RegistryController implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly directory: Directory,
    private readonly database: Database,
    private readonly adapter: HttpAdapterHost,
  ) {}

  /** This door alone takes YAML. */
  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    server.addContentTypeParser(YAML_TYPES, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  }

  @Get()
  @People()
  async show() {
    await this.directory.refresh();
    const users = await this.database.rows.find(User, { active: true }, { orderBy: 'login' });
    return {
      organisations: this.directory.allOrganisations().map(({ id, code, name, parentId, policies }) => ({ id, code, name, parentId, policies })),
      departments: this.directory.allDepartments().map(({ id, code, name, organisationId, own, phone, duties, active }) => ({ id, code, name, organisationId, own, phone, duties, active })),
      accounts: this.directory.allAccounts().map(({ createdAt: _createdAt, ...account }) => account),
      people: users.map(({ id, name, roles, departmentId, organisationId }) => ({ id, name, roles, departmentId, organisationId })),
    };
  }

  /** A registry file as YAML in the body, or YAML or XLSX as multipart; all of it is taken or nothing. */
  @Post('imports')
  @HttpCode(200)
  @ApiConsumes('text/yaml', 'multipart/form-data')
  @People('administrator')
  async take(@By() _person: Person, @Query() query: RegistryImportDto, @Req() request: FastifyRequest): Promise<RegistryCounts> {
    const read = await readRequest(request as unknown as WithFile, query.name);
    try {
      return await this.registry.take(read.file);
    } catch (error) {
      throw read.placed(error);
    }
  }
}

async function readRequest(request: WithFile, name: string | undefined): Promise<ReadRegistry> {
  if (typeof request.body === 'string') return readRegistryYaml(request.body);
  refuseUnless(request.headers['content-type']?.startsWith('multipart/form-data'), 'wrong_media_type', {
    say: { zh: '请以 text/yaml 提交，或以 multipart/form-data 上传 .yaml、.xlsx', en: 'Send text/yaml, or a .yaml or .xlsx file as multipart/form-data' },
  });
  const part = await request.file();
  if (!part) throw wrongField('file', '缺少文件', 'no file was sent');
  return await readRegistry(name ?? part.filename, await part.toBuffer());
}
