/** What of a line says where it stands: every list is in the order of due times, those without one last, then of ids. */
export interface Placed {
  readonly id: string;
  readonly nextDueAt: string | null;
}
export interface Page<T extends Placed> {
  readonly cases: readonly T[];
  readonly next: string | null;
}
export const placeOf = ({ nextDueAt, id }: Placed): string => `${nextDueAt === null ? '~' : String(Date.parse(nextDueAt)).padStart(16, '0')} ${id}`;

/** Where a page began: behind which place, and how it is asked for again. */
export interface Cut {
  readonly place: string;
  readonly after: string | null;
}
export const BEGINNING: Cut = { place: '', after: null };

/** The cut behind which a place lies. */
export const cutOf = (cuts: readonly Cut[], place: string): Cut => cuts.findLast((cut) => cut.place < place) ?? BEGINNING;

/** The lines before the page that begins here. */
export const linesBefore = <T extends Placed>(lines: readonly T[], { place }: Cut): T[] => lines.filter((line) => placeOf(line) <= place);

/**
 * A page read again in its place: what lay between its beginning and its end is what it says now, and a case that has
 * moved elsewhere stands once. Pages before and behind stay, however many there are.
 */
export function withPage<T extends Placed>(lines: readonly T[], { place }: Cut, { cases, next }: Page<T>): T[] {
  const last = cases.at(-1);
  const end = next === null || !last ? '~~' : placeOf(last);
  const fresh = new Set(cases.map(({ id }) => id));
  const others = lines.filter((line) => !fresh.has(line.id));
  return [...others.filter((line) => placeOf(line) <= place), ...cases, ...others.filter((line) => placeOf(line) > end)];
}
