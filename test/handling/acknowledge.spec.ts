import { Contact } from '../../src/handling/handling.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { ANONYMOUS, assigned, caseOf, clocksOf, eventsOf, inHand, openClock, queued, refused, REPLY, userId } from './desk.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  it('a handler acknowledges, is the handler from then on, and should speak with the citizen within a day', async () => {
    const { id } = await assigned(office);
    const answer = await office.as('housing-handler').act('acknowledge', id);
    expect(answer).toMatchObject({ state: 'handling', stateName: '办理中', allowed: expect.arrayContaining(['submit_reply', 'ask_return']) });
    expect((await caseOf(office, id)).handlerId).toBe(await userId(office, 'housing-handler'));
    expect(await clocksOf(office, id, 'acknowledge')).toMatchObject([{ verdict: 'on_time' }]);
    expect(await openClock(office, id, 'contact')).toMatchObject({ dueDay: '2026-03-05' });
  });

  it('the contact clock is not opened for a writer nobody can reach', async () => {
    const { id } = await inHand(office, ANONYMOUS);
    expect(await clocksOf(office, id, 'contact')).toEqual([]);
  });

  it('a liaison acknowledges for the department and names the handler, or leaves it open', async () => {
    const open = await assigned(office);
    await office.as('housing-liaison').act('acknowledge', open.id);
    expect((await caseOf(office, open.id)).handlerId).toBeNull();
    const named = await assigned(office);
    const handlerId = await userId(office, 'housing-handler');
    await office.as('housing-liaison').act('acknowledge', named.id, { handlerId });
    expect((await caseOf(office, named.id)).handlerId).toBe(handlerId);
  });

  it('nobody outside the department acknowledges, and nobody outside it is named', async () => {
    const { id } = await assigned(office);
    const stranger = await userId(office, 'urban-handler');
    const liaison = await userId(office, 'housing-liaison');
    expect((await refused(office, id, () => office.as('urban-handler').try('acknowledge', id))).code).toBe('not_found');
    expect((await refused(office, id, () => office.as('housing-head').try('acknowledge', id))).code).toBe('not_your_part');
    for (const handlerId of [stranger, liaison]) {
      expect((await refused(office, id, () => office.as('housing-liaison').try('acknowledge', id, { handlerId }))).code).toBe('unknown_person');
    }
    expect((await refused(office, id, () => office.as('housing-handler').try('acknowledge', id, { version: 1 }))).code).toBe('stale_version');
    const waiting = await queued(office);
    expect((await refused(office, waiting.id, () => office.as('coordinator').try('acknowledge', waiting.id))).code).toBe('not_your_part');
  });

  it('the head gives the case to another of the department’s handlers, and to nobody else', async () => {
    const { id } = await inHand(office);
    const [handlerId, stranger] = [await userId(office, 'housing-handler'), await userId(office, 'transport-handler')];
    await office.as('housing-head').act('reassign-inside', id, { handlerId });
    expect((await refused(office, id, () => office.as('housing-head').try('reassign-inside', id, { handlerId: stranger }))).code).toBe('unknown_person');
    expect((await refused(office, id, () => office.as('housing-handler').try('reassign-inside', id, { handlerId }))).code).toBe('not_your_part');
  });

  it('the first contact is written down and stops its clock', async () => {
    const { id } = await inHand(office);
    await office.as('housing-handler').act('log-contact', id, { way: 'telephone', reached: false, note: '两次拨打无人接听' });
    expect(await clocksOf(office, id, 'contact')).toMatchObject([{ verdict: 'on_time', stopAct: 'log_contact' }]);
    expect(await office.rows.find(Contact, { caseId: id })).toMatchObject([{ way: 'telephone', reached: false, note: '两次拨打无人接听' }]);
    const [event] = await eventsOf(office, id, 'log_contact');
    expect(JSON.stringify(event!.facts)).not.toContain('无人接听');
    expect((await refused(office, id, () => office.as('housing-handler').try('log-contact', id, { way: 'pigeon', reached: true, note: '鸽子' }))).code).toBe('wrong_shape');
  });

  it('a reply without a contact counts the contact as not made', async () => {
    const { id } = await inHand(office);
    await office.as('housing-handler').act('submit-reply', id, { toCitizen: REPLY });
    expect(await clocksOf(office, id, 'contact')).toMatchObject([{ verdict: 'late', stopAct: 'submit_reply' }]);
    expect((await eventsOf(office, id, 'submit_reply'))[0]!.facts).toMatchObject({ contactMade: false });
  });
});
