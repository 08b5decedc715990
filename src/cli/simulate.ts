import { join } from 'node:path';
import { SimulatedClock, stopwatch } from '../base/clock.js';
import { readYaml, Rulebook } from '../base/policy.js';
import { Database } from '../base/database/database.js';
import type { Settings } from '../base/settings.js';
import { Registry, type RegistryFile } from '../registry/registry.service.js';
import { closeApplication, createApplication } from '../application.js';
import type { Verb } from './desk.js';
import { checkInvariants } from './simulation/invariants.js';
import { actsByName, statesOfCases } from './simulation/invariants.query.js';
import { lastWritten } from '../journal/verify.query.js';
import { readLetters } from './simulation/letters.js';
import { SIMULATED_ACCOUNT, Simulation } from './simulation/simulation.js';

const MINUTE_MS = 60_000;

/**
 * Drives the whole line with real letters on a simulated clock, in a fresh or half-done data directory.
 * Returns the exit status: 0 when every invariant holds.
 */
async function simulate(given: Settings, file: string, say: (line: string) => Promise<void>): Promise<number> {
  const elapsed = stopwatch();
  // The simulation may lose the last moments of a power cut: it is run again, not relied upon.
  const settings = { ...given, synchronous: 'NORMAL' as const, logLevel: given.logLevel === 'info' ? ('warn' as const) : given.logLevel };
  const letters = await readLetters(file, new Rulebook(settings.configDirectory).today);
  if (letters.length === 0) throw new Error('文件中没有留言 / there are no letters in the file');
  const clock = new SimulatedClock(letters[0]!.at - MINUTE_MS);
  const app = await createApplication(settings, clock, { beating: false });
  const database = app.get(Database);
  const last = await lastWritten(database.rows.sql);
  if (last !== null) clock.moveTo(last);
  await app.get(Registry).take(withAccount(readYaml(join(settings.configDirectory, 'demo', 'registry.yaml'), (value) => value as RegistryFile)));
  const simulation = await Simulation.on(app, settings.dataDirectory);
  await simulation.play(letters, (count) => void say(`  ${count}/${letters.length} …`));
  const seconds = elapsed() / 1000;
  await say(`事件 acts: ${JSON.stringify(await actsByName(database.rows.sql))}`);
  await say(`状态 states: ${JSON.stringify(await statesOfCases(database.rows.sql))}`);
  const invariants = await checkInvariants(app, letters.length, settings.smtpUrl ? null : join(settings.dataDirectory, 'mail'));
  for (const { name, found, holds } of invariants) await say(`${holds ? '✓' : '✗'} ${name}: ${found}`);
  await say(`${letters.length} 条，${seconds.toFixed(1)} 秒（核对另 ${(elapsed() / 1000 - seconds).toFixed(1)} 秒），最大内存 ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  await closeApplication(app);
  return invariants.every(({ holds }) => holds) ? 0 : 1;
}

/** `simulate --messages FILE`. */
export const simulateVerb: Verb = (program, desk) => {
  program
    .command('simulate')
    .description('用真实留言在模拟时钟上走完全程 / the whole line with real letters on a simulated clock')
    .requiredOption('--messages <file>', 'JSON 行 {id, user, subject, time, message, reply, replyTime} / JSON lines')
    .action(async ({ messages }: { messages: string }) => {
      desk.status = await simulate(desk.settings, desk.file(messages), (line) => desk.say(line));
    });
};

/** The demonstration’s registry, and one account whose follow-ups never join: each letter has its own reply. */
function withAccount(file: RegistryFile): RegistryFile {
  const sponsor = file.departments!.find((each) => each.own)!.organisation;
  const account = { handle: SIMULATED_ACCOUNT, platform: 'website' as const, name: '模拟信箱', sponsor, robotsOff: true, attachMinutes: 0 };
  return { ...file, accounts: [...(file.accounts ?? []), account] };
}
