import { ReplyWording, bandsOf } from '../../src/handling/replies.entities.js';
import { shingleHashes } from '../../src/core/language/minhash.js';
import { repliesAlike } from '../../src/views/replies-alike.query.js';
import { Publication } from '../../src/publication/publication.entities.js';
import { LIFT_LETTER, LIFT_REPLY, NOISE_LETTER, NOISE_REPLY } from './letters.js';
import { ALL_GATES, onEachOffice } from './journey.js';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('a published answer is corrected and then taken down, each by two', async () => {
    const member = await story.citizenWrites({ ...NOISE_LETTER, author: { id: 'other', contact: '13900003333' } });
    const file = await story.citizenWrites({ ...NOISE_LETTER, text: `${NOISE_LETTER.text}请尽快答复。` });
    for (const each of [member, file]) await story.isAccepted(each);
    await story.as('coordinator').act('merge', member.id, { leadId: file.id, reason: '同一工地' });
    await story.isTakenUpBy('urban', file);
    await story.isAnswered('urban', file, NOISE_REPLY);
    const page = async () => (await story.office.anybody.get<{ answers: Record<string, string | null>[] }>(`/api/v1/public/answers/${file.caseNumber}`)).body.answers[0]!;
    const html = async () => (await story.office.anybody.get<string>(`/public/answers/${file.caseNumber}`)).body;
    expect(await page()).toMatchObject({ correctedOn: null, retractedOn: null });

    await story.until('2026-03-09 10:00');
    const right = NOISE_REPLY.replace('立即停止', '自当晚起停止');
    expect(right).not.toBe(NOISE_REPLY);
    expect(await story.refused('reviewer', 'correct', file, { gates: ALL_GATES })).toBe('not_proposed');
    expect(await story.refused('coordinator', 'propose-amendment', file, { sort: 'correct', reason: '日期有误' })).toBe('wrong_shape');
    expect(await story.refused('coordinator', 'propose-amendment', file, { sort: 'correct', reason: '日期有误', toCitizen: `${right}当事人电话13812345678。` })).toBe('gate_blocked');
    // A correction is compared with what the office wrote to others, like the reply before it.
    const other = await story.citizenWrites({ ...LIFT_LETTER, author: { id: 'lift', contact: '13900004444' } });
    await story.isAccepted(other);
    await story.isTakenUpBy('housing', other);
    await story.isDrafted('housing', other, LIFT_REPLY);
    const wrong = await story.as('coordinator').try<{ code: string; findings: { code: string }[] }>('propose-amendment', file.id, { sort: 'correct', reason: '贴错', toCitizen: LIFT_REPLY });
    expect(wrong.body.code).toBe('findings_not_seen');
    expect(wrong.body.findings.map(({ code }) => code)).toContain('copy_paste');
    await story.as('coordinator').act('propose-amendment', file.id, { sort: 'correct', reason: '停工时间写得不准', toCitizen: right });
    expect((await page())['reply']).toContain('立即停止');
    expect(await story.refused('reviewer', 'retract', file)).toBe('not_proposed');
    expect(await story.refused('reviewer', 'correct', file, { gates: ALL_GATES })).toBe('signature_missing');
    expect(await story.refused('deputy', 'sign-amendment', file, { gates: ALL_GATES })).toBe('not_asked_to_sign');
    expect(await story.refused('housing-head', 'sign-amendment', file, { gates: ALL_GATES })).toMatch(/not_found|no_standing/);
    await story.as('urban-head').act('sign-amendment', file.id, { gates: ALL_GATES });
    expect(await story.refused('urban-head', 'sign-amendment', file, { gates: ALL_GATES })).toBe('already_signed');
    expect(await story.refused('reviewer', 'correct', file, { gates: [] })).toBe('gates_not_ticked');
    const queue = await story.as('reviewer').get<{ cases: { id: string }[] }>('/api/v1/cases?view=amendments');
    expect(queue.body.cases.map(({ id }) => id)).toEqual([file.id]);
    await story.as('reviewer').act('correct', file.id, { gates: ALL_GATES });
    // Later replies are compared with the corrected words.
    const [filed] = await story.office.rows.find(ReplyWording, { caseId: file.id });
    const bands = bandsOf(filed!.officeId, shingleHashes(right));
    expect(filed).toMatchObject(bands);
    const alike = await repliesAlike(story.office.rows.sql, filed!.officeId, Object.values(bands), member.id, 5);
    expect(alike.map(({ to_citizen }) => to_citizen)).toEqual([right]);
    await story.office.settle();
    expect(await page()).toMatchObject({ correctedOn: '2026-03-09', reply: expect.stringContaining('自当晚起停止') });
    expect(await html()).toContain('更正');
    for (const each of [file, member]) expect((await story.lookUp(each)).replies).toMatchObject([{ text: expect.stringContaining('自当晚起停止'), correctedAt: expect.stringMatching(/^2026-03-09/) }]);
    expect((await story.lookUp(file)).steps.map(({ what }) => what.zh)).toContain('更正答复');
    const [sent] = await story.office.rows.find(Publication, { caseId: file.id });
    expect(sent).toMatchObject({ deliveryState: 'delivered', deliveryNote: 'query page' });

    await story.as('coordinator').act('propose-amendment', file.id, { sort: 'retract', reason: '涉及未结案件' });
    expect(await story.refused('coordinator', 'retract', file)).toBe('same_person');
    await story.as('coordinator2').act('retract', file.id);
    await story.office.settle();
    expect(await page()).toMatchObject({ retractedOn: '2026-03-09', reply: '', message: '' });
    expect(await html()).toContain('已撤下');
    expect(await html()).not.toContain('自当晚起停止');
    expect((await story.publicAnswers()).map(({ number }) => number)).not.toContain(file.caseNumber);
    const found = await story.lookUp(member);
    expect(found.replies).toEqual([]);
    expect((await story.lookUp(file)).steps.map(({ what }) => what.zh)).toContain('撤下答复');
    expect(await story.refused('coordinator', 'propose-amendment', file, { sort: 'retract', reason: '再撤' })).toBe('not_found');
  });
});
