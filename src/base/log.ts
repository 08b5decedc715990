import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { LogLevel } from './settings.js';

/** Digits of phones (also written in groups) and identity numbers, mail addresses: never in a log, whoever put them into a message. */
const PERSONAL = /(?<![\w-])(?:\+?86[ -]?)?1\d{2}[ -]\d{4}[ -]\d{4}(?![\w-])|(?<![\w-])0\d{2,3}[ -]\d{7,8}(?![\w-])|(?<!\d)\d{11}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|[\w.+-]+@[\w-]+\.[\w.]+/g;
const clean = (text: string): string => text.replace(PERSONAL, '…');

/** Start-up chatter of the framework that says nothing to an operator. */
const CHATTER = new Set(['RouterExplorer', 'RoutesResolver', 'InstanceLoader', 'NestFactory', 'NestApplication']);

/** Who starts the application says why it did not open, in plain words. */
const SAID_BY_THE_STARTER = new Set(['ExceptionHandler', 'NestApplication']);

/** One JSON object a line on standard error: standard output belongs to what commands print. */
export class JsonLogger implements LoggerService {
  private readonly logger: Logger;

  constructor(level: LogLevel) {
    this.logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));
  }

  log(message: unknown, context?: string): void {
    this.logger[context && CHATTER.has(context) ? 'debug' : 'info']({ context }, clean(String(message)));
  }
  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.length > 0 ? String(rest.at(-1)) : undefined;
    if (context && SAID_BY_THE_STARTER.has(context)) return;
    const text = message instanceof Error ? (message.stack ?? message.message) : String(message);
    this.logger.error({ context }, clean(text));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, clean(String(message)));
  }
  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, clean(String(message)));
  }
  verbose(message: unknown, context?: string): void {
    this.logger.trace({ context }, clean(String(message)));
  }
}
