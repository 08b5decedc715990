import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Command } from 'commander';
import { closeApplication, createApplication } from '../application.js';
import { SystemClock } from '../base/clock.js';
import { callerDirectory, readSettings, type Settings } from '../base/settings.js';
import { demonstrationClock } from '../demonstration.js';

/** Adds one verb to the command line. */
export type Verb = (program: Command, desk: Desk) => void;

/** Arguments that cannot be used: a sentence in both languages on standard error, and exit status 2. */
export class Unusable extends Error {
  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`);
    this.name = 'Unusable';
  }
}

export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable;
}

export const OK = 0;
/** The work was done; something in it was wrong. */
export const FAULTS = 1;
/** The arguments cannot be used; nothing was done. */
export const UNUSABLE = 2;

/** Where a verb reads and writes, and what it leaves as exit status. */
export class Desk {
  status: number = OK;

  constructor(
    readonly streams: Streams,
    private readonly environment?: Readonly<Record<string, string | undefined>>,
  ) {}

  get settings(): Settings {
    return readSettings(this.environment);
  }

  /** A path as the caller means it. @throws Unusable if there is no such file */
  file(path: string): string {
    const whole = isAbsolute(path) ? path : resolve(callerDirectory(this.environment), path);
    if (!existsSync(whole) || !statSync(whole).isFile()) throw new Unusable(`找不到文件 ${path}。`, `There is no file ${path}.`);
    return whole;
  }

  /** One line on standard output; waits while the reader is slower than we are. */
  async say(line: string): Promise<void> {
    if (!this.streams.output.write(`${line}\n`)) await once(this.streams.output, 'drain');
  }

  /** One line for people on standard error. */
  remark(line: string): void {
    this.streams.errors.write(`${line}\n`);
  }

  /** The installation opened for one piece of work: no timers, no listening, judging in place. */
  async opened<T>(work: (app: NestFastifyApplication) => Promise<T>): Promise<T> {
    const { settings } = this;
    const clock = settings.demonstration ? demonstrationClock(settings) : new SystemClock();
    const logLevel = settings.logLevel === 'info' ? 'warn' : settings.logLevel;
    const app = await createApplication({ ...settings, workers: 0, logLevel }, clock, { beating: false });
    try {
      return await work(app);
    } finally {
      await closeApplication(app);
    }
  }
}

/** The value if it is one of the words. @throws Unusable naming the option and what is allowed */
export function wordOf<T extends string>(option: string, value: string, words: readonly T[]): T {
  const found = words.find((word) => word === value);
  if (!found) throw new Unusable(`${option}=“${value}”无法使用，可用：${words.join('、')}。`, `${option}="${value}" cannot be used; allowed: ${words.join(', ')}.`);
  return found;
}
