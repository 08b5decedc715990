import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import { canonicalJson, sha256Hex } from '../../core/canonical.js';
import type { DutyList } from '../../core/judgement/ranking.js';
import type { FormRule } from '../../core/quality/forms.js';
import type { QualitySettings } from '../../core/quality/settings.js';
import type { Pair } from '../../core/quality/verdicts.js';
import type { Settings } from '../settings.js';
import { InjectSettings } from '../settings.provider.js';
import { Judge, readQuality, type Letter, type Reading, type ReplyReading } from './judge.js';

/** Judging for the rooms: in a pool of threads, or in place where `WORKERS=0` (small machines, tests). */
@Injectable()
export class Judging implements OnModuleDestroy {
  private readonly pool: Piscina | null;
  private readonly judge: Judge | null;
  private versions = new WeakMap<readonly DutyList[], string>();

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
  async read(letter: Letter, duties: readonly DutyList[]): Promise<Reading> {
    if (this.judge) return this.judge.read(letter, duties);
    const version = this.versionOf(duties);
    const reading = (await this.pool!.run({ letter, version }, { name: 'read' })) as Reading | 'send the duties';
    if (reading !== 'send the duties') return reading;
    return (await this.pool!.run({ letter, version, duties }, { name: 'read' })) as Reading;
  }

  /** Findings of a reply, and the redacted public copies. */
  async readReply(pair: Pair, publicPhones: readonly string[]): Promise<ReplyReading> {
    if (this.judge) return this.judge.readReply(pair, publicPhones);
    return (await this.pool!.run({ pair, publicPhones }, { name: 'readReply' })) as ReplyReading;
  }

  /** The texts without personal data, in their order; phone numbers of offices stay. */
  async redact(texts: readonly string[], publicPhones: readonly string[]): Promise<string[]> {
    if (this.judge) return this.judge.redactAll(texts, publicPhones);
    return (await this.pool!.run({ texts, publicPhones }, { name: 'redactAll' })) as string[];
  }

  private versionOf(duties: readonly DutyList[]): string {
    let version = this.versions.get(duties);
    if (version === undefined) {
      version = sha256Hex(canonicalJson(JSON.parse(JSON.stringify(duties))));
      this.versions.set(duties, version);
    }
    return version;
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}
