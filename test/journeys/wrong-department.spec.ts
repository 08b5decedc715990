import { BUS_LETTER, BUS_REPLY } from './letters.js';
import { onEachOffice } from './journey.js';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('wrong department comes back', async () => {
    const file = await story.citizenWrites(BUS_LETTER);
    await story.isAccepted(file);
    const promised = (await story.clock(file, 'answer')).dueAt;
    await story.isTakenUpBy('housing', file);
    expect((await story.seen(file, 'housing-handler')).number).toBe(file.caseNumber);

    // “Not ours” is for the head to say, with the duty it rests on.
    expect(await story.refused('housing-handler', 'ask-return', file, { basis: '公交运营归交通部门' })).toBe('not_your_part');
    await story.as('housing-head').act('ask-return', file.id, { basis: '公交运营属市交通运输局职责（三定规定）', suggestedDepartmentId: 'transport' });
    await story.office.settle();
    expect((await story.seen(file)).state).toBe('returning');
    await story.until('2026-03-04 15:00');
    await story.as('coordinator').act('grant-return', file.id, { reason: '同意，转市交通运输局' });

    // The first unit no longer sees it, the citizen’s promise has not moved, and the next unit has its own full time.
    expect((await story.as('housing-head').get(`/api/v1/cases/${file.id}`)).status).toBe(404);
    await story.isTakenUpBy('transport', file);
    expect((await story.clock(file, 'answer')).dueAt).toBe(promised);
    const legs = (await story.seen(file)).clocks.filter(({ clock }) => clock === 'leg');
    expect(legs.map(({ department, dueDay, verdict }) => [department, dueDay, verdict])).toEqual([
      ['市住建局', '2026-03-10', 'void'], ['市交通运输局', '2026-03-10', null],
    ]);

    await story.until('2026-03-06 10:00');
    await story.isAnswered('transport', file, BUS_REPLY);
    expect((await story.lookUp(file)).promised).toMatchObject({ met: true });
    const steps = (await story.lookUp(file)).steps.map(({ what }) => what.zh);
    expect(steps.filter((step) => step === '交承办单位')).toHaveLength(2);
    expect(steps.join()).not.toMatch(/退单|退回/);

    expect(await story.told(file)).toEqual(expect.arrayContaining(['待签收 → housing-liaison', '待签收 → transport-liaison', '已答复 → transport-head']));
    expect((await story.told(file)).filter((each) => /退单/.test(each))).toHaveLength(2);
    expect((await story.told(file)).filter((each) => each.startsWith('已答复') && /housing/.test(each))).toEqual([]);
  });
});
