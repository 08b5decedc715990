import { Rulebook } from '../../src/base/policy.js';
import type { ClockFacts, ClockState } from '../../src/core/clock-state.js';
import { stepsUnder } from '../../src/core/clock-steps.js';
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
  withdrawn: (readonly [clock: string, missedAt: number])[] = [];
  private made = 0;

  constructor(readonly policy = 'default') {}

  act(act: ActName, state: State, when: string, more: Partial<ClockFacts> = {}): this {
    const { clocks: row } = stepOf(act, state, { heldByDepartment: true, contactable: true });
    const policyHash = more.policyHash ?? rules.policyHashOf(this.policy);
    const steps = stepsUnder(rules.policy(policyHash), act, row);
    const turned = turnClocks(this.clocks, steps, {
      act, at: at(when), kind: 'help', urgency: 'ordinary', contactable: true, departmentId: 'transport', epoch: 1,
      policyHash, calendarHash: rules.calendarHash, ids: steps.map(() => `clock-${++this.made}`), ...more,
    }, rules);
    this.clocks = turned.clocks;
    this.silent = turned.suppressed.map(({ rung }) => rung.key);
    this.withdrawn = turned.withdrawn.map(({ clock, missedAt }) => [clock.clock, missedAt]);
    return this;
  }

  /** As the sweep does at the due instant. */
  miss(name: string): this {
    this.clocks = this.clocks.map((clock) => (clock.clock === name && clock.stoppedAt === null ? { ...clock, missedAt: clock.dueAt } : clock));
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

  it.each([
    ['nothing', null, '2026-03-10'],
    ['another promise that is still there', at('2026-03-09T23:59:59.999'), '2026-03-09'],
  ])('give a leg back its own time when what bound it has left, up to %s, and withdraw the miss marked for it', (_, capAt, due) => {
    const bound = at('2026-03-06T23:59:59.999');
    const clocks = assigned().act('gather', 'assigned', '2026-03-05T09:00', { capAt: bound }).miss('leg').act('ungather', 'assigned', '2026-03-09T09:00', { capAt });
    expect(clocks.one('leg')).toMatchObject({ dueDay: due, capAt, missedAt: null, revision: 2 });
    expect(clocks.withdrawn).toEqual([['leg', bound]]);
  });

  it('wake a leg bound by what binds the case now, not by what did when it went to sleep', () => {
    const clocks = assigned().act('gather', 'assigned', '2026-03-05T09:00', { capAt: at('2026-03-06T23:59:59.999') }).act('ask_return', 'assigned', '2026-03-05T10:00');
    clocks.act('ungather', 'returning', '2026-03-05T11:00', { capAt: null }).act('refuse_return', 'returning', '2026-03-06T09:00', { capAt: null });
    expect(day(clocks.one('leg'))).toBe('2026-03-10');
  });

  it('silence the rungs that are past when a clock opens late, and never the miss', () => {
    const clocks = new Clocks().act('receive', 'received', '2026-03-20T10:00', { startAt: at('2026-03-02T10:00') });
    expect(clocks.silent).toEqual(expect.arrayContaining(['day_before', 'due_day', 'urge', 'supervision']));
    expect(clocks.silent).not.toContain('miss');
    expect(clocks.one('answer')!.nextRungAt).toBe(clocks.one('answer')!.dueAt! + 1);
  });
});

describe('the clocks under other policies', () => {
  const petition = () => new Clocks('petition-2022').act('receive', 'received', '2026-03-04T10:00');

  it('start where the policy says: a petition’s 60 days at acceptance, the telling in writing at receipt', () => {
    const clocks = petition();
    expect(clocks.clocks.map(({ clock }) => clock).sort()).toEqual(['screen', 'tell']);
    expect(day(clocks.one('tell'))).toBe('2026-03-19');
    clocks.act('pass', 'received', '2026-03-06T10:00');
    expect([clocks.one('answer')?.startAt, day(clocks.one('answer'))]).toEqual([at('2026-03-06T10:00'), '2026-05-06']);
    clocks.act('tell_citizen', 'queued', '2026-03-09T10:00').act('assign', 'queued', '2026-03-09T11:00');
    expect(clocks.one('tell')).toMatchObject({ verdict: 'on_time', stopAct: 'tell_citizen' });
    expect(clocks.one('objection')).toMatchObject({ window: true, dueDay: '2026-03-16', departmentId: 'transport' });
  });

  it('are promised once: neither a second acceptance nor a restoring gives a new date', () => {
    const clocks = petition().act('pass', 'received', '2026-03-06T10:00').act('reject', 'queued', '2026-03-10T10:00');
    expect(clocks.one('answer')).toMatchObject({ verdict: 'void' });
    clocks.act('restore', 'rejected', '2026-03-12T10:00').act('pass', 'held', '2026-03-13T10:00');
    expect(clocks.clocks.filter(({ clock }) => clock === 'answer')).toMatchObject([{ stoppedAt: null, startAt: at('2026-03-06T10:00'), dueDay: '2026-05-06' }]);
    const early = petition().act('reject', 'received', '2026-03-05T10:00').act('restore', 'rejected', '2026-03-06T10:00');
    expect(early.one('answer')).toBeUndefined();
    expect(day(early.act('pass', 'held', '2026-03-09T10:00').one('answer'))).toBe('2026-05-08');
  });

  it('stand still for a procedure the policy names, and for no other', () => {
    const held = (policy: string): Clocks => {
      const clocks = new Clocks(policy).act('receive', 'received', '2026-03-04T10:00').act('pass', 'received', '2026-03-04T10:05')
        .act('assign', 'queued', '2026-03-04T11:00').act('acknowledge', 'assigned', '2026-03-04T12:00');
      return clocks.act('begin_procedure', 'handling', '2026-03-05T09:00', { procedure: 'hearing' });
    };
    const clocks = held('petition-2022');
    expect([clocks.one('answer')?.dueAt, clocks.one('leg')?.dueAt]).toEqual([null, null]);
    clocks.act('end_procedure', 'handling', '2026-03-15T09:00');
    expect(day(clocks.one('answer'))).toBe('2026-05-13');
    expect(JSON.parse(clocks.one('answer')!.proof)).toMatchObject({ pauses: [{ by: 'hearing', from: '2026-03-05T09:00:00.000+08:00', to: '2026-03-15T09:00:00.000+08:00' }] });
    expect(day(held('default').one('answer'))).toBe('2026-03-11');
  });

  it('never stand still for public opinion', () => {
    const clocks = new Clocks('opinion-2016').act('receive', 'received', '2026-03-04T10:00').act('pass', 'received', '2026-03-04T10:05')
      .act('assign', 'queued', '2026-03-04T11:00').act('acknowledge', 'assigned', '2026-03-04T12:00').act('ask_citizen', 'handling', '2026-03-04T13:00');
    expect(clocks.one('answer')?.dueAt).toBe(at('2026-03-06T10:00'));
    expect(clocks.one('clarification')?.dueDay).toBe('2026-03-11');
  });

  it('begin anew once the citizen has completed a request for disclosure; the proof names both starts', () => {
    const clocks = new Clocks('disclosure-2019').act('receive', 'received', '2026-03-04T10:00').act('pass', 'received', '2026-03-04T10:05')
      .act('assign', 'queued', '2026-03-04T11:00').act('acknowledge', 'assigned', '2026-03-04T12:00').act('ask_citizen', 'handling', '2026-03-09T09:00');
    expect(clocks.one('answer')).toMatchObject({ dueAt: null });
    expect(JSON.parse(clocks.one('answer')!.proof)).toMatchObject({ result: { remaining: { days: 20 } } });
    clocks.act('hear_citizen', 'clarifying', '2026-03-16T09:00');
    expect(clocks.one('answer')).toMatchObject({ startAt: at('2026-03-04T10:00'), dueDay: '2026-04-14' });
    expect(JSON.parse(clocks.one('answer')!.proof)).toMatchObject({
      start: { at: '2026-03-16T09:00:00.000+08:00' }, restarted: { from: '2026-03-04T10:00:00.000+08:00', by: 'ask_citizen' },
    });
  });

  it('move to the policy that a relabelled case falls under, from the same start, and ignore a newer edition of their own', () => {
    const petition2022 = rules.policyHashOf('petition-2022');
    const clocks = assigned().act('relabel', 'assigned', '2026-03-05T10:00', { kind: 'complaint', policyHash: petition2022 });
    expect(clocks.one('answer')).toMatchObject({ policyHash: petition2022, startAt: at('2026-03-04T10:00'), amount: 60, unit: 'naturalDay', dueDay: '2026-05-06' });
    const opinion = assigned().act('relabel', 'assigned', '2026-03-04T12:00', { policyHash: rules.policyHashOf('opinion-2016') });
    expect(opinion.one('answer')).toMatchObject({ amount: 48, unit: 'hour', ladder: rules.ladderHash('hours'), dueAt: at('2026-03-06T10:00') });
    const edition = rules.policyHashOf('default');
    const newer = { ...rules.policy(edition), clocks: rules.policy(edition).clocks.map((rule) => (rule.clock === 'answer' ? { ...rule, amount: 4 as never } : rule)) };
    rules.learn({ sort: 'policy', name: 'default', hash: 'newer', content: newer });
    expect(assigned().act('gather', 'assigned', '2026-03-05T09:00', { policyHash: 'newer' }).one('answer')).toMatchObject({ policyHash: edition, dueDay: '2026-03-11' });
  });
});

describe('the clocks under other editions of the rules', () => {
  const christmas = () => new Clocks().act('receive', 'received', '2026-12-29T10:00');
  const notice = { year: 2027, papers: ['示例'], off: { '2027-01-01': '元旦', '2027-01-02': '元旦', '2027-01-04': '元旦' }, makeup: { '2026-12-27': '元旦' } };
  const withNotice = rules.calendarHashWith(notice);
  const rebase = { policies: {}, calendars: { [rules.calendarHash]: withNotice } };

  it('are provisional where a year has no notice, and firm once it is loaded', () => {
    const clocks = christmas();
    expect(clocks.one('answer')).toMatchObject({ dueDay: '2027-01-06', provisional: true, revision: 0 });
    clocks.act('rebase', 'received', '2026-12-30T10:00', { rebase });
    expect(clocks.one('answer')).toMatchObject({ dueDay: '2027-01-07', provisional: false, revision: 1, calendarHash: withNotice });
    expect(JSON.parse(clocks.one('answer')!.proof)).toMatchObject({ calendar: { papers: expect.arrayContaining(['示例']) as unknown, hash: withNotice } });
  });

  it('keep their revision where nothing moves but the mark', () => {
    const calm = rules.calendarHashWith({ year: 2027, papers: ['示例'], off: { '2027-01-01': '元旦' }, makeup: {} });
    const clocks = christmas().act('rebase', 'received', '2026-12-30T10:00', { rebase: { policies: {}, calendars: { [rules.calendarHash]: calm } } });
    expect(clocks.one('answer')).toMatchObject({ dueDay: '2027-01-06', provisional: false, revision: 0 });
  });

  it('are left alone where another version was pinned, or the sender set the date', () => {
    const clocks = new Clocks().act('receive', 'received', '2026-12-29T10:00', { imposedAt: at('2027-01-08T17:00') });
    const before = clocks.one('answer');
    clocks.act('rebase', 'received', '2026-12-30T10:00', { rebase });
    expect(clocks.one('answer')).toEqual(before);
    const others = christmas();
    const untouched = others.one('answer');
    expect(others.act('rebase', 'received', '2026-12-30T10:00', { rebase: { policies: {}, calendars: { other: withNotice } } }).one('answer')).toEqual(untouched);
  });

  it('withdraw a miss whose date has moved, to a day still to come or to another that has passed', () => {
    const later = christmas().miss('answer');
    const missedAt = later.one('answer')!.dueAt!;
    later.act('rebase', 'received', '2027-01-07T10:00', { rebase });
    expect([later.withdrawn, later.one('answer')?.missedAt, later.silent.includes('miss')]).toEqual([[['answer', missedAt]], null, false]);
    const passed = christmas().miss('answer').act('rebase', 'received', '2027-02-20T10:00', { rebase });
    expect(passed.one('answer')).toMatchObject({ missedAt: null, nextRungAt: at('2027-01-07T23:59:59.999') + 1 });
  });

  it('count official notices in every later act, whatever calendar they had pinned', () => {
    const clocks = new Clocks().act('receive', 'received', '2026-12-18T10:00').act('pass', 'received', '2026-12-18T10:05').act('assign', 'queued', '2026-12-18T11:00')
      .act('acknowledge', 'assigned', '2026-12-18T12:00');
    expect(clocks.one('answer')).toMatchObject({ dueDay: '2026-12-25', provisional: false });
    clocks.act('grant_extension', 'handling', '2026-12-21T10:00', { extension: { amount: 6 }, calendarHash: withNotice });
    // The make-up Sunday of December counts, New Year’s holidays do not.
    expect(clocks.one('answer')).toMatchObject({ dueDay: '2027-01-05', provisional: false });
    expect(rules.calendar(clocks.one('answer')!.calendarHash).data.years['2027']?.papers).toEqual(['示例']);
  });
});
