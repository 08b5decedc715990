import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, HttpCode, Logger, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Refusal, refuseUnless } from '../core/refusal.js';
import { toIso } from '../base/clock.js';
import type { Actor, Machine, Person } from '../identity/actor.js';
import { By, Machines, People } from '../identity/door.js';
import { Directory } from '../registry/directory.js';
import type { Account } from '../registry/registry.entities.js';
import { ImportForDto, ImportModeDto } from './import.dto.js';
import { Imports, type ImportMode } from './import.service.js';
import { refuseField } from '../base/shapes.js';
import type { ImportBatch } from './intake.entities.js';

/** What @fastify/multipart adds, as far as it is used here. */
interface WithFile {
  readonly headers: FastifyRequest['headers'];
  file(): Promise<{ filename: string; file: Readable & { truncated: boolean } } | undefined>;
}

const BATCHES_LISTED = 30;
const FAULTS_LISTED = 50;

/** Files of messages: taken in the background, with their progress to look at. The same file again goes on where it stopped. */
@ApiTags('imports')
@Controller('api/v1')
export class ImportController {
  private readonly logger = new Logger('import');

  constructor(
    private readonly imports: Imports,
    private readonly directory: Directory,
  ) {}

  @Post('accounts/:handle/imports')
  @HttpCode(202)
  @ApiBearerAuth()
  @ApiConsumes('multipart/form-data')
  @Machines('import')
  async bring(@By() machine: Machine, @Param('handle') handle: string, @Query() query: ImportModeDto, @Req() request: FastifyRequest) {
    const account = (await this.directory.refresh()).accountByHandle(handle);
    mayBring(machine, account);
    return await this.accept(request as unknown as WithFile, account, query.as, query.name);
  }

  @Get('accounts/:handle/imports/:id')
  @ApiBearerAuth()
  @Machines('import')
  async progress(@By() machine: Machine, @Param('handle') handle: string, @Param('id') id: string) {
    const account = (await this.directory.refresh()).accountByHandle(handle);
    mayBring(machine, account);
    return await this.tell(id, (accountId) => accountId === account.id);
  }

  @Post('imports')
  @HttpCode(202)
  @ApiConsumes('multipart/form-data')
  @People('coordinator')
  async load(@By() person: Person, @Query() query: ImportForDto, @Req() request: FastifyRequest) {
    const account = (await this.directory.refresh()).accountByHandle(query.account);
    refuseUnless(this.standsFor(person, account), 'no_standing', { handle: account.handle });
    return await this.accept(request as unknown as WithFile, account, query.as, query.name, person);
  }

  /** What the office has imported, by whomever and from wherever: the newest first, each with its first lines that were not taken. */
  @Get('imports')
  @People('coordinator')
  async list(@By() person: Person) {
    const accounts = (await this.directory.refresh()).allAccounts().filter((account) => this.standsFor(person, account));
    const batches = await this.imports.batches(accounts.map(({ id }) => id), BATCHES_LISTED);
    return { imports: await Promise.all(batches.map((batch) => this.told(batch, FAULTS_LISTED))) };
  }

  @Get('imports/:id')
  @People('coordinator')
  async look(@By() person: Person, @Param('id') id: string) {
    await this.directory.refresh();
    return await this.tell(id, (accountId) => this.standsFor(person, this.directory.account(accountId)));
  }

  private standsFor(person: Person, account: Account): boolean {
    const [unit] = this.directory.seatOf(person).path;
    const office = [...this.directory.path(account.sponsorId), ...this.directory.path(account.supervisorId)];
    return unit !== undefined && office.includes(unit);
  }

  private async accept(request: WithFile, account: Account, mode: ImportMode, name: string | undefined, by?: Actor) {
    refuseUnless(request.headers['content-type']?.startsWith('multipart/form-data'), 'wrong_media_type', {
      say: { zh: '请以 multipart/form-data 上传文件', en: 'Send the file as multipart/form-data' },
    });
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-import-'));
    const path = join(folder, 'file');
    const clear = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      const order = { account, path, name: name ?? (await this.save(request, path)), mode, ...(by && { by }) };
      if (name !== undefined) await this.save(request, path);
      const batch = await this.imports.begin(order);
      void this.imports
        .run(batch, order)
        .catch((error: unknown) => this.logger.error(`${batch.id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`))
        .finally(() => void clear());
      return { id: batch.id, finished: batch.finishedAt !== null };
    } catch (error) {
      await clear();
      throw error;
    }
  }

  /** Returns the file’s own name. */
  private async save(request: WithFile, path: string): Promise<string> {
    const part = await request.file();
    refuseField(part, 'file', '缺少文件', 'no file was sent');
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
    if (part.file.truncated) throw new Refusal('body_too_large', { limit: 200 * 1024 * 1024 });
    return part.filename;
  }

  private async tell(id: string, visible: (accountId: string) => boolean) {
    const batch = await this.imports.batch(id);
    refuseUnless(batch && visible(batch.accountId), 'not_found', { import: id });
    return await this.told(batch);
  }

  private async told(batch: ImportBatch, most?: number) {
    const faults = await this.imports.faults(batch.id, most);
    return {
      id: batch.id, account: this.directory.account(batch.accountId).handle, file: batch.fileName, as: batch.mode, startedAt: toIso(batch.startedAt),
      finishedAt: batch.finishedAt === null ? null : toIso(batch.finishedAt), lastLine: batch.lastLine, taken: batch.taken,
      seenBefore: batch.seenBefore, refused: batch.refused,
      faults: faults.map(({ line, code, reason, raw }) => ({ line, code, reason, raw })),
    };
  }
}

const mayBring = (machine: Machine, account: Account): void =>
  refuseUnless(machine.accountId === account.id, 'no_standing', { handle: account.handle });
