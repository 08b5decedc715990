import { Paper } from '../../src/escalation/escalation.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { Desk } from './desk.js';

onEachDatabase((dialect) => {
  let office: Office;
  let desk: Desk;
  let id: string;
  beforeEach(async () => {
    office = await Office.open({ dialect, now: '2026-03-04T10:00:00+08:00' });
    desk = new Desk(office);
    id = await desk.handling();
  });
  afterEach(async () => await office.close());

  const papers = async (login = 'coordinator') => (await office.as(login).get<{ papers: { id: string; state: string; number: string; replyDueAt: string | null }[] }>(`/api/v1/cases/${id}/papers`)).body.papers;

  it('lets a coordinator urge, the head answer, and the coordinator take the answer', async () => {
    await office.as('coordinator').act('urge', id, { reason: '来信人再次来电，请尽快答复' });
    const [paper] = await papers('urban-head');
    expect(paper).toMatchObject({ sort: 'urge', number: '催〔2026〕1号', state: 'issued', department: '市城管局', reason: '来信人再次来电，请尽快答复', byLadder: false, issuedBy: '张受理', replyDueAt: '2026-03-05T15:59:59.999Z' });
    await office.as('urban-head').act('reply-to-urge', id, { paperId: paper!.id, text: '已到现场，周五前答复。' });
    expect((await papers())[0]).toMatchObject({ state: 'replied', reply: '已到现场，周五前答复。', repliedBy: 'urban负责人', replyDueAt: null });
    await office.as('coordinator').act('accept-urge-reply', id, { paperId: paper!.id });
    expect((await papers())[0]).toMatchObject({ state: 'accepted', decidedBy: '张受理' });
    const facts = JSON.stringify((await desk.events(id, 'urge', 'reply_to_urge', 'accept_urge_reply')).map((event) => event.facts));
    expect(facts).not.toMatch(/来电|现场/);
  });

  it('asks again, with a new time, when the answer says nothing', async () => {
    await office.as('supervisor').act('urge', id, { reason: '请说明进展' });
    const [paper] = await papers();
    await office.as('urban-head').act('reply-to-urge', id, { paperId: paper!.id, text: '正在办理。' });
    await office.until('2026-03-05T11:00:00+08:00');
    await office.as('supervisor').act('return-urge-reply', id, { paperId: paper!.id, reason: '没有写明原因和日期' });
    expect((await papers())[0]).toMatchObject({ state: 'returned', decision: '没有写明原因和日期', replyDueAt: '2026-03-06T15:59:59.999Z' });
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
    expect((await papers()).map(({ number, replyDueAt }) => [number, replyDueAt])).toEqual([['催〔2026〕1号', null], ['催〔2026〕2号', '2026-03-05T15:59:59.999Z']]);
  });
});
