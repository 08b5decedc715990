import { Notice } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import { Desk } from '../escalation/desk.js';
import { Office } from '../support/office.js';
import { HOUSE_CA, startSmtp, type SmtpForTests, type SmtpOptions } from '../support/smtp.js';

const PASSWORD = 'open/sesame 芝麻';
const [STARTTLS, TLS]: readonly SmtpOptions[] = [{ startTls: true }, { tls: true }];
const WAYS = [['STARTTLS', STARTTLS], ['TLS from the first byte', TLS]] as const;

describe('mail over TLS', () => {
  let smtp: SmtpForTests;
  let office: Office;
  const start = async (options: SmtpOptions | undefined): Promise<void> => void (smtp = await startSmtp({ auth: { user: 'huiyin', pass: PASSWORD }, ...options }));
  const open = async (environment: Record<string, string>): Promise<void> => {
    office = await Office.open({ now: '2026-03-04T10:00:00+08:00', environment: { SMTP_URL: smtp.url, ...environment } });
    await new Desk(office).assigned();
    await office.settle();
  };
  afterEach(async () => {
    await office.close();
    await smtp.stop();
  });

  const notices = async (): Promise<Notice[]> => await office.rows.find(Notice, {});
  /** Nothing is lost, no try is held against the mail, and what went wrong stands with one of them; no secret does. */
  const expectKept = async (why: RegExp): Promise<void> => {
    const kept = await notices();
    expect(kept.map(({ state, attempts }) => ({ state, attempts }))).toEqual([{ state: 'queued', attempts: 0 }, { state: 'queued', attempts: 0 }]);
    const said = kept.map(({ lastError }) => lastError ?? '').join();
    expect(said).toMatch(why);
    for (const secret of [PASSWORD, 'sesame', Buffer.from(PASSWORD).toString('base64'), Buffer.from(`\0huiyin\0${PASSWORD}`).toString('base64')]) expect(said).not.toContain(secret);
    expect(smtp.mails).toEqual([]);
  };

  it.each(WAYS)('goes out by %s, signed in, to a server whose CA the house trusts', async (_, options) => {
    await start(options);
    await open({ SMTP_CA: HOUSE_CA });
    expect((await notices()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(smtp.mails).toHaveLength(2);
  });

  it.each(WAYS)('gives nothing to a server whose certificate it does not know, by %s, and says what to do', async (_, options) => {
    await start(options);
    await open({});
    await expectKept(/证书不可信.*SMTP_CA.*not trusted/);
  });

  it('keeps what a server refuses for a wrong password, and sends it once somebody has put that right', async () => {
    await start(TLS);
    await open({ SMTP_CA: HOUSE_CA, SMTP_URL: smtp.url.replace(encodeURIComponent(PASSWORD), encodeURIComponent('wrong sesame')) });
    await expectKept(/不接受用户名或者密码.*SMTP_URL.*535/);
    await office.until('2026-03-04T16:00:00+08:00');
    expect((await notices()).filter(({ template }) => template === 'assigned').map(({ state }) => state)).toEqual(['queued', 'queued']);
    expect(await office.app.get(Notices).nextAt()).toBeGreaterThan(office.clock.now());
  });

  it('never falls back to a plain connection where TLS is demanded', async () => {
    await start({});
    await open({ SMTP_CA: HOUSE_CA, SMTP_URL: `${smtp.url}?requireTLS=true` });
    await expectKept(/ETLS|STARTTLS|EREQUIRETLS|ESOCKET/i);
  });
});
