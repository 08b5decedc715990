import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../core/refusal.js';
import { languageOf, type Language } from '../base/problems.js';
import { Anybody } from '../identity/door.js';
import { Notices } from './notice.service.js';
import { askingPage, brokenPage, donePage } from './unsubscribe-page.js';
import { UNSUBSCRIBE_PATH } from './unsubscribing.js';

type Asked = Readonly<Record<string, string | undefined>>;

/**
 * 退订. Only a POST switches anything off: scanners and previews open every link of a mail. It comes from the page’s
 * button, or from the mail program itself with `List-Unsubscribe=One-Click` and no page before it (RFC 8058, 3.2).
 */
@ApiExcludeController()
@Controller(UNSUBSCRIBE_PATH.slice(1))
@Anybody()
export class UnsubscribeController {
  constructor(private readonly notices: Notices) {}

  @Get()
  async ask(@Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await send(query, request, reply, (language, link) => askingPage(language, this.notices.unsubscribing.read(link).notice, link));
  }

  @Post()
  async switchOff(@Query() query: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await send(query, request, reply, async (language, link) => donePage(language, await this.notices.unsubscribing.switchOff(link)));
  }
}

async function send(query: Asked, request: FastifyRequest, reply: FastifyReply, render: (language: Language, link: string) => string | Promise<string>): Promise<void> {
  const language = query['lang'] === 'en' || query['lang'] === 'zh' ? query['lang'] : languageOf(request.headers['accept-language']);
  const page = async (): Promise<{ status: number; text: string }> => {
    try {
      return { status: 200, text: await render(language, String(query['link'] ?? '')) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: 404, text: brokenPage(language) };
    }
  };
  const { status, text } = await page();
  void reply.status(status).headers({ 'content-type': 'text/html; charset=utf-8', vary: 'accept-language', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).send(text);
}
