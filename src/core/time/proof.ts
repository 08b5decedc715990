/**
 * 时限计算说明: what a due time stands on, for whoever disputes it. Every day walked is named with its reason,
 * the versions are pinned, and the whole is hashed, so that a replay must come to the same bytes.
 */
import { canonicalJson, sha256Hex } from '../canonical.js';
import type { Calendar } from './calendar.js';
import {
  closingTime,
  countsDays,
  dayZeroOf,
  dueOf,
  type Due,
  type DueQuestion,
  type Pause,
  type Remaining,
  type StartRule,
  type Unit,
} from './deadline.js';
import { dayOf, weekdayOf, WEEKDAYS_ZH, type Day } from './days.js';

/** Raise it whenever the same question may get another answer: replay compares by engine version. */
export const ENGINE = 'huiyin-time/2';
/** Did not name the closing time by which `after_close` was decided; otherwise the same. */
const WITHOUT_CLOSING_TIME = 'huiyin-time/1';

/** One day of the strip. */
export interface DayStep {
  readonly day: Day;
  /** 周一 … 周日 */
  readonly weekday: string;
  readonly working: boolean;
  /** 工作日 · 周末 · 国庆节 · 调休上班 · 暂停 … */
  readonly reason: string;
  /** Its ordinal among the counted days; day zero on which a 当日 limit ends is 0; null = not counted. */
  readonly counted: number | null;
  /** workingHour only: office time counted on this day, ms. */
  readonly countedMs?: number;
  readonly provisional?: true;
}

/** What only the caller knows: the event, the versions, who extended. All of it stands in the proof and its hash. */
export interface ProofContext {
  readonly clock?: string;
  /** The act that started the clock, and the instant the platform gave beside ours, if any. */
  readonly event?: {
    readonly act: string;
    readonly seq?: number;
    readonly platformAt?: string;
    readonly ourAt?: string;
  };
  readonly policy?: { readonly name: string; readonly hash: string };
  readonly extensions?: readonly { readonly amount: number; readonly by?: string; readonly grantedAt?: string }[];
  /** The whole time was given anew (补正): the start before that, and by which act. */
  readonly restarted?: { readonly from: string; readonly by: string };
  /** Due no later than this (ms): what a merged citizen, or the sender, was promised. */
  readonly capAt?: number;
}

export interface Proof {
  readonly engine: string;
  readonly clock?: string;
  readonly event?: ProofContext['event'];
  readonly policy?: ProofContext['policy'];
  readonly calendar: {
    readonly name: string;
    readonly zone: string;
    readonly hash: string;
    readonly papers: readonly string[];
  };
  readonly start: {
    readonly at: string;
    readonly day: Day;
    readonly rule: StartRule | 'instant';
    readonly dayZero: Day;
    /** after_close only: what came later came on the next working day. 'HH:MM' */
    readonly closes?: string;
  };
  readonly limit: {
    readonly amount: number;
    readonly unit: Unit;
    readonly extension: number;
    readonly cutoff?: string;
    readonly rollForward?: boolean;
    readonly officeHours?: readonly (readonly [string, string])[];
  };
  readonly extensions: NonNullable<ProofContext['extensions']>;
  readonly pauses: readonly { readonly from: string; readonly to: string | null; readonly by?: string }[];
  readonly restarted?: ProofContext['restarted'];
  /** An earlier promise that binds; the count by itself would have come to `counted`. */
  readonly cap?: { readonly at: string; readonly counted: string | null };
  readonly days: readonly DayStep[];
  readonly result: {
    readonly dueAt: string | null;
    readonly dueDay: Day | null;
    readonly provisional: boolean;
    readonly paused: boolean;
    readonly remaining?: Remaining;
  };
  /** SHA-256 of the canonical JSON of all the rest. */
  readonly hash: string;
}

function stepOf(number: number, counted: number | null, paused: boolean, calendar: Calendar): DayStep {
  const { working, reason } = calendar.reasonOn(number);
  return {
    day: dayOf(number),
    weekday: WEEKDAYS_ZH[weekdayOf(number)] ?? '',
    working,
    // A rest day inside a pause is named a rest day: it would not have counted anyway.
    reason: paused && working ? '暂停' : reason,
    counted,
    ...(calendar.provisionalOn(number) && { provisional: true as const }),
  };
}

function limitOf(question: DueQuestion, calendar: Calendar): Proof['limit'] {
  const { amount, unit, extension = 0 } = question;
  if (unit === 'workingHour')
    return { amount, unit, extension, officeHours: question.officeHours ?? calendar.officeHoursText };
  if (!countsDays(unit)) return { amount, unit, extension };
  const cutoff = question.cutoff ?? '24:00';
  return unit === 'naturalDay'
    ? { amount, unit, extension, cutoff, rollForward: question.rollForward ?? true }
    : { amount, unit, extension, cutoff };
}

/** The notices of the years the walk touched, and the sources of local rules on top. */
function papersOf(days: readonly DayStep[], startDay: Day, calendar: Calendar): string[] {
  const years = new Set([startDay, ...days.map(({ day }) => day)].map((day) => day.slice(0, 4)));
  const papers = [...years].sort().flatMap((year) => calendar.data.years[year]?.papers ?? []);
  return [...new Set([...papers, ...(calendar.data.overrides ?? []).map(({ source }) => source)])];
}

/** The days between the start event and the walk's first day, which `after_close` looked at to find day zero. */
function shifted(from: number, zero: number, calendar: Calendar): DayStep[] {
  const steps: DayStep[] = [];
  for (let day = from; day < zero; day++) steps.push(stepOf(day, null, false, calendar));
  return steps;
}

/** What the context gives, without the keys it leaves out (canonical JSON would drop them anyway). */
function given({ clock, event, policy, restarted }: ProofContext): Pick<ProofContext, 'clock' | 'event' | 'policy' | 'restarted'> {
  return {
    ...(clock !== undefined && { clock }), ...(event && { event }), ...(policy && { policy }), ...(restarted && { restarted }),
  };
}

/** The due time under an earlier promise; `cap` where one binds or might. */
function cappedBy(due: Due, capAt: number | undefined, calendar: Calendar): { due: Due; cap?: Proof['cap'] } {
  if (capAt === undefined) return { due };
  const counted = due.dueAt === null ? null : calendar.iso(due.dueAt);
  const binds = due.dueAt !== null && capAt < due.dueAt;
  const bound = binds ? { ...due, dueAt: capAt, dueDay: dayOf(calendar.dayNumberAt(capAt)) } : due;
  return { due: bound, cap: { at: calendar.iso(capAt), counted } };
}

function resultOf(due: Due, calendar: Calendar): Proof['result'] {
  const dueAt = due.dueAt === null ? null : calendar.iso(due.dueAt);
  return {
    dueAt,
    dueDay: due.dueDay,
    provisional: due.provisional,
    paused: due.paused,
    ...(due.remaining && { remaining: due.remaining }),
  };
}

function pausesOf(question: DueQuestion, calendar: Calendar): Proof['pauses'] {
  return (question.pauses ?? []).map((pause: Pause & { readonly by?: string }) => ({
    from: calendar.iso(pause.from),
    to: pause.to === undefined || pause.to === null ? null : calendar.iso(pause.to),
    ...(pause.by !== undefined && { by: pause.by }),
  }));
}

/**
 * The due time together with its proof. The same walk as `dueOf`; costs more, so for storing and showing, not for sweeps.
 * Errors: as `dueOf`.
 */
export function provenDueOf(
  question: DueQuestion,
  calendar: Calendar,
  context: ProofContext = {},
): Due & { readonly proof: Proof } {
  const steps: DayStep[] = [];
  const byDays = countsDays(question.unit);
  const office = question.unit === 'workingHour';
  const walked = dueOf(question, calendar, (day, counted, paused) => {
    const step = stepOf(day, office ? null : counted, paused, calendar);
    steps.push(office ? { ...step, countedMs: counted ?? 0 } : step);
  });
  const { due, cap } = cappedBy(walked, context.capAt, calendar);
  const startDay = calendar.dayNumberAt(question.start);
  const zero = byDays ? dayZeroOf(question, calendar).day : startDay;
  const days = [...shifted(startDay, zero, calendar), ...steps];
  const day = dayOf(startDay);
  const body: Omit<Proof, 'hash'> = {
    engine: ENGINE,
    ...given(context),
    calendar: {
      name: calendar.name,
      zone: calendar.data.zone,
      hash: calendar.hash,
      papers: papersOf(days, day, calendar),
    },
    start: {
      at: calendar.iso(question.start),
      day,
      rule: byDays ? (question.startRule ?? 'next_day') : 'instant',
      dayZero: dayOf(zero),
      ...(byDays && question.startRule === 'after_close' && { closes: closingTime(question, calendar) }),
    },
    limit: limitOf(question, calendar),
    extensions: context.extensions ?? [],
    pauses: pausesOf(question, calendar),
    ...(cap && { cap }),
    days,
    result: resultOf(due, calendar),
  };
  return { ...due, proof: { ...body, hash: sha256Hex(canonicalJson(body)) } };
}

/** A date that was given and not counted: the sender’s own (来文时限), never recomputed. */
export interface ImposedProof {
  readonly engine: string;
  readonly clock?: string;
  readonly event?: ProofContext['event'];
  readonly imposed: string;
  readonly calendar: Pick<Proof['calendar'], 'name' | 'zone'>;
  readonly result: { readonly dueAt: string; readonly dueDay: Day; readonly provisional: false; readonly paused: false };
  readonly hash: string;
}

/** The proof of a date that was given. Errors: `not_an_instant`, `beyond_years`. */
export function imposedProof(dueAt: number, calendar: Calendar, context: Pick<ProofContext, 'clock' | 'event'>): ImposedProof {
  const imposed = calendar.iso(dueAt);
  const body: Omit<ImposedProof, 'hash'> = {
    engine: ENGINE,
    ...given(context),
    imposed,
    calendar: { name: calendar.name, zone: calendar.data.zone },
    result: { dueAt: imposed, dueDay: dayOf(calendar.dayNumberAt(dueAt)), provisional: false, paused: false },
  };
  return { ...body, hash: sha256Hex(canonicalJson(body)) };
}

/** The proof alone. Errors: as `dueOf`. */
export function proofOf(question: DueQuestion, calendar: Calendar, context: ProofContext = {}): Proof {
  return provenDueOf(question, calendar, context).proof;
}

/**
 * The hash this proof has in the form of an earlier engine, so that what was stored then can still be compared with
 * what comes out now; null for an engine that counted otherwise or is not known.
 */
export function hashUnder(engine: string, proof: Proof | ImposedProof): string | null {
  if (engine === proof.engine) return proof.hash;
  if (engine !== WITHOUT_CLOSING_TIME) return null;
  const { hash: _hash, ...body } = proof;
  if (!('start' in body)) return sha256Hex(canonicalJson({ ...body, engine }));
  const { closes: _closes, ...start } = body.start;
  return sha256Hex(canonicalJson({ ...body, engine, start }));
}

/** True if the proof's hash is that of its content: nothing in it was changed afterwards. */
export function proofHolds(proof: Proof | ImposedProof): boolean {
  const { hash, ...body } = proof;
  return hash === sha256Hex(canonicalJson(body));
}
