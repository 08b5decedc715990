/**
 * Signatures of outgoing and incoming webhooks. Source: Standard Webhooks 1.0.0 — signed is `{id}.{timestamp}.{body}` with
 * HMAC-SHA256; the secret is written `whsec_` + base64 of 24 to 64 bytes; several signatures may stand side by side.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds by which a message’s own time may differ from ours. */
export const TOLERANCE_SECONDS = 300;
const PREFIX = 'whsec_';

export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

export const secretText = (bytes: Buffer): string => `${PREFIX}${bytes.toString('base64')}`;

/** @throws RangeError for a secret that is empty */
function keyOf(secret: string): Buffer {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
  if (key.length === 0) throw new RangeError('The secret is empty');
  return key;
}

const signatureOf = (secret: string, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.${body}`).digest('base64')}`;

/** The headers of a message sent now (ms). */
export function signedHeaders(secret: string, id: string, now: number, body: string): SignedHeaders {
  const seconds = Math.floor(now / 1000);
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatureOf(secret, id, seconds, body) };
}

/** Whether the raw bytes come from whoever holds the secret, and not from long ago. Unknown versions are passed over. */
export function signatureHolds(secret: string, headers: Partial<SignedHeaders>, body: string, now: number): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!id || !signatures || !timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(signatureOf(secret, id, Number(timestamp), body));
  return signatures.split(' ').some((each) => {
    const given = Buffer.from(each);
    return each.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
