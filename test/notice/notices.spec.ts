import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { User } from '../../src/identity/identity.entities.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { Relay } from '../../src/journal/relay.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import { Desk, SYSTEM } from '../escalation/desk.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  let desk: Desk;
  beforeAll(async () => {
    office = await Office.open({ dialect, environment: { PUBLIC_URL: 'https://huiyin.example' } });
    desk = new Desk(office);
  });
  beforeEach(async () => await office.startOver('2026-03-04T10:00:00+08:00'));
  afterAll(async () => await office.close());

  /** Every mail in the folder, with the name of its file. */
  const mails = async (): Promise<(ParsedMail & { file: string })[]> => {
    const folder = join(office.folder, 'mail');
    const files = readdirSync(folder).filter((name) => name.endsWith('.eml')).sort();
    return await Promise.all(files.map(async (file) => ({ ...(await simpleParser(readFileSync(join(folder, file)))), file })));
  };
  const to = (mail: ParsedMail): string => (Array.isArray(mail.to) ? '' : (mail.to?.text ?? ''));
  const told = async (template: string): Promise<string[]> => {
    const notices = await office.rows.find(Notice, { template }, { orderBy: 'id' });
    return notices.map(({ address, state }) => `${address.split('@')[0]} ${state}`);
  };
  const change = async (login: string, changes: Partial<User>): Promise<void> => {
    await office.database.write('person', (turn) => turn.rows.updateWhere(User, { login }, changes));
  };

  it('tells the liaison and the handler of a department that a case has come, in their words', async () => {
    const id = await desk.assigned('urban', { author: { id: 'u1', name: '王小明', contact: '13912345678' } });
    await office.settle();
    expect(await told('assigned')).toEqual(['urban-liaison sent', 'urban-handler sent']);
    const [mail] = (await mails()).filter((each) => to(each).startsWith('urban-liaison'));
    const { number } = await desk.file(id);
    expect(mail!.subject).toBe(`［待签收］${number} 请于 2026年3月5日（周四）24:00 前签收`);
    expect(mail!.text).toContain('您收到此信，是因为：您是市城管局的联络员');
    expect(mail!.text).toContain('剩余：还有 1 个工作日');
    expect(mail!.text).toContain(`打开：https://huiyin.example/cases/${id}?notice=${(await office.rows.one(Notice, { messageId: mail!.messageId! }))!.id}`);
    expect(mail!.html).toContain('夜间施工噪声');
    expect(mail!.text! + String(mail!.html)).not.toMatch(/王小明|139123|深夜|孩子/);
  });

  it('writes whole RFC 5322 files whose names and ids come from the notice', async () => {
    const id = await desk.assigned();
    await office.settle();
    const [mail] = await mails();
    const [notice] = await office.rows.find(Notice, { caseId: id, messageId: mail!.messageId! });
    expect(mail!.messageId).toMatch(/^<[0-9a-f]{32}@huiyin>$/);
    expect(mail!.file).toBe(`20260304-100000-${mail!.messageId!.slice(1, 33)}.eml`);
    expect(Object.fromEntries(['auto-submitted', 'x-auto-response-suppress'].map((name) => [name, mail!.headers.get(name)]))).toEqual({
      'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All',
    });
    expect([mail!.inReplyTo, mail!.references]).toEqual([`<case-${id}@huiyin>`, `<case-${id}@huiyin>`]);
    // A crash after the file and before the stamp: the mail is written again, over itself.
    await office.database.write('person', (turn) => turn.rows.update(Notice, notice!.id, { state: 'queued', nextTryAt: turn.now }));
    const files = readdirSync(join(office.folder, 'mail')).length;
    await office.settle();
    expect(readdirSync(join(office.folder, 'mail')).length).toBe(files);
  });

  it('makes one notice for each person however often an event is heard', async () => {
    const id = await desk.assigned();
    await office.settle();
    const before = await office.rows.find(Notice, { caseId: id });
    const [event] = await office.rows.find(CaseEvent, { caseId: id, act: 'assign' });
    const { listener } = office.app.get(Notices);
    const prepared = await listener.prepare!(event!, undefined as never);
    await office.database.write('relay', (turn) => listener.hear(turn, event!, prepared, undefined as never));
    expect((await office.rows.find(Notice, { caseId: id })).length).toBe(before.length);
  });

  it('keeps office hours: what is missed at midnight is mailed at nine, an urgent case at once', async () => {
    await desk.handling();
    const urgent = await desk.handling();
    await office.database.write('person', async (turn) => {
      await turn.rows.update(CaseFile, urgent, { urgency: 'urgent' });
    });
    await office.until('2026-03-11T01:00:00+08:00');
    const misses = async () => (await office.rows.find(Notice, { template: 'miss' })).filter(({ state }) => state === 'sent' || state === 'collected');
    expect(new Set((await misses()).map(({ caseId }) => caseId))).toEqual(new Set([urgent]));
    await office.until('2026-03-11T08:00:00+08:00');
    expect((await misses()).length).toBe(4);
    await office.until('2026-03-11T09:00:00+08:00');
    expect((await misses()).length).toBe(8);
    expect(new Set((await misses()).filter(({ sentAt }) => sentAt !== null).map(({ caseId, sentAt }) => `${caseId === urgent} ${desk.say(sentAt!)}`))).toEqual(new Set(['true 03-11 00:00', 'false 03-11 09:00']));
    const [mail] = (await mails()).filter(({ subject }) => subject?.startsWith('［已逾期］'));
    expect(mail!.subject).toMatch(/已于 2026年3月10日（周二）24:00 逾期$/);
  });

  it('sends an absent person’s notices to the substitute and says why', async () => {
    const substitute = await desk.person('urban-handler');
    await change('urban-liaison', { substituteId: substitute.id, absentFrom: Date.parse('2026-03-01T00:00:00+08:00'), absentUntil: Date.parse('2026-03-08T00:00:00+08:00') });
    await desk.assigned();
    await office.settle();
    // Told once, though meant twice.
    expect(await told('assigned')).toEqual(['urban-handler sent']);
    expect((await mails())[0]!.text).toContain('urban联络员目前不在岗，您是其代理人；原收件理由：其是市城管局的联络员');
  });

  it('does not hand a case to a substitute who may not know of it', async () => {
    const outsider = await desk.person('housing-head');
    await change('urban-liaison', { substituteId: outsider.id, absentFrom: Date.parse('2026-03-01T00:00:00+08:00'), absentUntil: null });
    await desk.assigned();
    await office.settle();
    expect(await told('assigned')).toEqual(['urban-liaison sent', 'urban-handler sent']);
  });

  it('never tells an accused unit, and before the accused are confirmed only those who may know', async () => {
    const { id } = await office.message('wb', { kind: 'report', subject: '举报城管局违规收费', text: '城管局有人违规收费。' });
    await office.until('2026-03-06T10:00:00+08:00');
    const before = await office.rows.find(Notice, { caseId: id });
    expect(new Set(before.map(({ address }) => address.split('@')[0]))).toEqual(new Set(['coordinator', 'coordinator2']));
    expect(before.map(({ text, subject }) => text + subject).join()).not.toContain('收费');
    const urban = await desk.department('urban');
    await desk.act('confirm_accused', id, await desk.person('coordinator'), async () => ({ change: { accused: [urban] } }));
    if ((await desk.file(id)).state !== 'queued') await desk.act('pass', id, SYSTEM);
    // Handed to the accused by mistake of somebody who went round the rooms: even so nobody there is told.
    await desk.act('assign', id, SYSTEM, async () => ({ change: { departmentId: urban }, facts: { departmentId: urban } }));
    await office.until('2026-03-20T10:00:00+08:00');
    const all = await office.rows.find(Notice, { caseId: id });
    expect(all.filter(({ address }) => address.startsWith('urban'))).toEqual([]);
    expect(all.length).toBeGreaterThan(before.length);
  });

  it('sends one late digest to each after three days of downtime, earliest first', async () => {
    const first = await desk.handling();
    await office.until('2026-03-05T10:00:00+08:00');
    const second = await desk.handling('urban', { subject: '路灯不亮' });
    await office.until('2026-03-09T20:00:00+08:00');
    const earlier = await mails();
    office.at('2026-03-12T20:00:00+08:00');
    await office.settle();
    await office.until('2026-03-13T10:00:00+08:00');
    const late = (await mails()).filter(({ file }) => !earlier.some((each) => each.file === file)).filter(({ subject }) => subject?.startsWith('［补发］'));
    expect(late.length).toBe(4);
    expect(new Set(late.map((mail) => to(mail).split('@')[0]))).toEqual(new Set(['coordinator', 'coordinator2', 'urban-handler', 'urban-head']));
    const [digest] = late.filter((mail) => to(mail).startsWith('urban-head'));
    const lines = digest!.text!.split('\n').filter((line) => line.startsWith('- '));
    const [a, b] = [await desk.file(first), await desk.file(second)];
    expect(lines).toEqual([
      `- ${a.number}　夜间施工噪声　期限：2026年3月10日（周二）24:00，已发催办单`,
      `- ${a.number}　夜间施工噪声　期限：2026年3月11日（周三）24:00，已记逾期`,
      `- ${b.number}　路灯不亮　期限：2026年3月11日（周三）24:00，已发催办单`,
      `- ${b.number}　路灯不亮　期限：2026年3月12日（周四）24:00，到期提醒`,
    ]);
    const between = await office.rows.find(Notice, { template: ['remind', 'miss', 'urge'] });
    expect(between.filter(({ createdAt }) => createdAt === Date.parse('2026-03-12T20:00:00+08:00'))).toEqual([]);
    expect(await office.rows.find(Notice, { template: 'late_item', state: 'queued' })).toEqual([]);
  });

  it('says of somebody without an address that nothing could be sent', async () => {
    await change('urban-liaison', { email: null });
    await desk.assigned();
    await office.settle();
    const listed = await office.as('coordinator').get<{ notices: { recipient: string; lastError: string; subject: string }[] }>('/api/v1/notices?state=dropped');
    expect(listed.body.notices).toMatchObject([{ recipient: 'urban联络员', lastError: expect.stringContaining('没有登记邮箱') }]);
    // The newest first, and from any of them on.
    type Listed = { notices: { id: string; state: string }[]; next: string | null };
    const { notices, next } = (await office.as('coordinator').get<Listed>('/api/v1/notices')).body;
    expect([notices.length > 1, next]).toEqual([true, null]);
    expect(notices.map(({ id }) => id)).toEqual(notices.map(({ id }) => id).toSorted().toReversed());
    expect((await office.as('coordinator').get<Listed>(`/api/v1/notices?before=${notices[0]!.id}`)).body.notices).toEqual(notices.slice(1));
    expect((await office.as('coordinator').get<Listed>(`/api/v1/notices?state=dropped&before=${notices.at(-1)!.id}`)).body.notices).toEqual([]);
    expect((await office.as('urban-head').get('/api/v1/notices')).status).toBe(403);
    expect((await office.as('coordinator').get('/api/v1/notices?state=lost')).status).toBe(400);
  });

  it('speaks English to who reads English', async () => {
    await change('urban-liaison', { locale: 'en' });
    await desk.assigned();
    await office.settle();
    const [mail] = (await mails()).filter((each) => to(each).startsWith('urban-liaison'));
    expect(mail!.subject).toMatch(/^\[To acknowledge\] 20260304-wb-0001: please acknowledge by 24:00, Thu 5 March 2026$/);
    expect(mail!.text).toContain('You receive this because: you are the liaison of 市城管局');
  });

  it('mails the number instead of a subject the writer did not give, and no personal data of one that was given', async () => {
    const bare = await desk.assigned('urban', { subject: undefined, text: '我是王小明，楼下太吵。' });
    const careless = await desk.assigned('urban', { subject: '我叫李晓明，电话13900001234，请回电' });
    await office.settle();
    const texts = async (id: string) => (await office.rows.find(Notice, { caseId: id })).map(({ text, html, subject }) => text + html + subject).join();
    expect(await texts(bare)).not.toMatch(/王小明|太吵/);
    expect(await texts(careless)).not.toMatch(/李晓明|13900001234/);
    expect(await texts(careless)).toContain('请回电');
  });

  it('makes one mail of what one person is told in the same minute, and loses none of it', async () => {
    const ids = [await desk.assigned(), await desk.assigned(), await desk.assigned()];
    await office.settle();
    const notices = await office.rows.find(Notice, { address: 'urban-liaison@linchuan.example' }, { orderBy: 'id' });
    expect(notices.map(({ template, state }) => `${template} ${state}`)).toEqual(['assigned collected', 'assigned collected', 'assigned collected', 'several sent']);
    const { subject, text, html } = notices.at(-1)!;
    expect(subject).toBe('［办理提示］3 项通知');
    for (const id of ids) {
      expect(text).toContain(`/cases/${id}`);
      expect(text).toContain((await desk.file(id)).number);
      expect(html).toContain(id);
    }
    await office.settle();
    expect((await office.rows.find(Notice, { address: 'urban-liaison@linchuan.example', template: 'several' }))).toHaveLength(1);
  });

  it('sends nobody more than so many an hour; the rest leaves as one mail in the next', async () => {
    for (let count = 0; count < 22; count++) {
      await desk.assigned();
      await office.settle();
      office.clock.moveTo(office.clock.now() + 61_000);
    }
    const mine = async (): Promise<string[]> => (await office.rows.find(Notice, { address: 'urban-liaison@linchuan.example' }, { orderBy: 'id' })).map(({ template, state }) => `${template} ${state}`);
    expect((await mine()).filter((each) => each === 'assigned sent')).toHaveLength(20);
    expect((await mine()).filter((each) => each === 'assigned queued')).toHaveLength(2);
    office.at('2026-03-04T11:01:00+08:00');
    await office.settle();
    expect((await mine()).filter((each) => !each.endsWith('sent') || each.startsWith('several'))).toEqual(['assigned collected', 'assigned collected', 'several sent']);
  });

  it('what the hourly limit holds back near the end of the day leaves in the next office hours, not at night', async () => {
    office.at('2026-03-04T17:05:00+08:00');
    for (let count = 0; count < 21; count++) {
      await desk.assigned();
      await office.settle();
      office.clock.moveTo(office.clock.now() + 61_000);
    }
    const held = async (): Promise<readonly Notice[]> => await office.rows.find(Notice, { address: 'urban-liaison@linchuan.example', template: 'assigned', state: 'queued' });
    expect((await held()).map(({ nextTryAt }) => nextTryAt)).toEqual([Date.parse('2026-03-05T09:00:00+08:00')]);
    office.at('2026-03-04T18:30:00+08:00');
    await office.app.get(Notices).sendDue();
    expect(await held()).toHaveLength(1);
    office.at('2026-03-05T09:00:00+08:00');
    await office.app.get(Notices).sendDue();
    expect(await held()).toEqual([]);
  });

  it('lets an urgent notice leave at once and alone', async () => {
    await desk.assigned();
    const urgent = await desk.queued();
    await office.database.write('person', (turn) => turn.rows.update(CaseFile, urgent, { urgency: 'urgent' }));
    const departmentId = await desk.department('urban');
    await desk.act('assign', urgent, await desk.person('coordinator'), async () => ({ change: { departmentId }, facts: { departmentId } }));
    await office.app.get(Relay).drain();
    expect(await office.app.get(Notices).sendUrgent()).toBe(2);
    const sent = await office.rows.find(Notice, { state: 'sent' });
    expect(sent.every(({ caseId }) => caseId === urgent)).toBe(true);
  });
});
