import { Refusal } from '../core/refusal.js';
import { toIso } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import type { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { addressBy, OTHER_WAYS, type Way } from './ways.js';
import type { Directory } from '../registry/directory.js';
import type { BounceReport } from './bounce-report.js';
import { addressed } from './composing.js';
import { Notice, type NoticeState } from './notice.entities.js';
import { noticesBefore } from './notice.query.js';

/** A notice as it is listed: never its text. Instants in ISO 8601, UTC. */
export interface NoticeView {
  readonly id: string;
  /** Null where the reader may not know of the case. */
  readonly caseId: string | null;
  readonly subject: string | null;
  readonly template: string;
  readonly recipient: string;
  readonly way: Way;
  readonly address: string;
  readonly state: NoticeState;
  readonly attempts: number;
  readonly createdAt: string;
  readonly nextTryAt: string | null;
  readonly sentAt: string | null;
  readonly readAt: string | null;
  readonly lastError: string | null;
}

export interface NoticePage {
  readonly notices: readonly NoticeView[];
  readonly next: string | null;
}

/** What a gateway says of a notice. */
export interface Receipt {
  readonly id: string;
  readonly state: 'read' | 'failed';
  readonly reason?: string;
}

/** Of one page. */
const LISTED = 200;
const RESENDABLE: readonly NoticeState[] = ['dead', 'dropped', 'sent'];

/** What left and what did not, and the second try by hand. */
export class NoticeList {
  constructor(
    private readonly database: Database,
    private readonly sight: Sight,
    private readonly directory: Directory,
  ) {}

  /**
   * The newest first, page by page: `next` is what to ask the following page with, null on the last. Notices of a case that the reader may not see are left out; an administrator, who
   * looks after the mail and not the cases, sees that there is one, and not of which case.
   */
  async list(person: Person, { state, before }: { readonly state?: NoticeState; readonly before?: string }): Promise<NoticePage> {
    await this.directory.refresh();
    const { rows } = this.database;
    const notices = (await noticesBefore(rows.sql, { state, before, limit: LISTED })).map((row) => rows.read(Notice, row));
    const users = new Map((await rows.find(User, { id: [...new Set(notices.map(({ userId }) => userId))] })).map((user) => [user.id, user.name]));
    const visible = await this.visibleCases(person, notices);
    const shown = notices.filter(({ caseId }) => caseId === null || visible.has(caseId) || person.roles.includes('administrator'));
    return {
      notices: shown.map((notice) => viewOf(notice, users.get(notice.userId) ?? '', notice.caseId === null || visible.has(notice.caseId))),
      next: notices.length === LISTED ? notices.at(-1)!.id : null,
    };
  }

  /** Queues a notice again under its old Message-ID, to the address the person has now. @throws Refusal `not_found` */
  async resend(id: string): Promise<NoticeView> {
    return await this.database.write('person', async (turn) => {
      const notice = await turn.rows.one(Notice, { id }, { lock: true });
      const user = notice ? await turn.rows.one(User, { id: notice.userId }) : undefined;
      if (!notice || !user || !RESENDABLE.includes(notice.state)) throw new Refusal('not_found', { notice: id, state: notice?.state ?? null });
      // Not as if it were new: it goes alone and as it was, for it may have come already.
      const change = { ...addressedBy(notice.way, user, turn.now), attempts: 1 };
      await turn.rows.update(Notice, id, change);
      return viewOf({ ...notice, ...change }, user.name, false);
    });
  }

  /**
   * 退信: a mail that was taken and came back stands among the dead letters, by its Message-ID; one that is only late
   * stays sent, and it is noted. The same report twice changes nothing. @throws Refusal `not_found`
   */
  async bounce({ messageId, fate, reason }: BounceReport): Promise<NoticeView> {
    return await this.database.write('person', async (turn) => {
      const [notice] = await turn.rows.find(Notice, { messageId, state: ['sent', 'dead'] }, { lock: true, limit: 1 });
      if (!notice) throw new Refusal('not_found', { messageId });
      const change = notice.state === 'sent' ? CHANGES[fate](reason) : {};
      if (Object.keys(change).length > 0) await turn.rows.update(Notice, notice.id, change);
      const user = await turn.rows.one(User, { id: notice.userId });
      return viewOf({ ...notice, ...change }, user?.name ?? '', false);
    });
  }

  /** 已读: its reader has opened it. @throws Refusal `not_found` */
  async read(person: Person, id: string): Promise<void> {
    await this.database.write('person', async (turn) => {
      const notice = await turn.rows.one(Notice, { id, userId: person.id });
      if (!notice) throw new Refusal('not_found', { notice: id });
      if (notice.readAt === null) await turn.rows.update(Notice, id, { readAt: turn.now });
    });
  }

  /** 回执: what a gateway says became of notices it took. What it does not know of is left aside. Returns how many were known. */
  async receipts(receipts: readonly Receipt[]): Promise<number> {
    return await this.database.write('person', async (turn) => {
      let known = 0;
      for (const { id, state, reason } of receipts) {
        const notice = await turn.rows.one(Notice, { id, way: OTHER_WAYS });
        if (!notice) continue;
        known += 1;
        if (state === 'read' && notice.readAt === null) await turn.rows.update(Notice, id, { readAt: turn.now });
        if (state === 'failed' && notice.state === 'sent') await turn.rows.update(Notice, id, { state: 'dead', lastError: `未送达 / not delivered: ${reason ?? ''}` });
      }
      return known;
    });
  }

  private async visibleCases(person: Person, notices: readonly Notice[]): Promise<ReadonlySet<string>> {
    const ids = new Set(notices.map(({ caseId }) => caseId).filter((id) => id !== null));
    const files = await this.database.rows.find(CaseFile, { id: [...ids] });
    const seen = await Promise.all(files.map(async (file) => ((await this.sight.sees(person, file)) ? file.id : null)));
    return new Set(seen.filter((id) => id !== null));
  }
}

const CHANGES: Record<BounceReport['fate'], (reason: string) => Partial<Pick<Notice, 'state' | 'lastError'>>> = {
  failed: (reason) => ({ state: 'dead', lastError: `退信 / bounced: ${reason}` }),
  delayed: (reason) => ({ lastError: `对方服务器尚未送达，仍在重试 / delayed, still tried: ${reason}` }),
  delivered: () => ({}),
};

const addressedBy = (way: Way, user: User, now: number): ReturnType<typeof addressed> => {
  const address = !user.active ? null : way === 'mail' ? user.email : addressBy(way, user);
  return { ...addressed(address, now), way };
};

const iso = (instant: number | null): string | null => (instant === null ? null : toIso(instant));

const viewOf = (notice: Notice, recipient: string, open: boolean): NoticeView => ({
  id: notice.id, caseId: open ? notice.caseId : null, subject: open ? notice.subject : null, template: notice.template, recipient,
  way: notice.way, address: notice.address, state: notice.state, attempts: notice.attempts, createdAt: toIso(notice.createdAt), nextTryAt: iso(notice.nextTryAt),
  sentAt: iso(notice.sentAt), readAt: iso(notice.readAt), lastError: notice.lastError,
});
