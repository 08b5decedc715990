import { StoppedClock } from '../../src/base/clock.js';
import { Ids } from '../../src/base/ids.js';
import { queryCodeOf, Secrets } from '../../src/base/secrets.js';

describe('ids', () => {
  it('are UUID v7 and rise also within one millisecond and when the clock goes back', () => {
    const clock = new StoppedClock(1_700_000_000_000);
    const ids = new Ids(clock);
    const made = Array.from({ length: 5000 }, () => ids.next());
    clock.set(1_600_000_000_000);
    made.push(...Array.from({ length: 5000 }, () => ids.next()));
    clock.set(1_700_000_000_001);
    made.push(ids.next());
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(made.length);
    expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('secrets', () => {
  const secrets = new Secrets(Buffer.alloc(32, 7));

  it('decrypt what they encrypted, each time under another nonce', () => {
    const [one, two] = [secrets.encrypt('13900000000'), secrets.encrypt('13900000000')];
    expect(one).not.toBe(two);
    expect(secrets.decrypt(one)).toBe('13900000000');
  });

  it('notice a changed cipher text', () => {
    const sealed = secrets.encrypt('李');
    const broken = sealed.slice(0, -2) + (sealed.endsWith('A') ? 'BB' : 'AA');
    expect(() => secrets.decrypt(broken)).toThrow(/authenticate|auth/i);
  });

  it('derive the same query code for a case every time, without signs that look alike', () => {
    expect(queryCodeOf(secrets, 'case-1')).toBe(queryCodeOf(secrets, 'case-1'));
    expect(queryCodeOf(secrets, 'case-1')).not.toBe(queryCodeOf(secrets, 'case-2'));
    expect(queryCodeOf(secrets, 'case-1')).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
  });
});
