import type { DutyList } from './ranking.js';
import { asObject, asText, asTexts, ShapeError } from './shape.js';

/**
 * Check duty lists 职责清单 as read from a file.
 *
 * Shape of `value`: `{ departments: [{code, name, duties: [{text, source, terms?}]}] }`; codes are unique.
 * Errors: ShapeError whose `field` is the dotted path of the first bad field.
 */
export function parseDutyLists(value: unknown): DutyList[] {
  const seen = new Set<string>();
  return list(asObject(value, 'duties')['departments'], 'departments').map((entry, i) => {
    const field = `departments[${i}]`;
    const given = asObject(entry, field);
    const code = asText(given['code'], `${field}.code`);
    if (seen.has(code)) throw new ShapeError(`${field}.code`, 'is used twice');
    seen.add(code);
    const name = asText(given['name'], `${field}.name`);
    const duties = list(given['duties'], `${field}.duties`).map((duty, k) => parseDuty(duty, `${field}.duties[${k}]`));
    return { code, name, duties };
  });
}

function parseDuty(value: unknown, field: string): DutyList['duties'][number] {
  const given = asObject(value, field);
  return {
    text: asText(given['text'], `${field}.text`),
    source: asText(given['source'], `${field}.source`),
    terms: asTexts(given['terms'], `${field}.terms`),
  };
}

function list(value: unknown, field: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new ShapeError(field, 'must be a list with at least one entry');
  return value;
}
