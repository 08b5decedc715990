import { Injectable } from '@nestjs/common';
import { actRow } from '../core/lifecycle.js';
import { PARTIES, type Label } from '../core/vocabulary.js';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import type { Person } from '../identity/actor.js';
import { IdentityEvent, User } from '../identity/identity.entities.js';
import { CaseEvent } from '../journal/journal.entities.js';
import { MatterProofs, verifyAudit, type AuditFindings } from '../journal/verify.js';
import { Directory } from '../registry/directory.js';
import type { AuditPageDto, HappeningsDto } from './audit.dto.js';
import { actedBy, concerning, happeningsOf, identityLinesOf, lineIs, linesBefore, linesSince, linesUntil, ofCaseNumber } from './audit.query.js';
import { waysToSee, type Condition } from './visible.query.js';

/** One line of the trail. Instants ISO of the calendar’s zone. */
export interface Happening {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly seq: number;
  readonly act: string;
  readonly name: Label;
  readonly at: string;
  readonly by: Label;
  readonly from: string | null;
  readonly to: string;
  readonly hash: string;
  /** Under a seal of the installation already. */
  readonly sealed: boolean;
}
export interface IdentityLine {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly person: string | null;
  readonly facts: Record<string, unknown>;
}
/** 验链, the one under way or the last of this process. */
export interface Verification {
  readonly startedAt: string;
  readonly startedBy: string;
  readonly finishedAt: string | null;
  readonly failed: boolean;
  readonly found: AuditFindings | null;
}

const PAGE = 100;
/** That an informant’s identity was read is for everybody here; of which report is not. */
const INFORMANT_READ = 'informant_read';

/** 审计: the journal over all cases the reader may see, sign-ins and keys, and every hash computed again. */
@Injectable()
export class Audit {
  private verification: Verification | null = null;

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly clock: Clock,
    private readonly matters: MatterProofs,
  ) {}

  async happenings(person: Person, wanted: HappeningsDto): Promise<{ events: Happening[]; next: string | null }> {
    await this.directory.refresh();
    const limit = wanted.limit ?? PAGE;
    const where = [
      ...this.span(wanted), ...(wanted.act === undefined ? [] : [lineIs('act', wanted.act)]), ...(wanted.person === undefined ? [] : [actedBy(wanted.person)]),
      ...(wanted.case === undefined ? [] : [ofCaseNumber(wanted.case)]),
    ];
    const rows = await happeningsOf(this.database.heavy.sql, waysToSee(person, this.directory), where, limit + 1);
    const names = await this.names();
    const events = rows.slice(0, limit).map((row) => this.happening(this.database.rows.read(CaseEvent, row), row.case_number, names));
    return { events, next: rows.length > limit ? events.at(-1)!.id : null };
  }

  async identities(wanted: AuditPageDto): Promise<{ events: IdentityLine[]; next: string | null }> {
    const limit = wanted.limit ?? PAGE;
    const where = [...this.span(wanted), ...(wanted.person === undefined ? [] : [concerning(wanted.person)])];
    const rows = await identityLinesOf(this.database.rows.sql, where, limit + 1);
    const names = await this.names();
    const events = rows.slice(0, limit).map((row) => {
      const { id, at, what, userId, facts } = this.database.rows.read(IdentityEvent, row);
      return { id, at: this.rulebook.today.iso(at), what, person: userId === null ? null : (names.get(userId) ?? null), facts: what === INFORMANT_READ ? {} : facts };
    });
    return { events, next: rows.length > limit ? events.at(-1)!.id : null };
  }

  /** The one under way goes on; it can be left and found again. */
  verify(person: Person): Verification {
    if (this.verification && this.verification.finishedAt === null) return this.verification;
    const begun: Verification = { startedAt: this.now(), startedBy: person.name, finishedAt: null, failed: false, found: null };
    this.verification = begun;
    void verifyAudit(this.database, undefined, this.matters).then(
      (found) => (this.verification = { ...begun, finishedAt: this.now(), found }),
      () => (this.verification = { ...begun, finishedAt: this.now(), failed: true }),
    );
    return begun;
  }

  lastVerification(): Verification | null {
    return this.verification;
  }

  private span({ from, until, before }: AuditPageDto): Condition[] {
    const { today } = this.rulebook;
    return [
      ...(from === undefined ? [] : [linesSince(today.instant(from))]), ...(until === undefined ? [] : [linesUntil(today.instant(until))]),
      ...(before === undefined ? [] : [linesBefore(before)]),
    ];
  }

  private happening({ id, caseId, seq, act, at, actorKind, actorId, fromState, toState, hash, sealId }: CaseEvent, caseNumber: string, names: ReadonlyMap<string, string>): Happening {
    const { zh, en } = actRow(act);
    const name = actorKind === 'person' ? names.get(actorId ?? '') : undefined;
    const by = name !== undefined ? { zh: name, en: name } : actorKind === 'machine' ? PARTIES.account : actorKind === 'citizen' ? PARTIES.citizen : PARTIES.system;
    return { id, caseId, caseNumber, seq, act, name: { zh, en }, at: this.rulebook.today.iso(at), by: { zh: by.zh, en: by.en }, from: fromState, to: toState, hash, sealed: sealId !== null };
  }

  private async names(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.database.rows.find(User, {})).map(({ id, name }) => [id, name]));
  }

  private now(): string {
    return this.rulebook.today.iso(this.clock.now());
  }
}
