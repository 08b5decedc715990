/** A configuration value of the wrong shape. `field` is the dotted path of the value at fault. */
export class ShapeError extends Error {
  constructor(
    readonly field: string,
    expected: string,
  ) {
    super(`${field}: ${expected}`);
    this.name = 'ShapeError';
  }
}

/** The value as a plain object. Errors: ShapeError. */
export function asObject(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ShapeError(field, 'must be a mapping');
  return value as Record<string, unknown>;
}

/** The value as a non-empty string. Errors: ShapeError. */
export function asText(value: unknown, field: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw new ShapeError(field, 'must be a non-empty text');
  return value;
}

/** The value as a finite number within bounds. Errors: ShapeError. */
export function asNumber(value: unknown, field: string, low = -Infinity, high = Infinity): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < low || value > high) {
    throw new ShapeError(field, `must be a number from ${low} to ${high}`);
  }
  return value;
}

/** The value as true or false, `fallback` when absent. Errors: ShapeError. */
export function asFlag(value: unknown, field: string, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (typeof value !== 'boolean') throw new ShapeError(field, 'must be true or false');
  return value;
}

/** The value as a list of non-empty strings, empty when absent. Errors: ShapeError naming the entry. */
export function asTexts(value: unknown, field: string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new ShapeError(field, 'must be a list');
  return value.map((entry, i) => asText(entry, `${field}[${i}]`));
}

/** The value as one of `choices`. Errors: ShapeError. */
export function asOneOf<T extends string>(value: unknown, field: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new ShapeError(field, `must be one of ${choices.join(', ')}`);
  return found;
}
