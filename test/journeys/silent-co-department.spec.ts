import { NOISE_LETTER, NOISE_REPLY } from './letters.js';
import { onEachOffice } from './journey.js';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('a silent co-department is waived', async () => {
    const file = await story.citizenWrites(NOISE_LETTER);
    await story.isAccepted(file);
    await story.isTakenUpBy('urban', file);
    await story.as('urban-handler').act('invite', file.id, { departmentId: 'housing', ask: '请核实该工地的施工许可情况' });
    await story.office.settle();
    const jointId = (await story.seen(file)).joints[0]!.id;
    const waive = { jointId, reason: '协办单位逾期未回，先行答复' };

    await story.until('2026-03-06 17:00');
    expect(await story.refused('coordinator', 'waive-contribution', file, waive)).toBe('contribution_not_overdue');
    await story.until('2026-03-09 09:00');
    expect(await story.clock(file, 'contribution')).toMatchObject({ missedAt: expect.stringContaining('2026-03-06T23:59:59.999') });
    expect((await story.told(file)).filter((each) => each.startsWith('已逾期'))).toEqual(['已逾期 → housing-head']);
    expect(await story.refused('urban-handler', 'submit-reply', file, { toCitizen: NOISE_REPLY })).toBe('contribution_open');
    expect(await story.refused('urban-handler', 'waive-contribution', file, waive)).toBe('not_your_part');

    await story.as('coordinator').act('waive-contribution', file.id, waive);
    await story.isAnswered('urban', file, NOISE_REPLY);
    const seen = await story.seen(file);
    expect(seen.joints).toMatchObject([{ state: 'waived', text: waive.reason }]);
    expect(await story.clock(file, 'contribution')).toMatchObject({ verdict: 'late' });
    // The citizen was answered in time, and so was the lead; the silence stands under the one who was silent.
    expect((await story.lookUp(file)).promised).toMatchObject({ met: true });
    expect(await story.clock(file, 'leg')).toMatchObject({ department: '市城管局', verdict: 'on_time' });
    expect(await story.refused('housing-handler', 'contribute', file, { text: '迟到的意见' })).toBe('act_not_allowed');
  });
});
