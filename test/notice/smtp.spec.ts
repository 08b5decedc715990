import { Identity } from '../../src/identity/identity.service.js';
import { User } from '../../src/identity/identity.entities.js';
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Relay } from '../../src/journal/relay.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { noticesWaiting } from '../../src/notice/notice.query.js';
import { Notices } from '../../src/notice/notice.service.js';
import { Stage } from '../../src/cli/simulation/stage.js';
import { Desk } from '../escalation/desk.js';
import { Office, onEachDatabase } from '../support/office.js';
import { startSmtp, type SmtpForTests } from '../support/smtp.js';

onEachDatabase((dialect) => {
  let smtp: SmtpForTests;
  let office: Office;
  let desk: Desk;
  /** Every test has a Wednesday of its own: what a trouble of the last one left in the memory of the sender lies behind it. */
  let wednesday = Date.parse('2026-02-25T10:00:00+08:00');
  const on = (time: string, days = 0): string => `${new Date(wednesday + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)}T${time}:00+08:00`;
  beforeAll(async () => {
    smtp = await startSmtp({ auth: { user: 'huiyin', pass: 'open sesame' } });
    office = await Office.open({ dialect, environment: { SMTP_URL: smtp.url, MAIL_FROM: '回音 <huiyin@linchuan.example>' } });
    desk = new Desk(office);
  });
  beforeEach(async () => {
    smtp.beKind();
    smtp.clear();
    wednesday += 7 * 86_400_000;
    await office.startOver(on('10:00'));
  });
  afterAll(async () => {
    await office.close();
    await smtp.stop();
  });

  const states = async (): Promise<string[]> => (await office.rows.find(Notice, {}, { orderBy: 'id' })).map(({ address, state }) => `${address.split('@')[0]} ${state}`);

  it('hands every mail to the server, once, with its headers and both bodies', async () => {
    const id = await desk.assigned();
    await office.settle();
    await office.settle();
    expect(smtp.mails.length).toBe(2);
    expect(new Set(smtp.mails.map(({ envelope }) => envelope.to[0]!.split('@')[0]))).toEqual(new Set(['urban-handler', 'urban-liaison']));
    const [mail] = smtp.to('urban-liaison@linchuan.example');
    expect(mail!.envelope.from).toBe('huiyin@linchuan.example');
    expect(mail!.from?.text).toContain('回音');
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail!.headers.get('x-auto-response-suppress')).toBe('All');
    expect(mail!.references).toBe(`<case-${id}@huiyin>`);
    expect(mail!.messageId).toBe((await office.rows.find(Notice, { address: 'urban-liaison@linchuan.example' }))[0]!.messageId);
    expect(mail!.date?.getTime()).toBe(office.clock.now());
    expect(mail!.text).toContain('请打开办理件');
    expect(mail!.html).toContain('<table');
    expect(await states()).toEqual(['urban-liaison sent', 'urban-handler sent']);
  });

  it('hands over what is urgent before all that waited longer', async () => {
    for (const department of ['urban', 'housing', 'transport']) await desk.assigned(department);
    const urgent = await desk.queued();
    office.clock.moveTo(office.clock.now() + 60_000);
    const departmentId = await desk.department('justice');
    await office.database.write('person', (turn) => turn.rows.update(CaseFile, urgent, { urgency: 'urgent' }));
    await desk.act('assign', urgent, await desk.person('coordinator'), async () => ({ change: { departmentId }, facts: { departmentId } }));
    await office.settle();
    expect(smtp.mails).toHaveLength(8);
    expect(smtp.mails.slice(0, 2).map(({ envelope }) => envelope.to[0]!.split('@')[0]).toSorted((a, b) => a!.localeCompare(b!))).toEqual(['justice-handler', 'justice-liaison']);
  });

  it('waits for a slow server, several mails side by side, and sends none twice', async () => {
    smtp.beSlow(300);
    for (const department of ['urban', 'housing', 'transport', 'justice']) await desk.assigned(department);
    await Promise.all([office.settle(), office.app.get(Notices).sendDue()]);
    await office.settle();
    expect(smtp.mails.length).toBe(8);
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(8);
  });

  it('tries again what is refused for now, and lets the others go', async () => {
    smtp.refuse('urban-liaison@linchuan.example', 450, 1);
    await desk.assigned();
    await office.settle();
    expect(await states()).toEqual(['urban-liaison queued', 'urban-handler sent']);
    const [waiting] = await office.rows.find(Notice, { state: 'queued' });
    expect(waiting!.lastError).toMatch(/450/);
    expect(waiting!.nextTryAt! - office.clock.now()).toBeGreaterThan(40_000);
    await office.until(on('11:00'));
    expect(await states()).toEqual(['urban-liaison sent', 'urban-handler sent']);
    expect(smtp.to('urban-liaison@linchuan.example').length).toBe(1);
  });

  it('lists what is refused for good, and sends it again when an administrator says so', async () => {
    smtp.refuse('urban-liaison@linchuan.example', 550);
    await desk.assigned();
    await office.settle();
    await office.until(on('10:00', 2));
    expect((await states()).slice(0, 2)).toEqual(['urban-liaison dead', 'urban-handler sent']);
    expect(smtp.refused.length).toBeLessThanOrEqual(2);
    const listed = await office.as('coordinator').get<{ notices: { id: string; lastError: string; template: string }[] }>('/api/v1/notices?state=dead');
    const [dead] = listed.body.notices.filter(({ template }) => template === 'assigned');
    expect(dead!.lastError).toMatch(/550/);
    expect((await office.as('coordinator').post(`/api/v1/notices/${dead!.id}/resend`)).status).toBe(403);
    smtp.beKind();
    // Nothing is tried for a while after no server answered; but who sends again by hand knows that one does.
    await smtp.stop();
    await desk.assigned('housing');
    await office.settle();
    await smtp.start();
    await administrator();
    expect((await office.as('administrator').post(`/api/v1/notices/${dead!.id}/resend`)).body).toMatchObject({ state: 'queued', caseId: null, subject: null });
    await office.settle();
    expect(smtp.to('urban-liaison@linchuan.example').filter(({ subject }) => subject?.startsWith('［待签收］')).length).toBe(1);
    expect((await office.as('administrator').post(`/api/v1/notices/nothing/resend`)).status).toBe(404);
  });

  it('goes on without a server when its clock is moved; what waits leaves when there is one again', async () => {
    await smtp.stop();
    const id = await desk.assigned();
    await new Stage(office.app).run(Date.parse(on('18:00', 2)));
    expect((await desk.events(id, 'miss')).length).toBeGreaterThan(0);
    expect(await noticesWaiting(office.rows.sql, office.clock.now())).toBeGreaterThan(0);
    await smtp.start();
    await office.settle();
    expect(await noticesWaiting(office.rows.sql, office.clock.now())).toBe(0);
    expect(smtp.to('urban-liaison@linchuan.example')).not.toEqual([]);
  });

  it('sends again what was cut off in the middle, and the server has it once', async () => {
    smtp.drop('in data', 1);
    await desk.assigned();
    await office.settle();
    expect(await office.rows.find(Notice, { state: 'queued' })).not.toEqual([]);
    await office.until(on('11:00'));
    expect(await states()).toEqual(['urban-liaison sent', 'urban-handler sent']);
    expect(smtp.mails.map(({ messageId }) => messageId!).toSorted()).toEqual((await office.rows.find(Notice, { state: 'sent' })).map(({ messageId }) => messageId).toSorted());
  });

  it('repeats only the mail whose acceptance it could not hear, and it is the same mail', async () => {
    smtp.drop('after taking', 1);
    await desk.assigned();
    await office.settle();
    await office.until(on('11:00'));
    expect(await states()).toEqual(['urban-liaison sent', 'urban-handler sent']);
    const ids = smtp.mails.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
  });

  it.each(['the answer was lost', 'the process died'] as const)('never gathers into another a mail that may have arrived: %s', async (how) => {
    if (how === 'the answer was lost') smtp.drop('after taking', 1);
    const departmentId = await desk.department('urban');
    const assign = async (): Promise<string> => {
      const id = await desk.queued();
      await desk.act('assign', id, await desk.person('coordinator'), async () => ({ change: { departmentId }, facts: { departmentId } }));
      return id;
    };
    const first = await assign();
    await office.settle();
    if (how === 'the process died') {
      // Sent, and the process is gone before it could say so: what it had claimed stands queued with its try counted.
      await office.database.write('person', (turn) => turn.rows.updateWhere(Notice, { caseId: first }, { state: 'queued', sentAt: null, attempts: 1, nextTryAt: turn.now + 300_000 }));
    }
    await office.until(on('10:06'), 0.1);
    await assign();
    await office.until(on('11:00'), 0.1);
    const taken = smtp.to('urban-liaison@linchuan.example');
    const known = await office.rows.find(Notice, { address: 'urban-liaison@linchuan.example' });
    expect(known.map(({ template, state }) => `${template} ${state}`)).toEqual(['assigned sent', 'assigned sent']);
    expect(new Set(taken.map(({ messageId }) => messageId))).toEqual(new Set(known.map(({ messageId }) => messageId)));
  });

  it('waits for a mailbox that is full, and gives up on one that stays so', async () => {
    smtp.refuse('urban-liaison@linchuan.example', 452, 2);
    smtp.refuse('urban-handler@linchuan.example', 552);
    await desk.assigned();
    await office.settle();
    expect(await states()).toEqual(['urban-liaison queued', 'urban-handler dead']);
    await office.until(on('13:00'));
    expect(await states()).toEqual(['urban-liaison sent', 'urban-handler dead']);
    expect((await office.rows.find(Notice, { state: 'dead' }))[0]!.lastError).toMatch(/552/);
  });

  it('notes a mail that came back among the dead letters, to be sent again by hand', async () => {
    await administrator();
    await desk.assigned();
    await office.settle();
    const [sent] = await office.rows.find(Notice, { address: 'urban-liaison@linchuan.example' });
    const admin = office.as('administrator');
    const bounced = await admin.post('/api/v1/notices/bounces', { messageId: sent!.messageId, reason: '550 5.1.1 用户不存在' });
    expect([bounced.status, bounced.body]).toMatchObject([200, { state: 'dead', lastError: expect.stringContaining('550 5.1.1') as string }]);
    expect((await admin.post('/api/v1/notices/bounces', { messageId: '<nothing@huiyin>', reason: 'x' })).status).toBe(404);
    await admin.post(`/api/v1/notices/${sent!.id}/resend`);
    await office.settle();
    expect(smtp.to('urban-liaison@linchuan.example').map(({ messageId }) => messageId)).toEqual([sent!.messageId, sent!.messageId]);
  });

  it('keeps everything while no server answers, and sends it all when one is back', async () => {
    await smtp.stop();
    for (const department of ['urban', 'housing', 'transport']) await desk.assigned(department);
    await office.settle();
    expect(new Set((await states()).map((each) => each.split(' ')[1]))).toEqual(new Set(['queued']));
    await office.until(on('13:00'));
    const waiting = await office.rows.find(Notice, { state: 'queued' });
    expect(waiting.length).toBe(6);
    expect(waiting.every(({ attempts }) => attempts === 0)).toBe(true);
    expect(waiting.map(({ lastError }) => lastError ?? '').join()).not.toContain('sesame');
    await smtp.start();
    await office.until(on('15:00'));
    expect(smtp.mails.length).toBe(6);
    expect(await office.rows.find(Notice, { state: 'queued' })).toEqual([]);
  });

  it('sends nothing to a person who has left in the meantime', async () => {
    await desk.assigned();
    await office.app.get(Relay).drain();
    await office.database.write('person', (turn) => turn.rows.updateWhere(User, { login: 'urban-liaison' }, { active: false }));
    await office.settle();
    expect(await states()).toEqual(['urban-liaison dropped', 'urban-handler sent']);
    expect(smtp.mails).toHaveLength(1);
  });

  async function administrator(): Promise<void> {
    await office.database.write('person', (turn) => office.app.get(Identity).putUser(turn, { login: 'administrator', name: '系统管理员', roles: ['administrator'] }));
  }
});
