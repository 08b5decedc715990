import fc from 'fast-check';
import { TurnedAway } from '../../src/intake/intake.entities.js';
import { Office, onEachDatabase } from '../support/office.js';

const DOOR = '/api/v1/accounts/wb/messages';
const TABLES = ['messages', 'case_files', 'case_events', 'deadlines', 'deliveries'] as const;

/** What a program with a fault might send: any JSON, our own fields filled with anything, and bytes. */
const anything = fc.jsonValue({ maxDepth: 3 });
const odd = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom('\0', '\ud800', '__proto__', '{{', '${x}', "'; drop table messages; --"));
const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom('2026-03-04', '2026-03-04T24:00:00Z', '20260304T100000Z', '2026-03-04T10:00:00+99:99', '9999-12-31T23:59:59-14:00', '2026-063', '2026-03'),
);
const letter = fc.record(
  {
    externalId: fc.oneof({ weight: 4, arbitrary: fc.uuid() }, odd, anything), occurredAt: fc.oneof({ weight: 3, arbitrary: time }, anything), text: fc.oneof({ weight: 4, arbitrary: odd }, anything),
    subject: fc.oneof(odd, anything),
    author: fc.oneof(fc.record({ id: fc.oneof(odd, anything), name: fc.oneof(odd, anything), contact: odd }, { requiredKeys: [] }), anything),
    kind: fc.oneof(fc.constantFrom('help', 'report', 'constructor'), anything), publicity: fc.oneof(fc.constantFrom('public', 'private'), anything),
  },
  { requiredKeys: ['externalId', 'occurredAt', 'text'] },
);
const body = fc.oneof(
  { weight: 5, arbitrary: letter.map((value) => Buffer.from(JSON.stringify(value))) },
  { weight: 2, arbitrary: anything.map((value) => Buffer.from(JSON.stringify(value))) },
  fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    await office.channel('wb').get('/health');
  });
  afterAll(async () => await office.close());

  const counts = async (): Promise<number[]> =>
    await Promise.all(TABLES.map(async (table) => Number((await office.rows.sql.all<{ n: number }>(`select count(*) as n from ${table}`))[0]!.n)));
  const kept = async (): Promise<TurnedAway[]> => await office.rows.find(TurnedAway, {}, { orderBy: 'id' });

  it('whatever is sent is taken whole or refused whole, and never a fault', async () => {
    let before = await counts();
    let away = (await kept()).length;
    await fc.assert(
      fc.asyncProperty(body, async (bytes) => {
        const { status } = await office.channel('wb').post(DOOR, bytes);
        const [after, rows] = [await counts(), await kept()];
        const fresh = rows.slice(away).map(({ raw }) => Buffer.from(raw).toString('hex'));
        // One message, one case, its first event, two clocks; who hears of it is the subscriptions’ affair.
        const grown = after.slice(0, 4).map((count, index) => count - before[index]!);
        const heard = after[4]! - before[4]!;
        [before, away] = [after, rows.length];
        expect([200, 201, 400, 413, 422]).toContain(status);
        expect(grown).toEqual(status === 201 ? [1, 1, 1, 2] : [0, 0, 0, 0]);
        expect(heard > 0).toBe(status === 201);
        expect(fresh).toEqual(status >= 400 ? [bytes.toString('hex')] : []);
      }),
      { numRuns: Number(process.env['RANDOM_RUNS'] ?? (dialect === 'sqlite' ? 400 : 120)) },
    );
  });

  it('and what was taken can be judged and read afterwards', async () => {
    await office.settle();
    const failed = await office.rows.sql.all<{ last_error: string }>('select last_error from deliveries where last_error is not null');
    expect(failed).toEqual([]);
    expect((await office.as('coordinator').get('/api/v1/cases')).status).toBe(200);
  });
});
