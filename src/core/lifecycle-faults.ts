import { LIFECYCLE, type ActRow } from './lifecycle.js';
import { ALL_STATES, CLOCKS, OPEN_STATES, STATES, type ClockName, type State } from './vocabulary.js';

/**
 * Faults of the table itself: a state no act leads to, an open state that cannot end, a clock nobody closes.
 * Asked at start and by a test. An empty list is a sound table.
 */
export function faultsOfLifecycle(table: Record<string, ActRow> = LIFECYCLE): string[] {
  const ways = Object.values(table).flatMap((each) => each.ways);
  const leads = (state: State): Set<State> => {
    const seen = new Set<State>([state]);
    for (const here of seen) for (const way of ways) if (way.from.includes(here) && way.to !== 'same') seen.add(way.to);
    return seen;
  };
  const born = leads('received');
  const unreachable = ALL_STATES.filter((state) => !born.has(state)).map((state) => `state ${state} is never reached`);
  const endless = OPEN_STATES.filter((state) => ![...leads(state)].some((target) => !STATES[target].open)).map(
    (state) => `open state ${state} can never end`,
  );
  const steps = ways.flatMap((way) => way.clocks);
  const unclosed = (Object.keys(CLOCKS) as ClockName[])
    .filter((clock) => steps.includes(`+${clock}`) && !steps.includes(`-${clock}`))
    .map((clock) => `clock ${clock} is opened and never closed`);
  return [...unreachable, ...endless, ...unclosed];
}

