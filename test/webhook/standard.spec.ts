/** Signatures by the published vector, and the official negative cases. */
import { secretText, signatureHolds, signedHeaders } from '../../src/core/standard-webhook.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const NOW = 1_614_265_330_000;
const BODY = '{"test": 2432232314}';
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

describe('standard webhooks', () => {
  const headers = signedHeaders(SECRET, ID, NOW, BODY);

  it('signs as published, with and without the prefix of the secret', () => {
    expect(headers).toEqual({ 'webhook-id': ID, 'webhook-timestamp': '1614265330', 'webhook-signature': SIGNATURE });
    expect(signedHeaders(SECRET.slice(6), ID, NOW, BODY)).toEqual(headers);
    expect(secretText(Buffer.alloc(24, 1))).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  });

  it('takes what is right, also among other signatures', () => {
    expect(signatureHolds(SECRET, headers, BODY, NOW + 299_000)).toBe(true);
    const several = `v2,abc v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= ${SIGNATURE}`;
    expect(signatureHolds(SECRET, { ...headers, 'webhook-signature': several }, BODY, NOW)).toBe(true);
  });

  it.each([
    ['no id', { 'webhook-id': '' }, BODY, NOW],
    ['no time', { 'webhook-timestamp': '' }, BODY, NOW],
    ['no signature', { 'webhook-signature': '' }, BODY, NOW],
    ['a wrong signature', { 'webhook-signature': 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=' }, BODY, NOW],
    ['an empty signature', { 'webhook-signature': 'v1,' }, BODY, NOW],
    ['an unknown version alone', { 'webhook-signature': SIGNATURE.replace('v1', 'v2') }, BODY, NOW],
    ['too old', {}, BODY, NOW + 301_000],
    ['from the future', {}, BODY, NOW - 301_000],
    ['a body written again', {}, '{"test":2432232314}', NOW],
  ])('refuses %s', (_name, change, body, now) => {
    expect(signatureHolds(SECRET, { ...headers, ...change }, body, now)).toBe(false);
  });

  it('refuses an empty secret', () => {
    expect(() => signedHeaders('whsec_', ID, NOW, BODY)).toThrow(RangeError);
  });
});
