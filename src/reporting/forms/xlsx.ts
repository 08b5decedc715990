/** The report as a workbook: a sheet a table, numbers as numbers, a frozen head, a print area; charts that refer to their cells. */
import { Buffer } from 'node:buffer';
import { PassThrough } from 'node:stream';
import ExcelJS from 'exceljs';
import { breath } from '../../base/breath.js';
import { sortOf, valueOf, type Chart, type ReportModel, type Table, type ValueSort } from '../document.js';
import { CHART_RELATION, CHART_TYPE, chartRatio, chartXml, EMU_PER_MM } from './office-chart.js';
import { repacked, type PartChanges } from './packing.js';

const { stream } = ExcelJS;
const NUMBER_FORMATS: Partial<Record<ValueSort, string>> = { count: '0', share: '0.0%', days: '0.0' };
const THIN = { style: 'thin' as const, color: { argb: 'FF8A8F98' } };
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const BODY = { name: '宋体', size: 10.5 };
const HEAD_ROW = 3;
/** Others’ requests are answered in between. */
const ROWS_A_BREATH = 100;
/** A day for a document that has none yet. */
const FIXED = new Date('2000-01-01T00:00:00Z');

type Writer = InstanceType<typeof stream.xlsx.WorkbookWriter>;

/** Streamed, so that fifty thousand cases do not stand in memory as cells. */
export async function xlsxOf({ document }: ReportModel): Promise<Buffer> {
  const out = new PassThrough();
  const pieces: Buffer[] = [];
  out.on('data', (piece: Buffer) => pieces.push(piece));
  const workbook = new stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  workbook.creator = document.issuer;
  workbook.lastModifiedBy = document.issuer;
  workbook.created = workbook.modified = document.issuedOn === null ? FIXED : new Date(`${document.issuedOn}T00:00:00Z`);
  coverSheet(workbook, document.title, [document.number ?? '未编号（未签发）', document.issuer, `统计期间：${document.period.from.slice(0, 10)} 至 ${document.period.to.slice(0, 10)}（不含）`, `数据截至：${document.period.asOf.slice(0, 16).replace('T', ' ')}`, ...document.notes]);
  for (const table of [...document.tables, ...document.appendices.map((each, index) => ({ ...each, title: `附件${index + 1} ${each.title}` })), ...(document.details ? [document.details] : [])]) await tableSheet(workbook, table);
  const chartSheets = document.charts.map((chart) => chartSheet(workbook, chart));
  await workbook.commit();
  return repacked(Buffer.concat(pieces), chartParts(document.charts, chartSheets));
}

/** At most 31 letters, none that a sheet’s name may not have. */
const sheetName = (title: string): string => title.replaceAll(/[\\/?*[\]:']/g, ' ').slice(0, 31);

const COVER_WIDTH = 100;
/** Chinese characters of 五号 that a row of the cover holds. */
const COVER_LETTERS = 44;
const inRows = (line: string): string[] => line.match(new RegExp(`.{1,${COVER_LETTERS}}[，。；、）”：]?`, 'gu')) ?? [line];

function coverSheet(workbook: Writer, title: string, lines: readonly string[]): void {
  const sheet = workbook.addWorksheet('说明', { pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } });
  sheet.columns = [{ width: COVER_WIDTH }];
  const head = sheet.addRow([title]);
  head.font = { name: '黑体', size: 16 };
  head.commit();
  // A streamed cell is not wrapped by every office: a long line goes on in the row below.
  for (const line of lines.flatMap(inRows)) {
    const row = sheet.addRow([line]);
    row.font = BODY;
    row.commit();
  }
  sheet.commit();
}

async function tableSheet(workbook: Writer, { title, columns, rows, note }: Table): Promise<void> {
  const wide = columns.reduce((sum, { width }) => sum + width, 0) > 95;
  const last = `${letters(columns.length)}${HEAD_ROW + Math.max(rows.length, 1)}`;
  const sheet = workbook.addWorksheet(sheetName(title), {
    views: [{ state: 'frozen', ySplit: HEAD_ROW, xSplit: 1 }],
    pageSetup: { paperSize: 9, orientation: wide ? 'landscape' : 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `${HEAD_ROW}:${HEAD_ROW}`, printArea: `A1:${last}`, margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 } },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  });
  sheet.columns = columns.map(({ width }) => ({ width: width + 2 }));
  const heading = sheet.addRow([title]);
  heading.font = { name: '黑体', size: 14 };
  heading.commit();
  const remark = sheet.addRow([note ?? '']);
  remark.font = { name: '宋体', size: 9 };
  remark.commit();
  const head = sheet.addRow(columns.map((each) => each.title));
  head.font = { name: '黑体', size: 10.5 };
  head.eachCell({ includeEmpty: true }, (cell) => {
    cell.border = BORDER;
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF6' } };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  });
  head.commit();
  const styles = new Map<ValueSort, Partial<ExcelJS.Style>>();
  const styleOf = (sort: ValueSort): Partial<ExcelJS.Style> => {
    const known = styles.get(sort) ?? { font: BODY, border: BORDER, ...(NUMBER_FORMATS[sort] && { numFmt: NUMBER_FORMATS[sort] }) };
    styles.set(sort, known);
    return known;
  };
  for (const [index, cells] of rows.entries()) {
    const row = sheet.addRow(cells.map(valueOf));
    columns.forEach((column, at) => (row.getCell(at + 1).style = styleOf(sortOf(cells[at] ?? null, column))));
    row.commit();
    if (index % ROWS_A_BREATH === 0) await breath();
  }
  if (rows.length === 0) {
    // A head over nothing looks as if something were missing.
    const none = sheet.addRow(['（无）']);
    none.font = BODY;
    none.commit();
  }
  if (rows.length > 0) sheet.autoFilter = { from: { row: HEAD_ROW, column: 1 }, to: { row: HEAD_ROW + rows.length, column: columns.length } };
  sheet.commit();
}

/** The numbers of a chart; the chart itself is put beside them. Answers the sheet’s number and name. */
function chartSheet(workbook: Writer, chart: Chart): { id: number; name: string } {
  const name = sheetName(`图 ${chart.title}`);
  const sheet = workbook.addWorksheet(name, { pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 1 } });
  sheet.columns = [{ width: 34 }, ...chart.series.map(() => ({ width: 10 }))];
  const head = sheet.addRow([chart.title, ...chart.series.map((each) => each.name)]);
  head.font = { name: '黑体', size: 10.5 };
  head.commit();
  chart.categories.forEach((category, index) => {
    const row = sheet.addRow([category, ...chart.series.map(({ values }) => values[index] ?? null)]);
    row.font = BODY;
    for (let at = 2; at <= chart.series.length + 1; at++) row.getCell(at).numFmt = NUMBER_FORMATS[chart.sort]!;
    row.commit();
  });
  sheet.commit();
  return { id: sheet.id, name };
}

function letters(index: number): string {
  return index <= 26 ? String.fromCharCode(64 + index) : `${letters(Math.floor((index - 1) / 26))}${letters(((index - 1) % 26) + 1)}`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** exceljs draws no charts: their parts are put into the archive. ECMA-376 part 1, 20.5 (spreadsheet drawing). */
function chartParts(charts: readonly Chart[], sheets: readonly { id: number; name: string }[]): PartChanges {
  const changes: Record<string, (text: string) => string> = {};
  charts.forEach((chart, index) => {
    const [n, { id, name }] = [index + 1, sheets[index]!];
    changes[`xl/worksheets/sheet${id}.xml`] = (xml) => xml.replace('</worksheet>', `<drawing xmlns:r="${OFFICE}" r:id="rIdChart"/></worksheet>`);
    changes[`xl/worksheets/_rels/sheet${id}.xml.rels`] = (xml) => relationAdded(xml, `<Relationship Id="rIdChart" Type="${OFFICE}/drawing" Target="../drawings/drawing${n}.xml"/>`);
    changes[`xl/drawings/drawing${n}.xml`] = () => drawingXml(chart);
    changes[`xl/drawings/_rels/drawing${n}.xml.rels`] = () => relationAdded('', `<Relationship Id="rId1" Type="${CHART_RELATION}" Target="../charts/chart${n}.xml"/>`);
    changes[`xl/charts/chart${n}.xml`] = () => chartXml(chart, { sheet: name, headRow: 1 });
  });
  changes['[Content_Types].xml'] = (xml) => xml.replace('</Types>', `${charts.map((_, index) =>
    `<Override PartName="/xl/drawings/drawing${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/><Override PartName="/xl/charts/chart${index + 1}.xml" ContentType="${CHART_TYPE}"/>`).join('')}</Types>`);
  return changes;
}

const relationAdded = (xml: string, relation: string): string =>
  xml === '' ? `${HEAD}<Relationships xmlns="${RELATIONS}">${relation}</Relationships>` : xml.replace('</Relationships>', `${relation}</Relationships>`);

function drawingXml(chart: Chart): string {
  const [width, height] = [180 * EMU_PER_MM, Math.round(180 * chartRatio(chart)) * EMU_PER_MM];
  return `${HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor><xdr:from><xdr:col>${chart.series.length + 2}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="${width}" cy="${height}"/>`
    + `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="${chart.key}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="${OFFICE}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`;
}
