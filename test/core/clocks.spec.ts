import { Rulebook } from '../../src/base/policy.js';
import type { ClockFacts, ClockState } from '../../src/core/clock-state.js';
import { turnClocks } from '../../src/core/clocks.js';
import { stepOf, type ActName } from '../../src/core/lifecycle.js';
import type { State } from '../../src/core/vocabulary.js';

const rules = new Rulebook('config');
const at = (text: string): number => rules.today.instant(text);
const day = (clock: ClockState | undefined): string | null => clock?.dueDay ?? null;

/** A case reduced to its clocks: acts go by, and each turns them. */
class Clocks {
  clocks: readonly ClockState[] = [];
  silent: string[] = [];
  private made = 0;

  act(act: ActName, state: State, when: string, more: Partial<ClockFacts> = {}): this {
    const { clocks: steps } = stepOf(act, state, { heldByDepartment: true, contactable: true });
    const turned = turnClocks(this.clocks, steps, {
      act, at: at(when), kind: 'help', urgency: 'ordinary', contactable: true, departmentId: 'transport', epoch: 1,
      policyHash: rules.policyHashOf('default'), calendarHash: rules.calendarHash, ids: steps.map(() => `clock-${++this.made}`), ...more,
    }, rules);
    this.clocks = turned.clocks;
    this.silent = turned.suppressed.map(({ rung }) => rung.key);
    return this;
  }

  one(name: string): ClockState | undefined {
    return this.clocks.filter(({ clock }) => clock === name).at(-1);
  }
}

const assigned = () =>
  new Clocks()
    .act('receive', 'received', '2026-03-04T10:00', { kind: 'other' })
    .act('pass', 'received', '2026-03-04T10:05')
    .act('assign', 'queued', '2026-03-04T11:00');

describe('the clocks of a case', () => {
  it('count the citizen’s answer from receipt, by the kind once it is known, and the department’s leg one day less', () => {
    const clocks = assigned();
    expect([day(clocks.one('answer')), day(clocks.one('leg')), day(clocks.one('acknowledge'))]).toEqual(['2026-03-11', '2026-03-10', '2026-03-05']);
    expect(clocks.one('answer')).toMatchObject({ startAct: 'receive', revision: 1, verdict: null });
  });

  it('say on time, late and void apart', () => {
    const clocks = assigned().act('acknowledge', 'assigned', '2026-03-06T09:00');
    expect(clocks.one('screen')).toMatchObject({ verdict: 'on_time', stopAct: 'pass' });
    expect(clocks.one('acknowledge')).toMatchObject({ verdict: 'late' });
    clocks.act('ask_return', 'handling', '2026-03-06T10:00');
    expect(clocks.one('leg')).toMatchObject({ verdict: 'void', stopAct: 'ask_return' });
  });

  it('never stop the citizen’s clock for a return, and give the leg its old due time back when it is refused', () => {
    const clocks = assigned().act('ask_return', 'assigned', '2026-03-05T09:00').act('refuse_return', 'returning', '2026-03-06T09:00');
    expect([day(clocks.one('answer')), day(clocks.one('leg'))]).toEqual(['2026-03-11', '2026-03-10']);
    expect(clocks.one('leg')).toMatchObject({ stoppedAt: null, verdict: null });
  });

  it('hold answer and leg still while the citizen is asked, and move them on by the days between', () => {
    const clocks = assigned().act('acknowledge', 'assigned', '2026-03-04T12:00').act('ask_citizen', 'handling', '2026-03-05T09:00');
    expect([clocks.one('answer')?.dueAt, clocks.one('leg')?.dueAt]).toEqual([null, null]);
    clocks.act('hear_citizen', 'clarifying', '2026-03-09T09:00');
    expect([day(clocks.one('answer')), day(clocks.one('leg'))]).toEqual(['2026-03-13', '2026-03-12']);
  });

  it('judge a leg by the due time that stood when the unit signed off, however long the review takes', () => {
    const clocks = assigned().act('acknowledge', 'assigned', '2026-03-04T12:00')
      .act('sign_off', 'signing', '2026-03-10T17:00').act('approve', 'in_review', '2026-03-13T09:00').act('publish', 'approved', '2026-03-13T10:00');
    expect(clocks.one('leg')).toMatchObject({ verdict: 'on_time', stoppedAt: at('2026-03-10T17:00'), dueDay: '2026-03-10' });
    expect(clocks.one('answer')).toMatchObject({ verdict: 'late' });
  });

  it('count a contact as not made when the reply is handed in without one', () => {
    const clocks = assigned().act('acknowledge', 'assigned', '2026-03-04T12:00').act('submit_reply', 'handling', '2026-03-04T15:00');
    expect(clocks.one('contact')).toMatchObject({ verdict: 'late', stopAct: 'submit_reply' });
  });

  it('keep both due times of an extension', () => {
    const clocks = assigned().act('acknowledge', 'assigned', '2026-03-04T12:00').act('grant_extension', 'handling', '2026-03-06T09:00', { extension: { amount: 5 } });
    const answer = clocks.one('answer')!;
    expect([rules.today.iso(answer.originalDueAt!).slice(0, 10), answer.dueDay]).toEqual(['2026-03-11', '2026-03-18']);
  });

  it('keep the sender’s date whatever happens', () => {
    const imposedAt = at('2026-03-20T17:30');
    const clocks = new Clocks().act('receive', 'received', '2026-03-04T10:00', { imposedAt }).act('relabel', 'received', '2026-03-05T10:00', { urgency: 'emergency', imposedAt });
    expect(clocks.one('answer')).toMatchObject({ dueAt: imposedAt, originalDueAt: imposedAt, dueDay: '2026-03-20' });
  });

  it('make a leg that gathered others due no later than the earliest promise', () => {
    const clocks = assigned().act('gather', 'assigned', '2026-03-05T09:00', { capAt: at('2026-03-06T23:59:59.999') });
    expect(day(clocks.one('leg'))).toBe('2026-03-06');
  });

  it('silence the rungs that are past when a clock opens late, and never the miss', () => {
    const clocks = new Clocks().act('receive', 'received', '2026-03-20T10:00', { startAt: at('2026-03-02T10:00') });
    expect(clocks.silent).toEqual(expect.arrayContaining(['day_before', 'due_day', 'urge', 'supervision']));
    expect(clocks.silent).not.toContain('miss');
    expect(clocks.one('answer')!.nextRungAt).toBe(clocks.one('answer')!.dueAt! + 1);
  });
});
