/** 抽查和考核 by the doors that people use, on months made by hand. */
import { createHash } from 'node:crypto';
import ExcelJS from 'exceljs';
import { Terms } from '../../src/assessment/terms.js';
import { Assessment, AssessedCase } from '../../src/assessment/assessment.entities.js';
import { ReviewSheet, SpotCheck, SpotCheckCase } from '../../src/assessment/spot-check.entities.js';
import { Telling, Term } from '../../src/assessment/terms.entities.js';
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { User } from '../../src/identity/identity.entities.js';
import { CaseEvent, MatterEvent } from '../../src/journal/journal.entities.js';
import { Sealer } from '../../src/journal/seal.js';
import { MatterProofs, verifyAudit } from '../../src/journal/verify.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import { at, World } from '../reporting/world.js';
import { Office, onEachDatabase, type Answer } from '../support/office.js';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };
const GOOD = { overall: 4, relevant: 2, resolved: 2, evasive: 0, hollow: 0, cold: 0 };
const BAD = { overall: 2, relevant: 2, resolved: 0, evasive: 1, hollow: 0, cold: 0 };

interface CheckBody {
  id: string; drawn: number; settled: number; state: string; seed: string;
  cases: { caseId: string; number: string; kind: string; handedIn: number; open: number; third: boolean }[];
  results: { whole: { checked: number; goodShare: number; comparable: boolean }; units: { unitName: string; checked: number; comparable: boolean }[]; cells: { kind: string; population: number; sample: number }[]; parts: { key: string; cases: number; agreement: { pairs: number; kappa: number | null; withinOne: number } }[]; training: { key: string; cases: number }[] };
}
interface UnitBody { departmentId: string; name: string; graded: boolean; score: { total: number | null; grade: string | null; criteria: { key: string; counted: number; good: number; earned: number | null }[] } }
interface AssessmentBody { id: string; state: string; edition: number; unitLines: UnitBody[]; open: string[]; exclusions: { id: string; state: string }[]; objectionLines: { id: string; state: string }[] }
interface UnitSheetBody { mayObject: boolean; unit: UnitBody; criteria: { key: string; cases: { id: string; number: string; bad: boolean; excluded: boolean; cancelled: boolean }[] }[] }

onEachDatabase((dialect) => {
  let office: Office;
  let world: World;
  const ids: Record<string, string> = {};
  let check: CheckBody;
  let assessment: AssessmentBody;

  const said = async <T>(answer: Promise<Answer<T>>, status = 200): Promise<T> => {
    const { status: got, body } = await answer;
    expect([got, got === status ? null : body]).toEqual([status, null]);
    return body;
  };
  const refused = async (answer: Promise<Answer<unknown>>, code: string): Promise<void> => expect((await answer).body).toMatchObject({ code });
  const loginOf = (id: string): string => Object.entries(ids).find(([, each]) => each === id)![0];
  const faults = async (): Promise<string[]> =>
    (await verifyAudit(office.database, undefined, office.app.get(MatterProofs))).faults.filter(({ where }) => /^(spot_check|review_sheet|assessment|seal)/.test(where)).map(({ where, what }) => `${where.split(' ')[0]}: ${what}`);
  const actsOf = async (matterId: string): Promise<string[]> => (await office.rows.find(MatterEvent, { matterId }, { orderBy: 'seq' })).map(({ act }) => act);

  const answered = (unit: string | null, kind: CaseFile['kind'], day: number, late = false, more: Partial<CaseFile> = {}): string => {
    const start = at(`2026-03-${String(day).padStart(2, '0')}T09:00:00`);
    const done = start + 5 * 86_400_000;
    const departmentId = unit === null ? null : world.department(unit);
    const id = world.case(start, { kind, firstKind: kind, state: 'answered', departmentId, answeredAt: done, ...more });
    world.clock(id, 'answer', start, done + 86_400_000, done);
    if (departmentId) world.clock(id, 'leg', start, late ? done - 86_400_000 : done + 3_600_000, done, { departmentId, stopAct: 'sign_off' });
    if (departmentId) world.clock(id, 'acknowledge', start, start + 86_400_000, start + 3_600_000, { departmentId, stopAct: 'acknowledge' });
    world.publication(id, done, kind !== 'report');
    return id;
  };

  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-04-08T10:00:00+08:00' });
    world = new World(office);
    for (const { id, login } of await office.rows.find(User, {})) ids[login] = id;
    for (let n = 0; n < 14; n++) answered('transport', 'complaint', 2 + n, n < 3);
    for (let n = 0; n < 3; n++) answered('urban', 'help', 3 + n);
    ids['report case'] = answered('transport', 'report', 4, true, { accused: [world.department('housing')], publicity: 'private' });
    ids['own case'] = answered(null, 'consultation', 5);
    ids['handled case'] = answered('justice', 'complaint', 6);
    // Answered in April: not of the period.
    world.clock(world.case('2026-03-30', { state: 'answered' }), 'answer', '2026-03-30', '2026-04-08', '2026-04-02');
    await world.stands();
    await office.database.write('person', async ({ rows }) => {
      const event = { id: 'w-hand', caseId: ids['handled case']!, seq: 1, act: 'approve' as const, at: 1, writtenAt: 1, actorKind: 'person', actorId: ids['reviewer']!, fromState: null, toState: 'approved', facts: {}, previousHash: '', hash: '', sealId: null };
      await rows.insert(CaseEvent, event);
    });
  }, 60_000);
  afterAll(async () => await office.close());

  describe('a spot check', () => {
    it('says beforehand how many of each stratum, and keeps nothing of it', async () => {
      const preview = await said(office.as('supervisor').post<{ population: number; sample: number; strata: { kind: string; population: number; sample: number }[] }>('/api/v1/spot-checks/preview', { ...MARCH, size: { by: 'share', share: 0.5, least: 2 } }));
      expect(preview).toMatchObject({ population: 20, sample: 12 });
      expect(preview.strata.map(({ kind, population, sample }) => `${kind} ${sample}/${population}`).toSorted()).toEqual(['complaint 1/1', 'complaint 7/14', 'consultation 1/1', 'help 2/3', 'report 1/1'].toSorted());
      expect(await office.rows.find(SpotCheck, {})).toEqual([]);
    });

    it('is refused before the period is over, without people, and to who is no supervisor', async () => {
      const draw = { ...MARCH, title: '三月答复质量抽查', checkerIds: [ids['coordinator'], ids['reviewer']] };
      await refused(office.as('supervisor').post('/api/v1/spot-checks', { ...draw, from: '2026-04-01', to: '2026-04-30' }), 'not_yet_available');
      await refused(office.as('supervisor').post('/api/v1/spot-checks', { ...draw, to: '2026-02-30' }), 'wrong_shape');
      await refused(office.as('supervisor').post('/api/v1/spot-checks', { ...draw, from: '2026-02-01', to: '2026-02-28' }), 'sample_empty');
      await refused(office.as('supervisor').post('/api/v1/spot-checks', { ...draw, checkerIds: [ids['coordinator'], ids['contractor']] }), 'checkers_few');
      await refused(office.as('coordinator').post('/api/v1/spot-checks', draw), 'not_your_part');
    });

    it('gives each case to two who may check it: not the own unit’s, not one they had a hand in', async () => {
      const logins = ['coordinator', 'reviewer', 'supervisor', 'chief', 'urban-head'];
      check = await said(office.as('supervisor').post<CheckBody>('/api/v1/spot-checks', { ...MARCH, title: '三月答复质量抽查', size: { by: 'number', cases: 20, least: 20 }, checkerIds: logins.map((login) => ids[login]) }), 201);
      expect(check).toMatchObject({ drawn: 20, settled: 0, state: 'checking' });
      const sheets = await office.rows.find(ReviewSheet, { checkId: check.id });
      const whoChecks = (caseId: string): string[] => sheets.filter((sheet) => sheet.caseId === caseId).map(({ checkerId }) => loginOf(checkerId)).toSorted();
      for (const { caseId } of check.cases) expect(new Set(whoChecks(caseId)).size).toBe(caseId === ids['own case'] ? 0 : 2);
      expect(whoChecks(ids['handled case']!)).not.toContain('reviewer');
      // The head of another unit may not even know of these cases.
      expect(sheets.some(({ checkerId }) => checkerId === ids['urban-head'])).toBe(false);
      expect(new Set((await office.rows.find(Term, { matterId: check.id })).map(({ name, dueDay }) => `${name} ${dueDay}`))).toEqual(new Set(['hand_in 2026-04-15']));
      expect(await said(office.as('supervisor').get(`/api/v1/spot-checks/${check.id}/proof`))).toMatchObject({ populationSame: true, sampleSame: true });
    });

    it('tells each checker once by mail, how many and until when', async () => {
      await office.app.get(Notices).greet();
      const mails = (await office.rows.find(Notice, { template: 'assessment' })).map(({ userId, subject }) => `${loginOf(userId)} ${subject}`);
      expect(mails).toHaveLength(4);
      expect(mails.join('\n')).toMatch(/coordinator ［抽查］有 \d+ 件答复请您评查/);
      await office.app.get(Notices).greet();
      expect(await office.rows.find(Notice, { template: 'assessment' })).toHaveLength(4);
    });

    it('shows a sheet to its checker alone, and nothing of what the other said', async () => {
      const [first] = await office.rows.find(ReviewSheet, { checkId: check.id, caseId: ids['handled case']! }, { orderBy: 'id' });
      const login = loginOf(first!.checkerId);
      await refused(office.as('deputy').get(`/api/v1/review-sheets/${first!.id}`), 'not_found');
      const wrong = await office.as(login).post(`/api/v1/review-sheets/${first!.id}/hand-in`, { marks: { ...GOOD, overall: 6, tone: 1 } });
      expect([wrong.status, JSON.stringify(wrong.body['errors'])]).toEqual([400, expect.stringMatching(/marks\.overall.*marks\.tone/)]);
      expect(await said(office.as(login).post(`/api/v1/review-sheets/${first!.id}/hand-in`, { marks: GOOD, note: '有依据、有结果' }))).toMatchObject({ state: 'handed_in' });
      await refused(office.as(login).post(`/api/v1/review-sheets/${first!.id}/hand-in`, { marks: BAD }), 'sheet_state');
      const [other] = await office.rows.find(ReviewSheet, { checkId: check.id, caseId: ids['handled case']!, state: 'open' });
      expect(await said(office.as(loginOf(other!.checkerId)).get(`/api/v1/review-sheets/${other!.id}`))).toMatchObject({ marks: null, others: [], disputed: [] });
      // One sheet says nothing yet.
      const view = await said(office.as('supervisor').get<CheckBody>(`/api/v1/spot-checks/${check.id}`));
      expect([view.settled, view.results.parts[0]!.agreement.pairs, JSON.stringify(view).includes('有依据')]).toEqual([0, 0, false]);
    });

    it('gives a recused sheet to another, and a disagreement to a third who sees both', async () => {
      const [open] = await office.rows.find(ReviewSheet, { checkId: check.id, caseId: ids['handled case']!, state: 'open' });
      await said(office.as(loginOf(open!.checkerId)).post(`/api/v1/review-sheets/${open!.id}/recuse`, { reason: '与来信人相识' }));
      // Only three of the pool had no hand in it: the last of them takes it.
      const [again] = await office.rows.find(ReviewSheet, { checkId: check.id, caseId: ids['handled case']!, state: 'open' });
      expect(again!.checkerId).not.toBe(open!.checkerId);
      await said(office.as(loginOf(again!.checkerId)).post(`/api/v1/review-sheets/${again!.id}/hand-in`, { marks: BAD }));
      // Nobody is left to settle it; another is named.
      expect(await office.rows.find(ReviewSheet, { checkId: check.id, third: true })).toEqual([]);
      await said(office.as('supervisor').post(`/api/v1/spot-checks/${check.id}/appoint`, { checkerIds: [ids['deputy']] }));
      const [third] = await office.rows.find(ReviewSheet, { checkId: check.id, third: true });
      expect(loginOf(third!.checkerId)).toBe('deputy');
      const shown = await said(office.as('deputy').get<{ others: { marks: unknown }[]; disputed: string[] }>(`/api/v1/review-sheets/${third!.id}`));
      expect([shown.others.length, shown.disputed]).toEqual([2, ['overall', 'resolved', 'evasive']]);
      await said(office.as('deputy').post(`/api/v1/review-sheets/${third!.id}/hand-in`, { marks: { ...BAD, overall: 3 } }));
      expect(await office.rows.one(SpotCheckCase, { checkId: check.id, caseId: ids['handled case']! })).toMatchObject({ settled: { ...BAD, overall: 3 }, good: true });
    });

    it('reminds a working day before, and notes once what was not handed in', async () => {
      office.at('2026-04-14T09:30:00+08:00');
      await office.app.get(Terms).sweep();
      await office.app.get(Terms).sweep();
      expect((await office.rows.find(Telling, { sort: 'hand_in_soon' })).length).toBe((await office.rows.find(ReviewSheet, { checkId: check.id, state: 'open' })).length);
      office.at('2026-04-16T00:00:00+08:00');
      await office.app.get(Terms).sweep();
      await office.app.get(Terms).sweep();
      const open = (await office.rows.find(ReviewSheet, { checkId: check.id, state: 'open' })).length;
      expect((await actsOf(check.id)).filter((act) => act === 'miss')).toHaveLength(open);
      expect(new Set((await office.rows.find(Telling, { sort: 'hand_in_missed' })).map(({ userId }) => loginOf(userId)))).toContain('supervisor');
    });

    it('is not closed while something is unsettled, unless a reason is given; then the results are there', async () => {
      await refused(office.as('supervisor').post(`/api/v1/spot-checks/${check.id}/close`), 'sheets_open');
      const late = await office.rows.find(SpotCheckCase, { checkId: check.id, unit: world.department('transport') }, { orderBy: 'answeredAt' });
      const bad = new Set(late.filter(({ report }) => !report).slice(0, 4).map(({ caseId }) => caseId));
      for (const sheet of await office.rows.find(ReviewSheet, { checkId: check.id, state: 'open' })) {
        await said(office.as(loginOf(sheet.checkerId)).post(`/api/v1/review-sheets/${sheet.id}/hand-in`, { marks: bad.has(sheet.caseId) ? BAD : GOOD }));
      }
      check = await said(office.as('supervisor').post<CheckBody>(`/api/v1/spot-checks/${check.id}/close`, { reason: '本中心直接答复的一件无人可评' }));
      expect(check).toMatchObject({ state: 'closed', settled: 19, drawn: 20 });
      const { whole, units, parts, training } = check.results;
      // 18 without the report; 4 of the 14 of transport are bad.
      expect([whole.checked, Math.round(whole.goodShare * 1000)]).toEqual([18, Math.round(1000 * (10 + 3 + 1) / 18)]);
      expect(units.map(({ unitName, checked, comparable }) => `${unitName} ${checked} ${comparable}`).toSorted()).toEqual(['政务新媒体中心 0 false', '市交通运输局 14 true', '市司法局 1 false', '市城管局 3 false'].toSorted());
      expect(parts.map(({ key, cases }) => `${key} ${cases}`)).toEqual(['overall 4', 'relevant 0', 'resolved 5', 'evasive 5', 'hollow 0', 'cold 0']);
      expect(parts[0]!.agreement).toMatchObject({ pairs: 19, withinOne: 18 / 19 });
      expect(training.map(({ key }) => key)).toEqual(['resolved', 'evasive']);
      // It is the figure of the month from now on, and was none before.
      const quality = async (asOf = ''): Promise<unknown> => (await said(office.as('supervisor').get<{ scopes: { figures: { key: string; numerator: number; denominator: number }[] }[] }>(`/api/v1/reports/2026-03${asOf}`))).scopes[0]!.figures.find(({ key }) => key === 'quality');
      expect([await quality(), await quality('?asOf=2026-04-15T00:00:00%2B08:00')]).toMatchObject([{ numerator: 14, denominator: 18 }, { numerator: 0, denominator: 0 }]);
      expect(await actsOf(check.id)).toEqual(expect.arrayContaining(['draw', 'hand_in', 'recuse', 'appoint', 'settle', 'miss', 'close']));
    });

    it('leaves as a file: how it was drawn, what was found, each sheet, and the lots by which anybody draws it again', async () => {
      const raw = await office.app.getHttpAdapter().getInstance().inject({ method: 'GET', url: `/api/v1/spot-checks/${check.id}/file?language=zh`, headers: { cookie: `huiyin_session=${await office.session('supervisor')}` } });
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(raw.rawPayload as never);
      expect(book.worksheets.map(({ name }) => name)).toEqual(['抽查情况', '单位结果', '单位类型结果', '问题和一致程度', '培训建议', '逐件结果', '评查表', '总体和抽签', '评查标准']);
      const rows = (name: string): unknown[][] => book.getWorksheet(name)!.getSheetValues().slice(4).map((row) => (row as unknown[]).slice(1));
      const fact = Object.fromEntries(rows('抽查情况') as [string, unknown][]);
      expect([fact['名称'], fact['抽取件数'], fact['已评定件数'], fact['种子']]).toEqual(['三月答复质量抽查', 20, 19, check.seed]);
      expect(rows('问题和一致程度').map(([part, cases]) => [part, cases])).toEqual([['总体', 4], ['针对所问', 0], ['实质回应', 5], ['推诿敷衍', 5], ['空洞说教', 0], ['生硬冷漠', 0]]);
      expect(rows('培训建议').map(([part, cases, of]) => [part, cases, of])).toEqual([['实质回应', 5, 18], ['推诿敷衍', 5, 18]]);
      expect(['已评定', '无人可评'].map((state) => rows('逐件结果').filter(([, , , said]) => said === state).length)).toEqual([19, 1]);
      // Two sheets a case, three where a third settled; each lot is the hash it is said to be, and the drawn ones are the lowest of their stratum.
      expect([rows('评查表').filter(([, , , place]) => place === '第一人').length, rows('评查表').filter(([, , , place]) => place === '第三人').length]).toEqual([19, 1]);
      const lots = rows('总体和抽签') as string[][];
      for (const [, , , , id, lot] of lots) expect(lot).toBe(createHash('sha256').update(`${check.seed}\n${id}`).digest('hex'));
      expect(lots.filter(([, , , drawn]) => drawn === '抽中')).toHaveLength(20);
      for (const own of Map.groupBy(lots, ([, unit, kind]) => `${unit} ${kind}`).values()) expect(own.map(([, , , drawn]) => drawn === '抽中').join()).toMatch(/^(true,?)*(,?false)*$/);
      const hidden = await office.as('auditor').get<string>(`/api/v1/spot-checks/${check.id}/file?format=csv`);
      expect([hidden.status, hidden.body.includes('抽取件数,19'), hidden.body.includes(ids['report case']!), hidden.body.includes('举报')]).toEqual([200, true, false, false]);
      expect((await office.as('transport-head').get(`/api/v1/spot-checks/${check.id}/file`)).status).toBe(403);
    });

    it('shows reports to nobody who may not open them, not even as a number; a unit reads its own part', async () => {
      const seen = await said(office.as('auditor').get<CheckBody>(`/api/v1/spot-checks/${check.id}`));
      expect([seen.drawn, seen.cases.length, seen.results.cells.map(({ kind }) => kind).includes('report'), check.results.cells.map(({ kind }) => kind).includes('report')]).toEqual([19, 19, false, true]);
      expect(JSON.stringify(seen)).not.toContain(ids['report case']);
      const own = await said(office.as('urban-head').get<{ checks: { cases: unknown[] }[] }>('/api/v1/spot-checks/of-my-unit'));
      expect(own.checks.map(({ cases }) => cases.length)).toEqual([3]);
      expect((await said(office.as('housing-head').get<{ checks: unknown[] }>('/api/v1/spot-checks/of-my-unit'))).checks).toEqual([]);
    });
  });

  describe('an assessment', () => {
    const unitOf = (body: AssessmentBody, name: string): UnitBody => body.unitLines.find((unit) => unit.name === name)!;
    const sheet = async (login: string, unit: string): Promise<UnitSheetBody> => await said(office.as(login).get<UnitSheetBody>(`/api/v1/assessments/${assessment.id}/units/${world.department(unit)}`));
    const lateCases = async (login = 'supervisor'): Promise<UnitSheetBody['criteria'][number]['cases']> => (await sheet(login, 'transport')).criteria.find(({ key }) => key === 'leg')!.cases.filter(({ bad }) => bad);

    it('counts clocks and human spot checks alone, reports left out, small units not graded', async () => {
      assessment = await said(office.as('supervisor').post<AssessmentBody>('/api/v1/assessments', MARCH), 201);
      expect(assessment).toMatchObject({ state: 'drafted', edition: 0 });
      const transport = unitOf(assessment, '市交通运输局');
      expect(transport.score.criteria.map(({ key, good, counted, earned }) => `${key} ${good}/${counted} ${earned}`)).toEqual(['leg 11/14 19.5', 'acknowledge 14/14 10', 'contact 0/0 null', 'contribution 0/0 null', 'quality 10/14 15', 'substance 10/14 9']);
      // 53.5 of 80 points that could be earned.
      expect([transport.score.total, transport.score.grade, transport.graded]).toEqual([66.9, 'ordinary', true]);
      expect([unitOf(assessment, '市城管局').graded, unitOf(assessment, '市城管局').score.grade]).toEqual([false, null]);
      await refused(office.as('supervisor').post('/api/v1/assessments', MARCH), 'duplicate');
      await refused(office.as('coordinator').post('/api/v1/assessments', MARCH), 'not_your_part');
      await refused(office.as('transport-head').get(`/api/v1/assessments/${assessment.id}/units/${world.department('transport')}`), 'not_found');
      expect((await lateCases()).map(({ number }) => number)).not.toContain(`N-${ids['report case']}`);
    });

    it('excludes a case only when another approves it, for a ground of the scheme', async () => {
      const [first] = await lateCases();
      const propose = { assessedCaseId: first!.id, ground: 'force_majeure', reason: '暴雨期间系统停运' };
      await refused(office.as('supervisor').post(`/api/v1/assessments/${assessment.id}/propose-exclusion`, { ...propose, ground: 'too_hard' }), 'wrong_shape');
      const proposed = await said(office.as('supervisor').post<AssessmentBody>(`/api/v1/assessments/${assessment.id}/propose-exclusion`, propose));
      await refused(office.as('supervisor').post(`/api/v1/assessments/${assessment.id}/tell`), 'decisions_open');
      await refused(office.as('supervisor').post(`/api/v1/assessments/${assessment.id}/exclusions/${proposed.exclusions[0]!.id}/decide`, { granted: true, reason: '同意' }), 'not_your_part');
      const decided = await said(office.as('deputy').post<AssessmentBody>(`/api/v1/assessments/${assessment.id}/exclusions/${proposed.exclusions[0]!.id}/decide`, { granted: true, reason: '情况属实' }));
      expect(unitOf(decided, '市交通运输局').score.criteria[0]).toMatchObject({ key: 'leg', good: 11, counted: 13 });
    });

    it('tells the units, who may object within the term', async () => {
      await refused(office.as('deputy').post(`/api/v1/assessments/${assessment.id}/fix`), 'assessment_state');
      await said(office.as('supervisor').post(`/api/v1/assessments/${assessment.id}/tell`));
      expect(new Set((await office.rows.find(Telling, { sort: 'unit_told' })).map(({ userId }) => loginOf(userId)))).toEqual(new Set(['transport-head', 'urban-head', 'justice-head']));
      const own = await sheet('transport-head', 'transport');
      expect(own.mayObject).toBe(true);
      await refused(office.as('urban-head').get(`/api/v1/assessments/${assessment.id}/units/${world.department('transport')}`), 'not_found');
      const late = (await lateCases('transport-head')).filter(({ excluded }) => !excluded);
      await refused(office.as('urban-head').post(`/api/v1/assessments/${assessment.id}/object`, { assessedCaseId: late[0]!.id, reason: '不是我们的' }), 'not_found');
      const good = own.criteria[0]!.cases.find(({ bad }) => !bad)!;
      await refused(office.as('transport-head').post(`/api/v1/assessments/${assessment.id}/object`, { assessedCaseId: good.id, reason: '这件没有扣分' }), 'not_deducted');
      for (const { id } of late) await said(office.as('transport-head').post(`/api/v1/assessments/${assessment.id}/object`, { assessedCaseId: id, reason: '当日已经办结，登记有误' }));
      await refused(office.as('transport-head').post(`/api/v1/assessments/${assessment.id}/object`, { assessedCaseId: late[0]!.id, reason: '再说一次' }), 'objection_open');
    });

    it('has each objection decided by somebody else, with reasons; what is accepted counts no more', async () => {
      const { objectionLines } = await said(office.as('deputy').get<AssessmentBody>(`/api/v1/assessments/${assessment.id}`));
      const decide = (login: string, index: number, granted: boolean) => office.as(login).post<AssessmentBody>(`/api/v1/assessments/${assessment.id}/objections/${objectionLines[index]!.id}/decide`, { granted, reason: '经调阅办理记录核实' });
      await refused(decide('supervisor', 0, true), 'not_your_part');
      await said(decide('chief', 0, true));
      const decided = await said(decide('deputy', 1, false));
      await refused(decide('deputy', 1, true), 'assessment_state');
      expect(decided.objectionLines.map(({ state }) => state)).toEqual(['accepted', 'upheld']);
      expect(unitOf(decided, '市交通运输局').score.criteria[0]).toMatchObject({ good: 12, counted: 13, earned: 25.5 });
    });

    it('is fixed when the term is over, by a leader; then it stays, and a correction is another edition', async () => {
      await refused(office.as('deputy').post(`/api/v1/assessments/${assessment.id}/fix`), 'decisions_open');
      office.at('2026-04-25T10:00:00+08:00');
      await office.app.get(Terms).sweep();
      const [first] = await lateCases('transport-head');
      await refused(office.as('transport-head').post(`/api/v1/assessments/${assessment.id}/object`, { assessedCaseId: first!.id, reason: '迟了' }), 'too_late');
      expect(await said(office.as('deputy').post(`/api/v1/assessments/${assessment.id}/fix`))).toMatchObject({ state: 'fixed', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
      await refused(office.as('supervisor').post(`/api/v1/assessments/${assessment.id}/renew`), 'assessment_state');
      const correction = await said(office.as('supervisor').post<AssessmentBody>(`/api/v1/assessments/${assessment.id}/correct`, { reason: '放假安排调整，重算期限' }), 201);
      // What was decided stays decided.
      expect(unitOf(correction, '市交通运输局').score.criteria[0]).toMatchObject({ good: 12, counted: 13 });
      expect(correction).toMatchObject({ edition: 1, state: 'drafted', correctsId: assessment.id });
      expect(await actsOf(assessment.id)).toEqual(['assess', 'propose_exclusion', 'approve_exclusion', 'tell', 'object', 'object', 'cancel_deduction', 'uphold_deduction', 'fix']);
    });

    it('is summed up over the year, and leaves as a workbook and as CSV', async () => {
      const { units } = await said(office.as('chief').get<{ units: { name: string; mean: number | null; periods: unknown[] }[] }>('/api/v1/assessments/annual/2026'));
      expect(units.map(({ name, mean, periods }) => [name, mean, periods.length])).toEqual(expect.arrayContaining([['市交通运输局', 74.4, 1], ['市城管局', null, 1]]));
      const csv = await office.as('supervisor').get<string>(`/api/v1/assessments/${assessment.id}/file?format=csv`);
      expect(csv.headers['content-type']).toContain('text/csv');
      expect(csv.body).toMatch(/市交通运输局,部门,74\.4,较好,按期办理,13,12/);
      expect(csv.body).toContain('已剔除');
      const raw = await office.app.getHttpAdapter().getInstance().inject({ method: 'GET', url: `/api/v1/assessments/${assessment.id}/file?language=en`, headers: { cookie: `huiyin_session=${await office.session('supervisor')}` } });
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(raw.rawPayload as never);
      expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Units', 'Deductions', 'Scheme 2026-1']);
      const { unitLines } = await said(office.as('supervisor').get<AssessmentBody>(`/api/v1/assessments/${assessment.id}`));
      const unit = unitLines.find(({ name }) => name === '市交通运输局')!;
      // A unit's own sheet leaves as the whole does, to those of the unit too; the year as a line a unit.
      for (const login of ['supervisor', 'transport-head']) {
        const own = await office.as(login).get<string>(`/api/v1/assessments/${assessment.id}/units/${unit.departmentId}/file?format=csv`);
        expect([own.status, own.body]).toEqual([200, expect.stringMatching(/市交通运输局,按期办理,N-w-\d{8},期限 2026-03/)]);
      }
      expect((await office.as('supervisor').get<string>('/api/v1/assessments/annual/2026/file?format=csv')).body).toMatch(/部门,市交通运输局,2026-03-01 – 2026-03-31,74\.4,较好,74\.4/);
    });

    it('is sealed with the journal and verified by it: whatever is changed afterwards is found', async () => {
      await office.app.get(Sealer).seal();
      expect(await faults()).toEqual([]);
      const change = async (work: (rows: typeof office.rows) => Promise<unknown>): Promise<string[]> => {
        await office.database.write('person', async ({ rows }) => void (await work(rows)));
        return await faults();
      };
      const [one] = await office.rows.find(AssessedCase, { assessmentId: assessment.id, bad: true });
      expect(await change((rows) => rows.update(AssessedCase, one!.id, { bad: false }))).toEqual(['assessment: is not what was fixed']);
      await change((rows) => rows.update(AssessedCase, one!.id, { bad: true }));
      const [drawn] = await office.rows.find(SpotCheckCase, { checkId: check.id, good: true });
      expect(await change((rows) => rows.update(SpotCheckCase, drawn!.id, { settled: BAD }))).toEqual(['spot_check: its results are not those it was closed with']);
      await change((rows) => rows.update(SpotCheckCase, drawn!.id, { settled: drawn!.settled }));
      const { seed } = (await office.rows.one(SpotCheck, { id: check.id }))!;
      expect(await change((rows) => rows.update(SpotCheck, check.id, { seed: 'f'.repeat(64) }))).toEqual(['spot_check: its population or seed is not the one it was drawn from']);
      await change((rows) => rows.update(SpotCheck, check.id, { seed }));
      const [sheetRow] = await office.rows.find(ReviewSheet, { checkId: check.id, state: 'handed_in' });
      expect(await change((rows) => rows.update(ReviewSheet, sheetRow!.id, { marks: { ...sheetRow!.marks!, overall: 1 } }))).toEqual(['review_sheet: the journal knows other marks']);
      await change((rows) => rows.update(ReviewSheet, sheetRow!.id, { marks: sheetRow!.marks }));
      const [last] = await office.rows.find(MatterEvent, { matterId: assessment.id }, { orderBy: 'seq', descending: true, limit: 1 });
      expect(await change((rows) => rows.update(MatterEvent, last!.id, { facts: {} }))).toEqual(expect.arrayContaining(['assessment: was changed: its hash is another']));
      await change((rows) => rows.update(MatterEvent, last!.id, { facts: last!.facts }));
      expect(await change((rows) => rows.delete(MatterEvent, { id: last!.id }))).toEqual(expect.arrayContaining([expect.stringMatching(/^assessment: ends at event \d+, it says \d+/), expect.stringMatching(/^seal: holds/)]));
      expect((await office.rows.find(Assessment, {})).length).toBe(2);
    });
  });
});
