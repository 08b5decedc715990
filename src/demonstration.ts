import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ShiftedClock } from './base/clock.js';
import type { Settings } from './base/settings.js';

/** The demonstration’s clock runs with the machine’s, shifted; the shift is kept so that a restart goes on from there. */
const shiftFile = (settings: Settings): string => join(settings.dataDirectory, 'demonstration-shift');

export function demonstrationClock(settings: Settings): ShiftedClock {
  const file = shiftFile(settings);
  return new ShiftedClock(existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);
}

export function keepShift(settings: Settings, clock: ShiftedClock): void {
  mkdirSync(settings.dataDirectory, { recursive: true });
  writeFileSync(shiftFile(settings), String(clock.shiftMilliseconds));
}
