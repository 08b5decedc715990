import { NOISE_LETTER, NOISE_PART, NOISE_REPLY } from './letters.js';
import { onEachOffice } from './journey.js';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('two departments answer together', async () => {
    const file = await story.citizenWrites(NOISE_LETTER);
    await story.isAccepted(file);
    await story.isTakenUpBy('urban', file);
    expect((await story.as('housing-handler').get(`/api/v1/cases/${file.id}`)).status).toBe(404);

    await story.as('urban-handler').act('invite', file.id, { departmentId: 'housing', ask: '请核实该工地的施工许可情况' });
    await story.office.settle();
    expect(await story.clock(file, 'contribution')).toMatchObject({ department: '市住建局', dueDay: '2026-03-06', verdict: null });
    expect((await story.seen(file, 'housing-handler')).joints).toMatchObject([{ state: 'invited', department: '市住建局' }]);

    // The lead cannot answer over the other’s head.
    expect(await story.refused('urban-handler', 'submit-reply', file, { toCitizen: NOISE_REPLY })).toBe('contribution_open');
    expect(await story.refused('urban-handler', 'contribute', file, { text: NOISE_PART })).toMatch(/no_standing|contribution_not_open/);
    expect(await story.refused('coordinator', 'waive-contribution', file, { jointId: (await story.seen(file)).joints[0]!.id, reason: '赶时间' })).toBe('contribution_not_overdue');

    await story.until('2026-03-05 16:00');
    await story.as('housing-handler').act('contribute', file.id, { text: NOISE_PART });
    await story.office.settle();
    expect(await story.clock(file, 'contribution')).toMatchObject({ verdict: 'on_time' });

    await story.until('2026-03-06 11:00');
    await story.isAnswered('urban', file, NOISE_REPLY);
    const seen = await story.seen(file);
    expect(seen.joints).toMatchObject([{ state: 'contributed', text: NOISE_PART }]);
    expect(seen.replies.at(-1)!['contributions']).toMatchObject([{ state: 'contributed' }]);
    expect(await story.lookUp(file)).toMatchObject({ state: 'answered', department: '市城管局', replies: [{ text: NOISE_REPLY }] });

    const told = await story.told(file);
    expect(told.filter((each) => each.startsWith('协办'))).toEqual(expect.arrayContaining([expect.stringContaining('housing-liaison'), expect.stringContaining('housing-head')]));
  });
});
