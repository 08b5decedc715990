import { refuseUnless } from '../core/refusal.js';
import type { Label } from '../core/vocabulary.js';
import type { Database } from '../base/database/database.js';
import type { Rulebook } from '../base/policy.js';
import { Deadline } from '../casefile/casefile.entities.js';
import type { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import type { Directory } from '../registry/directory.js';
import { Paper, type PaperSort, type PaperState } from '../escalation/escalation.entities.js';
import { PAPER_NAMES, PAPER_STATES, SUPERVISION_LEVELS } from './paper-sorts.js';

/** A document as people read it; instants in ISO 8601 of the calendar’s zone. */
export interface PaperView {
  readonly id: string;
  readonly sort: PaperSort;
  readonly name: Label;
  readonly number: string | null;
  readonly state: PaperState;
  readonly stateName: Label;
  readonly departmentId: string | null;
  readonly department: string;
  readonly reason: string;
  readonly asked: string | null;
  readonly leader: string | null;
  readonly level: Label | null;
  readonly levelReason: string | null;
  /** Made by a ladder, not by a person. */
  readonly byLadder: boolean;
  readonly issuedBy: string | null;
  readonly issuedAt: string | null;
  /** When the unit must have answered; null once it has, or while nothing is asked. */
  readonly replyDueAt: string | null;
  readonly reply: string | null;
  readonly repliedBy: string | null;
  readonly repliedAt: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decision: string | null;
  readonly createdAt: string;
}

/** The documents of a case to whoever may see it; a leader’s instruction not to contractors. */
export class PaperReading {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly sight: Sight,
    private readonly rules: Rulebook,
  ) {}

  /** @throws Refusal `not_found` */
  async one(person: Person, caseId: string, paperId: string): Promise<{ paper: PaperView; caseNumber: string; subject: string | null }> {
    const file = await this.sight.case(person, caseId);
    const paper = (await this.ofCase(person, caseId)).find(({ id }) => id === paperId);
    refuseUnless(paper, 'not_found', { paper: paperId });
    return { paper, caseNumber: file.number, subject: file.kind === 'report' || file.firstKind === 'report' ? null : file.subject || null };
  }

  async ofCase(person: Person, caseId: string): Promise<PaperView[]> {
    await this.sight.case(person, caseId);
    const { rows } = this.database;
    const papers = (await rows.find(Paper, { caseId }, { orderBy: 'id' })).filter(
      (paper) => paper.sort !== 'instruction' || !person.roles.includes('contractor'),
    );
    const names = await this.namesIn(papers);
    const waiting = await rows.find(Deadline, { caseId, clock: ['urge_reply', 'supervision_reply', 'instruction'], stoppedAt: null });
    const dueOf = new Map(waiting.map((clock) => [clock.concernsId, clock.dueAt]));
    return papers.map((paper) => this.viewOf(paper, names, dueOf.get(paper.id) ?? null));
  }

  private async namesIn(papers: readonly Paper[]): Promise<ReadonlyMap<string, string>> {
    const ids = new Set(papers.flatMap(({ issuedBy, repliedBy, decidedBy }) => [issuedBy, repliedBy, decidedBy]).filter((id) => id !== null));
    const users = await this.database.rows.find(User, { id: [...ids] });
    return new Map(users.map((user) => [user.id, user.name]));
  }

  private viewOf(paper: Paper, names: ReadonlyMap<string, string>, replyDueAt: number | null): PaperView {
    const name = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
    const iso = (instant: number | null): string | null => (instant === null ? null : this.rules.today.iso(instant));
    return {
      id: paper.id, sort: paper.sort, name: PAPER_NAMES[paper.sort], number: paper.number, state: paper.state, stateName: PAPER_STATES[paper.state],
      departmentId: paper.departmentId,
      department: this.directory.departmentName(paper.departmentId), reason: paper.reason, asked: paper.asked,
      leader: paper.leader, level: paper.sort === 'supervision' ? SUPERVISION_LEVELS[paper.level] : null, levelReason: paper.levelReason, byLadder: paper.rungKey !== null,
      issuedBy: name(paper.issuedBy), issuedAt: iso(paper.issuedAt), replyDueAt: iso(replyDueAt), reply: paper.reply,
      repliedBy: name(paper.repliedBy), repliedAt: iso(paper.repliedAt), decidedBy: name(paper.decidedBy), decidedAt: iso(paper.decidedAt),
      decision: paper.decision, createdAt: this.rules.today.iso(paper.createdAt),
    };
  }
}
