import { PRAISE } from './letters.js';
import { onEachOffice } from './journey.js';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('praise filed without action', async () => {
    const file = await story.citizenWrites(PRAISE);
    const other = await story.citizenWrites({ ...PRAISE, text: '感谢12路司机师傅每天准时发车，辛苦了！', author: { id: 'another' } });
    const versionOf = async (id: string) => Number((await story.seen({ id }))['version']);
    const { status, body } = await story.as('coordinator').post<{ cases: { done: boolean; state?: string }[] }>('/api/v1/acts/file', {
      cases: [{ id: file.id, version: await versionOf(file.id) }, { id: other.id, version: await versionOf(other.id) }], reason: '表扬感谢，转市交通运输局知晓，阅存',
    });
    expect([status, body.cases.map(({ done, state }) => [done, state])]).toEqual([200, [[true, 'filed'], [true, 'filed']]]);
    await story.office.settle();

    expect(await story.lookUp(file)).toMatchObject({ state: 'noted', replies: [], rating: { open: false } });
    expect((await story.seen(file)).clocks.filter(({ stoppedAt }) => stoppedAt === null)).toEqual([]);
    await story.until('2026-03-14 10:00');
    // Nobody is reminded, urged or late over a word of thanks, and it is no answer to be shown.
    expect((await story.acts(file)).filter((act) => ['remind', 'miss', 'urge', 'close'].includes(act))).toEqual([]);
    expect((await story.told(file)).filter((each) => /即将到期|已逾期|催办/.test(each))).toEqual([]);
    expect(await story.publicAnswers()).toEqual([]);
    const rating = await story.office.anybody.post('/api/v1/public/ratings', { caseNumber: file.caseNumber, queryCode: file.queryCode, satisfaction: 'satisfied', resolved: 'yes' });
    expect(rating.status).toBe(409);
  });
});
