import { Refusal } from '../core/refusal.js';
import { toIso } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import type { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import type { Directory } from '../registry/directory.js';
import { addressed } from './composing.js';
import { Notice, type NoticeState } from './notice.entities.js';

/** A notice as it is listed: never its text. Instants in ISO 8601, UTC. */
export interface NoticeView {
  readonly id: string;
  /** Null where the reader may not know of the case. */
  readonly caseId: string | null;
  readonly subject: string | null;
  readonly template: string;
  readonly recipient: string;
  readonly address: string;
  readonly state: NoticeState;
  readonly attempts: number;
  readonly createdAt: string;
  readonly nextTryAt: string | null;
  readonly sentAt: string | null;
  readonly lastError: string | null;
}

const LISTED = 500;
const RESENDABLE: readonly NoticeState[] = ['dead', 'dropped', 'sent'];

/** What left and what did not, and the second try by hand. */
export class NoticeList {
  constructor(
    private readonly database: Database,
    private readonly sight: Sight,
    private readonly directory: Directory,
  ) {}

  /**
   * The newest first, at most 500. Notices of a case that the reader may not see are left out; an administrator, who
   * looks after the mail and not the cases, sees that there is one, and not of which case.
   */
  async list(person: Person, state: NoticeState | undefined): Promise<NoticeView[]> {
    await this.directory.refresh();
    const { rows } = this.database;
    const notices = await rows.find(Notice, state ? { state } : {}, { orderBy: 'id', descending: true, limit: LISTED });
    const users = new Map((await rows.find(User, { id: [...new Set(notices.map(({ userId }) => userId))] })).map((user) => [user.id, user.name]));
    const visible = await this.visibleCases(person, notices);
    return notices
      .filter(({ caseId }) => caseId === null || visible.has(caseId) || person.roles.includes('administrator'))
      .map((notice) => viewOf(notice, users.get(notice.userId) ?? '', notice.caseId === null || visible.has(notice.caseId)));
  }

  /** Queues a notice again under its old Message-ID, to the address the person has now. @throws Refusal `not_found` */
  async resend(id: string): Promise<NoticeView> {
    return await this.database.write('person', async (turn) => {
      const notice = await turn.rows.one(Notice, { id }, { lock: true });
      const user = notice ? await turn.rows.one(User, { id: notice.userId }) : undefined;
      if (!notice || !user || !RESENDABLE.includes(notice.state)) throw new Refusal('not_found', { notice: id, state: notice?.state ?? null });
      const change = { ...addressed(user.active ? user.email : null, turn.now), attempts: 0 };
      await turn.rows.update(Notice, id, change);
      return viewOf({ ...notice, ...change }, user.name, false);
    });
  }

  /** 退信: a mail that was taken and came back stands among the dead letters, by its Message-ID. @throws Refusal `not_found` */
  async bounce(messageId: string, reason: string): Promise<NoticeView> {
    return await this.database.write('person', async (turn) => {
      const [notice] = await turn.rows.find(Notice, { messageId, state: 'sent' }, { lock: true, limit: 1 });
      if (!notice) throw new Refusal('not_found', { messageId });
      const change = { state: 'dead' as const, lastError: `退信 / bounced: ${reason}` };
      await turn.rows.update(Notice, notice.id, change);
      const user = await turn.rows.one(User, { id: notice.userId });
      return viewOf({ ...notice, ...change }, user?.name ?? '', false);
    });
  }

  private async visibleCases(person: Person, notices: readonly Notice[]): Promise<ReadonlySet<string>> {
    const ids = new Set(notices.map(({ caseId }) => caseId).filter((id) => id !== null));
    const files = await this.database.rows.find(CaseFile, { id: [...ids] });
    const seen = await Promise.all(files.map(async (file) => ((await this.sight.sees(person, file)) ? file.id : null)));
    return new Set(seen.filter((id) => id !== null));
  }
}

const iso = (instant: number | null): string | null => (instant === null ? null : toIso(instant));

const viewOf = (notice: Notice, recipient: string, open: boolean): NoticeView => ({
  id: notice.id, caseId: open ? notice.caseId : null, subject: open ? notice.subject : null, template: notice.template, recipient,
  address: notice.address, state: notice.state, attempts: notice.attempts, createdAt: toIso(notice.createdAt), nextTryAt: iso(notice.nextTryAt),
  sentAt: iso(notice.sentAt), lastError: notice.lastError,
});
