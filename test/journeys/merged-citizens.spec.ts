import { NOISE_LETTER, NOISE_REPLY } from './letters.js';
import { onEachOffice } from './journey.js';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('merged citizens are each told', async () => {
    const first = await story.citizenWrites({ ...NOISE_LETTER, text: `${NOISE_LETTER.text}我家住建设路12号2单元501室。`, author: { id: 'first', contact: '13900003333' } });
    await story.until('2026-03-05 10:00');
    const nameless = await story.citizenWrites({ ...NOISE_LETTER, text: '建设路工地半夜还在打桩，请管一管。', author: undefined });
    await story.until('2026-03-06 10:00');
    const lead = await story.citizenWrites(NOISE_LETTER);
    for (const file of [first, nameless, lead]) await story.isAccepted(file);
    const days = async () => [await story.clock(first, 'answer'), await story.clock(nameless, 'answer'), await story.clock(lead, 'answer')].map(({ dueDay }) => dueDay);
    expect(await days()).toEqual(['2026-03-11', '2026-03-12', '2026-03-13']);

    for (const file of [first, nameless]) await story.as('coordinator').act('merge', file.id, { leadId: lead.id, reason: '同一工地同一事由' });
    // Nobody’s promise moves; the department must be done for the one who has waited longest.
    expect(await days()).toEqual(['2026-03-11', '2026-03-12', '2026-03-13']);
    await story.isTakenUpBy('urban', lead);
    expect(await story.clock(lead, 'leg')).toMatchObject({ dueDay: '2026-03-11' });
    expect(await story.lookUp(first)).toMatchObject({ state: 'joined', replies: [] });

    await story.until('2026-03-12 10:00');
    await story.isAnswered('urban', lead, NOISE_REPLY);

    // One answer, three citizens: each under their own number and code, each by their own clock.
    for (const file of [first, nameless, lead]) {
      const found = await story.lookUp(file);
      expect([found.state, found.replies.length, found.rating.open]).toEqual(['answered', 1, true]);
      expect(found.replies[0]!.text).toContain('责令该工地立即停止夜间施工');
    }
    expect((await story.lookUp(first)).promised).toMatchObject({ day: '2026-03-11', met: false });
    expect((await story.lookUp(nameless)).promised).toMatchObject({ day: '2026-03-12', met: true });
    expect((await story.lookUp(lead)).promised).toMatchObject({ day: '2026-03-13', met: true });
    const crossed = await story.office.anybody.post('/api/v1/public/lookups', { caseNumber: first.caseNumber, queryCode: lead.queryCode });
    expect([crossed.status, crossed.body['code']]).toEqual([404, 'wrong_code']);
    const shown = await story.publicAnswers();
    expect(shown.map(({ number }) => number).toSorted()).toEqual([first, nameless, lead].map(({ caseNumber }) => caseNumber).toSorted());
    expect(shown.find(({ number }) => number === first.caseNumber)!.message).not.toMatch(/501室|13900003333/);

    // Each says what they think of it; one is not content, and that is studied though the case is merged.
    await story.rates(lead, 'satisfied', 'yes');
    await story.rates(nameless, 'fairly', 'partly');
    await story.rates(first, 'dissatisfied', 'no', '昨晚还在施工');
    expect((await story.lookUp(lead)).rating.given).toEqual({ satisfaction: 'satisfied', resolved: 'yes' });
    expect((await story.lookUp(first)).rating.given).toEqual({ satisfaction: 'dissatisfied', resolved: 'no' });
    expect(await story.told(first)).toEqual(expect.arrayContaining([expect.stringMatching(/ → coordinator$/)]));
    await story.as('coordinator').act('decide-dissatisfied', first.id, { decision: 'not_upheld', reason: '3月11日夜间复查，工地已停工' });
    await story.until('2026-03-20 10:00');
    expect((await story.seen(lead)).state).toBe('closed');
    for (const file of [first, nameless]) expect((await story.seen(file)).clocks.filter(({ stoppedAt }) => stoppedAt === null)).toEqual([]);
  });
});
