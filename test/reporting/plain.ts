/**
 * The same figures once more, by plain reading of every row: no SQL, no shared conditions. Slow and simple; what the
 * report says must equal it.
 */
import { CaseFile, Deadline } from '../../src/casefile/casefile.entities.js';
import { durationInWorkingDays } from '../../src/core/time/measures.js';
import type { Calendar } from '../../src/core/time/calendar.js';
import type { ClockName } from '../../src/core/vocabulary.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { FollowUp, Rating, RepeatsEnded } from '../../src/feedback/feedback.entities.js';
import { Paper } from '../../src/escalation/escalation.entities.js';
import { ExtensionRequest, ReturnRequest } from '../../src/handling/handling.entities.js';
import { Purge } from '../../src/inspection/inspection.entities.js';
import { KnowledgeUse } from '../../src/knowledge/knowledge.entities.js';
import { Quarantine, Relabel, Screening } from '../../src/moderation/moderation.entities.js';
import { Publication } from '../../src/publication/publication.entities.js';
import { Assignment } from '../../src/routing/routing.entities.js';
import type { FigureKey } from '../../src/core/figures.js';
import type { Rows } from '../../src/base/database/rows.query.js';

export interface Tables {
  files: CaseFile[];
  clocks: Deadline[];
  events: CaseEvent[];
  ratings: Rating[];
  followUps: FollowUp[];
  repeatsEnded: RepeatsEnded[];
  papers: Paper[];
  extensions: ExtensionRequest[];
  returns: ReturnRequest[];
  relabels: Relabel[];
  screenings: Screening[];
  publications: Publication[];
  assignments: Assignment[];
  quarantines: Quarantine[];
  purges: Purge[];
  uses: KnowledgeUse[];
}

export const readTables = async (rows: Rows): Promise<Tables> => ({
  files: await rows.find(CaseFile, {}), clocks: await rows.find(Deadline, {}), events: await rows.find(CaseEvent, {}, { orderBy: 'seq' }),
  ratings: await rows.find(Rating, {}), followUps: await rows.find(FollowUp, {}), repeatsEnded: await rows.find(RepeatsEnded, {}), papers: await rows.find(Paper, {}), extensions: await rows.find(ExtensionRequest, {}),
  returns: await rows.find(ReturnRequest, {}), relabels: await rows.find(Relabel, {}), screenings: await rows.find(Screening, {}),
  publications: await rows.find(Publication, {}), assignments: await rows.find(Assignment, {}), quarantines: await rows.find(Quarantine, {}), purges: await rows.find(Purge, {}), uses: await rows.find(KnowledgeUse, {}),
});

/** Whose rows are asked about: the case and the unit a row is charged to (`null`: the own office). */
export type Charged = (file: CaseFile, departmentId: string | null) => boolean;
export type Answer = { numerator: number | null; denominator: number | null; value: number | null };
export type Four = 'on time' | 'late' | 'open overdue' | 'open not due';

const ANSWERS = ['publish', 'tell_merged', 'answer_by_group'];

/** Which of the four a clock is in at an instant; none if it is void or had not begun. */
export function fourOf(clock: Deadline, asOf: number): Four | null {
  if (clock.startAt > asOf) return null;
  if (clock.stoppedAt === null || clock.stoppedAt > asOf) return clock.dueAt !== null && clock.dueAt < asOf ? 'open overdue' : 'open not due';
  if (clock.verdict === 'void') return null;
  return clock.verdict === 'late' ? 'late' : 'on time';
}

export function plainFigures(tables: Tables, { from, to }: { from: number; to: number }, asOf: number, charged: Charged, calendar: Calendar): Record<FigureKey, Answer> {
  // As they were then: what the next relabelling began with, and who had been given the case and not lost it.
  const files = tables.files.map((file): CaseFile => {
    const [relabel] = tables.relabels.filter(({ caseId, at }) => caseId === file.id && at > asOf).toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    const given = tables.assignments.filter(({ caseId }) => caseId === file.id).toSorted((a, b) => (a.id < b.id ? 1 : -1));
    const moved = given.some(({ assignedAt, endedAt }) => assignedAt > asOf || (endedAt !== null && endedAt > asOf));
    const held = given.find(({ assignedAt, endedAt }) => assignedAt <= asOf && (endedAt === null || endedAt > asOf));
    return { ...file, kind: (relabel?.before['kind'] as CaseFile['kind'] | undefined) ?? file.kind, departmentId: moved ? (held?.departmentId ?? null) : file.departmentId };
  });
  const fileOf = new Map(files.map((file) => [file.id, file]));
  const known = (instant: number | null): instant is number => instant !== null && instant <= asOf;
  const inside = (instant: number | null): boolean => known(instant) && instant >= from && instant < to;
  const count = (n: number): Answer => ({ numerator: n, denominator: null, value: n });
  const share = (n: number, d: number): Answer => ({ numerator: n, denominator: d, value: d ? n / d : null });
  const own = <T extends { caseId: string }>(rows: T[], unit: (row: T, file: CaseFile) => string | null): T[] =>
    rows.filter((row) => charged(fileOf.get(row.caseId)!, unit(row, fileOf.get(row.caseId)!)));
  const ofCase = (_row: unknown, file: CaseFile): string | null => file.departmentId;

  // Received.
  const received = files.filter((file) => inside(file.receivedAt) && charged(file, file.departmentId));
  const stateOf = (file: CaseFile): string => tables.events.filter((event) => event.caseId === file.id && event.writtenAt <= asOf).at(-1)?.toState ?? file.state;
  const answerClocks = tables.clocks.filter((clock) => clock.clock === 'answer');
  const hasAnswer = (file: CaseFile): boolean => known(file.answeredAt)
    || answerClocks.some((clock) => clock.caseId === file.id && known(clock.stoppedAt) && ANSWERS.includes(clock.stopAct!));
  const ended = (file: CaseFile, state: string): boolean => stateOf(file) === state && !hasAnswer(file);
  const valid = received.filter((file) => !['filed', 'rejected', 'withdrawn', 'quarantined'].some((state) => ended(file, state)));
  const unscreened = valid.filter((file) => !file.history && (ended(file, 'received') || ended(file, 'held')));
  const screening = (file: CaseFile) => tables.screenings.find((each) => each.caseId === file.id && each.at <= asOf);

  // Clocks.
  const judged = (name: ClockName, unit: (clock: Deadline, file: CaseFile) => string | null): Deadline[] =>
    own(tables.clocks.filter((clock) => clock.clock === name && fourOf(clock, asOf) !== null && fileOf.get(clock.caseId)!.receivedAt <= asOf), unit).filter((clock) => {
      const moments = [clock.dueAt, known(clock.stoppedAt) ? clock.stoppedAt : null].filter((each) => each !== null);
      const first = Math.min(...moments);
      return first >= from && first < to;
    });
  const of = (clocks: Deadline[], ...four: Four[]): Deadline[] => clocks.filter((clock) => four.includes(fourOf(clock, asOf)!));
  const inTime = (name: ClockName, unit: (clock: Deadline, file: CaseFile) => string | null): Answer => {
    const clocks = judged(name, unit);
    return share(of(clocks, 'on time').length, of(clocks, 'on time', 'late', 'open overdue').length);
  };
  const department = (clock: Deadline): string | null => clock.departmentId;
  const office = (): null => null;
  const answer = judged('answer', ofCase);
  const due = of(answer, 'on time', 'late', 'open overdue');
  const overdue = of(answer, 'late', 'open overdue');
  const papered = (clock: Deadline, sort: string) => tables.papers.some((paper) => paper.caseId === clock.caseId && paper.sort === sort && known(paper.issuedAt));
  const everyAnswer = own(answerClocks, ofCase).filter((clock) => fourOf(clock, asOf) !== null && fileOf.get(clock.caseId)!.receivedAt <= asOf);
  const carried = everyAnswer.filter((clock) => clock.dueAt !== null && clock.dueAt < from && clock.dueAt < asOf && !(clock.stoppedAt !== null && clock.stoppedAt < from));
  const stillOpen = everyAnswer.filter((clock) => !known(clock.stoppedAt));

  // Answered, and what the citizens said.
  const answered = own(answerClocks, ofCase).filter((clock) => inside(clock.stoppedAt) && ANSWERS.includes(clock.stopAct!));
  const pastAnswered = files.filter((file) => file.history && inside(file.answeredAt) && charged(file, file.departmentId));
  const ratingOf = (clock: Deadline) => tables.ratings.find((rating) => rating.caseId === clock.caseId && rating.epoch === clock.epoch && rating.at <= asOf);
  const rated = answered.filter(ratingOf);
  const saying = (what: string, clocks = rated) => clocks.filter((clock) => [ratingOf(clock)!.satisfaction, ratingOf(clock)!.resolved].includes(what as never));
  const tracked = (clock: Deadline) => tables.clocks.some((each) => each.caseId === clock.caseId && each.clock === 'tracking_review' && each.startAt <= asOf && !known(each.stoppedAt));
  const [advice, matters] = [true, false].map((consultation) => rated.filter((clock) => (fileOf.get(clock.caseId)!.kind === 'consultation') === consultation)) as [Deadline[], Deadline[]];
  const resolved = (clocks: Deadline[], ...said: string[]) => clocks.filter((clock) => !tracked(clock) && said.includes(ratingOf(clock)!.resolved)).length;
  const days = answered.map((clock) => durationInWorkingDays(clock.startAt, clock.stoppedAt!, calendar)).toSorted((a, b) => a - b);
  const lateBy = overdue.map((clock) => durationInWorkingDays(clock.dueAt!, known(clock.stoppedAt) ? clock.stoppedAt : asOf, calendar));
  const length = (list: number[], value: number | undefined): Answer => ({ numerator: null, denominator: list.length, value: list.length ? value! : null });

  // The rooms’ own tables.
  const acknowledged = own(tables.clocks.filter((clock) => clock.clock === 'acknowledge' && inside(clock.stoppedAt) && clock.stopAct === 'acknowledge'), department);
  const returns = own(tables.returns.filter((each) => inside(each.askedAt)), (each) => each.departmentId);
  const assigned = own(tables.assignments.filter((each) => inside(each.assignedAt)), (each) => each.departmentId);
  const decided = <T extends { state: string; decidedAt: number | null }>(list: T[], state: string) => list.filter((each) => each.state === state && known(each.decidedAt));
  const extensions = own(tables.extensions.filter((each) => inside(each.askedAt)), ofCase);
  const relabels = own(tables.relabels.filter((each) => inside(each.at)), office);
  const calls = own(tables.followUps.filter((each) => inside(each.at)), ofCase);
  const reached = calls.filter((each) => each.reached);
  const tracking = own(tables.clocks.filter((clock) => clock.clock === 'tracking_review' && clock.startAt <= asOf && !known(clock.stoppedAt)), ofCase);
  const hidden = own(tables.quarantines.filter((each) => inside(each.at)), office);
  const erased = own(tables.purges.filter((each) => inside(each.confirmedAt)), office);
  const coded = (list: readonly { code: string }[], code: string): number => list.filter((each) => each.code === code).length;
  const papers = own(tables.papers, (each) => each.departmentId);
  const issued = (sort: string) => papers.filter((paper) => paper.sort === sort && inside(paper.issuedAt)).length;
  const acts = (act: string) => own(tables.events.filter((event) => event.act === act && inside(event.at)), ofCase).length;
  const publications = own(tables.publications.filter((each) => inside(each.publishedAt)), ofCase);
  const finished = due.filter((clock) => known(clock.stoppedAt) && ANSWERS.includes(clock.stopAct!));

  return {
    received: count(received.length), valid: count(valid.length), accepted: count(valid.length - unscreened.length), unscreened: count(unscreened.length),
    filed: count(received.filter((file) => ended(file, 'filed')).length), rejected: count(received.filter((file) => ended(file, 'rejected')).length),
    withdrawn: count(received.filter((file) => ended(file, 'withdrawn')).length),
    quarantined: share(received.filter((file) => ended(file, 'quarantined')).length, received.length),
    merged: count(received.filter((file) => stateOf(file) === 'merged').length), anonymous: count(received.filter((file) => file.anonymous).length),
    received_history: count(received.filter((file) => file.history).length), response_rate: share(received.filter(hasAnswer).length, valid.length),
    answered: count(answered.length + pastAnswered.length), answered_history: count(pastAnswered.length),
    in_time: share(of(answer, 'on time').length, due.length),
    in_time_original: share(of(answer, 'on time').filter((clock) => clock.stoppedAt! <= (clock.originalDueAt ?? clock.dueAt!)).length, due.length),
    completion: share(finished.length, due.length), on_time: count(of(answer, 'on time').length), late: count(of(answer, 'late').length),
    open_overdue: count(of(answer, 'open overdue').length), open_not_due: count(of(answer, 'open not due').length), overdue: count(overdue.length),
    overdue_longest: length(lateBy, Math.max(...lateBy)),
    carried_over: count(carried.length),
    carried_over_answered: count(carried.filter((clock) => inside(clock.stoppedAt) && ANSWERS.includes(clock.stopAct!)).length),
    carried_over_open: count(carried.filter((clock) => !known(clock.stoppedAt)).length),
    open_now: count(stillOpen.length), open_now_overdue: count(of(stillOpen, 'open overdue').length),
    open_now_paused: count(stillOpen.filter((clock) => clock.dueAt === null).length),
    duration_median: length(days, (days[Math.floor((days.length - 1) / 2)]! + days[Math.ceil((days.length - 1) / 2)]!) / 2),
    duration_mean: length(days, days.reduce((sum, each) => sum + each, 0) / days.length),
    duration_p90: length(days, days.find((day) => days.filter((each) => each <= day).length * 10 >= days.length * 9)),
    duration_longest: length(days, days.at(-1)),
    leg_in_time: inTime('leg', department), acknowledged_in_time: inTime('acknowledge', department), contacted_in_time: inTime('contact', department),
    not_contactable: share(acknowledged.filter((clock) => !fileOf.get(clock.caseId)!.contactable).length, acknowledged.length),
    contributed_in_time: inTime('contribution', department), screened_in_time: inTime('screen', office), dispatched_in_time: inTime('dispatch', office),
    reviewed_in_time: inTime('review', office), published_in_time: inTime('publish', office),
    returns_decided_in_time: inTime('return_decision', office), studied_in_time: inTime('study', office),
    rated: share(rated.length, answered.length), satisfaction: share(saying('satisfied').length + saying('fairly').length, rated.length),
    satisfied_only: share(saying('satisfied').length, rated.length), dissatisfied: share(saying('dissatisfied').length, rated.length),
    resolution: share(resolved(matters, 'yes', 'partly'), matters.length), resolved_only: share(resolved(matters, 'yes'), matters.length),
    resolution_consultation: share(resolved(advice, 'yes', 'partly'), advice.length),
    returns: share(returns.length, assigned.length), returns_upheld: share(decided(returns, 'granted').length, returns.length),
    returns_refused: share(decided(returns, 'refused').length, returns.length), returns_adjudicated: count(decided(returns, 'adjudicated').length),
    extensions: share(decided(extensions, 'granted').length, extensions.length), extended: share(due.filter((clock) => clock.extension.length > 0).length, due.length),
    reopened: count(acts('reopen')), clarified: count(acts('ask_citizen')), released: count(acts('release') + acts('release_group_reply')),
    follow_ups: count(calls.length), followed_up: share(reached.length, calls.length),
    followed_up_contacted: share(reached.filter((each) => tables.events.some(({ caseId, act, at }) => caseId === each.caseId && act === 'log_contact' && at <= each.at)).length, reached.length),
    followed_up_resolved: share(reached.filter(({ resolved: said }) => said === 'yes' || said === 'partly').length, reached.length),
    followed_up_satisfied: share(reached.filter(({ satisfaction }) => satisfaction === 'satisfied' || satisfaction === 'fairly').length, reached.length),
    // No spot check is made in these worlds; test/assessment has one.
    quality: share(0, 0),
    follow_up_share: share(answered.filter((clock) => tables.followUps.some((each) => each.caseId === clock.caseId && each.epoch === clock.epoch && each.at <= asOf)).length, answered.length),
    repeats_after_end: count(received.filter((file) => screening(file)?.earlier.some((id) => tables.repeatsEnded.some((each) => each.caseId === id && each.at < file.receivedAt))).length),
    tracked: count(acts('track')), cleared: count(acts('clear')), repeats_ended: count(acts('end_repeats')),
    tracked_now: count(tracking.length), tracked_past_review: count(tracking.filter((clock) => clock.dueAt !== null && clock.dueAt < asOf).length),
    reopened_share: share(answered.filter((clock) => answerClocks.some((next) => next.caseId === clock.caseId && next.epoch > clock.epoch && next.startAt <= asOf)).length, answered.length),
    repeated: share(valid.filter((file) => file.repeatCount > 0).length, valid.length),
    urged: count(issued('urge')), urged_share: share(due.filter((clock) => papered(clock, 'urge')).length, due.length),
    supervised: count(issued('supervision')), supervised_share: share(due.filter((clock) => papered(clock, 'supervision')).length, due.length),
    supervision_drafts: count(papers.filter((paper) => paper.sort === 'supervision' && inside(paper.createdAt) && !known(paper.issuedAt)).length),
    instructed: count(issued('instruction')),
    downgrades: share(relabels.filter((each) => each.downwards).length, relabels.length),
    held: share(received.filter((file) => screening(file)?.verdict === 'hold').length, received.filter(screening).length),
    quarantines: count(hidden.length), quarantines_by_system: count(hidden.filter((each) => each.by === null).length),
    quarantines_secret: count(coded(hidden, 'secret')), quarantines_unlawful: count(coded(hidden, 'unlawful')),
    quarantines_threat: count(coded(hidden, 'threat')), quarantines_personal_data: count(coded(hidden, 'personal_data')),
    quarantines_abuse: count(coded(hidden, 'abuse')), quarantines_advertising: count(coded(hidden, 'advertising')),
    quarantines_malice: count(coded(hidden, 'malice')),
    purged: count(erased.length), purged_secret: count(coded(erased, 'secret')), purged_unlawful: count(coded(erased, 'unlawful')),
    knowledge_used: count(own(tables.uses.filter((each) => inside(each.at)), ofCase).length),
    hidden: share(publications.filter((each) => !each.public).length, publications.length),
  };
}
