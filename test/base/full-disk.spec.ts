import { Office } from '../support/office.js';

/** SQLite answers with its real SQLITE_FULL once a database may not grow: the same error a full disk gives. */
describe('a full disk', () => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ environment: { LOG_LEVEL: 'silent' } });
  });
  afterAll(async () => await office.close());

  const letter = (id: string) => ({ externalId: id, occurredAt: '2026-03-04T09:58:00+08:00', text: `路灯不亮。${'很久了。'.repeat(800)}` });
  const send = (id: string) => office.channel('wx').post('/api/v1/accounts/wx/messages', letter(id));
  const pragma = (text: string) => office.database.write('person', (turn) => turn.sql.all(`pragma ${text}`));
  const counts = async () =>
    await office.rows.sql.all('select (select count(*) from case_files) as cases, (select count(*) from messages) as messages, (select count(*) from case_events) as events, (select count(*) from deadlines) as clocks');

  it('is told to the sender as “try again”, leaves nothing half-written, and everything goes on when there is room', async () => {
    await send('before');
    const [{ page_count: pages }] = (await pragma('page_count')) as [{ page_count: number }];
    await pragma(`max_page_count = ${pages + 2}`);
    const answers = [];
    for (let index = 0; index < 12; index++) answers.push(await send(`full-${index}`));
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.body).toMatchObject({ code: 'busy', detail: expect.stringContaining('无法保存') });
    const [row] = (await counts()) as [Record<string, number>];
    const taken = 1 + answers.length - refused.length;
    expect(row).toEqual({ cases: taken, messages: taken, events: taken, clocks: 2 * taken });
    await pragma('max_page_count = 1073741823');
    const again = await send('full-11');
    expect([200, 201]).toContain(again.status);
    await office.settle();
    const [after] = (await counts()) as [Record<string, number>];
    expect(after['messages']).toBe(after['cases']);
  });
});
