import { chipOf } from '../../src/views/chip.js';
import { CN, at } from '../core/time/data.js';

describe('the chip of a case', () => {
  const now = at('2026-12-30T10:00');
  const chip = (due: string | null, from = '2026-12-29T10:00', imposedDueAt: number | null = null) => {
    const nextDueAt = due === null ? null : at(due);
    return chipOf({ nextDueAt, imposedDueAt }, [{ startAt: at(from), dueAt: nextDueAt, window: false, pauses: [] }], now, CN);
  };

  it('says day, what is left and how pressing it is', () => {
    expect(chip('2026-12-29T23:59:59.999')).toMatchObject({ sort: 'overdue', remainingWorkingDays: -1 });
    expect(chip('2026-12-30T23:59:59.999')).toMatchObject({ sort: 'today', remainingWorkingDays: 0 });
    expect(chip('2026-12-31T23:59:59.999')).toMatchObject({ sort: 'soon', remainingWorkingDays: 1, provisional: false });
    // The second working day is soon only where it lies in the last fifth of what was given.
    expect(chip('2027-01-04T23:59:59.999')).toMatchObject({ sort: 'normal', remainingWorkingDays: 2 });
    expect(chip('2027-01-04T23:59:59.999', '2026-11-20T10:00')).toMatchObject({ sort: 'soon', remainingWorkingDays: 2 });
  });

  it('says since when the time stands still', () => {
    const held = (...pauses: { from: number; to: number | null; by: string }[]) => chipOf({ nextDueAt: null, imposedDueAt: null }, [{ startAt: at('2026-12-20T10:00'), dueAt: null, window: false, pauses }], now, CN);
    expect(held({ from: at('2026-12-22T09:00'), to: at('2026-12-23T09:00'), by: 'ask_citizen' })).toMatchObject({ sort: 'none', pausedSince: null });
    expect(held({ from: at('2026-12-28T09:00'), to: null, by: 'begin_procedure' })).toMatchObject({ sort: 'paused', pausedSince: '2026-12-28T09:00:00.000+08:00' });
  });

  it('marks a date that the holidays of its year may still move, but not one that the sender set', () => {
    expect(chip('2027-01-07T23:59:59.999')).toMatchObject({ sort: 'normal', provisional: true });
    expect(chip('2027-01-07T17:00', '2026-12-29T10:00', at('2027-01-07T17:00'))).toMatchObject({ provisional: false });
  });
});
