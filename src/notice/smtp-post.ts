import { getCACertificates } from 'node:tls';
import { createTransport } from 'nodemailer';
import type { Notice } from './notice.entities.js';
import type { Envelopes } from './envelopes.js';
import type { Outcome, Post } from './post.js';

interface SmtpFault extends Error {
  readonly code?: string;
  /** What the system or the TLS library called it. */
  readonly originalCode?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

const AT_ONCE = 4;
const CONNECT_MS = 10_000;
const SILENCE_MS = 60_000;

/** Hands mails to the server of the house; encrypted where its address or the server says so. */
export class SmtpPost implements Post {
  // With a silent server four at a time are done well inside the five minutes of a claim.
  readonly claim = 4 * AT_ONCE;
  readonly atOnce = AT_ONCE;
  readonly repeatable = false;
  private readonly transport;
  private readonly secrets: readonly string[];

  constructor(url: string, authorities: string | undefined, private readonly envelopes: Envelopes) {
    this.secrets = secretsIn(new URL(url));
    const options = {
      url, pool: true as const, maxConnections: AT_ONCE, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS, logger: false,
      // Beside those that the system trusts, not in their place.
      ...(authorities !== undefined && { tls: { ca: [...getCACertificates('default'), authorities] } }),
    };
    this.transport = createTransport(options);
  }

  async send(notice: Notice, now: number): Promise<Outcome> {
    try {
      await this.transport.sendMail(await this.envelopes.mailOf(notice, now));
      return { kind: 'sent' };
    } catch (error) {
      const fault = error as SmtpFault;
      return { kind: kindOf(fault), why: this.discreet(`${plainly(fault)}${fault.code ?? fault.name}: ${fault.message}`) };
    }
  }

  async forget(): Promise<void> {
    // Nothing of it is kept here once it was handed to the server.
  }

  close(): void {
    this.transport.close();
  }

  private discreet(text: string): string {
    return this.secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text).slice(0, 500);
  }
}

/** Replies that speak of this mail: its recipient or its content. What is said to the sender concerns every mail. */
const ABOUT_THE_MAIL: ReadonlySet<string> = new Set(['RCPT TO', 'DATA']);

/** RFC 5321, 4.2.1: 4yz may succeed later, 5yz will not. 421 closes the door on everybody. */
function kindOf({ code, command, responseCode }: SmtpFault): 'refused' | 'later' | 'unreachable' {
  const aboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE' || ABOUT_THE_MAIL.has(command ?? '');
  if (responseCode === undefined) return code === 'EENVELOPE' ? 'refused' : 'unreachable';
  if (responseCode === 421 || !aboutTheMail || command === 'MAIL FROM') return 'unreachable';
  return responseCode >= 500 ? 'refused' : 'later';
}


/** User and password, in every form in which a server or a library might repeat them. */
function secretsIn({ username, password }: URL): string[] {
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  return pass === '' ? [] : [base64(`\0${user}\0${pass}`), base64(pass), pass, password, base64(user), user].filter((each) => each !== '');
}

/** What a certificate can be refused for, as OpenSSL and Node name it. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/;

/** What somebody has to put right, before the words of the library. */
function plainly({ code, originalCode, responseCode }: SmtpFault): string {
  if (code === 'EAUTH' && (responseCode ?? 0) >= 500) return '邮件服务器不接受用户名或者密码，请核对 SMTP_URL / the mail server refuses the user or the password: see SMTP_URL. ';
  if (CERTIFICATE.test(originalCode ?? '')) return '邮件服务器的证书不可信，请核对主机名，或者在 SMTP_CA 中指明本单位的根证书 / the mail server’s certificate is not trusted: see the host name in SMTP_URL, or name the house’s CA in SMTP_CA. ';
  return '';
}
