import { Injectable } from '@nestjs/common';
import { citizenProof, type CitizenProof } from '../core/time/citizen-proof.js';
import type { ImposedProof, Proof } from '../core/time/proof.js';
import { BEFORE_ANSWER, type Label, type Resolution, type Satisfaction } from '../core/vocabulary.js';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { Templates } from '../base/templates.js';
import { CaseFile, Deadline } from '../casefile/casefile.entities.js';
import { Citizens } from '../casefile/citizens.js';
import { Rating } from '../feedback/feedback.entities.js';
import { Clarification } from '../handling/handling.entities.js';
import { CaseEvent } from '../journal/journal.entities.js';
import { CitizenNotice, Publication } from '../publication/publication.entities.js';
import { Directory } from '../registry/directory.js';
import { CITIZEN_ACTS, CITIZEN_STATES, citizenState, citizenStep, type CitizenState } from './citizen-words.js';

/** Instants are ISO 8601 with the calendar’s offset. */
export interface Lookup {
  readonly caseNumber: string;
  readonly state: CitizenState;
  readonly stateName: Label;
  readonly receivedAt: string;
  readonly department: string | null;
  readonly promised: PromisedDay | null;
  readonly steps: readonly { readonly what: Label; readonly at: string }[];
  readonly notices: readonly { readonly title: Label; readonly text: string; readonly at: string }[];
  /** Newest first: a case that was taken up anew keeps its earlier answers. */
  readonly replies: readonly { readonly text: string; readonly at: string; readonly correctedAt: string | null }[];
  readonly clarification: { readonly question: string; readonly until: string | null } | null;
  /** What the citizen may still do. */
  readonly may: { readonly supplement: boolean; readonly withdraw: boolean };
  readonly rating: { readonly open: boolean; readonly given: { readonly satisfaction: Satisfaction; readonly resolved: Resolution } | null };
}

/** The promised day, and why it is that day. */
export interface PromisedDay {
  readonly day: string | null;
  readonly provisional: boolean;
  readonly paused: boolean;
  readonly met: boolean | null;
  readonly proof: CitizenProof;
}

const RATEABLE: readonly string[] = ['answered', 'closed', 'merged'];

/** What a citizen is told who shows number and query code: dates and words, never a person’s name. */
@Injectable()
export class Lookups {
  constructor(
    private readonly database: Database,
    private readonly citizens: Citizens,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly templates: Templates,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `wrong_code` | `too_many_tries` */
  async look(caseNumber: string, queryCode: string): Promise<Lookup> {
    const { file } = await this.citizens.with(caseNumber, queryCode);
    await this.directory.refresh();
    const { rows } = this.database;
    const caseId = file.id;
    const [events, clocks, notices, publications] = await Promise.all([
      rows.find(CaseEvent, { caseId, act: CITIZEN_ACTS }, { orderBy: 'seq' }),
      rows.find(Deadline, { caseId, epoch: file.epoch, clock: ['answer', 'clarification', 'rating'] }, { orderBy: 'id' }),
      rows.find(CitizenNotice, { caseId }, { orderBy: 'id' }),
      rows.find(Publication, { caseId, retractedAt: null }, { orderBy: 'publishedAt', descending: true }),
    ]);
    const state = citizenState(file.state, publications.length > 0);
    return {
      caseNumber: file.number, state, stateName: CITIZEN_STATES[state], receivedAt: this.iso(file.receivedAt), department: this.departmentOf(file),
      promised: promiseOf(clocks.findLast(({ clock }) => clock === 'answer')),
      steps: events.flatMap(({ act, at }) => ({ what: citizenStep(act)!, at: this.iso(at) })),
      notices: notices.map(({ template, text, at }) => ({ title: this.templates.template(template).title, text, at: this.iso(at) })),
      replies: publications.map(({ toCitizen, publishedAt, correctedAt }) => ({ text: toCitizen, at: this.iso(publishedAt), correctedAt: correctedAt === null ? null : this.iso(correctedAt) })),
      clarification: await this.clarificationOf(file, clocks.findLast(({ clock }) => clock === 'clarification')),
      may: { supplement: BEFORE_ANSWER.includes(file.state), withdraw: BEFORE_ANSWER.includes(file.state) },
      rating: await this.ratingOf(file, clocks),
    };
  }

  /** Not of a report: who looks into it may tell who is meant. */
  private departmentOf(file: CaseFile): string | null {
    if (file.kind === 'report' || file.departmentId === null) return null;
    return this.directory.departmentName(file.departmentId) || null;
  }

  private async clarificationOf(file: CaseFile, window: Deadline | undefined): Promise<Lookup['clarification']> {
    if (file.state !== 'clarifying') return null;
    const asked = await this.database.rows.one(Clarification, { caseId: file.id, state: 'asked' });
    return asked ? { question: asked.question, until: window?.dueAt ? this.iso(window.dueAt) : null } : null;
  }

  private async ratingOf(file: CaseFile, clocks: readonly Deadline[]): Promise<Lookup['rating']> {
    const rated = await this.database.rows.one(Rating, { caseId: file.id, epoch: file.epoch });
    if (rated) return { open: false, given: { satisfaction: rated.satisfaction, resolved: rated.resolved } };
    const now = this.clock.now();
    const window = clocks.some(({ clock, dueAt }) => clock === 'rating' && (dueAt === null || now <= dueAt));
    const open = file.answeredAt !== null && RATEABLE.includes(file.state) && (file.state === 'answered' || window);
    return { open, given: null };
  }

  private iso(instant: number): string {
    return this.rulebook.today.iso(instant);
  }
}

function promiseOf(answer: Deadline | undefined): PromisedDay | null {
  if (!answer) return null;
  const proof = citizenProof(JSON.parse(answer.proof) as Proof | ImposedProof);
  return {
    day: answer.dueDay, provisional: answer.provisional, paused: proof.paused, proof,
    met: answer.verdict === 'on_time' ? true : answer.verdict === 'late' ? false : null,
  };
}
