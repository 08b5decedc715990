import { BUS_LETTER, BUS_REPLY } from './letters.js';
import { onEachOffice } from './journey.js';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('answered in time', async () => {
    const file = await story.citizenWrites(BUS_LETTER);

    // The citizen is told at once: number, code, and the day by which there will be an answer.
    const receipt = await story.lookUp(file);
    expect(receipt.promised).toMatchObject({ day: '2026-03-11', met: null });
    expect(receipt.notices[0]!.text).toContain(`编号${file.caseNumber}，查询码${file.queryCode}`);
    expect(receipt.notices[0]!.text).toContain('2026年3月11日');

    // The machine let it pass and proposes the department; the coordinator assigns.
    expect((await story.seen(file)).state).toBe('queued');
    const { body: proposal } = await story.as('coordinator').get<{ departments: { code: string }[] }>(`/api/v1/cases/${file.id}/proposal`);
    expect(proposal.departments[0]!.code).toBe('transport');
    await story.isTakenUpBy('transport', file);
    expect(await story.lookUp(file)).toMatchObject({ state: 'in_hand', department: '市交通运输局' });

    await story.until('2026-03-06 15:00');
    await story.isAnswered('transport', file, BUS_REPLY);

    const answered = await story.lookUp(file);
    expect(answered).toMatchObject({ state: 'answered', promised: { met: true }, rating: { open: true, given: null } });
    expect(answered.replies).toMatchObject([{ text: BUS_REPLY, at: expect.stringContaining('2026-03-06T15:00') }]);
    const [shown] = await story.publicAnswers();
    expect(shown).toMatchObject({ number: file.caseNumber, reply: BUS_REPLY });
    expect(JSON.stringify(shown)).not.toMatch(/13900001234|刘大明/);

    const { clocks } = await story.seen(file);
    const verdicts = Object.fromEntries(clocks.map(({ clock, verdict }) => [clock, verdict]));
    expect(verdicts).toEqual({
      screen: 'on_time', dispatch: 'on_time', acknowledge: 'on_time', contact: 'on_time', leg: 'on_time', review: 'on_time', publish: 'on_time',
      answer: 'on_time', rating: null,
    });

    await story.rates(file, 'satisfied', 'yes', '谢谢，班次已经加密了');
    await story.until('2026-03-14 09:00');
    expect((await story.seen(file)).state).toBe('closed');
    expect(await story.lookUp(file)).toMatchObject({ state: 'answered', rating: { open: false, given: { satisfaction: 'satisfied', resolved: 'yes' } } });

    // Each whose turn it was had a mail; nothing was ever late, so nobody was reminded.
    const told = await story.told(file);
    expect(told).toEqual(expect.arrayContaining([
      '待签收 → transport-handler', '待签收 → transport-liaison', '待审核 → reviewer', '待审核 → reviewer2', '已答复 → transport-handler', '已答复 → transport-head',
    ]));
    expect(told.filter((each) => /^(即将到期|已逾期|催办单|督办)/.test(each))).toEqual([]);
    expect((await story.mails()).some(({ text, html }) => /13900001234|刘大明|上班都迟到了/.test(text + html))).toBe(false);
  });
});
