import { CaseFile, Deadline } from '../../src/casefile/casefile.entities.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { Assignment, Merge } from '../../src/routing/routing.entities.js';
import { RoomListeners } from '../../src/subscriptions.js';
import { Listeners } from '../../src/journal/relay.js';
import { Clocks } from '../../src/casefile/clocks.js';
import { replayAll } from '../../src/casefile/replay.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());
  beforeEach(async () => await office.empty(Merge));

  const queued = async (text = '投诉：建设路夜间施工噪声扰民。', more: Record<string, unknown> = {}) => {
    const receipt = await office.message('wb', { text, ...more });
    await office.settle();
    return receipt.id;
  };
  const file = async (id: string) => (await office.rows.one(CaseFile, { id }))!;
  const openClock = async (id: string, clock: 'leg' | 'answer' | 'dispatch') => await office.rows.one(Deadline, { caseId: id, clock, stoppedAt: null });
  const merge = (id: string, leadId: string) => office.as('coordinator').act('merge', id, { leadId, reason: '同一地点同一事由' });
  const tryMerge = (id: string, leadId: string) => office.as('coordinator').try('merge', id, { leadId, reason: '同一事由' });

  it('caps the lead’s leg at the member’s answer where no department had it, also when the lead is assigned later', async () => {
    const early = await queued('投诉：建设路夜间施工噪声扰民。', { occurredAt: '2026-03-02T10:00:00+08:00' });
    const promised = (await openClock(early, 'answer'))!.dueAt;
    const lead = await queued('投诉：建设路工地凌晨还在打桩。');
    await merge(early, lead);
    expect(await openClock(early, 'dispatch')).toBeUndefined();
    await office.as('coordinator').act('assign', lead, { departmentId: 'urban' });
    expect(await openClock(lead, 'leg')).toMatchObject({ dueAt: promised, capAt: promised });
    await office.as('coordinator').act('reassign', lead, { departmentId: 'housing' });
    expect(await openClock(lead, 'leg')).toMatchObject({ dueAt: promised, capAt: promised });
  });

  it('refuses a report on either side, itself, an ended lead, and a case merged before', async () => {
    const [a, b, c] = [await queued(), await queued(), await queued()];
    const report = await queued('举报：有人吃拿卡要。', { kind: 'report' });
    const refusals: [string, string, string][] = [[a, a, 'merge_with_itself'], [a, report, 'report_never_merged'], [report, a, 'report_never_merged']];
    for (const [member, lead, code] of refusals) expect([code, (await tryMerge(member, lead)).body['code']]).toEqual([code, code]);
    await office.as('coordinator').act('file', c, { reason: '重复' });
    expect((await tryMerge(a, c)).body).toMatchObject({ status: 409, code: 'lead_not_open', state: 'filed' });
    expect((await tryMerge(a, '00000000-0000-7000-8000-000000000000')).status).toBe(404);
    await merge(a, b);
    expect((await tryMerge(a, b)).body).toMatchObject({ status: 409, code: 'act_not_allowed', allowed: expect.arrayContaining(['unmerge']) });
    const leading = await tryMerge(b, await queued());
    expect(leading.body).toMatchObject({ status: 409, code: 'act_not_allowed', detail: expect.stringContaining('请先拆单') });
    expect(await office.rows.find(Merge, {})).toHaveLength(1);
    expect((await file(b)).state).toBe('queued');
  });

  it('leaves nothing behind when it is refused', async () => {
    const [a, b] = [await queued(), await queued()];
    const before = [await file(a), await file(b)];
    const stale = await office.as('coordinator').try('merge', a, { leadId: b, reason: '同一事由', version: before[0]!.version - 1 });
    expect(stale.body['code']).toBe('stale_version');
    expect((await office.as('reviewer').try('merge', a, { leadId: b, reason: '同一事由' })).body['code']).toBe('not_your_part');
    expect([await file(a), await file(b)]).toEqual(before);
    expect(await office.rows.find(Merge, {})).toEqual([]);
  });

  it('two merges that cross each other: one goes through, the other is told why not', async () => {
    const [a, b] = [await queued(), await queued()];
    const [one, two] = await Promise.all([tryMerge(a, b), tryMerge(b, a)]);
    expect(new Set([one.status, two.status])).toEqual(new Set([200, 409]));
  });

  it('is undone by a person with a reason: back to the queue, its answer still due as promised', async () => {
    const [member, lead] = [await queued(), await queued()];
    const answer = await openClock(member, 'answer');
    await merge(member, lead);
    expect((await office.as('coordinator').try('unmerge', member)).status).toBe(400);
    await office.as('coordinator').act('unmerge', member, { reason: '并非同一事由' });
    expect(await file(member)).toMatchObject({ state: 'queued', leadId: null });
    expect(await openClock(member, 'answer')).toEqual(answer);
    expect(await openClock(member, 'dispatch')).toBeDefined();
    expect(await office.rows.find(Merge, { caseId: member })).toMatchObject([{ undoneAt: office.clock.now(), undoneReason: '并非同一事由' }]);
  });

  it('keeps to the promise of the members that are still there', async () => {
    const [early, later] = [await queued('投诉：建设路夜间施工噪声扰民。', { occurredAt: '2026-03-02T10:00:00+08:00' }), await queued('投诉：夜里太吵。', { occurredAt: '2026-03-03T10:00:00+08:00' })];
    const promised = (await openClock(later, 'answer'))!.dueAt;
    const lead = await queued('投诉：建设路工地凌晨还在打桩。');
    await office.as('coordinator').act('assign', lead, { departmentId: 'urban' });
    await merge(early, lead);
    await merge(later, lead);
    await office.as('coordinator').act('unmerge', early, { reason: '并非同一事由' });
    const own = (await openClock(lead, 'leg'))!;
    expect(own.capAt).toBe(promised);
    expect(await replayAll(office.database, office.app.get(Clocks).rules)).toMatchObject({ differences: [] });
  });

  it.each(['withdrawn', 'filed', 'rejected'])('sends the members back to the queue when the lead is %s', async (end) => {
    const [one, two] = [await queued(), await queued()];
    const receipt = await office.message('wb', { text: '投诉：建设路工地凌晨还在打桩。' });
    await office.settle();
    const lead = receipt.id;
    await merge(one, lead);
    await merge(two, lead);
    await endOf(lead, end, receipt);
    await office.settle();
    expect((await file(lead)).state).toBe(end);
    for (const id of [one, two]) {
      expect(await file(id)).toMatchObject({ state: 'queued', leadId: null });
      expect(await office.rows.one(CaseEvent, { caseId: id, act: 'unmerge' })).toMatchObject({ actorKind: 'system' });
    }
    expect(await office.rows.find(Merge, { undoneAt: null })).toEqual([]);
  });

  it('hears of the lead’s end twice and changes nothing the second time', async () => {
    const [member, lead] = [await queued(), await queued()];
    await merge(member, lead);
    await office.as('coordinator').act('file', lead, { reason: '重复' });
    await office.settle();
    const before = await file(member);
    const event = (await office.rows.one(CaseEvent, { caseId: lead, act: 'file' }))!;
    const listener = (office.app.get(Listeners) as RoomListeners).named('unmerge')!;
    await office.database.write('relay', (turn) => listener.hear(turn, event, undefined, {} as never));
    expect(await file(member)).toEqual(before);
  });

  // Time never goes back: these two move it.
  it('joins a case to another: the member leaves its department, its own answer runs on, the lead is due at the earliest of both', async () => {
    const member = await queued();
    await office.as('coordinator').act('assign', member, { departmentId: 'urban' });
    const memberLeg = (await openClock(member, 'leg'))!;
    await office.until('2026-03-05T10:00:00+08:00', 24);
    const lead = await queued('投诉：建设路工地凌晨还在打桩。');
    await office.as('coordinator').act('assign', lead, { departmentId: 'urban' });
    const own = (await openClock(lead, 'leg'))!;
    expect(own.dueAt).toBeGreaterThan(memberLeg.dueAt!);
    const answer = (await openClock(member, 'answer'))!;
    expect(await merge(member, lead)).toMatchObject({ state: 'merged', allowed: expect.arrayContaining(['unmerge']) });
    expect(await file(member)).toMatchObject({ leadId: lead, departmentId: null, handlerId: null });
    expect(await openClock(member, 'answer')).toEqual(answer);
    expect(await openClock(member, 'leg')).toBeUndefined();
    expect(await openClock(lead, 'leg')).toMatchObject({ id: own.id, startAt: own.startAt, dueAt: memberLeg.dueAt, capAt: memberLeg.dueAt });
    expect(await office.rows.find(Assignment, { caseId: member })).toMatchObject([{ endedBy: 'merge' }]);
    expect(await office.rows.find(Merge, { caseId: member })).toMatchObject([{ leadId: lead, reason: '同一地点同一事由', undoneAt: null }]);
    const gather = (await office.rows.one(CaseEvent, { caseId: lead, act: 'gather' }))!;
    expect(gather.facts).toMatchObject({ member, clocks: { capAt: memberLeg.dueAt } });
  });

  it('lets the lead’s department keep to its own time once the earlier promise has left, and takes back the miss that was the other’s', async () => {
    const member = await queued();
    await office.as('coordinator').act('assign', member, { departmentId: 'urban' });
    const memberLeg = (await openClock(member, 'leg'))!;
    await office.until('2026-03-06T10:00:00+08:00', 24);
    const lead = await queued('投诉：建设路工地凌晨还在打桩。');
    await office.as('coordinator').act('assign', lead, { departmentId: 'urban' });
    const own = (await openClock(lead, 'leg'))!;
    await merge(member, lead);
    office.clock.moveTo(memberLeg.dueAt! + 60_000);
    await office.settle();
    expect(await openClock(lead, 'leg')).toMatchObject({ capAt: memberLeg.dueAt, missedAt: memberLeg.dueAt });
    await office.as('coordinator').act('unmerge', member, { reason: '并非同一事由' });
    expect(await openClock(lead, 'leg')).toMatchObject({ id: own.id, dueAt: own.dueAt, capAt: null, missedAt: null });
    const [gone, back] = [await office.rows.one(CaseEvent, { caseId: lead, act: 'ungather' }), await office.rows.one(CaseEvent, { caseId: lead, act: 'retract_miss' })];
    expect(gone!.facts).toMatchObject({ member, due: [{ clock: 'leg', before: memberLeg.dueAt, after: own.dueAt }] });
    expect(back!.facts).toMatchObject({ clock: 'leg', missedAt: memberLeg.dueAt });
  });

  const endOf = async (lead: string, end: string, receipt: { caseNumber: string; queryCode: string }) => {
    if (end === 'withdrawn') {
      expect((await office.anybody.post('/api/v1/public/withdrawals', { caseNumber: receipt.caseNumber, queryCode: receipt.queryCode })).status).toBe(204);
    } else if (end === 'filed') await office.as('coordinator').act('file', lead, { reason: '重复' });
    else {
      await office.as('coordinator').act('propose-rejection', lead, { reason: '事项正在诉讼中', legalWay: '请通过诉讼程序解决' });
      await office.as('reviewer').act('reject', lead);
    }
  };
});
