import { Injectable, Logger } from '@nestjs/common';
import { followedGrade } from '../core/grade.js';
import { actsAllowedIn } from '../core/lifecycle.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import { Database } from '../base/database/database.js';
import { Clock } from '../base/clock.js';
import { Rulebook } from '../base/policy.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { Templates } from '../base/templates.js';
import type { Turn } from '../base/database/writer.js';
import { Judging } from '../base/workers/judging.js';
import type { RoutingBasis } from '../base/workers/routing-basis.js';
import type { ActDto } from '../casefile/act.dto.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { Docket, type Moved, type Outcome, type Scene } from '../casefile/docket.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import { Directory } from '../registry/directory.js';
import { downwardsFrom, isSame, labelsOf, ruledGrade, type Labels, type Wanted } from './labels.js';
import type { ConfirmAccusedDto, FileManyDto, ProposeRejectionDto, RelabelDto } from './moderation.dto.js';
import { lifted, refuseAloneHidden } from './hand-overs.service.js';
import { legalWays, type LegalWay, type LegalWays } from './legal-ways.js';
import { Filing, Rejection, Relabel, Screening } from './moderation.entities.js';
import { CaseReader, type CaseReading } from './reading.js';
import { rejectionText } from './rejection.js';
import { hearReading } from './screening.js';

/** One case of a bulk act: it went through, or why it did not. */
export type FiledOrNot = { readonly id: string } & ({ readonly moved: Moved } | { readonly refusal: Refusal });

/** `null` where the matter is ours, as far as the machine can tell. */
export interface RejectionDraft {
  readonly scope: Screening['scope'];
  readonly draft: LegalWay | null;
  readonly text: string | null;
}

/** 审看: the machine may pass or hold; only people reject, and two of them. */
@Injectable()
export class Moderation {
  private readonly logger = new Logger(Moderation.name);
  private readonly reader: CaseReader;
  private readonly ways: LegalWays;

  constructor(
    private readonly database: Database,
    judging: Judging,
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly templates: Templates,
    private readonly sight: Sight,
    private readonly clock: Clock,
    @InjectSettings() settings: Settings,
  ) {
    this.ways = legalWays(settings.configDirectory);
    this.reader = new CaseReader(database, judging, directory);
  }

  read(event: CaseEvent, basis: RoutingBasis): Promise<CaseReading> {
    return this.reader.read(event.caseId, basis);
  }

  screen(turn: Turn, event: CaseEvent, reading: CaseReading): Promise<void> {
    return hearReading(this.docket, turn, event.caseId, reading);
  }

  /** 受理. The coordinator may correct kind and urgency on the way; downwards needs a reason here too. */
  async pass(actor: Person, caseId: string, { version, reason, ...wanted }: RelabelDto): Promise<Moved> {
    return await this.docket.perform({ act: 'pass', caseId, actor, version }, async (scene) => {
      const { change, facts } = await this.relabelled(scene, wanted, reason);
      const kind = change?.kind ?? scene.case.kind;
      const unhidden = await lifted(scene, actor);
      // Who accepts a case that somebody proposed to reject has decided against the proposal.
      return { ...unhidden, facts: { ...facts, ...unhidden.facts }, change: { ...change, ...(scene.case.firstKind === 'other' && { firstKind: kind }), rejectionProposedBy: null } };
    });
  }

  /** 改类别/等级. */
  async relabel(actor: Person, caseId: string, { version, reason, ...wanted }: RelabelDto): Promise<Moved> {
    return await this.docket.perform({ act: 'relabel', caseId, actor, version }, (scene) => this.relabelled(scene, wanted, reason));
  }

  /** @throws Refusal `reason_needed` | `grade_not_lowered` */
  private async relabelled(scene: Scene, wanted: Wanted, given: string | undefined): Promise<Outcome> {
    const { turn, case: file } = scene;
    const before = labelsOf(file);
    const after = labelsAfter(file, wanted);
    if (isSame(before, after)) return {};
    const downwards = downwardsFrom(before, after);
    const reason = given?.trim() || null;
    refuseUnless(reason !== null || !(downwards.kind || downwards.urgency || downwards.sensitive), 'reason_needed', { downwards });
    refuseUnless(reason !== null || !downwards.grade, 'grade_not_lowered', { from: before.grade, to: after.grade });
    const isDownwards = Object.values(downwards).some(Boolean);
    await turn.rows.insert(Relabel, {
      id: turn.ids.next(), caseId: file.id, by: (scene.actor as Person).id, at: turn.now, before: written(before), after: written(after),
      downwards: isDownwards, reason,
    });
    const change = { ...after, ...(after.kind === 'report' && { publicity: 'private' as const }) };
    return { change, facts: { before, after, downwards: isDownwards } };
  }

  /** 书面告知: that the matter is accepted, by whom it is handled and by when; kept for the writer to read. */
  async tellCitizen(actor: Person, caseId: string, { version }: ActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'tell_citizen', caseId, actor, version });
  }

  /** 确认被举报单位. How many is written down, not whom: the journal is read more widely than the case. */
  async confirmAccused(actor: Person, caseId: string, { version, accused }: ConfirmAccusedDto): Promise<Moved> {
    return await this.docket.perform({ act: 'confirm_accused', caseId, actor, version }, async ({ case: file }) => {
      const allowed = actsAllowedIn(file.state).filter((act) => act !== 'confirm_accused');
      refuseUnless(file.kind === 'report', 'act_not_allowed', { act: 'confirm_accused', state: file.state, kind: file.kind, allowed });
      const units = [...new Set(accused.map((unit) => this.directory.unit(unit).id))];
      return { facts: { count: units.length }, change: { accused: units } };
    });
  }

  /**
   * 不予受理告知, ready to be looked at: the machine found where the matter belongs, the law says which way. Only a draft:
   * a person proposes, another decides. @throws Refusal `not_found`
   */
  async rejectionDraft(person: Person, caseId: string): Promise<RejectionDraft> {
    const file = await this.sight.case(person, caseId);
    const screening = await this.database.rows.one(Screening, { caseId });
    if (!screening?.scope) return { scope: null, draft: null, text: null };
    const draft = this.ways[screening.scope];
    const desk = { templates: this.templates, directory: this.directory, calendar: this.rulebook.today };
    return { scope: screening.scope, draft, text: rejectionText(desk, file, this.clock.now(), draft) };
  }

  /** 拟不予受理, with the way the law gives the citizen instead. */
  async proposeRejection(actor: Person, caseId: string, body: ProposeRejectionDto): Promise<Moved> {
    return await this.docket.perform({ act: 'propose_rejection', caseId, actor, version: body.version }, async ({ turn, case: file }) => {
      const { template = 'rejection', reason, legalWay } = body;
      const text = rejectionText({ templates: this.templates, directory: this.directory, calendar: this.rulebook.today }, file, turn.now, body);
      await turn.rows.insert(Rejection, {
        id: turn.ids.next(), caseId: file.id, proposedBy: actor.id, proposedAt: turn.now, reason, legalWay, template, text,
      });
      return { facts: { template }, change: { rejectionProposedBy: actor.id } };
    });
  }

  /** 不予受理, by another person than the one who proposed it. */
  async reject(actor: Person, caseId: string, version: number): Promise<Moved> {
    return await this.docket.perform({ act: 'reject', caseId, actor, version }, async ({ turn, case: file }) => {
      refuseUnless(file.rejectionProposedBy !== null, 'not_proposed', { act: 'reject' });
      refuseUnless(file.rejectionProposedBy !== actor.id, 'same_person', { act: 'reject' });
      const [rejection] = await turn.rows.find(Rejection, { caseId, decidedAt: null }, { orderBy: 'id', descending: true, limit: 1 });
      refuseUnless(rejection, 'not_proposed', { act: 'reject' });
      await turn.rows.update(Rejection, rejection.id, { decidedBy: actor.id, decidedAt: turn.now });
      return { facts: { rejection: rejection.id, template: rejection.template, proposedBy: rejection.proposedBy } };
    });
  }

  /** 阅存. */
  async file(actor: Person, caseId: string, version: number, reason: string): Promise<Moved> {
    return await this.docket.perform({ act: 'file', caseId, actor, version }, async ({ turn, case: file }) => {
      await refuseAloneHidden(turn, file, actor);
      await turn.rows.insert(Filing, { id: turn.ids.next(), caseId, filedBy: actor.id, filedAt: turn.now, reason });
      return {};
    });
  }

  /** Each case by itself: one that is refused does not hold up the others. */
  async fileMany(actor: Person, { cases, reason }: FileManyDto): Promise<FiledOrNot[]> {
    return await Promise.all(
      cases.map(async ({ id, version }): Promise<FiledOrNot> => {
        try {
          return { id, moved: await this.file(actor, id, version, reason) };
        } catch (error) {
          if (!(error instanceof Refusal)) this.logger.error(error);
          return { id, refusal: error instanceof Refusal ? error : new Refusal('busy') };
        }
      }),
    );
  }

  /** 恢复: back under a person’s eyes, the answer due as if it had never left. */
  async restore(actor: Person, caseId: string, version: number): Promise<Moved> {
    return await this.docket.perform({ act: 'restore', caseId, actor, version }, async ({ turn }) => {
      await turn.rows.updateWhere(Filing, { caseId, restoredAt: null }, { restoredAt: turn.now });
      return { change: { rejectionProposedBy: null } };
    });
  }
}

/** What was named, and the grade that follows from it unless it was named too. */
function labelsAfter(file: CaseFile, wanted: Wanted): Labels {
  const kind = wanted.kind ?? file.kind;
  const urgency = wanted.urgency ?? file.urgency;
  const sensitive = wanted.sensitive ?? file.sensitive;
  const grade = wanted.grade ?? followedGrade(file.grade, ruledGrade(file, file), ruledGrade(file, { kind, urgency, sensitive }));
  return { kind, urgency, sensitive, grade };
}

const written = (labels: Labels): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).map(([field, value]) => [field, String(value)]));
