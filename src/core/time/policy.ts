/**
 * Policies 时限规则: which clocks run, how long, from which act, as data with its source.
 * Local rules differ too much to be code (norms.md 2.2); a case pins the hash of the policy it was opened under.
 */
import { canonicalJson, sha256Hex } from '../canonical.js';
import type { ClockName, Label } from '../vocabulary.js';
import type { DueQuestion, Pause, StartRule, Unit } from './deadline.js';
import { badField } from './fields.js';
import { TimeRefusal } from './refusal.js';

/** Where a number stands: document and article. */
export interface Source {
  readonly document: string;
  readonly article?: string;
  readonly note?: string;
}
/** yes = read word for word in a public text; second-hand = reported by others, or derived from such. Shown in the console. */
export const VERIFIED = ['yes', 'second-hand'] as const;
export type Verified = (typeof VERIFIED)[number];

/** One case of an amount; the first that matches holds. A list left out matches anything. */
export interface AmountCase {
  readonly kind?: readonly string[];
  readonly urgency?: readonly string[];
  /** The start act, e.g. reopen: the second handling may have its own time. */
  readonly act?: readonly string[];
  readonly amount: number;
  readonly unit: Unit;
}
/** The amount (and unit) of another clock of the same case, less some, at least some (the department's leg). */
export interface LikeAmount {
  readonly like: string;
  readonly less: number;
  readonly atLeast: number;
}
/** `written`: the document itself says when (批示). */
export type Amount = readonly AmountCase[] | LikeAmount | 'written';

/** What holds a clock still. Only acts toward the citizen and named statutory procedures hold the citizen's clock. */
export interface PauseRule {
  /** The act, or the procedure laid down by law. */
  readonly by: string;
  /** stop: the time in between does not count; restart: the whole amount anew from the resumption. */
  readonly effect: 'stop' | 'restart';
  /** The acts that let it run again. */
  readonly until: readonly string[];
}

export interface ExtensionRule {
  /** How often. */
  readonly max: number;
  /** At most by how much each time, in the clock's unit. */
  readonly amount: number;
  /** Amount and extensions together. */
  readonly totalCap: number;
  /** The role that grants up to the cap. */
  readonly by: string;
  /** The role that may grant above it, if any. */
  readonly above?: string;
}

export interface ClockRule {
  readonly clock: ClockName;
  readonly amount: Amount;
  /** The acts that start it. */
  readonly start: readonly string[];
  readonly startRule: StartRule;
  readonly rollForward: boolean;
  readonly cutoff: string;
  readonly pause: readonly PauseRule[];
  readonly extension?: ExtensionRule;
  /** Name of its ladder. */
  readonly ladder: string;
  /** A window ends in an act, or only runs out; never in a miss. */
  readonly window?: boolean;
  readonly ends?: string;
  /** Opened only where this is given, e.g. contact. */
  readonly needs?: string;
  /** How often the act that starts it may happen. */
  readonly limit?: number;
  readonly source: Source;
  readonly verified: Verified;
}

export interface Policy {
  readonly name: string;
  readonly title: Label;
  /** Clocks and cases not said here are taken from that policy: see `policyOver`. */
  readonly extends?: string;
  readonly source: Source;
  readonly verified: Verified;
  readonly clocks: readonly ClockRule[];
}

export interface CaseTraits {
  readonly kind: string;
  readonly urgency: string;
  readonly act?: string;
}

/** A clock's rule for one case: the amount decided. `amount` null = as the document says. */
export type ResolvedRule = Omit<ClockRule, 'amount'> & { readonly amount: number | null; readonly unit: Unit };

const matches = (list: readonly string[] | undefined, word: string | undefined): boolean =>
  list === undefined || (word !== undefined && list.includes(word));

function amountOf(policy: Policy, rule: ClockRule, traits: CaseTraits): { amount: number | null; unit: Unit } {
  const { amount } = rule;
  if (amount === 'written') return { amount: null, unit: 'workingDay' };
  if ('like' in amount) {
    const target = clockIn(policy, amount.like);
    // One step only: two clocks that are like each other would never end.
    if (typeof target.amount !== 'string' && 'like' in target.amount)
      throw new TimeRefusal('no_such_amount', { policy: policy.name, clock: rule.clock });
    const like = amountOf(policy, target, traits);
    return {
      amount: like.amount === null ? null : Math.max(amount.atLeast, like.amount - amount.less),
      unit: like.unit,
    };
  }
  const found = amount.find(
    ({ kind, urgency, act }) =>
      matches(kind, traits.kind) && matches(urgency, traits.urgency) && matches(act, traits.act),
  );
  if (!found) throw new TimeRefusal('no_such_amount', { policy: policy.name, clock: rule.clock, ...traits });
  return { amount: found.amount, unit: found.unit };
}

function clockIn(policy: Policy, clock: string): ClockRule {
  const rule = policy.clocks.find((one) => one.clock === clock);
  if (!rule)
    throw new TimeRefusal(
      'no_such_clock',
      { policy: policy.name, clock },
      { zh: `${policy.name} / ${clock}`, en: `${policy.name} / ${clock}` },
    );
  return rule;
}

/** True if the policy has the clock. */
export function hasClock(policy: Policy, clock: string): boolean {
  return policy.clocks.some((one) => one.clock === clock);
}

/**
 * The rule of one clock for a case of this kind and urgency (and start act). A clock whose amount is like another's
 * takes that one's pauses before its own, and its extension if it has none. Errors: `no_such_clock`, `no_such_amount`.
 * Example: default, answer, { kind: 'help', urgency: 'ordinary' } → amount 5, unit workingDay.
 */
export function ruleFor(policy: Policy, clock: string, traits: CaseTraits): ResolvedRule {
  const rule = clockIn(policy, clock);
  const resolved = { ...rule, ...amountOf(policy, rule, traits) };
  if (typeof rule.amount === 'string' || !('like' in rule.amount)) return resolved;
  // A clock like another stands still and is extended with it: what is not the citizen's time is not the department's either.
  const like = clockIn(policy, rule.amount.like);
  const extension = rule.extension ?? like.extension;
  return { ...resolved, pause: [...like.pause, ...rule.pause], ...(extension && { extension }) };
}

/**
 * The question a rule asks of a start instant. `amount` must be given for a rule 'as written'.
 * Errors: `no_such_amount`.
 */
export function questionOf(
  rule: ResolvedRule,
  start: number,
  more: { pauses?: readonly Pause[]; extension?: number; amount?: number } = {},
): DueQuestion {
  const amount = more.amount ?? rule.amount;
  if (amount === null) throw new TimeRefusal('no_such_amount', { clock: rule.clock });
  return {
    start,
    amount,
    unit: rule.unit,
    startRule: rule.startRule,
    rollForward: rule.rollForward,
    cutoff: rule.cutoff,
    ...(more.pauses && more.pauses.length > 0 && { pauses: more.pauses }),
    ...(more.extension && { extension: more.extension }),
  };
}

/** Cases of `own` first, then of `base`: what a local rule does not say, the base says. */
function amountOver(base: Amount, own: Amount): Amount {
  if (!Array.isArray(own) || !Array.isArray(base)) return own;
  const cases = own as readonly AmountCase[];
  const urgent = hastened(cases, base as readonly AmountCase[]);
  const total = cases.some(({ kind, urgency, act }) => !kind && !urgency && !act);
  return total ? urgent : [...urgent, ...(base as readonly AmountCase[])];
}

const EMERGENCY = 'emergency';

/** Minutes by the clock on the wall, for comparing one limit with another: a working day is 1.4 days, a working hour a third of one by the clock. */
const ROUGHLY: Record<Unit, number> = { minute: 1, hour: 60, workingHour: 180, naturalDay: 1440, workingDay: 2016 };
const lengthOf = ({ amount, unit }: AmountCase): number => amount * ROUGHLY[unit];

/**
 * A local rule that speaks of kinds, and not of emergencies, does not make an emergency wait: the base’s amount for
 * emergencies goes before each of its cases that is longer (国办发〔2016〕61号: 突发事件 within hours; no document read
 * lengthens an answer for being an emergency). A rule that names the emergency itself is taken at its word.
 */
function hastened(own: readonly AmountCase[], base: readonly AmountCase[]): readonly AmountCase[] {
  const emergency = base.find(({ kind, urgency, act }) => !kind && !act && urgency?.includes(EMERGENCY));
  if (!emergency || own.some(({ urgency }) => urgency?.includes(EMERGENCY))) return own;
  const { amount, unit } = emergency;
  return own.flatMap((each) => (each.urgency || lengthOf(each) <= lengthOf(emergency) ? [each] : [{ ...each, urgency: [EMERGENCY], amount, unit }, each]));
}

/** A policy laid over the one it extends: its clocks win, the others are the base's. Errors: `bad_field`. */
export function policyOver(base: Policy, own: Policy): Policy {
  const clocks = base.clocks.map((rule) => {
    const mine = own.clocks.find(({ clock }) => clock === rule.clock);
    return mine ? { ...mine, amount: amountOver(rule.amount, mine.amount) } : rule;
  });
  const further = own.clocks.filter(({ clock }) => !hasClock(base, clock));
  return coherent({ ...own, clocks: [...clocks, ...further] });
}

/** What can only be seen when both policies are known: clocks that others are like. */
function coherent(policy: Policy): Policy {
  for (const { clock, amount } of policy.clocks) {
    if (typeof amount === 'string' || !('like' in amount)) continue;
    const like = policy.clocks.find((one) => one.clock === amount.like);
    if (!like || (typeof like.amount !== 'string' && 'like' in like.amount))
      throw badField(`${policy.name}.${clock}.amount`, `${amount.like} 没有自己的期限`, `${amount.like} has no amount of its own`);
  }
  return policy;
}

/** All policies by name, each laid over the one it extends. Errors: `bad_field` (unknown or circular `extends`). */
export function completePolicies(list: readonly Policy[]): ReadonlyMap<string, Policy> {
  const raw = new Map(list.map((policy) => [policy.name, policy]));
  const done = new Map<string, Policy>();
  const complete = (policy: Policy, seen: readonly string[]): Policy => {
    const known = done.get(policy.name);
    if (known) return known;
    const base = policy.extends === undefined ? undefined : raw.get(policy.extends);
    if (policy.extends !== undefined && (!base || seen.includes(policy.extends))) {
      throw new TimeRefusal(
        'bad_field',
        { path: 'extends', policy: policy.name, value: policy.extends },
        { zh: `${policy.name} 的 extends 指向 ${policy.extends}`, en: `${policy.name} extends ${policy.extends}` },
      );
    }
    const whole = base ? policyOver(complete(base, [...seen, policy.name]), policy) : policy;
    done.set(policy.name, whole);
    return whole;
  };
  for (const policy of list) complete(policy, [policy.name]);
  return done;
}

/** The version a case pins: SHA-256 of the canonical JSON of the (completed) policy. */
export function policyHash(policy: Policy): string {
  return sha256Hex(canonicalJson(policy));
}
