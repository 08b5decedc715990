import { BUS_LETTER, BUS_REPLY } from './letters.js';
import { onEachOffice } from './journey.js';

const SECOND_REPLY =
  '您好！您反映的“12路公交车早高峰班次太少”一事我局已重新办理。经市交通运输局工作人员3月11日早高峰到东门站复查，因2台车辆未到位，发车间隔仍为20分钟，您的评价属实。' +
  '依据《城市公共汽车和电车客运管理规定》第三十一条，我局已于3月12日责令公交公司整改，当日补足车辆，发车间隔恢复为8分钟，3月13日现场复查正常。' +
  '如再有问题，请联系市交通运输局，电话0599-5550101。\n临川市交通运输局\n2026年3月13日';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('a bad rating is reopened by a person', async () => {
    const file = await story.citizenWrites(BUS_LETTER);
    await story.isAccepted(file);
    await story.isTakenUpBy('transport', file);
    await story.until('2026-03-06 10:00');
    await story.isAnswered('transport', file, BUS_REPLY);
    await story.until('2026-03-11 10:00');
    await story.rates(file, 'dissatisfied', 'no', '还是要等二十分钟');

    // The machine only tells the coordinators, and says so again when nobody looks into it; it never reopens.
    expect(await story.clock(file, 'study')).toMatchObject({ dueDay: '2026-03-12' });
    await story.until('2026-03-13 09:00');
    expect((await story.seen(file)).state).toBe('answered');
    expect(await story.acts(file)).not.toContain('reopen');
    expect(await story.told(file)).toEqual(expect.arrayContaining(['已逾期 → coordinator', expect.stringMatching(/不满意.* → coordinator/)]));
    // The rating window ends meanwhile; an open study keeps the case from being filed away.
    await story.until('2026-03-14 10:00');
    expect((await story.seen(file)).state).toBe('answered');

    expect(await story.refused('transport-head', 'reopen', file, { reason: '重新办理' })).toBe('not_your_part');
    await story.as('coordinator').act('reopen', file.id, { reason: '回访属实，车辆未到位，退回重办' });
    await story.office.settle();
    const reopened = await story.seen(file);
    expect(reopened).toMatchObject({ state: 'handling', epoch: 2, department: { name: '市交通运输局' } });
    const answers = () => story.seen(file).then(({ clocks }) => clocks.filter(({ clock }) => clock === 'answer').map(({ epoch, dueDay, verdict }) => [epoch, dueDay, verdict]));
    expect(await answers()).toEqual([[1, '2026-03-11', 'on_time'], [2, '2026-03-20', null]]);
    expect((await story.lookUp(file)).replies.map(({ text }) => text)).toEqual([BUS_REPLY]);

    await story.until('2026-03-16 10:00');
    await story.isAnswered('transport', file, SECOND_REPLY);
    expect(await answers()).toEqual([[1, '2026-03-11', 'on_time'], [2, '2026-03-20', 'on_time']]);
    const found = await story.lookUp(file);
    expect(found.replies.map(({ text }) => text)).toEqual([SECOND_REPLY, BUS_REPLY]);
    expect(found.rating).toEqual({ open: true, given: null });
    await story.rates(file, 'satisfied', 'yes');
    expect(((await story.seen(file)).ratings as { epoch: number; satisfaction: string }[]).map(({ epoch, satisfaction }) => [epoch, satisfaction])).toEqual([[1, 'dissatisfied'], [2, 'satisfied']]);
    await story.until('2026-03-24 10:00');
    expect((await story.seen(file)).state).toBe('closed');
  });
});
