import type { Instant } from '../base/clock.js';

/** Logins remembered at once; a flood of invented ones must not fill the memory. */
const REMEMBERED = 10_000;

interface Tries {
  failures: number;
  lockedUntil: Instant | null;
}

/** Tries for logins that do not exist: they lock as real ones do, so that a lock tells nobody which logins there are. */
export class Strangers {
  private readonly tries = new Map<string, Tries>();

  constructor(
    private readonly allowed: number,
    private readonly lockMs: number,
  ) {}

  lockedUntil(login: string): Instant | null {
    return this.tries.get(login)?.lockedUntil ?? null;
  }

  noteFailure(login: string, now: Instant): void {
    const failures = (this.tries.get(login)?.failures ?? 0) + 1;
    const locks = failures >= this.allowed;
    this.tries.delete(login);
    this.tries.set(login, { failures: locks ? 0 : failures, lockedUntil: locks ? now + this.lockMs : null });
    // A map keeps the order of entry: the login longest untried is forgotten first.
    if (this.tries.size > REMEMBERED) this.tries.delete(this.tries.keys().next().value!);
  }
}
