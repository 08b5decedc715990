import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refusal, refuseUnless } from '../core/refusal.js';
import { BEFORE_ANSWER, type Kind, type Publicity, type Urgency } from '../core/vocabulary.js';
import type { Photo } from '../core/photos.js';
import type { Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import type { Priority, Turn } from '../base/database/writer.js';
import { queryCodeOf, Secrets } from '../base/secrets.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { nextNumber } from '../casefile/casefile.query.js';
import { Docket } from '../casefile/docket.js';
import type { Actor, Citizen } from '../identity/actor.js';
import { contentHash } from '../journal/content.js';
import { Directory } from '../registry/directory.js';
import type { Account } from '../registry/registry.entities.js';
import { Attachment, AttachmentContent, Message, TurnedAway } from './intake.entities.js';

/** A message as a door hands it in; instants in ms. */
export interface Incoming {
  readonly externalId: string;
  readonly occurredAt: Instant;
  readonly subject?: string;
  readonly text: string;
  readonly author?: { readonly id: string; readonly name?: string; readonly contact?: string };
  readonly kind?: Kind;
  readonly urgency?: Urgency;
  readonly publicity?: Publicity;
  readonly origin?: { readonly system: string; readonly number?: string; readonly dueAt?: Instant };
  readonly photos?: readonly Photo[];
  /** As it came, byte for byte; photos stand apart. */
  readonly raw: string;
}

/** What was answered to a past message, before Huiyin: the text stays in the raw line; instants in ms. */
export interface PastAnswer {
  readonly reply: string;
  readonly answeredAt: Instant;
}

export interface TakeOptions {
  /** Past cases: no clocks, nothing is sent. */
  readonly history?: boolean;
  /** A past case that was answered is born closed. */
  readonly answered?: PastAnswer;
  /** Who handled a past case. */
  readonly departmentId?: string;
  readonly batchId?: string;
  /** When it reached us, for past cases. */
  readonly receivedAt?: Instant;
}

export interface Receipt {
  readonly caseNumber: string;
  readonly queryCode: string;
  readonly caseId: string;
  readonly outcome: 'opened' | 'attached' | 'seen before';
}

/** Characters. Long enough for any petition seen in the field; what is longer is kept and refused with a sentence. */
export const LONGEST_MESSAGE = 20_000;
/** No platform is older; an earlier time is a slip. */
const EARLIEST = Date.UTC(2000, 0, 1);
const MINUTE_MS = 60_000;

/** 举报 is never public, the rest by the citizen’s choice, public by default. */
const publicityOf = (incoming: Incoming): Publicity => (incoming.kind === 'report' ? 'private' : (incoming.publicity ?? 'public'));

@Injectable()
export class Intake {
  constructor(
    private readonly database: Database,
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly secrets: Secrets,
  ) {}

  /** One message through the door, durable when this returns. @throws Refusal `message_empty` | `message_too_long` | … */
  async receive(account: Account, incoming: Incoming, actor: Actor, options: TakeOptions = {}, priority: Priority = 'intake'): Promise<Receipt> {
    await this.directory.refresh();
    try {
      check(incoming, account);
    } catch (error) {
      await this.turnAway(account.id, Buffer.from(incoming.raw), error);
      throw error;
    }
    return await this.database
      .write(priority, (turn) => this.take(turn, account, incoming, actor, options))
      .catch((error: unknown) => this.takeAgain(error, account, incoming, actor, options));
  }

  /** Two processes may take the same message at once: the second finds it there. */
  private async takeAgain(error: unknown, account: Account, incoming: Incoming, actor: Actor, options: TakeOptions): Promise<Receipt> {
    if (!/unique|duplicate key/i.test((error as Error).message)) throw error;
    return await this.database.write('intake', (turn) => this.take(turn, account, incoming, actor, options));
  }

  /** Keeps what a door could not take, with the reason. */
  async turnAway(accountId: string | null, raw: Buffer, error: unknown): Promise<void> {
    const reason = error instanceof Refusal ? { code: error.code, ...error.facts } : { code: 'fault' };
    await this.database.write('intake', (turn) =>
      turn.rows.insert(TurnedAway, { id: turn.ids.next(), at: turn.now, accountId, raw, reason }),
    );
  }

  /** Inside a turn: seen before? attach? else a new case. */
  async take(turn: Turn, account: Account, incoming: Incoming, actor: Actor, options: TakeOptions = {}): Promise<Receipt> {
    const seen = await turn.rows.one(Message, { accountId: account.id, externalId: incoming.externalId });
    if (seen) return await this.receiptOf(turn, seen.caseId, 'seen before');
    const digest = incoming.author ? this.secrets.digest(`${account.id}:${incoming.author.id}`) : null;
    const followed = options.history ? undefined : await this.caseToFollow(turn, account, digest);
    if (followed) return await this.attach(turn, followed, account, incoming, actor, options);
    return await this.open(turn, account, incoming, actor, digest, options);
  }

  private async open(turn: Turn, account: Account, incoming: Incoming, actor: Actor, digest: string | null, options: TakeOptions): Promise<Receipt> {
    const id = turn.ids.next();
    const receivedAt = options.receivedAt ?? turn.now;
    const day = this.rulebook.today.iso(receivedAt).slice(0, 10).replaceAll('-', '');
    const count = await nextNumber(turn.sql, `${day}-${account.handle}`);
    const earlier = digest === null || options.history ? [] : await turn.rows.find(CaseFile, { authorDigest: digest, accountId: account.id }, { orderBy: 'receivedAt', descending: true, limit: 1 });
    const { author, origin } = incoming;
    const salt = randomBytes(12).toString('base64url');
    const hash = contentHash(salt, incoming.subject ?? '', incoming.text);
    const birth = {
      id, number: `${day}-${account.handle}-${String(count).padStart(4, '0')}`, accountId: account.id, kind: incoming.kind ?? 'other',
      firstKind: incoming.kind ?? 'other', urgency: incoming.urgency ?? 'ordinary', grade: origin ? 'B' : 'A', sensitive: false,
      groupMatter: false, repeatCount: 0, publicity: publicityOf(incoming), subject: subjectOf(incoming), authorDigest: digest,
      contactable: Boolean(author?.contact), anonymous: !author, originSystem: origin?.system ?? 'own', originNumber: origin?.number ?? null,
      imposedDueAt: origin?.dueAt ?? null, hasInstruction: false, departmentId: options.departmentId ?? null, handlerId: null, leadId: null,
      previousId: earlier[0]?.id ?? null, accused: null, rejectionProposedBy: null, returns: 0, clarifications: 0, extensions: 0,
      reopenings: 0, currentReplyId: null, policy: this.directory.policyOf(account.id, { kind: incoming.kind ?? 'other', urgency: incoming.urgency ?? 'ordinary' }), occurredAt: Math.min(incoming.occurredAt, turn.now), receivedAt,
      history: options.history ?? false,
    } as const;
    const { case: opened } = await this.docket.open(turn, birth, actor, {
      message: incoming.externalId, contentHash: hash, kind: birth.kind, urgency: birth.urgency,
      ...(origin && { origin: origin.system, originNumber: origin.number ?? null }),
      ...photoFacts(incoming, salt),
      ...(options.history && { history: true }),
      ...(options.answered && { answeredAt: options.answered.answeredAt, replyHash: contentHash(salt, '', options.answered.reply) }),
    }, options.answered?.answeredAt);
    await this.keep(turn, id, account, incoming, salt, hash, options);
    return { caseNumber: opened.number, queryCode: queryCodeOf(this.secrets, id), caseId: id, outcome: 'opened' };
  }

  private async attach(turn: Turn, file: CaseFile, account: Account, incoming: Incoming, actor: Actor, options: TakeOptions): Promise<Receipt> {
    const salt = randomBytes(12).toString('base64url');
    const hash = contentHash(salt, incoming.subject ?? '', incoming.text);
    await this.docket.move(turn, { act: 'attach', caseId: file.id, actor }, async () => {
      await this.keep(turn, file.id, account, incoming, salt, hash, options);
      return { facts: { message: incoming.externalId, contentHash: hash, ...photoFacts(incoming, salt) } };
    });
    return await this.receiptOf(turn, file.id, 'attached');
  }

  /** A follow-up of the same person on the same account within the window, or while clarifying. */
  private async caseToFollow(turn: Turn, account: Account, digest: string | null): Promise<CaseFile | undefined> {
    if (digest === null || account.attachMinutes === 0) return undefined;
    const [last] = await turn.rows.find(CaseFile, { authorDigest: digest, accountId: account.id }, { orderBy: 'receivedAt', descending: true, limit: 1 });
    if (!last || !BEFORE_ANSWER.includes(last.state)) return undefined;
    const recent = turn.now - last.receivedAt <= account.attachMinutes * MINUTE_MS;
    return recent || last.state === 'clarifying' ? last : undefined;
  }

  private async keep(turn: Turn, caseId: string, account: Account, incoming: Incoming, salt: string, hash: string, options: TakeOptions): Promise<void> {
    const { author } = incoming;
    const messageId = turn.ids.next();
    await turn.rows.insert(Message, {
      id: messageId, caseId, accountId: account.id, externalId: incoming.externalId, occurredAt: incoming.occurredAt,
      receivedAt: options.receivedAt ?? turn.now, subject: incoming.subject ?? '', text: incoming.text, raw: incoming.raw, salt, contentHash: hash,
      ...(author && { authorId: this.secrets.encrypt(author.id) }),
      ...(author?.name && { authorName: this.secrets.encrypt(author.name) }),
      ...(author?.contact && { authorContact: this.secrets.encrypt(author.contact) }),
      ...(options.batchId && { batchId: options.batchId }),
    });
    for (const { name, type, bytes } of incoming.photos ?? []) {
      const id = turn.ids.next();
      await turn.rows.insert(Attachment, { id, caseId, messageId, name, mediaType: type, size: bytes.length });
      await turn.rows.insert(AttachmentContent, { id, caseId, content: bytes });
    }
  }

  private async receiptOf(turn: Turn, caseId: string, outcome: Receipt['outcome']): Promise<Receipt> {
    const file = await turn.rows.one(CaseFile, { id: caseId });
    refuseUnless(file, 'not_found', { case: caseId });
    return { caseNumber: file.number, queryCode: queryCodeOf(this.secrets, caseId), caseId, outcome };
  }

  async withdraw(citizen: Citizen): Promise<void> {
    await this.docket.perform({ act: 'withdraw', caseId: citizen.caseId, actor: citizen });
  }

  /** A supplement by number and code: joins the case wherever it stands before the answer. */
  async supplement(citizen: Citizen, text: string, photos: readonly Photo[] = []): Promise<void> {
    await this.database.write('intake', async (turn) => {
      const file = await turn.rows.one(CaseFile, { id: citizen.caseId });
      refuseUnless(file, 'not_found');
      const incoming: Incoming = { externalId: `supplement:${turn.ids.next()}`, occurredAt: turn.now, text, raw: text, photos };
      check(incoming, this.directory.account(file.accountId));
      await this.attach(turn, file, this.directory.account(file.accountId), incoming, citizen, {});
    }).catch(async (error: unknown) => {
      // Whoever shows the code is known: what they wrote in vain is kept, as with a channel.
      if (error instanceof Refusal) await this.turnAway(null, Buffer.from(text), error);
      throw error;
    });
  }
}

/** How many photos came with it, and their salted hashes: erased with the case, they can never be guessed again. */
const photoFacts = ({ photos = [] }: Incoming, salt: string): { photos?: string[] } =>
  photos.length === 0 ? {} : { photos: photos.map(({ bytes }) => contentHash(salt, '', bytes.toString('base64'))) };

/** What no door takes. @throws Refusal `account_inactive` | `message_empty` | `message_too_long` | `time_out_of_range` */
export function check(incoming: Incoming, account: Account): void {
  refuseUnless(account.active, 'account_inactive', { handle: account.handle });
  refuseUnless(incoming.text.trim().length > 0 || (incoming.subject ?? '').trim().length > 0, 'message_empty');
  refuseUnless(incoming.text.length <= LONGEST_MESSAGE, 'message_too_long', { limit: LONGEST_MESSAGE, given: incoming.text.length });
  refuseUnless(incoming.occurredAt >= EARLIEST, 'time_out_of_range', { field: 'occurredAt', earliest: '2000-01-01' });
}

/** A message without a subject is listed by its first words; that there are more of them is seen. */
const subjectOf = (incoming: Incoming): string => {
  const subject = (incoming.subject ?? '').trim();
  const letters = [...incoming.text.trim().replace(/\s+/g, ' ')];
  return subject || (letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : letters.join(''));
};
