import { gapsOf, shiftsAt, shiftsOf, type DutyPattern, type Rota } from '../../src/core/rota.js';
import { CN } from './time/data.js';

const at = Date.parse;
const pattern = (more: Partial<DutyPattern>): DutyPattern => ({
  code: 'night', name: '夜班', days: 'every', fromTime: '17:30', toTime: '09:00', anchor: '2026-02-01', until: null, teams: [{ officers: ['a'], lead: 'x' }], ...more,
});
const rota = (more: Partial<Rota>): Rota => ({ patterns: [], entries: [], swaps: [], ...more });
const officers = (given: Rota, iso: string): string[] => shiftsAt(given, at(iso), CN).flatMap((shift) => shift.officers);

describe('the duty rota', () => {
  it.each([
    ['2026-03-04T17:29:59+08:00', []], ['2026-03-04T17:30:00+08:00', ['a']], ['2026-03-05T03:00:00+08:00', ['a']], ['2026-03-05T08:59:59+08:00', ['a']], ['2026-03-05T09:00:00+08:00', []],
  ])('a night shift crosses midnight and ends to the second: %s', (iso, expected) => {
    expect(officers(rota({ patterns: [pattern({})] }), iso)).toEqual(expected);
  });

  it('knows working days by the calendar: make-up days are worked, holidays are not', () => {
    const day = pattern({ days: 'working', fromTime: '09:00', toTime: '17:30' });
    const rest = pattern({ code: 'rest', days: 'rest', fromTime: '09:00', toTime: '17:30', teams: [{ officers: ['b'], lead: null }] });
    const both = rota({ patterns: [day, rest] });
    // 2026: Spring Festival 02-15 … 02-23, made up on Saturday 02-28.
    expect(officers(both, '2026-02-28T10:00:00+08:00')).toEqual(['a']);
    expect(officers(both, '2026-02-17T10:00:00+08:00')).toEqual(['b']);
    expect(officers(both, '2026-03-01T10:00:00+08:00')).toEqual(['b']);
  });

  it('lets teams take turns over the days on which the shift is held', () => {
    const turns = pattern({ days: 'working', fromTime: '09:00', toTime: '17:30', anchor: '2026-03-02', teams: [{ officers: ['a'], lead: null }, { officers: ['b'], lead: null }, { officers: ['c'], lead: null }] });
    const days = shiftsOf(rota({ patterns: [turns] }), '2026-03-02', '2026-03-10', CN).map(({ day, officers: [who] }) => `${day.slice(8)} ${who}`);
    expect(days).toEqual(['02 a', '03 b', '04 c', '05 a', '06 b', '09 c', '10 a']);
  });

  it('gives a dated shift the place of the recurring one it touches', () => {
    const entry = { day: '2026-03-04', fromTime: '18:00', toTime: '08:00', officers: ['z'], lead: null, note: '防汛' };
    const given = rota({ patterns: [pattern({})], entries: [entry] });
    expect(officers(given, '2026-03-04T20:00:00+08:00')).toEqual(['z']);
    expect(officers(given, '2026-03-05T20:00:00+08:00')).toEqual(['a']);
  });

  it('puts the substitute in the place of the absent, in that shift alone', () => {
    const given = rota({ patterns: [pattern({ teams: [{ officers: ['a', 'b'], lead: 'x' }] })], swaps: [{ day: '2026-03-04', fromTime: '17:30', absentId: 'a', substituteId: 's' }] });
    expect(officers(given, '2026-03-04T20:00:00+08:00')).toEqual(['s', 'b']);
    expect(officers(given, '2026-03-05T20:00:00+08:00')).toEqual(['a', 'b']);
  });

  it('finds every gap, and none where there is no rota at all', () => {
    const day = pattern({ code: 'day', fromTime: '09:00', toTime: '17:00' });
    const [from, to] = [at('2026-03-04T00:00:00+08:00'), at('2026-03-05T12:00:00+08:00')];
    const gaps = gapsOf(rota({ patterns: [pattern({}), day] }), from, to, CN).map(({ startAt, endAt }) => (endAt - startAt) / 60_000);
    expect(gaps).toEqual([30]);
    expect(gapsOf(rota({ patterns: [day] }), from, to, CN).map(({ startAt, endAt }) => (endAt - startAt) / 3_600_000)).toEqual([9, 16]);
    expect(gapsOf(rota({}), from, to, CN)).toEqual([]);
  });
});
