import { CaseFile, Deadline } from '../../src/casefile/casefile.entities.js';
import { closeIfDone } from '../../src/casefile/closing.js';
import { Docket } from '../../src/casefile/docket.js';
import { FollowUp, Rating, Reopening, Study, Tracking } from '../../src/feedback/feedback.entities.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { Publication } from '../../src/publication/publication.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';
import { ALL_GATES, inHand, inReview, person, queued, submit, type Wanted } from '../review/in-review.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, registry: { ...SMALL_REGISTRY, users: [...SMALL_REGISTRY.users!, { login: 'caller', name: '蒋回访', organisation: 'office', roles: ['caller'] }] } });
  });
  afterAll(async () => await office.close());

  const publish = async (id: string) => {
    await office.as('reviewer').act('approve', id, { gates: ALL_GATES });
    await office.as('coordinator').act('publish', id);
  };
  const answered = async (wanted: Wanted = {}) => {
    const receipt = await inReview(office, wanted);
    await publish(receipt.id);
    return receipt;
  };
  type Receipt = Awaited<ReturnType<typeof answered>>;
  const rate = async ({ caseNumber, queryCode }: Pick<Receipt, 'caseNumber' | 'queryCode'>, rating: Record<string, unknown>) =>
    await office.anybody.post('/api/v1/public/ratings', { caseNumber, queryCode, ...rating });
  const good = { satisfaction: 'satisfied', resolved: 'yes', text: '谢谢' };
  const bad = { satisfaction: 'dissatisfied', resolved: 'no', text: '还是要等半小时' };
  const caseOf = async (id: string) => (await office.rows.one(CaseFile, { id }))!;
  const running = async (caseId: string) => (await office.rows.find(Deadline, { caseId, stoppedAt: null }, { orderBy: 'clock' })).map(({ clock }) => clock);
  const endWindow = async (caseId: string) => {
    await office.database.write('person', (turn) => turn.rows.updateWhere(Deadline, { caseId, clock: 'rating', stoppedAt: null }, { dueAt: turn.now - 1 }));
  };
  const close = async (caseId: string) =>
    await office.database.write('relay', (turn) => closeIfDone(office.app.get(Docket), turn, caseId, { kind: 'system', name: 'test' }));

  it('takes one rating for an answer, in the citizen’s words', async () => {
    const receipt = await answered();
    expect((await rate(receipt, good)).status).toBe(204);
    const again = await rate(receipt, bad);
    expect([again.status, again.body['code']]).toEqual([409, 'already_rated']);
    expect(await office.rows.find(Rating, { caseId: receipt.id })).toMatchObject([{ satisfaction: 'satisfied', resolved: 'yes', text: '谢谢', epoch: 1 }]);
    expect(await running(receipt.id)).toEqual(['rating']);
  });

  it('does not take a rating before the answer, without the code, or with an unknown word', async () => {
    const receipt = await inReview(office);
    expect((await rate(receipt, good)).body['code']).toBe('act_not_allowed');
    expect((await rate({ ...receipt, queryCode: 'WRONG222' }, good)).body['code']).toBe('wrong_code');
    expect((await rate(receipt, { ...good, satisfaction: 'very' })).body['code']).toBe('wrong_shape');
    expect(await office.rows.find(Rating, { caseId: receipt.id })).toEqual([]);
  });

  it('takes a code typed with full-width signs, and closes the number after ten wrong ones for an hour', async () => {
    const receipt = await answered();
    for (let wrong = 0; wrong < 10; wrong += 1) expect((await rate({ ...receipt, queryCode: 'WRONG222' }, good)).status).toBe(404);
    const closed = await rate(receipt, good);
    expect([closed.status, closed.body['code']]).toEqual([429, 'too_many_tries']);
    office.clock.moveTo(office.clock.now() + 3_600_000);
    const wide = [...receipt.queryCode.toLowerCase()].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
    expect((await rate({ ...receipt, queryCode: wide }, good)).status).toBe(204);
  });

  it('studies a bad rating, and closes only when the study is done and the window has ended', async () => {
    const receipt = await answered();
    await rate(receipt, bad);
    expect(await running(receipt.id)).toEqual(['rating', 'study']);
    const early = await office.as('coordinator').try('close', receipt.id);
    expect([early.status, early.body['code']]).toEqual([409, 'study_open']);
    await endWindow(receipt.id);
    expect(await close(receipt.id)).toBe(false);

    await office.as('coordinator').act('decide-dissatisfied', receipt.id, { decision: 'not_upheld', reason: '班次已加密，现场复核等候九分钟' });
    await office.settle();
    expect(await office.rows.find(Study, { caseId: receipt.id })).toMatchObject([{ decision: 'not_upheld' }]);
    expect((await caseOf(receipt.id)).state).toBe('closed');
    const twice = await office.as('coordinator').try('decide-dissatisfied', receipt.id, { decision: 'upheld', reason: '再议' });
    expect([twice.status, twice.body['code']]).toEqual([409, 'act_not_allowed']);
  });

  it('does not close by itself while the citizen may still rate; the coordinator may', async () => {
    const receipt = await answered();
    expect(await close(receipt.id)).toBe(false);
    expect(await office.as('coordinator').act('close', receipt.id)).toMatchObject({ state: 'closed' });
    expect((await caseOf(receipt.id)).closedAt).toBe(office.clock.now());
    expect((await rate(receipt, good)).status).toBe(204);
    expect(await close(receipt.id)).toBe(false);
  });

  it('takes no rating of a closed case once the window would have ended', async () => {
    const receipt = await answered();
    await office.as('coordinator').act('close', receipt.id);
    const { dueAt } = (await office.rows.one(Deadline, { caseId: receipt.id, clock: 'rating' }))!;
    office.clock.moveTo(dueAt! + 1);
    expect((await rate(receipt, good)).body['code']).toBe('too_late');
  });

  it('reopens twice at most: new clocks, the old answer stays, and the new one may be rated', async () => {
    const receipt = await answered();
    await rate(receipt, bad);
    const firstAnswer = (await caseOf(receipt.id)).answeredAt;
    await office.as('coordinator').act('reopen', receipt.id, { reason: '反映属实，加密班次未落实' });
    expect(await caseOf(receipt.id)).toMatchObject({ state: 'handling', epoch: 2, reopenings: 1, currentReplyId: null, answeredAt: firstAnswer });
    expect(await running(receipt.id)).toEqual(['answer', 'leg']);
    expect(await office.rows.find(Reopening, { caseId: receipt.id })).toMatchObject([{ epoch: 2, reason: '反映属实，加密班次未落实' }]);

    await submit(office, receipt.id, {}, 2);
    await publish(receipt.id);
    expect((await rate(receipt, good)).status).toBe(204);
    expect((await office.rows.find(Publication, { caseId: receipt.id })).map(({ epoch }) => epoch).toSorted((a, b) => a - b)).toEqual([1, 2]);

    await office.as('supervisor').act('reopen', receipt.id, { reason: '回访未解决' });
    await submit(office, receipt.id, {}, 3);
    await publish(receipt.id);
    const third = await office.as('coordinator').try('reopen', receipt.id, { reason: '再次重办' });
    expect([third.status, third.body['code'], third.body['cap']]).toEqual([409, 'reopen_limit', 2]);
  });

  it('keeps every attempt of a follow-up, and what was said only where the citizen was reached', async () => {
    const { id } = await answered();
    const call = async (body: Record<string, unknown>) => await office.as('caller').try('follow-up', id, { way: 'telephone', ...body });
    const inView = async () => (await office.as('caller').get<{ cases: { id: string }[] }>('/api/v1/cases?view=follow_ups&limit=100')).body.cases.some((each) => each.id === id);
    expect(await inView()).toBe(true);
    expect((await call({ reached: true, resolved: 'yes' })).body['code']).toBe('wrong_shape');
    expect((await call({ reached: false, satisfaction: 'satisfied' })).body['code']).toBe('wrong_shape');
    expect((await call({ reached: false })).status).toBe(200);
    expect(await inView()).toBe(true);
    expect((await call({ reached: true, resolved: 'partly', satisfaction: 'fairly', note: '还想再快些' })).status).toBe(200);
    expect(await inView()).toBe(false);
    expect((await office.as('coordinator').try('follow-up', id, { way: 'telephone', reached: false })).status).toBe(403);
    expect(await office.rows.find(FollowUp, { caseId: id }, { orderBy: 'id' })).toMatchObject([
      { reached: false, resolved: null, satisfaction: null }, { reached: true, resolved: 'partly', satisfaction: 'fairly', epoch: 1 },
    ]);
  });

  it('studies what a citizen says when called as it studies a bad rating, once', async () => {
    const { id } = await answered();
    const call = { way: 'telephone', reached: true };
    await office.as('caller').act('follow-up', id, { ...call, resolved: 'no', satisfaction: 'dissatisfied' });
    expect(await running(id)).toEqual(['rating', 'study']);
    await office.as('caller').act('follow-up', id, { ...call, resolved: 'no', satisfaction: 'fairly' });
    expect((await running(id)).filter((clock) => clock === 'study')).toHaveLength(1);
    await office.settle();
    expect((await office.rows.find(Notice, { caseId: id, template: 'rating_bad' })).length).toBeGreaterThan(0);
    await office.as('coordinator').act('decide-dissatisfied', id, { decision: 'upheld', reason: '属实' });
    expect(await running(id)).toEqual(['rating']);
    const happy = await answered();
    await office.as('caller').act('follow-up', happy.id, { ...call, resolved: 'yes', satisfaction: 'satisfied' });
    expect(await running(happy.id)).toEqual(['rating']);
    // In the same moment, from both sides: the case is locked while its clocks are turned.
    const bad = { ...call, resolved: 'no', satisfaction: 'dissatisfied' };
    const { caseNumber, queryCode } = happy;
    const said = await Promise.all([
      office.as('caller').try('follow-up', happy.id, bad), office.anybody.post('/api/v1/public/ratings', { caseNumber, queryCode, satisfaction: 'dissatisfied', resolved: 'no' }),
      office.as('caller').try('follow-up', happy.id, bad),
    ]);
    expect(said.map(({ status }) => status === 409 || status < 300)).toEqual([true, true, true]);
    expect(said[1]!.status).toBeLessThan(300);
    await office.as('caller').act('follow-up', happy.id, bad);
    expect((await running(happy.id)).filter((clock) => clock === 'study')).toHaveLength(1);
  });

  it('tracks what cannot be settled yet, reviews it with a clock of its own, and clears it on evidence', async () => {
    const { id } = await answered();
    const body = { basis: '线路延伸须待道路竣工', told: '已电话告知，竣工后一个月内开通' };
    expect((await office.as('deputy').try('track', id, body)).body['code']).toBe('wrong_shape');
    expect((await office.as('deputy').try('track', id, { ...body, until: '2020-01-01' })).body['code']).toBe('time_out_of_range');
    expect((await office.as('coordinator').try('track', id, { ...body, condition: '道路竣工' })).status).toBe(403);
    expect((await office.as('coordinator').try('clear', id, { evidence: '已开通' })).body['code']).toBe('act_not_allowed');
    await office.as('deputy').act('track', id, { ...body, condition: '道路竣工' });
    expect(await running(id)).toEqual(['rating', 'tracking_review']);
    await office.as('deputy').act('track', id, { ...body, until: '2027-06-30' });
    expect((await running(id)).filter((clock) => clock === 'tracking_review')).toHaveLength(1);
    const view = await office.as('supervisor').get<{ cases: { id: string }[] }>('/api/v1/cases?view=tracked&limit=100');
    expect(view.body.cases.some((each) => each.id === id)).toBe(true);
    await office.as('coordinator').act('clear', id, { evidence: '6月20日现场核实，线路已开通' });
    await office.settle();
    const told = (await office.rows.find(Notice, { caseId: id, template: 'to_do' })).map(({ text }) => text);
    for (const words of ['此件经批准挂账', '挂账事项已回看', '予以销账']) expect([words, told.some((text) => text.includes(words))]).toEqual([words, true]);
    expect(await running(id)).toEqual(['rating']);
    expect(await office.rows.find(Tracking, { caseId: id }, { orderBy: 'id' })).toMatchObject([
      { condition: '道路竣工', evidence: null, endedAt: office.clock.now() }, { until: '2027-06-30', evidence: '6月20日现场核实，线路已开通' },
    ]);
  });

  it('ends repeats once, for a reason and by a document; the study keeps its whole sheet', async () => {
    const receipt = await answered();
    await rate(receipt, bad);
    const sheet = { cause: 'not_resolved', found: '加密班次未落实', measure: '公交公司3月20日前补足车辆' };
    await office.as('coordinator').act('decide-dissatisfied', receipt.id, { decision: 'upheld', reason: '属实', ...sheet });
    expect(await office.rows.find(Study, { caseId: receipt.id })).toMatchObject([sheet]);
    const order = { reason: '同一事项已三次答复', basis: '《信访工作条例》第三十六条' };
    expect((await office.as('coordinator').try('end-repeats', receipt.id, order)).status).toBe(403);
    await office.as('deputy').act('end-repeats', receipt.id, order);
    expect((await office.as('deputy').try('end-repeats', receipt.id, order)).body['code']).toBe('duplicate');
    const { body } = await office.as('coordinator').get<{ repeatsEnded: { basis: string } }>(`/api/v1/cases/${receipt.id}`);
    expect(body.repeatsEnded).toMatchObject({ basis: order.basis });
  });

  it('hears a merged citizen too, and ends that citizen’s window', async () => {
    const lead = await inHand(office);
    const member = await queued(office, { message: { author: { id: 'neighbour' } } });
    await office.app.get(Docket).perform({ act: 'merge', caseId: member.id, actor: await person(office, 'coordinator') }, async () => ({ change: { leadId: lead.id } }));
    expect((await rate(member, good)).body['code']).toBe('act_not_allowed');
    await submit(office, lead.id);
    await publish(lead.id);
    await office.settle();
    expect((await rate(member, good)).status).toBe(204);
    await endWindow(member.id);
    expect(await close(member.id)).toBe(true);
    expect(await close(member.id)).toBe(false);
    expect([(await caseOf(member.id)).state, await running(member.id)]).toEqual(['merged', []]);

    await office.as('coordinator').act('reopen', lead.id, { reason: '邻居也说没有改善' });
    await submit(office, lead.id, {}, 2);
    await publish(lead.id);
    await office.settle();
    expect(await office.rows.find(Publication, { caseId: member.id })).toHaveLength(2);
    expect((await rate(member, bad)).status).toBe(204);
  });
});
