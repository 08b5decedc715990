import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { describeWithPostgres, freshPostgres, startPostgres, type Template } from './postgres.js';

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describeWithPostgres('a PostgreSQL for tests', () => {
  it('gives each caller a database of its own', async () => {
    const [left, right] = await Promise.all([freshPostgres(), freshPostgres()]);
    await ask(left.url, 'create table t (x int)');
    await expect(ask(right.url, 'select * from t')).rejects.toThrow('does not exist');
    await Promise.all([left.drop(), right.drop()]);
    await expect(ask(left.url, 'select 1')).rejects.toThrow('does not exist');
  });

  it('prepares a template once, however many ask at the same moment', async () => {
    let prepared = 0;
    const template: Template = {
      name: `spec ${process.pid}`,
      prepare: async (url) => {
        prepared += 1;
        await ask(url, "create table t (x text); insert into t values ('回音')");
      },
    };
    const copies = await Promise.all([1, 2, 3].map(() => freshPostgres({ template })));
    expect(prepared).toBe(1);
    for (const { url } of copies) expect(await ask(url, 'select x from t')).toEqual([{ x: '回音' }]);
    await Promise.all(copies.map((copy) => copy.drop()));
  });

  it('drops a database that is still in use', async () => {
    const database = await freshPostgres();
    const lingering = new Client({ connectionString: database.url });
    lingering.on('error', () => {});
    await lingering.connect();
    await database.drop();
    await expect(ask(database.url, 'select 1')).rejects.toThrow('does not exist');
    await lingering.end().catch(() => {});
  });

  it('starts a durable server of its own and leaves nothing behind', async () => {
    const server = await startPostgres({ durable: true });
    const rows = await ask(server.url, "select current_setting('fsync') fsync, current_setting('data_directory') home");
    expect(rows[0]).toMatchObject({ fsync: 'on' });
    await server.stop();
    await expect(ask(server.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
    expect(existsSync(String(rows[0]?.home))).toBe(false);
  });
});
