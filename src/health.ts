import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Clock, toIso } from './base/clock.js';
import { Database } from './base/database/database.js';
import { Rulebook } from './base/policy.js';
import { Anybody } from './identity/door.js';
import { Relay } from './journal/relay.js';

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly relay: Relay,
    private readonly rulebook: Rulebook,
  ) {}

  /** Alive, and what a person should look after. */
  @Get('health')
  @Anybody()
  async health() {
    const parked = await this.relay.parked();
    const missing = this.missingYear();
    const warnings = [
      ...(parked > 0 ? [`${parked} 项传递已停放，请管理员处理 / ${parked} deliveries are parked`] : []),
      ...(missing ? [`尚未载入 ${missing} 年放假安排，跨年时限为暂定 / the holiday notice of ${missing} is not loaded yet`] : []),
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

  /** From 1 November the next year’s notice is missed. */
  private missingYear(): number | null {
    const today = this.rulebook.today.iso(this.clock.now()).slice(0, 10);
    const next = Number(today.slice(0, 4)) + 1;
    return today.slice(5) >= '11-01' && this.rulebook.today.isProvisional(`${next}-01-01`) ? next : null;
  }
}
