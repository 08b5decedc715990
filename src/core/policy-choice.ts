/** Which policy a case falls under: by account or sponsor, kind and urgency. */
import type { Kind, Urgency } from './vocabulary.js';

/** A list left out matches anything; the first that matches holds. */
export interface PolicyChoice {
  readonly policy: string;
  readonly kind?: readonly Kind[];
  readonly urgency?: readonly Urgency[];
}

export const DEFAULT_POLICY = 'default';

/**
 * The name of the policy: the account’s own choices first, then its sponsor’s, then those of the units above, nearest
 * first; `default` where none matches.
 */
export function policyNameFor(choices: readonly (readonly PolicyChoice[])[], traits: { kind: Kind; urgency: Urgency }): string {
  const matching = choices.flat().find(
    ({ kind, urgency }) => (kind === undefined || kind.includes(traits.kind)) && (urgency === undefined || urgency.includes(traits.urgency)),
  );
  return matching?.policy ?? DEFAULT_POLICY;
}
