/**
 * Every figure of every month of an installation, recounted by plain SQL (`test/reporting/recount.sql`), and the lists behind them.
 *
 *   node test/bench/recount.ts DATA_DIR      (DATABASE_URL: PostgreSQL)
 */
const place = { DATA_DIR: process.argv[2]!, ...(process.env['DATABASE_URL'] && { DATABASE_URL: process.env['DATABASE_URL'] }) };
const DIST = '../../dist';
const RECOUNT = '../reporting/recount.ts';
/** Built code, typed by its source. */
const application = (await import(`${DIST}/application.js`)) as typeof import('../../src/application.js');
const { readSettings } = (await import(`${DIST}/base/settings.js`)) as typeof import('../../src/base/settings.js');
const { StoppedClock } = (await import(`${DIST}/base/clock.js`)) as typeof import('../../src/base/clock.js');
const { Database } = (await import(`${DIST}/base/database/database.js`)) as typeof import('../../src/base/database/database.js');
const { Rulebook } = (await import(`${DIST}/base/policy.js`)) as typeof import('../../src/base/policy.js');
const { CountedLists } = (await import(`${DIST}/reporting/counted-lists.service.js`)) as typeof import('../../src/reporting/counted-lists.service.js');
const { lastWritten } = (await import(`${DIST}/journal/verify.query.js`)) as typeof import('../../src/journal/verify.query.js');
const { Recount, recountedMonths } = (await import(RECOUNT)) as typeof import('../reporting/recount.js');

const settings = readSettings({ ...place, WORKERS: '0', LOG_LEVEL: 'error' });
const clock = new StoppedClock(0);
const app = await application.createApplication(settings, clock, { beating: false });
const now = (await lastWritten(app.get(Database).rows.sql))! + 1;
clock.set(now);
const recount = await Recount.of(place);
const { months, figures, differences } = await recountedMonths(app.get(CountedLists), recount, app.get(Rulebook), now);
await recount.close();
await application.closeApplication(app);
for (const each of differences.slice(0, 50)) process.stdout.write(`✗ ${each}\n`);
process.stdout.write(`${differences.length === 0 ? '✓' : '✗'} 月报逐项复算 figures recounted: ${figures} of ${months} months, ${differences.length} differ\n`);
process.exitCode = differences.length === 0 ? 0 : 1;
