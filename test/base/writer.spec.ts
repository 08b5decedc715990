import { Refusal } from '../../src/core/refusal.js';
import { CaseCounter } from '../../src/casefile/casefile.entities.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const put = (id: string, last: number) => office.database.write('person', (turn) => turn.rows.insert(CaseCounter, { id, last }));
  const stored = async (id: string) => (await office.rows.one(CaseCounter, { id }))?.last;

  it('commits many acts and answers each', async () => {
    await Promise.all(Array.from({ length: 300 }, (_, index) => put(`many-${index}`, index)));
    expect(await stored('many-0')).toBe(0);
    expect(await stored('many-299')).toBe(299);
  });

  it('rolls back a refused act alone and leaves its neighbours of the same batch', async () => {
    const [before, refused, after] = await Promise.allSettled([
      put('before', 1),
      office.database.write('person', async (turn) => {
        await turn.rows.insert(CaseCounter, { id: 'refused', last: 1 });
        throw new Refusal('too_late');
      }),
      put('after', 1),
    ]);
    expect([before.status, refused.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect([await stored('before'), await stored('refused'), await stored('after')]).toEqual([1, undefined, 1]);
  });

  it('reports a broken statement to its caller and goes on', async () => {
    await expect(office.database.write('person', (turn) => turn.sql.run('insert into no_such_table values (1)'))).rejects.toThrow(/no_such_table/);
    await put('next', 5);
    expect(await stored('next')).toBe(5);
  });

  it('gives one instant to everything in an act', async () => {
    const [one, two] = await office.database.write('person', async (turn) => [turn.now, turn.now]);
    expect(one).toBe(two);
  });
});
