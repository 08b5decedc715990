import { BEGINNING, cutOf, linesBefore, placeOf, withPage, type Cut, type Placed } from '../../src/console/desk/lines.js';

/** A case by its id and the day it is due; `-`: no clock runs. */
interface Line extends Placed {
  readonly version: number;
}
const line = (text: string): Line => ({ id: text[0]!, nextDueAt: text[1] === '-' ? null : `2026-03-0${text[1]}T10:00:00.000+08:00`, version: Number(text[2] ?? 1) });
const lines = (text: string): Line[] => text.split(' ').filter(Boolean).map(line);
const shown = (list: readonly Line[]): string => list.map(({ id, version }) => `${id}${version === 1 ? '' : version}`).join(' ');
const behind = (text: string): Cut => ({ place: placeOf(line(text)), after: 'x' });

describe('a list that is read again page by page', () => {
  it.each([
    ['the first page', '', BEGINNING, 'a1 b2', 'x', 'a b'],
    ['a further page is put behind', 'a1 b2', behind('b2'), 'c3 d-', null, 'a b c d'],
    ['what changed stands anew in its place', 'a1 b2 c3 d4', behind('b2'), 'c32', 'x', 'a b c2 d'],
    ['what left the view is gone, as far as the page reaches', 'a1 b2 c3 d4 e5', behind('b2'), 'd4', 'x', 'a b d e'],
    ['what left at the end is gone too', 'a1 b2 c3 d4', behind('b2'), 'c3', null, 'a b c'],
    ['what moved here from elsewhere stands once', 'a1 b2 c3 d4', BEGINNING, 'a1 d12 b2', 'x', 'a d2 b c'],
    ['what stands at the same time is told apart by its id', 'a1 b1 c1', behind('a1'), 'b12', 'x', 'a b2 c'],
    ['what has no clock comes last', 'a1 b- c-', behind('b-'), 'c-2', null, 'a b c2'],
    ['nothing is left behind', 'a1 b2', behind('a1'), '', null, 'a'],
  ])('%s', (_, before, cut, page, next, after) => {
    expect(shown(withPage(lines(before), cut, { cases: lines(page), next }))).toBe(after);
  });

  it('what lies before a cut stays when everything behind it is asked for anew', () => {
    expect(shown(linesBefore(lines('a1 b2 c3 d- e-'), behind('c3')))).toBe('a b c');
    expect(linesBefore(lines('a1 b2'), BEGINNING)).toEqual([]);
  });

  it('a case lies behind the cut its page began with', () => {
    const cuts = [BEGINNING, behind('b2'), behind('d4')];
    expect(['a1', 'b2', 'c3', 'e-'].map((text) => cuts.indexOf(cutOf(cuts, placeOf(line(text)))))).toEqual([0, 0, 1, 2]);
  });
});
