import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import { compareKept, learn, type LearningResult, type LearningTask } from '../../core/routing/learning.js';
import type { Comparison } from '../../core/routing/comparing.js';
import type { Settings } from '../settings.js';
import { InjectSettings } from '../settings.provider.js';

/** What is to be compared: two models, or the duty lists in place of one. */
export interface ComparisonTask extends LearningTask {
  readonly model: Uint8Array | null;
}

/** Long computations over many cases, in a thread that ends when it is idle; in place where `WORKERS=0`. */
@Injectable()
export class Learning implements OnModuleDestroy {
  private readonly pool: Piscina | null;
  private ending = false;

  constructor(@InjectSettings() { workers }: Settings) {
    this.pool = workers === 0 ? null : new Piscina({
      filename: new URL('./learning.worker.js', import.meta.url).href, minThreads: 0, maxThreads: 1, idleTimeout: 1000,
    });
  }

  async learn(task: LearningTask): Promise<LearningResult> {
    return this.pool ? ((await this.pool.run(task, { name: 'learn' })) as LearningResult) : learn(task);
  }

  async compare(task: ComparisonTask): Promise<Comparison> {
    if (this.pool) return (await this.pool.run(task, { name: 'compare' })) as Comparison;
    return compareKept(task.examples, task.duties, task.model, task.former);
  }

  /** The process ends: what failed now failed for that alone. */
  get isEnding(): boolean {
    return this.ending;
  }

  /** Work under way is dropped: it is begun anew. */
  async onModuleDestroy(): Promise<void> {
    this.ending = true;
    await this.pool?.destroy();
  }
}
