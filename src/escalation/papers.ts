import type { ActName } from '../core/lifecycle.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import { keysOf } from '../core/vocabulary.js';
import type { Turn } from '../base/database/writer.js';
import type { Docket, Moved, Outcome, Scene } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { listener, type Listener } from '../journal/relay.js';
import type { Directory } from '../registry/directory.js';
import { Paper, type PaperSort, type PaperState, type SupervisionLevel } from './escalation.entities.js';
import type { PaperNumbers } from './paper-numbers.js';
import { addressee, answererOf } from '../views/answerer.js';
import { PAPER_ACTS, SUPERVISION_LEVELS, type AnsweredSort } from '../views/paper-sorts.js';

/** Which case, who asks, and the version that person had seen. */
export interface PaperOrder {
  readonly caseId: string;
  readonly actor: Person;
  readonly version: number;
}

interface Asked {
  readonly reason: string;
  /** What is to be done and reported. */
  readonly asked?: string;
}

export interface Instruction {
  readonly leader: string;
  readonly text: string;
  /** Working days within which the result is to be reported. */
  readonly days: number;
}

const LEVELS = keysOf(SUPERVISION_LEVELS);

/** 催办单、督办单、批示件: numbered, addressed, answered in time, and ended by a person on what was done. */
export class Papers {
  /** What an urge asks, and a supervision that nobody has signed, end with the unit’s part in the case. */
  readonly lapsing: Listener = listener({
    name: 'papers',
    hear: async (turn, event) => {
      const { caseId } = event;
      await turn.rows.updateWhere(Paper, { caseId, sort: 'urge', state: ['issued', 'returned'] }, { state: 'lapsed' });
      if (ENDS_DRAFTS.has(event.act)) await turn.rows.updateWhere(Paper, { caseId, sort: 'supervision', state: 'draft' }, { state: 'lapsed' });
    },
  });

  constructor(
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly numbers: PaperNumbers,
  ) {}

  async urge(order: PaperOrder, asked: Asked): Promise<Moved> {
    return await this.docket.perform({ act: 'urge', ...order }, async (scene) => {
      const paper = await this.issue(scene, order.actor, 'urge', asked);
      return { facts: { ...factsOf(paper), tell: ['head'] }, clock: clockOf(paper) };
    });
  }

  /** One reason for a whole list; each case has its own document, or its own refusal. */
  async urgeMany(actor: Person, cases: readonly { id: string; version: number }[], asked: Asked): Promise<(Moved | Refusal)[]> {
    return await Promise.all(
      cases.map(async ({ id, version }) => {
        try {
          return await this.urge({ caseId: id, actor, version }, asked);
        } catch (error) {
          if (error instanceof Refusal) return error;
          throw error;
        }
      }),
    );
  }

  /** 督办: signs what a ladder drafted, or issues one by hand. @throws Refusal `paper_state` | `not_found` */
  async supervise(order: PaperOrder, asked: Asked, draftId?: string): Promise<Moved> {
    return await this.docket.perform({ act: 'supervise', ...order }, async (scene) => {
      const paper = draftId === undefined ? await this.issue(scene, order.actor, 'supervision', asked) : await this.sign(scene, order, draftId, asked);
      return { facts: { ...factsOf(paper), tell: ['head', 'handler'] }, clock: clockOf(paper), change: { openPapers: scene.case.openPapers + 1 } };
    });
  }

  /** 不予督办: what a ladder drafted is not signed, and why. @throws Refusal `paper_state` */
  async drop(order: PaperOrder, paperId: string, reason: string): Promise<Moved> {
    return await this.change('drop_supervision', order, 'supervision', paperId, ['draft'], ({ now }) => ({
      paper: { state: 'lapsed', decidedBy: order.actor.id, decidedAt: now, decision: reason },
    }));
  }

  /** 提级办理、约谈: upwards only. @throws Refusal `paper_state` | `wrong_shape` */
  async raise(order: PaperOrder, paperId: string, level: SupervisionLevel, reason: string): Promise<Moved> {
    return await this.change('raise_supervision', order, 'supervision', paperId, ['issued', 'replied', 'returned'], (_scene, paper) => {
      refuseUnless(LEVELS.indexOf(level) > LEVELS.indexOf(paper.level), 'paper_state', { number: paper.number, level: paper.level, wanted: level });
      return { paper: { level, levelReason: reason }, outcome: { facts: { level, tell: ['head', 'deputy_leader'] } } };
    });
  }

  /** 批示件: a leader’s own words, to be reported on in the time they give. */
  async instruct(order: PaperOrder, { leader, text, days }: Instruction): Promise<Moved> {
    return await this.docket.perform({ act: 'instruct', ...order }, async (scene) => {
      const paper = await this.issue(scene, order.actor, 'instruction', { reason: text, asked: text, leader });
      return {
        facts: { ...factsOf(paper), tell: ['head', 'handler'] }, clock: { ...clockOf(paper), amount: days },
        change: { openPapers: scene.case.openPapers + 1, hasInstruction: true },
      };
    });
  }

  /** 批示办结: what was done is reported and the document is closed. @throws Refusal `paper_state` */
  async report(order: PaperOrder, paperId: string, text: string): Promise<Moved> {
    return await this.change('report_instruction', order, 'instruction', paperId, ['issued'], ({ now, case: file }, paper) => ({
      paper: { state: 'concluded', reply: text, repliedBy: order.actor.id, repliedAt: now, decidedBy: order.actor.id, decidedAt: now },
      outcome: { clock: clockOf(paper), change: { openPapers: Math.max(0, file.openPapers - 1) } },
    }));
  }

  /** The unit’s answer. @throws Refusal `paper_state` | `no_standing` */
  async reply(sort: AnsweredSort, order: PaperOrder, paperId: string, text: string): Promise<Moved> {
    return await this.change(PAPER_ACTS[sort].answer, order, sort, paperId, ['issued', 'returned'], ({ now, case: file }, paper) => {
      const answerer = answererOf(this.directory, file, paper);
      refuseUnless(answerer === order.actor.departmentId, 'no_standing', { department: answerer });
      return {
        paper: { state: 'replied', reply: text, repliedBy: order.actor.id, repliedAt: now, decidedBy: null, decidedAt: null, decision: null },
        outcome: { clock: clockOf(paper) },
      };
    });
  }

  /** 认可催办答复. @throws Refusal `paper_state` | `no_standing` */
  async accept(order: PaperOrder, paperId: string): Promise<Moved> {
    return await this.change('accept_urge_reply', order, 'urge', paperId, ['replied'], ({ now }, paper) => {
      refuseUnlessIssuer(order.actor, paper);
      return { paper: { state: 'accepted', decidedBy: order.actor.id, decidedAt: now } };
    });
  }

  /** 销号: on evidence, never because time passed. @throws Refusal `paper_state` */
  async conclude(order: PaperOrder, paperId: string, evidence: string): Promise<Moved> {
    return await this.change('conclude_supervision', order, 'supervision', paperId, ['replied'], ({ now, case: file }) => ({
      paper: { state: 'concluded', decidedBy: order.actor.id, decidedAt: now, decision: evidence },
      outcome: { change: { openPapers: Math.max(0, file.openPapers - 1) } },
    }));
  }

  /** The answer says nothing: back, with a reason and a new time. @throws Refusal `paper_state` | `no_standing` */
  async giveBack(sort: AnsweredSort, order: PaperOrder, paperId: string, reason: string): Promise<Moved> {
    return await this.change(PAPER_ACTS[sort].giveBack, order, sort, paperId, ['replied'], ({ now }, paper) => {
      if (sort === 'urge') refuseUnlessIssuer(order.actor, paper);
      return {
        paper: { state: 'returned', decidedBy: order.actor.id, decidedAt: now, decision: reason },
        outcome: { facts: { tell: ['head'] }, clock: clockOf(paper) },
      };
    });
  }

  private async issue({ turn, now, case: file }: Scene, by: Person, sort: PaperSort, more: Asked & { leader?: string }): Promise<Paper> {
    const paper = {
      id: turn.ids.next(), caseId: file.id, sort, state: 'issued', number: await this.numbers.next(turn, sort), departmentId: addressee(this.directory, file),
      reason: more.reason, asked: more.asked ?? null, leader: more.leader ?? null, level: 'ordinary', issuedBy: by.id, issuedAt: now, createdAt: now,
    } as Paper;
    await turn.rows.insert(Paper, paper);
    return paper;
  }

  private async sign({ turn, now }: Scene, { caseId, actor }: PaperOrder, paperId: string, { reason, asked }: Asked): Promise<Paper> {
    const draft = await paperOf(turn, caseId, 'supervision', paperId, ['draft']);
    const signed = { state: 'issued' as const, number: await this.numbers.next(turn, 'supervision'), reason, asked: asked ?? null, issuedBy: actor.id, issuedAt: now };
    await turn.rows.update(Paper, draft.id, signed);
    return { ...draft, ...signed };
  }

  private async change(
    act: ActName, order: PaperOrder, sort: PaperSort, paperId: string, from: readonly PaperState[],
    decide: (scene: Scene, paper: Paper) => { paper: Partial<Paper>; outcome?: Outcome },
  ): Promise<Moved> {
    return await this.docket.perform({ act, ...order }, async (scene): Promise<Outcome> => {
      const paper = await paperOf(scene.turn, order.caseId, sort, paperId, from);
      const { paper: changes, outcome = {} } = decide(scene, paper);
      await scene.turn.rows.update(Paper, paper.id, changes);
      return { ...outcome, facts: { ...factsOf(paper), ...outcome.facts } };
    });
  }
}

/** Acts after which a case is no longer late, so that a drafted supervision has lost its cause. */
const ENDS_DRAFTS: ReadonlySet<ActName> = new Set<ActName>(['publish', 'answer_by_group', 'reject', 'file', 'withdraw', 'merge']);

async function paperOf({ rows }: Turn, caseId: string, sort: PaperSort, id: string, from: readonly PaperState[]): Promise<Paper> {
  const paper = await rows.one(Paper, { id, caseId, sort });
  refuseUnless(paper, 'not_found', { paper: id });
  refuseUnless(from.includes(paper.state), 'paper_state', { number: paper.number, state: paper.state, needed: [...from] });
  return paper;
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
