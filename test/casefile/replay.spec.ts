/** 时限重算: the events alone lead to every clock. */
import { Docket } from '../../src/casefile/docket.js';
import { hashUnder, type Proof } from '../../src/core/time/proof.js';
import { Deadline } from '../../src/casefile/casefile.entities.js';
import { replayAll, type Difference } from '../../src/casefile/replay.js';
import { Rulebook } from '../../src/base/policy.js';
import { systemActor, type Person } from '../../src/identity/actor.js';
import { Directory } from '../../src/registry/directory.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    const docket = office.app.get(Docket);
    const system = systemActor('test');
    const { id } = await office.message('wx', { text: '公交车班次太少', author: { id: 'u1', contact: '13900000000' } });
    await office.message('wx', { text: '小区电梯坏了', author: { id: 'u2' } });
    const transport = office.app.get(Directory).department('transport').id;
    const person = (role: Person['roles'][number]): Person => ({ kind: 'person', id: `test-${role}`, name: role, roles: [role], departmentId: transport, organisationId: null });
    office.at('2026-03-04T15:00:00+08:00');
    await docket.perform({ act: 'pass', caseId: id, actor: system }, async () => ({ change: { kind: 'help' } }));
    await docket.perform({ act: 'assign', caseId: id, actor: system }, async () => ({ change: { departmentId: transport } }));
    office.at('2026-03-05T09:00:00+08:00');
    await docket.perform({ act: 'acknowledge', caseId: id, actor: person('handler') });
    await docket.perform({ act: 'submit_reply', caseId: id, actor: person('handler') });
    office.at('2026-03-06T09:00:00+08:00');
    await docket.perform({ act: 'sign_off', caseId: id, actor: person('head') });
  });
  afterAll(async () => await office.close());

  const replay = async (): Promise<{ cases: number; clocks: number; differences: readonly Difference[] }> =>
    await replayAll(office.database, office.app.get(Rulebook));

  it('comes to the same clocks, to the millisecond and the hash of the proof', async () => {
    expect(await replay()).toEqual({ cases: 2, clocks: 9, differences: [] });
  });

  it('holds what an earlier engine wrote against the form it wrote it in', async () => {
    const [clock] = await office.rows.find(Deadline, { clock: 'answer' }, { orderBy: 'id' });
    const proof = JSON.parse(clock!.proof) as Proof;
    const keep = async (engine: string, proofHash: string): Promise<unknown> =>
      await office.database.write('person', (turn) => turn.rows.update(Deadline, clock!.id, { proof: JSON.stringify({ ...proof, engine, hash: proofHash }), proofHash }));
    await keep('huiyin-time/1', hashUnder('huiyin-time/1', proof)!);
    expect((await replay()).differences).toEqual([]);
    await keep('huiyin-time/1', proof.hash);
    expect((await replay()).differences).toMatchObject([{ clock: 'answer', field: 'proofHash' }]);
    await keep(proof.engine, proof.hash);
  });

  it('names the clock and the column where the stored one is another', async () => {
    await office.database.write('person', (turn) => turn.sql.run(`update deadlines set due_at = due_at + 60000 where clock = 'answer' and due_day = '2026-03-11'`));
    const { differences } = await replay();
    expect(differences.map(({ clock, field }) => [clock, field])).toEqual([['answer', 'dueAt']]);
    await office.database.write('person', (turn) => turn.sql.run(`update deadlines set due_at = due_at - 60000 where clock = 'answer' and due_day = '2026-03-11'`));
    await office.database.write('person', (turn) => turn.sql.run(`update deadlines set verdict = 'late' where clock = 'screen' and stopped_at is not null`));
    expect((await replay()).differences).toMatchObject([{ clock: 'screen', field: 'verdict', stored: 'late', replayed: 'on_time', caseNumber: '20260304-wx-0001' }]);
  });
});
