import { Reply, Signature } from '../../src/handling/handling.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { ALL_GATES, finding, inReview } from './in-review.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const gates = ALL_GATES;
  const stateOf = async (id: string) => (await office.rows.sql.all<{ state: string; version: number }>('select state, version from case_files where id = ?', [id]))[0]!;
  const codeOf = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await answer;
    return [status, body['code']];
  };

  it('approves an ordinary reply with the unit’s signature and the reviewer’s, and waits for publication', async () => {
    const { id } = await inReview(office);
    const answer = await office.as('reviewer').act('approve', id, { gates });
    expect(answer).toMatchObject({ state: 'approved', stateName: '待发布' });
    const clocks = await office.rows.sql.all<{ clock: string }>("select clock from deadlines where case_id = ? and stopped_at is null and clock in ('review', 'publish')", [id]);
    expect(clocks).toEqual([{ clock: 'publish' }]);
  });

  it('names the gates that were not ticked and leaves the case as it was', async () => {
    const { id } = await inReview(office);
    const before = await stateOf(id);
    const answer = await office.as('reviewer').try('approve', id, { gates: ['political', 'legal', 'policy', 'wording'] });
    expect([answer.status, answer.body['code'], answer.body['missing']]).toEqual([422, 'gates_not_ticked', ['secrecy']]);
    expect(await stateOf(id)).toEqual(before);
  });

  it('asks the deputy leader for grade B and the chief as well for grade C', async () => {
    const { id } = await inReview(office, { grade: 'C' });
    const early = await office.as('reviewer').try('approve', id, { gates });
    expect([early.body['code'], early.body['missing']]).toEqual(['signature_missing', ['deputy_leader', 'chief']]);
    await office.as('deputy').act('sign', id, { gates, note: '同意' });
    expect(await codeOf(office.as('deputy').try('sign', id, { gates }))).toEqual([409, 'already_signed']);
    const half = await office.as('reviewer').try('approve', id, { gates });
    expect(half.body['missing']).toEqual(['chief']);
    expect((await office.as('reviewer').get(`/api/v1/cases/${id}`)).body).toMatchObject({ keptBack: { missing: ['chief'], findings: [] } });
    await office.as('chief').act('sign', id, { gates });
    expect(await office.as('reviewer').act('approve', id, { gates })).toMatchObject({ state: 'approved' });
  });

  it('does not want the signature of a leader on an ordinary reply, nor his sending back', async () => {
    const { id } = await inReview(office);
    expect(await codeOf(office.as('deputy').try('sign', id, { gates }))).toEqual([403, 'not_asked_to_sign']);
    expect(await codeOf(office.as('deputy').try('send-back', id, { reason: '再核' }))).toEqual([403, 'not_asked_to_sign']);
    expect(await codeOf(office.as('office-head').try('sign', id, { gates }))).toEqual([403, 'not_asked_to_sign']);
    expect(await codeOf(office.as('transport-head').try('sign', id, { gates }))).toEqual([403, 'no_standing']);
  });

  it('asks the head of the own office where no unit signed off, and sends such a reply back to assignment', async () => {
    const { id } = await inReview(office, { directly: true });
    const early = await office.as('reviewer').try('approve', id, { gates });
    expect([early.body['code'], early.body['missing']]).toEqual(['signature_missing', ['head']]);
    await office.as('office-head').act('sign', id, { gates });
    expect(await office.as('office-head').act('send-back', id, { reason: '请补充依据' })).toMatchObject({ state: 'queued' });
    const voided = await office.rows.find(Signature, { caseId: id });
    expect(voided.every(({ voidedAt }) => voidedAt !== null)).toBe(true);
  });

  it('never lets the drafter sign, release or approve', async () => {
    const { id } = await inReview(office);
    const { id: reviewerId } = (await office.rows.sql.all<{ id: string }>("select id from users where login = 'reviewer'"))[0]!;
    await office.database.write('person', (turn) => turn.rows.updateWhere(Reply, { caseId: id }, { drafterId: reviewerId }));
    expect(await codeOf(office.as('reviewer').try('approve', id, { gates }))).toEqual([403, 'same_person']);
    expect(await codeOf(office.as('reviewer').try('release', id, { code: 'off_topic', reason: '无' }))).toEqual([403, 'same_person']);
    expect(await office.as('reviewer2').act('approve', id, { gates })).toMatchObject({ state: 'approved' });
  });

  it('holds a blocked reply until every blocking finding is released with a reason', async () => {
    const { id } = await inReview(office, { verdict: 'block', findings: [finding('off_topic'), finding('hollow'), finding('placeholder')] });
    const blocked = await office.as('reviewer').try('approve', id, { gates });
    expect([blocked.status, blocked.body['code'], blocked.body['findings']]).toEqual([409, 'gate_blocked', ['placeholder', 'off_topic']]);
    expect(await codeOf(office.as('reviewer').try('release', id, { code: 'hollow', reason: '不是拦截项' }))).toEqual([409, 'not_found_in_reply']);
    await office.as('reviewer').act('release', id, { code: 'placeholder', reason: '方括号为公文编号' });
    await office.as('reviewer').act('release', id, { code: 'off_topic', reason: '按来信第二问作答' });
    expect(await office.as('reviewer').act('approve', id, { gates })).toMatchObject({ state: 'approved' });
  });

  it('never releases what must be edited away', async () => {
    const { id } = await inReview(office, { verdict: 'block', findings: [finding('personal_data')] });
    expect(await codeOf(office.as('reviewer').try('release', id, { code: 'personal_data', reason: '当事人同意' }))).toEqual([409, 'gate_not_releasable']);
    expect(await office.as('reviewer').act('send-back', id, { reason: '删去号码' })).toMatchObject({ state: 'handling' });
  });

  it('finds the signatures void when the text was changed behind them', async () => {
    const { id } = await inReview(office);
    await office.database.write('person', (turn) => turn.rows.updateWhere(Reply, { caseId: id }, { publicReply: '改过的公开稿' }));
    expect(await codeOf(office.as('reviewer').try('approve', id, { gates }))).toEqual([409, 'approval_void']);
  });

  it('revises an approved reply: back in hand, and no name stands under it any more', async () => {
    const { id } = await inReview(office);
    await office.as('reviewer').act('approve', id, { gates });
    expect(await office.as('transport-handler').act('revise', id, { reason: '班次日期有误' })).toMatchObject({ state: 'handling' });
    expect(await office.rows.find(Signature, { caseId: id, voidedAt: null })).toEqual([]);
  });

  it('refuses a stale version, a missing reason and people of another part', async () => {
    const { id } = await inReview(office);
    const before = await stateOf(id);
    expect(await codeOf(office.as('reviewer').try('approve', id, { gates, version: 1 }))).toEqual([409, 'stale_version']);
    expect(await codeOf(office.as('reviewer').try('send-back', id, { reason: '' }))).toEqual([400, 'wrong_shape']);
    expect(await codeOf(office.as('coordinator').try('approve', id, { gates }))).toEqual([403, 'not_your_part']);
    expect(await codeOf(office.as('housing-handler').try('revise', id, { reason: '看看' }))).toEqual([404, 'not_found']);
    expect(await stateOf(id)).toEqual(before);
  });
});
