import { Interim } from '../../src/publication/amendments.entities.js';
import { NOISE_LETTER, NOISE_REPLY } from './letters.js';
import { onEachOffice } from './journey.js';

const STEP = { facts: '3月4日晚到建设路工地检查，夜间施工属实', doing: '对施工单位的处罚听证', nextStep: '作出处罚决定', nextDay: '2026-03-10' };

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('an interim reply tells the citizen how far it is, and the promise stands', async () => {
    const file = await story.citizenWrites(NOISE_LETTER);
    await story.isAccepted(file);
    await story.isTakenUpBy('urban', file);
    const promised = await story.clock(file, 'answer');

    expect(await story.refused('reviewer', 'interim', file)).toBe('not_proposed');
    expect(await story.refused('urban-handler', 'propose-interim', file, { ...STEP, nextDay: '2026-03-03' })).toBe('time_out_of_range');
    expect(await story.refused('urban-handler', 'propose-interim', file, { ...STEP, doing: '当事人王某电话13812345678，正在核对' })).toBe('gate_blocked');
    expect(await story.refused('coordinator', 'propose-interim', file, STEP)).toBe('not_your_part');
    await story.as('urban-handler').act('propose-interim', file.id, { ...STEP, doing: '核实' });
    await story.as('reviewer').act('refuse-interim', file.id, { reason: '请写明正在办什么' });
    expect((await story.lookUp(file)).notices.map(({ title }) => title.zh)).not.toContain('阶段性答复');

    await story.as('urban-handler').act('propose-interim', file.id, STEP);
    expect(await story.refused('urban-handler', 'interim', file)).toBe('not_your_part');
    await story.as('reviewer').act('interim', file.id);
    await story.office.settle();
    const found = await story.lookUp(file);
    const [told] = found.notices.filter(({ title }) => title.zh === '阶段性答复');
    expect(told!.text).toMatch(/已经查明：3月4日晚.*\n.*听证.*\n.*2026年3月10日前完成.*原定期限仍为2026年3月/u);
    expect(found.steps.map(({ what }) => what.zh)).toContain('阶段性答复');
    expect(await story.clock(file, 'answer')).toMatchObject({ dueDay: promised.dueDay, stoppedAt: null });
    expect((await story.seen(file)).state).toBe('handling');

    await story.isAnswered('urban', file, NOISE_REPLY);
    expect((await story.lookUp(file)).promised).toMatchObject({ day: promised.dueDay, met: true });

    // A text that was changed behind the journal is found out.
    const [sent] = await story.office.rows.find(Interim, { caseId: file.id, state: 'told' });
    await story.office.database.write('person', (turn) => turn.rows.update(Interim, sent!.id, { text: '改过的' }));
    expect(await story.auditFaults()).toEqual([{ where: `interims ${sent!.id}`, what: 'its content was changed' }]);
    await story.office.database.write('person', (turn) => turn.rows.update(Interim, sent!.id, { text: sent!.text }));
  });
});
