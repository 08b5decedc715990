import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { languageOf } from '../base/problems.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { By, People } from '../identity/door.js';
import { CaseView } from './case-view.service.js';
import { CaseArchive } from './case-archive.service.js';
import { CaseListDto, InformantDto, ProofDto, SheetDto } from './cases.dto.js';
import { Cases } from './cases.service.js';
import { Proofs } from './proofs.service.js';

@ApiTags('cases')
@Controller('api/v1/cases')
@People()
export class CasesController {
  constructor(
    private readonly cases: Cases,
    private readonly view: CaseView,
    private readonly proofs: Proofs,
    private readonly archive: CaseArchive,
    private readonly sight: Sight,
  ) {}

  @Get()
  async list(@By() person: Person, @Query() query: CaseListDto) {
    const page = await this.cases.list(person, query);
    if (page.cases[0]) this.view.foresee(person, page.cases[0].id);
    return page;
  }

  @Get('counts')
  async counts(@By() person: Person) {
    return await this.cases.counts(person);
  }

  @Get(':id')
  async show(@By() person: Person, @Param('id') id: string) {
    return await this.view.show(person, id);
  }

  @Get(':id/timeline')
  async timeline(@By() person: Person, @Param('id') id: string) {
    return await this.view.timeline(person, id);
  }

  /** A photo as it came; shown by the browser, never run. */
  @Get(':id/photos/:photo')
  async photo(@By() person: Person, @Param('id') id: string, @Param('photo') photo: string, @Res() reply: FastifyReply): Promise<void> {
    const { name, mediaType, content } = await this.view.photo(person, id, photo);
    void reply.headers({
      'content-type': mediaType, 'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    }).send(content);
  }

  /** 时限计算说明: as data, as one page to print, or as the writer of the message may see it. */
  @Get(':id/clocks/:clockId/proof')
  async proof(
    @By() person: Person, @Param('id') id: string, @Param('clockId') clockId: string, @Query() { form, revision, language }: ProofDto,
    @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept-language') accept?: string,
  ) {
    const file = await this.sight.case(person, id);
    if (form === 'citizen') return await this.proofs.citizen(file, clockId, revision);
    if (form !== 'page') return await this.proofs.of(file, clockId, revision);
    void reply.header('content-type', 'text/html; charset=utf-8');
    return await this.proofs.page(file, clockId, language ?? languageOf(accept), revision);
  }

  /** 网民留言办理单, to print. */
  @Get(':id/sheet')
  async sheet(@By() person: Person, @Param('id') id: string, @Query() { language }: SheetDto, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept-language') accept?: string): Promise<string> {
    void reply.header('content-type', 'text/html; charset=utf-8');
    return await this.archive.sheet(person, id, language ?? languageOf(accept));
  }

  /** 归档包: everything the person may see of the case, as one ZIP with the hash of each file. */
  @Get(':id/archive')
  async bundle(@By() person: Person, @Param('id') id: string, @Query() { language }: SheetDto, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept-language') accept?: string): Promise<Buffer> {
    const { name, bytes } = await this.archive.bundle(person, id, language ?? languageOf(accept));
    void reply.headers({ 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${name}"` });
    return bytes;
  }

  /** 举报人身份: written down whoever reads it, and why. */
  @Get(':id/informant')
  @People('report_officer')
  async informant(@By() person: Person, @Param('id') id: string, @Query() query: InformantDto) {
    return await this.view.informant(person, id, query.reason);
  }
}
