/** Routing as it learns: small invented towns, no database. */
import { calibrate, probabilities, surely, thresholdFor } from '../../../src/core/routing/calibration.js';
import { compare } from '../../../src/core/routing/comparing.js';
import { askedOf, askedVector } from '../../../src/core/routing/asked.js';
import { countFeatures, vectorOf, vocabularyOf, weighed } from '../../../src/core/routing/features.js';
import { groupsOf } from '../../../src/core/routing/grouping.js';
import { learn } from '../../../src/core/routing/learning.js';
import { wordsOf } from '../../../src/core/routing/letter-words.js';
import { scoreOf, separate } from '../../../src/core/routing/linear.js';
import { propose } from '../../../src/core/routing/proposing.js';
import { readRouter, routerOf, writeRouter } from '../../../src/core/routing/router-file.js';
import { train, type Example } from '../../../src/core/routing/training.js';
import type { DutyList } from '../../../src/core/judgement/ranking.js';

const MATTERS: Record<string, string[]> = {
  transport: ['公交车班次太少', '出租车拒载乘客', '地铁站口太远', '客运站乱收费', '末班车停得太早'],
  health: ['医院挂号排长队', '卫生院没有医生', '疫苗接种约不上', '护士态度不好', '门诊药品短缺'],
  housing: ['物业乱收停车费', '开发商延期交房', '电梯经常坏', '房产证办不下来', '小区围墙倒塌'],
};
const PLACES = ['东街', '西街', '南门', '北站', '河口', '山前', '新村', '老城', '湖边', '桥头'];
const letters = (count: number, matters = MATTERS): Example[] => Array.from({ length: count }, (_, i) => {
  const department = Object.keys(matters)[i % Object.keys(matters).length]!;
  const said = matters[department]!;
  const [first, second] = [said[i % said.length]!, said[(i * 7 + 3) % said.length]!];
  return { department, subject: first, detail: `${PLACES[i % 10]}第${i}户反映，${first}，而且${second}，请领导第${i * 31}次过问` };
});
const learned = routerOf(train(letters(150)));
const DUTIES: DutyList[] = [
  { code: 'transport', name: '交通局', duties: [{ text: '公共交通', source: '三定', terms: ['公交车', '出租车'] }] },
  { code: 'health', name: '卫健委', duties: [{ text: '医疗服务', source: '三定', terms: ['医院', '医生'] }] },
  { code: 'parks', name: '园林局', duties: [{ text: '公园绿地', source: '三定', terms: ['公园', '草坪', '古树'] }] },
];

describe('words', () => {
  it.each([
    [{ subject: '路灯', detail: '路灯坏了' }, ['路灯', '路灯', '坏', '了']],
    [{ detail: '东街 路灯 长年 不亮 请 尽快 修理' }, ['东街', '路灯', '长年', '不亮', '请', '尽快', '修理']],
    [{ detail: 'ＡＢＣ，１２３！' }, ['abc', '123']],
    [{ detail: '，。！' }, []],
  ])('%j', (letter, words) => expect(wordsOf(letter)).toEqual(words));
});

describe('features', () => {
  const all = letters(30).map((each) => countFeatures(wordsOf(each)));
  const vocabulary = vocabularyOf(all, 2);

  it('are unit vectors over a vocabulary in ascending order, the same each time', () => {
    for (const each of all) {
      const { values, places } = vectorOf(each, vocabulary);
      expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
      expect(Math.max(...places)).toBeLessThan(vocabulary.hashes.length);
    }
    expect([...vocabulary.hashes]).toEqual([...vocabulary.hashes].sort((a, b) => a - b));
    expect(vectorOf(countFeatures(wordsOf(letters(1)[0]!)), vocabulary)).toEqual(vectorOf(all[0]!, vocabulary));
  });

  it('are the same where a model is asked, in one pass and another order', () => {
    const telling = Float32Array.from(vocabulary.hashes, (hash) => 0.2 + (hash % 7) / 5);
    // The weight of each feature is its own number, by which it is known again.
    const model = askedOf({ vocabulary, telling, departments: ['only'], weights: Int16Array.from(vocabulary.hashes, (_, feature) => feature) });
    for (const each of letters(9)) {
      const words = wordsOf(each);
      const [asked, learnedFrom] = [askedVector(words, model), weighed(vectorOf(countFeatures(words), vocabulary), telling)];
      const values = new Map(Array.from(asked.places, (place, i) => [model.weights[place], asked.values[i]!]));
      expect(values.size).toBe(learnedFrom.places.length);
      learnedFrom.places.forEach((place, i) => expect(values.get(place)).toBeCloseTo(learnedFrom.values[i]!, 6));
    }
  });

  it('an empty message is an empty vector', () => {
    expect(vectorOf(countFeatures([]), vocabulary).places).toHaveLength(0);
  });
});

describe('separation', () => {
  it('finds the optimum that its conditions describe: outside the margin nothing pulls', () => {
    const vector = (place: number) => ({ places: Int32Array.of(place), values: Float32Array.of(1) });
    const lessons = [0, 0, 1, 1, 2].map((place, i) => ({ vector: vector(place), belongs: place === 0, cost: i === 4 ? 3 : 1 }));
    const weights = separate(lessons, 3, { cost: 1, tolerance: 1e-9, mostRounds: 1000 });
    // w = Σ α y x with α = 2 C max(0, 1 − y s): stationarity of the squared hinge.
    const pull = (place: number): number => lessons.reduce((sum, { vector: v, belongs, cost }) => {
      const sign = belongs ? 1 : -1;
      return v.places[0] === place ? sum + 2 * cost * sign * Math.max(0, 1 - sign * scoreOf(weights, v)) : sum;
    }, 0);
    for (const place of [0, 1, 2]) expect(weights[place]).toBeCloseTo(pull(place), 5);
    expect(scoreOf(weights, vector(0))).toBeGreaterThan(0);
    expect(scoreOf(weights, vector(2))).toBeLessThan(scoreOf(weights, vector(1)));
  });
});

describe('calibration', () => {
  it('learns what a score is worth', () => {
    // Scores that are right 80 times in a hundred, however large they look.
    const held = Array.from({ length: 400 }, (_, i) => ({ scores: [5, 0], right: i % 5 === 0 ? 1 : 0 }));
    expect(probabilities([5, 0], calibrate(held, 2))[0]).toBeCloseTo(0.8, 1);
    expect(probabilities([1000, -1000], { slope: 50, shift: [0, 0] })).toEqual([1, 0]);
  });

  it('the threshold is the lowest that keeps the precision, never where too few lie above it', () => {
    const outcomes = Array.from({ length: 1000 }, (_, i) => ({ confidence: 1 - i / 1000, right: i < 600 || i % 2 === 0 }));
    const { confidence, share, precision } = thresholdFor(outcomes, 0.97);
    // Among 617 the eight wrong ones are .987, of which .97 is sure no more from the ninth on.
    const wrong = Math.round((1 - precision) * share * 1000);
    expect(surely(1000 * share - wrong, 1000 * share)).toBeGreaterThanOrEqual(0.97);
    expect(surely(1000 * share - wrong, 1000 * share + 2)).toBeLessThan(0.97);
    expect(confidence).toBeCloseTo(1 - (1000 * share - 1) / 1000, 5);
    expect(thresholdFor(outcomes.slice(0, 87), 0.97).confidence).toBeGreaterThan(1);
    expect(thresholdFor(outcomes.slice(0, 88), 0.97).share).toBe(1);
    expect(thresholdFor([], 0.97).share).toBe(0);
  });

  it.each([[60, 60, 0.957], [970, 1000, 0.960], [0, 10, 0], [0, 0, 0]])('%d right of %d: %f can be believed', (right, of, share) => {
    expect(surely(right, of)).toBeCloseTo(share, 3);
  });

  it('equal confidences stand or fall together', () => {
    const same = Array.from({ length: 100 }, (_, i) => ({ confidence: 0.9, right: i % 10 !== 0 }));
    expect(thresholdFor(same, 0.97).confidence).toBeGreaterThan(1);
  });
});

describe('groups', () => {
  it('join near-duplicates, and what is said to belong together', () => {
    const text = '东街的路灯已经坏了三个月没有人修理晚上一片漆黑老人孩子都不敢出门请有关部门尽快处理';
    const groups = groupsOf([text, `${text}谢谢`, '公交车班次太少', '医院排队太久'], [[], [], ['a'], ['a']]);
    expect([...groups]).toEqual([0, 0, 2, 2]);
  });
});

describe('a learned model', () => {
  it('knows who answers for what, how good it is, and by which words', () => {
    const { department, terms, confidence, joint } = propose({ detail: '河口的公交车班次太少，末班车也早' }, [], learned);
    expect([department, joint]).toEqual(['transport', null]);
    expect(terms.map(({ term }) => term)).toContain('公交车');
    expect(confidence).toBeGreaterThan(0.8);
    expect(learned.figures).toMatchObject({ messages: 150, macroF1: expect.any(Number) });
    expect(learned.figures.macroF1).toBeGreaterThan(0.95);
  });

  it('is the same for the same cases, to the byte, and after being kept', () => {
    const bytes = writeRouter(learned);
    expect(writeRouter(routerOf(train(letters(150)))).equals(bytes)).toBe(true);
    expect(writeRouter(readRouter(bytes)).equals(bytes)).toBe(true);
  });

  it('holds no word of any message', () => {
    expect(Buffer.from(JSON.stringify({ ...learned, vocabulary: null, weights: null })).toString()).not.toMatch(/公交|医院|物业/);
  });

  it('refuses bytes that are none of its own', () => {
    expect(() => readRouter(Buffer.from('something else'))).toThrow('Not a routing model');
  });

  it('cannot be learned from one department', () => {
    expect(() => train([{ department: 'a', detail: '路灯' }])).toThrow(RangeError);
  });

  it('says something of an empty message without failing', () => {
    const { ranked, auto } = propose({ detail: '' }, [], learned);
    expect([ranked.length, auto]).toEqual([3, false]);
  });

  it('is never sure enough of a message in words it never learned from', () => {
    const sure = { ...learned, threshold: { ...learned.threshold, confidence: 0 } };
    expect(propose({ detail: '河口的公交车班次太少，末班车停得太早，请领导过问' }, [], sure).auto).toBe(true);
    expect(propose({ detail: '请问贵单位几点钟下班，周末值守吗' }, [], sure).auto).toBe(false);
  });

  it('says the same without terms', () => {
    const letter = { detail: '医院挂号排长队，卫生院没有医生' };
    expect(propose(letter, [], learned, false)).toEqual({ ...propose(letter, [], learned), terms: [] });
  });

  it('learns that a department does not answer for what it gave back', () => {
    const known = letters(90, { transport: MATTERS['transport']!, health: MATTERS['health']! });
    const stray = letters(20, { housing: MATTERS['housing']! }).map((each) => ({ ...each, department: 'transport' }));
    const score = (examples: Example[]): number => propose({ detail: '电梯经常坏，物业乱收停车费' }, [], routerOf(train(examples))).ranked.find(({ department }) => department === 'transport')?.score ?? 0;
    const givenBack = stray.map((each) => ({ ...each, department: null, returnedBy: ['transport'] }));
    expect(score([...known, ...stray])).toBeGreaterThan(0.9);
    expect(score([...known, ...givenBack])).toBeLessThan(0.5);
  });
});

describe('duty lists and what was learned', () => {
  it('a new department is proposed by its duty list, one that is closed not at all', () => {
    const proposal = propose({ subject: '公园草坪被毁', detail: '公园的草坪和古树没有人管' }, DUTIES, learned);
    expect(proposal.department).toBe('parks');
    expect(proposal.auto).toBe(false);
    const { ranked } = propose({ detail: '小区物业乱收停车费' }, DUTIES, learned);
    expect(ranked.map(({ department }) => department)).not.toContain('housing');
  });

  it('two departments that stand out are proposed together', () => {
    const { department, joint } = propose({ subject: '公交车和医院', detail: '公交车班次太少，医院挂号排长队' }, DUTIES.slice(0, 2), { ...learned, calibration: { slope: 0.5, shift: [0, 0, 0] } });
    expect(new Set([department, joint])).toEqual(new Set(['health', 'transport']));
  });

  it('by duty lists alone nothing is sure enough to be assigned by itself', () => {
    expect(propose({ detail: '公交车、出租车' }, DUTIES, null)).toMatchObject({ department: 'transport', auto: false, joint: null });
  });
});

describe('two versions beside each other', () => {
  const judged = (gained: number, lost: number) => [
    ...Array.from({ length: gained }, () => ({ now: 'a', before: 'b', right: 'a' })), ...Array.from({ length: lost }, () => ({ now: 'b', before: 'a', right: 'a' })),
  ];

  it.each([[0, 0, true], [5, 5, true], [3, 5, true], [1, 9, false], [0, 1, true], [0, 2, false]])('gained %i, lost %i: not worse %s', (gained, lost, notWorse) => {
    expect(compare(judged(gained, lost), 1)).toMatchObject({ gained, lost, notWorse, cases: gained + lost });
  });

  it('the held-back cases are never learned from, and stay the same', () => {
    const examples = letters(300).map((each, i) => ({ ...each, together: [`writer ${i}`] }));
    const first = learn({ examples, duties: [], former: null });
    expect(first.comparison.cases + first.learnedFrom).toBe(300);
    const second = learn({ examples, duties: [], former: { version: 1, model: first.model } });
    expect(second.comparison).toMatchObject({ with: 1, cases: first.comparison.cases, gained: 0, lost: 0, notWorse: true });
  });
});
