/** 转外部、收回、外部回件: another body handles it, and our promise to the citizen runs on. */
import { CaseFile, Deadline } from '../../src/casefile/casefile.entities.js';
import { CitizenNotice } from '../../src/publication/publication.entities.js';
import { Transfer } from '../../src/routing/routing.entities.js';
import { Reply } from '../../src/handling/handling.entities.js';
import { Office, onEachDatabase } from '../support/office.js';

const RAILWAY = { receiver: '临川火车站', receiverPhone: '0599-5550188', receiverNumber: '站2026-31', reason: '站内候车秩序由车站管理' };
const RESULT = '您好！您反映的“候车室座椅损坏”一事收悉。经我站工作人员3月5日现场检查，12组座椅损坏，已于3月6日更换完毕。如有疑问请联系临川火车站，电话0599-5550188。\n临川火车站\n2026年3月6日';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const queued = async (text = '火车站候车室座椅坏了很多，请尽快更换。', more = {}) => {
    const received = await office.message('wb', { text, kind: 'help', ...more });
    await office.settle();
    return received;
  };
  const state = async (id: string) => (await office.rows.one(CaseFile, { id }))!.state;
  const coordinator = () => office.as('coordinator');

  it('goes out with body and telephone, the citizen is told, the answer clock runs on', async () => {
    const { id } = await queued();
    expect(await coordinator().act('transfer-out', id, RAILWAY)).toMatchObject({ state: 'transferred', allowed: expect.arrayContaining(['take_back', 'external_result']) });
    await office.settle();
    expect((await office.rows.one(CitizenNotice, { caseId: id, template: 'transferred' }))!.text).toContain('临川火车站');
    expect(await office.rows.one(Deadline, { caseId: id, clock: 'answer' })).toMatchObject({ stoppedAt: null });
    expect(await office.rows.one(Deadline, { caseId: id, clock: 'dispatch' })).toMatchObject({ stopAct: 'transfer_out', verdict: 'on_time' });
    const { body } = await coordinator().get<{ cases: { id: string }[] }>('/api/v1/cases?view=transferred');
    expect(body.cases.map((each) => each.id)).toContain(id);
  });

  it('comes back to the queue with its own dispatch clock', async () => {
    const { id } = await queued();
    await coordinator().act('transfer-out', id, RAILWAY);
    await coordinator().act('take-back', id, { reason: '该站答复不属其管理' });
    expect(await state(id)).toBe('queued');
    expect(await office.rows.find(Deadline, { caseId: id, clock: 'dispatch', stoppedAt: null })).toHaveLength(1);
    expect(await office.rows.one(Transfer, { caseId: id })).toMatchObject({ outcome: 'taken_back', endReason: '该站答复不属其管理' });
    expect((await coordinator().try('take-back', id, { reason: '再收回' })).body['code']).toBe('act_not_allowed');
  });

  it('takes the result from a coordinator, to be reviewed like a reply of ours', async () => {
    const { id } = await queued();
    await coordinator().act('transfer-out', id, RAILWAY);
    expect(await coordinator().act('external-result', id, { toCitizen: RESULT })).toMatchObject({ state: 'in_review' });
    expect(await office.rows.one(Reply, { caseId: id })).toMatchObject({ toCitizen: RESULT, departmentId: null });
    expect(await office.rows.find(Deadline, { caseId: id, clock: 'review', stoppedAt: null })).toHaveLength(1);
  });

  it('takes the result from the channel, by the number of the case, and from no other account', async () => {
    const { id, caseNumber } = await queued();
    await coordinator().act('transfer-out', id, RAILWAY);
    const door = (handle: string) => office.channel(handle).post(`/api/v1/accounts/${handle}/external-results`, { caseNumber, toCitizen: RESULT });
    expect((await door('wx')).status).toBe(404);
    expect((await door('wb')).body).toMatchObject({ state: 'in_review' });
    expect((await door('wb')).body['code']).toBe('act_not_allowed');
    expect(await office.rows.find(Reply, { caseId: id })).toHaveLength(1);
  });

  it('lets no report out before the accused are confirmed, and never to them', async () => {
    const { id } = await queued('举报：市城管局王队长收受好处，以权谋私。', { kind: 'report' });
    if ((await state(id)) === 'held') await coordinator().act('pass', id);
    expect((await coordinator().try('transfer-out', id, RAILWAY)).body['code']).toBe('accused_not_confirmed');
    await coordinator().act('confirm-accused', id, { accused: ['urban-bureau'] });
    expect((await coordinator().try('transfer-out', id, { ...RAILWAY, receiver: '临川市 城市管理局' })).body['code']).toBe('accused_cannot_handle');
    await coordinator().act('transfer-out', id, { ...RAILWAY, receiver: '临川市监察委员会' });
    await office.settle();
    expect(await office.rows.find(CitizenNotice, { caseId: id, template: 'transferred' })).toEqual([]);
  });
});
