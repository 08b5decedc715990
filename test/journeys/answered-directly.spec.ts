import { OPENING_LETTER, OPENING_REPLY } from './letters.js';
import { ALL_GATES, onEachOffice } from './journey.js';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('a question answered directly', async () => {
    const file = await story.citizenWrites(OPENING_LETTER);
    await story.isAccepted(file);
    expect((await story.lookUp(file)).promised).toMatchObject({ day: '2026-03-09' });

    await story.until('2026-03-04 11:00');
    expect(await story.as('coordinator').act('answer-directly', file.id, { toCitizen: OPENING_REPLY })).toMatchObject({ state: 'in_review' });
    await story.office.settle();
    // No unit signed it, so the head of the office does; and who wrote it has no other part in it.
    expect(await story.told(file)).toEqual(expect.arrayContaining(['待会签 → office-head', '待审核 → reviewer']));
    expect(await story.refused('reviewer', 'approve', file, { gates: ALL_GATES })).toBe('signature_missing');
    expect(await story.refused('coordinator', 'approve', file, { gates: ALL_GATES })).toBe('not_your_part');
    await story.as('office-head').act('sign', file.id, { gates: ALL_GATES });
    await story.isApproved(file);
    await story.isPublished(file);

    expect(await story.lookUp(file)).toMatchObject({ state: 'answered', promised: { met: true }, replies: [{ text: OPENING_REPLY }] });
    const { clocks, department } = await story.seen(file);
    expect(department).toBeNull();
    expect(clocks.map(({ clock }) => clock).toSorted()).toEqual(['answer', 'dispatch', 'publish', 'rating', 'review', 'screen']);
    expect((await story.told(file)).filter((each) => /transport|housing|urban|justice/.test(each))).toEqual([]);
  });
});
