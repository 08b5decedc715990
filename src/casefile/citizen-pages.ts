import type { Refusal } from '../core/refusal.js';

/** The forms on the citizen’s pages that the line takes. */
export type CitizenFormName = 'write' | 'supplement' | 'rating' | 'withdrawal';

export interface ShownPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What was not taken is shown again with all that was typed, and why. The pages stand in `src/public`, which the line does not know. */
export abstract class CitizenPages {
  abstract again(form: CitizenFormName, fields: Readonly<Record<string, unknown>>, refusal: Refusal): Promise<ShownPage>;
}
