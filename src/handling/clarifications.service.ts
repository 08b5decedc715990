import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import type { ActDto } from '../casefile/act.dto.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { Citizens } from '../casefile/citizens.js';
import { Clocks } from '../casefile/clocks.js';
import { Docket, type Moved, type Scene } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { Message } from '../intake/intake.entities.js';
import { saltedHash } from '../journal/content.js';
import { listener, type Listener } from '../journal/relay.js';
import type { ClarificationAnswerDto, ProposeClarificationDto } from './clarifications.dto.js';
import { Clarification, LegalProcedure } from './handling.entities.js';

/** 待补充: the citizen is asked once, in words another person approved; the citizen’s clock stands still meanwhile. */
@Injectable()
export class Clarifications {
  constructor(
    private readonly docket: Docket,
    private readonly clocks: Clocks,
    private readonly citizens: Citizens,
  ) {}

  /** 拟请网民补充; another wording takes the place of one not yet approved. @throws Refusal `clarified_already` | `no_contact` */
  async propose(person: Person, caseId: string, { version, question }: ProposeClarificationDto): Promise<Moved> {
    return await this.docket.perform({ act: 'propose_clarification', caseId, actor: person, version }, async (scene) => {
      const { turn, now, case: file } = scene;
      this.refuseAgain(file);
      // A writer known to the platform reads the question there; others need an address of their own.
      refuseUnless(file.contactable || file.authorDigest !== null, 'no_contact');
      const open = await turn.rows.one(Clarification, { caseId, state: 'proposed' });
      const id = open?.id ?? turn.ids.next();
      const wording = { question, proposedBy: person.id, proposedAt: now };
      if (open) await turn.rows.update(Clarification, id, wording);
      else await turn.rows.insert(Clarification, { ...wording, id, caseId, state: 'proposed' });
      return { facts: { clarificationId: id, replaced: open !== undefined } };
    });
  }

  /** 请网民补充: the coordinator approves the words as they stand. @throws Refusal `not_proposed` | `same_person` | `clarified_already` */
  async ask(person: Person, caseId: string, { version }: ActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'ask_citizen', caseId, actor: person, version }, async ({ turn, now, case: file }) => {
      this.refuseAgain(file);
      // Two things that hold the clock at once could not be told apart by a reader of the proof.
      refuseUnless(!(await turn.rows.one(LegalProcedure, { caseId, endedAt: null })), 'procedure_open');
      const proposed = await turn.rows.one(Clarification, { caseId, state: 'proposed' });
      refuseUnless(proposed, 'not_proposed');
      refuseUnless(proposed.proposedBy !== person.id, 'same_person');
      await turn.rows.update(Clarification, proposed.id, { state: 'asked', approvedBy: person.id, askedAt: now });
      return { facts: { clarificationId: proposed.id }, change: { clarifications: file.clarifications + 1 } };
    });
  }

  private refuseAgain(file: Pick<CaseFile, 'policy' | 'clarifications'>): void {
    refuseUnless(file.clarifications < this.clocks.mostOf(file, 'clarification'), 'clarified_already');
  }

  /** 网民补充 by number and query code. @throws Refusal `wrong_code` | `too_many_tries` | `act_not_allowed` */
  async hear({ caseNumber, queryCode, text }: ClarificationAnswerDto): Promise<Moved> {
    const { citizen } = await this.citizens.with(caseNumber, queryCode);
    return await this.docket.perform({ act: 'hear_citizen', caseId: citizen.caseId, actor: citizen }, async (scene) => {
      const asked = await askedOf(scene);
      if (asked) await scene.turn.rows.update(Clarification, asked.id, { state: 'answered', answer: text, answeredAt: scene.now });
      return { facts: { clarificationId: asked?.id ?? null, ...(await keepAsMessage(scene, text)) } };
    });
  }

  /**
   * A question may also end without this room: the citizen’s next message joins the case (attach), or the window closes
   * (hear_citizen by the system). To be heard on both acts.
   */
  readonly ending: Listener = listener({
    name: 'clarification',
    hear: async (turn, event) => {
      const attached = event.act === 'attach' && event.fromState === 'clarifying';
      const closed = event.act === 'hear_citizen' && event.actorKind === 'system';
      if (!attached && !closed) return;
      await turn.rows.updateWhere(
        Clarification, { caseId: event.caseId, state: 'asked' },
        attached ? { state: 'answered', answeredAt: event.at } : { state: 'unanswered' },
      );
    },
  });
}

/** The answer is part of what the citizen wrote: it is judged, redacted and shown with the message. */
async function keepAsMessage({ turn, now, case: file }: Scene, text: string): Promise<{ message: string; contentHash: string }> {
  const { salt, contentHash } = saltedHash('', text);
  const id = turn.ids.next();
  const message = `clarification:${id}`;
  await turn.rows.insert(Message, {
    id, caseId: file.id, accountId: file.accountId, externalId: message, occurredAt: now, receivedAt: now, subject: '', text, raw: text, salt, contentHash,
  });
  return { message, contentHash };
}

const askedOf = async ({ turn, case: file }: Scene): Promise<Clarification | undefined> =>
  await turn.rows.one(Clarification, { caseId: file.id, state: 'asked' });
