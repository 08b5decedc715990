import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { Docket } from '../../src/casefile/docket.js';
import { systemActor } from '../../src/identity/actor.js';
import { IdentityEvent } from '../../src/identity/identity.entities.js';
import { readLessons } from '../../src/routing/lessons.js';
import { Assignment, RoutingModel } from '../../src/routing/routing.entities.js';
import { administrator } from '../rules/administrator.js';
import { department } from '../handling/desk.js';
import { Office, onEachDatabase } from '../support/office.js';
import { letterOf, pastCases, trained } from './world.js';

const SURE = letterOf('housing', 900);

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    await administrator(office);
    // So many that what was right of them can be believed: see `surely`.
    await pastCases(office, 240);
    await trained(office);
  });
  afterAll(async () => await office.close());

  const set = async (on: boolean, login = 'admin') => await office.as(login).put('/api/v1/routing/automatic', { organisation: 'office', on, reason: '试行自动分办' });
  const file = async (id: string) => (await office.rows.one(CaseFile, { id }))!;
  const sent = async (text = SURE, more: Record<string, unknown> = {}, before: Partial<CaseFile> = {}) => {
    const { id } = await office.message('wx', { text, kind: 'complaint', ...more });
    await office.database.write('person', (turn) => turn.rows.update(CaseFile, id, before));
    await office.settle();
    return await file(id);
  };

  it('has a model that may assign', async () => {
    const model = await office.rows.one(RoutingModel, { version: 1 });
    expect(model!.threshold.confidence).toBeLessThanOrEqual(1);
  });

  it('is off until an administrator switches it on with a reason', async () => {
    expect((await office.as('coordinator').get('/api/v1/routing/automatic')).body).toEqual({ offices: [{ organisation: 'office', on: false, by: null, at: null, reason: null }] });
    expect(await sent()).toMatchObject({ state: 'queued', departmentId: null });
    expect((await set(true, 'coordinator')).status).toBe(403);
    expect((await office.as('admin').put('/api/v1/routing/automatic', { organisation: 'office', on: true })).status).toBe(400);
    expect((await office.as('admin').put('/api/v1/routing/automatic', { organisation: 'housing-bureau', on: true, reason: '试' })).status).toBe(404);
    expect((await set(true)).body).toMatchObject({ offices: [{ organisation: 'office', on: true, reason: '试行自动分办' }] });
    expect(await office.rows.find(IdentityEvent, { what: 'automatic_assigning_set' })).toMatchObject([{ facts: { organisation: 'office', on: true } }]);
  });

  it('assigns what the model is sure of, by the ordinary act, with what it rested on', async () => {
    const { id, state, departmentId } = await sent();
    expect([state, departmentId]).toEqual(['assigned', department(office, 'housing')]);
    const event = (await office.rows.one(CaseEvent, { caseId: id, act: 'assign' }))!;
    const threshold = (await office.rows.one(RoutingModel, { version: 1 }))!.threshold.confidence;
    expect(event).toMatchObject({ actorKind: 'system', facts: { department: departmentId, model: 1, threshold } });
    expect(Number(event.facts['confidence'])).toBeGreaterThanOrEqual(Math.round(threshold * 1000) / 1000);
    expect(await office.rows.find(Assignment, { caseId: id })).toMatchObject([{ assignedBy: null, endedAt: null }]);
  });

  it.each<[string, string, Record<string, unknown>, Partial<CaseFile>]>([
    ['a report', SURE, { kind: 'report' }, {}],
    ['what reads like a report', `举报局长收受贿赂，滥用职权。${SURE}`, {}, {}],
    ['what was a report at first', SURE, {}, { firstKind: 'report' }],
    ['a case with an accused', SURE, {}, { accused: ['unit'] }],
    ['an emergency', `楼道燃气泄漏，味道很大，马上要爆炸了。${SURE}`, {}, {}],
    ['an urgent case', SURE, {}, { urgency: 'urgent' }],
    ['a sensitive case', SURE, {}, { sensitive: true }],
    ['a group matter', SURE, {}, { groupMatter: true }],
    ['a case with an instruction', SURE, {}, { hasInstruction: true }],
    ['a case from above', SURE, {}, { imposedDueAt: Date.parse('2026-04-01T00:00:00+08:00') }],
    ['a case from another system', SURE, {}, { originSystem: 'superior' }],
    ['what screening holds', `拖欠工资半年，我不想活了。${SURE}`, {}, {}],
    ['what is told in words the model never learned from, however sure it is', '请问你们几点上班？', {}, {}],
  ])('never %s', async (_, text, more, before) => {
    const { id, departmentId } = await sent(text, more, before);
    expect(departmentId).toBeNull();
    expect(await office.rows.find(Assignment, { caseId: id })).toEqual([]);
  });

  it('never the same matter of the same person told again', async () => {
    const again = { author: { id: 'tells-it-again' } };
    const first = await sent(SURE, again);
    expect(first.state).toBe('assigned');
    office.clock.moveTo(office.clock.now() + 3 * 3_600_000);
    const { id } = await office.message('wb', { text: SURE, kind: 'complaint', ...again });
    await office.settle();
    const second = await office.message('wb', { text: SURE, kind: 'complaint', ...again });
    await office.settle();
    expect(await file(id)).toMatchObject({ state: 'assigned', repeatCount: 0 });
    expect(await file(second.id)).toMatchObject({ state: 'queued', departmentId: null });
    expect((await file(second.id)).repeatCount).toBeGreaterThan(0);
  });

  it('never what a person let pass: a person has read it', async () => {
    const { id } = await sent(`拖欠工资半年，我不想活了。${letterOf('housing', 901)}`);
    expect((await file(id)).state).toBe('held');
    await office.database.write('person', (turn) => turn.rows.update(CaseFile, id, { urgency: 'ordinary', sensitive: false }));
    await office.as('coordinator').act('pass', id);
    await office.settle();
    expect(await file(id)).toMatchObject({ state: 'queued', departmentId: null });
  });

  it('what a person overrules or a department gives back is not given again, and teaches', async () => {
    const overruled = await sent(letterOf('housing', 911));
    await office.as('coordinator').act('reassign', overruled.id, { departmentId: 'urban' });
    await office.as('urban-handler').act('acknowledge', overruled.id);
    const returned = await sent(letterOf('housing', 913));
    await office.as('housing-head').act('ask-return', returned.id, { basis: '三定规定第二条' });
    await office.as('coordinator').act('grant-return', returned.id);
    await office.settle();
    expect(await file(returned.id)).toMatchObject({ state: 'queued', departmentId: null });
    const { examples } = await readLessons(office.rows.sql);
    const [housing, urban] = [department(office, 'housing'), department(office, 'urban')];
    expect(examples.find(({ detail }) => detail === letterOf('housing', 911))).toMatchObject({ department: urban, returnedBy: [housing] });
    expect(examples.find(({ detail }) => detail === letterOf('housing', 913))).toMatchObject({ department: null, returnedBy: [housing] });
  });

  it('switched off, it stops at once: also for what was let pass a moment before', async () => {
    const { id } = await office.message('wx', { text: letterOf('housing', 920), kind: 'complaint' });
    await office.app.get(Docket).perform({ act: 'pass', caseId: id, actor: systemActor('screening') });
    await set(false);
    await office.settle();
    expect(await file(id)).toMatchObject({ state: 'queued', departmentId: null });
    expect(await sent(letterOf('housing', 921))).toMatchObject({ state: 'queued', departmentId: null });
  });
});
