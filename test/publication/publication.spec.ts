import { Publishing } from '../../src/publication/publication.service.js';
import { CitizenNotice, Publication } from '../../src/publication/publication.entities.js';
import { CaseEvent, Delivery } from '../../src/journal/journal.entities.js';
import { Reply, Signature } from '../../src/handling/handling.entities.js';
import { Docket } from '../../src/casefile/docket.js';
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { ALL_GATES, ANSWER, inHand, inReview, LETTER, person, queued, submit, type Wanted } from '../review/in-review.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const approved = async (wanted: Wanted = {}) => {
    const receipt = await inReview(office, wanted);
    await office.as('reviewer').act('approve', receipt.id, { gates: ALL_GATES });
    return receipt;
  };
  const publicationOf = async (caseId: string) => (await office.rows.find(Publication, { caseId }, { orderBy: 'id' })).at(-1)!;
  const caseOf = async (id: string) => (await office.rows.one(CaseFile, { id }))!;

  it('publishes what was approved, answers the citizen’s clock and opens the rating window', async () => {
    const { id } = await approved();
    expect(await office.as('coordinator').act('publish', id)).toMatchObject({ state: 'answered', stateName: '已答复' });
    await office.settle();
    const publication = await publicationOf(id);
    expect(publication).toMatchObject({ public: true, toCitizen: ANSWER, deliveryState: 'delivered', deliveryKey: `${id}:1`, deliveryNote: 'query page' });
    expect(publication.publicMessage).not.toContain('13900001234');
    expect(publication.publicSubject).toContain('公交车班次太少');
    const clocks = await office.rows.sql.all<{ clock: string; verdict: string }>("select clock, verdict from deadlines where case_id = ? and clock in ('answer', 'rating') order by clock", [id]);
    expect(clocks).toEqual([{ clock: 'answer', verdict: 'on_time' }, { clock: 'rating', verdict: null }]);
    expect((await caseOf(id)).answeredAt).toBe(office.clock.now());
  });

  it('never cuts a telephone number in half to make a subject', async () => {
    const { id } = await approved({ message: { text: `请尽快给我回个电话说明东门站十二路公交车的情况，谢谢，号码是13900001234，${LETTER}` } });
    await office.as('coordinator').act('publish', id);
    expect((await publicationOf(id)).publicSubject).not.toMatch(/1390|〔[^〕]*$/);
  });

  it('keeps private what the citizen wanted private, and every report, and names who can only read it in public', async () => {
    const quiet = await approved({ message: { publicity: 'private' } });
    const report = await approved({ message: { kind: 'report', publicity: 'public' } });
    const nameless = await approved({ message: { author: undefined } });
    for (const { id } of [quiet, report, nameless]) await office.as('coordinator').act('publish', id);
    await office.settle();
    expect(await publicationOf(quiet.id)).toMatchObject({ public: false, deliveryState: 'delivered' });
    expect(await publicationOf(nameless.id)).toMatchObject({ public: true, deliveryState: 'public_only' });
    expect(await publicationOf(report.id)).toMatchObject({ public: false, deliveryState: 'delivered' });
  });

  it('refuses to publish a text that is not the approved one, or whose approval is void', async () => {
    const changed = await approved();
    await office.database.write('person', (turn) => turn.rows.updateWhere(Reply, { caseId: changed.id }, { toCitizen: '改过的答复' }));
    const voided = await approved();
    await office.database.write('person', (turn) => turn.rows.updateWhere(Signature, { caseId: voided.id, sort: 'approve' }, { voidedAt: turn.now }));
    for (const { id } of [changed, voided]) {
      const { status, body } = await office.as('coordinator').try('publish', id);
      expect([status, body['code']]).toEqual([409, 'approval_void']);
      expect((await caseOf(id)).state).toBe('approved');
      expect(await office.rows.find(Publication, { caseId: id })).toEqual([]);
    }
  });

  it('hears the same delivery twice and delivers once', async () => {
    const { id } = await approved();
    await office.as('coordinator').act('publish', id);
    await office.settle();
    const before = await publicationOf(id);
    const publishing = office.app.get(Publishing);
    const event = (await office.rows.one(CaseEvent, { caseId: id, act: 'publish' }))!;
    const delivery = (await office.rows.one(Delivery, { eventId: event.id, listener: 'deliver' }))!;
    const prepared = await publishing.deliver.prepare!(event, delivery);
    await office.database.write('relay', (turn) => publishing.deliver.hear(turn, event, prepared, delivery));
    expect(await publicationOf(id)).toEqual(before);
  });

  it('tells every merged citizen once, with their own message and without the lead’s copy', async () => {
    const lead = await inHand(office);
    const member = await queued(office, { message: { text: '东门站的车等太久了，我姓名王小明。', author: { id: 'neighbour' } } });
    await office.app.get(Docket).perform({ act: 'merge', caseId: member.id, actor: await person(office, 'coordinator') }, async () => ({ change: { leadId: lead.id } }));
    await submit(office, lead.id);
    await office.as('reviewer').act('approve', lead.id, { gates: ALL_GATES });
    await office.as('coordinator').act('publish', lead.id);
    await office.settle();

    const publication = await publicationOf(member.id);
    expect(publication).toMatchObject({ deliveryState: 'delivered', publicReply: ANSWER });
    expect(publication.publicMessage).toContain('东门站的车等太久了');
    expect(publication.publicMessage).not.toContain('王小明');
    const file = await caseOf(member.id);
    expect([file.state, file.answeredAt]).toEqual(['merged', office.clock.now()]);

    const event = (await office.rows.one(CaseEvent, { caseId: lead.id, act: 'publish' }))!;
    const publishing = office.app.get(Publishing);
    const delivery = (await office.rows.one(Delivery, { eventId: event.id, listener: 'tell_merged' }))!;
    const prepared = await publishing.tellMerged.prepare!(event, delivery);
    await office.database.write('relay', (turn) => publishing.tellMerged.hear(turn, event, prepared, delivery));
    expect(await office.rows.find(Publication, { caseId: member.id })).toHaveLength(1);
    expect(await office.rows.find(CaseEvent, { caseId: member.id, act: 'tell_merged' })).toHaveLength(1);
  });

  it('sends a receipt with number, code and the promised date, once', async () => {
    const { id, caseNumber, queryCode } = await office.message('wb', { text: LETTER, kind: 'complaint', author: { id: 'someone' } });
    await office.settle();
    const notices = await office.rows.find(CitizenNotice, { caseId: id, template: 'receipt' });
    expect(notices).toHaveLength(1);
    expect(notices[0]!.text).toContain(`编号${caseNumber}，查询码${queryCode}`);
    expect(notices[0]!.text).toMatch(/我们应于2026年3月\d+日前答复您/);
  });

  it('tells the citizen of an extension with both dates, and of a rejection in the words that were decided', async () => {
    const extended = await inHand(office, { message: { author: { id: 'third' } } });
    await office.as('transport-head').act('ask-extension', extended.id, { amount: 2, reason: '需请公交公司调度部门会商' });
    await office.as('coordinator').act('grant-extension', extended.id);
    const rejected = await queued(office, { message: { author: { id: 'fourth' } } });
    await office.as('coordinator').act('propose-rejection', rejected.id, { reason: '此事已进入诉讼程序', legalWay: '请依法向受理法院反映' });
    await office.as('reviewer').act('reject', rejected.id);
    await office.settle();

    const noticesOf = async (caseId: string) => (await office.rows.find(CitizenNotice, { caseId }, { orderBy: 'id' })).map(({ template, text }) => ({ template, text }));
    const [receipt, extension, ...more] = await noticesOf(extended.id);
    expect([receipt?.template, extension?.template, more]).toEqual(['receipt', 'extension', []]);
    expect(extension!.text).toMatch(/由市交通运输局办理，原定2026年3月\d+日前答复。\n因需请公交公司调度部门会商，.*延至2026年3月\d+日前答复您/);
    expect(extension!.text).toContain('0599-5550101');
    const rejection = (await noticesOf(rejected.id)).at(-1)!;
    expect([rejection.template, rejection.text.includes('请依法向受理法院反映')]).toEqual(['rejection', true]);
  });

  it('publishes what the unit wrote and signed through the doors of the line', async () => {
    const { id } = await inHand(office, { message: { author: { id: 'fifth' } } });
    await office.as('transport-handler').act('submit-reply', id, { toCitizen: ANSWER });
    await office.as('transport-head').act('sign-off', id);
    await office.as('reviewer').act('approve', id, { gates: ALL_GATES });
    await office.as('coordinator').act('publish', id);
    await office.settle();
    const publication = await publicationOf(id);
    expect(publication).toMatchObject({ toCitizen: ANSWER, deliveryState: 'delivered' });
    expect(publication.publicReply).toContain('0599-5550101');
    expect(publication.publicMessage).not.toContain('13900001234');
  });
});
