import { Clarification, Contact } from '../../src/handling/handling.entities.js';
import { Clarifications } from '../../src/handling/clarifications.service.js';
import { Message } from '../../src/intake/intake.entities.js';
import { verifyAudit } from '../../src/journal/verify.js';
import type { CaseEvent } from '../../src/journal/journal.entities.js';
import { Docket } from '../../src/casefile/docket.js';
import { systemActor } from '../../src/identity/actor.js';
import { Office, onEachDatabase } from '../support/office.js';
import { ANONYMOUS, caseOf, clocksOf, eventsOf, inHand, LETTER, openClock, refused } from './desk.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const question = '请问停运的是哪个单元的电梯？';
  const asked = async () => {
    const file = await inHand(office);
    await office.as('housing-handler').act('propose-clarification', file.id, { question });
    office.clock.moveTo(office.clock.now() + 24 * 3_600_000);
    await office.as('coordinator').act('ask-citizen', file.id);
    return file;
  };
  const say = async (caseNumber: string, queryCode: string, text = '二单元') =>
    await office.anybody.post('/api/v1/public/clarifications', { caseNumber, queryCode, text });

  it('the citizen is asked in approved words, and the clocks stand still until the answer comes', async () => {
    const { id, caseNumber, queryCode } = await asked();
    expect(await caseOf(office, id)).toMatchObject({ state: 'clarifying', clarifications: 1 });
    expect([(await openClock(office, id, 'answer')).dueAt, (await openClock(office, id, 'leg')).dueAt]).toEqual([null, null]);
    expect(await openClock(office, id, 'clarification')).toMatchObject({ window: true, dueDay: '2026-03-12' });
    expect(await clocksOf(office, id, 'contact')).toMatchObject([{ stopAct: 'ask_citizen', verdict: 'on_time' }]);
    office.at('2026-03-09T10:00:00+08:00');
    expect((await say(caseNumber, queryCode)).status).toBe(204);
    // Thursday and Friday were not counted: both due days move by two working days.
    expect([(await openClock(office, id, 'answer')).dueDay, (await openClock(office, id, 'leg')).dueDay]).toEqual(['2026-03-13', '2026-03-12']);
    expect(await caseOf(office, id)).toMatchObject({ state: 'handling' });
    expect(await office.rows.find(Clarification, { caseId: id })).toMatchObject([{ state: 'answered', question, answer: '二单元', answeredAt: office.clock.now() }]);
    expect(JSON.stringify((await eventsOf(office, id, 'hear_citizen'))[0]!.facts)).not.toContain('二单元');
    // The answer is kept with what the citizen wrote, and the journal vouches for it.
    expect((await office.rows.find(Message, { caseId: id }, { orderBy: 'id' })).at(-1)).toMatchObject({ text: '二单元' });
    expect((await verifyAudit(office.database)).faults).toEqual([]);
  });

  it('only with number and code, only while asked, and not with nothing to say', async () => {
    const { id, caseNumber, queryCode } = await asked();
    expect((await refused(office, id, () => say(caseNumber, 'WRONG222'))).code).toBe('wrong_code');
    expect((await refused(office, id, () => say('20200101-wb-0001', queryCode))).code).toBe('wrong_code');
    expect((await refused(office, id, () => say(caseNumber, queryCode, '  '))).code).toBe('wrong_shape');
    await say(caseNumber, queryCode);
    expect((await refused(office, id, () => say(caseNumber, queryCode))).code).toBe('act_not_allowed');
  });

  it('is asked once', async () => {
    const { id, caseNumber, queryCode } = await asked();
    await say(caseNumber, queryCode);
    expect((await refused(office, id, () => office.as('housing-handler').try('propose-clarification', id, { question }))).code).toBe('clarified_already');
    expect((await refused(office, id, () => office.as('coordinator').try('ask-citizen', id))).code).toBe('clarified_already');
  });

  it('a better wording replaces one not yet approved; nothing is asked that nobody proposed', async () => {
    const { id } = await inHand(office);
    expect((await refused(office, id, () => office.as('coordinator').try('ask-citizen', id))).code).toBe('not_proposed');
    await office.as('housing-handler').act('propose-clarification', id, { question: '哪个单元？' });
    await office.as('housing-handler').act('propose-clarification', id, { question });
    expect((await refused(office, id, () => office.as('housing-handler').try('ask-citizen', id))).code).toBe('not_your_part');
    expect(await office.rows.find(Clarification, { caseId: id })).toMatchObject([{ state: 'proposed', question }]);
    expect(await office.rows.find(Contact, { caseId: id })).toEqual([]);
  });

  it('nobody can be asked who cannot be reached', async () => {
    const { id } = await inHand(office, ANONYMOUS);
    expect((await refused(office, id, () => office.as('housing-handler').try('propose-clarification', id, { question }))).code).toBe('no_contact');
    const onPlatform = await inHand(office, { ...LETTER, author: { id: 'fan-7' } });
    await office.as('housing-handler').act('propose-clarification', onPlatform.id, { question });
  });

  it('the window’s end leaves the question unanswered, and hearing of it twice changes nothing', async () => {
    const { id } = await asked();
    office.clock.moveTo((await openClock(office, id, 'clarification')).dueAt! + 1);
    const { event } = await office.app.get(Docket).perform({ act: 'hear_citizen', caseId: id, actor: systemActor('sweep') });
    const { ending } = office.app.get(Clarifications);
    for (let time = 0; time < 2; time++) {
      await office.database.write('relay', (turn) => ending.hear(turn, event as CaseEvent, undefined, undefined as never));
    }
    expect(await office.rows.find(Clarification, { caseId: id })).toMatchObject([{ state: 'unanswered', answer: null }]);
    expect(await caseOf(office, id)).toMatchObject({ state: 'handling' });
  });
});
