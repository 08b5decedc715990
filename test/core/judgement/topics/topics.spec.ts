import { existsSync, readFileSync } from 'node:fs';
import { LikenessIndex, likenessOf, likenessSketchOf } from '../../../../src/core/judgement/topics/likeness.js';
import type { TopicLetter } from '../../../../src/core/judgement/topics/letters.js';
import { heatOf, topicsOf } from '../../../../src/core/judgement/topics/topics.js';

const DAY = 86_400_000;
const START = Date.parse('2026-01-05T09:00:00+08:00');
const letter = (id: number, user: string, subject: string, detail: string, more: Partial<TopicLetter> = {}): TopicLetter => ({
  id: String(id), user, subject, detail, at: START + id * DAY, likes: 0, dislikes: 0, ...more,
});

const SMOKE = [
  ['云锦之城小区底层餐馆油烟扰民', '小区楼下开了好几家餐馆，没有专用烟道，油烟直接排到楼上，窗户都不敢开，油烟味很重。'],
  ['B5区云锦之城小区夜宵摊油烟噪音', '夜宵摊营业到凌晨三点，烧烤的油烟和吆喝的噪音让人没法睡觉，餐馆也没有烟道。'],
  ['投诉云锦之城小区临街门面油烟直排', '临街门面经营餐馆，油烟不经处理直接排放，多次反映物业没有结果，请环保部门处理。'],
  ['云锦之城小区餐馆噪音油烟何时能治理', '餐馆深夜经营，噪音大，油烟味飘进卧室，老人孩子都受影响，希望治理油烟。'],
] as const;
const OTHERS = [
  ['咨询灵活就业人员社保补缴', '我以前在单位缴过社保，现在灵活就业，中间断了两年，请问能不能补缴，需要什么材料。'],
  ['青石桥社区停电', '青石桥社区这个星期停电三次，事先没有通知，冰箱里的东西都坏了，请供电公司说明原因。'],
  ['公交十二路间隔太长', '十二路公交早高峰要等半个小时，上班总是迟到，建议增加班次，缩短发车间隔。'],
  ['柳溪村水库养殖污染', '柳溪村水库承包后养鱼投肥，水质发黑发臭，村民饮水困难，请水利部门查处。'],
  ['医保异地结算', '父亲在外省住院，医保异地结算一直提示未备案，请问怎么办理备案手续。'],
  ['路灯不亮', '解放大道过了桥以后路灯一直不亮，晚上骑车看不清路面，请尽快维修。'],
] as const;

/** A city’s letters: one matter of several citizens, one writer’s flood, one loved letter, and everything else. */
const letters = (): TopicLetter[] => [
  ...SMOKE.map(([subject, detail], i) => letter(i, `smoke${i}`, subject, detail)),
  ...OTHERS.map(([subject, detail], i) => letter(20 + i, `other${i}`, subject, detail, { likes: i === 0 ? 500 : 0 })),
  ...Array.from({ length: 30 }, (_, i) => letter(40 + i, 'flood', `请临江市加快第${i}中学旁公园建设力度`, `请临江市加快公园建设力度，完善公园绿道、公园厕所、公园停车场第${i}期，提升城市品质。`)),
];

describe('topics', () => {
  it('gathers one matter at one place, told in different words', () => {
    const [first] = topicsOf(letters());
    expect(first).toMatchObject({ rank: 1, ids: ['0', '1', '2', '3'], users: 4, who: '居民', from: START, to: START + 3 * DAY });
    expect(first!.place).toContain('云锦之城小区');
    expect(first!.title).toMatch(/云锦之城小区.*油烟/u);
    expect(first!.terms).toContain('油烟');
    expect(first!.scores).toHaveLength(4);
    for (const score of first!.scores) expect(score).toBeGreaterThan(0.2);
  });

  it.each([
    ['请书记关注云锦之城小区餐馆油烟', '云锦之城小区餐馆油烟'],
    ['第二次投诉云锦之城小区餐馆油烟直排', '云锦之城小区餐馆油烟直排'],
    ['云锦之城餐饮油烟直排卧室', '云锦之城餐饮油烟直排卧室'],
  ])('is named after %j: %s', (subject, title) => {
    const detail = SMOKE[0][1];
    expect(topicsOf([0, 1].map((i) => letter(i, `smoke${i}`, subject, `${detail}第${i}户`)), { leastUsers: 2 })[0]!.title).toBe(title);
  });

  it('counts people: neither a flood of one writer nor one letter everybody likes is a topic', () => {
    const topics = topicsOf(letters());
    expect(topics.every(({ users }) => users >= 2)).toBe(true);
    expect(topics.flatMap(({ ids }) => ids)).not.toContain('20');
    expect(topics.flatMap(({ ids }) => ids).filter((id) => Number(id) >= 40)).toEqual([]);
    expect(topicsOf(letters(), { leastUsers: 1 }).some(({ users, ids }) => users === 1 && ids.length === 30)).toBe(true);
  });

  it('does not gather the same complaint of two places', () => {
    const [subject, detail] = SMOKE[0];
    const elsewhere = letter(90, 'elsewhere', subject.replace('云锦之城', '听涛雅苑'), detail);
    expect(topicsOf([...letters(), elsewhere])[0]!.ids).not.toContain('90');
  });

  it('is the same every time', () => {
    expect(topicsOf(letters())).toEqual(topicsOf(letters()));
    expect(topicsOf([])).toEqual([]);
  });

  it('heat: a citizen more outweighs all the rest', () => {
    const few = heatOf({ users: 3, messages: 90, likes: 5000, dislikes: 0, daysSinceLast: 0 });
    expect(heatOf({ users: 5, messages: 5, likes: 0, dislikes: 40, daysSinceLast: 900 })).toBeGreaterThanOrEqual(few);
    expect(heatOf({ users: 3, messages: 3, likes: 9, dislikes: 0, daysSinceLast: 1 })).toBeGreaterThan(heatOf({ users: 3, messages: 3, likes: 0, dislikes: 9, daysSinceLast: 1 }));
    expect(heatOf({ users: 3, messages: 3, likes: 0, dislikes: 0, daysSinceLast: 1 })).toBeGreaterThan(heatOf({ users: 3, messages: 3, likes: 0, dislikes: 0, daysSinceLast: 60 }));
  });
});

describe('likeness', () => {
  const sketch = ([subject, detail]: readonly [string, string]) => likenessSketchOf(subject, detail);

  it('one matter at one place is alike, other matters are not', () => {
    expect(likenessOf(sketch(SMOKE[0]), sketch(SMOKE[0])).score).toBe(1);
    expect(likenessOf(sketch(SMOKE[0]), sketch(SMOKE[2]))).toMatchObject({ samePlace: true });
    expect(likenessOf(sketch(SMOKE[0]), sketch(SMOKE[2])).score).toBeGreaterThan(0.5);
    for (const other of OTHERS) expect(likenessOf(sketch(SMOKE[0]), sketch(other)).score).toBeLessThan(0.3);
  });

  it('an index finds the like ones, most alike first', () => {
    const index = new LikenessIndex<number>();
    [...SMOKE, ...OTHERS].forEach((each, i) => index.add(i, sketch(each)));
    const found = index.like(sketch(SMOKE[1]));
    expect(found[0]).toEqual({ id: 1, score: 1 });
    expect(found.length).toBeGreaterThan(2);
    expect(found.every(({ id }) => id < 4)).toBe(true);
    expect(index.like(likenessSketchOf('', ''))).toEqual([]);
  });
});

/** The example matters of the evaluation data, where it is there. */
const DATA = '../shared/data';
const real = existsSync(`${DATA}/topics.jsonl`) ? describe : describe.skip;
real('on real letters (skipped: there is no ../shared/data)', () => {
  it('finds both example matters', () => {
    const read = (file: string) => readFileSync(`${DATA}/${file}`, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as TopicLetter & { time: string; ids: string[] });
    const all = read('topics.jsonl');
    const topics = topicsOf(all.map((each) => ({ ...each, at: Date.parse(each.time) })), { most: 20 });
    for (const { ids } of read('topics.examples.jsonl')) {
      const overlaps = topics.map((topic) => topic.ids.filter((id) => ids.includes(id)).length);
      const best = topics[overlaps.indexOf(Math.max(...overlaps))]!;
      const hit = Math.max(...overlaps);
      expect([hit / ids.length >= 0.8, hit / best.ids.length >= 0.8]).toEqual([true, true]);
    }
    const counts = new Map<string, number>();
    for (const { user } of all) counts.set(user, (counts.get(user) ?? 0) + 1);
    const [flood] = [...counts].toSorted((a, b) => b[1] - a[1])[0]!;
    const flooding = new Set(all.filter(({ user }) => user === flood).map(({ id }) => id));
    for (const { ids, users } of topics) expect([users > 1, ids.filter((id) => flooding.has(id)).length * 2 < ids.length]).toEqual([true, true]);
  });
});
