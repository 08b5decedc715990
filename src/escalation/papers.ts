import { refuseUnless } from '../core/refusal.js';
import { toIso } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import type { Rows } from '../base/database/rows.query.js';
import { Deadline } from '../casefile/casefile.entities.js';
import type { Docket, Moved, Outcome, Scene } from '../casefile/docket.js';
import type { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import type { Directory } from '../registry/directory.js';
import { Paper, type PaperState } from './escalation.entities.js';
import type { PaperNumbers } from './paper-numbers.js';
import { addressee } from './rungs.js';

/** Which case, who asks, and the version that person had seen. */
export interface PaperOrder {
  readonly caseId: string;
  readonly actor: Person;
  readonly version: number;
}

/** A document as people read it; instants in ISO 8601, UTC. */
export interface PaperView {
  readonly id: string;
  readonly sort: string;
  readonly number: string | null;
  readonly state: string;
  readonly departmentId: string | null;
  readonly department: string;
  readonly reason: string;
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

/** 催办 by hand, its reply, and what the issuer makes of the reply. */
export class Papers {
  constructor(
    private readonly database: Database,
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly sight: Sight,
    private readonly numbers: PaperNumbers,
  ) {}

  async urge(order: PaperOrder, reason: string): Promise<Moved> {
    return await this.docket.perform({ act: 'urge', ...order }, async ({ turn, now, case: file }) => {
      const paper = {
        id: turn.ids.next(), caseId: file.id, sort: 'urge' as const, state: 'issued' as const, number: await this.numbers.next(turn, 'urge'),
        departmentId: addressee(this.directory, file), reason, issuedBy: order.actor.id, issuedAt: now, createdAt: now,
      };
      await turn.rows.insert(Paper, paper);
      return { facts: { ...factsOf(paper), tell: ['head'] }, clock: clockOf(paper) };
    });
  }

  /** @throws Refusal `paper_state` | `no_standing` */
  async reply(order: PaperOrder, paperId: string, text: string): Promise<Moved> {
    return await this.decide('reply_to_urge', order, paperId, ['issued', 'returned'], ({ now }, paper) => {
      refuseUnless(paper.departmentId === order.actor.departmentId, 'no_standing', { department: paper.departmentId });
      return { state: 'replied', reply: text, repliedBy: order.actor.id, repliedAt: now, decidedBy: null, decidedAt: null, decision: null };
    });
  }

  /** @throws Refusal `paper_state` | `no_standing` */
  async accept(order: PaperOrder, paperId: string): Promise<Moved> {
    return await this.decide('accept_urge_reply', order, paperId, ['replied'], ({ now }, paper) => {
      refuseUnlessIssuer(order.actor, paper);
      return { state: 'accepted', decidedBy: order.actor.id, decidedAt: now };
    });
  }

  /** @throws Refusal `paper_state` | `no_standing` */
  async sendBack(order: PaperOrder, paperId: string, reason: string): Promise<Moved> {
    return await this.decide('return_urge_reply', order, paperId, ['replied'], ({ now }, paper) => {
      refuseUnlessIssuer(order.actor, paper);
      return { state: 'returned', decidedBy: order.actor.id, decidedAt: now, decision: reason };
    });
  }

  async ofCase(person: Person, caseId: string): Promise<PaperView[]> {
    await this.sight.case(person, caseId);
    const { rows } = this.database;
    const papers = (await rows.find(Paper, { caseId }, { orderBy: 'id' })).filter(
      (paper) => paper.sort !== 'instruction' || !person.roles.includes('contractor'),
    );
    const names = await this.namesIn(rows, papers);
    const waiting = await rows.find(Deadline, { caseId, clock: ['urge_reply', 'supervision_reply', 'instruction'], stoppedAt: null });
    const dueOf = new Map(waiting.map((clock) => [clock.concernsId, clock.dueAt]));
    return papers.map((paper) => this.viewOf(paper, names, dueOf.get(paper.id) ?? null));
  }

  private async decide(
    act: 'reply_to_urge' | 'accept_urge_reply' | 'return_urge_reply', order: PaperOrder, paperId: string, from: readonly PaperState[],
    change: (scene: Scene, paper: Paper) => Partial<Paper>,
  ): Promise<Moved> {
    return await this.docket.perform({ act, ...order }, async (scene): Promise<Outcome> => {
      const { rows } = scene.turn;
      const paper = await rows.one(Paper, { id: paperId, caseId: order.caseId, sort: 'urge' });
      refuseUnless(paper, 'not_found', { paper: paperId });
      refuseUnless(from.includes(paper.state), 'paper_state', { number: paper.number, state: paper.state, needed: [...from] });
      await rows.update(Paper, paper.id, change(scene, paper));
      return { facts: { ...factsOf(paper), ...(act === 'return_urge_reply' && { tell: ['head'] }) }, clock: clockOf(paper) };
    });
  }

  private async namesIn(rows: Rows, papers: readonly Paper[]): Promise<ReadonlyMap<string, string>> {
    const ids = new Set(papers.flatMap(({ issuedBy, repliedBy, decidedBy }) => [issuedBy, repliedBy, decidedBy]).filter((id) => id !== null));
    const users = await rows.find(User, { id: [...ids] });
    return new Map(users.map((user) => [user.id, user.name]));
  }

  private viewOf(paper: Paper, names: ReadonlyMap<string, string>, replyDueAt: number | null): PaperView {
    const name = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
    const iso = (instant: number | null): string | null => (instant === null ? null : toIso(instant));
    return {
      id: paper.id, sort: paper.sort, number: paper.number, state: paper.state, departmentId: paper.departmentId,
      department: this.directory.departmentName(paper.departmentId), reason: paper.reason, byLadder: paper.rungKey !== null,
      issuedBy: name(paper.issuedBy), issuedAt: iso(paper.issuedAt), replyDueAt: iso(replyDueAt), reply: paper.reply,
      repliedBy: name(paper.repliedBy), repliedAt: iso(paper.repliedAt), decidedBy: name(paper.decidedBy), decidedAt: iso(paper.decidedAt),
      decision: paper.decision, createdAt: toIso(paper.createdAt),
    };
  }
}

/** The journal names the document, never what it says. */
const factsOf = ({ id, number, departmentId }: Pick<Paper, 'id' | 'number' | 'departmentId'>): Record<string, unknown> => ({
  paperId: id, number, departmentId,
});

/** The reply clock is the document’s own: an act on one leaves the others alone. */
const clockOf = ({ id, departmentId }: Pick<Paper, 'id' | 'departmentId'>): NonNullable<Outcome['clock']> => ({
  concernsId: id, ...(departmentId !== null && { ofDepartmentId: departmentId }),
});

/** Who issued it decides on the reply, or a supervisor; what a ladder issued, any coordinator or supervisor of the office. */
function refuseUnlessIssuer(person: Person, paper: Paper): void {
  const may = paper.issuedBy === null || paper.issuedBy === person.id || person.roles.includes('supervisor');
  refuseUnless(may, 'no_standing', { number: paper.number, who: ['issuer', 'supervisor'] });
}
