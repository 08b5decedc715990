import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load as parse } from 'js-yaml';
import type { DutyList } from '../../../src/core/judgement/ranking.js';
import { parseDutyLists } from '../../../src/core/judgement/duties.js';
import { parseLexicons, type Lexicons } from '../../../src/core/judgement/lexicons.js';

/** The union of the top-level mappings of the YAML files of a folder. */
function merged(folder: string): Record<string, unknown> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return Object.assign({}, ...files.map((name) => parse(readFileSync(join(folder, name), 'utf8')) as object)) as Record<
    string,
    unknown
  >;
}

/** The raw value `parseLexicons` takes, from the files the project ships. */
export function rawLexicons(): { lists: Record<string, unknown>; quality: Record<string, unknown> } {
  return { lists: merged('config/lexicons'), quality: merged('config/quality') };
}

export function shippedLexicons(): Lexicons {
  return parseLexicons(rawLexicons());
}

export function shippedDuties(): DutyList[] {
  return parseDutyLists(parse(readFileSync('config/duties/base.yaml', 'utf8')));
}
