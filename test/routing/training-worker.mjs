// Trains as a serving installation does, in a thread of its own, which only built code has: prints how it went, how long
// the main thread stood still, and how a training that is cut off goes on.   node test/routing/training-worker.mjs FOLDER PAST.csv
import { join } from 'node:path';
import { ensureBuilt, root } from '../../config/build/ensure-built.mjs';

ensureBuilt();
await import('reflect-metadata');
const { createApplication, closeApplication } = await import(`${root}dist/application.js`);
const { SystemClock } = await import(`${root}dist/base/clock.js`);
const { Database } = await import(`${root}dist/base/database/database.js`);
const { readSettings } = await import(`${root}dist/base/settings.js`);
const { Imports } = await import(`${root}dist/intake/import.service.js`);
const { Directory } = await import(`${root}dist/registry/directory.js`);
const { Registry } = await import(`${root}dist/registry/registry.service.js`);
const { Training } = await import(`${root}dist/routing/training.service.js`);

const [folder, path] = process.argv.slice(2);
const open = () => createApplication(readSettings({ DATA_DIR: folder, CONFIG_DIR: join(root, 'config'), WORKERS: '1', LOG_LEVEL: 'error', SQLITE_SYNCHRONOUS: 'NORMAL' }), new SystemClock(), { beating: false });
const last = async (app) => (await app.get(Training).list())[0].outcome;

let app = await open();
await app.get(Registry).take({
  organisations: [{ code: 'office', name: '政务新媒体中心' }],
  departments: ['transport', 'housing', 'urban'].map((code) => ({ code, name: code, organisation: 'office' })),
  accounts: [{ handle: 'wx', platform: 'wechat', name: '公众号', sponsor: 'office' }],
});
const order = { account: (await app.get(Directory).refresh()).accountByHandle('wx'), path, name: 'past.csv', mode: 'history' };
await app.get(Imports).run(await app.get(Imports).begin(order), order);

await app.get(Training).ask('test');
let [stood, at] = [0, performance.now()];
const watch = setInterval(() => {
  stood = Math.max(stood, performance.now() - at);
  at = performance.now();
}, 5);
const begun = performance.now();
await app.get(Training).work();
const took = performance.now() - begun;
clearInterval(watch);
const trained = await last(app);

await app.get(Training).ask('test');
const cutOff = app.get(Training).work();
await new Promise((resolve) => setTimeout(resolve, 50));
// The heartbeat waits for its beats before the database closes; here is none.
await app.close();
await cutOff;
await app.get(Database).close();
app = await open();
const waiting = await last(app);
await app.get(Training).work();
console.log(JSON.stringify({ trained, took: Math.round(took), stood: Math.round(stood), waiting, goneOn: await last(app) }));
await closeApplication(app);
