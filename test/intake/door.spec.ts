import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const door = '/api/v1/accounts/wx/messages';
  const letter = { externalId: 'a-1', occurredAt: '2026-03-04T09:58:00+08:00', text: '公交车班次太少，早高峰等了四十分钟。', author: { id: 'u1', contact: '13900000000' } };

  it('takes a message with 201 and the same message again with 200 and the same case', async () => {
    const first = await office.channel('wx').post(door, letter);
    const second = await office.channel('wx').post(door, letter);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(first.body).toEqual({ caseNumber: '20260304-wx-0001', queryCode: expect.stringMatching(/^[2-9A-Z]{8}$/) });
    expect(second.body).toEqual(first.body);
  });

  it('opens the screening and the answer clock and keeps their proof', async () => {
    const clocks = await office.rows.sql.all<{ clock: string; due_day: string; proof: string }>('select clock, due_day, proof from deadlines order by clock');
    expect(clocks.map(({ clock, due_day }) => [clock, due_day])).toEqual([['answer', '2026-03-09'], ['screen', '2026-03-04']]);
    expect(JSON.parse(clocks[0]!.proof)).toMatchObject({ engine: 'huiyin-time/2', policy: { name: 'default' } });
  });
});
