import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Notice } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import type { ReportModel } from '../../src/reporting/document.js';
import { FIGURE_KEYS } from '../../src/core/figures.js';
import { FORM_KEYS, type FormKey } from '../../src/core/report-forms.js';
import { Monthly } from '../../src/reporting/monthly.service.js';
import { Issuing } from '../../src/reporting/issuing.service.js';
import type { IssuedView } from '../../src/reporting/report-archive.service.js';
import { IssuedReport, ReportCase, ReportFile } from '../../src/reporting/reporting.entities.js';
import type { CountedFigure } from '../../src/reporting/counted-lists.service.js';
import type { FormView } from '../../src/reporting/forms.controller.js';
import type { TypicalProposal } from '../../src/reporting/typical-cases.js';
import { User } from '../../src/identity/identity.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { Read, World } from './world.js';

const BEGIN = '2026-10-31T09:00:00+08:00';
const doors = '/api/v1/issued-reports';

onEachDatabase((dialect) => {
  let office: Office;
  let world: World;
  const issuing = (): Issuing => office.app.get(Issuing);
  beforeAll(async () => {
    office = await Office.open({ dialect, now: BEGIN });
    world = new World(office);
    scheduled('monthly');
  });
  beforeEach(async () => {
    await world.clear();
    await office.database.write('person', async (turn) => {
      for (const entity of [IssuedReport, ReportCase, ReportFile, Notice]) await turn.rows.delete(entity as never, {} as never);
    });
    for (const [n, stop] of ['2026-10-16', '2026-10-19', '2026-10-22', null].entries()) {
      const file = world.case('2026-10-12', { departmentId: world.department(n === 0 ? 'housing' : 'transport'), state: stop === null ? 'handling' : 'answered' });
      world.clock(file, 'answer', '2026-10-12', '2026-10-19T23:59:59.999', stop);
    }
    const secret = world.case('2026-10-14', { kind: 'report', accused: [world.department('housing')], departmentId: world.department('justice') });
    world.clock(secret, 'answer', '2026-10-14', '2026-10-21', null);
    await world.stands();
  });
  afterAll(async () => await office.close());

  /** The calendar makes these alone: what a test counts is not hidden among twelve forms. */
  const scheduled = (...forms: FormKey[]): void => {
    const { settings } = office.app.get(Monthly);
    for (const form of FORM_KEYS) Object.assign(settings[form], { schedule: forms.includes(form) });
  };
  const only = async (): Promise<IssuedReport> => {
    const rows = await office.rows.find(IssuedReport, {});
    expect(rows.length).toBe(1);
    return rows[0]!;
  };
  const mails = (): string[] => {
    try {
      return readdirSync(join(office.folder, 'mail')).filter((name) => name.endsWith('.eml')).map((name) => readFileSync(join(office.folder, 'mail', name), 'utf8')).filter((mail) => mail.includes('report.notices.huiyin'));
    } catch {
      return [];
    }
  };

  it('is drafted when the first working day of the month begins, and once', async () => {
    // 1 November 2026 is a Sunday.
    for (const early of ['2026-11-01T12:00:00+08:00', '2026-11-02T00:10:00+08:00']) {
      office.at(early);
      expect([early, await issuing().beat()]).toEqual([early, 0]);
    }
    office.at('2026-11-02T09:00:00+08:00');
    expect(await issuing().beat()).toBe(1);
    expect(await issuing().beat()).toBe(0);
    expect(await only()).toMatchObject({ period: '2026-10', state: 'draft', createdBy: null, number: null });
    expect((await Promise.all([issuing().beat(), issuing().beat()])).reduce((sum, each) => sum + each, 0)).toBe(0);
  });

  it('is approved by another person, numbered, kept and mailed with its files', async () => {
    office.at('2026-11-02T09:00:00+08:00');
    const { body: draft, status } = await office.as('coordinator').post<IssuedView>(doors, { period: '2026-10' });
    expect([status, draft.state, draft.number]).toEqual([201, 'draft', null]);
    for (const login of ['coordinator', 'auditor', 'transport-head', 'contractor']) expect((await office.as(login).post(`${doors}/${draft.id}/approve`)).status).toBe(403);
    expect(await office.rows.find(ReportFile, {})).toEqual([]);
    const { body: issued } = await office.as('chief').post<IssuedView>(`${doors}/${draft.id}/approve`);
    expect(issued).toMatchObject({ state: 'issued', number: '临川市政务新媒体中心通报〔2026〕1号' });
    expect((await office.as('deputy').post(`${doors}/${draft.id}/approve`)).status).toBe(409);

    await office.app.get(Notices).greet();
    await office.app.get(Notices).greet();
    const written = await office.rows.find(Notice, { template: 'report' });
    expect(written.map(({ address }) => address.split('@')[0]!).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['chief', 'coordinator', 'coordinator2', 'deputy', 'supervisor']);
    await office.settle();
    const sent = mails();
    expect(sent.length).toBe(5);
    const kept = await office.rows.find(ReportFile, { reportId: draft.id });
    expect(kept.map(({ format }) => format).toSorted()).toEqual(['csv', 'docx', 'html', 'json', 'xlsx']);
    for (const mail of sent) {
      expect(mail).toMatch(/filename="?report-2026-10\.docx/);
      expect(mail).toMatch(/filename="?report-2026-10\.xlsx/);
    }
    const { body, headers } = await office.as('auditor').get<string>(`${doors}/${draft.id}/files/csv`);
    expect([headers['content-disposition'], body.slice(1, 3)]).toEqual(['attachment; filename="report-2026-10.csv"', '范围']);
  });

  it('gives the same bytes again, whatever happens to the cases afterwards', async () => {
    office.at('2026-11-02T09:00:00+08:00');
    await issuing().beat();
    const { id } = await only();
    await office.as('chief').post(`${doors}/${id}/approve`);
    await world.clear();
    const { body } = await office.as('supervisor').get<{ files: { format: string; same: boolean }[] }>(`${doors}/${id}/proof`);
    expect(body.files.map(({ format, same }) => [format, same])).toEqual(['model', 'csv', 'docx', 'html', 'json', 'xlsx'].map((format) => [format, true]));
    const [docx] = await office.rows.find(ReportFile, { reportId: id, format: 'docx' });
    expect(createHash('sha256').update(docx!.bytes as Uint8Array).digest('hex')).toBe(docx!.hash);
  });

  it('opens the frozen list of every figure, as it was counted then', async () => {
    office.at('2026-11-02T09:00:00+08:00');
    await issuing().beat();
    const { id, model } = await only();
    const read = new Read((JSON.parse(model) as ReportModel).figures!);
    world.case('2026-10-20');
    await world.stands();
    for (const key of FIGURE_KEYS) {
      const { body } = await office.as('supervisor').get<CountedFigure>(`${doors}/${id}/figures/${key}`);
      const { numerator, denominator } = read.figure(key);
      // A measure of lengths says how many were measured.
      expect([key, body.numerator.total, body.denominator?.total ?? null]).toEqual([key, numerator ?? denominator, numerator === null ? null : denominator]);
    }
    const { body: unit } = await office.as('supervisor').get<CountedFigure>(`${doors}/${id}/figures/in_time?department=transport`);
    expect([unit.numerator.total, unit.denominator!.total]).toEqual([1, 3]);
    // Of reports an auditor reads none, and is told how many there are.
    const { body } = await office.as('auditor').get<CountedFigure>(`${doors}/${id}/figures/received`);
    expect([body.numerator.total, body.numerator.cases.length]).toEqual([5, 4]);
    expect((await office.rows.find(ReportCase, { reportId: id })).length).toBe(5);
  });

  it('is corrected by a new document that names what changed; the first stays as it is', async () => {
    office.at('2026-11-02T09:00:00+08:00');
    await issuing().beat();
    const { id } = await only();
    expect((await office.as('supervisor').post(`${doors}/${id}/correct`, { reason: '漏计一件' })).status).toBe(409);
    await office.as('chief').post(`${doors}/${id}/approve`);
    const before = await office.rows.one(IssuedReport, { id });
    world.case('2026-10-20');
    await world.stands();
    expect((await office.as('supervisor').post(`${doors}/${id}/correct`, {})).status).toBe(400);
    const { body: correction } = await office.as('supervisor').post<IssuedView>(`${doors}/${id}/correct`, { reason: '漏计一件' });
    expect(correction).toMatchObject({ corrects: id, edition: 1, state: 'draft', title: '更正：关于2026年10月网民留言办理情况的通报' });
    expect(correction.reason).toContain('漏计一件。收到由5改为6');
    expect((await office.as('supervisor').post(`${doors}/${id}/correct`, { reason: '再来' })).status).toBe(409);
    const { body: issued } = await office.as('deputy').post<IssuedView>(`${doors}/${correction.id}/approve`);
    expect(issued.number).toBe('临川市政务新媒体中心通报〔2026〕2号');
    expect(await office.rows.one(IssuedReport, { id })).toEqual(before);
    expect((await office.as('chief').get<IssuedView>(`${doors}/${id}`)).body.correctedBy).toBe(correction.id);
  });

  it('counts a draft anew, and never what was issued', async () => {
    office.at('2026-11-02T09:00:00+08:00');
    await issuing().beat();
    const { id } = await only();
    world.case('2026-10-20');
    await world.stands();
    expect((await office.as('coordinator').post(`${doors}/${id}/renew`)).status).toBe(200);
    expect((await office.as('auditor').get<CountedFigure>(`${doors}/${id}/figures/received`)).body.numerator.total).toBe(6);
    await office.as('chief').post(`${doors}/${id}/approve`);
    expect((await office.as('coordinator').post(`${doors}/${id}/renew`)).status).toBe(409);
  });

  it('is finished after a kill between the signature and the files, once', async () => {
    office.at('2026-11-02T09:00:00+08:00');
    await issuing().beat();
    const { id, model } = await only();
    await office.database.write('person', async (turn) => {
      await turn.rows.update(IssuedReport, id, { state: 'approved', number: 'n', year: 2026, serial: 1, approvedAt: turn.now, model });
    });
    await Promise.all([issuing().beat(), issuing().beat()]);
    expect((await only()).state).toBe('issued');
    expect((await office.rows.find(ReportFile, { reportId: id })).length).toBe(5);
  });

  it('is refused for a month that is not over, twice, and to who has no part in it', async () => {
    office.at('2026-11-02T09:00:00+08:00');
    expect((await office.as('coordinator').post(doors, { period: '2026-11' })).status).toBe(409);
    expect((await office.as('coordinator').post(doors, { period: 'October' })).status).toBe(400);
    expect((await office.as('coordinator').post(doors, { period: '2026-10' })).status).toBe(201);
    expect((await office.as('supervisor').post(doors, { period: '2026-10' })).status).toBe(409);
    for (const login of ['auditor', 'chief', 'transport-handler']) expect([login, (await office.as(login).post(doors, { period: '2026-09' })).status]).toEqual([login, 403]);
    expect((await office.anybody.get(doors)).status).toBe(401);
    expect((await office.as('chief').get(`${doors}/nothing`)).status).toBe(404);
    const { body } = await office.as('chief').get<{ reports: IssuedView[] }>(`${doors}?form=monthly&period=2026-10`);
    expect(body.reports.length).toBe(1);
    expect((await office.as('chief').get(`${doors}/${body.reports[0]!.id}/files/pdf`)).status).toBe(404);
  });

  it('is made up for after downtime, each month once, also by two at the same time', async () => {
    office.at('2026-11-02T09:00:00+08:00');
    await issuing().beat();
    office.at('2027-01-20T10:00:00+08:00');
    const made = await Promise.all([issuing().beat(), issuing().beat()]);
    expect(made[0]! + made[1]!).toBe(2);
    expect((await office.rows.find(IssuedReport, {}, { orderBy: 'period' })).map(({ period }) => period)).toEqual(['2026-10', '2026-11', '2026-12']);
  });

  it('makes every scheduled form at its hour, numbers each series by itself, and mails what needs no signature', async () => {
    office.at('2027-02-01T09:00:00+08:00');
    scheduled('daily', 'monthly', 'quarterly', 'self_check', 'warnings');
    try {
      await issuing().beat();
      await issuing().beat();
      const made = (await office.rows.find(IssuedReport, {}, { orderBy: 'key' })).map(({ form, period, state, number }) => [form, period, state, number]);
      expect(made.toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1))).toEqual([
        ['daily', '2027-01-29/2027-01-31', 'issued', '2027年第1期'], ['monthly', '2027-01', 'draft', null], ['quarterly', '2026-Q4', 'draft', null],
        ['self_check', '2027-02-01', 'issued', '2027年第1期'], ['warnings', '2027-W05', 'issued', '2027年第1期'],
      ]);
      await office.app.get(Notices).greet();
      const told = (await office.rows.find(Notice, { template: 'report' })).map(({ address, subject }) => `${address.split('@')[0]!} ${subject.slice(0, 6)}`);
      expect(told.filter((each) => each.startsWith('supervisor')).toSorted()).toEqual(['supervisor ［下周到期预', 'supervisor ［每日快报］', 'supervisor ［自查清单］']);
      const { id: checked } = (await office.rows.one(IssuedReport, { form: 'self_check' }))!;
      const { body } = await office.as('supervisor').get<{ files: { same: boolean }[] }>(`${doors}/${checked}/proof`);
      expect(body.files.map(({ same }) => same)).toEqual(Array.from({ length: 6 }, () => true));
      const drafts = await office.rows.find(IssuedReport, { state: 'draft' }, { orderBy: 'form' });
      const numbers: (string | null)[] = [];
      for (const { id } of drafts) numbers.push((await office.as('chief').post<IssuedView>(`${doors}/${id}/approve`)).body.number);
      expect(numbers).toEqual([1, 2].map((serial) => `临川市政务新媒体中心通报〔2027〕${serial}号`));
      const titles = (await office.rows.find(IssuedReport, { series: 'circular' }, { orderBy: 'form' })).map(({ model }) => (JSON.parse(model) as ReportModel).document.title);
      expect(titles).toEqual(['2027年1月', '2026年第四季度'].map((period) => `关于${period}网民留言办理情况的通报`));
    } finally {
      scheduled('monthly');
    }
  });

  const forms = '/api/v1/report-forms';
  it('gives every form for any period, in words without a hole, and one ledger alone for a spreadsheet; reports are numbers only', async () => {
    office.at('2027-02-02T09:00:00+08:00');
    world.clock(world.case('2026-12-01', { repeatCount: 2, originSystem: '领导留言板', originNumber: 'A-1', groupMatter: true }), 'answer', '2026-12-01', '2027-02-10', null);
    await world.stands();
    const { body: list } = await office.as('chief').get<{ forms: FormView[] }>(forms);
    expect(list.forms.map(({ key }) => key)).toEqual(FORM_KEYS);
    for (const { key, content } of list.forms.filter(({ key: form }) => form !== 'topic_brief')) {
      const { status, body } = await office.as('supervisor').get<ReportModel['document']>(`${forms}/${key}?period=${content === 'warnings' ? '2027-W06' : '2026-H2'}`);
      expect([key, status]).toEqual([key, 200]);
      const text = [body.title, body.opening, ...body.sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs])].join('\n');
      expect([key, /\{\{|undefined|null|NaN|，，|。。|：。/.test(text)]).toEqual([key, false]);
      expect([key, /市司法局/.test(JSON.stringify(body.tables.filter(({ key: table }) => !/^(peers|departments|units|people)/.test(table))))]).toEqual([key, false]);
    }
    const { body: csv } = await office.as('supervisor').get<string>(`${forms}/ledgers?period=2026-12&table=overdue&format=csv`);
    expect(csv.split('\r\n').map((line) => line.split(',').length)).toEqual([6, 6, 1]);
    const { body: ledgers } = await office.as('supervisor').get<ReportModel['document']>(`${forms}/ledgers?period=2026-12`);
    expect(ledgers.tables.map(({ key, rows, note }) => [key, rows.length, note])).toEqual([
      ['superior', 1, null], ['overdue', 1, '另有举报件1件，按规定只计数，不列明细。'], ['repeated', 1, null], ['group', 1, null],
    ]);
    const { body: warnings } = await office.as('supervisor').get<ReportModel['document']>(`${forms}/warnings?period=2027-W06`);
    expect(warnings.opening).toContain('共有1件留言的办理时限届满，最多的一天2月10日到期1件');
    for (const [asked, status] of [['ledgers?period=2026-12&table=none', 404], ['nothing?period=2026-12', 404], ['weekly?period=2026-W54', 400], ['weekly', 400], ['topic_brief?period=2026-12', 400]] as const) {
      expect([asked, (await office.as('chief').get(`${forms}/${asked}`)).status]).toEqual([asked, status]);
    }
    for (const login of ['transport-head', 'contractor']) expect((await office.as(login).get(`${forms}/ledgers?period=2026-12`)).status).toBe(403);
    // Who sets up the installation reads when reports are made and to whom they go, and none of them.
    await office.database.write('person', (turn) => turn.rows.updateWhere(User, { login: 'contractor' }, { roles: ['administrator'] }));
    const { body: schedule } = await office.as('contractor').get<{ forms: FormView[] }>(forms);
    expect(schedule.forms.find(({ key }) => key === 'half_yearly')).toMatchObject({ recipients: expect.arrayContaining(['chief']) as unknown, attach: ['docx', 'xlsx'], file: 'reports/half-yearly.yaml' });
    expect((await office.as('contractor').get(`${forms}/ledgers?period=2026-12`)).status).toBe(403);
  });

  it('proposes typical cases by rule; a person chooses and says what is to be learned; a report is never one', async () => {
    office.at('2027-02-02T10:00:00+08:00');
    const good = world.case('2026-12-01', { state: 'closed', answeredAt: Date.parse('2026-12-03T10:00:00+08:00') });
    world.clock(good, 'answer', '2026-12-01', '2026-12-08', '2026-12-03T10:00:00');
    world.rating(good, 'satisfied', 'yes', '2026-12-04');
    world.publication(good, Date.parse('2026-12-03T10:00:00+08:00'), true, 1, { publicSubject: '路灯不亮', publicMessage: '某小区路灯不亮。', publicReply: '已经修复。' });
    const secret = world.case('2026-12-01', { kind: 'report', firstKind: 'report', state: 'answered' });
    world.clock(secret, 'answer', '2026-12-01', '2026-12-08', '2026-12-10');
    const bad = world.case('2026-12-01', { state: 'answered', reopenings: 1, answeredAt: Date.parse('2026-12-10T10:00:00+08:00') });
    world.clock(bad, 'answer', '2026-12-01', '2026-12-08', '2026-12-10T10:00:00');
    await world.stands();
    const { body } = await office.as('supervisor').get<{ proposals: TypicalProposal[] }>(`${forms}/typical_cases/proposals?period=2026-12`);
    expect(body.proposals.map(({ as, reasons }) => [as, reasons.slice(0, 3)])).toEqual([['good', ['2个工作日答复', '按期', '满意']], ['bad', ['逾期', '重办']]]);
    const chosen = body.proposals.map(({ number, as }) => ({ number, as, comment: '抓得早，说得清。' }));
    expect((await office.as('supervisor').post(doors, { form: 'typical_cases', period: '2026-12', chosen: [{ number: `N-${secret}`, as: 'bad', comment: '不可' }] })).status).toBe(404);
    const { body: draft, status } = await office.as('supervisor').post<IssuedView>(doors, { form: 'typical_cases', period: '2026-12', chosen });
    expect([status, draft.state]).toEqual([201, 'draft']);
    const { body: told } = await office.as('chief').get<{ document: ReportModel['document'] }>(`${doors}/${draft.id}/files/json`);
    const { document } = typeof told === 'string' ? (JSON.parse(told) as { document: ReportModel['document'] }) : told;
    expect(document.sections.map(({ heading }) => heading)).toEqual(['案例一览', '正面典型：路灯不亮', '反面典型：市交通运输局办理的一件留言']);
    expect(document.sections[1]!.paragraphs).toEqual(['反映情况：某小区路灯不亮。', '办理情况：承办单位为市交通运输局。2026年12月1日收到，2026年12月3日答复，历时2个工作日。', '答复内容：已经修复。', '点评：抓得早，说得清。']);
  });
});
