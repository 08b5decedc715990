import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import type { Language } from '../base/problems.js';
import { Rulebook } from '../base/policy.js';
import { policyBehind, proofPage, type FormerDue, type ProofSheet } from '../base/proof-page.js';
import { CaseFile, Deadline, FormerDeadline } from '../casefile/casefile.entities.js';
import { ACTS, actRow } from '../core/lifecycle.js';
import { refuseUnless } from '../core/refusal.js';
import { citizenProof, type CitizenProof } from '../core/time/citizen-proof.js';
import { proofHolds, type ImposedProof, type Proof } from '../core/time/proof.js';
import { ruleWords } from '../core/time/proof-words.js';
import { CLOCKS, type Label } from '../core/vocabulary.js';

type AnyProof = Proof | ImposedProof;

/** A due time and what it stands on, as it is or as it was before an act moved it. */
export interface ProofAnswer {
  readonly number: string;
  readonly clock: string;
  readonly name: Label;
  readonly revision: number;
  readonly proof: AnyProof;
  /** The rule in words, and the document it rests on; none of a date that was given. */
  readonly rule: Label | null;
  readonly policy: ProofSheet['policy'];
  /** The content has the hash it was stored with, and that hash is its own. */
  readonly holds: boolean;
  readonly former: readonly FormerDue[];
}

/** 时限计算说明: the stored proofs, in the three forms people need. Ask `Sight` first. */
@Injectable()
export class Proofs {
  constructor(
    private readonly database: Database,
    private readonly rules: Rulebook,
  ) {}

  /** @throws Refusal `not_found` */
  async of(file: CaseFile, clockId: string, revision?: number): Promise<ProofAnswer> {
    const clock = await this.clockOf(file, { id: clockId });
    const former = await this.database.rows.find(FormerDeadline, { deadlineId: clock.id }, { orderBy: 'revision' });
    const shown = revision === undefined || revision === clock.revision ? clock : former.findLast((each) => each.revision === revision);
    refuseUnless(shown, 'not_found', { clock: clockId, revision });
    const proof = JSON.parse(shown.proof) as AnyProof;
    return {
      number: file.number, clock: clock.clock, name: CLOCKS[clock.clock], revision: shown.revision, proof,
      rule: 'imposed' in proof ? null : ruleWords(proof), policy: policyBehind(proof, this.rules),
      holds: proofHolds(proof) && proof.hash === shown.proofHash,
      former: former.filter((each) => each.revision < shown.revision && each.proofHash !== shown.proofHash).map((each) => this.formerDue(each)),
    };
  }

  async page(file: CaseFile, clockId: string, language: Language, revision?: number): Promise<string> {
    const { number, name, proof, policy, holds, former } = await this.of(file, clockId, revision);
    const startAct = proof.event === undefined ? undefined : ACTS.find((act) => act === proof.event?.act);
    const came = 'imposed' in proof || proof.event?.act !== 'receive' ? null : this.rules.today.iso(file.receivedAt);
    return proofPage(
      {
        caseNumber: number, clock: name, proof, holds, startAct: startAct ? actRow(startAct) : null,
        receivedAt: came !== null && came !== (proof as Proof).start.at ? came : null, policy, former,
      },
      language,
    );
  }

  async citizen(file: CaseFile, clockId: string, revision?: number): Promise<CitizenProof> {
    return citizenProof((await this.of(file, clockId, revision)).proof);
  }

  /** The running clock of this name, or the last that ran. @throws Refusal `not_found` */
  async clockNamed(file: CaseFile, clock: string): Promise<Deadline> {
    return await this.clockOf(file, { clock: clock as Deadline['clock'] });
  }

  private async clockOf(file: CaseFile, match: Partial<Pick<Deadline, 'id' | 'clock'>>): Promise<Deadline> {
    const clocks = await this.database.rows.find(Deadline, { ...match, caseId: file.id }, { orderBy: 'id' });
    const clock = clocks.findLast(({ stoppedAt }) => stoppedAt === null) ?? clocks.at(-1);
    refuseUnless(clock, 'not_found', { ...match });
    return clock;
  }

  private formerDue({ revision, dueAt, endedBy, endedAt, proofHash, calendarHash }: FormerDeadline): FormerDue {
    const calendar = this.rules.calendar(calendarHash);
    const act = ACTS.find((each) => each === endedBy);
    return {
      revision, dueAt: dueAt === null ? null : calendar.iso(dueAt), movedBy: act ? actRow(act) : { zh: endedBy, en: endedBy },
      movedAt: calendar.iso(endedAt), hash: proofHash,
    };
  }
}
