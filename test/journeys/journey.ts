/** One office, told as a story: through the doors that citizens, clerks and channels have, by what these would see. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { Rulebook } from '../../src/base/policy.js';
import { replayAll } from '../../src/casefile/replay.js';
import { GATES, keysOf } from '../../src/core/vocabulary.js';
import { verifyAudit } from '../../src/journal/verify.js';
import { Delivery } from '../../src/journal/journal.entities.js';
import { Office, onEachDatabase, type OfficeOptions } from '../support/office.js';

export const ALL_GATES = keysOf(GATES);

export type Case = Awaited<ReturnType<Office['message']>>;
export type Receipt = Pick<Case, 'caseNumber' | 'queryCode'>;
type Facts = Record<string, unknown>;

/** One clock as a clerk sees it in the case. */
export interface ClockSeen {
  readonly id: string;
  readonly clock: string;
  readonly epoch: number;
  readonly department: string | null;
  readonly concernsId: string | null;
  readonly startAct: string;
  readonly startAt: string;
  readonly dueAt: string | null;
  readonly dueDay: string | null;
  readonly imposed: boolean;
  readonly stoppedAt: string | null;
  readonly missedAt: string | null;
  readonly verdict: string | null;
  readonly proof: string;
}
/** The case as a clerk sees it; lists of what the rooms wrote. */
export interface CaseSeen extends Facts {
  readonly number: string;
  readonly state: string;
  readonly kind: string;
  readonly grade: string;
  readonly epoch: number;
  readonly department: { readonly id: string; readonly name: string } | null;
  readonly clocks: readonly ClockSeen[];
  readonly replies: readonly Facts[];
  readonly joints: readonly { readonly id: string; readonly state: string; readonly department: string }[];
  readonly allowed: readonly { readonly act: string }[];
}
export interface EventSeen {
  readonly seq: number;
  readonly act: string;
  readonly at: string;
  readonly by: { readonly zh: string };
  readonly from: string | null;
  readonly to: string;
  readonly facts: Facts;
}
/** The case as its citizen sees it. */
export interface Found {
  readonly state: string;
  readonly department: string | null;
  readonly promised: { readonly day: string; readonly met: boolean | null; readonly proof: unknown } | null;
  readonly steps: readonly { readonly what: { readonly zh: string } }[];
  readonly notices: readonly { readonly title: { readonly zh: string }; readonly text: string }[];
  readonly replies: readonly { readonly text: string; readonly at: string; readonly correctedAt: string | null }[];
  readonly rating: { readonly open: boolean; readonly given: unknown };
}
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The same story on both databases, each time in a new office; at its end the books must be sound. */
export function onEachOffice(options: Omit<OfficeOptions, 'dialect'>, tell: (story: Story) => void): void {
  onEachDatabase((dialect) => {
    const story = new Story();
    beforeEach(async () => {
      story.begin(await Office.open({ dialect, ...options }));
    });
    afterEach(async () => {
      try {
        await story.endsWithSoundBooks();
      } finally {
        await story.office.close();
      }
    });
    tell(story);
  });
}

export class Story {
  office!: Office;
  private readonly read = new Map<string, Mail>();

  begin(office: Office): this {
    this.office = office;
    this.read.clear();
    return this;
  }

  as(login: string) {
    return this.office.as(login);
  }

  /** Time passes until this moment in Shanghai, hour by hour, and all that falls due on the way happens. */
  async until(local: string): Promise<void> {
    await this.office.until(`${local.replace(' ', 'T')}:00+08:00`);
  }

  /** A message from the platform, read by the machine; a person lets it pass where the machine held it. */
  async citizenWrites(letter: Facts, account = 'wb'): Promise<Case> {
    const received = await this.office.message(account, letter);
    await this.office.settle();
    return received;
  }

  async isAccepted(file: Case, labels: Facts = {}): Promise<void> {
    if ((await this.seen(file)).state === 'held') await this.as('coordinator').act('pass', file.id, labels);
    assert.equal((await this.seen(file)).state, 'queued');
  }

  /** Assigned, signed for, the citizen telephoned. */
  async isTakenUpBy(department: string, file: Case): Promise<void> {
    await this.as('coordinator').act('assign', file.id, { departmentId: department });
    await this.isSignedForBy(department, file);
  }

  async isSignedForBy(department: string, file: Case): Promise<void> {
    const handler = this.as(`${department}-handler`);
    await handler.act('acknowledge', file.id);
    await handler.act('log-contact', file.id, { way: 'telephone', reached: true, note: '已电话说明由我局办理' });
    await this.office.settle();
  }

  async isDrafted(department: string, file: Case, reply: string, more: Facts = {}): Promise<void> {
    await this.as(`${department}-handler`).act('submit-reply', file.id, { toCitizen: reply, ...more });
    await this.as(`${department}-head`).act('sign-off', file.id);
    await this.office.settle();
  }

  async isApproved(file: Case, reviewer = 'reviewer'): Promise<void> {
    await this.theGateIsClear(file);
    await this.as(reviewer).act('approve', file.id, { gates: ALL_GATES });
    await this.office.settle();
  }

  async isPublished(file: Case): Promise<void> {
    assert.equal((await this.as('coordinator').act('publish', file.id))['state'], 'answered');
    await this.office.settle();
  }

  /** Drafted, signed off, reviewed and published. */
  async isAnswered(department: string, file: Case, reply: string): Promise<void> {
    await this.isDrafted(department, file, reply);
    await this.isApproved(file);
    await this.isPublished(file);
  }

  /** A good reply is not held up by the machine, though it may have advice. */
  async theGateIsClear(file: Case): Promise<void> {
    const reply = (await this.seen(file)).replies.at(-1)!;
    assert.notEqual(reply['verdict'], 'block', JSON.stringify(reply['findings']));
  }

  async rates(receipt: Receipt, satisfaction: string, resolved: string, text = ''): Promise<void> {
    const { caseNumber, queryCode } = receipt;
    const { status, body } = await this.office.anybody.post('/api/v1/public/ratings', { caseNumber, queryCode, satisfaction, resolved, text });
    assert.equal(status, 204, JSON.stringify(body));
    await this.office.settle();
  }

  /** What this clerk sees of the case. */
  async seen(file: Pick<Case, 'id'>, login = 'coordinator'): Promise<CaseSeen> {
    const { status, body } = await this.as(login).get<CaseSeen>(`/api/v1/cases/${file.id}`);
    assert.equal(status, 200, `${login} ${JSON.stringify(body)}`);
    return body;
  }

  async clock(file: Pick<Case, 'id'>, name: string): Promise<ClockSeen> {
    const clock = (await this.seen(file)).clocks.findLast((each) => each.clock === name);
    if (!clock) throw new Error(`There is no clock ${name}`);
    return clock;
  }

  async timeline(file: Pick<Case, 'id'>, login = 'coordinator'): Promise<readonly EventSeen[]> {
    return (await this.as(login).get<{ events: EventSeen[] }>(`/api/v1/cases/${file.id}/timeline`)).body.events;
  }

  async acts(file: Pick<Case, 'id'>): Promise<string[]> {
    return (await this.timeline(file)).map(({ act }) => act);
  }

  /** What the citizen is shown for number and code. */
  async lookUp({ caseNumber, queryCode }: Receipt): Promise<Found> {
    const { status, body } = await this.office.anybody.post<Found>('/api/v1/public/lookups', { caseNumber, queryCode });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  async publicAnswers(): Promise<readonly { number: string; reply: string; message: string }[]> {
    return (await this.office.anybody.get<{ answers: { number: string; reply: string; message: string }[] }>('/api/v1/public/answers?limit=100')).body.answers;
  }

  /** The refusal’s code; nothing about the case has changed. */
  async refused(login: string, act: string, file: Pick<Case, 'id'>, body: Facts = {}): Promise<string> {
    const before = await this.everythingOf(file);
    const answer = await this.as(login).try(act, file.id, body);
    assert.ok(answer.status >= 400 && answer.status < 500, `${login} was not refused: ${act} ${JSON.stringify(answer.body)}`);
    assert.deepEqual(await this.everythingOf(file), before);
    return String(answer.body['code']);
  }

  /** Version and last event move with every change of a case or of anything that belongs to it. */
  private async everythingOf(file: Pick<Case, 'id'>): Promise<unknown> {
    const [row] = await this.office.rows.sql.all<{ state: string; version: number; last_hash: string }>(
      'select state, version, last_hash from case_files where id = ?', [file.id]);
    return row;
  }

  /** Every mail that has left, oldest first. */
  async mails(): Promise<Mail[]> {
    const folder = join(this.office.folder, 'mail');
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')).toSorted() : [];
    for (const name of names) {
      if (this.read.has(name)) continue;
      const mail = await simpleParser(readFileSync(join(folder, name)));
      const to = [mail.to ?? []].flat().map(({ text }) => text).join(',');
      this.read.set(name, { to: to.replace(/@.*$/, ''), subject: mail.subject ?? '', text: mail.text ?? '', html: String(mail.html) });
    }
    return names.map((name) => this.read.get(name)!);
  }

  /** Who was told of the case: `assigned → transport-liaison`, by the word in brackets that each subject begins with; in the order of the words. */
  async told(file: Pick<Case, 'caseNumber'>): Promise<string[]> {
    const mails = (await this.mails()).filter(({ subject, text }) => `${subject}${text}`.includes(file.caseNumber));
    return mails.map(({ subject, to }) => `${/［(.*?)］/.exec(subject)?.[1] ?? subject} → ${to}`).toSorted();
  }

  async auditFaults(): Promise<readonly { where: string; what: string }[]> {
    return (await verifyAudit(this.office.database)).faults;
  }

  /** The audit trail verifies, the clocks follow from the events, and nothing was left unheard. */
  async endsWithSoundBooks(): Promise<void> {
    await this.office.settle();
    const { faults } = await verifyAudit(this.office.database);
    const { differences } = await replayAll(this.office.database, this.office.app.get(Rulebook));
    const unheard = await this.office.rows.find(Delivery, { doneAt: null });
    assert.equal(JSON.stringify({ faults, differences, unheard }), JSON.stringify({ faults: [], differences: [], unheard: [] }));
  }
}
