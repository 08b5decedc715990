import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { SimulatedClock, SystemClock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { readYaml, Rulebook } from '../base/policy.js';
import type { Settings } from '../base/settings.js';
import { closeApplication, createApplication } from '../application.js';
import { keepShift } from '../demonstration.js';
import { User } from '../identity/identity.entities.js';
import { Identity } from '../identity/identity.service.js';
import { Registry, type RegistryFile } from '../registry/registry.service.js';
import { readDemoMessages } from './demo/demo-message.js';
import { Play } from './demo/play.js';

/** Everybody of the demonstration signs in with this. It opens nothing but an example. */
export const DEMO_PASSWORD = 'Huiyin-demo-2026';
/** Sunday evening: three months lie behind, some cases are open, some overdue. */
const DEMO_NOW = '2026-11-08T20:00:00+08:00';
const HOUR_MS = 3_600_000;

/** Fills a fresh data directory with the demonstration’s three months and sets its clock. Returns false where it was filled before. */
export async function fillDemonstration(settings: Settings, say: (line: string) => void): Promise<boolean> {
  const folder = join(settings.configDirectory, 'demo');
  const messages = readDemoMessages(join(folder, 'messages.jsonl'));
  const calendar = new Rulebook(settings.configDirectory).today;
  const clock = new SimulatedClock(calendar.instant(messages[0]!.occurredAt) - HOUR_MS);
  const app = await createApplication({ ...settings, synchronous: 'NORMAL' }, clock, { beating: false });
  const fresh = (await app.get(Database).rows.find(User, {}, { limit: 1 })).length === 0;
  if (fresh) {
    say(`正在演出三个月的办理过程（${messages.length} 条留言）… playing three months of ${messages.length} messages …`);
    await app.get(Registry).take(readYaml(join(folder, 'registry.yaml'), (value) => value as RegistryFile));
    const passwordHash = await hash(DEMO_PASSWORD);
    await app.get(Database).write('person', async (turn) => {
      await app.get(Identity).putUser(turn, { login: 'admin', name: '系统管理员', roles: ['administrator'] });
      await turn.rows.updateWhere(User, {}, { passwordHash, passwordSetAt: turn.now, mustChangePassword: false });
    });
    const play = await Play.on(app);
    await play.perform(messages, calendar.instant(DEMO_NOW));
    keepShift(settings, calendar.instant(DEMO_NOW) - new SystemClock().now());
  }
  await closeApplication(app);
  return fresh;
}
