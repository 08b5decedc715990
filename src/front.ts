import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from './core/refusal.js';
import { Anybody } from './identity/door.js';

/** Where the build puts the console 工作台; the same place for sources and for what is compiled from them. */
export const CONSOLE_FOLDER = fileURLToPath(new URL('../dist/console/', import.meta.url));

/** Under these the application itself answers; a wrong address there is no page of the console. */
const OWN_ADDRESSES = /^\/(api|public|assets|health|ready)(\/|-|$)|\.\w+$/;

/** The console is one page; each of its addresses leads to it, so that a link or a reload finds its place again. */
@ApiExcludeController()
@Controller()
export class FrontController {
  @Get()
  @Anybody()
  home(@Res() reply: FastifyReply): void {
    this.send(reply);
  }

  @Get('*')
  @Anybody()
  page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (OWN_ADDRESSES.test(request.url.split('?')[0]!)) throw new Refusal('not_found', { address: request.url });
    this.send(reply);
  }

  private send(reply: FastifyReply): void {
    // Read and asked for anew each time: the files it names carry the hash of their content and may be kept for ever.
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(readFileSync(`${CONSOLE_FOLDER}index.html`));
  }
}
