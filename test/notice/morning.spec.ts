/** 今日待办、催督情况: one mail at the start of a working day, for who wants it. */
import { Notice } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import { User } from '../../src/identity/identity.entities.js';
import { Desk, SYSTEM } from '../escalation/desk.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  let desk: Desk;
  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-03-04T10:00:00+08:00' });
    desk = new Desk(office);
  });
  beforeEach(async () => await office.startOver());
  afterAll(async () => await office.close());

  const greet = async (): Promise<number> => await office.app.get(Notices).greet();
  const mails = async (template: string): Promise<Notice[]> => await office.rows.find(Notice, { template }, { orderBy: 'address' });
  const readers = async (template: string): Promise<string[]> => (await mails(template)).map(({ address }) => address.split('@')[0]!);

  it('tells handler and head what is due within three working days or late, once a day', async () => {
    const id = await desk.handling();
    const { number } = await desk.file(id);
    office.at('2026-03-09T08:59:00+08:00');
    expect(await greet()).toBe(0);
    office.at('2026-03-09T09:00:00+08:00');
    expect(await greet()).toBeGreaterThan(0);
    expect(await greet()).toBe(0);
    expect(await readers('morning')).toEqual(['urban-handler', 'urban-head']);
    const [mail] = await mails('morning');
    expect(mail!.subject).toBe('［今日待办］ 1 项即将到期或者已逾期'.replace('］ 1', '］1'));
    expect(mail!.text).toContain(`- ${number}　部门办理　期限：2026年3月10日（周二）24:00`);
    expect(mail!.text).not.toContain('施工到深夜');
    office.at('2026-03-10T09:30:00+08:00');
    await greet();
    expect(await readers('morning')).toHaveLength(4);
  });

  it('rests on days off and for what is far away', async () => {
    await desk.handling();
    office.at('2026-03-05T09:00:00+08:00');
    await greet();
    expect(await readers('morning')).toEqual(['urban-handler', 'urban-head']);
    office.at('2026-03-07T09:30:00+08:00');
    expect(await greet()).toBe(0);
  });

  it('names no report to the unit it accuses, nor to a substitute who may not know of it', async () => {
    const { id } = await office.message('wb', { kind: 'report', subject: '举报城管局违规收费', text: '城管局有人违规收费。' });
    await office.settle();
    const urban = await desk.department('urban');
    await desk.act('confirm_accused', id, await desk.person('coordinator'), async () => ({ change: { accused: [urban] } }));
    if ((await desk.file(id)).state !== 'queued') await desk.act('pass', id, SYSTEM);
    // By the mistake of somebody who went round the rooms.
    await desk.act('assign', id, SYSTEM, async () => ({ change: { departmentId: urban }, facts: { departmentId: urban } }));
    const plain = await desk.handling('housing');
    const [head, outsider] = [(await office.rows.one(User, { login: 'housing-head' }))!, (await office.rows.one(User, { login: 'justice-head' }))!];
    await office.database.write('person', (turn) => turn.rows.update(User, head.id, { substituteId: outsider.id, absentFrom: office.clock.now(), absentUntil: null }));
    office.at('2026-03-10T09:00:00+08:00');
    await greet();
    expect(await readers('morning')).toEqual(['housing-handler', 'housing-head']);
    const told = (await mails('morning')).map(({ text }) => text).join();
    expect(told).toContain((await desk.file(plain)).number);
    expect(told).not.toContain((await desk.file(id)).number);
  });

  it('sums up for supervisors unit by unit', async () => {
    const id = await desk.handling();
    await office.as('coordinator').act('urge', id, { reason: '请尽快' });
    office.at('2026-03-12T09:00:00+08:00');
    await greet();
    const [summary] = await mails('summary');
    expect(summary!.address).toBe('supervisor@linchuan.example');
    expect(summary!.text).toContain('- 市城管局　逾期 1　催办未答 1　督办未答 0　督办待签 0');
  });

  it('leaves off what a person switched off, and never what must be known', async () => {
    await desk.handling();
    expect((await office.as('urban-head').put('/api/v1/session/notices', { off: ['morning', 'remind'] })).status).toBe(204);
    expect((await office.as('urban-head').get('/api/v1/session/notices')).body).toMatchObject({ off: ['morning', 'remind'] });
    expect((await office.as('urban-head').put('/api/v1/session/notices', { off: ['miss'] })).status).toBe(400);
    office.at('2026-03-09T09:00:00+08:00');
    await greet();
    expect(await readers('morning')).toEqual(['urban-handler']);
    await office.until('2026-03-11T12:00:00+08:00', 3);
    expect(await readers('remind')).not.toContain('urban-head');
    expect(await readers('miss')).toContain('urban-head');
  });

  it('goes to the substitute of an absent person', async () => {
    await desk.handling();
    const [head, other] = [(await office.rows.one(User, { login: 'urban-head' }))!, (await office.rows.one(User, { login: 'urban-liaison' }))!];
    await office.database.write('person', (turn) => turn.rows.update(User, head.id, { substituteId: other.id, absentFrom: office.clock.now(), absentUntil: null }));
    office.at('2026-03-13T09:00:00+08:00');
    await greet();
    expect(await readers('morning')).toEqual(['urban-handler', 'urban-liaison']);
  });
});
