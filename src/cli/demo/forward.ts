import { actRow, type ActName } from '../../core/lifecycle.js';
import type { Settings } from '../../base/settings.js';

const UNITS: Record<string, 'hours' | 'workingDays'> = { h: 'hours', d: 'workingDays' };

/** Asks the running demonstration to move its clock: `4h` hours, `2d` working days. Returns the exit status. */
export async function forwardDemonstration(settings: Settings, amount: string): Promise<number> {
  const [, count, unit] = /^(\d+)([hd])$/.exec(amount) ?? [];
  if (!count || !unit) {
    process.stderr.write('用法：npm run demo -- forward 4h（小时）或 2d（工作日）\nUsage: npm run demo -- forward 4h (hours) or 2d (working days)\n');
    return 2;
  }
  const answer = await fetch(`http://${settings.host}:${settings.port}/api/v1/demonstration/forward`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ [UNITS[unit]!]: Number(count) }),
  }).catch(() => null);
  if (!answer?.ok) {
    process.stderr.write('演示没有在运行，请先 npm run demo\nThe demonstration is not running; start it with npm run demo\n');
    return 1;
  }
  const { from, now, acts, mailsWaiting } = (await answer.json()) as { from: string; now: string; acts: Record<string, number>; mailsWaiting: number };
  process.stdout.write(`${from} → ${now}\n`);
  for (const [act, times] of Object.entries(acts)) {
    process.stdout.write(`  ${actRow(act as ActName).zh} ${act}: ${times}\n`);
  }
  if (Object.keys(acts).length === 0) process.stdout.write('  这段时间没有事项到期 nothing fell due\n');
  if (mailsWaiting > 0) process.stdout.write(`  邮件服务器连不上，${mailsWaiting} 封待发 the mail server cannot be reached, ${mailsWaiting} mails wait\n`);
  return 0;
}
