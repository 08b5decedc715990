import { NOISE_LETTER, NOISE_REPLY } from './letters.js';
import { onEachOffice } from './journey.js';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('a second return is adjudicated', async () => {
    const file = await story.citizenWrites(NOISE_LETTER);
    await story.isAccepted(file);
    const promised = (await story.clock(file, 'answer')).dueAt;
    await story.isTakenUpBy('housing', file);
    await story.as('housing-head').act('ask-return', file.id, { basis: '夜间施工噪声属城管职责', suggestedDepartmentId: 'urban' });
    await story.as('coordinator').act('grant-return', file.id);
    await story.isTakenUpBy('urban', file);
    await story.until('2026-03-05 09:00');
    await story.as('urban-head').act('ask-return', file.id, { basis: '建筑工地属住建职责', suggestedDepartmentId: 'housing' });
    await story.office.settle();
    expect(await story.told(file)).toEqual(expect.arrayContaining([expect.stringMatching(/退单.* → supervisor/)]));

    // The coordinator can neither send it round again nor force it back; the supervisor decides, and that is the end of it.
    expect(await story.refused('coordinator', 'grant-return', file)).toBe('return_limit');
    expect(await story.refused('coordinator', 'refuse-return', file, { reason: '应由城管办理' })).toBe('return_limit');
    const { body } = await story.as('supervisor').get<{ cases: { number: string }[] }>('/api/v1/cases?view=adjudicate');
    expect(body.cases.map(({ number }) => number)).toEqual([file.caseNumber]);
    await story.as('supervisor').act('adjudicate', file.id, { departmentId: 'urban', reason: '依据三定规定，夜间施工噪声由城管部门承办' });
    await story.isSignedForBy('urban', file);
    expect(await story.refused('urban-head', 'ask-return', file, { basis: '仍认为不属我局职责' })).toBe('same_person_returned');

    expect((await story.clock(file, 'answer')).dueAt).toBe(promised);
    expect((await story.seen(file)).clocks.filter(({ clock }) => clock === 'return_decision').map(({ verdict }) => verdict)).toEqual(['on_time', 'on_time']);
    await story.until('2026-03-06 16:00');
    await story.isAnswered('urban', file, NOISE_REPLY);
    expect(await story.lookUp(file)).toMatchObject({ department: '市城管局', promised: { met: true } });
  });
});
