import { readFileSync } from 'node:fs';
import { mailVerb } from '../../src/cli/mail.js';
import { Identity } from '../../src/identity/identity.service.js';
import { readBounce } from '../../src/notice/bounce-report.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { huiyin } from '../cli/bench.js';
import { Desk } from '../escalation/desk.js';
import { Office, onEachDatabase } from '../support/office.js';

/** Written after what Postfix, an Exchange-like server and a gateway send; about this mail. */
const report = (name: string, messageId: string): Buffer =>
  Buffer.from(readFileSync(new URL(`bounces/${name}.eml`, import.meta.url), 'utf8').replaceAll('MESSAGE_ID', messageId).replaceAll('\n', '\r\n'));
const ID = '<0123456789abcdef0123456789abcdef@huiyin>';

describe('a report that came back', () => {
  it.each([
    ['failed', { fate: 'failed', reason: '5.1.1 550 5.1.1 <urban-liaison@linchuan.example>: Recipient address rejected: no such user in the local table' }],
    ['delayed', { fate: 'delayed', reason: '4.4.1' }],
    ['expired', { fate: 'failed', reason: '4.4.7 451 4.4.7 Message expired: unable to deliver in 5 days' }],
  ])('%s: which mail, what became of it, and why', async (name, said) => {
    expect(await readBounce(report(name, ID))).toEqual({ messageId: ID, ...said });
  });

  it.each([
    ['a letter', Buffer.from('From: a@b.example\r\nSubject: Hello\r\n\r\nI am on holiday.\r\n'), '不是投递状态报告'],
    ['a report without its mail', Buffer.from(report('expired', ID).toString().replace(/In-Reply-To:.*\r\n/, '')), 'Message-ID'],
    ['a report of nobody', Buffer.from(report('failed', ID).toString().replace('Action: failed', 'Action: pondered')), 'Action'],
    ['nothing', Buffer.from(''), '不是投递状态报告'],
    ['bytes', Buffer.from([0, 255, 1, 254]), '不是投递状态报告'],
  ])('%s is refused with a sentence', async (_, mail, zh) => {
    await expect(readBounce(mail)).rejects.toMatchObject({ code: 'wrong_shape', facts: { say: { zh: expect.stringContaining(zh) as string } } });
  });

  onEachDatabase((dialect) => {
    let office: Office;
    let sent: Notice;
    beforeAll(async () => {
      office = await Office.open({ dialect });
    });
    beforeEach(async () => {
      await office.startOver('2026-03-04T10:00:00+08:00');
      await office.database.write('person', (turn) => office.app.get(Identity).putUser(turn, { login: 'administrator', name: '系统管理员', roles: ['administrator'] }));
      await new Desk(office).assigned();
      await office.settle();
      sent = (await office.rows.find(Notice, { address: 'urban-liaison@linchuan.example' }))[0]!;
    });
    afterAll(async () => await office.close());

    const post = (mail: Buffer, login = 'administrator') => office.as(login).post('/api/v1/notices/bounces', mail, { 'content-type': 'message/rfc822' });
    const now = async (): Promise<Notice> => (await office.rows.one(Notice, { id: sent.id }))!;

    it('puts what was given up among the dead letters, once', async () => {
      const said = await post(report('failed', sent.messageId));
      expect([said.status, said.body]).toMatchObject([200, { id: sent.id, state: 'dead', caseId: null, subject: null, lastError: expect.stringContaining('退信 / bounced: 5.1.1 550') as string }]);
      const before = await now();
      expect((await post(report('expired', sent.messageId))).status).toBe(200);
      expect(await now()).toEqual(before);
    });

    it('leaves what is only late as it is, and notes it', async () => {
      expect((await post(report('delayed', sent.messageId))).body).toMatchObject({ state: 'sent', lastError: expect.stringContaining('delayed, still tried: 4.4.1') as string });
      expect((await post(report('failed', sent.messageId))).body).toMatchObject({ state: 'dead' });
    });

    it('refuses a report of a mail it never sent, a letter, a stranger, and a mail at another door', async () => {
      expect((await post(report('failed', '<nothing@huiyin>'))).status).toBe(404);
      expect((await post(Buffer.from('Subject: Hello\r\n\r\nHello'))).body).toMatchObject({ status: 400, code: 'wrong_shape', detail: expect.stringContaining('不是投递状态报告') as string });
      expect((await post(report('failed', sent.messageId), 'coordinator')).status).toBe(403);
      const other = await office.as('administrator').put('/api/v1/session/notices', report('failed', sent.messageId), { 'content-type': 'message/rfc822' });
      expect(other.status).toBe(415);
      expect(await now()).toEqual(sent);
    });

    it('is noted from the command line too', async () => {
      const environment = { ...office.environment, LOG_LEVEL: 'error', SQLITE_SYNCHRONOUS: 'NORMAL' };
      const said = await huiyin([mailVerb], ['mail', 'bounce', '-'], report('failed', sent.messageId).toString(), environment);
      expect([said.status, said.errors]).toEqual([0, '']);
      expect(JSON.parse(said.output)).toMatchObject({ id: sent.id, state: 'dead' });
      expect((await now()).state).toBe('dead');
      const lost = await huiyin([mailVerb], ['mail', 'bounce', 'nowhere.eml'], '', environment);
      expect([lost.status, lost.output]).toEqual([2, '']);
    });
  });
});
