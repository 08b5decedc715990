import { Deadline } from '../../src/casefile/casefile.entities.js';
import { Paper } from '../../src/escalation/escalation.entities.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { Desk } from './desk.js';

onEachDatabase((dialect) => {
  let office: Office;
  let desk: Desk;
  let id: string;
  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-03-04T10:00:00+08:00' });
    desk = new Desk(office);
  });
  beforeEach(async () => {
    await office.startOver();
    id = await desk.handling();
  });
  afterAll(async () => await office.close());

  const papers = async (login = 'coordinator') => (await office.as(login).get<{ papers: { id: string; state: string; number: string; replyDueAt: string | null; sort: string }[] }>(`/api/v1/cases/${id}/papers`)).body.papers;

  it('lets a coordinator urge, the head answer, and the coordinator take the answer', async () => {
    await office.as('coordinator').act('urge', id, { reason: '来信人再次来电，请尽快答复' });
    await office.settle();
    const [told] = await office.rows.find(Notice, { template: 'urge' });
    expect(told).toMatchObject({ address: 'urban-head@linchuan.example', state: 'sent', subject: expect.stringContaining('3月5日') as string });
    const [paper] = await papers('urban-head');
    expect(paper).toMatchObject({ sort: 'urge', number: '催〔2026〕1号', state: 'issued', department: '市城管局', reason: '来信人再次来电，请尽快答复', byLadder: false, issuedBy: '张受理', replyDueAt: '2026-03-05T23:59:59.999+08:00' });
    await office.as('urban-head').act('reply-to-urge', id, { paperId: paper!.id, text: '已到现场，周五前答复。' });
    expect((await papers())[0]).toMatchObject({ state: 'replied', reply: '已到现场，周五前答复。', repliedBy: 'urban负责人', replyDueAt: null });
    await office.as('coordinator').act('accept-urge-reply', id, { paperId: paper!.id });
    expect((await papers())[0]).toMatchObject({ state: 'accepted', decidedBy: '张受理' });
    const facts = JSON.stringify((await desk.events(id, 'urge', 'reply_to_urge', 'accept_urge_reply')).map((event) => event.facts));
    expect(facts).not.toMatch(/来电|现场/);
  });

  it('lists documents over all cases, to whoever sees the case, latest first and page by page', async () => {
    const other = await desk.handling();
    await office.as('coordinator').act('urge', id, { reason: '第一件请尽快' });
    await office.as('coordinator').act('urge', other, { reason: '第二件请尽快' });
    const list = async (login: string, query = '') => (await office.as(login).get<{ papers: { number: string; caseId: string }[]; next: string | null }>(`/api/v1/papers?${query}`)).body;
    expect(await list('coordinator')).toMatchObject({
      papers: [
        { number: '催〔2026〕2号', caseId: other, sort: 'urge', state: 'issued', department: '市城管局', reason: '第二件请尽快', issuedBy: '张受理', replyDueAt: '2026-03-05T23:59:59.999+08:00', repliedAt: null },
        { number: '催〔2026〕1号', caseId: id },
      ],
      next: null,
    });
    const first = await list('coordinator', 'limit=1');
    expect((await list('coordinator', `limit=1&before=${first.next}`)).papers.map(({ number }) => number)).toEqual(['催〔2026〕1号']);
    expect((await list('urban-head', 'sort=urge&state=issued')).papers).toHaveLength(2);
    expect((await list('coordinator', 'sort=supervision')).papers).toEqual([]);
    expect((await list('transport-head')).papers).toEqual([]);
    expect((await office.as('coordinator').get('/api/v1/papers?state=lost')).status).toBe(400);
  });

  it('asks again, with a new time, when the answer says nothing', async () => {
    await office.as('supervisor').act('urge', id, { reason: '请说明进展' });
    const [paper] = await papers();
    await office.as('urban-head').act('reply-to-urge', id, { paperId: paper!.id, text: '正在办理。' });
    await office.until('2026-03-05T11:00:00+08:00');
    await office.as('supervisor').act('return-urge-reply', id, { paperId: paper!.id, reason: '没有写明原因和日期' });
    expect((await papers())[0]).toMatchObject({ state: 'returned', decision: '没有写明原因和日期', replyDueAt: '2026-03-06T23:59:59.999+08:00' });
    await office.as('urban-head').act('reply-to-urge', id, { paperId: paper!.id, text: '因等检测报告，周一答复。' });
    expect((await papers())[0]).toMatchObject({ state: 'replied', decision: null, replyDueAt: null });
  });

  it('refuses who has no part in it, what comes out of turn and what was seen too long ago, and changes nothing', async () => {
    await office.as('coordinator').act('urge', id, { reason: '请尽快' });
    const [paper] = await papers();
    const events = (await desk.events(id)).length;
    const tries = [
      await office.as('urban-handler').try('urge', id, { reason: '请尽快' }),
      await office.as('housing-head').try('reply-to-urge', id, { paperId: paper!.id, text: '无关' }),
      await office.as('coordinator').try('accept-urge-reply', id, { paperId: paper!.id }),
      await office.as('coordinator').try('urge', id, { reason: '' }),
      await office.as('coordinator').try('urge', id, { reason: '请尽快', version: 1 }),
      await office.as('urban-head').try('reply-to-urge', id, { paperId: 'nothing', text: '在办' }),
    ];
    expect(tries.map(({ status, body }) => [status, body['code']])).toEqual([
      [403, 'not_your_part'], [404, 'not_found'], [409, 'paper_state'], [400, 'wrong_shape'], [409, 'stale_version'], [404, 'not_found'],
    ]);
    expect((await desk.events(id)).length).toBe(events);
    expect((await office.rows.find(Paper, { caseId: id })).map(({ state }) => state)).toEqual(['issued']);
    expect((await office.as('housing-head').get(`/api/v1/cases/${id}/papers`)).status).toBe(404);
  });

  it('leaves the answer to an urge to whoever issued it, or to a supervisor', async () => {
    await office.as('coordinator').act('urge', id, { reason: '请尽快' });
    const [paper] = await papers();
    await office.as('urban-head').act('reply-to-urge', id, { paperId: paper!.id, text: '周五答复。' });
    expect((await office.as('coordinator2').try('accept-urge-reply', id, { paperId: paper!.id })).body['code']).toBe('no_standing');
    await office.as('supervisor').act('accept-urge-reply', id, { paperId: paper!.id });
    expect((await papers())[0]!.state).toBe('accepted');
  });

  it('closes only the clock of the paper that was answered', async () => {
    await office.as('coordinator').act('urge', id, { reason: '一' });
    await office.as('supervisor').act('urge', id, { reason: '二' });
    const [first] = await papers();
    await office.as('urban-head').act('reply-to-urge', id, { paperId: first!.id, text: '周五答复。' });
    expect((await papers()).map(({ number, replyDueAt }) => [number, replyDueAt])).toEqual([['催〔2026〕1号', null], ['催〔2026〕2号', '2026-03-05T23:59:59.999+08:00']]);
  });

  it('urges a whole list with one reason; each case has its own document or its own refusal', async () => {
    const other = await desk.handling('housing', { text: '小区电梯坏了' });
    const version = async (caseId: string): Promise<number> => Number((await office.rows.sql.all<{ version: number }>('select version from case_files where id = ?', [caseId]))[0]!.version);
    const cases = [{ id, version: await version(id) }, { id: other, version: await version(other) }, { id: 'nothing', version: 1 }];
    const { status, body } = await office.as('supervisor').post<{ cases: Record<string, unknown>[] }>('/api/v1/acts/urge', { cases, reason: '月底清零，请抓紧', asked: '三日内答复' });
    expect(status).toBe(200);
    expect(body.cases).toMatchObject([{ done: true, id }, { done: true, id: other }, { done: false, id: 'nothing', problem: { code: 'not_found' } }]);
    expect((await office.rows.find(Paper, {}, { orderBy: 'number' })).map(({ number, asked }) => [number, asked])).toEqual([['催〔2026〕1号', '三日内答复'], ['催〔2026〕2号', '三日内答复']]);
    expect((await office.as('urban-head').post('/api/v1/acts/urge', { cases, reason: 'x' })).status).toBe(403);
  });

  it('supervises: drafted by the ladder or issued by hand, numbered when signed, answered, given back, ended on evidence', async () => {
    await office.as('supervisor').act('supervise', id, { reason: '来信人三次反映未果', asked: '三日内报送整改情况和照片' });
    const [paper] = await papers('urban-head');
    expect(paper).toMatchObject({ sort: 'supervision', number: '督〔2026〕1号', state: 'issued', replyDueAt: '2026-03-09T23:59:59.999+08:00' });
    await office.as('urban-head').act('reply-to-supervision', id, { paperId: paper!.id, text: '已责令停工。' });
    await office.as('supervisor').act('return-supervision-reply', id, { paperId: paper!.id, reason: '没有照片' });
    expect((await papers())[0]).toMatchObject({ state: 'returned', replyDueAt: '2026-03-09T23:59:59.999+08:00' });
    expect((await office.as('supervisor').try('conclude-supervision', id, { paperId: paper!.id, evidence: '现场核查' })).body).toMatchObject({ code: 'paper_state' });
    await office.as('urban-head').act('reply-to-supervision', id, { paperId: paper!.id, text: '已责令停工，照片附后。' });
    await office.as('supervisor').act('conclude-supervision', id, { paperId: paper!.id, evidence: '3月5日现场核查，夜间已停工' });
    expect((await papers())[0]).toMatchObject({ state: 'concluded', decision: '3月5日现场核查，夜间已停工', stateName: { zh: '已销号' } });
    expect((await office.as('coordinator').try('supervise', id, { reason: 'x', asked: 'y' })).status).toBe(403);
  });

  it('is answered by the unit it was sent to, or whoever has the case from it, and offered to nobody else', async () => {
    await office.as('supervisor').act('supervise', id, { reason: '多次反映', asked: '限期办结' });
    const [paper] = await papers();
    const offered = async (login: string) => (await office.as(login).get<{ allowed: { act: string }[] }>(`/api/v1/cases/${id}`)).body.allowed?.some(({ act }) => act === 'reply_to_supervision');
    const answer = { paperId: paper!.id, text: '已责令停工。' };
    // The own office’s head answers for the office; this was asked of another unit.
    expect([await offered('urban-head'), await offered('office-head')]).toEqual([true, false]);
    expect((await office.as('office-head').try('reply-to-supervision', id, answer)).body).toMatchObject({ code: 'no_standing' });
    await office.as('coordinator').act('reassign', id, { departmentId: 'housing' });
    expect([await offered('housing-head'), await offered('office-head')]).toEqual([true, false]);
    await office.as('housing-head').act('reply-to-supervision', id, answer);
    await office.as('supervisor').act('conclude-supervision', id, { paperId: paper!.id, evidence: '现场核查' });
    expect((await papers())[0]).toMatchObject({ state: 'concluded', department: '市城管局', repliedBy: 'housing负责人' });
  });

  it('signs a draft once, or drops it with a reason', async () => {
    const cases = [id, await desk.handling()];
    await office.until('2026-03-19T09:30:00+08:00', 24);
    const supervisions = async () => (await papers('supervisor')).filter(({ sort }) => sort === 'supervision').map(({ id: paperId, state, number }) => ({ paperId, state, number }));
    const drafts = await supervisions();
    expect(drafts).toMatchObject([{ state: 'draft', number: null }]);
    const { paperId } = drafts[0]!;
    await office.as('supervisor').act('supervise', id, { paperId, reason: '逾期五个工作日', asked: '限期办结' });
    expect((await office.as('supervisor').try('supervise', id, { paperId, reason: '再签', asked: '再签' })).body).toMatchObject({ code: 'paper_state', needed: ['draft'] });
    expect(await supervisions()).toMatchObject([{ state: 'issued', number: '督〔2026〕1号' }]);
    id = cases[1]!;
    await office.as('supervisor').act('drop-supervision', id, { paperId: (await supervisions())[0]!.paperId, reason: '同一事项已督办' });
    expect(await supervisions()).toMatchObject([{ state: 'lapsed', number: null }]);
  });

  it('raises a supervision step by step, upwards only', async () => {
    await office.as('supervisor').act('supervise', id, { reason: '多次反映', asked: '限期办结' });
    const [paper] = await papers();
    await office.as('supervisor').act('raise-supervision', id, { paperId: paper!.id, level: 'raised', reason: '主办单位推诿' });
    await office.as('supervisor').act('raise-supervision', id, { paperId: paper!.id, level: 'talk', reason: '仍未落实，约谈主要负责人' });
    expect((await papers())[0]).toMatchObject({ level: { zh: '约谈' }, levelReason: '仍未落实，约谈主要负责人' });
    expect((await office.as('supervisor').try('raise-supervision', id, { paperId: paper!.id, level: 'raised', reason: 'x' })).body).toMatchObject({ code: 'paper_state' });
    expect((await desk.events(id, 'raise_supervision')).map(({ facts }) => facts['level'])).toEqual(['raised', 'talk']);
  });

  it('registers a leader’s instruction, due as it says, hidden from contractors, and closed by its report', async () => {
    await office.as('coordinator').act('instruct', id, { leader: '市长', text: '请城管局立即处理并报结果', days: 2 });
    const [paper] = await papers();
    expect(paper).toMatchObject({ sort: 'instruction', number: '批〔2026〕1号', leader: '市长', replyDueAt: '2026-03-06T23:59:59.999+08:00' });
    expect(await papers('contractor')).toEqual([]);
    await office.as('coordinator').act('report-instruction', id, { paperId: paper!.id, text: '已办结，来信人满意' });
    expect((await papers())[0]).toMatchObject({ state: 'concluded', replyDueAt: null });
    expect((await desk.file(id)).openPapers).toBe(0);
  });

  it('lets urges and drafts lapse when the unit’s part ends, and keeps a case open for a supervision', async () => {
    await office.as('coordinator').act('urge', id, { reason: '请尽快' });
    await office.as('supervisor').act('supervise', id, { reason: '多次反映', asked: '限期办结' });
    await office.as('coordinator').act('reassign', id, { departmentId: 'housing' });
    await office.settle();
    expect((await papers('supervisor')).map(({ sort, state }) => [sort, state])).toEqual([['urge', 'lapsed'], ['supervision', 'issued']]);
    expect((await desk.file(id)).openPapers).toBe(1);
    const [clock] = await office.rows.find(Deadline, { caseId: id, clock: 'urge_reply' });
    expect(clock).toMatchObject({ verdict: 'void', stopAct: 'reassign' });
  });

  it('prints each document on a sheet', async () => {
    await office.as('supervisor').act('supervise', id, { reason: '<b>多次</b>反映', asked: '限期办结' });
    const [paper] = await papers();
    const page = await office.as('urban-head').get(`/api/v1/cases/${id}/papers/${paper!.id}?form=page`);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const text = page.body as unknown as string;
    for (const part of ['督办单', '督〔2026〕1号', '市城管局', '限期办结', '2026-03-09 24:00', '&lt;b&gt;多次&lt;/b&gt;反映']) expect(text).toContain(part);
    expect((await office.as('housing-head').get(`/api/v1/cases/${id}/papers/${paper!.id}`)).status).toBe(404);
  });
});
