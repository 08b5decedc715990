/**
 * The regression suite of reply quality: bad replies that must be found out with the right code, good ones that look bad
 * at first sight and must be left alone. Written by hand, part by part by different hands: the first before the engine was
 * finished, the second after it by a hand that had read neither the engine nor its lexicons, the third by one that had read the engine and none of the lexicons, the
 * fourth by one that had not read the lists of faults.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load as parse } from 'js-yaml';
import { judgeReply } from '../../../../src/core/quality/judge.js';
import { DEFECT_CODES, type DefectCode } from '../../../../src/core/quality/settings.js';
import type { Judgement } from '../../../../src/core/quality/verdicts.js';
import { KINDS } from '../../../../src/core/vocabulary.js';
import { shippedLexicons } from '../../judgement/lexicon-files.js';

interface Example {
  readonly id: string;
  /** Of bad ones: every code that must be found. */
  readonly codes?: readonly DefectCode[];
  readonly channel: string;
  readonly kind: string;
  readonly subject?: string;
  readonly message: string;
  readonly reply: string;
  /** Replies the office gave to other matters. */
  readonly earlier?: readonly string[];
}

/** What the suite asks for: the agreed targets. */
const TARGET = { caught: 0.95, blocked: 0, warned: 0.05 };
/**
 * What holds now, by part: all at the targets; a floor is raised, never lowered.
 *
 * On its first run 55 of the 83 bad replies of the second part were caught (66.3 %), none of its 84 good ones blocked and
 * two warned (2.4 %). That is the estimate for replies the engine has not met. The engine has been tuned on both halves
 * since, so that what they say now holds what was learnt but flatters it.
 *
 * The third part was written in other voices (county offices, housing fund, water works, schools, courts, northern and
 * Cantonese turns) before the lists were read again: 42 of its 60 bad replies were caught on its first run (70.0 %), one of
 * its 60 good ones blocked (advice to see a doctor) and three warned (5.0 %). It has been learnt from since as well.
 *
 * The fourth part (polished emptiness, curt clerks, the chatty hand) was written likewise: 26 of its 44 bad ones were caught
 * on its first run (59.1 %), three of its 40 good ones blocked (7.5 %: 像您这样, a room number to go to, a one-line question) and
 * three warned (7.5 %). What was learnt from it are patterns of speech, not its sentences; a new voice is found out about as
 * often as these first runs say.
 */
const FLOOR = { first: TARGET, second: TARGET, third: TARGET, fourth: TARGET } as const;
type Part = keyof typeof FLOOR;
const PARTS = Object.keys(FLOOR) as Part[];

const lexicons = shippedLexicons();
const FOLDER = join('test', 'core', 'quality', 'suite');
const examples = (sort: 'bad' | 'good', part: Part): Example[] =>
  parse(readFileSync(join(FOLDER, `${sort}-${part}.yaml`), 'utf8')) as Example[];

const judged = ({ message, subject, reply, channel, kind, earlier }: Example): Judgement =>
  judgeReply({ message, subject, reply, channel, kind, earlierReplies: earlier }, lexicons);
const codesOf = ({ defects }: Judgement): DefectCode[] => [...new Set(defects.map(({ code }) => code))];
const severe = (codes: readonly DefectCode[]): DefectCode[] =>
  codes.filter((code) => lexicons.quality.defects[code].severity !== 'note');

const judgedOf = (sort: 'bad' | 'good') =>
  PARTS.flatMap((part) => examples(sort, part).map((example) => ({ part, example, judgement: judged(example) })));
const bad = judgedOf('bad');
const good = judgedOf('good');
type Judged = (typeof bad)[number];

/** What one part came to. */
const outcome = (part: Part) => {
  const [badOnes, goodOnes] = [bad, good].map((all) => all.filter((one) => one.part === part)) as [Judged[], Judged[]];
  const missed = badOnes.filter(
    ({ example, judgement }) => !example.codes!.every((code) => codesOf(judgement).includes(code)),
  );
  const blocked = goodOnes.filter(({ judgement }) => judgement.verdict === 'block');
  const warned = goodOnes.filter(({ judgement }) => judgement.verdict === 'warn');
  return { badOnes, goodOnes, missed, blocked, warned };
};

const percent = (part: number, whole: number): string => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
const line = ({ example, judgement }: Judged): string => [
  `  ${example.id} [${example.channel}, ${example.kind}]${example.codes ? ` wants ${example.codes.join(', ')}` : ''}`,
  `got ${judgement.verdict} ${judgement.score}: ${severe(codesOf(judgement)).join(', ') || 'nothing severe'}`,
  `relevance ${judgement.dimensions.relevance}\n      ${example.message.slice(0, 60)}\n      → ${example.reply.replace(/\s+/g, ' ').slice(0, 120)}`,
].join(' · '); // prettier-ignore

/** All of one part, readable: what was missed, blocked and warned. Printed by `SUITE=1`. */
const account = (part: Part): string => {
  const { badOnes, goodOnes, missed, blocked, warned } = outcome(part);
  return [
    `the ${part} part`,
    `caught ${percent(badOnes.length - missed.length, badOnes.length)}, target ≥ ${TARGET.caught * 100} %`,
    ...missed.map(line),
    `good blocked ${percent(blocked.length, goodOnes.length)}, target 0`,
    ...blocked.map(line),
    `good warned ${percent(warned.length, goodOnes.length)}, target ≤ ${TARGET.warned * 100} %`,
    ...warned.map(line),
  ].join('\n');
};

describe('the regression suite of reply quality', () => {
  beforeAll(() => {
    if (process.env['SUITE']) process.stdout.write(`${PARTS.map(account).join('\n')}\n`);
  });

  it('is written over all codes, at least one hundred and fifty of each sort, each with its own name', () => {
    expect(bad.length).toBeGreaterThanOrEqual(150);
    expect(good.length).toBeGreaterThanOrEqual(150);
    for (const part of PARTS) {
      const { badOnes } = outcome(part);
      expect(DEFECT_CODES.filter((code) => !badOnes.some(({ example }) => example.codes!.includes(code)))).toEqual([]);
    }
    const names = [...bad, ...good].map(({ example }) => example.id);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    for (const { example } of [...bad, ...good]) {
      expect(Object.keys(KINDS)).toContain(example.kind);
      expect(Object.keys(lexicons.quality.channels)).toContain(example.channel);
      expect(example.reply.length).toBeLessThanOrEqual(900);
    }
  });

  it.each(PARTS)('finds the bad ones of the %s part out, with the right code', (part) => {
    const { badOnes, missed } = outcome(part);
    const caught = 1 - missed.length / badOnes.length;
    if (caught < FLOOR[part].caught) throw new Error(account(part));
    expect(caught).toBeGreaterThanOrEqual(FLOOR[part].caught);
  });

  it.each(PARTS)('lets the good ones of the %s part go', (part) => {
    const { goodOnes, blocked, warned } = outcome(part);
    const shares = { blocked: blocked.length / goodOnes.length, warned: warned.length / goodOnes.length };
    if (shares.blocked > FLOOR[part].blocked || shares.warned > FLOOR[part].warned) throw new Error(account(part));
    expect(shares.blocked).toBeLessThanOrEqual(FLOOR[part].blocked);
    expect(shares.warned).toBeLessThanOrEqual(FLOOR[part].warned);
  });
});
