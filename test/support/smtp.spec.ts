import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { HOUSE_CA, startSmtp, type SmtpForTests } from './smtp.js';

const mail = { from: '12345@huiyin.test', to: 'wang@school.test', subject: '您的来信已受理', text: '编号 2026-000001' };

async function send(smtp: SmtpForTests, changes: Partial<typeof mail> = {}, url = smtp.url): Promise<void> {
  const transport = createTransport({ url, tls: { ca: readFileSync(HOUSE_CA) } });
  try {
    await transport.sendMail({ ...mail, ...changes });
  } finally {
    transport.close();
  }
}

describe('an SMTP server for tests', () => {
  let smtp: SmtpForTests;
  afterEach(() => smtp.stop());

  it('keeps what it accepts, parsed, Chinese and all', async () => {
    smtp = await startSmtp();
    const [arrived] = await Promise.all([smtp.waitFor(2), send(smtp), send(smtp, { to: 'li@school.test' })]);
    expect(arrived).toHaveLength(2);
    expect(smtp.to('wang@school.test')).toMatchObject([
      { subject: mail.subject, text: mail.text, envelope: { from: mail.from, to: [mail.to] } },
    ]);
    await expect(smtp.waitFor(3, 20)).rejects.toThrow('2 of 3 mails within 20 ms');
  });

  it('refuses whom it is told to, for ever or for a while', async () => {
    smtp = await startSmtp();
    smtp.refuse('wang@school.test', 451, 1);
    smtp.refuse(/@gone\.test$/, 550);
    await expect(send(smtp)).rejects.toMatchObject({ responseCode: 451 });
    await send(smtp);
    await expect(send(smtp, { to: 'li@gone.test' })).rejects.toMatchObject({ responseCode: 550 });
    smtp.beKind();
    await send(smtp, { to: 'li@gone.test' });
    expect(smtp.mails.map(({ envelope }) => envelope.to[0])).toEqual(['wang@school.test', 'li@gone.test']);
    expect(smtp.refused.map(({ code }) => code)).toEqual([451, 550]);
  });

  it('can be slow', async () => {
    smtp = await startSmtp();
    smtp.beSlow(200);
    const start = performance.now();
    await send(smtp);
    expect(performance.now() - start).toBeGreaterThanOrEqual(195);
  });

  it('asks for the password when told to', async () => {
    smtp = await startSmtp({ auth: { user: 'huiyin', pass: 'p@ss/字' } });
    await send(smtp);
    const { host } = new URL(smtp.url);
    await expect(send(smtp, {}, `smtp://huiyin:wrong@${host}`)).rejects.toMatchObject({ responseCode: 535 });
    await expect(send(smtp, {}, `smtp://${host}`)).rejects.toMatchObject({ responseCode: 530 });
  });

  it('speaks TLS when told to, and then only TLS', async () => {
    smtp = await startSmtp({ startTls: true });
    await send(smtp);
    const { host } = new URL(smtp.url);
    await expect(send(smtp, {}, `smtp://${host}?ignoreTLS=true`)).rejects.toMatchObject({ responseCode: 530 });
    await expect(createTransport(smtp.url).sendMail(mail)).rejects.toThrow('certificate');
    expect(smtp.mails).toHaveLength(1);
  });

  it('speaks TLS from the first byte when told to', async () => {
    smtp = await startSmtp({ tls: true });
    expect(smtp.url).toMatch(/^smtps:/);
    await send(smtp);
    expect(smtp.mails).toHaveLength(1);
  });

  it('goes away and comes back on the same port', async () => {
    smtp = await startSmtp();
    const { url } = smtp;
    await smtp.stop();
    await expect(send(smtp)).rejects.toThrow('ECONNREFUSED');
    await smtp.start();
    expect(smtp.url).toBe(url);
    await send(smtp);
  });
});
