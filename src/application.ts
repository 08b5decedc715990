import 'reflect-metadata';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import serve from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { AppModule } from './app.module.js';
import type { Clock } from './base/clock.js';
import { Database } from './base/database/database.js';
import { JsonLogger } from './base/log.js';
import { BODY_LIMIT, refuseAddress } from './base/problems.filter.js';
import type { Settings } from './base/settings.js';
import { UnreadableBody } from './base/shapes.js';
import { CONSOLE_FOLDER } from './front.js';
import { faultsOfLifecycle } from './core/lifecycle-faults.js';
import { Directory } from './registry/directory.js';
import { RuleVersions } from './registry/rule-versions.js';

export interface ApplicationOptions {
  /** Timers on: a serving installation. Off: tests, command line, simulation. */
  readonly beating: boolean;
}

/** A whole application on an open, migrated database; not yet listening. */
export async function createApplication(settings: Settings, clock: Clock, options: ApplicationOptions): Promise<NestFastifyApplication> {
  const faults = faultsOfLifecycle();
  if (faults.length > 0) throw new Error(`The lifecycle table is unsound: ${faults.join('; ')}`);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: refuseAddress,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings, clock, options), adapter, {
    logger: new JsonLogger(settings.logLevel),
    bodyParser: false,
    abortOnError: false,
  });
  await furnish(app, settings);
  await app.init();
  await app.get(Directory).refresh(true);
  await app.get(RuleVersions).keepInForce();
  return app;
}

async function furnish(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  // The bytes are kept beside what they mean: a message is stored as it came, and what cannot be read is kept too.
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    (request as { bytes?: Buffer }).bytes = bytes;
    done(null, readJson(bytes));
  });
  // Forms belong to the citizen’s pages; a form on another site must not reach the other doors.
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (request, body, done) => {
    const form = request.url.startsWith('/public/');
    done(null, form ? Object.fromEntries(new URLSearchParams((body as Buffer).toString('utf8'))) : new UnreadableBody(body as Buffer, 'wrong_media_type'));
  });
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, new UnreadableBody(body as Buffer, 'wrong_media_type'));
  });
  await app.register(cookie as never);
  await app.register(multipart as never, { limits: { fileSize: 200 * 1024 * 1024, files: 1 } } as never);
  await app.register(serve as never, {
    root: `${CONSOLE_FOLDER}assets`, prefix: '/assets/', preCompressed: true, immutable: true, maxAge: '365d', decorateReply: false, index: false,
  } as never);
  const encrypted = settings.publicUrl.startsWith('https:');
  await app.register(helmet as never, {
    contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': encrypted ? [] : null } },
    strictTransportSecurity: encrypted,
  } as never);
  app.enableShutdownHooks();
  const description = new DocumentBuilder()
    .setTitle('Huiyin 回音').setDescription('Every citizen message gets an echo, on time, and worth reading.')
    .setVersion('1').addBearerAuth().addCookieAuth('huiyin_session').build();
  SwaggerModule.setup('api', app, () => SwaggerModule.createDocument(app, description));
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON of valid UTF-8, or the bytes themselves for the door to refuse. */
function readJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown;
  } catch {
    return new UnreadableBody(bytes);
  }
}

/** Closes in order: no more beats, no more requests, then the database. */
export async function closeApplication(app: NestFastifyApplication): Promise<void> {
  const database = app.get(Database);
  await app.close();
  await database.close();
}
