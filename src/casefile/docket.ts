import { Injectable } from '@nestjs/common';
import type { ClockFacts, ClockState, Extension, Rebase } from '../core/clock-state.js';
import { stepsUnder } from '../core/clock-steps.js';
import type { Turned, Withdrawn } from '../core/clocks.js';
import { actRow, actsAllowedIn, stepOf, type ActName, type ClockStep, type Step } from '../core/lifecycle.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import type { Procedure } from '../core/vocabulary.js';
import type { Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Priority, Turn } from '../base/database/writer.js';
import { isPerson, type Actor } from '../identity/actor.js';
import { maySee, partiesOf, type StandingFacts } from '../identity/standing.js';
import { Journal, NO_HASH } from '../journal/journal.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import { Directory } from '../registry/directory.js';
import { CaseFile } from './casefile.entities.js';
import { jointDepartmentsOf, promisedToMembers } from './casefile.query.js';
import { Clocks, nextDueOf } from './clocks.js';

/** What a door asks for: an act on a case, by whom, and the version the person had seen. */
export interface Order {
  readonly act: ActName;
  readonly caseId: string;
  readonly actor: Actor;
  readonly version?: number | undefined;
  readonly badRating?: boolean;
}

/** A case as it was read and locked in this very turn, with its clocks. */
export interface Held {
  readonly file: CaseFile;
  readonly clocks: readonly ClockState[];
}

/** What a room sees while its act is under way: everything is committed together with what the room writes. */
export interface Scene {
  readonly turn: Turn;
  readonly now: Instant;
  readonly actor: Actor;
  readonly case: Readonly<CaseFile>;
  readonly step: Step;
  readonly clocks: readonly ClockState[];
}

/** What a room’s act means for the case: facts for the journal, columns of the case, and what the clocks must know. */
export interface Outcome {
  readonly facts?: Record<string, unknown>;
  readonly change?: Partial<CaseFile>;
  readonly clock?: Partial<Pick<ClockFacts, 'concernsId' | 'ofDepartmentId' | 'imposedAt' | 'amount'>> & {
    extension?: Extension; procedure?: Procedure; rebase?: Rebase;
  };
  /** Clock steps in place of the row’s, where a fact of the act decides (an extension of an imposed date). */
  readonly steps?: readonly ClockStep[];
  /** When it counts, if not now: a miss counts at its due instant. */
  readonly at?: Instant;
}

export interface Moved {
  readonly case: CaseFile;
  readonly event: CaseEvent;
  readonly clocks: readonly ClockState[];
}

/** A due time that an act moved; `null` while the clock stands still. */
export interface MovedDue extends Pick<ClockState, 'clock' | 'startAt'> {
  readonly clockId: string;
  readonly before: Instant | null;
  readonly after: Instant | null;
}

export type Work = (scene: Scene) => Promise<Outcome | void>;

/** What a new case is born with; the docket adds number, state, clocks and event. */
export type Birth = Omit<
  CaseFile,
  'state' | 'version' | 'lastSeq' | 'lastHash' | 'nextDueAt' | 'answeredAt' | 'closedAt' | 'epoch' | 'openPapers'
>;

/** Of a case that does not exist and of one that somebody may not know of the same is said, to the letter. */
export const outOfSight = (caseId: string): Record<string, unknown> => ({
  case: caseId,
  say: {
    zh: '没有这一件，或者这一件不归您办理、查看。确应由您办理的，请与分办的受理岗联系',
    en: 'There is no such case, or it is not yours to see. If you should be working on it, ask the coordinator who assigns the cases',
  },
});

/** The only hand that moves a case. */
@Injectable()
export class Docket {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clocks: Clocks,
    private readonly directory: Directory,
  ) {}

  /** An act as a transaction of its own. */
  async perform(order: Order, work: Work = async () => undefined, priority: Priority = 'person'): Promise<Moved> {
    await this.directory.refresh();
    return await this.database.write(priority, (turn) => this.move(turn, order, work));
  }

  /**
   * An act inside a turn: lock → lifecycle → the room’s rows → state and clocks → event and deliveries. What the turn
   * holds already, and nobody has moved since, is not read again.
   */
  async move(turn: Turn, order: Order, work: Work = async () => undefined, held?: Held): Promise<Moved> {
    const before = held?.file ?? (await turn.rows.one(CaseFile, { id: order.caseId }, { lock: true }));
    refuseUnless(before, 'not_found', outOfSight(order.caseId));
    await this.admit(turn, order, before);
    refuseUnless(order.version === undefined || order.version === before.version, 'stale_version', {
      given: order.version, current: before.version,
    });
    const step = stepOf(order.act, before.state, {
      heldByDepartment: before.departmentId !== null, contactable: before.contactable, badRating: order.badRating ?? false,
    });
    const clocks = held?.clocks ?? (await this.clocks.of(turn, before.id));
    const scene: Scene = { turn, now: turn.now, actor: order.actor, case: before, step, clocks };
    const outcome = (await work(scene)) ?? {};
    return await this.settle(scene, order, outcome);
  }

  /**
   * A new case: the batch form that intake, import and simulation share. A past case that was answered before it came
   * here (`answeredAt`) is born closed.
   */
  async open(turn: Turn, birth: Birth, actor: Actor, facts: Record<string, unknown>, answeredAt?: Instant): Promise<Moved> {
    const step = stepOf('receive', 'received', { heldByDepartment: false, contactable: birth.contactable });
    const born: CaseFile = {
      ...birth, state: answeredAt === undefined ? 'received' : 'closed', version: 0, epoch: 1, nextDueAt: null,
      answeredAt: answeredAt ?? null, closedAt: answeredAt ?? null, openPapers: 0, lastSeq: 0, lastHash: NO_HASH,
    } as CaseFile;
    const steps = birth.history ? [] : this.stepsOf(born, 'receive', step.clocks);
    const clockFacts = this.clockFacts(turn, born, 'receive', steps, turn.now, {
      ...(birth.imposedDueAt !== null && { imposedAt: birth.imposedDueAt }), startAt: birth.occurredAt,
    });
    const turned = await this.clocks.turn(turn, born.id, [], steps, clockFacts);
    const event = await this.journal.record(
      turn,
      {
        caseId: born.id, seq: 1, previousHash: NO_HASH, act: 'receive', actor, at: turn.now, from: null, to: born.state,
        facts: { ...facts, ...(steps.length > 0 && { clocks: { steps, ...clockFacts } }) },
      },
      { silent: birth.history },
    );
    const opened = { ...born, version: 1, lastSeq: 1, lastHash: event.hash, nextDueAt: nextDueOf(turned.clocks) };
    await turn.rows.insert(CaseFile, opened);
    return { case: opened, event, clocks: turned.clocks };
  }

  private async admit(turn: Turn, order: Order, before: CaseFile): Promise<void> {
    const facts = await this.standingFacts(turn, before);
    const seat = isPerson(order.actor) ? this.directory.seatOf(order.actor) : null;
    // A person who may not know of the case is told the same as of a case that does not exist.
    refuseUnless(!isPerson(order.actor) || maySee(order.actor, seat!, facts), 'not_found', outOfSight(order.caseId));
    const { who } = actRow(order.act);
    const parties = partiesOf(order.actor, order.act, seat, facts);
    if (who.some((party) => parties.includes(party))) return;
    const roles = isPerson(order.actor) ? order.actor.roles : [];
    const part = who.some((party) => (roles as readonly string[]).includes(party));
    throw new Refusal(part ? 'no_standing' : 'not_your_part', { act: order.act, who: [...who], allowed: actsAllowedIn(before.state) });
  }

  /** What decides who may see and move a case. */
  async standingFacts(turn: Pick<Turn, 'sql'>, file: CaseFile): Promise<StandingFacts> {
    const account = this.directory.account(file.accountId);
    const officePath = this.directory.path(account.sponsorId);
    const joint = file.departmentId === null ? [] : await jointDepartmentsOf(turn.sql, file.id);
    return {
      caseId: file.id, kind: file.kind, state: file.state, accountId: file.accountId, officePath,
      supervisorPath: this.directory.path(account.supervisorId), departmentId: file.departmentId, jointDepartmentIds: joint,
      accused: file.accused, officeAccused: file.accused?.some((unit) => officePath.includes(unit)) ?? false,
    };
  }

  private clockFacts(turn: Turn, file: CaseFile, act: ActName, steps: readonly ClockStep[], at: Instant, more: Partial<ClockFacts>): ClockFacts {
    return {
      act, at, kind: file.kind, urgency: file.urgency, contactable: file.contactable, departmentId: file.departmentId,
      epoch: file.epoch, policyHash: this.clocks.rules.policyHashOf(file.policy),
      calendarHash: this.clocks.rules.calendarHashFor(this.directory.path(this.directory.account(file.accountId).sponsorId)),
      ids: steps.filter((each) => each.startsWith('+')).map(() => turn.ids.next()), ...more,
    };
  }

  /** Another kind or urgency may fall under another policy. */
  private withPolicy(changed: CaseFile, before: CaseFile): CaseFile {
    if (changed.kind === before.kind && changed.urgency === before.urgency) return changed;
    return { ...changed, policy: this.directory.policyOf(changed.accountId, changed) };
  }

  private stepsOf(file: CaseFile, act: ActName, steps: readonly ClockStep[]): readonly ClockStep[] {
    const { rules } = this.clocks;
    return stepsUnder(rules.policy(rules.policyHashOf(file.policy)), act, steps);
  }

  private async settle(scene: Scene, order: Order, outcome: Outcome): Promise<Moved> {
    const { turn, step, case: before } = scene;
    const at = outcome.at ?? turn.now;
    const changed: CaseFile = { ...this.withPolicy({ ...before, ...outcome.change }, before), state: step.to, version: before.version + 1 };
    const steps = outcome.steps ?? this.stepsOf(changed, order.act, step.clocks);
    const clockFacts = this.clockFacts(turn, changed, order.act, steps, turn.now, {
      ...(await promisesOf(turn, changed, order.act, steps, scene.clocks)), ...outcome.clock,
    });
    const turned = steps.length > 0 ? await this.clocks.turn(turn, before.id, scene.clocks, steps, clockFacts) : null;
    const event = await this.journal.record(turn, {
      caseId: before.id, seq: before.lastSeq + 1, previousHash: before.lastHash, act: order.act, actor: order.actor, at,
      from: before.state, to: step.to,
      facts: { ...outcome.facts, ...movedDues(scene.clocks, turned), ...(steps.length > 0 && { clocks: { steps, ...clockFacts } }) },
    });
    const clocks = turned?.clocks ?? scene.clocks;
    const after: CaseFile = {
      ...changed, lastSeq: event.seq, lastHash: event.hash, nextDueAt: nextDueOf(clocks),
      ...(step.to === 'closed' && before.state !== 'closed' && { closedAt: turn.now }),
    };
    await turn.rows.update(CaseFile, before.id, differences(before, after));
    let moved: Moved = { case: after, event, clocks };
    for (const each of turned?.withdrawn ?? []) moved = await this.retractMiss(turn, moved.case, each);
    return moved;
  }

  /** A due time that moved withdraws the miss that was marked under the old one; the event of the miss stays. */
  private async retractMiss(turn: Turn, file: CaseFile, { clock, missedAt }: Withdrawn): Promise<Moved> {
    const { id, clock: name, dueAt } = clock;
    return await this.move(turn, { act: 'retract_miss', caseId: file.id, actor: { kind: 'system', name: 'docket' } }, async () => ({
      facts: { clock: name, clockId: id, missedAt, dueAt },
    }));
  }
}

/** Acts that count anew by when a leg that goes on, or wakes, is due. */
const RECOUNTS: readonly ActName[] = ['ungather', 'refuse_return'];

/**
 * What is promised already: a department has no longer than the merged citizens were promised, nor than the sender of a
 * case gave us while that date was still ahead. The sender’s date binds the first round; a round that we reopened
 * ourselves has our own time.
 */
async function promisesOf(turn: Turn, { id, imposedDueAt, epoch }: CaseFile, act: ActName, steps: readonly ClockStep[], clocks: readonly ClockState[]): Promise<Partial<ClockFacts>> {
  const imposedAt = epoch === 1 ? imposedDueAt : null;
  const recounts = RECOUNTS.includes(act);
  const leg = recounts ? clocks.findLast(({ clock }) => clock === 'leg') : undefined;
  const ahead = imposedAt !== null && imposedAt > (leg?.startAt ?? turn.now) ? imposedAt : null;
  const binds = recounts || act === 'gather' || steps.includes('+leg');
  const promises = binds ? [await promisedToMembers(turn.sql, id), ahead].filter((each) => each !== null) : [];
  const capAt = promises.length > 0 ? Math.min(...promises) : null;
  return { ...((recounts || capAt !== null) && { capAt }), ...(imposedAt !== null && { imposedAt }) };
}

/** What was promised and what holds from now on: both stand in the event. */
function movedDues(before: readonly ClockState[], turned: Turned | null): { due?: MovedDue[] } {
  const known = new Map(before.map((clock) => [clock.id, clock]));
  const due = (turned?.changed ?? []).flatMap((clock): MovedDue[] => {
    const old = known.get(clock.id);
    if (!old || clock.stoppedAt !== null || old.stoppedAt !== null || old.dueAt === clock.dueAt) return [];
    return [{ clock: clock.clock, clockId: clock.id, startAt: clock.startAt, before: old.dueAt, after: clock.dueAt }];
  });
  return due.length > 0 ? { due } : {};
}

const differences = (before: CaseFile, after: CaseFile): Partial<CaseFile> =>
  Object.fromEntries(
    Object.entries(after).filter(([key, value]) => value !== before[key as keyof CaseFile]),
  ) as Partial<CaseFile>;
