import { randomInt } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Clock, Instant } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import { Notice } from './notice.entities.js';
import { User } from '../identity/identity.entities.js';
import { claimNotice, nextNoticeAt, noticesDue } from './notice.query.js';
import type { Outcome, Post } from './post.js';
import type { Way } from './ways.js';

/** A claimed mail is another process’s again after this, should the one that claimed it die. */
const CLAIM_MS = 5 * 60_000;
/** A mail that is put off waits a minute, then twice as long each time, to four hours. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 4 * 3_600_000;
/** Given up after five days and twenty tries (RFC 5321, 4.5.4.1: at least 4–5 days). */
const GIVE_UP_MS = 5 * 86_400_000;
const GIVE_UP_TRIES = 20;
/** While no server answers nothing is tried: fifteen seconds, doubling to fifteen minutes. */
const FIRST_QUIET_MS = 15_000;
const LONGEST_QUIET_MS = 15 * 60_000;

/** With jitter, so that what failed together does not return together. */
const wait = (first: number, longest: number, failures: number): number =>
  Math.round(Math.min(first * 2 ** Math.min(failures - 1, 30), longest) * (0.8 + randomInt(400) / 1000));

interface Claimed {
  readonly notice: Notice;
  /** When it was to leave, before the claim. */
  readonly seen: Instant;
}

interface Stamp {
  readonly notice: Notice;
  readonly changes: Partial<Notice>;
}

/** Carries the queued notices of one way to its post, batch by batch, and stamps what became of each. */
export class Sending {
  private readonly logger = new Logger('Notices');
  private quietUntil: Instant = 0;
  private troubles = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly way: Way,
    private readonly post: Post,
  ) {}

  async sendDue(urgentAlone = false): Promise<number> {
    let sent = 0;
    while (this.clock.now() >= this.quietUntil) {
      // What is urgent does not stand in line behind a long catching up.
      const urgent = await this.claim(true);
      const claimed = urgent.length > 0 || urgentAlone ? urgent : await this.claim(false);
      if (claimed.length === 0) break;
      sent += await this.sendAll(claimed);
    }
    return sent;
  }

  /** While nobody answers at the other end. */
  get isQuiet(): boolean {
    return this.clock.now() < this.quietUntil;
  }

  /** Who moves the clock moves no server: what it does not take now it does not take an hour on by that clock either. */
  stayQuiet(): void {
    if (this.isQuiet) this.quietUntil = Infinity;
  }

  /** Somebody knows that there is a server again. */
  endQuiet(): void {
    this.quietUntil = 0;
  }

  async nextAt(): Promise<Instant | null> {
    const next = await nextNoticeAt(this.database.rows.sql, this.way);
    return next === null || this.quietUntil === Infinity ? null : Math.max(next, this.quietUntil);
  }

  private async claim(urgentAlone: boolean): Promise<Claimed[]> {
    const waiting = await noticesDue(this.database.rows.sql, this.way, this.clock.now(), 1, urgentAlone);
    if (waiting.length === 0) return [];
    return await this.database.write('relay', async (turn) => {
      const claimed: Claimed[] = [];
      for (const due of await noticesDue(turn.sql, this.way, turn.now, this.post.claim, urgentAlone)) {
        if (!(await claimNotice(turn.sql, due, turn.now + CLAIM_MS))) continue;
        const notice = await turn.rows.one(Notice, { id: due.id });
        if (!notice) continue;
        const user = await turn.rows.one(User, { id: notice.userId });
        if (user?.active) claimed.push({ notice, seen: due.nextTryAt });
        else await turn.rows.update(Notice, notice.id, { state: 'dropped', nextTryAt: null, lastError: '此人已停用 / this person has left' });
      }
      return claimed;
    });
  }

  /** A few side by side. When nobody answers, the rest go back to where they were. */
  private async sendAll(claimed: readonly Claimed[]): Promise<number> {
    const left = [...claimed];
    const stamps: Stamp[] = [];
    let [sent, cutOff] = [0, false];
    const lane = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const outcome = cutOff ? null : await this.post.send(next.notice, this.clock.now());
        if (outcome?.kind === 'sent') sent += 1;
        if (outcome?.kind === 'unreachable') cutOff = true;
        const stamp = { notice: next.notice, changes: outcome ? this.changesOf(next, outcome) : { nextTryAt: next.seen, attempts: next.notice.attempts - 1 } };
        // A mail that is with a server is stamped at once; a file would only be written again, the same.
        if (this.post.repeatable) stamps.push(stamp);
        else await this.keep([stamp]);
      }
    };
    await Promise.all(Array.from({ length: this.post.atOnce }, lane));
    await this.keep(stamps);
    if (cutOff) this.fallQuiet();
    else this.troubles = 0;
    return sent;
  }

  private fallQuiet(): void {
    this.troubles += 1;
    this.quietUntil = this.clock.now() + wait(FIRST_QUIET_MS, LONGEST_QUIET_MS, this.troubles);
    this.logger.warn(`Nothing can leave by ${this.way} (try ${this.troubles}); trying again later`);
  }

  private changesOf({ notice, seen }: Claimed, outcome: Outcome): Partial<Notice> {
    const now = this.clock.now();
    switch (outcome.kind) {
      case 'sent':
        return { state: 'sent', sentAt: now, nextTryAt: null, lastError: null };
      case 'unreachable':
        // Not the mail’s fault, perhaps; but the others go first next time, in case it is.
        return { nextTryAt: Math.max(seen, now) + 1, attempts: notice.attempts - 1, lastError: outcome.why };
      case 'refused':
        return this.buried(notice, outcome.why);
      case 'later': {
        const { attempts } = notice;
        if (attempts >= GIVE_UP_TRIES && now - notice.createdAt > GIVE_UP_MS) return this.buried(notice, outcome.why);
        return { nextTryAt: now + wait(FIRST_WAIT_MS, LONGEST_WAIT_MS, attempts), lastError: outcome.why };
      }
    }
  }

  private buried(notice: Notice, why: string): Partial<Notice> {
    this.logger.warn(`Notice ${notice.id} cannot be delivered; it stands among the dead letters`);
    return { state: 'dead', nextTryAt: null, lastError: why };
  }

  private async keep(stamps: readonly Stamp[]): Promise<void> {
    if (stamps.length === 0) return;
    await this.database.write('relay', async (turn) => {
      for (const { notice, changes } of stamps) await turn.rows.updateWhere(Notice, { id: notice.id, state: 'queued' }, changes);
    });
  }
}
