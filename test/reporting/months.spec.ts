import { at, World } from './world.js';
import { Office, onEachDatabase } from '../support/office.js';

/** November 2026 is over; what is asked for October is asked as of 2 November unless a test says otherwise. */
const LATER = '2026-11-02T09:00:00';
const LAST_MOMENT = '2026-10-30T23:59:59.999';

onEachDatabase((dialect) => {
  let office: Office;
  let world: World;
  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-12-10T10:00:00+08:00' });
    world = new World(office);
  });
  beforeEach(async () => await world.clear());
  afterAll(async () => await office.close());

  it('says nothing of an empty month: no percentage is 0 % or 100 %', async () => {
    const { report } = await world.month('2026-10', LATER);
    const figures = report.scopes.flatMap((scope) => scope.figures);
    expect(figures.filter(({ unit }) => unit === 'count').every(({ value }) => value === 0)).toBe(true);
    expect(figures.filter(({ unit }) => unit !== 'count').every(({ value, denominator }) => value === null && denominator === 0)).toBe(true);
    expect(report).toMatchObject({ month: '2026-10', from: '2026-10-01T00:00:00.000+08:00', to: '2026-11-01T00:00:00.000+08:00', asOf: '2026-11-02T09:00:00.000+08:00' });
  });

  it('answers in the last millisecond of the due day are on time, one later are not', async () => {
    const last = world.case('2026-10-23');
    world.clock(last, 'answer', '2026-10-23', LAST_MOMENT, LAST_MOMENT);
    const later = world.case('2026-10-23');
    world.clock(later, 'answer', '2026-10-23', LAST_MOMENT, at(LAST_MOMENT) + 1);
    const october = await world.month('2026-10', LATER);
    expect(october.lines('in_time', 'completion', 'on_time', 'late', 'overdue')).toEqual({ in_time: '1/2', completion: '2/2', on_time: '1', late: '1', overdue: '1' });
    expect(october.figure('in_time').value).toBe(0.5);
  });

  it('what is due on the last day of the month and answered in the next stays in the month it was due', async () => {
    const file = world.case('2026-10-26');
    world.clock(file, 'answer', '2026-10-26', '2026-10-31T23:59:59.999', '2026-11-01T00:00:00');
    expect((await world.month('2026-10', LATER)).lines('in_time', 'late', 'answered')).toEqual({ in_time: '0/1', late: '1', answered: '0' });
    expect((await world.month('2026-11', '2026-12-01')).lines('in_time', 'late', 'answered', 'carried_over', 'carried_over_answered')).toEqual({
      in_time: '0/0', late: '0', answered: '1', carried_over: '1', carried_over_answered: '1',
    });
  });

  it('what is answered early counts in the month of the answer, once', async () => {
    const file = world.case('2026-10-30');
    world.clock(file, 'answer', '2026-10-30', '2026-11-06T23:59:59.999', '2026-10-31T10:00:00');
    expect((await world.month('2026-10', LATER)).line('in_time')).toBe('1/1');
    expect((await world.month('2026-11', '2026-12-01')).line('in_time')).toBe('0/0');
  });

  it('the overdue and unfinished stay in the denominator and are carried over until they are answered', async () => {
    const file = world.case('2026-10-12');
    world.clock(file, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', null);
    const october = await world.month('2026-10', LATER);
    expect(october.lines('in_time', 'completion', 'open_overdue', 'overdue_longest', 'open_now_overdue', 'carried_over')).toEqual({
      in_time: '0/1', completion: '0/1', open_overdue: '1', overdue_longest: '10', open_now_overdue: '1', carried_over: '0',
    });
    const november = await world.month('2026-11', '2026-12-01');
    expect(november.lines('in_time', 'carried_over', 'carried_over_open', 'carried_over_answered')).toEqual({
      in_time: '0/0', carried_over: '1', carried_over_open: '1', carried_over_answered: '0',
    });
  });

  it('what is answered in the first millisecond of the next month was carried over and not answered in this one', async () => {
    const file = world.case('2026-09-14');
    world.clock(file, 'answer', '2026-09-14', '2026-09-21T23:59:59.999', '2026-11-01');
    expect((await world.month('2026-10', LATER)).lines('carried_over', 'carried_over_answered', 'carried_over_open')).toEqual({ carried_over: '1', carried_over_answered: '0', carried_over_open: '0' });
    expect((await world.month('2026-10', '2026-10-31T23:59:59.999')).line('carried_over_open')).toBe('1');
  });

  it('due today is not overdue, and in the middle of a month what is not due yet is not judged', async () => {
    const file = world.case('2026-10-12');
    world.clock(file, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', null);
    const onTheDay = await world.month('2026-10', '2026-10-19T23:59:59.999');
    expect(onTheDay.lines('in_time', 'open_not_due', 'open_overdue')).toEqual({ in_time: '0/0', open_not_due: '1', open_overdue: '0' });
    const nextDay = await world.month('2026-10', '2026-10-20');
    expect(nextDay.lines('in_time', 'open_not_due', 'open_overdue')).toEqual({ in_time: '0/1', open_not_due: '0', open_overdue: '1' });
  });

  it('the two rates differ by what was extended', async () => {
    const extended = { extension: [{ amount: 5 }], originalDueAt: at('2026-10-19T23:59:59.999') };
    const file = world.case('2026-10-12');
    world.clock(file, 'answer', '2026-10-12', '2026-10-26T23:59:59.999', '2026-10-21T09:00:00', extended);
    world.extension(file, at('2026-10-16'), 'granted', at('2026-10-17'));
    const refused = world.case('2026-10-12');
    world.clock(refused, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', '2026-10-19T09:00:00');
    world.extension(refused, at('2026-10-16'), 'refused', at('2026-10-17'));
    expect((await world.month('2026-10', LATER)).lines('in_time', 'in_time_original', 'extended', 'extensions')).toEqual({
      in_time: '2/2', in_time_original: '1/2', extended: '1/2', extensions: '1/2',
    });
  });

  it('a clock that stands still over the month’s end is due in no month until it runs again', async () => {
    const file = world.case('2026-10-26');
    const id = world.clock(file, 'answer', '2026-10-26', null, null, { pauses: [{ from: at('2026-10-29'), by: 'ask_citizen' }] });
    expect((await world.month('2026-10', LATER)).lines('in_time', 'overdue', 'open_now', 'open_now_paused')).toEqual({ in_time: '0/0', overdue: '0', open_now: '1', open_now_paused: '1' });
    await office.database.write('person', (turn) => turn.sql.run('update deadlines set due_at = ? where id = ?', [at('2026-11-06T23:59:59.999'), id]));
    expect((await world.month('2026-11', '2026-12-01')).lines('in_time', 'open_overdue')).toEqual({ in_time: '0/1', open_overdue: '1' });
  });

  it('a case reopened in the next month is two epochs: one in each month, the first keeps its verdict', async () => {
    const file = world.case('2026-10-12', { epoch: 2, answeredAt: at('2026-11-10') });
    world.clock(file, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', '2026-10-16T10:00:00');
    world.rating(file, 'dissatisfied', 'no', '2026-10-17');
    world.event(file, 'reopen', at('2026-11-03'), 'handling');
    world.clock(file, 'answer', '2026-11-03', '2026-11-10T23:59:59.999', '2026-11-12T10:00:00', { epoch: 2, startAct: 'reopen' });
    world.rating(file, 'satisfied', 'yes', '2026-11-13', 2);
    const october = await world.month('2026-10', LATER);
    expect(october.lines('answered', 'in_time', 'satisfaction', 'reopened', 'reopened_share')).toEqual({ answered: '1', in_time: '1/1', satisfaction: '0/1', reopened: '0', reopened_share: '0/1' });
    expect((await world.month('2026-10', '2026-11-04')).line('reopened_share')).toBe('1/1');
    const november = await world.month('2026-11', '2026-12-01');
    expect(november.lines('received', 'answered', 'in_time', 'satisfaction', 'reopened')).toEqual({ received: '0', answered: '1', in_time: '0/1', satisfaction: '1/1', reopened: '1' });
  });

  it('merged cases count once each, by their own clocks, when their own citizen is told', async () => {
    const lead = world.case('2026-10-12', { state: 'answered' });
    world.clock(lead, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', '2026-10-19T10:00:00');
    const member = world.case('2026-10-08', { state: 'merged', leadId: lead });
    world.clock(member, 'answer', '2026-10-08', '2026-10-15T23:59:59.999', '2026-10-19T10:05:00', { stopAct: 'tell_merged' });
    expect((await world.month('2026-10', LATER)).lines('received', 'valid', 'merged', 'answered', 'in_time', 'response_rate')).toEqual({
      received: '2', valid: '2', merged: '1', answered: '2', in_time: '1/2', response_rate: '2/2',
    });
  });

  it('returns are counted by the unit that asked, upheld ones apart', async () => {
    const file = world.case('2026-10-12', { departmentId: world.department('housing') });
    world.assigned(file, at('2026-10-12'));
    world.returned(file, at('2026-10-13'), 'granted', at('2026-10-14'));
    world.assigned(file, at('2026-10-14'), 'housing');
    world.returned(file, at('2026-10-15'), 'refused', at('2026-10-16'), 'housing');
    const october = await world.month('2026-10', LATER);
    expect(october.lines('returns', 'returns_upheld', 'returns_refused')).toEqual({ returns: '2/2', returns_upheld: '1/2', returns_refused: '1/2' });
    expect(october.line('returns_upheld', 'department', 'transport')).toBe('1/1');
    expect(october.line('returns_upheld', 'department', 'housing')).toBe('0/1');
  });

  it('a rating given after closing counts for the answer it rates; who did not rate is not satisfied', async () => {
    const answered = { state: 'closed' as const };
    for (const [satisfaction, resolved, when] of [['satisfied', 'yes', '2026-10-20'], ['fairly', 'partly', '2026-11-25'], ['dissatisfied', 'no', '2026-10-21']] as const) {
      const file = world.case('2026-10-12', answered);
      world.clock(file, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', '2026-10-16');
      world.rating(file, satisfaction, resolved, when);
    }
    const silent = world.case('2026-10-12', answered);
    world.clock(silent, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', '2026-10-16');
    const early = await world.month('2026-10', LATER);
    expect(early.lines('rated', 'satisfaction', 'satisfied_only', 'dissatisfied')).toEqual({ rated: '2/4', satisfaction: '1/2', satisfied_only: '1/2', dissatisfied: '1/2' });
    const late = await world.month('2026-10', '2026-12-01');
    expect(late.lines('rated', 'satisfaction', 'satisfied_only', 'resolution', 'resolved_only')).toEqual({ rated: '3/4', satisfaction: '2/3', satisfied_only: '1/3', resolution: '2/3', resolved_only: '1/3' });
  });

  it('consultations are resolved apart, and a tracked matter is unresolved whatever was said', async () => {
    const said = (kind: 'consultation' | 'help'): string => {
      const file = world.case('2026-10-12', { kind, state: 'answered' });
      world.clock(file, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', '2026-10-16');
      world.rating(file, 'satisfied', 'yes', '2026-10-20');
      return file;
    };
    said('consultation');
    said('help');
    world.clock(said('help'), 'tracking_review', '2026-10-21', '2026-11-20', null);
    expect((await world.month('2026-10', LATER)).lines('resolution', 'resolution_consultation', 'satisfaction')).toEqual({ resolution: '1/2', resolution_consultation: '1/1', satisfaction: '3/3' });
  });

  it('a due time that moved into the next month takes its miss with it', async () => {
    const file = world.case('2026-10-26');
    world.clock(file, 'answer', '2026-10-26', '2026-11-02T23:59:59.999', '2026-11-02T10:00:00', { missedAt: null, revision: 2 });
    world.event(file, 'miss', at('2026-10-30T23:59:59.999'), 'handling');
    world.event(file, 'retract_miss', at('2026-10-31'), 'handling');
    expect((await world.month('2026-10', LATER)).lines('overdue', 'in_time')).toEqual({ overdue: '0', in_time: '0/0' });
    expect((await world.month('2026-11', '2026-12-01')).line('in_time')).toBe('1/1');
  });

  it('void clocks are not counted, and a case that ended late unanswered is late and not finished', async () => {
    const rejected = world.case('2026-10-12', { state: 'rejected' });
    world.clock(rejected, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', '2026-10-13', { stopAct: 'reject', verdict: 'void' });
    const tooLate = world.case('2026-10-12', { state: 'rejected' });
    world.clock(tooLate, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', '2026-10-21', { stopAct: 'reject' });
    expect((await world.month('2026-10', LATER)).lines('received', 'valid', 'rejected', 'in_time', 'completion', 'late', 'answered')).toEqual({
      received: '2', valid: '0', rejected: '2', in_time: '0/1', completion: '0/1', late: '1', answered: '0',
    });
  });

  it('a unit is judged by its own leg, the own office by its own clocks', async () => {
    const file = world.case('2026-10-12', { departmentId: world.department('housing') });
    const transport = { departmentId: world.department('transport') };
    world.clock(file, 'screen', '2026-10-12T09:00:00', '2026-10-12T15:00:00', '2026-10-12T16:00:00', { stopAct: 'pass' });
    world.clock(file, 'acknowledge', '2026-10-12T16:00:00', '2026-10-13T23:59:59.999', '2026-10-13T09:00:00', { ...transport, stopAct: 'acknowledge' });
    world.clock(file, 'contact', '2026-10-13T09:00:00', '2026-10-14T23:59:59.999', '2026-10-14T09:00:00', { ...transport, stopAct: 'submit_reply', verdict: 'late' });
    world.clock(file, 'leg', '2026-10-12T16:00:00', '2026-10-16T23:59:59.999', '2026-10-16T09:00:00', transport);
    world.clock(file, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', '2026-10-20');
    const october = await world.month('2026-10', LATER);
    expect(october.line('leg_in_time', 'department', 'transport')).toBe('1/1');
    expect(october.line('leg_in_time', 'department', 'housing')).toBe('0/0');
    expect(october.line('acknowledged_in_time', 'department', 'transport')).toBe('1/1');
    // A reply without a contact is a contact not made, however early it came.
    expect(october.line('contacted_in_time', 'department', 'transport')).toBe('0/1');
    expect(october.line('screened_in_time', 'department', 'center')).toBe('0/1');
    expect(october.line('screened_in_time')).toBe('0/1');
    expect(october.line('in_time', 'department', 'housing')).toBe('0/1');
  });

  it('an anonymous writer has no contact clock and is counted apart', async () => {
    const anonymous = world.case('2026-10-12', { anonymous: true, contactable: false });
    world.clock(anonymous, 'acknowledge', '2026-10-12', '2026-10-13T23:59:59.999', '2026-10-13', { stopAct: 'acknowledge', departmentId: world.department('transport') });
    const known = world.case('2026-10-12');
    world.clock(known, 'acknowledge', '2026-10-12', '2026-10-13T23:59:59.999', '2026-10-13', { stopAct: 'acknowledge', departmentId: world.department('transport') });
    world.clock(known, 'contact', '2026-10-13', '2026-10-14T23:59:59.999', '2026-10-14', { stopAct: 'log_contact', departmentId: world.department('transport') });
    expect((await world.month('2026-10', LATER)).lines('contacted_in_time', 'not_contactable', 'anonymous')).toEqual({ contacted_in_time: '1/1', not_contactable: '1/2', anonymous: '1' });
  });

  it('cases with a due time set by the sender stand apart from the whole', async () => {
    const imposed = world.case('2026-10-12', { imposedDueAt: at('2026-10-15'), originSystem: 'province' });
    world.clock(imposed, 'answer', '2026-10-12', '2026-10-15', '2026-10-16', { imposedAt: at('2026-10-15') });
    const own = world.case('2026-10-12');
    world.clock(own, 'answer', '2026-10-12', '2026-10-15', '2026-10-14');
    const october = await world.month('2026-10', LATER);
    expect([october.line('received'), october.line('received', 'imposed')]).toEqual(['1', '1']);
    expect([october.line('in_time'), october.line('in_time', 'imposed'), october.line('in_time', 'account', 'wx')]).toEqual(['1/1', '0/1', '1/1']);
  });

  it('imported past cases count as received and answered where their dates fall, and by no clock', async () => {
    world.case('2026-09-28', { history: true, state: 'closed', answeredAt: at('2026-10-05'), closedAt: at('2026-10-05') });
    world.case('2026-10-12', { history: true, state: 'closed', answeredAt: at('2026-11-20') });
    world.case('2026-10-13', { history: true, state: 'received' });
    const october = await world.month('2026-10', LATER);
    expect(october.lines('received', 'received_history', 'valid', 'unscreened', 'answered', 'answered_history', 'response_rate', 'in_time', 'completion', 'duration_median')).toEqual({
      received: '2', received_history: '2', valid: '2', unscreened: '0', answered: '1', answered_history: '1', response_rate: '0/2', in_time: '0/0',
      completion: '0/0', duration_median: 'null',
    });
    expect((await world.month('2026-10', '2026-12-01')).line('response_rate')).toBe('1/2');
  });

  it('received splits into valid and what was not, and an answer makes a case valid for good', async () => {
    for (const state of ['filed', 'rejected', 'withdrawn', 'quarantined', 'held', 'queued', 'handling'] as const) world.case('2026-10-12', { state });
    const thanked = world.case('2026-10-12', { state: 'withdrawn' });
    world.clock(thanked, 'answer', '2026-10-12', '2026-10-19', '2026-10-13');
    expect((await world.month('2026-10', LATER)).lines('received', 'valid', 'accepted', 'unscreened', 'filed', 'rejected', 'withdrawn', 'quarantined', 'response_rate')).toEqual({
      received: '8', valid: '4', accepted: '3', unscreened: '1', filed: '1', rejected: '1', withdrawn: '1', quarantined: '1/8', response_rate: '1/4',
    });
  });

  it('states are those of the instant asked for, by the journal', async () => {
    const file = world.case('2026-10-12', { state: 'rejected' });
    world.event(file, 'receive', at('2026-10-12'), 'received', 1);
    world.event(file, 'pass', at('2026-10-13'), 'queued', 2);
    world.event(file, 'reject', at('2026-11-05'), 'rejected', 3);
    expect((await world.month('2026-10', LATER)).lines('valid', 'rejected')).toEqual({ valid: '1', rejected: '0' });
    expect((await world.month('2026-10')).lines('valid', 'rejected')).toEqual({ valid: '0', rejected: '1' });
  });

  it('durations are working days over the holiday, as the law counts', async () => {
    for (const [start, stop] of [['2026-09-30T10:00:00', '2026-10-08T10:00:00'], ['2026-10-12T10:00:00', '2026-10-12T12:00:00'], ['2026-10-12T10:00:00', '2026-10-16T10:00:00']] as const) {
      const file = world.case(start);
      world.clock(file, 'answer', start, '2026-10-30', stop);
    }
    expect((await world.month('2026-10', LATER)).lines('duration_median', 'duration_mean', 'duration_p90', 'duration_longest')).toEqual({
      duration_median: '1', duration_mean: String(5 / 3), duration_p90: '4', duration_longest: '4',
    });
  });

  it('urges and supervisions count when issued, drafts of supervisions apart', async () => {
    const file = world.case('2026-10-12');
    world.clock(file, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', null);
    world.paper(file, 'urge', at('2026-10-20'), at('2026-10-20'));
    world.paper(file, 'supervision', at('2026-10-26'), at('2026-11-03'));
    expect((await world.month('2026-10', LATER)).lines('urged', 'urged_share', 'supervised', 'supervision_drafts')).toEqual({ urged: '1', urged_share: '1/1', supervised: '0', supervision_drafts: '1' });
    expect((await world.month('2026-10', '2026-12-01')).lines('supervised', 'supervision_drafts', 'supervised_share')).toEqual({ supervised: '0', supervision_drafts: '0', supervised_share: '1/1' });
    expect((await world.month('2026-11', '2026-12-01')).line('supervised')).toBe('1');
  });

  it('held, hidden, relabelled downwards and repeated are shares that can be opened', async () => {
    const [held, passed] = [world.case('2026-10-12', { repeatCount: 2 }), world.case('2026-10-12')];
    world.screening(held, at('2026-10-12'), 'hold');
    world.screening(passed, at('2026-10-12'), 'pass');
    world.relabel(held, at('2026-10-13'), true);
    world.relabel(passed, at('2026-10-13'), false);
    world.publication(held, at('2026-10-14'), false);
    world.publication(passed, at('2026-10-14'), true);
    const october = await world.month('2026-10', LATER);
    expect(october.lines('held', 'hidden', 'downgrades', 'repeated')).toEqual({ held: '1/2', hidden: '1/2', downgrades: '1/2', repeated: '1/2' });
  });

  it('compares with the month before and the year before, each as long after its end', async () => {
    const october = world.case('2026-10-12');
    world.clock(october, 'answer', '2026-10-12', '2026-10-19', '2026-10-14');
    const september = world.case('2026-09-28');
    world.clock(september, 'answer', '2026-09-28', '2026-10-12', '2026-10-03T00:00:00');
    world.case('2025-10-20');
    const { report } = await world.month('2026-10', LATER);
    expect(report.comparisons.map(({ with: which, month, asOf }) => [which, month, asOf])).toEqual([
      ['previous_month', '2026-09', '2026-10-02T09:00:00.000+08:00'], ['same_month_last_year', '2025-10', '2025-11-02T09:00:00.000+08:00'],
    ]);
    const of = (index: number, key: string) => report.comparisons[index]!.figures.find((each) => each.key === key)!.value;
    // On 2 October the case of September had no answer yet: then the rate was 0, and that is what October is compared with.
    expect([of(0, 'received'), of(0, 'response_rate'), of(1, 'received')]).toEqual([1, 0, 1]);
  });
});
