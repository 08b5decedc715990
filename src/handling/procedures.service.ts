import { Injectable } from '@nestjs/common';
import { resolvedRule } from '../core/clock-due.js';
import { refuseUnless } from '../core/refusal.js';
import { PROCEDURES } from '../core/vocabulary.js';
import { Clocks } from '../casefile/clocks.js';
import { Docket, type Moved, type Scene } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { LegalProcedure } from './handling.entities.js';
import type { BeginProcedureDto, EndProcedureDto } from './procedures.dto.js';

/** 法定程序: besides asking the citizen the only thing that holds the citizen’s clock, and only where the policy names it. */
@Injectable()
export class Procedures {
  constructor(
    private readonly docket: Docket,
    private readonly clocks: Clocks,
  ) {}

  /** @throws Refusal `procedure_open` | `procedure_unknown` {allowed} */
  async begin(person: Person, caseId: string, { version, procedure, basis, reason }: BeginProcedureDto): Promise<Moved> {
    return await this.docket.perform({ act: 'begin_procedure', caseId, actor: person, version }, async (scene) => {
      const { turn, now } = scene;
      refuseUnless(!(await openProcedure(scene)), 'procedure_open');
      const allowed = this.proceduresOf(scene);
      refuseUnless(allowed.includes(procedure), 'procedure_unknown', { procedure, allowed });
      const id = turn.ids.next();
      await turn.rows.insert(LegalProcedure, { id, caseId, procedure, basis, reason, begunBy: person.id, begunAt: now });
      return { facts: { procedureId: id, procedure }, clock: { procedure } };
    });
  }

  /** @throws Refusal `procedure_not_open` */
  async end(person: Person, caseId: string, { version, outcome }: EndProcedureDto): Promise<Moved> {
    return await this.docket.perform({ act: 'end_procedure', caseId, actor: person, version }, async (scene) => {
      const open = await openProcedure(scene);
      refuseUnless(open, 'procedure_not_open');
      await scene.turn.rows.update(LegalProcedure, open.id, { endedBy: person.id, endedAt: scene.now, outcome });
      return { facts: { procedureId: open.id, procedure: open.procedure } };
    });
  }

  /** What the citizen’s clock stands still for, by the version it pinned. */
  private proceduresOf({ clocks, case: { kind, urgency } }: Scene): string[] {
    const answer = clocks.find(({ clock, stoppedAt }) => clock === 'answer' && stoppedAt === null);
    if (!answer || answer.imposedAt !== null) return [];
    const rule = resolvedRule(this.clocks.rules.policy(answer.policyHash), 'answer', { kind, urgency, act: answer.startAct });
    return (rule?.pause ?? []).map(({ by }) => by).filter((by) => by in PROCEDURES);
  }
}

const openProcedure = async ({ turn, case: { id } }: Scene): Promise<LegalProcedure | undefined> =>
  await turn.rows.one(LegalProcedure, { caseId: id, endedAt: null });
