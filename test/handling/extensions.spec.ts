import { Docket } from '../../src/casefile/docket.js';
import { systemActor } from '../../src/identity/actor.js';
import { ExtensionRequest } from '../../src/handling/handling.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { caseOf, clocksOf, eventsOf, inHand, LETTER, markMiss, openClock, queued, assign, refused } from './desk.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const wish = { amount: 5, reason: '更换的曳引机需由厂家定制' };
  const ask = async (id: string, more: object = {}) => await office.as('housing-head').act('ask-extension', id, { ...wish, ...more });

  it('is asked by the head before it is due, granted by the coordinator, and both due times are kept', async () => {
    const { id } = await inHand(office);
    const before = { answer: await openClock(office, id, 'answer'), leg: await openClock(office, id, 'leg') };
    expect([before.answer.dueDay, before.leg.dueDay]).toEqual(['2026-03-11', '2026-03-10']);
    await ask(id);
    expect((await caseOf(office, id)).extensions).toBe(0);
    await office.as('coordinator').act('grant-extension', id, {});
    const after = { answer: await openClock(office, id, 'answer'), leg: await openClock(office, id, 'leg') };
    expect([after.answer.dueDay, after.leg.dueDay]).toEqual(['2026-03-18', '2026-03-17']);
    expect([after.answer.originalDueAt, after.leg.originalDueAt]).toEqual([before.answer.dueAt, before.leg.dueAt]);
    expect((await caseOf(office, id)).extensions).toBe(1);
    expect(await office.rows.find(ExtensionRequest, { caseId: id })).toMatchObject([
      { state: 'granted', amount: 5, reason: wish.reason, dueBefore: before.answer.dueAt, dueAfter: after.answer.dueAt },
    ]);
    const [event] = await eventsOf(office, id, 'grant_extension');
    expect(event!.facts).toMatchObject({ amount: 5, oldDueAt: before.answer.dueAt, newDueAt: after.answer.dueAt, requestId: expect.any(String) });
    expect(JSON.stringify(event!.facts)).not.toContain('曳引机');
  });

  it('one request at a time, decided by another person; a refusal leaves the time as it was', async () => {
    const { id } = await inHand(office);
    expect((await refused(office, id, () => office.as('coordinator').try('grant-extension', id))).code).toBe('extension_not_open');
    expect((await refused(office, id, () => office.as('housing-handler').try('ask-extension', id, wish))).code).toBe('not_your_part');
    await ask(id);
    expect((await refused(office, id, () => office.as('housing-head').try('ask-extension', id, wish))).code).toBe('extension_open');
    expect((await refused(office, id, () => office.as('housing-head').try('grant-extension', id))).code).toBe('not_your_part');
    expect((await refused(office, id, () => office.as('coordinator').try('refuse-extension', id))).code).toBe('wrong_shape');
    const { dueAt, revision } = await openClock(office, id, 'answer');
    await office.as('coordinator').act('refuse-extension', id, { reason: '配件已到货' });
    expect(await openClock(office, id, 'answer')).toMatchObject({ dueAt, revision });
    expect(await office.rows.find(ExtensionRequest, { caseId: id })).toMatchObject([{ state: 'refused', decision: '配件已到货' }]);
    await ask(id, { amount: 2 });
  });

  it('whoever plays both parts does not grant their own request', async () => {
    const { id } = await inHand(office);
    await ask(id);
    await office.database.write('person', (turn) =>
      turn.sql.run('update extension_requests set asked_by = (select id from users where login = ?) where case_id = ?', ['coordinator', id]));
    expect((await refused(office, id, () => office.as('coordinator').try('grant-extension', id))).code).toBe('same_person');
    expect((await refused(office, id, () => office.as('coordinator').try('refuse-extension', id, { reason: '否' }))).code).toBe('same_person');
    await office.as('coordinator2').act('grant-extension', id, {});
  });

  it('above the limit, or a second time, only the deputy leader grants', async () => {
    const { id } = await inHand(office);
    await ask(id, { amount: 11 });
    expect(await refused(office, id, () => office.as('coordinator').try('grant-extension', id))).toMatchObject({
      code: 'extension_limit', cap: 10, unit: 'workingDay', who: ['deputy_leader'],
    });
    await office.as('deputy').act('grant-extension', id, {});
    expect((await openClock(office, id, 'answer')).dueDay).toBe('2026-03-26');
    await ask(id, { amount: 1 });
    expect(await refused(office, id, () => office.as('coordinator').try('grant-extension', id))).toMatchObject({ code: 'extension_limit', cap: 0 });
    await office.as('deputy').act('grant-extension', id, {});
    const answer = await openClock(office, id, 'answer');
    expect(answer.extension.map(({ amount, by }) => [amount, by])).toEqual([[11, 'deputy_leader'], [1, 'deputy_leader']]);
    expect((await caseOf(office, id)).extensions).toBe(2);
  });

  it('a time set by the sender is the sender’s to extend', async () => {
    const entry = {
      account: 'wb', externalId: 'board-1', occurredAt: '2026-03-04T09:00:00+08:00', text: LETTER.text, kind: 'help',
      origin: { system: '领导留言板', number: 'LY-1', dueAt: '2026-03-20T18:00:00+08:00' },
    };
    const { body } = await office.as('coordinator').post('/api/v1/entries', entry);
    const [row] = await office.rows.sql.all<{ id: string }>('select id from case_files where number = ?', [body['caseNumber'] as string]);
    const { id } = row!;
    await office.app.get(Docket).perform({ act: 'pass', caseId: id, actor: systemActor('test') });
    await assign(office, id);
    await office.as('housing-handler').act('acknowledge', id);
    expect((await refused(office, id, () => office.as('housing-head').try('ask-extension', id, wish))).code).toBe('imposed_date');
    expect((await clocksOf(office, id, 'answer'))[0]!.dueAt).toBe(Date.parse('2026-03-20T18:00:00+08:00'));
  });

  it('is nothing for a case no department has in hand', async () => {
    const { id } = await queued(office);
    expect((await refused(office, id, () => office.as('coordinator').try('grant-extension', id))).code).toBe('act_not_allowed');
  });

  // Time never goes back: what moves it stands last, in its order.
  it('asked in time and granted after the due time, no miss stands', async () => {
    const { id } = await inHand(office);
    office.at('2026-03-10T23:59:59.999+08:00');
    await ask(id);
    office.at('2026-03-12T09:00:00+08:00');
    await markMiss(office, id, 'leg');
    await markMiss(office, id, 'answer');
    await office.as('coordinator').act('grant-extension', id, {});
    expect(await openClock(office, id, 'answer')).toMatchObject({ missedAt: null, dueDay: '2026-03-18' });
    expect(await openClock(office, id, 'leg')).toMatchObject({ missedAt: null, dueDay: '2026-03-17' });
    expect(await eventsOf(office, id, 'retract_miss')).toHaveLength(2);
    expect(await eventsOf(office, id, 'miss')).toHaveLength(2);
  });

  it('asked after the department’s time has passed is too late', async () => {
    office.at('2026-03-18T10:00:00+08:00');
    const { id } = await inHand(office);
    office.at('2026-03-25T00:00:00+08:00');
    const answer = await refused(office, id, () => office.as('housing-head').try('ask-extension', id, wish));
    expect(answer).toMatchObject({ code: 'too_late', clock: 'leg' });
  });

  it('a day that is gone is not promised to the citizen', async () => {
    office.at('2026-04-15T10:00:00+08:00');
    const { id } = await inHand(office);
    await ask(id, { amount: 1 });
    office.at('2026-04-29T09:00:00+08:00');
    expect((await refused(office, id, () => office.as('coordinator').try('grant-extension', id))).code).toBe('too_late');
    await office.as('coordinator').act('refuse-extension', id, { reason: '已过延长后的期限' });
  });
});
