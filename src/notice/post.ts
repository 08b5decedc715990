import { randomUUID } from 'node:crypto';
import { rename as renameFile, writeFile as writeWholeFile } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Calendar } from '../core/time/calendar.js';
import type { Settings } from '../base/settings.js';
import type { Notice } from './notice.entities.js';

// Half the price of `fs/promises`, which makes a handle for each file; many mails are many small files.
const writeFile = promisify(writeWholeFile);
const rename = promisify(renameFile);

/** What became of a mail: gone; refused for good; to be tried again; or nobody there to give it to. */
export type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused' | 'later' | 'unreachable'; readonly why: string };

/** Where mails leave the house. */
export interface Post {
  /** How many are claimed at once, and how many of those go side by side. */
  readonly claim: number;
  readonly atOnce: number;
  /** Sending the same mail again changes nothing. */
  readonly repeatable: boolean;
  send(notice: Notice, now: number): Promise<Outcome>;
  /** Takes back what still lies in the house; what has left it cannot be. */
  forget(notice: Pick<Notice, 'createdAt' | 'messageId'>): Promise<void>;
  close(): void;
}

export const mailPostOf = (settings: Settings, calendar: Calendar): Post =>
  settings.smtpUrl ? new SmtpPost(settings.smtpUrl, settings.mailFrom) : new FilePost(join(settings.dataDirectory, 'mail'), settings.mailFrom, calendar, settings.synchronous === 'FULL');

/** One thread per case in the reader’s mailbox; the digest has a thread of its own. */
const threadOf = (notice: Notice): string => `<${notice.caseId === null ? 'digest' : `case-${notice.caseId}`}@huiyin>`;

const mailOf = (notice: Notice, from: string, date: number): SendMailOptions => ({
  from, to: notice.address, subject: notice.subject, text: notice.text, html: notice.html, messageId: notice.messageId,
  inReplyTo: threadOf(notice), references: threadOf(notice), date: new Date(date),
  headers: {
    // RFC 3834: no robot may answer this; the second header says the same to Exchange.
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    // RFC 2919: mail programs file and filter by it.
    'List-Id': `Huiyin <${notice.template.replaceAll('_', '-')}.notices.huiyin>`,
  },
  disableFileAccess: true, disableUrlAccess: true,
});

interface SmtpFault extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

const AT_ONCE = 4;
const CONNECT_MS = 10_000;
const SILENCE_MS = 60_000;

class SmtpPost implements Post {
  // With a silent server four at a time are done well inside the five minutes of a claim.
  readonly claim = 4 * AT_ONCE;
  readonly atOnce = AT_ONCE;
  readonly repeatable = false;
  private readonly transport;
  private readonly secrets: readonly string[];

  constructor(url: string, private readonly from: string) {
    const { username, password } = new URL(url);
    this.secrets = [decodeURIComponent(password), password, decodeURIComponent(username)].filter((each) => each.length > 0);
    const options = {
      url, pool: true as const, maxConnections: AT_ONCE, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS, logger: false,
    };
    this.transport = createTransport(options);
  }

  async send(notice: Notice, now: number): Promise<Outcome> {
    try {
      await this.transport.sendMail(mailOf(notice, this.from, now));
      return { kind: 'sent' };
    } catch (error) {
      const fault = error as SmtpFault;
      return { kind: kindOf(fault), why: this.discreet(`${fault.code ?? fault.name}: ${fault.message}`) };
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

/** Without a mail server: one RFC 5322 file a mail, for another program to carry. */
class FilePost implements Post {
  readonly claim = 128;
  readonly atOnce = 8;
  readonly repeatable = true;
  private readonly transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  private made: Promise<unknown> | undefined;

  constructor(
    private readonly folder: string,
    private readonly from: string,
    private readonly calendar: Calendar,
    /** As lasting as the database’s own commits: what is stamped as sent is on the disk. */
    private readonly lasting: boolean,
  ) {}

  async send(notice: Notice): Promise<Outcome> {
    try {
      const { message } = await this.transport.sendMail(mailOf(notice, this.from, notice.createdAt));
      await (this.made ??= mkdir(this.folder, { recursive: true, mode: 0o700 }));
      await this.put(this.nameOf(notice), message as Buffer);
      return { kind: 'sent' };
    } catch (error) {
      this.made = undefined;
      const fault = error as NodeJS.ErrnoException;
      return { kind: fault.syscall ? 'unreachable' : 'refused', why: `${fault.code ?? fault.name}: ${fault.message}`.slice(0, 500) };
    }
  }

  async forget(notice: Pick<Notice, 'createdAt' | 'messageId'>): Promise<void> {
    await rm(join(this.folder, this.nameOf(notice)), { force: true });
  }

  close(): void {
    this.transport.close();
  }

  /** Always the same for a notice: written again after a crash, it takes the place of the first. */
  private nameOf({ createdAt, messageId }: Pick<Notice, 'createdAt' | 'messageId'>): string {
    const stamp = this.calendar.iso(createdAt).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
    return `${stamp}-${messageId.replaceAll(/[^0-9a-f]/g, '').slice(0, 32)}.eml`;
  }

  /** Whole or not at all: whoever watches the folder never reads half a mail. */
  private async put(name: string, message: Buffer): Promise<void> {
    const draft = join(this.folder, `.${name}.${randomUUID()}`);
    try {
      await writeFile(draft, message, { mode: 0o600, flush: this.lasting });
      await rename(draft, join(this.folder, name));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }
}
