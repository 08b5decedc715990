import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Clock, toIso } from './base/clock.js';
import { Database } from './base/database/database.js';
import { Anybody } from './identity/door.js';
import { NightlyReplay } from './casefile/nightly-replay.js';
import { Relay } from './journal/relay.js';
import { RotaKeeping } from './rota/rota.service.js';
import { Calendars } from './rules/calendars.service.js';

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly relay: Relay,
    private readonly calendars: Calendars,
    private readonly replay: NightlyReplay,
    private readonly rota: RotaKeeping,
  ) {}

  /** Alive, and what a person should look after. */
  @Get('health')
  @Anybody()
  async health() {
    const parked = await this.relay.parked();
    const differences = this.replay.last?.differences ?? 0;
    const missing = await this.calendars.missingYear();
    const unmanned = await this.rota.gapsAhead();
    const warnings = [
      ...(parked > 0 ? [`${parked} 项传递已停放，请管理员处理 / ${parked} deliveries are parked`] : []),
      ...(missing ? [`尚未载入 ${missing} 年放假安排，跨年时限为暂定 / the holiday notice of ${missing} is not loaded yet`] : []),
      ...unmanned.map(({ organisation, gaps }) => `${organisation}未来七天有 ${gaps.length} 段时间无人值班 / ${gaps.length} unmanned times in the next seven days`),
      ...(differences > 0 ? [`昨夜重算时限有 ${differences} 处不符，详见日志和 huiyin replay / the nightly replay found ${differences} differences, see the log and huiyin replay`] : []),
    ];
    return { status: 'ok', at: toIso(this.clock.now()), database: this.database.dialect, parked, warnings };
  }

  @Get('ready')
  @Anybody()
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const reachable = await this.database.isReachable();
    if (!reachable) void reply.status(503);
    return { ready: reachable };
  }
}
