import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Learning } from '../../src/base/workers/learning.js';
import { IdentityEvent } from '../../src/identity/identity.entities.js';
import { Identity } from '../../src/identity/identity.service.js';
import { readLessons } from '../../src/routing/lessons.js';
import { RoutingModels } from '../../src/routing/models.service.js';
import { RoutingBases } from '../../src/routing/bases.js';
import { Assignment, Proposal, RoutingModel, RoutingModelContent, RoutingSwitch, RoutingTraining } from '../../src/routing/routing.entities.js';
import { countLessons } from '../../src/routing/routing.query.js';
import { Training } from '../../src/routing/training.service.js';
import { administrator } from '../rules/administrator.js';
import { assigned, department, inHand } from '../handling/desk.js';
import { Office, onEachDatabase } from '../support/office.js';
import { letterOf, pastCases, pastCasesFile, trained } from './world.js';

interface Models {
  models: { version: number; inForce: boolean; threshold: { confidence: number }; figures: { macroF1: number; departments: { department: string }[] }; learnedFrom: { cases: number; byDepartment: Record<string, number> } }[];
  switches: { version: number | null; before: number | null; by: string; reason: string }[];
  trainings: { outcome: string | null }[];
}

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    await administrator(office);
  });
  afterAll(async () => await office.close());
  beforeEach(async () => {
    await office.empty(RoutingModel, RoutingModelContent, RoutingSwitch, RoutingTraining, Assignment, Proposal, IdentityEvent);
    // Cases of the test before teach nothing any more.
    await office.database.write('person', (turn) => turn.rows.updateWhere(CaseFile, { kind: 'complaint' }, { firstKind: 'report' }));
    await office.app.get(RoutingBases).now(true);
  });

  const lessons = async () => await readLessons(office.rows.sql);
  const seen = async (login = 'admin') => (await office.as(login).get<Models>('/api/v1/routing/models')).body;
  const proposed = async (text: string): Promise<Proposal> => {
    const { id } = await office.message('wx', { text, kind: 'complaint' });
    await office.settle();
    return (await office.rows.one(Proposal, { caseId: id }))!;
  };

  it('learns from what was signed for, what was given back, and past cases; never from a report', async () => {
    const signed = await inHand(office, { text: letterOf('housing', 1), kind: 'complaint', author: { id: 'a' } });
    await assigned(office, { text: letterOf('housing', 2), kind: 'complaint' });
    const returned = await assigned(office, { text: letterOf('urban', 3), kind: 'complaint' }, 'housing');
    await office.as('housing-head').act('ask-return', returned.id, { basis: '不属于我局职责，三定规定第二条' });
    await office.as('coordinator').act('grant-return', returned.id);
    expect((await lessons()).facts).toMatchObject({ cases: 2, onlyReturned: 1, returned: 1, byDepartment: { [department(office, 'housing')]: 1 } });
    await office.as('coordinator').act('assign', returned.id, { departmentId: 'urban' });
    await office.as('urban-handler').act('acknowledge', returned.id);
    const { examples, facts } = await lessons();
    expect(facts).toMatchObject({ cases: 2, onlyReturned: 0, returned: 1 });
    expect(examples.find(({ detail }) => detail === letterOf('urban', 3))).toMatchObject({ department: department(office, 'urban'), returnedBy: [department(office, 'housing')] });
    await pastCases(office, 12);
    expect((await lessons()).facts.cases).toBe(14);
    await pastCases(office, 6, undefined, 'report', 'reports');
    expect((await lessons()).facts.cases).toBe(14);
    expect(await countLessons(office.rows.sql)).toBe(14);
    // What was relabelled to a report since, or names an accused, is unlearned by the next training.
    await office.database.write('person', async (turn) => {
      await turn.rows.update(CaseFile, signed.id, { accused: [department(office, 'urban')] });
      await turn.rows.update(CaseFile, returned.id, { firstKind: 'report' });
    });
    expect((await lessons()).facts.cases).toBe(12);
  });

  it('a model is learned, compared, switched to, proposes, and is gone back from, with a reason', async () => {
    expect((await trained(office)).outcome).toBe('too_few_cases');
    await pastCases(office, 150, undefined, 'complaint', 'whole');
    const before = await proposed(letterOf('housing', 200));
    expect(before.modelVersion).toBeNull();
    const asked = await office.as('admin').post<{ id: string; outcome: null }>('/api/v1/routing/models/train');
    expect([asked.status, asked.body.outcome]).toEqual([202, null]);
    // Asked twice is once.
    expect((await office.as('admin').post<{ id: string }>('/api/v1/routing/models/train')).body.id).toBe(asked.body.id);
    await office.app.get(Training).work();
    const { models, switches, trainings } = await seen('coordinator');
    expect(trainings[0]).toMatchObject({ outcome: 'switched' });
    expect(models).toMatchObject([{ version: 1, inForce: true, learnedFrom: { cases: 150, byDepartment: { 市住建局: 50 } } }]);
    expect(models[0]!.figures.macroF1).toBeGreaterThan(0.9);
    expect(switches).toMatchObject([{ version: 1, before: null, by: 'system' }]);
    const proposal = await proposed(letterOf('housing', 201));
    expect(proposal).toMatchObject({ departmentId: department(office, 'housing'), modelVersion: 1 });
    expect(proposal.terms.length).toBeGreaterThan(0);
    expect(Number(proposal.confidence)).toBeGreaterThan(0.8);

    const compared = (await office.as('coordinator').get('/api/v1/routing/models/compare?version=1')).body;
    expect(compared).toMatchObject({ with: null, notWorse: true });
    const back = await office.as('admin').post<Models>('/api/v1/routing/models/switch', { version: null, reason: '先用职责清单' });
    expect(back.body.switches[0]).toMatchObject({ version: null, before: 1, reason: '先用职责清单' });
    expect((await proposed(letterOf('housing', 202))).modelVersion).toBeNull();
    // A person went back to the duty lists: a later training does not take that away.
    expect(await trained(office)).toMatchObject({ outcome: 'kept_former', modelVersion: 2 });
    await office.as('admin').post('/api/v1/routing/models/switch', { version: 2, reason: '恢复' });
    expect((await proposed(letterOf('urban', 203))).modelVersion).toBe(2);
    const events = await office.rows.find(IdentityEvent, { what: 'routing_model_switched' }, { orderBy: 'id' });
    expect(events.map(({ facts }) => facts['version'])).toEqual([1, null, 2]);
    expect(JSON.stringify(await office.rows.find(RoutingModel, {}))).not.toMatch(/末班|交房|油烟/);
  });

  it('refuses who may not, what is not there and what is in use, and changes nothing', async () => {
    await pastCases(office, 120, undefined, 'complaint', 'refusals');
    await trained(office);
    const status = async (login: string, body: object) => {
      const answer = await office.as(login).post('/api/v1/routing/models/switch', body);
      return [answer.status, answer.body['code']];
    };
    expect(await status('coordinator', { version: null, reason: 'x' })).toEqual([403, 'not_your_part']);
    expect(await status('admin', { version: 9, reason: 'x' })).toEqual([404, 'not_found']);
    expect(await status('admin', { version: 1, reason: 'x' })).toEqual([409, 'model_in_force']);
    expect(await status('admin', { version: null, reason: ' ' })).toEqual([400, 'wrong_shape']);
    await office.database.write('person', (turn) => turn.rows.updateWhere(RoutingModel, { version: 1 }, { engine: 'another' }));
    await office.app.get(RoutingModels).switchTo(null, { userId: null, reason: 'y' });
    expect(await status('admin', { version: 1, reason: 'x' })).toEqual([409, 'model_of_other_engine']);
    expect((await office.as('housing-head').get('/api/v1/routing/models')).status).toBe(403);
    expect((await office.as('coordinator').post('/api/v1/routing/models/train')).status).toBe(403);
    expect(await office.rows.find(RoutingSwitch, {})).toHaveLength(2);
  });

  it('is asked for by itself when enough was confirmed, and trained by one process at a time', async () => {
    const training = office.app.get(Training);
    expect(await training.askIfDue('night')).toBe(false);
    await pastCases(office, 120, undefined, 'complaint', 'waiting');
    expect(await training.askIfDue('many')).toBe(false);
    expect(await training.askIfDue('night')).toBe(true);
    const [asked] = await training.list();
    // Another process holds it.
    await office.database.write('person', (turn) => turn.rows.update(RoutingTraining, asked!.id, { heldUntil: turn.now + 60_000 }));
    await training.work();
    expect(await office.rows.find(RoutingModel, {})).toEqual([]);
    // It was killed, and its time is over.
    office.clock.moveTo(office.clock.now() + 60_001);
    await Promise.all([training.work(), training.work()]);
    expect((await training.list()).map(({ outcome }) => outcome)).toEqual(['switched']);
    expect(await office.rows.find(RoutingModel, {})).toHaveLength(1);
    expect(await office.rows.find(RoutingModelContent, {})).toHaveLength(1);
    expect(await training.askIfDue('night')).toBe(false);
  });

  it('a training that fails leaves no part of a model, nor one that was held too long', async () => {
    await pastCases(office, 120, undefined, 'complaint', 'failing');
    const [identity, learning] = [office.app.get(Identity), office.app.get(Learning)];
    const [note, learn] = [identity.note.bind(identity), learning.learn.bind(learning)];
    // The last line but one of its commit fails.
    identity.note = async () => await Promise.reject(new Error('disk full'));
    expect(await trained(office)).toMatchObject({ outcome: 'failed', fault: 'disk full', modelVersion: null });
    identity.note = note;
    learning.learn = async (task) => {
      // Meanwhile its time went by, and another process took it over.
      await office.database.write('person', (turn) => turn.rows.updateWhere(RoutingTraining, { finishedAt: null }, { heldUntil: turn.now + 9_999_999 }));
      return await learn(task);
    };
    expect(await trained(office)).toMatchObject({ outcome: null });
    learning.learn = learn;
    for (const table of [RoutingModel, RoutingModelContent, RoutingSwitch]) expect(await office.rows.find(table as typeof RoutingModel, {})).toEqual([]);
  });

  it('says month by month how first proposals fared', async () => {
    await pastCases(office, 120, undefined, 'complaint', 'figures');
    await trained(office);
    for (const [said, given] of [['housing', 'housing'], ['urban', 'urban'], ['urban', 'transport']] as const) {
      const { caseId } = await proposed(letterOf(said, 301));
      await office.as('coordinator').act('assign', caseId, { departmentId: given });
    }
    const figures = (await office.as('supervisor').get<{ figures: object[] }>('/api/v1/routing/proposal-figures?from=2026-02&to=2026-03')).body.figures;
    expect(figures).toHaveLength(3);
    expect(figures).toEqual(expect.arrayContaining([
      { month: '2026-03', department: '市住建局', assignments: 1, accepted: 1, automatic: 0 },
      { month: '2026-03', department: '市交通运输局', assignments: 1, accepted: 0, automatic: 0 },
    ]));
    expect((await office.as('coordinator').get('/api/v1/routing/proposal-figures?from=2026-03&to=2026-02')).status).toBe(400);
    expect((await office.as('housing-head').get('/api/v1/routing/proposal-figures?from=2026-03&to=2026-03')).status).toBe(403);
  });
});

describe('in a thread of its own', () => {
  it('learns without holding up the main thread for long, and goes on after it was cut off', () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-worker-'));
    writeFileSync(join(folder, 'past.csv'), pastCasesFile(600));
    const { stdout, stderr } = spawnSync(process.execPath, ['test/routing/training-worker.mjs', join(folder, 'data'), join(folder, 'past.csv')], { encoding: 'utf8' });
    rmSync(folder, { recursive: true, force: true });
    expect(stderr).toBe('');
    const said = JSON.parse(stdout) as { trained: string; took: number; stood: number; waiting: string | null; goneOn: string };
    expect(said).toMatchObject({ trained: 'switched', waiting: null, goneOn: expect.stringMatching(/^(?:switched|kept_former)$/) });
    expect(said.stood).toBeLessThan(said.took / 2);
  }, 240_000);
});
