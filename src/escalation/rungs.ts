import { resolvedRule, rungsOf } from '../core/clock-due.js';
import type { ClockState } from '../core/clock-state.js';
import { isAllowedIn, type ActName } from '../core/lifecycle.js';
import { dueRungs, nextRung, type Deed, type Rung, type RungInstant } from '../core/time/ladder.js';
import type { ResolvedRule } from '../core/time/policy.js';
import { CLOCKS, type ClockName, type State } from '../core/vocabulary.js';
import type { Turn } from '../base/database/writer.js';
import { CaseFile, Deadline, RungMark } from '../casefile/casefile.entities.js';
import type { Clocks } from '../casefile/clocks.js';
import { closeIfDone } from '../casefile/closing.js';
import type { Docket, Held, Outcome } from '../casefile/docket.js';
import { Clarification } from '../handling/handling.entities.js';
import { systemActor } from '../identity/actor.js';
import type { Directory } from '../registry/directory.js';
import { addressee } from '../views/answerer.js';
import { Paper, type PaperSort } from './escalation.entities.js';
import type { PaperNumbers } from './paper-numbers.js';

/** A rung found later than this after its instant was missed by the installation, not by the office: 补发. */
const LATE_AFTER_MS = 15 * 60_000;
/** An act on one clock may bring another to its rung; no case needs more rounds than it has clocks. */
const ROUNDS = 50;
const SWEEP = systemActor('escalation');

/** The act of a deed; a window’s end is named by its rule. */
const ACT_OF: Record<Exclude<Deed, 'end_window'>, ActName> = {
  remind: 'remind', miss: 'miss', urge: 'urge', propose_supervision: 'propose_supervision',
};

/** A rung that was reached on a clock, with all that says what it does. */
interface Reached {
  readonly clock: ClockState;
  readonly rule: ResolvedRule | null;
  readonly rung: Rung;
  readonly instant: RungInstant;
}

/** What is due on a case as it stands. */
interface CaseDue {
  readonly held: Held;
  readonly readings: readonly Reading[];
}

interface Reading {
  readonly clock: ClockState;
  readonly rungs: readonly RungInstant[];
  readonly reached: readonly Reached[];
  readonly marks: Set<string>;
}

/** Fires the rungs of cases: act, document and mark in one transaction, each rung once for ever. */
export class Rungs {
  constructor(
    private readonly docket: Docket,
    private readonly clocks: Clocks,
    private readonly directory: Directory,
    private readonly numbers: PaperNumbers,
  ) {}

  /**
   * Everything due on these cases by now, each case’s in order of instant. Returns how many rungs were marked. A case that
   * another process or a person has in hand is left to the next sweep.
   */
  async fireDue(turn: Turn, caseIds: readonly string[]): Promise<number> {
    let fired = 0;
    let left = caseIds;
    for (let round = 0; left.length > 0; round++) {
      if (round === ROUNDS) throw new Error(`The rungs of cases ${left.join(', ')} do not come to an end`);
      const moved: string[] = [];
      for (const each of await this.read(turn, left)) {
        const pass = await this.pass(turn, each);
        fired += pass.fired;
        if (pass.movedClocks) moved.push(each.held.file.id);
      }
      left = moved;
    }
    return fired;
  }

  /** What is due on them, read for all at once: the docket’s own lock first, and in one order, so that no two wait for each other. */
  private async read(turn: Turn, caseIds: readonly string[]): Promise<CaseDue[]> {
    const files = await turn.rows.find(CaseFile, { id: caseIds }, { lock: 'free ones', orderBy: 'id' });
    const clocks = await this.clocks.ofAll(turn, files.map(({ id }) => id));
    const held = files.map((file): Held => ({ file, clocks: clocks.get(file.id) ?? [] }));
    const due = new Map(held.map(({ file, clocks: own }) => [file.id, own.filter(({ nextRungAt }) => nextRungAt !== null && nextRungAt <= turn.now)]));
    const marks = Map.groupBy(await turn.rows.find(RungMark, { deadlineId: [...due.values()].flat().map(({ id }) => id) }), ({ deadlineId }) => deadlineId);
    return held.map((each) => ({ held: each, readings: due.get(each.file.id)!.map((clock) => this.readingOf(each.file, clock, marks.get(clock.id) ?? [], turn.now)) }));
  }

  private readingOf(file: CaseFile, clock: ClockState, marked: readonly RungMark[], now: number): Reading {
    const { rules } = this.clocks;
    const rule = resolvedRule(rules.policy(clock.policyHash), clock.clock, { kind: file.kind, urgency: file.urgency, act: clock.startAct });
    const rungs = rungsOf(clock, rules, rule);
    const marks = new Set(marked.filter(({ epoch, revision }) => epoch === clock.epoch && revision === clock.revision).map(({ rung }) => rung));
    const ladder = clock.ladder === null ? [] : rules.ladder(clock.ladder).rungs;
    const reached = dueRungs(rungs, marks, now).map((instant): Reached => ({
      clock, rule, instant, rung: ladder.find(({ key }) => key === instant.key)!,
    }));
    return { clock, rungs, reached, marks };
  }

  private async pass(turn: Turn, { held: before, readings }: CaseDue): Promise<{ fired: number; movedClocks: boolean }> {
    const legRuns = before.clocks.some(isRunningLeg);
    let held = before;
    const reached = readings.flatMap((each) => each.reached).sort((a, b) => a.instant.fireAt - b.instant.fireAt);
    let fired = 0;
    for (const each of reached) {
      held = await this.fire(turn, held, each, legRuns);
      readings.find(({ clock }) => clock.id === each.clock.id)!.marks.add(each.rung.key);
      fired += 1;
      // The act at a window’s end moves other clocks: what was read of them no longer holds.
      if (each.rung.do === 'end_window') return { fired, movedClocks: true };
    }
    for (const { clock, rungs, marks } of readings) {
      await turn.rows.update(Deadline, clock.id, { nextRungAt: nextRung(rungs, marks, turn.now)?.fireAt ?? null });
    }
    return { fired, movedClocks: false };
  }

  /** Answers with the case as it then stands. */
  private async fire(turn: Turn, held: Held, reached: Reached, legRuns: boolean): Promise<Held> {
    const { file } = held;
    const { clock, rung, instant } = reached;
    const act = actOf(reached);
    const silent =
      (act !== null && !isAllowedIn(file.state, act)) || (rung.do === 'miss' && clock.missedAt !== null) || (legRuns && isSaidByLeg(reached));
    await turn.rows.insert(RungMark, {
      id: turn.ids.next(), deadlineId: clock.id, caseId: file.id, epoch: clock.epoch, revision: clock.revision, rung: rung.key,
      at: instant.at, markedAt: turn.now, suppressed: silent,
    });
    if (silent || act === null) return held;
    if (rung.do === 'end_window') {
      await this.endWindow(turn, file, act, reached);
      return held;
    }
    const moved = await this.docket.move(turn, { act, caseId: file.id, actor: SWEEP }, async () => await this.outcomeOf(turn, file, reached), held);
    return { file: moved.case, clocks: moved.clocks };
  }

  private async outcomeOf(turn: Turn, file: CaseFile, reached: Reached): Promise<Outcome> {
    const { clock, rung } = reached;
    const facts = factsOf(turn, reached);
    switch (rung.do) {
      case 'miss':
        // The breach instant is the due instant, never the sweep’s.
        await turn.rows.update(Deadline, clock.id, { missedAt: clock.dueAt });
        return { facts, at: clock.dueAt! };
      case 'urge': {
        const paper = await this.paper(turn, file, reached, 'urge');
        return {
          facts: { ...facts, paperId: paper.id, number: paper.number, departmentId: paper.departmentId },
          clock: { concernsId: paper.id, ...(paper.departmentId !== null && { ofDepartmentId: paper.departmentId }) },
        };
      }
      case 'propose_supervision': {
        const paper = await this.paper(turn, file, reached, 'supervision');
        return { facts: { ...facts, paperId: paper.id, departmentId: paper.departmentId } };
      }
      case 'remind':
      case 'end_window':
        return { facts };
    }
  }

  /** An urge goes out numbered; a supervision is only drafted: a person signs it and it gets its number then. */
  private async paper(turn: Turn, file: CaseFile, { clock, rung }: Reached, sort: Exclude<PaperSort, 'instruction'>): Promise<Paper> {
    const issued = sort === 'urge';
    const paper = {
      id: turn.ids.next(), caseId: file.id, sort, state: issued ? 'issued' : 'draft',
      number: issued ? await this.numbers.next(turn, sort) : null,
      departmentId: clock.departmentId ?? addressee(this.directory, IN_OFFICE.includes(file.state) ? { ...file, departmentId: null } : file),
      reason: `“${CLOCKS[clock.clock].zh}”的期限已于${zhDay(clock.dueDay!)}届满，至今没有办结。`,
      level: 'ordinary',
      rungKey: `${clock.id}:${clock.epoch}:${clock.revision}:${rung.key}`,
      issuedBy: null, issuedAt: issued ? turn.now : null, createdAt: turn.now,
    } as Paper;
    await turn.rows.insert(Paper, paper);
    return paper;
  }

  private async endWindow(turn: Turn, file: CaseFile, act: ActName, reached: Reached): Promise<void> {
    // A study or document still open keeps the case: whoever ends the last of these closes it.
    if (act === 'close') return void (await closeIfDone(this.docket, turn, file.id, SWEEP));
    await this.docket.move(turn, { act, caseId: file.id, actor: SWEEP }, async () => {
      await turn.rows.updateWhere(Clarification, { caseId: file.id, state: 'asked' }, { state: 'unanswered' });
      return { facts: { ...factsOf(turn, reached), unanswered: true } };
    });
  }
}

const isRunningLeg = ({ clock, stoppedAt, dueAt }: ClockState): boolean => clock === 'leg' && stoppedAt === null && dueAt !== null;

/**
 * 一件一催: while the department’s own clock runs, that clock’s ladder urges it and drafts the supervision; the citizen’s
 * clock, a day behind, would only say the same to the same people again. It still reminds, and records its own miss.
 */
const isSaidByLeg = ({ clock, rung }: Reached): boolean => clock.clock === 'answer' && (rung.do === 'urge' || rung.do === 'propose_supervision');

/** The unit has done its part here; what is late is the office’s own. */
const IN_OFFICE: readonly State[] = ['in_review', 'approved'];

/** 2026年3月9日 of '2026-03-09'. */
const zhDay = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** `null`: the rung is only marked (a time to object that ran out). */
function actOf({ rung, rule }: Reached): ActName | null {
  if (rung.do !== 'end_window') return ACT_OF[rung.do];
  return rule?.ends === 'close' || rule?.ends === 'hear_citizen' ? rule.ends : null;
}

function factsOf(turn: Turn, { clock, rung, instant }: Reached): Record<string, unknown> {
  return {
    clock: clock.clock satisfies ClockName, clockId: clock.id, rung: rung.key, tell: rung.tell, dueAt: clock.dueAt,
    ...(clock.departmentId !== null && { departmentId: clock.departmentId }),
    ...(rung.report && { report: true }),
    ...(turn.now - instant.fireAt > LATE_AFTER_MS && { late: true, rungAt: instant.at }),
  };
}
