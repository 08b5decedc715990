import { existsSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { SimulatedClock, SystemClock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { readYaml, Rulebook } from '../base/policy.js';
import type { Settings } from '../base/settings.js';
import { closeApplication, createApplication } from '../application.js';
import { isFilled, keepShift } from '../demonstration.js';
import { User } from '../identity/identity.entities.js';
import { Identity } from '../identity/identity.service.js';
import { Registry, type RegistryFile } from '../registry/registry.service.js';
import type { RotaFile } from '../rota/rota-file.js';
import { RotaKeeping } from '../rota/rota.service.js';
import { Unusable } from './desk.js';
import { fillAnswerBase } from './demo/answer-base.js';
import { readDemoMessages } from './demo/demo-message.js';
import { Play } from './demo/play.js';

/** Everybody of the demonstration signs in with this. It opens nothing but an example. */
export const DEMO_PASSWORD = 'Huiyin-demo-2026';
/** Sunday evening: three months lie behind, some cases are open, some overdue. */
const DEMO_NOW = '2026-11-08T20:00:00+08:00';
const HOUR_MS = 3_600_000;

/**
 * Plays the demonstration’s three months into a fresh data directory and sets its clock; does nothing where that was done.
 * Played beside and moved into place at the end, so that a play that was cut off leaves nothing half-filled.
 * @throws Unusable where the directory holds anything else
 */
export async function fillDemonstration(settings: Settings, say: (line: string) => void): Promise<void> {
  if (isFilled(settings)) return;
  if (settings.databaseUrl || !isFree(settings.dataDirectory)) {
    throw new Unusable('演示要一个空的数据目录，此处已有别的内容。请另设 DATA_DIR，并不要设 DATABASE_URL。', 'The demonstration needs an empty data directory; there is something else in this one. Set another DATA_DIR, and no DATABASE_URL.');
  }
  const scratch = `${settings.dataDirectory}.filling`;
  rmSync(scratch, { recursive: true, force: true });
  // What is played is long past and invented: none of it is mailed to anybody.
  const { smtpUrl: _mail, wecomUrl: _wecom, smsUrl: _sms, ...alone } = settings;
  await play({ ...alone, dataDirectory: scratch, secretKeyFile: join(scratch, 'secret.key'), synchronous: 'NORMAL' }, say);
  // Taken away only while it is empty: whatever else came there meanwhile is nobody’s to remove.
  if (existsSync(settings.dataDirectory)) rmdirSync(settings.dataDirectory);
  renameSync(scratch, settings.dataDirectory);
}

const isFree = (directory: string): boolean => !existsSync(directory) || (statSync(directory).isDirectory() && readdirSync(directory).length === 0);

async function play(settings: Settings, say: (line: string) => void): Promise<void> {
  const folder = join(settings.configDirectory, 'demo');
  const messages = readDemoMessages(join(folder, 'messages.jsonl'));
  const calendar = new Rulebook(settings.configDirectory).today;
  const clock = new SimulatedClock(calendar.instant(messages[0]!.occurredAt) - HOUR_MS);
  const app = await createApplication(settings, clock, { beating: false });
  say(`正在演出三个月的办理过程（${messages.length} 条留言），约需半分钟… playing three months of ${messages.length} messages, about half a minute …`);
  await app.get(Registry).take(readYaml(join(folder, 'registry.yaml'), (value) => value as RegistryFile));
  await app.get(RotaKeeping).take(readYaml(join(folder, 'rota.yaml'), (value) => value as RotaFile), null);
  const passwordHash = await hash(DEMO_PASSWORD);
  await app.get(Database).write('person', async (turn) => {
    await app.get(Identity).putUser(turn, { login: 'admin', name: '系统管理员', roles: ['administrator'] });
    await turn.rows.updateWhere(User, {}, { passwordHash, passwordSetAt: turn.now, mustChangePassword: false });
  });
  await (await Play.on(app)).perform(messages, calendar.instant(DEMO_NOW));
  await fillAnswerBase(app, join(folder, 'knowledge.jsonl'));
  await closeApplication(app);
  keepShift(settings, calendar.instant(DEMO_NOW) - new SystemClock().now());
}
