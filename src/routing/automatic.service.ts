import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { withheld } from '../core/routing/automatic.js';
import { Database } from '../base/database/database.js';
import type { Rows } from '../base/database/rows.query.js';
import { Rulebook } from '../base/policy.js';
import type { Turn } from '../base/database/writer.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Docket } from '../casefile/docket.js';
import { systemActor, type Person } from '../identity/actor.js';
import { Identity } from '../identity/identity.service.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import { listener, type Listener } from '../journal/relay.js';
import { Directory } from '../registry/directory.js';
import { Assignment, AutomaticAssigning, Proposal, RoutingModel, RoutingSwitch } from './routing.entities.js';

/** Whether an office lets the machine assign; who said so, when and why. */
export interface AutomaticView {
  readonly organisation: string;
  readonly on: boolean;
  readonly by: string | null;
  readonly at: string | null;
  readonly reason: string | null;
}

/** 自动分办: off until an administrator switches it on for an office, with a reason; a person’s hand always goes before it. */
@Injectable()
export class AutomaticAssignment {
  /** Hears `pass`. Switched off between the proposal and now, it does nothing: the switch is read in the same commit. */
  readonly assigning: Listener = listener({
    name: 'assign_automatically',
    prepare: async () => void (await this.directory.refresh()),
    hear: (turn: Turn, event: CaseEvent) => this.assignIfSure(turn, event),
  });

  constructor(
    private readonly database: Database,
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly identity: Identity,
  ) {}

  /** One line for each office that has accounts. */
  async list(): Promise<AutomaticView[]> {
    await this.directory.refresh();
    const sponsors = new Set(this.directory.allAccounts().map(({ sponsorId }) => sponsorId));
    const offices = this.directory.allOrganisations().filter(({ id }) => sponsors.has(id));
    return await Promise.all(offices.map(async ({ id, code }) => {
      const last = await lastSetting(this.database.rows, id);
      return { organisation: code, on: last?.on ?? false, by: last?.by ?? null, at: last ? this.rulebook.today.iso(last.at) : null, reason: last?.reason ?? null };
    }));
  }

  /** @throws Refusal `not_found` for an organisation without accounts */
  async set(by: Person, code: string, on: boolean, reason: string): Promise<AutomaticView[]> {
    await this.directory.refresh();
    const office = this.directory.allOrganisations().find((each) => each.code === code);
    refuseUnless(office && this.directory.allAccounts().some(({ sponsorId }) => sponsorId === office.id), 'not_found', { organisation: code });
    await this.database.write('person', async (turn) => {
      await turn.rows.insert(AutomaticAssigning, { id: turn.ids.next(), organisationId: office.id, on, by: by.id, at: turn.now, reason: reason.trim() });
      await this.identity.note(turn, 'automatic_assigning_set', by.id, { organisation: code, on, reason: reason.trim() });
    });
    return await this.list();
  }

  private async assignIfSure(turn: Turn, { caseId, actorKind, fromState }: CaseEvent): Promise<void> {
    const file = await turn.rows.one(CaseFile, { id: caseId }, { lock: true });
    if (!file) return;
    const { sponsorId, platform } = this.directory.account(file.accountId);
    const setting = await lastSetting(turn.rows, sponsorId);
    if (!setting?.on) return;
    const proposal = await turn.rows.one(Proposal, { caseId });
    const [inForce] = await turn.rows.find(RoutingSwitch, {}, { orderBy: 'id', descending: true, limit: 1 });
    const department = this.directory.allDepartments().find(({ id }) => id === proposal?.departmentId);
    const reason = withheld({
      ...file, on: true, passedBySystem: actorKind === 'system' && fromState === 'received', fromSuperior: platform === 'superior',
      rejectionProposed: file.rejectionProposedBy !== null, assignedBefore: file.departmentId !== null || (await turn.rows.one(Assignment, { caseId })) !== undefined,
      proposal: proposal === undefined ? null : {
        sure: proposal.auto, byModelInForce: proposal.modelVersion !== null && proposal.modelVersion === inForce?.version,
        joint: proposal.jointDepartmentId !== null, departmentOpen: department?.active ?? false,
      },
    });
    if (reason === null) await this.assign(turn, caseId, proposal!, department!.id);
  }

  private async assign(turn: Turn, caseId: string, { modelVersion, confidence }: Proposal, department: string): Promise<void> {
    const model = await turn.rows.one(RoutingModel, { version: modelVersion! });
    await this.docket.move(turn, { act: 'assign', caseId, actor: systemActor('routing') }, async () => {
      await turn.rows.insert(Assignment, { id: turn.ids.next(), caseId, departmentId: department, assignedBy: null, assignedAt: turn.now });
      return {
        facts: { department, model: modelVersion, confidence: Number(confidence), threshold: model!.threshold.confidence },
        change: { departmentId: department, handlerId: null },
      };
    });
  }
}

const lastSetting = async (rows: Rows, organisationId: string): Promise<AutomaticAssigning | undefined> =>
  (await rows.find(AutomaticAssigning, { organisationId }, { orderBy: 'id', descending: true, limit: 1 }))[0];
