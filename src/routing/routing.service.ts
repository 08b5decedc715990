import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import type { TellingTerm } from '../core/judgement/ranking.js';
import { ROUTER_ENGINE } from '../core/routing/router-file.js';
import type { Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import type { Reading } from '../base/workers/judge.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { departmentFor, isAccused } from '../casefile/accused.js';
import { Docket, type Moved, type Outcome, type Scene } from '../casefile/docket.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import { listener, type Listener } from '../journal/relay.js';
import { Directory } from '../registry/directory.js';
import type { Department } from '../registry/registry.entities.js';
import { endAssignment } from './assigning.js';
import { RoutingBases, type BasisInForce } from './bases.js';
import { merge, unmerge, unmergeMembersOf } from './merging.js';
import type { AssignDto, MergeDto, UnmergeDto } from './routing.dto.js';
import { Assignment, Proposal } from './routing.entities.js';

/** Raise it whenever the same text may be proposed for another department by the same duty lists. */
const ENGINE = `huiyin-ranking/2+${ROUTER_ENGINE}`;

interface NamedDepartment {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

export interface ProposalAnswer {
  readonly caseId: string;
  /** `null` while the message is not read yet. */
  readonly at: string | null;
  readonly departments: readonly (NamedDepartment & { readonly score: number })[];
  /** Words of the message that speak for the first department, each with its part of all that speaks for it. */
  readonly terms: readonly TellingTerm[];
  /** 0–1. With a learned model and enough cases a probability; from duty lists alone comparable within the installation. */
  readonly confidence: number;
  /** 协办建议: a second department that stands out. */
  readonly joint: NamedDepartment | null;
  /** What it came from: the learned model (`null`: none), duty lists and model together, and how they were asked. */
  readonly model: number | null;
  readonly basis: string | null;
  readonly engine: string | null;
}

/** 分办: the machine proposes, a coordinator assigns. */
@Injectable()
export class Routing {
  /** 主件撤回、不予受理、阅存: its members go back to the queue. */
  readonly unmergeMembers: Listener = listener({
    name: 'unmerge',
    prepare: async () => void (await this.directory.refresh()),
    hear: (turn: Turn, event: CaseEvent) => unmergeMembersOf(this.docket, turn, event.caseId),
  });

  constructor(
    private readonly database: Database,
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly sight: Sight,
    readonly bases: RoutingBases,
  ) {}

  /** Writes down, once, what duty lists and model say. */
  async propose(turn: Turn, event: CaseEvent, { proposal }: Reading, { version, modelVersion }: BasisInForce): Promise<void> {
    const { caseId } = event;
    if (await turn.rows.one(Proposal, { caseId })) return;
    await turn.rows.insert(Proposal, {
      id: turn.ids.next(), caseId, at: turn.now, departmentId: proposal.department, terms: [...proposal.terms], confidence: proposal.confidence,
      ranked: proposal.ranked.map(({ department, score }) => ({ departmentId: department, score })), auto: proposal.auto,
      jointDepartmentId: proposal.joint, modelVersion, basis: version, engine: ENGINE,
    });
  }

  /** The proposal, for who may see the case; accused units are left out, and then what spoke for them too. */
  async proposal(person: Person, caseId: string, iso: (at: Instant) => string): Promise<ProposalAnswer> {
    const file = await this.sight.case(person, caseId);
    const proposal = await this.database.rows.one(Proposal, { caseId });
    if (!proposal) return { caseId, at: null, departments: [], terms: [], confidence: 0, joint: null, model: null, basis: null, engine: null };
    const named = (id: string | null): NamedDepartment | null => {
      const department = id === null ? undefined : this.directory.allDepartments().find((each) => each.id === id);
      return department && this.mayPropose(file, department) ? { id: department.id, code: department.code, name: department.name } : null;
    };
    const departments = proposal.ranked.flatMap(({ departmentId, score }) => {
      const department = named(departmentId);
      return department ? [{ ...department, score }] : [];
    });
    const first = named(proposal.departmentId) !== null;
    return {
      caseId, at: iso(proposal.at), departments, terms: first ? proposal.terms : [], confidence: first ? Number(proposal.confidence) : 0,
      joint: first ? named(proposal.jointDepartmentId) : null, model: proposal.modelVersion, basis: proposal.basis, engine: proposal.engine,
    };
  }

  private mayPropose(file: CaseFile, department: Department): boolean {
    return department.active && !isAccused(this.directory, department, file.accused);
  }

  /** 分办（派单）. */
  async assign(actor: Person, caseId: string, body: AssignDto): Promise<Moved> {
    return await this.docket.perform({ act: 'assign', caseId, actor, version: body.version }, async (scene) => {
      const department = departmentFor(this.directory, scene.case, body.departmentId);
      // A case that came back another way than by an act of ours may have left its assignment open.
      await endAssignment(scene.turn, scene.case, actor, 'assign');
      return await this.given(scene, actor, department, body.note);
    });
  }

  /** 改派. */
  async reassign(actor: Person, caseId: string, body: AssignDto): Promise<Moved> {
    return await this.docket.perform({ act: 'reassign', caseId, actor, version: body.version }, async (scene) => {
      const { turn, case: file } = scene;
      const department = departmentFor(this.directory, file, body.departmentId);
      refuseUnless(department.id !== file.departmentId, 'department_already', { department: department.name });
      await endAssignment(turn, file, actor, 'reassign');
      return await this.given(scene, actor, department, body.note);
    });
  }

  private async given({ turn, case: file }: Scene, actor: Person, department: Department, note: string | undefined): Promise<Outcome> {
    await turn.rows.insert(Assignment, {
      id: turn.ids.next(), caseId: file.id, departmentId: department.id, assignedBy: actor.id, assignedAt: turn.now, ...(note?.trim() && { note: note.trim() }),
    });
    return {
      facts: { department: department.id, ...(file.departmentId !== null && { from: file.departmentId }) },
      // Who gives a case to a department has decided against rejecting it.
      change: { departmentId: department.id, handlerId: null, rejectionProposedBy: null },
    };
  }

  /** 并单. Both cases must be the person’s to see; what is not is told as not existing. */
  async merge(actor: Person, caseId: string, body: MergeDto): Promise<Moved> {
    await this.sight.case(actor, body.leadId);
    return await this.database.write('person', (turn) => merge(this.docket, turn, actor, caseId, body));
  }

  /** 拆单. */
  async unmerge(actor: Person, caseId: string, { version, reason }: UnmergeDto): Promise<Moved> {
    await this.directory.refresh();
    return await this.database.write('person', (turn) => unmerge(this.docket, turn, actor, caseId, version, reason));
  }
}
