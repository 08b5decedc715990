import { copyHashOf } from '../../src/core/approval.js';
import { Cover } from '../../src/casefile/covers.entities.js';
import { Reply, Signature } from '../../src/handling/handling.entities.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { Publication } from '../../src/publication/publication.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { ALL_GATES, inHand, inReview, LETTER } from './in-review.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const replyOf = async (caseId: string) => (await office.rows.find(Reply, { caseId }, { orderBy: 'version' })).at(-1)!;
  const why = { reason: '文中学校可认出孩子' };

  it('a reviewer covers words: the copy is another, every name under it falls, and who is asked signs the changed one', async () => {
    const { id } = await inReview(office);
    await office.as('reviewer').act('cover', id, { copy: 'message', quote: '东门站', kind: 'address', ...why });
    const reply = await replyOf(id);
    expect(reply.publicMessage).toBe(LETTER.replace('13900001234', '〔手机号〕').replace('东门站', '〔门牌〕'));
    expect(reply.copyHash).toBe(copyHashOf(reply));
    expect((await office.rows.find(Signature, { caseId: id })).every(({ voidedAt }) => voidedAt !== null)).toBe(true);
    expect((await office.as('reviewer').try('approve', id, { gates: ALL_GATES })).body).toMatchObject({ code: 'signature_missing', missing: ['head'] });
    await office.as('office-head').act('sign', id, { gates: ALL_GATES });
    await office.as('reviewer').act('approve', id, { gates: ALL_GATES });
    await office.as('coordinator').act('publish', id);
    const [publication] = await office.rows.find(Publication, { caseId: id });
    expect(publication).toMatchObject({ publicMessage: reply.publicMessage });
    expect(publication!.publicSubject).not.toContain('东门站');
  });

  it('the journal says of which kind and where, never the words nor the reason', async () => {
    const { id } = await inReview(office);
    await office.as('coordinator').act('cover', id, { copy: 'reply', quote: '12路', ...why });
    const event = (await office.rows.find(CaseEvent, { caseId: id, act: 'cover' }))[0]!;
    expect(event.facts).toMatchObject({ copy: 'reply', kind: 'other', spans: [expect.objectContaining({ end: expect.any(Number) })] });
    expect(JSON.stringify(event)).not.toMatch(/12路|孩子/);
    expect(await office.rows.find(Cover, { caseId: id })).toMatchObject([{ act: 'cover', copy: 'reply', quote: '12路', reason: why.reason }]);
  });

  it('a change after the approval voids it', async () => {
    const { id } = await inReview(office);
    await office.as('reviewer').act('approve', id, { gates: ALL_GATES });
    await office.as('coordinator').act('uncover', id, { copy: 'message', quote: '13900001234', reason: '这是来信人公开的店铺电话' });
    expect((await replyOf(id)).publicMessage).toBe(LETTER);
    expect((await office.as('coordinator').try('publish', id)).body).toMatchObject({ code: 'approval_void' });
  });

  it('what the rules cut and a person shows again, and what a person covers, goes out so; both reasons stay', async () => {
    const { id } = await inReview(office);
    const shop = '这是来信人公开的店铺电话';
    await office.as('reviewer').act('uncover', id, { copy: 'message', quote: '13900001234', reason: shop });
    await office.as('reviewer').act('cover', id, { copy: 'message', quote: '东门站', kind: 'address', ...why });
    await office.as('office-head').act('sign', id, { gates: ALL_GATES });
    await office.as('reviewer').act('approve', id, { gates: ALL_GATES });
    await office.as('coordinator').act('publish', id);
    expect(await office.rows.find(Publication, { caseId: id })).toMatchObject([{ publicMessage: LETTER.replace('东门站', '〔门牌〕') }]);
    expect((await office.rows.find(Cover, { caseId: id }, { orderBy: 'id' })).map(({ act, reason }) => [act, reason])).toEqual([['uncover', shop], ['cover', why.reason]]);
  });

  it('holds in the next version of the reply', async () => {
    const { id } = await inReview(office);
    await office.as('reviewer').act('cover', id, { copy: 'message', quote: '东门站', kind: 'address', ...why });
    await office.as('reviewer').act('send-back', id, { reason: '请写明班次' });
    const toCitizen = '您好！3月5日市交通运输局到东门站核实，自3月10日起12路早高峰由每15分钟一班加密为每8分钟一班。市交通运输局，0599-5550101。2026年3月6日';
    await office.as('transport-handler').act('submit-reply', id, { toCitizen });
    expect((await replyOf(id)).publicMessage).toContain('〔门牌〕等了四十分钟');
    // Another copy was not meant.
    expect((await replyOf(id)).publicReply).toContain('东门站');
  });

  it('shows every cut with who made it, to who may see the case', async () => {
    const { id } = await inReview(office);
    await office.as('reviewer').act('cover', id, { copy: 'message', quote: '东门站', kind: 'address', ...why });
    const { body } = await office.as('reviewer').get<{ message: { cuts: { kind: string; by: string }[] } }>(`/api/v1/cases/${id}/public-copy`);
    expect(body.message.cuts.map(({ kind, by }) => [kind, by])).toEqual([['address', 'person'], ['mobile', 'rule']]);
    expect((await office.as('transport-handler').get(`/api/v1/cases/${id}/public-copy`)).status).toBe(403);
    expect((await office.as('urban-head').get(`/api/v1/cases/${id}/public-copy`)).status).toBe(404);
  });

  it('refuses, and changes nothing', async () => {
    const { id } = await inReview(office, { message: { text: `${LETTER}身份证号110101199003070791。` } });
    const before = await replyOf(id);
    const refused = async (login: string, act: string, body: object) => {
      const { status, body: said } = await office.as(login).try(act, id, { copy: 'message', reason: '核对', ...body });
      return [status, said['code']];
    };
    expect(await refused('reviewer', 'uncover', { quote: '110101199003070791' })).toEqual([409, 'stays_covered']);
    expect(await refused('reviewer', 'uncover', { quote: '东门站' })).toEqual([409, 'not_covered']);
    expect(await refused('reviewer', 'cover', { quote: '西门站' })).toEqual([409, 'not_in_copy']);
    expect(await refused('reviewer', 'cover', { quote: '13900001234' })).toEqual([409, 'covered_already']);
    expect(await refused('reviewer', 'cover', { quote: '东门站', reason: '' })).toEqual([400, 'wrong_shape']);
    expect((await refused('transport-handler', 'cover', { quote: '东门站' }))[0]).toBe(403);
    expect(await replyOf(id)).toEqual(before);
    expect(await office.rows.find(Cover, { caseId: id })).toEqual([]);
    const early = await inHand(office);
    expect((await office.as('reviewer').try('cover', early.id, { copy: 'message', quote: '东门站', ...why })).body).toMatchObject({ code: 'not_found' });
  });
});
