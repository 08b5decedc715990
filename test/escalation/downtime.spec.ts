/** The installation stood still over a holiday, or its clock was wrong: every rung once, at its own instant, and nobody is flooded. */
import { Rulebook } from '../../src/base/policy.js';
import { Deadline, RungMark } from '../../src/casefile/casefile.entities.js';
import { resolvedRule, rungsOf } from '../../src/core/clock-due.js';
import type { ClockState } from '../../src/core/clock-state.js';
import { Paper } from '../../src/escalation/escalation.entities.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import { Office, onEachDatabase } from '../support/office.js';
import { Desk } from './desk.js';

const CASES = { sqlite: 400, postgresql: 60 } as const;

onEachDatabase((dialect) => {
  let office: Office;
  let desk: Desk;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    desk = new Desk(office);
  });
  // Friday; Sunday 20 September is worked. A complaint is due on Thursday 24, the department a day before; then Mid-Autumn.
  beforeEach(async () => await office.startOver('2026-09-18T10:00:00+08:00'));
  afterAll(async () => await office.close());

  const ofLadders = async (): Promise<Deadline[]> => await office.rows.find(Deadline, { clock: ['answer', 'leg'] }, { orderBy: 'id' });
  /** What the pure ladder says must be marked by now: `clock rung instant`. */
  const wanted = async (until: number): Promise<string[]> => {
    const rules = office.app.get(Rulebook);
    const traits = { kind: 'complaint' as const, urgency: 'ordinary' as const };
    return (await ofLadders()).flatMap((clock) => {
      const rule = resolvedRule(rules.policy(clock.policyHash), clock.clock, { ...traits, act: clock.startAct });
      return rungsOf(clock as unknown as ClockState, rules, rule).filter(({ fireAt }) => fireAt <= until).map(({ key, at }) => `${clock.id} ${key} ${at}`);
    }).toSorted();
  };
  const marked = async (): Promise<string[]> => {
    const clocks = new Set((await ofLadders()).map(({ id }) => id));
    const marks = await office.rows.find(RungMark, {});
    return marks.filter(({ deadlineId }) => clocks.has(deadlineId)).map(({ deadlineId, rung, at }) => `${deadlineId} ${rung} ${at}`).toSorted();
  };
  const open = async (count: number): Promise<void> => {
    await desk.manyHandling(count);
    // What was told while the cases were opened went out long ago.
    await office.settle();
  };

  it(`after three days and more, ${CASES[dialect]} cases: true instants in the records, one late digest for each reader`, async () => {
    await open(CASES[dialect]);
    await office.until('2026-09-23T12:00:00+08:00', 24);
    const before = new Set((await marked()));
    office.at('2026-09-28T10:00:00+08:00');
    await office.settle();
    office.clock.moveTo(office.clock.now() + 11 * 60_000);
    await office.settle();

    expect(await marked()).toEqual(await wanted(Date.parse('2026-09-28T10:00:00+08:00')));
    const late = (await marked()).filter((mark) => !before.has(mark));
    expect(late).toHaveLength(CASES[dialect] * 5);
    const digests = (await office.rows.find(Notice, { template: 'digest_late' })).filter(({ createdAt }) => createdAt >= Date.parse('2026-09-28T10:00:00+08:00'));
    const readers = digests.map(({ address }) => address);
    expect(new Set(readers).size).toBe(readers.length);
    expect(readers.length).toBeGreaterThan(8);
    expect(digests.every(({ subject, state }) => subject.startsWith('［补发］') && state === 'sent')).toBe(true);
    expect(await office.rows.find(Notice, { template: 'late_item', state: 'queued' })).toEqual([]);
    // The breach is the due instant, whenever it was found.
    expect((await ofLadders()).every(({ missedAt, dueAt }) => missedAt === dueAt)).toBe(true);
  }, 180_000);

  it('a clock set back an hour and forward a day fires no rung twice and loses none', async () => {
    await open(6);
    const set = (iso: string): void => {
      // A machine’s clock may jump; the simulated one only moves forward.
      (office.clock as unknown as { instant: number }).instant = Date.parse(iso);
    };
    for (const iso of ['2026-09-23T09:30', '2026-09-24T09:00', '2026-09-24T08:00', '2026-09-24T09:30', '2026-09-25T09:30', '2026-09-24T09:30', '2026-09-28T09:01', '2026-09-28T08:01', '2026-09-29T08:01']) {
      set(`${iso}:00+08:00`);
      await office.settle();
    }
    expect(await marked()).toEqual(await wanted(Date.parse('2026-09-29T08:01:00+08:00')));
    const papers = await office.rows.find(Paper, { sort: 'urge' });
    expect(new Set(papers.map(({ rungKey }) => rungKey)).size).toBe(6);
    expect(papers).toHaveLength(6);
    await office.app.get(Notices).sendDue();
    const ids = (await office.rows.find(Notice, { state: 'sent' })).map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
