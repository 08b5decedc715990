import { LIFT_LETTER, LIFT_REPLY } from './letters.js';
import { ALL_GATES, onEachOffice } from './journey.js';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('a grade C reply waits for every signature', async () => {
    const file = await story.citizenWrites(LIFT_LETTER);
    await story.isAccepted(file);
    expect((await story.seen(file)).grade).toBe('A');
    await story.as('coordinator').act('relabel', file.id, { sensitive: true });
    expect((await story.seen(file)).grade).toBe('C');
    await story.isTakenUpBy('housing', file);
    await story.until('2026-03-05 15:00');
    await story.isDrafted('housing', file, LIFT_REPLY);
    expect(await story.told(file)).toEqual(expect.arrayContaining(['待会签 → chief', '待会签 → deputy', '待审核 → reviewer']));

    const approve = (gates: readonly string[] = ALL_GATES) => story.refused('reviewer', 'approve', file, { gates });
    expect(await approve()).toBe('signature_missing');
    expect(await story.refused('deputy', 'sign', file, { gates: ALL_GATES.slice(1) })).toBe('gates_not_ticked');
    expect(await story.refused('housing-head', 'sign', file, { gates: ALL_GATES })).toMatch(/no_standing|not_asked_to_sign/);
    await story.as('deputy').act('sign', file.id, { gates: ALL_GATES, note: '同意' });
    expect(await story.refused('deputy', 'sign', file, { gates: ALL_GATES })).toBe('already_signed');
    expect(await approve()).toBe('signature_missing');
    expect(await story.refused('coordinator', 'publish', file)).toBe('act_not_allowed');

    // The chief sends it back; the next version needs every name anew.
    await story.as('chief').act('send-back', file.id, { reason: '请写明修复前的临时措施' });
    await story.until('2026-03-06 10:00');
    await story.isDrafted('housing', file, LIFT_REPLY.replace('检验合格后恢复运行。', '检验合格后恢复运行；修复前由物业安排2名工作人员协助老人上下楼。'));
    await story.as('chief').act('sign', file.id, { gates: ALL_GATES });
    expect(await approve()).toBe('signature_missing');
    await story.as('deputy').act('sign', file.id, { gates: ALL_GATES });
    expect(await story.refused('coordinator', 'relabel', file, { grade: 'A' })).toBe('grade_not_lowered');
    await story.isApproved(file);
    await story.isPublished(file);
    expect((await story.lookUp(file)).replies[0]!.text).toContain('2名工作人员协助老人上下楼');
  });
});
