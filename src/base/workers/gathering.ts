import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { TopicLetter } from '../../core/judgement/topics/letters.js';
import { topicsOf, type Topic, type TopicOptions } from '../../core/judgement/topics/topics.js';
import type { Settings } from '../settings.js';
import { InjectSettings } from '../settings.provider.js';

/** Topics for the rooms: in a thread that lives as long as the work, apart from judging, or in place where `WORKERS=0`. */
@Injectable()
export class Gathering implements OnModuleDestroy {
  private readonly pool: Piscina | null;

  constructor(@InjectSettings() { workers }: Settings) {
    this.pool = workers === 0 ? null : new Piscina({ filename: new URL('./gathering.worker.js', import.meta.url).href, minThreads: 0, maxThreads: 1, idleTimeout: 1000 });
  }

  async topics(letters: readonly TopicLetter[], options: TopicOptions): Promise<Topic[]> {
    return this.pool ? ((await this.pool.run({ letters, options }, { name: 'topics' })) as Topic[]) : topicsOf(letters, options);
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.destroy();
  }
}
