import { Escalation } from '../../src/escalation/escalation.service.js';
import { Paper } from '../../src/escalation/escalation.entities.js';
import { Deadline } from '../../src/casefile/casefile.entities.js';
import { Clarification } from '../../src/handling/handling.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { Desk } from './desk.js';

onEachDatabase((dialect) => {
  let office: Office;
  let desk: Desk;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    desk = new Desk(office);
  });
  // A Wednesday; a complaint is to be answered by Wednesday 11 March, by the department a day before.
  beforeEach(async () => await office.startOver('2026-03-04T10:00:00+08:00'));
  afterAll(async () => await office.close());

  it('walks both ladders at their true instants, each rung once', async () => {
    const id = await desk.handling();
    await office.until('2026-03-19T12:00:00+08:00');
    expect(await desk.story(id, 'leg')).toEqual([
      '03-09 09:00 remind day_before', '03-10 09:00 remind due_day', '03-10 23:59 miss miss', '03-11 09:00 urge urge',
      '03-17 09:00 propose_supervision supervision',
    ]);
    expect(await desk.story(id, 'answer')).toEqual([
      '03-10 09:00 remind day_before', '03-11 09:00 remind due_day', '03-11 23:59 miss miss',
    ]);
    // The department’s own clock has urged it and drafted the supervision; the citizen’s says it to nobody again.
    const marks = await desk.marks((await desk.clock(id, 'answer')).id);
    expect(marks.map(({ rung, suppressed }) => `${rung} ${suppressed}`)).toEqual(['day_before false', 'due_day false', 'miss false', 'urge true', 'supervision true']);
    expect(await office.rows.find(Paper, { caseId: id })).toHaveLength(2);
  });

  it('urges the office itself by the citizen’s clock while no department holds the case, or when a finished reply lies with it', async () => {
    const queued = await desk.queued();
    const reviewed = await desk.handling();
    const [handler, head] = [await desk.person('urban-handler'), await desk.person('urban-head')];
    await desk.act('submit_reply', reviewed, handler);
    await desk.act('sign_off', reviewed, head);
    await office.until('2026-03-12T10:00:00+08:00');
    const center = await desk.department('center');
    for (const id of [queued, reviewed]) {
      expect((await desk.story(id, 'answer')).at(-1)).toBe('03-12 09:00 urge urge');
      expect((await office.rows.find(Paper, { caseId: id })).map(({ sort, departmentId }) => [sort, departmentId])).toEqual([['urge', center]]);
    }
    const [paper] = await office.rows.find(Paper, { caseId: reviewed });
    expect((await office.as('urban-head').try('reply-to-urge', reviewed, { paperId: paper!.id, text: '已送审' })).body['code']).toBe('no_standing');
    await office.as('office-head').act('reply-to-urge', reviewed, { paperId: paper!.id, text: '今日审签发布' });
  });

  it('counts a miss at the due instant and says so in the clock', async () => {
    const id = await desk.handling();
    await office.until('2026-03-12T01:00:00+08:00');
    const clock = await desk.clock(id, 'answer');
    const miss = (await desk.events(id, 'miss')).find(({ facts }) => facts['clock'] === 'answer')!;
    expect(clock.missedAt).toBe(clock.dueAt);
    expect(miss.at).toBe(Date.parse('2026-03-11T23:59:59.999+08:00'));
    expect(miss.writtenAt).toBe(Date.parse('2026-03-12T00:00:00+08:00'));
    expect(miss.facts).toMatchObject({ clock: 'answer', clockId: clock.id, rung: 'miss', tell: ['handler', 'head', 'coordinator'], dueAt: clock.dueAt });
    expect(miss.facts['late']).toBeUndefined();
  });

  it('does nothing more however often it sweeps', async () => {
    const id = await desk.handling();
    office.at('2026-03-12T09:00:00+08:00');
    await office.settle();
    const before = (await desk.events(id)).length;
    const papers = (await office.rows.find(Paper, { caseId: id })).length;
    for (let again = 0; again < 3; again++) expect(await office.app.get(Escalation).sweep()).toBe(0);
    expect((await desk.events(id)).length).toBe(before);
    expect((await office.rows.find(Paper, { caseId: id })).length).toBe(papers);
  });

  it('holds nothing up for a case whose rungs cannot fire, and fires them once it is mended', async () => {
    const [broken, sound] = [await desk.handling(), await desk.handling()];
    const spoil = async (ladder: string): Promise<void> => await office.database.write('person', async (turn) => {
      await turn.rows.updateWhere(Deadline, { caseId: broken, clock: 'leg' }, { ladder });
    });
    const { ladder } = await desk.clock(broken, 'leg');
    await spoil('nowhere');
    office.at('2026-03-09T09:00:00+08:00');
    await office.settle();
    expect(await desk.story(sound, 'leg')).toEqual(['03-09 09:00 remind day_before']);
    expect(await desk.events(broken, 'remind')).toEqual([]);
    await spoil(ladder!);
    await office.settle();
    expect(await desk.events(broken, 'remind')).toEqual([]);
    office.at('2026-03-09T09:01:00+08:00');
    await office.settle();
    expect(await desk.story(broken, 'leg')).toEqual(['03-09 09:01 remind day_before']);
  });

  it('leaves a case alone that has ended', async () => {
    const id = await desk.handling();
    await office.until('2026-03-09T10:00:00+08:00');
    await desk.act('withdraw', id, { kind: 'citizen', caseId: id });
    await office.until('2026-03-18T12:00:00+08:00');
    expect(await desk.story(id, 'leg')).toEqual(['03-09 09:00 remind day_before']);
    expect(await desk.story(id, 'answer')).toEqual([]);
    expect(await office.rows.find(Paper, { caseId: id })).toEqual([]);
  });

  it('is silent while the citizen is asked, and counts on by the new date when the window has ended', async () => {
    const id = await desk.handling();
    const coordinator = await desk.person('coordinator');
    await office.until('2026-03-05T10:00:00+08:00');
    await desk.act('ask_citizen', id, coordinator, async ({ turn, case: file }) => {
      await turn.rows.insert(Clarification, {
        id: turn.ids.next(), caseId: file.id, proposedBy: coordinator.id, proposedAt: turn.now, question: '哪一处工地？', state: 'asked', approvedBy: coordinator.id, askedAt: turn.now,
      });
      return { change: { clarifications: 1 } };
    });
    expect((await desk.clock(id, 'answer')).nextRungAt).toBeNull();
    await office.until('2026-03-13T12:00:00+08:00');
    expect(await desk.events(id, 'remind', 'miss', 'urge')).toEqual([]);
    // Five working days of waiting: until Thursday 12 March, 24:00.
    const [heard] = await desk.events(id, 'hear_citizen');
    expect([desk.say(heard!.at), heard!.actorKind, (await desk.file(id)).state]).toEqual(['03-13 00:00', 'system', 'handling']);
    expect((await office.rows.find(Clarification, { caseId: id }))[0]!.state).toBe('unanswered');
    // No day was counted before the pause; the five of the answer run from Friday the 13th.
    expect((await desk.clock(id, 'answer')).dueDay).toBe('2026-03-19');
    await office.until('2026-03-20T10:00:00+08:00');
    expect(await desk.story(id, 'answer')).toEqual(['03-18 09:00 remind day_before', '03-19 09:00 remind due_day', '03-19 23:59 miss miss']);
  });

  it('goes by the extended date, once each time the date moves, and takes back a miss that no longer stands', async () => {
    const id = await desk.handling();
    await office.until('2026-03-12T08:00:00+08:00');
    expect((await desk.story(id, 'answer')).at(-1)).toBe('03-11 23:59 miss miss');
    await desk.act('grant_extension', id, await desk.person('coordinator'), async ({ now }) => ({ clock: { extension: { amount: 5, grantedAt: now } } }));
    expect((await desk.clock(id, 'answer')).missedAt).toBeNull();
    expect(new Set((await desk.events(id, 'retract_miss')).map(({ facts }) => facts['clock']))).toEqual(new Set(['answer', 'leg']));
    await office.until('2026-03-19T08:00:00+08:00');
    expect((await desk.story(id, 'answer')).slice(3)).toEqual(['03-17 09:00 remind day_before', '03-18 09:00 remind due_day', '03-18 23:59 miss miss']);
    expect((await desk.marks((await desk.clock(id, 'answer')).id)).map(({ revision, rung, suppressed }) => [revision, rung, suppressed])).toEqual([
      [0, 'day_before', false], [0, 'due_day', false], [0, 'miss', false], [1, 'day_before', false], [1, 'due_day', false], [1, 'miss', false],
    ]);
  });

  it('numbers an urge once, asks for a reply in a working day, and only drafts a supervision', async () => {
    const id = await desk.handling();
    const urban = await desk.department('urban');
    await office.until('2026-03-12T10:00:00+08:00');
    const urges = await office.rows.find(Paper, { caseId: id, sort: 'urge' }, { orderBy: 'id' });
    expect(urges.map(({ number, state, departmentId, issuedBy }) => [number, state, departmentId, issuedBy])).toEqual([
      ['催〔2026〕1号', 'issued', urban, null],
    ]);
    expect(urges[0]!.reason).toBe('“部门办理”的期限已于2026年3月10日届满，至今没有办结。');
    const clocks = await office.rows.find(Deadline, { caseId: id, clock: 'urge_reply' }, { orderBy: 'id' });
    expect(clocks.map(({ concernsId, departmentId, dueDay }) => [concernsId, departmentId, dueDay])).toEqual([
      [urges[0]!.id, urban, '2026-03-12'],
    ]);
    await office.until('2026-03-18T10:00:00+08:00');
    const drafts = await office.rows.find(Paper, { caseId: id, sort: 'supervision' });
    expect(drafts.map(({ number, state, issuedAt }) => [number, state, issuedAt])).toEqual([[null, 'draft', null]]);
    expect((await desk.story(id, 'urge_reply'))).toEqual(['03-12 23:59 miss miss']);
  });

  it('does not remind of what was past before a due time moved', async () => {
    const id = await desk.queued();
    office.at('2026-03-05T10:00:00+08:00');
    // An emergency is to be answered in one working day from the same start: today.
    await desk.act('relabel', id, await desk.person('coordinator'), async () => ({ change: { urgency: 'emergency' } }));
    const answer = await desk.clock(id, 'answer');
    expect([answer.dueDay, answer.revision]).toEqual(['2026-03-05', 1]);
    expect((await desk.marks(answer.id)).map(({ rung, suppressed }) => [rung, suppressed])).toEqual([['day_before', true], ['due_day', true]]);
    await office.until('2026-03-06T01:00:00+08:00');
    expect(await desk.story(id, 'answer')).toEqual(['03-05 23:59 miss miss']);
  });

  it('begins a new ladder in a new round, and leaves the marks of the old one', async () => {
    const id = await desk.handling();
    await office.until('2026-03-09T10:00:00+08:00');
    const [handler, head, reviewer, coordinator] = await Promise.all(['urban-handler', 'urban-head', 'reviewer', 'coordinator'].map((login) => desk.person(login)));
    await desk.act('submit_reply', id, handler!);
    await desk.act('sign_off', id, head!);
    await desk.act('approve', id, reviewer!);
    await desk.act('publish', id, coordinator!);
    await desk.act('reopen', id, coordinator!, async () => ({ change: { epoch: 2 } }));
    await office.until('2026-03-19T12:00:00+08:00');
    expect((await desk.story(id, 'leg')).slice(1)).toEqual(['03-12 09:00 remind day_before', '03-13 09:00 remind due_day', '03-13 23:59 miss miss', '03-16 09:00 urge urge']);
    const legs = await office.rows.find(Deadline, { caseId: id, clock: 'leg' }, { orderBy: 'id' });
    expect(legs.map(({ epoch, verdict, missedAt }) => [epoch, verdict, missedAt !== null])).toEqual([[1, 'on_time', false], [2, null, true]]);
    expect((await desk.marks(legs[0]!.id)).map(({ epoch, rung }) => `${epoch} ${rung}`)).toEqual(['1 day_before']);
  });

  it('marks every rung of three days of downtime with its true instant', async () => {
    const id = await desk.handling();
    await office.until('2026-03-09T20:00:00+08:00');
    office.at('2026-03-12T20:00:00+08:00');
    await office.settle();
    const marks = await desk.marks((await desk.clock(id, 'answer')).id);
    expect(marks.map(({ at, rung }) => `${desk.say(at)} ${rung}`)).toEqual(['03-10 09:00 day_before', '03-11 09:00 due_day', '03-11 23:59 miss', '03-12 09:00 urge']);
    const miss = (await desk.events(id, 'miss')).find(({ facts }) => facts['clock'] === 'answer')!;
    expect([desk.say(miss.at), desk.say(miss.writtenAt), miss.facts['late']]).toEqual(['03-11 23:59', '03-12 20:00', true]);
    expect((await office.rows.find(Paper, { caseId: id })).length).toBe(1);
  });

  it('counts the answer of a merged case as missed, and urges nobody for it', async () => {
    const lead = await desk.queued();
    const id = await desk.queued();
    await desk.act('merge', id, await desk.person('coordinator'), async () => ({ change: { leadId: lead } }));
    await office.until('2026-03-12T10:00:00+08:00');
    expect((await desk.file(id)).state).toBe('merged');
    expect((await desk.story(id, 'answer')).at(-1)).toBe('03-11 23:59 miss miss');
    expect((await desk.marks((await desk.clock(id, 'answer')).id)).map(({ rung, suppressed }) => `${rung} ${suppressed}`).at(-1)).toBe('urge true');
    expect(await office.rows.find(Paper, { caseId: id })).toEqual([]);
  });

  it('closes an answered case when the time to rate it has passed', async () => {
    const id = await desk.handling();
    const [handler, head, reviewer, coordinator] = await Promise.all(['urban-handler', 'urban-head', 'reviewer', 'coordinator'].map((login) => desk.person(login)));
    await desk.act('submit_reply', id, handler!);
    await desk.act('sign_off', id, head!);
    await desk.act('approve', id, reviewer!);
    await desk.act('publish', id, coordinator!, async ({ now }) => ({ change: { answeredAt: now } }));
    await desk.deaf(id);
    await office.until('2026-03-11T23:00:00+08:00', 12);
    expect((await desk.file(id)).state).toBe('answered');
    await office.until('2026-03-12T00:00:00+08:00');
    const file = await desk.file(id);
    expect([file.state, desk.say(file.closedAt!)]).toEqual(['closed', '03-12 00:00']);
    expect((await desk.clock(id, 'rating')).nextRungAt).toBeNull();
  });

  it('says when the next rung fires, and null when none is left', async () => {
    const escalation = office.app.get(Escalation);
    expect(await escalation.nextAt()).toBeNull();
    const id = await desk.handling();
    expect(desk.say((await escalation.nextAt())!)).toBe('03-09 09:00');
    await desk.act('withdraw', id, { kind: 'citizen', caseId: id });
    expect(await escalation.nextAt()).toBeNull();
  });
});
