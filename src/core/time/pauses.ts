/** Pauses as intervals taken from events, never counters: a counter cannot be replayed. */
import { FIRST_DAY, LAST_DAY, DAY_MS } from './days.js';
import { TimeRefusal } from './refusal.js';

/** [from, to) in ms; without `to` (or null) the clock stands still now. */
export interface Pause {
  readonly from: number;
  readonly to?: number | null;
}

/** A pause with its end; Infinity = still open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** More than any case can have: a clarification is asked once, and a review sends back a few times. */
const MAX_PAUSES = 1000;
const EARLIEST = FIRST_DAY * DAY_MS;
const LATEST = (LAST_DAY + 1) * DAY_MS;

function checked({ from, to }: Pause): Span {
  if (!Number.isSafeInteger(from) || !(to === undefined || to === null || Number.isSafeInteger(to))) {
    throw new TimeRefusal('not_an_instant', { field: 'pauses', value: `${from}–${to}` });
  }
  const end = to ?? Infinity;
  if (from < EARLIEST || from > LATEST || (end !== Infinity && end > LATEST))
    throw new TimeRefusal('beyond_years', { field: 'pauses' });
  if (end < from) throw new TimeRefusal('bad_pause', { from, to: end });
  return { from, to: end };
}

/**
 * The pauses in order, empty ones dropped, overlapping and adjoining ones joined: pausing in two pieces is pausing once.
 * Errors: `not_an_instant`, `beyond_years`, `bad_pause`, `too_many_pauses`.
 */
export function spansOf(pauses: readonly Pause[]): readonly Span[] {
  if (pauses.length > MAX_PAUSES) throw new TimeRefusal('too_many_pauses', { count: pauses.length });
  const sorted = pauses
    .map(checked)
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const joined: Span[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}
