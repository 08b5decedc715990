import { Escalation } from '../../src/escalation/escalation.service.js';
import { Paper } from '../../src/escalation/escalation.entities.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import { Office } from '../support/office.js';
import { freshPostgres, postgresIsPossible } from '../support/postgres.js';
import { Desk } from './desk.js';

(postgresIsPossible() ? describe : describe.skip)('two processes on one PostgreSQL', () => {
  let postgres: Awaited<ReturnType<typeof freshPostgres>>;
  let offices: [Office, Office];
  beforeEach(async () => {
    postgres = await freshPostgres();
    const environment = { DATABASE_URL: postgres.url };
    offices = [await Office.open({ environment }), await Office.open({ environment })];
  });
  afterEach(async () => {
    for (const office of offices) await office.close();
    await postgres.drop();
  });

  it('fire each rung once between them, and send each mail once', async () => {
    const [one, other] = offices;
    const desk = new Desk(one);
    const cases = [];
    for (let count = 0; count < 6; count++) cases.push(await desk.handling());
    for (const office of offices) office.at('2026-03-12T10:00:00+08:00');
    const fired = await Promise.all(offices.map((office) => office.app.get(Escalation).sweep()));
    // Of the leg: two reminders, a miss, an urge; of the answer the same, its urge marked in silence.
    expect(fired[0]! + fired[1]!).toBe(6 * 8);
    for (const id of cases) {
      expect((await desk.events(id, 'remind', 'miss', 'urge')).length).toBe(7);
      expect((await one.rows.find(Paper, { caseId: id })).length).toBe(1);
    }
    const numbers = (await one.rows.find(Paper, {})).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(6);
    await one.settle();
    await other.settle();
    const sent = await Promise.all(offices.map((office) => office.app.get(Notices).sendDue()));
    expect(sent).toEqual([0, 0]);
    // One late digest a person.
    const digests = await one.rows.find(Notice, { template: 'digest_late' });
    expect(new Set(digests.map(({ userId }) => userId)).size).toBe(digests.length);
  });
});
