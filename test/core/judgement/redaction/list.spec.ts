import { readFileSync } from 'node:fs';
import { CUT_KINDS } from '../../../../src/core/judgement/redaction-kinds.js';
import { redact, redactionRules, type Cut } from '../../../../src/core/judgement/redaction.js';
import { shippedLexicons } from '../lexicon-files.js';

const rules = redactionRules(shippedLexicons(), ['0571-88880000', '12345']);

interface Item {
  readonly text: string;
  readonly wanted: readonly Cut[];
}

const items = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'].flatMap((name) =>
  readFileSync(`test/core/judgement/redaction/${name}.txt`, 'utf8').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map(itemOf));

/** 我叫⟦name:李晓明⟧ → the sentence, and where the name stands in it. */
function itemOf(line: string): Item {
  const wanted: Cut[] = [];
  let text = '';
  for (const [whole, kind, marked] of line.matchAll(/⟦(\w+):([^⟧]*)⟧|[^⟦]+/gu)) {
    if (kind !== undefined) wanted.push({ start: text.length, end: text.length + marked!.length, kind: kind as Cut['kind'] });
    text += marked ?? whole;
  }
  return { text, wanted };
}

const shared = (a: Cut, b: Cut): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
const isMostOf = (part: Cut, whole: Cut): boolean => shared(part, whole) >= 0.8 * (whole.end - whole.start);

describe('the list of invented sentences', () => {
  it('is long enough, of all kinds, with traps', () => {
    expect(items.length).toBeGreaterThanOrEqual(300);
    expect(new Set(items.flatMap(({ wanted }) => wanted.map(({ kind }) => kind)))).toEqual(new Set(CUT_KINDS));
    expect(items.filter(({ wanted }) => wanted.length === 0).length).toBeGreaterThanOrEqual(100);
  });

  it('nearly everything personal is cut, and nearly nothing else', () => {
    const read = items.map((item) => ({ ...item, cuts: redact(item.text, rules).cuts }));
    const missed = read.flatMap(({ text, wanted, cuts }) => wanted.filter((want) => !cuts.some((cut) => cut.kind === want.kind && isMostOf(cut, want))).map(({ start, end }) => [text, text.slice(start, end)]));
    const wrong = read.flatMap(({ text, wanted, cuts }) => cuts.filter((cut) => !wanted.some((want) => isMostOf(want, cut))).map(({ start, end }) => [text, text.slice(start, end)]));
    const [all, cut] = [read.flatMap(({ wanted }) => wanted).length, read.flatMap(({ cuts }) => cuts).length];
    // Recall ≥ .98 and precision ≥ .95; a failure shows the sentences.
    expect(missed.length <= 0.02 * all ? [] : missed).toEqual([]);
    expect(wrong.length <= 0.05 * cut ? [] : wrong).toEqual([]);
  });

  it('done twice is done once', () => {
    for (const { text } of items) {
      const once = redact(text, rules).text;
      expect(redact(once, rules)).toEqual({ text: once, cuts: [] });
    }
  });
});
