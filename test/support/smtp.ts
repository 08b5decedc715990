/** A real SMTP server for tests: it takes mail, keeps it parsed, and can be told to be difficult. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EventEmitter } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerAuthentication, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';

export interface SmtpOptions {
  /** Only this user may send; without it no AUTH is offered. */
  auth?: { user: string; pass: string };
  /** Offers STARTTLS, and takes no mail before it; default off. */
  startTls?: boolean;
  /** Speaks TLS from the first byte, as on port 465; default off. */
  tls?: boolean;
}

/** Of the house CA that signed the certificate of a server with TLS: for `SMTP_CA`. */
export const HOUSE_CA = fileURLToPath(new URL('tls/house-ca.pem', import.meta.url));
const CERTIFICATE = readFileSync(new URL('tls/server.pem', import.meta.url));

/** A mail the server has accepted: as parsed, and with the envelope it came in. */
export interface ReceivedMail extends ParsedMail {
  envelope: { from: string; to: string[] };
}

interface Refusal {
  matches: (address: string) => boolean;
  code: number;
  /** How many more times; Infinity for ever. */
  left: number;
}

export class SmtpForTests {
  /** Accepted mails, oldest first. */
  readonly mails: ReceivedMail[] = [];
  /** Every refusal given: who was refused, and how. */
  readonly refused: { to: string; code: number }[] = [];
  private readonly news = new EventEmitter().setMaxListeners(0);
  private server?: SMTPServer;
  private refusals: Refusal[] = [];
  private delayMs = 0;
  private drops: { moment: 'in data' | 'after taking'; left: number } = { moment: 'in data', left: 0 };
  private port = 0;

  constructor(private readonly options: SmtpOptions = {}) {}

  /** Fit for `SMTP_URL`. With STARTTLS it demands it. Who is to trust the certificate needs `HOUSE_CA`. */
  get url(): string {
    const { auth, startTls, tls } = this.options;
    const who = auth ? `${encodeURIComponent(auth.user)}:${encodeURIComponent(auth.pass)}@` : '';
    const how = startTls ? '?requireTLS=true' : '';
    return `smtp${tls ? 's' : ''}://${who}127.0.0.1:${this.port}${how}`;
  }

  /** Takes mail; after a `stop()` on the same port as before, as a server does that was down for a while. */
  async start(): Promise<this> {
    const server = this.build();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
    return this;
  }

  /** Nobody answers any more; connections still open are closed after half a second. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Refuses this recipient with a 4xx (try later) or 5xx (never) code, for ever or a number of times. */
  refuse(recipient: string | RegExp, code: number, times = Infinity): void {
    const matches = (address: string) =>
      typeof recipient === 'string' ? address.toLowerCase() === recipient.toLowerCase() : recipient.test(address);
    this.refusals.push({ matches, code, left: times });
  }

  /** Lets this many milliseconds pass before each mail is accepted. */
  beSlow(delayMs: number): void {
    this.delayMs = delayMs;
  }

  /** Hangs up in the middle of the content, or once it has taken the mail and before it says so. */
  drop(moment: 'in data' | 'after taking', times: number): void {
    this.drops = { moment, left: times };
  }

  /** Takes every mail at once again. */
  beKind(): void {
    this.refusals = [];
    this.delayMs = 0;
    this.drops.left = 0;
  }

  /** Forgets what has arrived and been refused so far. */
  clear(): void {
    this.mails.length = 0;
    this.refused.length = 0;
  }

  /** The mails, once there are at least `count`. */
  async waitFor(count: number, timeoutMs = 10_000): Promise<readonly ReceivedMail[]> {
    const deadline = AbortSignal.timeout(timeoutMs);
    while (this.mails.length < count) {
      const late = new Error(`${this.mails.length} of ${count} mails within ${timeoutMs} ms: ${this.subjects()}`);
      await new Promise<void>((resolve, reject) => {
        const give = () => reject(late);
        deadline.addEventListener('abort', give, { once: true });
        this.news.once('mail', () => {
          deadline.removeEventListener('abort', give);
          resolve();
        });
      });
    }
    return this.mails;
  }

  /** All mails to this address. */
  to(address: string): ReceivedMail[] {
    return this.mails.filter(({ envelope }) => envelope.to.includes(address));
  }

  private build(): SMTPServer {
    const { auth, startTls, tls = false } = this.options;
    const server = new SMTPServer({
      ...((tls || startTls) && { key: CERTIFICATE, cert: CERTIFICATE }),
      secure: tls,
      disabledCommands: [...(auth ? [] : ['AUTH']), ...(startTls ? [] : ['STARTTLS'])],
      authOptional: !auth,
      allowInsecureAuth: !startTls && !tls,
      disableReverseLookup: true,
      closeTimeout: 500,
      logger: false,
      onAuth: (given, _session, done) => {
        if (this.knows(given)) done(null, { user: given.username });
        else done(reply(535, 'Authentication failed'));
      },
      onMailFrom: (_address, session, done) => {
        done(startTls && !session.secure ? reply(530, 'Must issue a STARTTLS command first') : null);
      },
      onRcptTo: ({ address }, _session, done) => done(this.refusalOf(address)),
      onData: (stream, session, done) => {
        const drop = this.drops.left > 0 ? this.drops.moment : null;
        if (drop !== null) this.drops.left -= 1;
        const hangUp = (): void => void socketOf(server, session.id)?.destroy();
        if (drop === 'in data') return void stream.once('data', hangUp);
        void this.take(stream, session).then(drop === 'after taking' ? hangUp : done, done);
      },
    });
    // A client that hangs up early is the client's affair.
    server.on('error', () => {});
    return server;
  }

  private async take(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<null> {
    const mail = await simpleParser(stream);
    await wait(this.delayMs, undefined, { ref: false });
    const from = envelope.mailFrom ? envelope.mailFrom.address : '';
    this.mails.push({ ...mail, envelope: { from, to: envelope.rcptTo.map(({ address }) => address) } });
    this.news.emit('mail');
    return null;
  }

  private subjects(): string {
    return this.mails.map(({ subject }) => subject ?? '(no subject)').join(', ') || 'none';
  }

  private knows({ username, password }: SMTPServerAuthentication): boolean {
    return username === this.options.auth?.user && password === this.options.auth?.pass;
  }

  private refusalOf(address: string): Error | null {
    const refusal = this.refusals.find(({ matches, left }) => left > 0 && matches(address));
    if (!refusal) return null;
    refusal.left -= 1;
    this.refused.push({ to: address, code: refusal.code });
    return reply(refusal.code, refusal.code < 500 ? 'Try again later' : 'No such mailbox');
  }
}

/** A running server; end it with `stop()`. */
export function startSmtp(options: SmtpOptions = {}): Promise<SmtpForTests> {
  return new SmtpForTests(options).start();
}

/** The library keeps its connections to itself; a test must be able to cut one. */
function socketOf(server: SMTPServer, id: string): Socket | undefined {
  const { connections } = server as unknown as { connections: Set<{ id: string; _socket: Socket }> };
  return [...connections].find((connection) => connection.id === id)?._socket;
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
