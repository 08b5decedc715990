import { chipOf } from '../../src/views/chip.js';
import { CN, at } from '../core/time/data.js';

describe('the chip of a case', () => {
  const now = at('2026-12-30T10:00');
  const chip = (due: string | null, state: 'handling' | 'clarifying' = 'handling', imposedDueAt: number | null = null) =>
    chipOf({ nextDueAt: due === null ? null : at(due), imposedDueAt, state }, now, CN);

  it('says day, what is left and how pressing it is', () => {
    expect(chip('2026-12-29T23:59:59.999')).toMatchObject({ sort: 'overdue', remainingWorkingDays: -1 });
    expect(chip('2026-12-30T23:59:59.999')).toMatchObject({ sort: 'today', remainingWorkingDays: 0 });
    expect(chip('2026-12-31T23:59:59.999')).toMatchObject({ sort: 'soon', remainingWorkingDays: 1, provisional: false });
    expect([chip(null).sort, chip(null, 'clarifying').sort]).toEqual(['none', 'paused']);
  });

  it('marks a date that the holidays of its year may still move, but not one that the sender set', () => {
    expect(chip('2027-01-07T23:59:59.999')).toMatchObject({ sort: 'normal', provisional: true });
    expect(chip('2027-01-07T17:00', 'handling', at('2027-01-07T17:00'))).toMatchObject({ provisional: false });
  });
});
