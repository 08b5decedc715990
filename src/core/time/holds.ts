/** From the acts that held a clock to the start and pauses of its question. */
import type { Pause } from './deadline.js';
import type { PauseRule } from './policy.js';

/** A stretch in which an act (ask_citizen, sign_off, a named procedure) held the case; without `to` it still does. */
export interface Hold extends Pause {
  readonly by: string;
}

/** The start and pauses of a question, and the hold that gave the whole time anew. */
export interface Held {
  readonly start: number;
  readonly pauses: Hold[];
  readonly restartedBy?: string;
}

/**
 * The start and pauses that a rule makes of holds. Acts the rule does not name never stop the clock. `restart`
 * (政府信息公开条例 30 条: 自收到补正之日起计算) moves the start to the resumption; while still open, the whole amount remains.
 */
export function heldBy(rules: readonly PauseRule[], start: number, holds: readonly Hold[]): Held {
  if (holds.length === 0) return { start, pauses: [] };
  const effects = new Map(rules.map(({ by, effect }) => [by, effect]));
  const counted = holds.filter(({ by }) => effects.has(by));
  const anew = counted
    .filter(({ by }) => effects.get(by) === 'restart')
    .map(({ by, from, to }) => ({ by, at: to ?? from }))
    .filter(({ at }) => at > start)
    .sort((a, b) => a.at - b.at)
    .at(-1);
  const from = anew?.at ?? start;
  const pauses = counted.filter(({ to }) => to === undefined || to === null || to > from);
  return {
    start: from,
    pauses: pauses.map((hold) => ({ from: hold.from, to: hold.to ?? null, by: hold.by })),
    ...(anew && { restartedBy: anew.by }),
  };
}
