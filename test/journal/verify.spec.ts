/** 审计核验: whoever changes a line of the past is found out. */
import { Docket } from '../../src/casefile/docket.js';
import { photoOf } from '../../src/core/photos.js';
import { systemActor } from '../../src/identity/actor.js';
import { Intake } from '../../src/intake/intake.service.js';
import { Sealer } from '../../src/journal/seal.js';
import { verifyAudit } from '../../src/journal/verify.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  let id: string;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    ({ id } = await office.message('wx', { text: '公交车班次太少', author: { id: 'u1' } }));
    await office.message('wx', { text: '还有站台太远', author: { id: 'u1' } });
    const lift = await office.message('wx', { text: '小区电梯坏了', author: { id: 'u2' } });
    await office.app.get(Intake).supplement({ kind: 'citizen', caseId: lift.id }, '照片在此', [photoOf('电梯.jpg', Buffer.from('ffd8ffe0', 'hex'))]);
    await office.app.get(Sealer).seal();
    await office.app.get(Docket).perform({ act: 'pass', caseId: id, actor: systemActor('test') });
  });
  afterAll(async () => await office.close());

  /** Changes one thing behind the application’s back, verifies, and puts it back. */
  const foundAfter = async (change: string, back: string): Promise<string[]> => {
    await office.database.write('person', (turn) => turn.sql.run(change));
    const { faults } = await verifyAudit(office.database);
    await office.database.write('person', (turn) => turn.sql.run(back));
    return faults.map(({ what }) => what);
  };

  it('an untouched journal verifies: chains, seals, contents', async () => {
    expect(await verifyAudit(office.database)).toEqual({ cases: 2, events: 5, seals: 1, messages: 4, unsealed: 1, faults: [] });
  });

  it.each([
    ['an event', `update case_events set at = at - 1 where seq = 1 and case_id = 'ID'`, `update case_events set at = at + 1 where seq = 1 and case_id = 'ID'`, 'was changed: its hash is another'],
    ['a fact', `update case_events set facts = replace(facts, 'ordinary', 'urgent') where seq = 1 and case_id = 'ID'`, `update case_events set facts = replace(facts, 'urgent', 'ordinary') where seq = 1 and case_id = 'ID'`, 'was changed: its hash is another'],
    ['a missing event', `update case_events set case_id = 'x', seq = 9 where seq = 2 and case_id = 'ID'`, `update case_events set case_id = 'ID', seq = 2 where case_id = 'x'`, 'an event is missing: 2 was expected'],
    ['a chain cut off at its end', `update case_files set last_seq = 4 where id = 'ID'`, `update case_files set last_seq = 3 where id = 'ID'`, 'ends at event 3, the case says 4'],
    ['a seal', `update seals set at = at + 1`, `update seals set at = at - 1`, 'was changed: its hash is another'],
    ['an event taken from under its seal', `update case_events set seal_id = null where seq = 2`, `update case_events set seal_id = (select id from seals) where seq = 2`, 'holds 4 events, 2 are there'],
    ['a message', `update messages set text = text || '！' where text like '公交%'`, `update messages set text = '公交车班次太少' where text like '公交%'`, 'its content was changed'],
    ['a photo taken away', `update attachments set message_id = 'elsewhere'`, `update attachments set message_id = (select id from messages where text = '照片在此')`, 'its photos are not those that came with it'],
  ])('%s that was tampered with is found', async (_what, change, back, fault) => {
    expect(await foundAfter(change.replaceAll('ID', id), back.replaceAll('ID', id))).toContain(fault);
    expect((await verifyAudit(office.database)).faults).toEqual([]);
  });

  it('a message erased behind the back of the journal is found out', async () => {
    await office.database.write('person', (turn) => turn.sql.run(`update messages set text = '', raw = '', subject = '', erased_at = 1 where text like '还有%'`));
    expect((await verifyAudit(office.database)).faults).toMatchObject([{ what: 'was erased and no purge is written down' }]);
  });
});
