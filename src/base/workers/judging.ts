import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { Redaction } from '../../core/judgement/redaction.js';
import type { FormRule } from '../../core/quality/forms.js';
import type { QualitySettings } from '../../core/quality/settings.js';
import type { Pair } from '../../core/quality/verdicts.js';
import type { Settings } from '../settings.js';
import { InjectSettings } from '../settings.provider.js';
import { Judge, readQuality, type Letter, type Reading, type ReplyReading } from './judge.js';
import { UnpackedBasis, type RoutingBasis } from './routing-basis.js';

/** Judging for the rooms: in a pool of threads, or in place where `WORKERS=0` (small machines, tests). */
@Injectable()
export class Judging implements OnModuleDestroy {
  private readonly pool: Piscina | null;
  private readonly judge: Judge | null;
  private readonly unpacked = new UnpackedBasis();

  /** What each finding weighs: asked for at every review, and cheap to know here. */
  readonly quality: QualitySettings;
  /** Which elements a reply must have, by channel, kind and length. */
  readonly forms: readonly FormRule[];

  constructor(@InjectSettings() settings: Settings) {
    const { workers, configDirectory } = settings;
    ({ quality: this.quality, forms: this.forms } = readQuality(configDirectory));
    this.judge = workers === 0 ? new Judge(configDirectory) : null;
    this.pool = workers === 0 ? null : new Piscina({
      filename: new URL('./judging.worker.js', import.meta.url).href,
      minThreads: 1, maxThreads: workers, workerData: { configDirectory },
    });
  }

  /** Kind, urgency, holding reasons and proposed departments of a message. */
  async read(letter: Letter, basis: RoutingBasis): Promise<Reading> {
    if (this.judge) {
      this.unpacked.take(basis);
      return this.judge.read(letter, this.unpacked);
    }
    const { version } = basis;
    const reading = (await this.pool!.run({ letter, version }, { name: 'read' })) as Reading | 'send the basis';
    if (reading !== 'send the basis') return reading;
    return (await this.pool!.run({ letter, version, basis }, { name: 'read' })) as Reading;
  }

  /** Findings of a reply, and the redacted public copies. */
  async readReply(pair: Pair, publicPhones: readonly string[]): Promise<ReplyReading> {
    if (this.judge) return this.judge.readReply(pair, publicPhones);
    return (await this.pool!.run({ pair, publicPhones }, { name: 'readReply' })) as ReplyReading;
  }

  /** The texts without personal data, in their order; phone numbers of offices stay. */
  async redact(texts: readonly string[], publicPhones: readonly string[]): Promise<string[]> {
    return (await this.redactions(texts, publicPhones)).map(({ text }) => text);
  }

  /** The same, with where each cut was made. */
  async redactions(texts: readonly string[], publicPhones: readonly string[]): Promise<Redaction[]> {
    if (this.judge) return this.judge.redactAll(texts, publicPhones);
    return (await this.pool!.run({ texts, publicPhones }, { name: 'redactAll' })) as Redaction[];
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}
