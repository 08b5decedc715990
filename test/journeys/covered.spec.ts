import { BUS_LETTER, BUS_REPLY } from './letters.js';
import { onEachOffice } from './journey.js';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('what a person covers before publication is not read by the public, in the next version of the reply either', async () => {
    const text = `${String(BUS_LETTER['text'])}我孩子在东门小学三年级二班读书，每天都等不到车。`;
    const file = await story.citizenWrites({ ...BUS_LETTER, text });
    await story.isAccepted(file);
    await story.isTakenUpBy('transport', file);
    await story.until('2026-03-05 15:00');
    await story.isDrafted('transport', file, BUS_REPLY);
    await story.as('reviewer').act('cover', file.id, { copy: 'message', quote: '东门小学三年级二班', reason: '可认出未成年人' });
    // The names fell with the change: the reply goes back to the unit, which hands it in as it was.
    expect(await story.refused('reviewer', 'approve', file, { gates: ['political', 'legal', 'policy', 'secrecy', 'wording'] })).toBe('signature_missing');
    await story.as('reviewer').act('send-back', file.id, { reason: '公开稿有改动，请重新审签' });
    await story.isDrafted('transport', file, BUS_REPLY);
    await story.isApproved(file);
    await story.isPublished(file);

    const [answer] = await story.publicAnswers();
    expect(answer!.message).toContain('我孩子在〔隐去〕读书');
    expect(JSON.stringify(answer)).not.toContain('东门小学');
  });
});
