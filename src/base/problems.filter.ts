import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type RefusalCode } from '../core/refusal.js';
import { TimeRefusal } from '../core/time/refusal.js';
import { languageOf, problemOf } from './problems.js';

const MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** What the HTTP server itself refuses, in the words of the catalogue. */
const OF_SERVER: Record<string, RefusalCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'wrong_shape',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'wrong_shape',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};
const OF_STATUS: Record<number, RefusalCode> = { 400: 'wrong_shape', 401: 'signed_out', 403: 'not_your_part', 404: 'not_found', 413: 'body_too_large', 415: 'wrong_media_type' };

/** A database that cannot take anything now: full disk, locked file, no connection. */
const CANNOT_SAVE = /SQLITE_(FULL|IOERR|BUSY|READONLY|CANTOPEN)|ECONNREFUSED|ECONNRESET|53100|57P0\d|disk is full/;

const refusalOf = (error: unknown): Refusal | null => {
  if (error instanceof TimeRefusal) return new Refusal(error.code, { ...error.facts, say: { zh: error.zh, en: error.en } });
  if (error instanceof Refusal) return error;
  const code = (error as { code?: string }).code;
  if (code && OF_SERVER[code]) return new Refusal(OF_SERVER[code], { limit: BODY_LIMIT });
  if (error instanceof HttpException && OF_STATUS[error.getStatus()]) return new Refusal(OF_STATUS[error.getStatus()]!, error.getStatus() === 413 ? { limit: BODY_LIMIT } : {});
  if (CANNOT_SAVE.test(`${code ?? ''} ${(error as Error).message ?? ''}`)) return new Refusal('busy');
  return null;
};

/** The largest body a door takes, in bytes; files come by multipart and have a limit of their own. */
export const BODY_LIMIT = 1_048_576;

/** Every error leaves as RFC 9457 problem+json in the reader’s language; a fault is logged once, with the request’s id. */
@Catch()
export class ProblemsFilter implements ExceptionFilter {
  private readonly logger = new Logger('fault');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const language = languageOf(request.headers['accept-language']);
    const refusal = refusalOf(error);
    if (!refusal || refusal.code === 'busy') this.logger.error(`${request.id} ${request.method} ${request.routeOptions?.url ?? ''}: ${(error as Error).stack ?? String(error)}`);
    const body = refusal
      ? problemOf(refusal.code, refusal.facts, language, request.url.split('?')[0]!)
      : faultProblem(language, request);
    void reply.status(body.status).header('content-type', MEDIA_TYPE).header('content-language', language).send(body);
  }
}

/** An address the router cannot read has no door; it is answered like one that does not exist. */
export function refuseAddress(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const language = languageOf(request.headers['accept-language']);
  const { code, facts } = refusalOf(error) ?? new Refusal('not_found');
  const body = problemOf(code, facts, language, request.url.split('?')[0]!);
  void reply.status(body.status).header('content-type', MEDIA_TYPE).header('content-language', language).send(body);
}

const faultProblem = (language: 'zh' | 'en', request: FastifyRequest) => ({
  type: 'urn:huiyin:problem:fault',
  title: language === 'zh' ? '系统出错' : 'Something went wrong',
  status: 500,
  detail: language === 'zh' ? '系统出错，您的操作没有生效。请稍后再试；仍不行时请把编号告诉管理员。' : 'Something went wrong and nothing was changed. Please try again; if it persists, tell the administrator the number.',
  instance: request.url.split('?')[0]!,
  request: request.id,
});
