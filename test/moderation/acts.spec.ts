import { CaseFile, Deadline } from '../../src/casefile/casefile.entities.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { Filing, Rejection, Relabel } from '../../src/moderation/moderation.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';

const REGISTRY = {
  ...SMALL_REGISTRY,
  users: [...SMALL_REGISTRY.users!, { login: 'both', name: '孙双岗', email: 'both@linchuan.example', department: 'center', roles: ['coordinator' as const, 'reviewer' as const] }],
};
const REJECTION = { reason: '您反映的问题正在人民法院审理中', legalWay: '请通过诉讼程序解决' };

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, registry: REGISTRY });
  });
  afterAll(async () => await office.close());

  const queued = async (text = '投诉：小区楼下烧烤店噪声扰民。') => {
    const { id } = await office.message('wb', { text, occurredAt: '2026-03-04T09:00:00+08:00' });
    await office.settle();
    return id;
  };
  const file = async (id: string) => (await office.rows.one(CaseFile, { id }))!;
  const answerClock = async (id: string) => (await office.rows.one(Deadline, { caseId: id, clock: 'answer' }))!;

  describe('pass', () => {
    it('lets a held case go on with the kind a person gives it', async () => {
      const id = await queued('不服法院判决，请求帮助。');
      expect((await file(id)).state).toBe('held');
      const answer = await office.as('coordinator').act('pass', id, { kind: 'complaint', urgency: 'urgent' });
      expect(answer).toMatchObject({ state: 'queued', allowed: expect.arrayContaining(['assign', 'file']) });
      expect(await file(id)).toMatchObject({ kind: 'complaint', urgency: 'urgent', grade: 'B' });
    });

    it('needs a reason to make less of an emergency', async () => {
      const id = await queued('拖欠工资半年了，我不想活了。');
      const before = await file(id);
      const refused = await office.as('coordinator').try('pass', id, { urgency: 'ordinary' });
      expect([refused.status, refused.body['code']]).toEqual([422, 'reason_needed']);
      expect(await file(id)).toEqual(before);
    });
  });

  describe('relabel', () => {
    it('needs a reason downwards, and then derives the answer anew from the same start, both due times kept', async () => {
      const id = await queued();
      const before = await answerClock(id);
      const refused = await office.as('coordinator').try('relabel', id, { kind: 'consultation' });
      expect([refused.status, refused.body['code']]).toEqual([422, 'reason_needed']);
      expect(await answerClock(id)).toEqual(before);
      await office.as('coordinator').act('relabel', id, { kind: 'consultation', reason: '经核实为政策咨询' });
      const after = await answerClock(id);
      expect([before.dueDay, after.dueDay]).toEqual(['2026-03-11', '2026-03-09']);
      expect(after.startAt).toBe(before.startAt);
      const event = (await office.rows.one(CaseEvent, { caseId: id, act: 'relabel' }))!;
      expect(event.facts['due']).toEqual([{ clock: 'answer', clockId: after.id, startAt: after.startAt, before: before.dueAt, after: after.dueAt }]);
      expect(JSON.stringify(event.facts)).not.toContain('政策咨询');
      expect(await office.rows.one(Relabel, { caseId: id })).toMatchObject({
        downwards: true, reason: '经核实为政策咨询', before: { kind: 'complaint' }, after: { kind: 'consultation' },
      });
      expect(await file(id)).toMatchObject({ kind: 'consultation', firstKind: 'complaint' });
    });

    it('goes upwards without a reason, and the grade follows', async () => {
      const id = await queued();
      await office.as('coordinator').act('relabel', id, { urgency: 'emergency' });
      expect(await file(id)).toMatchObject({ urgency: 'emergency', grade: 'C' });
      expect((await answerClock(id)).dueDay).toBe('2026-03-05');
    });

    it('raises a grade freely and lowers it only with a reason', async () => {
      const id = await queued();
      await office.as('coordinator').act('relabel', id, { grade: 'C' });
      const refused = await office.as('coordinator').try('relabel', id, { grade: 'A', reason: '   ' });
      expect([refused.status, refused.body['code']]).toEqual([422, 'grade_not_lowered']);
      expect((await file(id)).grade).toBe('C');
      await office.as('coordinator').act('relabel', id, { grade: 'A', reason: '误标' });
      expect((await file(id)).grade).toBe('A');
    });

    it('takes a case that turns out to be a report out of the public eye', async () => {
      const id = await queued();
      await office.as('coordinator').act('relabel', id, { kind: 'report' });
      expect(await file(id)).toMatchObject({ kind: 'report', grade: 'C', publicity: 'private' });
      const back = await office.as('coordinator').try('relabel', id, { kind: 'complaint' });
      expect([back.status, back.body['code']]).toEqual([422, 'reason_needed']);
      await office.as('coordinator').act('relabel', id, { kind: 'complaint', reason: '未涉及违纪违法' });
      expect(await file(id)).toMatchObject({ kind: 'complaint', grade: 'A', publicity: 'private' });
    });

    it('derives the department’s leg anew as well', async () => {
      const id = await queued();
      await office.as('coordinator').act('assign', id, { departmentId: 'urban' });
      const leg = async () => (await office.rows.one(Deadline, { caseId: id, clock: 'leg' }))!;
      const before = await leg();
      await office.as('coordinator').act('relabel', id, { urgency: 'emergency' });
      const after = await leg();
      expect([before.amount, after.amount, after.startAt]).toEqual([4, 1, before.startAt]);
      const event = (await office.rows.one(CaseEvent, { caseId: id, act: 'relabel' }))!;
      expect((event.facts['due'] as { clock: string }[]).map(({ clock }) => clock)).toEqual(['answer', 'leg']);
    });
  });

  describe('reject', () => {
    it('needs a proposal, the legal way, and a second person', async () => {
      const id = await queued();
      const early = await office.as('reviewer').try('reject', id);
      expect([early.status, early.body['code']]).toEqual([409, 'not_proposed']);
      const noWay = await office.as('coordinator').try('propose-rejection', id, { reason: REJECTION.reason });
      expect([noWay.status, noWay.body['code']]).toEqual([400, 'wrong_shape']);
      const blank = await office.as('coordinator').try('propose-rejection', id, { ...REJECTION, legalWay: '  ' });
      expect(blank.status).toBe(400);
      await office.as('coordinator').act('propose-rejection', id, REJECTION);
      expect((await file(id)).state).toBe('queued');
      const wrongRole = await office.as('coordinator2').try('reject', id);
      expect([wrongRole.status, wrongRole.body['code'], wrongRole.body['who']]).toEqual([403, 'not_your_part', ['reviewer']]);
      expect(await office.as('reviewer').act('reject', id)).toMatchObject({ state: 'rejected' });
      const rejection = (await office.rows.one(Rejection, { caseId: id }))!;
      expect(rejection.decidedAt).toBe(office.clock.now());
      expect(rejection.text).toContain('您于2026年3月4日提交的留言');
      expect(rejection.text).toContain('请通过诉讼程序解决');
      expect(rejection.text).toContain('0599-5550100');
      expect(await answerClock(id)).toMatchObject({ stopAct: 'reject', verdict: 'void' });
    });

    it('is not for the one who proposed it', async () => {
      const id = await queued();
      await office.as('both').act('propose-rejection', id, REJECTION);
      const refused = await office.as('both').try('reject', id);
      expect([refused.status, refused.body['code']]).toEqual([403, 'same_person']);
      expect((await file(id)).state).toBe('queued');
    });

    it('takes only a template that tells why and where to go', async () => {
      const id = await queued();
      const refused = await office.as('coordinator').try('propose-rejection', id, { ...REJECTION, template: 'receipt' });
      expect([refused.status, refused.body['code'], refused.body['templates']]).toEqual([422, 'text_not_approved', ['rejection']]);
      expect(await office.rows.find(Rejection, { caseId: id })).toEqual([]);
    });

    it('falls away when the case is accepted after all', async () => {
      const id = await queued('不服法院判决，请求帮助。');
      await office.as('coordinator').act('propose-rejection', id, REJECTION);
      await office.as('coordinator2').act('pass', id);
      const refused = await office.as('reviewer').try('reject', id);
      expect(refused.body['code']).toBe('not_proposed');
    });

    it('can be undone: restored for a person to look at, the answer due as before', async () => {
      const id = await queued();
      const before = await answerClock(id);
      await office.as('coordinator').act('propose-rejection', id, REJECTION);
      await office.as('reviewer').act('reject', id);
      expect(await office.as('coordinator2').act('restore', id)).toMatchObject({ state: 'held' });
      expect(await file(id)).toMatchObject({ rejectionProposedBy: null });
      const after = await answerClock(id);
      expect([after.id, after.startAt, after.dueAt, after.stoppedAt]).toEqual([before.id, before.startAt, before.dueAt, null]);
    });
  });

  describe('file', () => {
    it('files many at once, each by itself', async () => {
      const [one, two, three] = [await queued('感谢你们的工作，点赞！'), await queued('谢谢，辛苦了！'), await queued()];
      await office.as('coordinator').act('assign', three, { departmentId: 'urban' });
      const seen = await Promise.all([one, two, three].map(async (id) => ({ id, version: (await file(id)).version })));
      seen[1]!.version -= 1;
      const { status, body } = await office.as('coordinator').post<{ cases: Record<string, unknown>[] }>('/api/v1/acts/file', { cases: seen, reason: '表扬感谢，无须办理' });
      expect(status).toBe(200);
      expect(body.cases).toMatchObject([
        { id: one, done: true, state: 'filed' },
        { id: two, done: false, problem: { status: 409, code: 'stale_version' } },
        { id: three, done: false, problem: { status: 409, code: 'act_not_allowed', allowed: expect.arrayContaining(['acknowledge', 'reassign']) } },
      ]);
      expect([(await file(one)).state, (await file(two)).state, (await file(three)).state]).toEqual(['filed', 'queued', 'assigned']);
      expect(await office.rows.find(Filing, { caseId: [one, two, three] })).toMatchObject([{ caseId: one, reason: '表扬感谢，无须办理' }]);
    });

    it('is restored with the old start', async () => {
      const id = await queued();
      const before = await answerClock(id);
      await office.as('coordinator').act('file', id, { reason: '重复' });
      await office.until('2026-03-04T15:00:00+08:00', 5);
      await office.as('coordinator').act('restore', id);
      expect(await answerClock(id)).toMatchObject({ startAt: before.startAt, dueAt: before.dueAt, stoppedAt: null });
      expect((await office.rows.one(Filing, { caseId: id }))!.restoredAt).toBe(office.clock.now());
    });
  });

  describe('at every door', () => {
    it('refuses a stale version and changes nothing', async () => {
      const id = await queued();
      const before = await file(id);
      const refused = await office.as('coordinator').try('relabel', id, { version: before.version - 1, urgency: 'urgent' });
      expect([refused.status, refused.body['code']]).toEqual([409, 'stale_version']);
      expect(await file(id)).toEqual(before);
      expect(await office.rows.find(Relabel, { caseId: id })).toEqual([]);
    });

    it('refuses who has no part in it, and who is not signed in', async () => {
      const id = await queued();
      expect((await office.as('deputy').try('file', id, { reason: '无' })).body).toMatchObject({ status: 403, code: 'not_your_part', who: ['coordinator'] });
      expect((await office.as('contractor').try('relabel', id, { urgency: 'urgent' })).status).toBe(403);
      expect((await office.as('urban-handler').try('relabel', id, { urgency: 'urgent' })).status).toBe(404);
      expect((await office.anybody.try('file', id, { reason: '无' })).status).toBe(401);
      expect((await file(id)).state).toBe('queued');
    });

    it('answers a wrong state with what may be done now', async () => {
      const id = await queued();
      const refused = await office.as('coordinator').try('restore', id);
      expect(refused.body).toMatchObject({ status: 409, code: 'act_not_allowed', allowed: expect.arrayContaining(['assign', 'file']) });
    });

    it('asks nothing of a case that is no report about its accused', async () => {
      const id = await queued();
      const refused = await office.as('coordinator').try('confirm-accused', id, { accused: ['urban'] });
      expect([refused.status, refused.body['code']]).toEqual([409, 'act_not_allowed']);
      expect((await file(id)).accused).toBeNull();
    });
  });
});
