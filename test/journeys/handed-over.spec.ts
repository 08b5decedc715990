import { OPENING_LETTER } from './letters.js';
import { onEachOffice } from './journey.js';

const LETTER = {
  subject: '不服法院判决', kind: 'help', author: { id: 'citizen-court', contact: '13900003333' },
  text: '我不服区人民法院的一审判决，请市里领导改判，还我一个公道。',
};
const COURT = {
  receiver: '临川市中级人民法院诉讼服务中心', receiverPhone: '0599-5550160', way: 'letter', reason: '属人民法院职权',
  legalWay: '在判决书送达之日起十五日内向上一级人民法院上诉',
};
const AIRPORT = { receiver: '临川机场集团', receiverPhone: '0599-5550155', reason: '候机楼由机场集团管理' };
const RESULT =
  '您好！您咨询的“政务服务大厅周六能否办理公交卡年审”一事收悉。经临川机场集团工作人员3月5日核实，候机楼公交卡年审窗口周六9:00至12:00正常办理。' +
  '依据《临川市公交卡管理办法》第八条，办理时需携带本人身份证原件和公交卡，当场办结。如有疑问，请联系临川机场集团，电话0599-5550155。\n临川机场集团\n2026年3月5日';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('a matter for the courts is handed over, and the citizen reads who has it and which way the law gives', async () => {
    const file = await story.citizenWrites(LETTER);
    expect((await story.seen(file)).state).toBe('held');
    await story.as('coordinator').act('hand-over', file.id, COURT);
    await story.office.settle();
    expect(await story.told(file)).toEqual(expect.arrayContaining(['转送待确认 → coordinator', '转送待确认 → duty']));
    const { notices } = await story.lookUp(file);
    expect(notices.at(-1)).toMatchObject({ title: { zh: '转送告知' }, text: expect.stringContaining('十五日内向上一级人民法院上诉') });
    expect(notices.at(-1)!.text).toContain('0599-5550160');

    await story.until('2026-03-04 13:00');
    await story.as('duty').act('confirm-hand-over', file.id, { receivedBy: '立案庭 何法官', receiptNumber: '诉服2026-19' });
    expect(await story.clock(file, 'hand_over')).toMatchObject({ verdict: 'on_time' });
  });

  it('a message about the airport is answered by the airport, through us and by our date', async () => {
    const file = await story.citizenWrites(OPENING_LETTER);
    await story.isAccepted(file);
    await story.as('coordinator').act('transfer-out', file.id, AIRPORT);
    await story.office.settle();
    const found = await story.lookUp(file);
    expect(found).toMatchObject({ state: 'outside', promised: { day: '2026-03-09' } });
    expect(found.notices.at(-1)!.text).toContain('临川机场集团');

    await story.until('2026-03-05 10:00');
    await story.as('coordinator').act('external-result', file.id, { toCitizen: RESULT });
    await story.as('office-head').act('sign', file.id, { gates: ['political', 'legal', 'policy', 'secrecy', 'wording'] });
    await story.isApproved(file);
    await story.isPublished(file);
    expect(await story.lookUp(file)).toMatchObject({ state: 'answered', promised: { met: true }, replies: [{ text: RESULT }] });
  });
});
