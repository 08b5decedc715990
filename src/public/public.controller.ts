import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, refuseUnless, type RefusalCode } from '../core/refusal.js';
import { languageOf, PROBLEMS } from '../base/problems.js';
import { checkedShape } from '../base/shapes.js';
import { Secrets } from '../base/secrets.js';
import { keysOf } from '../core/vocabulary.js';
import { Anybody, RECEIPT_COOKIE, type WithCookies } from '../identity/door.js';
import { Directory } from '../registry/directory.js';
import { statisticsPage } from './statistics-page.js';
import { PublicStatistics } from './statistics.service.js';
import { PublicAnswers } from './answers.service.js';
import { Lookups } from './lookup.service.js';
import { address, pageHeaders, type View } from './page.js';
import { answerPage, answersPage, casePage, DONE, donePage, homePage, problemPage } from './pages.js';
import { LookupDto } from './public.dto.js';
import { troubleOf } from './trouble.js';
import { PHOTO_SCRIPT } from './photo-script.js';
import { addresseesOf, receivedPage, writePage } from './write-pages.js';
import { questionPage, questionsPage } from './question-pages.js';
import { AnswerSearch } from '../views/answer-search.service.js';

const PAGE = 20;
const LONGEST_QUESTION = 200;

type Asked = Readonly<Record<string, string | undefined>>;

/** The citizen’s pages 公众页: server-rendered, in need of no scripts, readable by anything that shows text. */
@ApiExcludeController()
@Controller('public')
@Anybody()
export class PublicController {
  constructor(
    private readonly answers: PublicAnswers,
    private readonly statistics: PublicStatistics,
    private readonly lookups: Lookups,
    private readonly directory: Directory,
    private readonly secrets: Secrets,
    private readonly search: AnswerSearch,
  ) {}

  @Get()
  home(@Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const view = viewOf(query, request);
    send(reply, view, homePage(view));
  }

  @Get('photos.js')
  photoScript(@Res() reply: FastifyReply): void {
    void reply.header('content-type', 'text/javascript; charset=utf-8').header('cache-control', 'public, max-age=3600').send(PHOTO_SCRIPT);
  }

  /** A reader who comes back to an address that only takes forms is led to the form. */
  @Get('lookup')
  form(@Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    void reply.status(303).header('location', address('/public/', viewOf(query, request))).send();
  }

  @Post('lookup')
  async look(@Body() body: unknown, @Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view = viewOf(query, request);
    try {
      const { caseNumber, queryCode } = await checkedShape(plainToInstance(LookupDto, body ?? {}));
      send(reply, view, casePage(view, await this.lookups.look(caseNumber, queryCode), { caseNumber, queryCode }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      send(reply, view, homePage(view, troubleOf((body ?? {}) as Record<string, unknown>, error)), statusOf(error.code));
    }
  }

  /** Where the forms of a case end; one that was not taken is shown again: see `forms-again.ts`. */
  @Get('done/:what')
  async done(@Param('what') named: string, @Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view = viewOf(query, request);
    await page(reply, view, () => {
      const what = keysOf(DONE).find((each) => each === named);
      refuseUnless(what, 'not_found');
      return donePage(view, what);
    });
  }

  /** 网上留言: the form. What is sent goes to `src/intake/form.controller.ts`. */
  @Get('write')
  async write(@Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view = viewOf(query, request);
    send(reply, view, writePage(view, addresseesOf(await this.directory.refresh()), randomBytes(16).toString('hex')));
  }

  @Get('received')
  async received(@Query() query: Asked, @Req() request: WithCookies, @Res() reply: FastifyReply): Promise<void> {
    const view = viewOf(query, request);
    await page(reply, view, () => receivedPage(view, this.receiptOf(request)));
  }

  /** 留言受理反馈统计公开, by month. */
  @Get('statistics')
  async months(@Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view = viewOf(query, request);
    await page(reply, view, async () => statisticsPage(view, await this.statistics.page(query['month'], query['before'], PAGE)));
  }

  @Get('answers')
  async list(@Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view = viewOf(query, request);
    const before = query['before'];
    await page(reply, view, async () => answersPage(view, await this.answers.list(before, PAGE), before));
  }

  @Get('answers/:number')
  async answer(@Param('number') number: string, @Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view = viewOf(query, request);
    await page(reply, view, async () => answerPage(view, number, await this.answers.under(number)));
  }

  /** 常见问题查询. */
  @Get('questions')
  async questions(@Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view = viewOf(query, request);
    const q = typeof query['q'] === 'string' ? query['q'].slice(0, LONGEST_QUESTION).replaceAll('\0', '') : '';
    await page(reply, view, async () => questionsPage(view, q, q.trim() === '' ? [] : await this.search.entries(q, { limit: PAGE })));
  }

  @Get('questions/:number')
  async question(@Param('number') number: string, @Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view = viewOf(query, request);
    await page(reply, view, async () => {
      const entry = /^\d{1,9}$/.test(number) ? await this.search.byNumber(Number(number)) : undefined;
      if (!entry) throw new Refusal('not_found', { number });
      return questionPage(view, entry, query['heard']);
    });
  }

  /** `/public/` itself, which the router tells from `/public`; and a page for whoever followed a broken link. */
  @Get('*')
  elsewhere(@Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const view = viewOf(query, request);
    if (request.url.split('?')[0] === '/public/') send(reply, view, homePage(view));
    else send(reply, view, problemPage(view, 'not_found'), statusOf('not_found'));
  }

  private receiptOf({ cookies }: WithCookies): { caseNumber: string; queryCode: string } | null {
    try {
      return JSON.parse(this.secrets.decrypt(cookies[RECEIPT_COOKIE] ?? '')) as { caseNumber: string; queryCode: string };
    } catch {
      return null;
    }
  }
}

/** The switch in the address goes before what the browser prefers. */
const viewOf = (query: Asked, request: FastifyRequest): View => ({
  language: query['lang'] === 'en' || query['lang'] === 'zh' ? query['lang'] : languageOf(request.headers['accept-language']),
  large: query['large'] === '1',
});

/** A refusal is a page too, with its own status; a fault is left to the filter, which logs it. */
async function page(reply: FastifyReply, view: View, render: () => string | Promise<string>): Promise<void> {
  try {
    send(reply, view, await render());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    send(reply, view, problemPage(view, error.code), statusOf(error.code));
  }
}

const statusOf = (code: RefusalCode): number => PROBLEMS[code].status;

function send(reply: FastifyReply, view: View, text: string, status = 200): void {
  void reply.status(status).headers(pageHeaders(view)).send(text);
}
