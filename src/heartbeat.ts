import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, Interval } from '@nestjs/schedule';
import { Terms } from './assessment/terms.js';
import { NightlyReplay } from './casefile/nightly-replay.js';
import { Live } from './desk/live.js';
import { Escalation } from './escalation/escalation.service.js';
import { Indexing } from './knowledge/indexing.service.js';
import { KnowledgeUpkeep } from './knowledge/upkeep.service.js';
import { Mirroring } from './knowledge/mirroring.service.js';
import { Insight } from './insight/insight.service.js';
import { Journal } from './journal/journal.js';
import { Relay } from './journal/relay.js';
import { Sealer } from './journal/seal.js';
import { Training } from './routing/training.service.js';
import { Notices } from './notice/notice.service.js';
import { Issuing } from './reporting/issuing.service.js';
import { Webhooks } from './webhook/webhook.service.js';
import { Rebases } from './rules/rebases.service.js';

/** Every timer of the installation. A beat never overlaps itself; what a beat finds undone the next one finds too. */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Heartbeat.name);
  private readonly busy = new Map<string, Promise<void>>();
  private stopped = false;

  constructor(
    private readonly relay: Relay,
    private readonly escalation: Escalation,
    private readonly notices: Notices,
    private readonly webhooks: Webhooks,
    private readonly rebases: Rebases,
    private readonly replay: NightlyReplay,
    private readonly sealer: Sealer,
    private readonly journal: Journal,
    private readonly insight: Insight,
    private readonly live: Live,
    private readonly indexing: Indexing,
    private readonly issuing: Issuing,
    private readonly knowledge: KnowledgeUpkeep,
    private readonly mirroring: Mirroring,
    private readonly training: Training,
    private readonly terms: Terms,
  ) {}

  onApplicationBootstrap(): void {
    // A hint that there is something to hear; the interval finds it anyway.
    this.journal.onEntry(() => setImmediate(() => void this.deliver()));
  }

  @Interval(1000)
  async deliver(): Promise<void> {
    await this.once('relay', () => this.relay.drain());
  }

  @Interval(5000)
  async sweep(): Promise<void> {
    await this.once('sweep', () => this.escalation.sweep());
  }

  @Interval(5000)
  async rebase(): Promise<void> {
    await this.once('rebase', () => this.rebases.work());
  }

  /** At night, when nobody waits. */
  @Cron('30 2 * * *', { timeZone: 'Asia/Shanghai' })
  async replayAll(): Promise<void> {
    await this.once('replay', () => this.replay.run());
  }

  /** At night too, after the clocks were computed again. */
  @Cron('30 3 * * *', { timeZone: 'Asia/Shanghai' })
  async gatherTopics(): Promise<void> {
    await this.once('topics', () => this.insight.run());
  }

  /** After the topics: what the day confirmed is learned. */
  @Cron('30 4 * * *', { timeZone: 'Asia/Shanghai' })
  async askForNightlyTraining(): Promise<void> {
    await this.once('nightly training', () => this.training.askIfDue('night'));
  }

  /** In the day only when much came at once: past cases imported, a first month. */
  @Cron('20 * * * *', { timeZone: 'Asia/Shanghai' })
  async askForTraining(): Promise<void> {
    await this.once('training of many', () => this.training.askIfDue('many'));
  }

  @Interval(10_000)
  async train(): Promise<void> {
    await this.once('training', () => this.training.work());
  }

  @Interval(2000)
  async sendUrgentMail(): Promise<void> {
    await this.once('urgent mail', () => this.notices.sendUrgent());
  }

  /** At the full minute, in every process: what one person is told in a minute is one mail. */
  @Cron('0 * * * * *')
  async sendMail(): Promise<void> {
    await this.once('mail', () => this.notices.sendDue());
  }

  @Interval(60_000)
  async greet(): Promise<void> {
    await this.once('greet', () => this.notices.greet());
  }

  /** 月报: due on the first working day of the month. */
  @Interval(60_000)
  async report(): Promise<void> {
    await this.once('report', () => this.issuing.beat());
  }

  /** 抽查、考核的期限. */
  @Interval(60_000)
  async passTerms(): Promise<void> {
    await this.once('terms', () => this.terms.sweep());
  }

  @Interval(2000)
  async push(): Promise<void> {
    await this.once('push', () => this.webhooks.pushDue());
  }

  @Interval(3000)
  async index(): Promise<void> {
    await this.once('index', () => this.indexing.catchUp());
  }

  @Interval(1000)
  async tellLive(): Promise<void> {
    await this.once('live', () => this.live.beat());
  }

  @Interval(60_000)
  async tendAnswers(): Promise<void> {
    await this.once('answers', async () => {
      await this.knowledge.expire();
      await this.knowledge.keepCounts();
    });
  }

  @Interval(60_000)
  async mirror(): Promise<void> {
    await this.once('mirror', () => this.mirroring.pullDue());
  }

  @Interval(60_000)
  async seal(): Promise<void> {
    await this.once('seal', () => this.sealer.seal());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.busy.values());
  }

  private async once(name: string, beat: () => Promise<unknown>): Promise<void> {
    if (this.stopped || this.busy.has(name)) return;
    const work = beat().then(
      () => undefined,
      (error: unknown) => this.logger.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    );
    this.busy.set(name, work);
    await work;
    this.busy.delete(name);
  }
}
