import { BUS_LETTER, BUS_REPLY } from './letters.js';
import { onEachOffice } from './journey.js';

const AUTUMN_REPLY = BUS_REPLY.replace('3月5日', '10月9日').replace('3月10日', '10月12日').replace('2026年3月6日', '2026年10月10日');

onEachOffice({ now: '2026-09-29T10:00:00+08:00' }, (story) => {
  it('holiday moves the deadline', async () => {
    // A Tuesday before the National Day week. Working days: 30 September, 8, 9 October, Saturday 10 October (made up), 12 October.
    const file = await story.citizenWrites(BUS_LETTER);
    await story.isAccepted(file);
    expect(await story.lookUp(file)).toMatchObject({ promised: { day: '2026-10-12' } });
    const receipt = await story.lookUp(file);
    expect(receipt.notices[0]!.text).toContain('2026年10月12日');
    expect(receipt.promised!.proof).toMatchObject({
      notable: expect.arrayContaining([
        { day: '2026-10-01', reason: '国庆节', counted: false }, { day: '2026-10-07', reason: '国庆节', counted: false },
        { day: '2026-10-10', reason: '调休上班', counted: true },
      ]),
    });

    await story.isTakenUpBy('transport', file);
    // The department has a day less: it is due on the Saturday that is worked.
    expect(await story.clock(file, 'leg')).toMatchObject({ dueDay: '2026-10-10' });
    const { body: proof } = await story.as('transport-handler').get((await story.clock(file, 'answer')).proof);
    expect(proof).toMatchObject({ holds: true });

    // In the holidays nobody is disturbed; the first reminder comes on the last working day before the department’s due day.
    await story.until('2026-10-08 23:00');
    expect((await story.told(file)).filter((each) => each.startsWith('即将到期'))).toEqual([]);
    await story.until('2026-10-09 10:00');
    expect((await story.told(file)).filter((each) => each.startsWith('即将到期'))).toEqual(['即将到期 → transport-handler']);

    await story.until('2026-10-10 15:00');
    await story.isAnswered('transport', file, AUTUMN_REPLY);
    expect(await story.lookUp(file)).toMatchObject({ promised: { day: '2026-10-12', met: true } });
    expect((await story.seen(file)).clocks.filter(({ verdict }) => verdict === 'late')).toEqual([]);
  });
});
