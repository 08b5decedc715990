import { compareGrades, followedGrade, gradeOf, isFromAbove, stricterGrade, type GradeFacts } from '../../src/core/grade.js';
import type { Grade } from '../../src/core/vocabulary.js';

const ORDINARY: GradeFacts = {
  urgency: 'ordinary', sensitive: false, kind: 'complaint', groupMatter: false, repeatCount: 0, fromAbove: false, hasInstruction: false,
};

describe('the grade of a case', () => {
  const cases: [string, Partial<GradeFacts>, Grade][] = [
    ['nothing special', {}, 'A'],
    ['thanks', { kind: 'thanks' }, 'A'],
    ['urgent', { urgency: 'urgent' }, 'B'],
    ['of a group', { groupMatter: true }, 'B'],
    ['told before', { repeatCount: 1 }, 'B'],
    ['from above', { fromAbove: true }, 'B'],
    ['an emergency', { urgency: 'emergency' }, 'C'],
    ['sensitive', { sensitive: true }, 'C'],
    ['a report', { kind: 'report' }, 'C'],
    ['with an instruction', { hasInstruction: true }, 'C'],
    ['sensitive and of a group', { sensitive: true, groupMatter: true }, 'C'],
  ];
  it.each(cases)('%s', (_name, facts, grade) => expect(gradeOf({ ...ORDINARY, ...facts })).toBe(grade));
});

describe('comparing grades', () => {
  it('orders A before B before C', () => {
    expect((['C', 'A', 'B'] as Grade[]).sort(compareGrades)).toEqual(['A', 'B', 'C']);
    expect(stricterGrade('A', 'C')).toBe('C');
    expect(stricterGrade('B', 'A')).toBe('B');
  });

  const followed: [string, Grade, Grade, Grade, Grade][] = [
    ['stays where the rule says the same', 'B', 'A', 'A', 'B'],
    ['rises with the rule', 'A', 'A', 'C', 'C'],
    ['falls with the rule it followed', 'C', 'C', 'A', 'A'],
    ['does not fall by the way where a person had raised it', 'C', 'B', 'A', 'C'],
    ['rises where a person had lowered it', 'A', 'B', 'C', 'C'],
  ];
  it.each(followed)('%s', (_name, current, before, after, expected) => expect(followedGrade(current, before, after)).toBe(expected));
});

describe('from above', () => {
  it.each([
    ['own', null, false],
    ['telephone', null, false],
    ['来信', null, false],
    ['12345', null, true],
    ['互联网+督查', null, true],
    ['own', 1_772_600_000_000, true],
  ] as const)('%s with the sender’s due time %s: %s', (originSystem, imposedDueAt, expected) => {
    expect(isFromAbove({ originSystem, imposedDueAt })).toBe(expected);
  });
});
