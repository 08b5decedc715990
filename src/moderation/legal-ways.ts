import { join } from 'node:path';
import { SCOPES, type Scope } from '../core/judgement/screening.js';
import { asObject, asText } from '../core/judgement/shape.js';
import { readYaml } from '../base/policy.js';

/** What a citizen is told whose matter belongs elsewhere: why, by which article, and the way the law gives. */
export interface LegalWay {
  readonly reason: string;
  readonly basis: string;
  readonly legalWay: string;
}

export type LegalWays = Readonly<Record<Scope, LegalWay>>;

/** `config/legal-ways.yaml`, an entry for every scope. @throws ConfigFault naming file and field */
export const legalWays = (configDirectory: string): LegalWays => readYaml(join(configDirectory, 'legal-ways.yaml'), legalWaysIn);

function legalWaysIn(value: unknown): LegalWays {
  const given = asObject(value, 'legal-ways');
  return Object.fromEntries(SCOPES.map((scope) => [scope, wayIn(asObject(given[scope], scope), scope)])) as unknown as LegalWays;
}

function wayIn(given: Record<string, unknown>, scope: Scope): LegalWay {
  const text = (field: string): string => asText(given[field], `${scope}.${field}`);
  text('source');
  return { reason: text('reason'), basis: text('basis'), legalWay: text('legalWay') };
}
