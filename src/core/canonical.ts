/**
 * One text for one value: the JSON that is hashed wherever a version is pinned (policies, calendars, proofs).
 * Follows RFC 8785 (JSON Canonicalization Scheme): keys in order of their UTF-16 units, no white space,
 * numbers and strings as ECMAScript writes them.
 */
import { createHash } from 'node:crypto';

/** Deeper nesting than any of our documents has; stops a ring before the stack does. */
const MAX_DEPTH = 100;

function written(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError('canonicalJson: nested too deeply, or a ring');
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    // JSON.stringify would turn NaN and infinities into null, and two different values would share a hash.
    if (!Number.isFinite(value)) throw new TypeError(`canonicalJson: ${value} is not a JSON number`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value))
    return `[${value.map((item) => written(item === undefined ? null : item, depth + 1)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`canonicalJson: a ${typeof value} has no JSON form`);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('canonicalJson: plain objects only; a Date, Map or class would lose its content silently');
  }
  return object(value as Record<string, unknown>, depth);
}

function object(value: Record<string, unknown>, depth: number): string {
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const item = value[key];
    if (item !== undefined) parts.push(`${JSON.stringify(key)}:${written(item, depth + 1)}`);
  }
  return `{${parts.join(',')}}`;
}

/**
 * The canonical JSON text of a plain value. Keys whose value is `undefined` are left out, as JSON does.
 * Errors: TypeError for what JSON cannot say (NaN, functions, bigint, class instances, rings).
 * Example: canonicalJson({ b: 1, a: [2] }) = '{"a":[2],"b":1}'. Source: RFC 8785.
 */
export function canonicalJson(value: unknown): string {
  return written(value, 0);
}

/** SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hexadecimal digits. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
