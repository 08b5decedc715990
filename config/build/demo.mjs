// The demonstration: fills data/demo once, then starts on its own clock. `npm run demo -- forward 4h | 2d` moves that clock.
import { join } from 'node:path';
import { ensureBuilt, root } from './ensure-built.mjs';

ensureBuilt();
process.env.DATA_DIR ??= join(root, 'data', 'demo');
process.env.DEMONSTRATION = 'on';
const { readSettings, SettingFault } = await import('../../dist/base/settings.js');
const { Unusable } = await import('../../dist/cli/desk.js');

async function demonstrate([verb, amount]) {
  const settings = readSettings();
  if (verb === 'forward') {
    const { forwardDemonstration } = await import('../../dist/cli/demo/forward.js');
    process.exit(await forwardDemonstration(settings, amount ?? ''));
  }
  const { DEMO_PASSWORD, fillDemonstration } = await import('../../dist/cli/demo.js');
  await fillDemonstration({ ...settings, logLevel: 'error' }, (line) => process.stdout.write(`${line}\n`));
  process.stdout.write(`演示人员见 config/demo/registry.yaml，密码均为 ${DEMO_PASSWORD}；所有人 everybody’s password: ${DEMO_PASSWORD}\n`);
  await import('../../dist/main.js');
}

await demonstrate(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error instanceof SettingFault || error instanceof Unusable ? error.message : error.stack}\n`);
  process.exit(2);
});
