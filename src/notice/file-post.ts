import { randomUUID } from 'node:crypto';
import { rename as renameFile, writeFile as writeWholeFile } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';
import type { Calendar } from '../core/time/calendar.js';
import type { Notice } from './notice.entities.js';
import type { Envelopes } from './envelopes.js';
import type { Outcome, Post } from './post.js';

// Half the price of `fs/promises`, which makes a handle for each file; many mails are many small files.
const writeFile = promisify(writeWholeFile);
const rename = promisify(renameFile);

/** Without a mail server: one RFC 5322 file a mail, for another program to carry. */
export class FilePost implements Post {
  readonly claim = 128;
  readonly atOnce = 8;
  readonly repeatable = true;
  private readonly transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  private made: Promise<unknown> | undefined;

  constructor(
    private readonly folder: string,
    private readonly envelopes: Envelopes,
    private readonly calendar: Calendar,
    /** As lasting as the database’s own commits: what is stamped as sent is on the disk. */
    private readonly lasting: boolean,
  ) {}

  async send(notice: Notice): Promise<Outcome> {
    try {
      const { message } = await this.transport.sendMail(await this.envelopes.mailOf(notice, notice.createdAt));
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
