import ExcelJS from 'exceljs';
import { FIGURE_KEYS } from '../../src/core/figures.js';
import { Monthly, cellsIn } from '../../src/reporting/monthly.service.js';
import { byKey, valueOf, type ReportModel, type Table } from '../../src/reporting/document.js';
import { partNames, partText } from '../../src/reporting/forms/packing.js';
import { formOf, REPORT_FORMATS } from '../../src/reporting/report-files.js';
import { settingsIn } from '../../src/reporting/report-settings.js';
import { Reporting } from '../../src/reporting/reporting.service.js';
import { IdentityEvent } from '../../src/identity/identity.entities.js';
import { Topic, TopicMember } from '../../src/insight/insight.entities.js';
import { KnowledgeDay, KnowledgeEntry } from '../../src/knowledge/knowledge.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { Read, World } from './world.js';

/** October: twelve of transport on time and one late, two of housing, one report, one thing open and overdue, one returned. */
async function october(world: World): Promise<void> {
  const done = (unit: string, received: string, due: string, stop: string | null, more = {}): string => {
    const file = world.case(received, { departmentId: world.department(unit), state: stop === null ? 'handling' : 'answered', ...more });
    world.clock(file, 'answer', received, `${due}T23:59:59.999`, stop);
    world.clock(file, 'leg', received, `${due}T23:59:59.999`, stop, { departmentId: world.department(unit) });
    return file;
  };
  for (let n = 0; n < 12; n++) done('transport', '2026-10-12', '2026-10-19', '2026-10-16');
  world.rating(done('transport', '2026-10-12', '2026-10-19', '2026-10-21', { kind: 'help' }), 'dissatisfied', 'no', '2026-10-22');
  done('housing', '2026-10-13', '2026-10-20', '2026-10-20');
  const open = done('housing', '2026-10-14', '2026-10-21', null);
  world.returned(open, Date.parse('2026-10-15T10:00:00+08:00'), 'granted', Date.parse('2026-10-16T10:00:00+08:00'), 'transport');
  done('justice', '2026-10-14', '2026-10-21', '2026-10-23', { kind: 'report', accused: [] });
  done('housing', '2026-09-10', '2026-09-17', '2026-09-16');
  await world.stands();
  await concerns(world);
}

/** A matter of three citizens of whom one wrote again, one of two, a report among the letters, one that came after the count; a base that was searched, with one entry forgotten. */
async function concerns(world: World): Promise<void> {
  const member = async (topicId: string, caseId: string): Promise<void> => await world.office.database.write('person', async (turn) => await turn.rows.insert(TopicMember, { caseId, topicId, score: 1, pinned: false }));
  const from = (received: string, author: string, more = {}): string => world.case(received, { authorDigest: author, history: true, ...more });
  const lamps = [from('2026-08-12', 'a'), from('2026-08-12', 'b'), from('2026-08-13', 'c'), from('2026-08-14', 'a'), from('2026-07-14', 'd'), from('2026-08-14', 'e', { kind: 'report', firstKind: 'report' })];
  const noise = [from('2026-08-20', 'a'), from('2026-08-21', 'b')];
  await world.stands();
  const topic = { state: 'open' as const, givenTitle: null, place: '云溪大道', who: '', terms: ['路灯', '不亮'], heat: 1, users: 3, letters: 4, firstAt: 0, lastAt: 0, foundAt: Date.parse('2026-08-13T02:00:00+08:00'), runAt: Date.parse('2026-11-01T02:00:00+08:00'), joinedId: null, warned: 0 };
  const entry = (id: string, number: number, more: Partial<KnowledgeEntry>) => ({
    id, number, key: null, version: 1, publicVersion: 1, content: {} as never, contentHash: '', departmentId: null, reviewedBy: null, reviewedAt: null, offlineReason: null, warnedAt: null, repealed: [], change: number, uses: 0, hits: 0, helpful: 0,
    unhelpful: 0, sourceId: null, originId: null, originNumber: null, fromPublicationId: null, createdAt: 0, updatedAt: 0, ...more,
  });
  await world.office.database.write('person', async (turn) => {
    await turn.rows.insert(Topic, { ...topic, id: 't-lamps', title: '路灯不亮', centralCaseId: lamps[0]! });
    await turn.rows.insert(Topic, { ...topic, id: 't-noise', title: '噪声', centralCaseId: noise[0]! });
    await turn.rows.insert(KnowledgeDay, { day: '2026-08-05', searches: 4, answered: 3, helpful: 0, unhelpful: 0 });
    await turn.rows.insert(KnowledgeDay, { day: '2026-09-05', searches: 40, answered: 30, helpful: 0, unhelpful: 0 });
    await turn.rows.insert(KnowledgeEntry, entry('k-1', 901, { state: 'expired', reviewBy: '2026-08-31' }));
    await turn.rows.insert(KnowledgeEntry, entry('k-2', 902, { state: 'public', reviewBy: '2027-08-31' }));
    const noted = async (id: string, at: string, what: string, of: string, facts = {}): Promise<void> => await turn.rows.insert(IdentityEvent, { id, at: Date.parse(at), what, userId: null, facts: { entry: of, ...facts } });
    await noted('n-1', '2026-08-20T01:00:00+08:00', 'knowledge_expired', 'k-2', { reviewBy: '2026-08-19' });
    await noted('n-2', '2026-09-10T09:00:00+08:00', 'knowledge_approved', 'k-2');
  });
  for (const caseId of lamps) await member('t-lamps', caseId);
  for (const caseId of noise) await member('t-noise', caseId);
}

const tableIn = (report: ReportModel, key: string): Table => byKey([...report.document.tables, ...report.document.appendices, report.document.details!], key)!;
const cells = (table: Table): unknown[][] => table.rows.map((row) => row.map(valueOf));

onEachDatabase((dialect) => {
  let office: Office;
  let report: Awaited<ReturnType<Monthly['report']>>;
  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-11-02T09:00:00+08:00' });
    await october(new World(office));
    report = await office.app.get(Monthly).report('2026-10');
  });
  afterAll(async () => await office.close());

  it('has the figures that the plain report has', async () => {
    const plain = await office.app.get(Reporting).month('2026-10');
    expect(report.figures).toEqual(plain);
    expect(new Read(report.figures).lines('received', 'in_time', 'open_overdue', 'late')).toEqual({ received: '16', in_time: '13/16', open_overdue: '1', late: '2' });
  });

  it('says so in words that carry numerator and denominator, and compares', () => {
    const text = report.document.sections.flatMap(({ paragraphs }) => paragraphs).join('\n');
    expect(text).toContain('本月共收到网民留言16件（环比增长1500.0%）');
    expect(text).toContain('按期办结率为81.3%（13/16）');
    expect(text).toContain('至统计时仍未办结1件');
    expect(text).not.toMatch(/\{\{|undefined|null|NaN/);
  });

  it('ranks within a group, and shows without ranking whoever has few', () => {
    expect(cells(tableIn(report, 'peers-1')).map((row) => [row[0], row[2], row[3], row[9]])).toEqual([
      ['市交通运输局', 13, 12, '1'], ['市住建局', 2, 1, '件数少，不排'], ['市司法局', 1, 0, '件数少，不排'],
    ]);
  });

  it('lists cases by number, and of a report only that there is one', () => {
    const overdue = tableIn(report, 'overdue');
    expect([overdue.rows.length, overdue.note]).toEqual([2, '另有举报件1件，按规定只计数，不列明细。']);
    expect(report.document.appendices.map(({ key }) => key)).toEqual(['overdue', 'returned', 'dissatisfied']);
    expect(JSON.stringify(report.document)).not.toContain('"举报","市司法局"');
  });

  it('adds up: the details, with the reports that are not listed, give every count', () => {
    const { columns, rows, note } = report.document.details!;
    const of = (title: string): number => rows.reduce((sum, row) => sum + Number(valueOf(row[columns.findIndex((column) => column.title === title)]!)), 0);
    expect([of('收到'), of('应办结'), of('按期'), of('超期未办'), note?.slice(0, 7)]).toEqual([15, 15, 13, 1, '另有举报件1件']);
    const months = byKey(report.document.charts, 'months')!;
    expect([months.series[0]!.values.at(-1), months.series[1]!.values.at(-1)]).toEqual([new Read(report.figures).figure('received').value, new Read(report.figures).figure('answered').value]);
    expect(byKey(report.document.charts, 'ageing')!.series[0]!.values.reduce((sum: number, each) => sum + each!, 0)).toBe(new Read(report.figures).figure('open_now').value);
  });

  it('tells the matters many citizens wrote about and how the Q&A base was used, as of then, and of accounts that are covered', async () => {
    const monthly = office.app.get(Monthly);
    const august = await monthly.report('2026-08', { asOf: Date.parse('2026-09-01T09:00:00+08:00') });
    expect(cells(tableIn(august, 'topics'))).toEqual([['路灯不亮', '云溪大道', 3, 4, 1, '增加3件']]);
    expect(cells(tableIn(august, 'knowledge'))).toEqual([['检索次数', 4], ['其中有结果的', 3], ['命中率', 0.75], ['引用次数', 0], ['引用答问的答复件', 0], ['已过复核日期的答问', 2]]);
    const csv = (await formOf(august, 'csv')).toString('utf8');
    expect(csv).toContain('反映较集中的事项,路灯不亮,topics,反映人数,,,3\r\n');
    for (const format of ['html', 'json'] as const) expect((await formOf(august, format)).toString('utf8')).toContain('增加3件');
    expect(partText(await formOf(august, 'docx'), 'word/document.xml')).toContain('3人来信4件');
    const keys = (of: ReportModel): string[] => of.document.tables.map(({ key }) => key);
    // Two had written by then; of another account nobody; and none of it is October’s, which has an entry forgotten alone.
    expect(keys(await monthly.report('2026-08', { asOf: Date.parse('2026-08-12T09:00:00+08:00') }))).not.toContain('topics');
    expect(keys(await monthly.report('2026-08', { accountIds: new Set() }))).not.toContain('topics');
    expect([keys(report).includes('topics'), cells(tableIn(report, 'knowledge')).at(-1)]).toEqual([false, ['已过复核日期的答问', 1]]);
  });

  it('tells the matters of half a year and of a year from all letters that were gathered, and how far and by which gathering that is', async () => {
    const monthly = office.app.get(Monthly);
    const told = async (period: string, asOf?: string): Promise<[unknown[][], string | null]> => {
      const table = tableIn(await monthly.report(period, asOf === undefined ? {} : { asOf: Date.parse(asOf) }), 'topics');
      return [cells(table), table.note];
    };
    const [half, halfNote] = await told('2026-H2');
    expect([half, halfNote]).toEqual([[['路灯不亮', '云溪大道', 4, 5, null, '']], expect.stringMatching(/归并以2026年11月1日的结果为准。$/)]);
    const [year, yearNote] = await told('2026');
    expect([year, yearNote]).toEqual([half, expect.stringMatching(/归并以2026年11月1日的结果为准。2026年2月14日以前的来信未经归并，不在其内。$/)]);
    // A year is beside the year before, once; of its months those that have begun.
    const { document } = await monthly.report('2026');
    expect(byKey(document.tables, 'main')!.columns.map(({ title }) => title)).toEqual(['指标', '分子', '分母', '全年', '上年']);
    expect(byKey(document.charts, 'months')!.categories.at(-1)).toBe('2026-11');
    expect((await told('2026-08', '2026-09-01T09:00:00+08:00'))[1]).toMatch(/归并以2026年11月1日的结果为准（晚于统计截止）。$/);
  });

  it('gives the same bytes again, in every form', async () => {
    const again = await office.app.get(Monthly).report('2026-10');
    for (const format of REPORT_FORMATS) expect([format, (await formOf(again, format)).equals(await formOf(report, format))]).toEqual([format, true]);
  });

  it('is a workbook with a sheet a table, numbers as numbers, a frozen head, a print area, and charts on their cells', async () => {
    const file = await formOf(report, 'xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(file as unknown as ArrayBuffer);
    const sheet = book.getWorksheet('全部指标')!;
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
    expect(sheet.pageSetup.printArea).toBe(`A1:E${3 + FIGURE_KEYS.length}`);
    const inTime = sheet.getRows(4, FIGURE_KEYS.length)!.find((row) => row.getCell(1).value === 'in_time')!;
    expect([inTime.getCell(3).value, inTime.getCell(4).value, inTime.getCell(5).value, inTime.getCell(5).numFmt]).toEqual([13, 16, 13 / 16, '0.0%']);
    expect(book.getWorksheet('正文')!.getCell('A3').value).toBe('一、受理情况');
    // On paper: the details stand on A4 across, not smaller than seven tenths, the head on every page, what is longer than its column in more lines.
    const details = book.getWorksheet('明细')!;
    expect(details.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0, printTitlesRow: '3:3' });
    expect(details.columns.reduce((sum, { width = 0 }) => sum + width, 0)).toBeLessThan(146 / 0.7);
    expect(details.getRow(4).getCell(2).alignment).toMatchObject({ wrapText: true });
    expect(partText(file, 'xl/charts/chart2.xml')).toContain('!$B$2:$B$');
    expect(partNames(file).filter((name) => name.startsWith('xl/charts/chart')).length).toBe(report.document.charts.length);
  });

  it('is a 通报 with its charts, the fonts by name and the appendix', async () => {
    const file = await formOf(report, 'docx');
    const text = partText(file, 'word/document.xml');
    for (const word of ['方正小标宋简体', '仿宋_GB2312', '关于2026年10月网民留言办理情况的通报', '附件：', '81.3%（13/16）', 'w:framePr']) expect(text).toContain(word);
    expect(text).not.toContain('@@chart');
    expect(text.match(/<c:chart /g)?.length).toBe(report.document.sections.flatMap(({ charts }) => charts).length);
  });

  it('is a page without scripts, with its charts as drawings', async () => {
    const page = (await formOf(report, 'html')).toString('utf8');
    expect(page.match(/<svg /g)?.length).toBe(report.document.charts.length);
    expect(page).not.toContain('<script');
    expect(page).toContain('81.3%');
  });

  it('counts by the same rows as the statements do', async () => {
    const { cases } = await office.app.get(Monthly).counted('2026-10');
    const received = cellsIn(cases).get('received')!;
    expect(received.reduce((sum, { counts }) => sum + (counts['received'] ?? 0), 0)).toBe(16);
  });
});

describe('the settings of the monthly report', () => {
  const good = { schedule: true, approval: true, number: '第{{serial}}号', series: 's', title: 'x{{period}}', addressee: 'x', recipients: ['chief'], attach: ['docx'], minimum: 10, peers: [{ name: 'x', endings: [''] }], opening: 'x', sections: [] };
  it('are taken', () => expect(settingsIn(good)).toEqual({ ...good, checks: [] }));
  it.each([
    [{ title: '{{mnoth}}' }, 'title'], [{ opening: '{{received.shaer}}' }, 'opening'], [{ opening: '{{#received.some}}' }, 'opening'], [{ recipients: ['king'] }, 'recipients'],
    [{ attach: ['pdf'] }, 'attach'], [{ minimum: 0 }, 'minimum'], [{ peers: [{ name: 'x', endings: ['镇'] }] }, 'peers'], [{ approval: 'yes' }, 'approval'],
    [{ sections: [{ heading: 'x', paragraphs: ['{{best}}'] }] }, 'sections[0].paragraphs[0]'], [{ sections: [{ heading: 'x', paragraphs: [], charts: ['pie'] }] }, 'sections[0].charts'],
  ])('are refused with the field named: %j', (wrong, field) => {
    let fault: unknown;
    try {
      settingsIn({ ...good, ...wrong });
    } catch (error) {
      fault = error;
    }
    expect((fault as { zh: string }).zh.startsWith(`${field} `)).toBe(true);
  });
});
