// One process of an installation at a fixed instant: hears, sweeps and mails until nothing is left, then ends. To be killed.
// NOW=ms DATA_DIR=… [DATABASE_URL=…] SMTP_URL=… node test/kills/sweeper.mjs
import { ensureBuilt } from '../../config/build/ensure-built.mjs';

ensureBuilt();
const { createApplication, closeApplication } = await import('../../dist/application.js');
const { readSettings } = await import('../../dist/base/settings.js');
const { SimulatedClock } = await import('../../dist/base/clock.js');
const { Relay } = await import('../../dist/journal/relay.js');
const { Escalation } = await import('../../dist/escalation/escalation.service.js');
const { Notices } = await import('../../dist/notice/notice.service.js');

const app = await createApplication(readSettings(), new SimulatedClock(Number(process.env.NOW)), { beating: false });
process.stdout.write('begins\n');
for (let quiet = 0; quiet < 2; ) {
  const heard = await app.get(Relay).drain();
  const fired = await app.get(Escalation).sweep();
  const sent = await app.get(Notices).sendDue();
  quiet = heard + fired + sent === 0 ? quiet + 1 : 0;
}
await closeApplication(app);
