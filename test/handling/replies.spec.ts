import { Reply, Signature } from '../../src/handling/handling.entities.js';
import { Docket } from '../../src/casefile/docket.js';
import { systemActor } from '../../src/identity/actor.js';
import { Office, onEachDatabase } from '../support/office.js';
import { caseOf, clocksOf, department, eventsOf, inHand, LETTER, openClock, queued, refused, REPLY, userId } from './desk.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const attachments = [{ name: '维修通知.pdf', mediaType: 'application/pdf', sha256: 'c'.repeat(64) }];
  const submitted = async () => {
    const file = await inHand(office);
    await office.as('housing-handler').act('log-contact', file.id, { way: 'telephone', reached: true, note: '已说明进度' });
    await office.as('housing-handler').act('submit-reply', file.id, { toCitizen: REPLY, attachments });
    return file;
  };
  /** The reviewer’s act belongs to the next room; here the system of the test stands for it. */
  const sendBack = async (id: string) =>
    await office.database.write('person', (turn) => turn.sql.run("update case_files set state = 'handling' where id = ?", [id]));

  it('is judged, redacted for the public, and bound by a hash when the handler submits it', async () => {
    const { id } = await submitted();
    const file = await caseOf(office, id);
    const [reply] = await office.rows.find(Reply, { caseId: id });
    expect(file).toMatchObject({ state: 'signing', currentReplyId: reply!.id });
    expect(reply).toMatchObject({
      version: 1, drafterId: await userId(office, 'housing-handler'), departmentId: department(office, 'housing'), toCitizen: REPLY,
      toSuperior: null, attachments, contributions: [], copyHash: expect.stringMatching(/^[0-9a-f]{64}$/), engine: expect.stringMatching(/^huiyin-rules\/\d+@[0-9a-f]{12}$/),
    });
    expect(reply!.score).toBeGreaterThan(50);
    expect(reply!.publicMessage).toContain('〔手机号〕');
    expect(reply!.publicMessage).not.toMatch(/13900001234|李晓明/);
    expect(reply!.publicReply).toContain('0599-5550102');
    const [event] = await eventsOf(office, id, 'submit_reply');
    expect(event!.facts).toMatchObject({ replyId: reply!.id, replyVersion: 1, copyHash: reply!.copyHash, score: reply!.score });
    expect(JSON.stringify(event!.facts)).not.toMatch(/电梯|李|1390000/);
  });

  it('an empty phrase is submitted with what is wrong with it; the machine advises', async () => {
    const { id } = await inHand(office);
    await office.as('housing-handler').act('submit-reply', id, { toCitizen: '您好，您的留言已收悉，已转相关部门研究处理，感谢您的关注。' });
    const [reply] = await office.rows.find(Reply, { caseId: id });
    expect(reply!.findings.map(({ code }) => code)).toContain('evasive');
    expect(reply!.verdict).not.toBe('pass');
  });

  it('the head signs off what another wrote; the department’s clock stands still from then on', async () => {
    const { id } = await submitted();
    expect(await openClock(office, id, 'leg')).toMatchObject({ dueDay: '2026-03-10' });
    expect(await office.as('housing-head').act('sign-off', id)).toMatchObject({ state: 'in_review' });
    expect(await openClock(office, id, 'leg')).toMatchObject({ dueAt: null, pauses: [{ from: office.clock.now() }] });
    expect(await openClock(office, id, 'answer')).toMatchObject({ dueDay: '2026-03-11' });
    expect(await openClock(office, id, 'review')).toMatchObject({ dueDay: '2026-03-05' });
    const [reply] = await office.rows.find(Reply, { caseId: id });
    expect(await office.rows.find(Signature, { caseId: id })).toMatchObject([
      { sort: 'sign_off', role: 'head', replyId: reply!.id, copyHash: reply!.copyHash, userId: await userId(office, 'housing-head'), voidedAt: null },
    ]);
  });

  it('the drafter does not sign off, nor the head of another unit', async () => {
    const { id } = await submitted();
    await office.database.write('person', (turn) =>
      turn.sql.run('update replies set drafter_id = ? where case_id = ?', [headId, id]));
    expect((await refused(office, id, () => office.as('housing-head').try('sign-off', id))).code).toBe('same_person');
    expect((await refused(office, id, () => office.as('urban-head').try('sign-off', id))).code).toBe('not_found');
    expect((await refused(office, id, () => office.as('housing-handler').try('sign-off', id))).code).toBe('not_your_part');
  });
  let headId: string;
  beforeAll(async () => {
    headId = await userId(office, 'housing-head');
  });

  it.each([
    ['to_citizen', '已修好。'], ['public_reply', '已修好。'], ['public_message', '我叫李晓明'], ['attachments', '[]'],
  ])('a copy changed behind the office’s back (%s) is not signed', async (column, value) => {
    const { id } = await submitted();
    await office.database.write('person', (turn) => turn.sql.run(`update replies set ${column} = ? where case_id = ?`, [value, id]));
    expect((await refused(office, id, () => office.as('housing-head').try('sign-off', id))).code).toBe('approval_void');
  });

  it('the head sends it back to the handler with what to change; the next version is signed anew', async () => {
    const { id } = await submitted();
    expect((await refused(office, id, () => office.as('housing-head').try('return-inside', id))).code).toBe('wrong_shape');
    await office.as('housing-head').act('return-inside', id, { reason: '请写明修复日期的依据' });
    expect(await office.rows.find(Signature, { caseId: id })).toMatchObject([{ sort: 'return_inside', note: '请写明修复日期的依据', voidedAt: office.clock.now() }]);
    await office.as('housing-handler').act('submit-reply', id, { toCitizen: `${REPLY}附维修合同。` });
    await office.as('housing-head').act('sign-off', id);
    const [first, second] = await office.rows.find(Reply, { caseId: id }, { orderBy: 'version' });
    expect([first!.version, second!.version]).toEqual([1, 2]);
    expect(first!.copyHash).not.toBe(second!.copyHash);
    expect((await caseOf(office, id)).currentReplyId).toBe(second!.id);
  });

  it('a new version voids every name under the old one', async () => {
    const { id } = await submitted();
    await office.as('housing-head').act('sign-off', id);
    await sendBack(id);
    await office.as('housing-handler').act('submit-reply', id, { toCitizen: REPLY });
    expect(await office.rows.find(Signature, { caseId: id })).toMatchObject([{ sort: 'sign_off', voidedAt: office.clock.now() }]);
  });

  it('the coordinator answers directly where no department is needed', async () => {
    const { id } = await queued(office, { ...LETTER, kind: 'consultation', text: '请问政务服务大厅几点上班？' });
    const answer = await office.as('coordinator').act('answer-directly', id, { toCitizen: '您好：政务服务大厅工作日9:00至17:00办公，电话0599-5550100。临川市政务新媒体中心，2026年3月4日。' });
    expect(answer).toMatchObject({ state: 'in_review' });
    expect(await office.rows.find(Reply, { caseId: id })).toMatchObject([{ departmentId: null, drafterId: await userId(office, 'coordinator') }]);
    expect(await clocksOf(office, id, 'dispatch')).toMatchObject([{ verdict: 'on_time', stopAct: 'answer_directly' }]);
    expect(await openClock(office, id, 'review')).toBeDefined();
  });

  it('says when a superior’s own text is missing, and does not insist', async () => {
    const { body } = await office.as('coordinator').post('/api/v1/entries', {
      account: 'wb', externalId: 'board-2', occurredAt: '2026-03-04T09:00:00+08:00', text: LETTER.text, kind: 'help', origin: { system: '领导留言板', number: 'LY-2' },
    });
    const [row] = await office.rows.sql.all<{ id: string }>('select id from case_files where number = ?', [body['caseNumber'] as string]);
    await office.app.get(Docket).perform({ act: 'pass', caseId: row!.id, actor: systemActor('test') });
    await office.as('coordinator').act('answer-directly', row!.id, { toCitizen: REPLY });
    expect((await eventsOf(office, row!.id, 'answer_directly'))[0]!.facts).toMatchObject({ toSuperiorMissing: true });
  });

  it('is refused to those whose part it is not, unread', async () => {
    const { id } = await inHand(office);
    const body = { toCitizen: REPLY };
    expect((await refused(office, id, () => office.as('urban-handler').try('submit-reply', id, body))).code).toBe('not_found');
    expect((await refused(office, id, () => office.as('housing-head').try('submit-reply', id, body))).code).toBe('not_your_part');
    expect((await refused(office, id, () => office.as('coordinator').try('answer-directly', id, body))).code).toBe('act_not_allowed');
    expect((await refused(office, id, () => office.as('housing-handler').try('submit-reply', id, { ...body, version: 1 }))).code).toBe('stale_version');
    expect((await refused(office, id, () => office.as('housing-handler').try('submit-reply', id, { toCitizen: '　' }))).code).toBe('wrong_shape');
    expect((await refused(office, id, () => office.as('housing-handler').try('submit-reply', id, { ...body, attachments: [{ name: 'a', mediaType: 'x', sha256: '1' }] }))).code).toBe('wrong_shape');
    expect((await office.anybody.post(`/api/v1/cases/${id}/submit-reply`, { ...body, version: 1 })).status).toBe(401);
    expect((await office.as('housing-handler').post('/api/v1/cases/no-such-case/submit-reply', { ...body, version: 1 })).status).toBe(404);
  });

  it('the editor asks for a judgement without a case', async () => {
    const pair = { subject: LETTER.subject, message: LETTER.text, reply: REPLY, department: '市住建局', kind: 'help', channel: 'mailbox' };
    const { status, body } = await office.as('housing-handler').post('/api/v1/replies/score', pair);
    expect(status).toBe(200);
    expect(body).toMatchObject({ score: expect.any(Number), verdict: expect.any(String), defects: expect.any(Array), asks: expect.any(Array) });
    expect((await office.anybody.post('/api/v1/replies/score', pair)).status).toBe(401);
  });
});
