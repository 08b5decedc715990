/** Reading policies: every refusal names the file's field, so that an office can mend its own rules. */
import { ACTS, LIFECYCLE } from '../lifecycle.js';
import { CLOCKS, keysOf, KINDS, PROCEDURES, URGENCIES } from '../vocabulary.js';
import { MAX_AMOUNT, START_RULES, UNITS, type Unit } from './deadline.js';
import {
  badField,
  flagAt,
  has,
  labelAt,
  listAt,
  objectAt,
  textAt,
  wholeAt,
  wordAt,
  wordsAt,
  type Fields,
} from './fields.js';
import {
  VERIFIED,
  type Amount,
  type AmountCase,
  type ClockRule,
  type ExtensionRule,
  type PauseRule,
  type Policy,
  type Source,
  type Verified,
} from './policy.js';

const CLOCK_FIELDS = [
  'clock',
  'amount',
  'unit',
  'start',
  'startRule',
  'rollForward',
  'cutoff',
  'pause',
  'extension',
  'ladder',
  'window',
  'ends',
  'needs',
  'limit',
  'source',
  'verified',
] as const;
/** Who may grant an extension at all; a rule that names another could never be used. */
const GRANTERS: readonly string[] = LIFECYCLE.grant_extension.who;

function sourceAt(fields: Fields, path: string): Source {
  const at = path === '' ? 'source' : `${path}.source`;
  const source = objectAt(fields['source'], at, ['document', 'article', 'note']);
  return {
    document: textAt(source, 'document', at),
    ...(has(source, 'article') && { article: textAt(source, 'article', at) }),
    ...(has(source, 'note') && { note: textAt(source, 'note', at) }),
  };
}

function amountIn(fields: Fields, path: string, unit: Unit): number {
  const amount = wholeAt(fields, 'amount', path);
  if (amount > MAX_AMOUNT[unit])
    throw badField(`${path}.amount`, `不能超过 ${MAX_AMOUNT[unit]}`, `cannot be more than ${MAX_AMOUNT[unit]}`);
  return amount;
}

function unitAt(fields: Fields, path: string, otherwise?: Unit): Unit {
  return !has(fields, 'unit') && otherwise ? otherwise : wordAt(fields, 'unit', path, UNITS);
}

function caseAt(value: unknown, path: string, unit: Unit | undefined): AmountCase {
  const fields = objectAt(value, path, ['kind', 'urgency', 'act', 'amount', 'unit']);
  const own = unitAt(fields, path, unit);
  return {
    ...(has(fields, 'kind') && { kind: wordsAt(fields, 'kind', path, Object.keys(KINDS)) }),
    ...(has(fields, 'urgency') && { urgency: wordsAt(fields, 'urgency', path, Object.keys(URGENCIES)) }),
    ...(has(fields, 'act') && { act: wordsAt(fields, 'act', path, ACTS) }),
    amount: amountIn(fields, path, own),
    unit: own,
  };
}

function amountAt(fields: Fields, path: string): Amount {
  const value = fields['amount'];
  if (value === 'written') return 'written';
  const unit = has(fields, 'unit') ? unitAt(fields, path) : undefined;
  if (Array.isArray(value)) {
    if (value.length === 0) throw badField(`${path}.amount`, '没有任何情形', 'has no case');
    return value.map((one: unknown, index) => caseAt(one, `${path}.amount[${index}]`, unit));
  }
  if (typeof value === 'object' && value !== null) {
    const at = `${path}.amount`;
    const like = objectAt(value, at, ['like', 'less', 'atLeast']);
    return { like: textAt(like, 'like', at), less: wholeAt(like, 'less', at), atLeast: wholeAt(like, 'atLeast', at) };
  }
  const own = unitAt(fields, path);
  return [{ amount: amountIn(fields, path, own), unit: own }];
}

/** The citizen's time stands still for the citizen or the law alone; the days of review are taken off the department's. */
const PAUSES: readonly string[] = ['ask_citizen', ...Object.keys(PROCEDURES)];
const PAUSES_OF_LEG: readonly string[] = [...PAUSES, 'sign_off'];

function pauseAt(value: unknown, path: string, clock: string): PauseRule {
  const fields = objectAt(value, path, ['by', 'effect', 'until']);
  return {
    by: wordAt(fields, 'by', path, clock === 'leg' ? PAUSES_OF_LEG : PAUSES),
    effect: wordAt(fields, 'effect', path, ['stop', 'restart']),
    until: wordsAt(fields, 'until', path, ACTS),
  };
}

function extensionAt(fields: Fields, path: string): ExtensionRule {
  const at = `${path}.extension`;
  const extension = objectAt(fields['extension'], at, ['max', 'amount', 'totalCap', 'by', 'above']);
  return {
    max: wholeAt(extension, 'max', at, 1),
    amount: wholeAt(extension, 'amount', at, 1),
    totalCap: wholeAt(extension, 'totalCap', at, 1),
    by: wordAt(extension, 'by', at, GRANTERS),
    ...(has(extension, 'above') && { above: wordAt(extension, 'above', at, GRANTERS) }),
  };
}

function cutoffAt(fields: Fields, path: string): string {
  if (!has(fields, 'cutoff')) return '24:00';
  const cutoff = textAt(fields, 'cutoff', path);
  if (!/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(cutoff))
    throw badField(`${path}.cutoff`, '应如 17:30 或 24:00', 'must be like 17:30, or 24:00');
  return cutoff;
}

/** What the system does when a window has run out; without it the time is only over (提出异议). */
const ENDS: readonly string[] = ['close', 'hear_citizen'];

/** What only some clocks have. */
function furtherAt(fields: Fields, path: string): Partial<ClockRule> {
  const window = has(fields, 'window') && flagAt(fields, 'window', path);
  return {
    ...(has(fields, 'extension') && { extension: extensionAt(fields, path) }),
    ...(window && { window, ...(has(fields, 'ends') && { ends: wordAt(fields, 'ends', path, ENDS) }) }),
    ...(has(fields, 'needs') && { needs: wordAt(fields, 'needs', path, ['contact']) }),
    ...(has(fields, 'limit') && { limit: wholeAt(fields, 'limit', path, 1) }),
  };
}

interface Whole {
  readonly source: Source;
  readonly verified: Verified;
}

function clockAt(value: unknown, index: number, whole: Whole): ClockRule {
  const path = `clocks[${index}]`;
  const fields = objectAt(value, path, CLOCK_FIELDS);
  const clock = wordAt(fields, 'clock', path, keysOf(CLOCKS));
  return {
    clock,
    amount: amountAt(fields, path),
    start: wordsAt(fields, 'start', path, ACTS),
    startRule: has(fields, 'startRule') ? wordAt(fields, 'startRule', path, START_RULES) : 'next_day',
    rollForward: has(fields, 'rollForward') ? flagAt(fields, 'rollForward', path) : true,
    cutoff: cutoffAt(fields, path),
    pause: has(fields, 'pause')
      ? listAt(fields, 'pause', path).map((one, i) => pauseAt(one, `${path}.pause[${i}]`, clock))
      : [],
    ladder: textAt(fields, 'ladder', path),
    ...furtherAt(fields, path),
    source: has(fields, 'source') ? sourceAt(fields, path) : whole.source,
    verified: has(fields, 'verified') ? wordAt(fields, 'verified', path, VERIFIED) : whole.verified,
  };
}

/** A clock named twice, or an amount like that of a clock that is not there, or like itself. */
function coherent(policy: Policy): Policy {
  policy.clocks.forEach(({ clock, amount }, index) => {
    if (policy.clocks.findIndex((one) => one.clock === clock) < index)
      throw badField(`clocks[${index}].clock`, `${clock} 重复`, `${clock} stands twice`);
    if (typeof amount === 'string' || !('like' in amount)) return;
    const like = policy.clocks.find((one) => one.clock === amount.like);
    const chained = like && typeof like.amount !== 'string' && 'like' in like.amount;
    if (chained || (!like && policy.extends === undefined)) {
      throw badField(
        `clocks[${index}].amount.like`,
        `${amount.like} 没有自己的期限`,
        `${amount.like} has no amount of its own`,
      );
    }
  });
  return policy;
}

/**
 * A policy of plain data (a YAML file, or an office's own row). Lay it over what it extends with `policyOver`.
 * Errors: `bad_field`, naming the field.
 */
export function parsePolicy(value: unknown): Policy {
  const fields = objectAt(value, '', ['name', 'title', 'extends', 'source', 'verified', 'clocks']);
  const whole = {
    source: sourceAt(fields, ''),
    verified: wordAt(fields, 'verified', '', VERIFIED),
  };
  return coherent({
    name: textAt(fields, 'name', ''),
    title: labelAt(fields, 'title', ''),
    ...(has(fields, 'extends') && { extends: textAt(fields, 'extends', '') }),
    source: whole.source,
    verified: whole.verified,
    clocks: listAt(fields, 'clocks', '').map((one, index) => clockAt(one, index, whole)),
  });
}
