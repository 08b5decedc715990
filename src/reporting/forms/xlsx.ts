/** The report as a workbook: a sheet a table, and charts that refer to their cells. */
import { WrittenWorkbook } from '../../base/workbook.js';
import { chineseNumber, erratumSentence, type Chart, type ReportDocument, type ReportModel } from '../document.js';
import { CHART_RELATION, CHART_TYPE, chartRatio, chartXml, EMU_PER_MM } from './office-chart.js';
import { repacked, type PartChanges } from './packing.js';

/** A day for a document that has none yet. */
const FIXED = new Date('2000-01-01T00:00:00Z');
const SHEET_WORDS = { none: '（无）', page: '第 &P 页，共 &N 页' };

export async function xlsxOf({ document }: ReportModel): Promise<Buffer> {
  const { issuer, issuedOn, number, title, period, notes, tables, appendices, details, charts } = document;
  const workbook = new WrittenWorkbook({ by: issuer, made: issuedOn === null ? FIXED : new Date(`${issuedOn}T00:00:00Z`) }, SHEET_WORDS);
  workbook.text('说明', title, [number ?? '未编号（未签发）', issuer, `统计期间：${period.from.slice(0, 10)} 至 ${period.to.slice(0, 10)}（不含）`, `数据截至：${period.asOf.slice(0, 16).replace('T', ' ')}`, ...notes]);
  workbook.text('正文', title, wordsOf(document));
  for (const table of [...tables, ...appendices.map((each, index) => ({ ...each, title: `附件${index + 1} ${each.title}` })), ...(details ? [details] : [])]) await workbook.table(table);
  const chartSheets = charts.map((chart) => workbook.numbers(`图 ${chart.title}`, [chart.title, ...chart.series.map((each) => each.name)], chart.categories.map((category, index) => [category, ...chart.series.map(({ values }) => values[index] ?? null)]), chart.sort));
  return repacked(await workbook.bytes(), chartParts(charts, chartSheets));
}

/** What the document says in words: a table of cases does not tell what is to be learned from them. */
const wordsOf = ({ opening, erratum, sections }: ReportDocument): string[] => [
  opening, erratum === null ? '' : erratumSentence(erratum),
  ...sections.flatMap(({ heading, paragraphs }, index) => [`${chineseNumber(index + 1)}、${heading}`, ...paragraphs]),
].filter((text) => text !== '');

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
