import { normalise } from '../../../src/core/language/normalise.js';
import { parseDutyLists } from '../../../src/core/judgement/duties.js';
import { findTerms, LIST_NAMES, parseLexicons } from '../../../src/core/judgement/lexicons.js';
import { ShapeError } from '../../../src/core/judgement/shape.js';
import { rawLexicons, shippedDuties, shippedLexicons } from './lexicon-files.js';

/** The shipped lexicons with one list or setting changed; the field the error names. */
function fieldAtFault(change: (raw: ReturnType<typeof rawLexicons>) => void): string {
  const raw = rawLexicons();
  change(raw);
  try {
    parseLexicons(raw);
  } catch (error) {
    if (error instanceof ShapeError) return error.field;
    throw error;
  }
  return 'none';
}

describe('lexicons', () => {
  it('as shipped are complete, each with a title and a source', () => {
    const { lists } = shippedLexicons();
    for (const name of LIST_NAMES) expect(lists[name].source.length).toBeGreaterThan(1);
  });

  it.each<[string, (raw: ReturnType<typeof rawLexicons>) => void]>([
    ['lists.nonsense', (raw) => (raw.lists['nonsense'] = { title: 'x', source: 'x', terms: ['x'] })],
    ['lists.abuse', (raw) => delete raw.lists['abuse']],
    ['lists.abuse.source', (raw) => (raw.lists['abuse'] = { title: '辱骂', terms: ['笨蛋'] })],
    ['lists.abuse.terms[1]', (raw) => (raw.lists['abuse'] = { title: '辱骂', source: '惯例', terms: ['笨蛋', ''] })],
    ['lists.abuse.patterns[0]', (raw) => (raw.lists['abuse'] = { title: '辱骂', source: '惯例', patterns: ['(笨'] })],
    ['lists.abuse.patterns[0]', (raw) => (raw.lists['abuse'] = { title: '辱骂', source: '惯例', patterns: ['笨*'] })],
    [
      'lists.abuse.hold',
      (raw) => (raw.lists['abuse'] = { title: '辱骂', source: '惯例', terms: ['笨蛋'], hold: 'yes' }),
    ],
    [
      'quality.weights',
      (raw) =>
        (raw.quality['weights'] = {
          relevance: 30,
          substance: 30,
          basis: 15,
          tone: 15,
          completeness: 10,
          compliance: 5,
        }),
    ],
    [
      'quality.weights.tone',
      (raw) => (raw.quality['weights'] = { relevance: 30, substance: 25, basis: 15, completeness: 10, compliance: 5 }),
    ],
    ['quality.channels.default', (raw) => (raw.quality['channels'] = {})],
  ])('name the bad field %s', (field, change) => {
    expect(fieldAtFault(change)).toBe(field);
  });

  it.each([null, 3, 'text', [], {}])('refuse %j', (value) => {
    expect(() => parseLexicons(value)).toThrow(ShapeError);
  });

  it('find disguised words and give the span in the original', () => {
    const text = '你们这些王＊八\u200b蛋';
    const [hit] = findTerms(shippedLexicons().lists.abuse, normalise(text));
    expect(hit && text.slice(hit.start, hit.end)).toBe('王＊八\u200b蛋');
  });
});

describe('duty lists', () => {
  it('as shipped cover the typical departments', () => {
    expect(shippedDuties().length).toBeGreaterThanOrEqual(16);
  });

  it.each<[string, unknown]>([
    ['departments', {}],
    ['departments[0].name', { departments: [{ code: 'a', duties: [] }] }],
    ['departments[0].duties', { departments: [{ code: 'a', name: '甲', duties: [] }] }],
    ['departments[0].duties[0].source', { departments: [{ code: 'a', name: '甲', duties: [{ text: '乙' }] }] }],
  ])('name the bad field %s', (field, value) => {
    expect(() => parseDutyLists(value)).toThrow(field);
  });
});
