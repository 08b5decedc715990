import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Notice } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import type { MonthlyReport } from '../../src/reporting/document.js';
import { FIGURE_KEYS } from '../../src/core/figures.js';
import { Issuing } from '../../src/reporting/issuing.service.js';
import type { IssuedView } from '../../src/reporting/report-archive.service.js';
import { IssuedReport, ReportCase, ReportFile } from '../../src/reporting/reporting.entities.js';
import type { CountedFigure } from '../../src/reporting/counted-lists.service.js';
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
    expect(await only()).toMatchObject({ month: '2026-10', state: 'draft', createdBy: null, number: null });
    expect((await Promise.all([issuing().beat(), issuing().beat()])).reduce((sum, each) => sum + each, 0)).toBe(0);
  });

  it('is approved by another person, numbered, kept and mailed with its files', async () => {
    office.at('2026-11-02T09:00:00+08:00');
    const { body: draft, status } = await office.as('coordinator').post<IssuedView>(doors, { month: '2026-10' });
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
    const read = new Read((JSON.parse(model) as MonthlyReport).figures);
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
    expect((await office.as('coordinator').post(doors, { month: '2026-11' })).status).toBe(409);
    expect((await office.as('coordinator').post(doors, { month: 'October' })).status).toBe(400);
    expect((await office.as('coordinator').post(doors, { month: '2026-10' })).status).toBe(201);
    expect((await office.as('supervisor').post(doors, { month: '2026-10' })).status).toBe(409);
    for (const login of ['auditor', 'chief', 'transport-handler']) expect([login, (await office.as(login).post(doors, { month: '2026-09' })).status]).toEqual([login, 403]);
    expect((await office.anybody.get(doors)).status).toBe(401);
    expect((await office.as('chief').get(`${doors}/nothing`)).status).toBe(404);
    const { body } = await office.as('chief').get<{ reports: IssuedView[] }>(`${doors}?month=2026-10`);
    expect(body.reports.length).toBe(1);
    expect((await office.as('chief').get(`${doors}/${body.reports[0]!.id}/files/pdf`)).status).toBe(404);
  });

  it('is made up for after downtime, each month once, also by two at the same time', async () => {
    office.at('2026-11-02T09:00:00+08:00');
    await issuing().beat();
    office.at('2027-01-20T10:00:00+08:00');
    const made = await Promise.all([issuing().beat(), issuing().beat()]);
    expect(made[0]! + made[1]!).toBe(2);
    expect((await office.rows.find(IssuedReport, {}, { orderBy: 'month' })).map(({ month }) => month)).toEqual(['2026-10', '2026-11', '2026-12']);
  });
});
