import { Judging } from '../../src/base/workers/judging.js';
import { rescoreAll, type Rejudged } from '../../src/handling/rescoring.js';
import { Directory } from '../../src/registry/directory.js';
import { Office, onEachDatabase } from '../support/office.js';
import { inHand, REPLY } from './desk.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const rescored = async () => {
    const changes: Rejudged[] = [];
    const found = await rescoreAll(office.database, office.app.get(Directory), office.app.get(Judging), async (change) => void changes.push(change));
    return { found, changes };
  };

  it('says what the rules of today make of yesterday’s replies, and changes nothing', async () => {
    const { id, caseNumber } = await inHand(office);
    await office.as('housing-handler').act('submit-reply', id, { toCitizen: REPLY });
    const same = await rescored();
    expect(same.changes).toEqual([]);
    expect(same.found).toMatchObject({ replies: 1, changed: 0, verdicts: {} });
    expect(same.found.score.before).toBe(same.found.score.now);

    // As if it had been judged by the first rules, which blocked it.
    const findings = JSON.stringify([{ code: 'hollow', start: 0, end: 1, text: '', why: '', hint: '' }]);
    await office.database.write('person', (turn) => turn.sql.run("update replies set score = 7, verdict = 'block', engine = 'huiyin-rules/1@000000000000', findings = ? where case_id = ?", [findings, id]));
    const { found, changes } = await rescored();
    expect(changes).toMatchObject([{ caseNumber, version: 1, before: { engine: 'huiyin-rules/1@000000000000', score: 7, verdict: 'block', codes: ['hollow'] }, now: { verdict: 'pass' } }]);
    expect(found).toMatchObject({ replies: 1, changed: 1, verdicts: { 'block → pass': 1 }, codes: { hollow: { before: 1, now: 0 } } });
    expect(JSON.stringify(changes)).not.toContain('电梯');
    const [kept] = await office.database.rows.sql.all('select score from replies where case_id = ?', [id]);
    expect(kept).toMatchObject({ score: 7 });
  });
});
