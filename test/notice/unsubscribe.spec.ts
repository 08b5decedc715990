import { User } from '../../src/identity/identity.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import { Desk } from '../escalation/desk.js';
import { Office, onEachDatabase } from '../support/office.js';
import { startSmtp, type ReceivedMail, type SmtpForTests } from '../support/smtp.js';

/** mailparser gathers the list headers under one name. */
interface ListHeaders {
  readonly id: { readonly id: string };
  readonly unsubscribe?: { readonly url: string };
  readonly 'unsubscribe-post'?: { readonly name: string };
}

onEachDatabase((dialect) => {
  let smtp: SmtpForTests;
  let office: Office;
  const open = async (publicUrl: string): Promise<void> => {
    smtp = await startSmtp();
    office = await Office.open({ dialect, now: '2026-03-04T10:00:00+08:00', environment: { SMTP_URL: smtp.url, PUBLIC_URL: publicUrl } });
    await new Desk(office).handling();
    await office.settle();
    office.at('2026-03-10T09:00:00+08:00');
    await office.app.get(Notices).greet();
    await office.app.get(Notices).sendDue();
  };
  afterEach(async () => {
    await office.close();
    await smtp.stop();
  });

  const list = (mail: ReceivedMail | undefined): ListHeaders => mail!.headers.get('list') as unknown as ListHeaders;
  const morning = (): ReceivedMail => smtp.to('urban-head@linchuan.example').find(({ subject }) => subject?.startsWith('［今日待办］'))!;
  const link = (): string => list(morning()).unsubscribe!.url.replace(/^https?:\/\/[^/]+/, '');
  const off = async (): Promise<readonly string[]> => (await office.rows.one(User, { login: 'urban-head' }))!.noticesOff;

  it('an optional mail carries its list and a link that switches it off; what must be known carries none', async () => {
    await open('https://huiyin.example');
    expect(list(morning()).id.id).toBe('morning.notices.huiyin');
    expect(list(morning()).unsubscribe!.url).toMatch(/^https:\/\/huiyin\.example\/public\/notices\/off\?link=[\w.-]+$/);
    expect(list(morning())['unsubscribe-post']!.name).toBe('List-Unsubscribe=One-Click');
    const assigned = smtp.mails.find(({ subject }) => subject?.startsWith('［待签收］'));
    expect(list(assigned).id.id).toBe('assigned.notices.huiyin');
    expect(list(assigned).unsubscribe).toBeUndefined();
  });

  it('promises no one click where the mail program could not make it over HTTPS', async () => {
    await open('http://huiyin.example');
    expect(list(morning()).unsubscribe!.url).toMatch(/^http:/);
    expect(list(morning())['unsubscribe-post']).toBeUndefined();
  });

  it('is switched off by one click of the mail program, for that person and that mail alone', async () => {
    await open('https://huiyin.example');
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=b']) {
      const body = type.startsWith('multipart') ? '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n' : 'List-Unsubscribe=One-Click';
      expect((await office.anybody.post(link(), body, { 'content-type': type })).status).toBe(200);
      expect(await off()).toEqual(['morning']);
    }
    expect((await office.rows.one(User, { login: 'urban-handler' }))!.noticesOff).toEqual([]);
    office.at('2026-03-11T09:00:00+08:00');
    await office.app.get(Notices).greet();
    await office.app.get(Notices).sendDue();
    expect(smtp.to('urban-head@linchuan.example').filter(({ subject }) => subject?.startsWith('［今日待办］'))).toHaveLength(1);
  });

  it('asks first when a person, or a scanner, follows the link; in both languages', async () => {
    await open('https://huiyin.example');
    const page = await office.anybody.get<string>(link());
    expect(page.status).toBe(200);
    expect(page.body).toContain('不再收到“今日待办”邮件？');
    expect(page.body).not.toContain('urban-head');
    expect(await off()).toEqual([]);
    const english = await office.anybody.get<string>(link(), { 'accept-language': 'en' });
    expect(english.body).toContain('Stop the daily mail of what is due?');
    const action = /<form method="post" action="([^"]+)">/.exec(english.body)![1]!.replaceAll('&amp;', '&');
    const done = await office.anybody.post<string>(action, '', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(done.body).toContain('Done: you will no longer get the daily mail of what is due.');
    expect(await off()).toEqual(['morning']);
  });

  it('is not switched off by a link that was altered', async () => {
    await open('https://huiyin.example');
    const handler = (await office.rows.one(User, { login: 'urban-handler' }))!;
    const [userId] = /link=([^.]+)/.exec(link())!.slice(1);
    for (const altered of [link().replace(userId!, handler.id), link().replace('.morning.', '.remind.'), link().replace('.morning.', '.miss.'), '/public/notices/off', '/public/notices/off?link=a.morning.b']) {
      const answer = await office.anybody.post<string>(altered, '', { 'content-type': 'application/x-www-form-urlencoded' });
      expect(answer.status).toBe(404);
      expect(answer.body).toContain('链接不完整或者已失效');
    }
    expect((await office.rows.find(User, {})).flatMap(({ noticesOff }) => noticesOff)).toEqual([]);
  });
});
