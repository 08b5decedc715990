import { BUS_LETTER, BUS_REPLY } from './letters.js';
import { ALL_GATES, onEachOffice, type Case } from './journey.js';

const DUE = '2026-03-13T17:00:00.000+08:00';

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('a case from above keeps the sender’s date', async () => {
    const { body: receipt } = await story.as('coordinator').post<Pick<Case, 'caseNumber' | 'queryCode'>>('/api/v1/entries', {
      ...BUS_LETTER, account: 'wb', externalId: 'board-77', occurredAt: '2026-03-04T09:00:00+08:00',
      origin: { system: '领导留言板', number: 'LY-77', dueAt: DUE },
    });
    await story.office.settle();
    const { body: list } = await story.as('coordinator').get<{ cases: { id: string; number: string }[] }>('/api/v1/cases?view=superior');
    expect(list.cases.map(({ number }) => number)).toEqual([receipt.caseNumber]);
    const file: Case = { ...receipt, id: list.cases[0]!.id };
    await story.isAccepted(file);
    expect(await story.clock(file, 'answer')).toMatchObject({ dueAt: DUE, imposed: true });
    expect((await story.seen(file)).origin).toMatchObject({ system: '领导留言板', number: 'LY-77', imposedDueAt: DUE });

    // Nothing of ours moves the sender’s date.
    await story.as('coordinator').act('relabel', file.id, { kind: 'consultation', reason: '按来函性质改类' });
    expect(await story.clock(file, 'answer')).toMatchObject({ dueAt: DUE });
    await story.as('coordinator').act('relabel', file.id, { urgency: 'urgent' });
    expect(await story.clock(file, 'answer')).toMatchObject({ dueAt: DUE });
    await story.isTakenUpBy('transport', file);
    expect(await story.refused('transport-head', 'ask-extension', file, { amount: 3, reason: '车辆调配需要时间' })).toBe('imposed_date');
    expect(await story.lookUp(file)).toMatchObject({ promised: { day: '2026-03-13' } });

    await story.until('2026-03-05 15:00');
    await story.isDrafted('transport', file, BUS_REPLY, { toSuperior: '领导留言板LY-77号留言办理情况：反映属实，12路早高峰间隔自3月10日起由30分钟加密为8分钟。' });
    await story.theGateIsClear(file);
    expect(await story.refused('reviewer', 'approve', file, { gates: ALL_GATES })).toBe('signature_missing');
    await story.as('deputy').act('sign', file.id, { gates: ALL_GATES });
    await story.isApproved(file);
    await story.isPublished(file);
    expect(await story.clock(file, 'answer')).toMatchObject({ dueAt: DUE, verdict: 'on_time' });
    const found = await story.lookUp(file);
    expect(found).toMatchObject({ promised: { met: true }, replies: [{ text: BUS_REPLY }] });
    expect(JSON.stringify([found, await story.publicAnswers()])).not.toContain('LY-77号留言办理情况');

    // A round that we reopen ourselves is due by our own rule: the sender’s date is over.
    await story.until('2026-03-14 10:00');
    await story.as('coordinator').act('reopen', file.id, { reason: '回访未解决' });
    expect(await story.clock(file, 'answer')).toMatchObject({ epoch: 2, dueDay: '2026-03-18', imposed: false, missedAt: null });
  });
});

onEachOffice({ now: '2026-03-04T10:00:00+08:00' }, (story) => {
  it('a case from above that is due soon gives the department no more time than the sender gives', async () => {
    const { body: receipt } = await story.as('coordinator').post<Pick<Case, 'caseNumber' | 'queryCode'>>('/api/v1/entries', {
      ...BUS_LETTER, account: 'wb', externalId: 'board-78', occurredAt: '2026-03-04T09:00:00+08:00',
      origin: { system: '领导留言板', number: 'LY-78', dueAt: '2026-03-06T17:00:00+08:00' },
    });
    await story.office.settle();
    const { body: list } = await story.as('coordinator').get<{ cases: { id: string }[] }>('/api/v1/cases?view=superior');
    const file: Case = { ...receipt, id: list.cases[0]!.id };
    await story.isAccepted(file);
    await story.isTakenUpBy('transport', file);
    expect((await story.clock(file, 'leg')).dueAt! <= (await story.clock(file, 'answer')).dueAt!).toBe(true);
  });
});
