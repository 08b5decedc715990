/** The proof: every day with its reason, the same hash for the same facts, and a form a citizen may see. */
import { citizenProof } from '../../../src/core/time/citizen-proof.js';
import { dueOf, UNITS } from '../../../src/core/time/deadline.js';
import { canonicalJson, sha256Hex } from '../../../src/core/canonical.js';
import { ruleWords } from '../../../src/core/time/proof-words.js';
import { ENGINE, hashUnder, proofHolds, proofOf, provenDueOf } from '../../../src/core/time/proof.js';
import { CN, at, iso } from './data.js';

const question = {
  start: at('2026-09-30T10:00'),
  amount: 3,
  unit: 'workingDay',
  pauses: [{ from: at('2026-10-09T11:00'), to: at('2026-10-12T09:00') }],
} as const;
const context = { clock: 'answer', event: { act: 'receive', seq: 1 }, policy: { name: 'default', hash: 'abc' } };

describe('the proof', () => {
  const proof = proofOf(question, CN, context);

  it('walks every day with its reason', () => {
    expect(proof.days.map(({ day, reason, counted }) => [day.slice(5), reason, counted])).toEqual([
      ['10-01', '国庆节', null],
      ['10-02', '国庆节', null],
      ['10-03', '国庆节', null],
      ['10-04', '国庆节', null],
      ['10-05', '国庆节', null],
      ['10-06', '国庆节', null],
      ['10-07', '国庆节', null],
      ['10-08', '工作日', 1],
      ['10-09', '暂停', null],
      ['10-10', '暂停', null],
      ['10-11', '周末', null],
      ['10-12', '工作日', 2],
      ['10-13', '工作日', 3],
    ]);
    expect(proof.days.at(-1)?.weekday).toBe('周二');
  });

  it('stands on pinned versions and the notices', () => {
    expect(proof).toMatchObject({
      engine: ENGINE,
      clock: 'answer',
      policy: { name: 'default', hash: 'abc' },
      calendar: { name: 'cn', hash: CN.hash },
      start: { rule: 'next_day', dayZero: '2026-09-30' },
      result: { dueAt: '2026-10-13T23:59:59.999+08:00', provisional: false },
    });
    expect(proof.calendar.papers).toHaveLength(1);
  });

  it('has a hash of its content', () => {
    expect(proofHolds(proof)).toBe(true);
    expect(proofHolds({ ...proof, result: { ...proof.result, dueDay: '2026-10-14' } })).toBe(false);
    expect(proofOf(question, CN, context).hash).toBe(proof.hash);
    expect(proofHolds(JSON.parse(JSON.stringify(proof)) as typeof proof)).toBe(true);
  });

  it('never disagrees with the due time', () => {
    for (const unit of UNITS) {
      for (const startRule of ['next_day', 'same_day', 'after_close'] as const) {
        const one = { ...question, unit, startRule };
        const { proof: full, ...due } = provenDueOf(one, CN);
        expect(due).toEqual(dueOf(one, CN));
        expect(full.result.dueAt).toBe(iso(due.dueAt));
      }
    }
  });

  it('names the closing time by which after_close was decided, and has the hash it had before it did', () => {
    const one = proofOf({ start: at('2026-10-09T18:00'), amount: 1, unit: 'workingDay', startRule: 'after_close' }, CN);
    expect(one.start.closes).toBe(CN.officeHoursText.at(-1)![1]);
    expect(ruleWords(one).zh).toContain(`下班时间${one.start.closes}`);
    expect(ruleWords(one).en).toContain(`the office closes at ${one.start.closes}`);
    const { hash: _hash, ...body } = one;
    const { closes: _closes, ...start } = body.start;
    expect(hashUnder('huiyin-time/1', one)).toBe(sha256Hex(canonicalJson({ ...body, engine: 'huiyin-time/1', start })));
    expect([hashUnder(ENGINE, one), hashUnder('huiyin-time/0', one)]).toEqual([one.hash, null]);
    expect(proof.start).not.toHaveProperty('closes');
  });

  it('shows the days that after_close passed over', () => {
    const one = proofOf({ start: at('2026-10-09T18:00'), amount: 1, unit: 'workingDay', startRule: 'after_close' }, CN);
    expect([one.start.day, one.start.dayZero, one.days.map(({ day }) => day.slice(8))]).toEqual([
      '2026-10-09',
      '2026-10-10',
      ['09', '11', '12'],
    ]);
  });

  it('shows the office time of each day', () => {
    const one = proofOf({ start: at('2026-10-09T16:30'), amount: 4, unit: 'workingHour' }, CN);
    expect(one.days.map(({ day, countedMs }) => [day.slice(8), countedMs])).toEqual([
      ['09', 3_600_000],
      ['10', 10_800_000],
    ]);
  });

  it('marks provisional days', () => {
    const one = proofOf({ start: at('2026-12-30T10:00'), amount: 3, unit: 'workingDay' }, CN);
    expect(one.result.provisional).toBe(true);
    expect(one.days.filter(({ provisional }) => provisional).map(({ day }) => day)).toEqual([
      '2027-01-01',
      '2027-01-02',
      '2027-01-03',
      '2027-01-04',
      '2027-01-05',
    ]);
  });
});

describe('the citizen’s form', () => {
  it('says the date and why, and nothing of the inside', () => {
    const safe = citizenProof(proofOf(question, CN, context));
    expect(safe.sentences.zh).toBe(
      '您的留言于2026年9月30日10:00收到，办理期限3个工作日（当日不计入，从次日起计）。周末和法定节假日不计，调休上班的日子计入。等待补充材料等依规定暂停的时间不计。应于2026年10月13日（周二）24:00前答复。',
    );
    expect(safe.sentences.en).toContain('due on 2026-10-13 by 24:00');
    expect(JSON.stringify(safe)).not.toMatch(/default|"receive"|abc|policy/);
  });

  it('says when a date is provisional or the count is paused', () => {
    expect(
      citizenProof(proofOf({ start: at('2026-12-30T10:00'), amount: 3, unit: 'workingDay' }, CN)).sentences.zh,
    ).toContain('暂定');
    expect(
      citizenProof(proofOf({ ...question, pauses: [{ from: at('2026-10-09T11:00') }] }, CN)).sentences,
    ).toMatchObject({ zh: expect.stringContaining('计时暂停') as string });
  });
});
