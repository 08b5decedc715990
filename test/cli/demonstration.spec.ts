import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeApplication, createApplication } from '../../src/application.js';
import { Assessment, AssessmentObjection } from '../../src/assessment/assessment.entities.js';
import { SpotCheck } from '../../src/assessment/spot-check.entities.js';
import { Clock, SystemClock } from '../../src/base/clock.js';
import { Database } from '../../src/base/database/database.js';
import { Rulebook } from '../../src/base/policy.js';
import { projectDirectory, readSettings } from '../../src/base/settings.js';
import { replayAll } from '../../src/casefile/replay.js';
import { fillDemonstration } from '../../src/cli/demo.js';
import { demonstrationClock } from '../../src/demonstration.js';
import { verifyAudit } from '../../src/journal/verify.js';
import { CountedLists } from '../../src/reporting/counted-lists.service.js';
import { Recount, recountedMonths } from '../reporting/recount.js';

describe('the demonstration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-demo-test-'));
  const settings = (name: string) =>
    readSettings({ DATA_DIR: join(folder, name), CONFIG_DIR: join(projectDirectory, 'config'), WORKERS: '0', LOG_LEVEL: 'error', DEMONSTRATION: 'on' });
  const forward = { method: 'POST' as const, url: '/api/v1/demonstration/forward', headers: { 'content-type': 'application/json' } };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('plays its three months without a fault, and its clock moved forward sets off what falls due', async () => {
    const here = settings('demo');
    await fillDemonstration(here, () => undefined);
    const app = await createApplication(here, demonstrationClock(here), { beating: false });
    const database = app.get(Database);
    const states = await database.rows.sql.all<{ state: string }>('select distinct state from case_files');
    expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['closed', 'handling', 'queued', 'filed', 'rejected', 'merged']));
    // Spot checks and an assessment to look at: one closed, one under way, deductions that were objected to.
    const checks = await database.rows.find(SpotCheck, {}, { orderBy: 'id' });
    expect(checks.map(({ state }) => state)).toEqual(['closed', 'checking']);
    expect(await database.rows.find(Assessment, {})).toMatchObject([{ state: 'fixed' }]);
    expect((await database.rows.find(AssessmentObjection, {})).map(({ state }) => state).toSorted()).toEqual(['accepted', 'upheld']);
    const server = app.getHttpAdapter().getInstance();
    const signedIn = await server.inject({ method: 'POST', url: '/api/v1/session', headers: forward.headers, payload: JSON.stringify({ login: 'shen.yuqing', password: 'Huiyin-demo-2026' }) });
    const moved = await server.inject({ ...forward, payload: JSON.stringify({ workingDays: 2 }) });
    expect(moved.json()).toMatchObject({ acts: { miss: expect.any(Number), remind: expect.any(Number), urge: expect.any(Number) } });
    // Who moves the clock is not signed out by it.
    expect((await server.inject({ method: 'GET', url: '/api/v1/session', headers: { cookie: String(signedIn.headers['set-cookie']) } })).statusCode).toBe(200);
    expect((await verifyAudit(database)).faults).toEqual([]);
    expect((await replayAll(database, app.get(Rulebook))).differences).toEqual([]);
    expect(await database.rows.sql.all('select id from deliveries where done_at is null')).toEqual([]);
    expect(readdirSync(join(here.dataDirectory, 'mail')).length).toBeGreaterThan(1000);
    await closeApplication(app);
  }, 240_000);

  it('takes no directory that holds anything, and leaves it as it was', async () => {
    const here = settings('taken');
    mkdirSync(here.dataDirectory);
    writeFileSync(join(here.dataDirectory, 'letter.txt'), '不要动');
    await expect(fillDemonstration(here, () => undefined)).rejects.toThrow(/空的数据目录[^]*an empty data directory/);
    expect(readdirSync(here.dataDirectory)).toEqual(['letter.txt']);
  });

  // The long form, for `test/verify.mjs`.
  (process.env['RECOUNT'] ? describe : describe.skip)('recounted', () => {
    it('has every figure of its every month, and the lists behind them, told once more by plain SQL', async () => {
      const here = settings('demo');
      const app = await createApplication(here, demonstrationClock(here), { beating: false });
      const recount = await Recount.of({ DATA_DIR: here.dataDirectory });
      const told = await recountedMonths(app.get(CountedLists), recount, app.get(Rulebook), app.get(Clock).now());
      await recount.close();
      await closeApplication(app);
      expect(told).toEqual({ months: expect.any(Number), figures: expect.any(Number), differences: [] });
      expect(told.figures).toBeGreaterThan(10_000);
    }, 600_000);
  });

  it('leaves an installation that serves people alone', async () => {
    const here = settings('serving');
    const app = await createApplication({ ...here, demonstration: false }, new SystemClock(), { beating: false });
    const refused = await app.getHttpAdapter().getInstance().inject({ ...forward, payload: JSON.stringify({ hours: 4 }) });
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'demonstration_only' }]);
    await closeApplication(app);
    await expect(fillDemonstration(here, () => undefined)).rejects.toThrow(/空的数据目录[^]*DATA_DIR/);
  });
});
