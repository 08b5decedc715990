import { showCase, timelineOf, type CaseFile, type TimelineEvent } from '../api/cases';

interface Opened {
  readonly file: CaseFile;
  readonly events: readonly TimelineEvent[];
}
async function read(id: string): Promise<Opened> {
  const [file, { events }] = await Promise.all([showCase(id), timelineOf(id)]);
  return { file, events };
}

let begun: { readonly id: string; readonly answer: Promise<Opened> } | null = null;

/** Who goes to a case is on the way while its page is still fetched and made: what stands there is asked for meanwhile. */
export function beginCase(id: string): void {
  const answer = read(id);
  // The page that takes it is told what went wrong; where none does, nobody is.
  answer.catch(() => undefined);
  begun = { id, answer };
}

/** A case and its timeline: what was asked for on the way, once, and anew from then on. */
export async function openedCase(id: string): Promise<Opened> {
  const asked = begun;
  begun = null;
  return await (asked?.id === id ? asked.answer : read(id));
}
