/** 隔离、转送、回执: hidden and never deleted, handed over to a named body, not done before its receipt. */
import assert from 'node:assert/strict';
import { CaseFile, Deadline } from '../../src/casefile/casefile.entities.js';
import { replayAll } from '../../src/casefile/replay.js';
import { Rulebook } from '../../src/base/policy.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { verifyAudit } from '../../src/journal/verify.js';
import { Message } from '../../src/intake/intake.entities.js';
import { HandOver, Quarantine } from '../../src/moderation/moderation.entities.js';
import { CitizenNotice } from '../../src/publication/publication.entities.js';
import { Office, onEachDatabase } from '../support/office.js';

const POLICE = { receiver: '临川市公安局网络安全保卫支队', receiverPhone: '0599-5550190', way: 'telephone', reason: '涉嫌扬言滋事，依职责处理' };

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterEach(async () => {
    const [{ faults }, { differences }] = [await verifyAudit(office.database), await replayAll(office.database, office.app.get(Rulebook))];
    assert.deepEqual({ faults, differences }, { faults: [], differences: [] });
  });
  afterAll(async () => await office.close());

  const queued = async (text = '公交车早高峰班次太少，等了四十分钟。', more = {}) => {
    const { id } = await office.message('wb', { text, ...more });
    await office.settle();
    return id;
  };
  const file = async (id: string) => (await office.rows.one(CaseFile, { id }))!;
  const clocks = async (caseId: string) => (await office.rows.find(Deadline, { caseId, clock: 'hand_over' }, { orderBy: 'id' }));
  const coordinator = () => office.as('coordinator');

  describe('quarantine', () => {
    it('is read by those who decide about it and who oversee that, and by nobody else', async () => {
      const id = await queued('滨江路站台的遮阳棚破了，下雨天没处躲。');
      const seenBy = async (login: string) => {
        const listed = (await office.as(login).get<{ cases?: { id: string }[] }>(`/api/v1/cases?state=quarantined`)).body.cases ?? [];
        return [(await office.as(login).get(`/api/v1/cases/${id}`)).status, listed.some((each) => each.id === id)];
      };
      expect((await office.as('contractor').get(`/api/v1/cases/${id}`)).status).toBe(200);
      await coordinator().act('quarantine', id, { code: 'unlawful', start: 1, end: 4 });
      for (const login of ['coordinator', 'reviewer', 'supervisor', 'duty', 'office-head']) expect([login, await seenBy(login)]).toEqual([login, [200, true]]);
      for (const login of ['contractor', 'urban-head']) expect([login, await seenBy(login)]).toEqual([login, [404, false]]);
    });

    it('hides for a named reason and a span, keeps the message, and starts the five hours', async () => {
      const id = await queued();
      expect(await coordinator().act('quarantine', id, { code: 'unlawful', start: 1, end: 4 })).toMatchObject({
        state: 'quarantined', allowed: expect.arrayContaining(['pass', 'propose_rejection', 'hand_over']),
      });
      const [row] = await office.rows.find(Quarantine, { caseId: id });
      expect(row).toMatchObject({ code: 'unlawful', start: 1, end: 4, liftedAt: null });
      expect((await office.rows.one(Message, { caseId: id }))!.text).toContain('公交车');
      const [clock] = await clocks(id);
      expect(clock).toMatchObject({ amount: 5, unit: 'hour', concernsId: row!.id, dueAt: office.clock.now() + 5 * 3_600_000 });
      const event = (await office.rows.one(CaseEvent, { caseId: id, act: 'quarantine' }))!;
      expect(event.facts).toMatchObject({ code: 'unlawful', start: 1, end: 4 });
      const { body } = await coordinator().get<{ cases: { id: string }[] }>('/api/v1/cases?view=quarantined');
      expect(body.cases.map((each) => each.id)).toContain(id);
    });

    it.each([[5, 5], [3, 400], [4, undefined]])('refuses the span %s–%s', async (start, end) => {
      const id = await queued();
      const refused = await coordinator().try('quarantine', id, { code: 'abuse', start, end });
      expect([refused.status, refused.body['code']]).toEqual([422, 'span_outside']);
      expect((await file(id)).state).toBe('queued');
    });

    it('is lifted by whoever accepts it: nothing is left to hand over', async () => {
      const id = await queued();
      await coordinator().act('quarantine', id, { code: 'abuse' });
      expect(await office.as('coordinator2').act('pass', id)).toMatchObject({ state: 'queued' });
      expect((await clocks(id))[0]).toMatchObject({ stopAct: 'pass', verdict: 'void' });
      expect((await office.rows.one(Quarantine, { caseId: id }))!.liftedAt).toBe(office.clock.now());
      const dispatch = (await office.rows.find(Deadline, { caseId: id, clock: 'dispatch', stoppedAt: null }));
      expect(dispatch).toMatchObject([{ concernsId: null }]);
    });

    it('is not put away by the one who hid it', async () => {
      const id = await queued();
      await coordinator().act('quarantine', id, { code: 'advertising' });
      const alone = await coordinator().try('file', id, { reason: '广告' });
      expect([alone.status, alone.body['code']]).toEqual([403, 'same_person']);
      await office.as('coordinator2').act('file', id, { reason: '广告，已另一人复核' });
      expect((await file(id)).state).toBe('filed');
    });
  });

  describe('hand_over and its receipt', () => {
    it('answers the clock of the quarantine, and is done with the receipt', async () => {
      const id = await queued();
      await coordinator().act('quarantine', id, { code: 'threat' });
      const started = office.clock.now();
      await office.until(new Date(started + 2 * 3_600_000).toISOString());
      await office.as('duty').act('hand-over', id, POLICE);
      expect(await clocks(id)).toMatchObject([{ startAct: 'quarantine', stoppedAt: null }]);
      const waiting = await coordinator().get<{ cases: { id: string }[] }>('/api/v1/cases?view=hand_overs');
      expect(waiting.body.cases.map((each) => each.id)).toContain(id);
      const blank = await office.as('duty').try('confirm-hand-over', id);
      expect(blank.body).toMatchObject({ status: 400, errors: [{ field: 'receivedBy' }] });
      await office.as('duty').act('confirm-hand-over', id, { receivedBy: '周警官', receiptNumber: '网安20260304-7' });
      expect(await clocks(id)).toMatchObject([{ stopAct: 'confirm_hand_over', verdict: 'on_time' }]);
      expect((await office.rows.one(HandOver, { caseId: id }))!).toMatchObject({ receivedBy: '周警官', confirmedAt: office.clock.now() });
      // A crime in the making is not told to its writer.
      await office.settle();
      expect(await office.rows.find(CitizenNotice, { caseId: id, template: 'hand_over' })).toEqual([]);
    });

    it('tells the citizen who has it and which way the law gives', async () => {
      const id = await queued();
      await coordinator().act('hand-over', id, { ...POLICE, receiver: '临川市人民法院诉讼服务中心', legalWay: '向临川市人民法院申请再审' });
      await office.settle();
      const [notice] = await office.rows.find(CitizenNotice, { caseId: id, template: 'hand_over' });
      expect(notice!.text).toContain('临川市人民法院诉讼服务中心');
      expect(notice!.text).toContain('0599-5550190');
      expect(notice!.text).toContain('向临川市人民法院申请再审');
    });

    it('runs one clock for each body, and each receipt stops its own', async () => {
      const id = await queued();
      await coordinator().act('hand-over', id, POLICE);
      await coordinator().act('hand-over', id, { ...POLICE, receiver: '临川市消防救援支队' });
      const [first, second] = await clocks(id);
      const vague = await coordinator().try('confirm-hand-over', id, { receivedBy: '周警官' });
      expect(vague.body).toMatchObject({ status: 400, errors: [{ field: 'handOverId' }] });
      await coordinator().act('confirm-hand-over', id, { receivedBy: '马参谋', handOverId: second!.concernsId });
      expect((await clocks(id)).map(({ id: clock, stoppedAt }) => [clock, stoppedAt !== null])).toEqual([[first!.id, false], [second!.id, true]]);
      await coordinator().act('confirm-hand-over', id, { receivedBy: '周警官' });
      const nothing = await coordinator().try('confirm-hand-over', id, { receivedBy: '周警官' });
      expect([nothing.status, nothing.body['code']]).toEqual([409, 'hand_over_not_open']);
    });

    it('is missed after five hours, nights included, and the duty officer and the chief are told', async () => {
      const id = await queued();
      await coordinator().act('quarantine', id, { code: 'secret' });
      await office.until(new Date(office.clock.now() + 6 * 3_600_000).toISOString());
      const [clock] = await clocks(id);
      expect(clock!.missedAt).toBe(clock!.dueAt);
      const told = await office.rows.sql.all<{ user_id: string }>(`select n.user_id from notices n where n.case_id = ? and n.template in ('miss', 'late_item')`, [id]);
      expect(told).toHaveLength(2);
      await coordinator().act('confirm-hand-over', id, { notNeeded: '经核实为公开资料，无须转送' });
      expect((await clocks(id))[0]).toMatchObject({ stopAct: 'confirm_hand_over', verdict: 'late' });
      expect((await office.rows.one(Quarantine, { caseId: id }))!.waiver).toContain('公开资料');
    });

    it('waives nothing that was handed over already, nor what was never hidden', async () => {
      const id = await queued();
      const early = await coordinator().try('confirm-hand-over', id, { notNeeded: '无须转送' });
      expect(early.body['code']).toBe('hand_over_not_open');
      await coordinator().act('quarantine', id, { code: 'threat' });
      await coordinator().act('hand-over', id, POLICE);
      const refused = await coordinator().try('confirm-hand-over', id, { notNeeded: '无须转送' });
      expect([refused.status, refused.body['code']]).toEqual([409, 'hand_over_open']);
    });

    it('outlives the end of the case', async () => {
      const id = await queued();
      await coordinator().act('hand-over', id, POLICE);
      await coordinator().act('file', id, { reason: '已转送公安机关' });
      expect((await clocks(id))[0]!.stoppedAt).toBeNull();
      await coordinator().act('confirm-hand-over', id, { receivedBy: '周警官' });
      expect((await clocks(id))[0]).toMatchObject({ verdict: 'on_time' });
    });

    it('never gives a report to whom it is about', async () => {
      const id = await queued('举报：市城管局执法中队收受烧烤店好处费。');
      await coordinator().act('confirm-accused', id, { accused: ['urban-bureau'] });
      const refused = await coordinator().try('hand-over', id, { ...POLICE, receiver: '临川市城市管理局' });
      expect([refused.status, refused.body['code']]).toEqual([409, 'accused_cannot_handle']);
      await coordinator().act('hand-over', id, { ...POLICE, receiver: '临川市纪律检查委员会' });
    });

    it('is no part of a handler or reviewer', async () => {
      const id = await queued();
      expect((await office.as('reviewer').try('hand-over', id, POLICE)).status).toBe(403);
      expect((await office.as('urban-handler').try('quarantine', id, { code: 'abuse' })).status).toBe(404);
      expect((await coordinator().try('hand-over', id, { ...POLICE, receiverPhone: '无' })).status).toBe(400);
    });
  });
});
