import { Global, Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import type { Clock } from './base/clock.js';
import type { Settings } from './base/settings.js';
import { BaseModule } from './base.module.js';
import { BesideModule } from './beside.module.js';
import { EarlierReplies } from './casefile/earlier-replies.js';
import { DemonstrationController } from './demonstration.js';
import { FrontController } from './front.js';
import { HealthController } from './health.js';
import { Heartbeat } from './heartbeat.js';
import { Audience } from './journal/journal.js';
import { Listeners } from './journal/relay.js';
import { LineModule } from './line.module.js';
import { RoomListeners, Subscriptions } from './subscriptions.js';
import { RepliesAlike } from './views/replies-alike.service.js';

@Global()
@Module({
  imports: [LineModule, BesideModule],
  providers: [
    { provide: Audience, useClass: Subscriptions },
    { provide: Listeners, useClass: RoomListeners },
    { provide: EarlierReplies, useClass: RepliesAlike },
  ],
  exports: [Audience, Listeners, EarlierReplies],
})
class HandOverModule {}

@Module({})
export class AppModule {
  /** `beating: false` leaves the timers off: tests and the simulation move time themselves. */
  static with(settings: Settings, clock: Clock, { beating }: { beating: boolean }): DynamicModule {
    return {
      module: AppModule,
      imports: [BaseModule.with(settings, clock), LineModule, BesideModule, HandOverModule, ...(beating ? [ScheduleModule.forRoot()] : [])],
      controllers: [FrontController, HealthController, DemonstrationController],
      providers: beating ? [Heartbeat] : [],
    };
  }
}
