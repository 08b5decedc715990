import { BUS_LETTER, BUS_REPLY } from './letters.js';
import { onEachOffice } from './journey.js';

const CORRECTED = BUS_REPLY.replace('自3月10日起', '自3月11日起');

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('an edit after approval needs a new review', async () => {
    const file = await story.citizenWrites(BUS_LETTER);
    await story.isAccepted(file);
    await story.isTakenUpBy('transport', file);
    await story.until('2026-03-05 15:00');
    await story.isDrafted('transport', file, BUS_REPLY);
    await story.isApproved(file);

    // A date is wrong. There is no way to change the approved text but to take it back; every name under it falls.
    expect(await story.refused('transport-handler', 'submit-reply', file, { toCitizen: CORRECTED })).toBe('act_not_allowed');
    await story.as('transport-handler').act('revise', file.id, { reason: '加密日期应为3月11日' });
    expect(await story.refused('coordinator', 'publish', file)).toBe('act_not_allowed');
    await story.isDrafted('transport', file, CORRECTED);
    expect(await story.refused('coordinator', 'publish', file)).toBe('act_not_allowed');
    const { replies, signatures } = await story.seen(file);
    expect(replies.map(({ version }) => version)).toEqual([1, 2]);
    const names = signatures as { replyId: string; sort: string; voidedAt: string | null }[];
    expect(names.map(({ replyId, sort, voidedAt }) => [replyId === replies[1]!['id'] ? 2 : 1, sort, voidedAt === null])).toEqual([
      [1, 'sign_off', false], [1, 'approve', false], [2, 'sign_off', true],
    ]);
    await story.isApproved(file, 'reviewer2');

    // Somebody with a hand in the database changes a word of the public copy: what was approved is not what lies there.
    const [row] = await story.office.rows.sql.all<{ public_reply: string }>('select public_reply from replies where case_id = ? and version = 2', [file.id]);
    const tamper = (text: string) => story.office.database.write('person', (turn) =>
      turn.sql.run('update replies set public_reply = ? where case_id = ? and version = 2', [text, file.id]));
    await tamper(row!.public_reply.replace('属实', '不属实'));
    expect(await story.refused('coordinator', 'publish', file)).toBe('approval_void');
    expect(await story.publicAnswers()).toEqual([]);
    await tamper(row!.public_reply);

    await story.isPublished(file);
    expect((await story.lookUp(file)).replies.map(({ text }) => text)).toEqual([CORRECTED]);
    expect((await story.publicAnswers())[0]!.reply).toBe(CORRECTED);
    expect(await story.clock(file, 'leg')).toMatchObject({ verdict: 'on_time' });
  });
});
