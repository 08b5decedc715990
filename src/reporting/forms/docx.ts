/**
 * The report as a 通报 in the usual form. Sizes and places after 《党政机关公文格式》 GB/T 9704—2012: A4, margins 37/28/26/35 mm,
 * title 二号小标宋, body 三号仿宋 with 28 pt lines, first heading 黑体, page numbers 四号. Fonts are named, not embedded.
 */
import {
  AlignmentType, BorderStyle, Document, Footer, FrameAnchorType, FrameWrap, HorizontalPositionAlign, LineRuleType, Packer, PageNumber, Paragraph, Tab, Table, TableCell, TableLayoutType, TableRow, TabStopType, TextRun,
  VerticalAlign, VerticalPositionAlign, WidthType,
  type IRunOptions,
} from 'docx';
import { widthOf } from '../../base/sheet-widths.js';
import { byKey, cellText, chineseDay, chineseNumber, erratumSentence, sortOf, type Chart, type ReportModel, type ReportDocument, type Table as DataTable } from '../document.js';
import { CHART_RELATION, CHART_TYPE, chartRatio, chartXml, EMU_PER_MM } from './office-chart.js';
import { repacked, type PartChanges } from './packing.js';

const MM = 56.6929;
const twips = (mm: number): number => Math.round(mm * MM);
const BODY_MM = 156;
/** 三号, 二号, 四号, 五号, 小五 in half points. */
const SIZE = { third: 32, second: 44, fourth: 28, fifth: 21, smallFifth: 18 } as const;
const named = (eastAsia: string, ascii = 'Times New Roman'): NonNullable<IRunOptions['font']> => ({ ascii, hAnsi: ascii, eastAsia, cs: ascii });
const FONT = { fangsong: named('仿宋_GB2312'), title: named('方正小标宋简体'), hei: named('黑体'), song: named('宋体') } as const;
const FIXED_TIME = '2000-01-01T00:00:00Z';
/** An appendix prints so many cases; the workbook has them all. */
const PRINTED = 200;

const run = (text: string, font: NonNullable<IRunOptions['font']> = FONT.fangsong, size: number = SIZE.third): TextRun => new TextRun({ text, font, size });
const LINE = { line: 560, lineRule: LineRuleType.EXACT } as const;
const body = (text: string, keepNext = false): Paragraph => new Paragraph({ keepNext, children: [run(text)], spacing: LINE, indent: { firstLine: 640 }, alignment: AlignmentType.BOTH });
const plain = (text: string, alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.LEFT): Paragraph => new Paragraph({ children: [run(text)], spacing: LINE, alignment });
const empty = (keepNext = false): Paragraph => new Paragraph({ keepNext, children: [run('')], spacing: LINE });

export async function docxOf({ document }: ReportModel): Promise<Buffer> {
  const drawn: Chart[] = [];
  const file = new Document({
    creator: document.issuer, lastModifiedBy: document.issuer, title: document.title,
    styles: { default: { document: { run: { font: FONT.fangsong, size: SIZE.third } } } },
    sections: [{
      properties: { page: { size: { width: twips(210), height: twips(297) }, margin: { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26), footer: twips(25), header: twips(15) } } },
      footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: FONT.song, size: SIZE.fourth })] })] }) },
      children: [...heading(document), ...bodyOf(document, drawn), ...signature(document), ...appendices(document), ...imprint(document)],
    }],
  });
  return repacked(await Packer.toBuffer(file), chartParts(drawn, document));
}

const RED = 'E60012';
/** 发文机关标志 in red, 发文字号 under it, a red line; then the title. */
function heading({ issuer, number, title, addressee, erratum, opening }: ReportDocument): Paragraph[] {
  const line = { alignment: AlignmentType.CENTER, spacing: { line: 680, lineRule: LineRuleType.EXACT } } as const;
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { line: 1000, lineRule: LineRuleType.EXACT, after: 200 }, children: [new TextRun({ text: issuer, font: FONT.title, size: issuer.length > 14 ? 52 : 64, color: RED })] }),
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: LINE, border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: RED, space: 4 } }, children: [run(number ?? '（未编号，未签发）')] }), empty(),
    ...titleLines(title).map((text) => new Paragraph({ ...line, children: [run(text, FONT.title, SIZE.second)] })), empty(),
    ...(addressee === '' ? [] : [plain(addressee)]), ...(opening === '' ? [] : [body(opening)]), ...(erratum ? [body(erratumSentence(erratum))] : []),
  ];
}
/** So many Chinese characters of the title’s size stand in a line. */
const TITLE_LINE = 19;
/** A title too long for one line is broken where its sense allows: before the period in brackets, or after the period at its head. */
function titleLines(title: string): string[] {
  if (widthOf(title) <= 2 * TITLE_LINE) return [title];
  const at = title.endsWith('）') ? title.lastIndexOf('（') : title.indexOf('网民');
  return at > 0 ? [title.slice(0, at), title.slice(at)] : [title];
}

function bodyOf({ sections, tables, charts }: ReportDocument, drawn: Chart[]): (Paragraph | Table)[] {
  return sections.flatMap(({ heading: words, paragraphs, tables: tableKeys, charts: chartKeys }, index) => [
    new Paragraph({ children: [run(`${chineseNumber(index + 1)}、${words}`, FONT.hei)], spacing: LINE, indent: { firstLine: 640 }, keepNext: true }),
    ...paragraphs.map((text, at) => body(text, index === sections.length - 1 && at === paragraphs.length - 1 && chartKeys.length + tableKeys.length === 0)),
    ...chartKeys.flatMap((key) => byKey(charts, key) ?? []).filter(({ categories }) => categories.length > 0).map((chart) => placeOf(chart, drawn)),
    ...tableKeys.flatMap((key) => byKey(tables, key) ?? []).flatMap((table, at, all) => tableOf(table, table.rows.length, index === sections.length - 1 && at === all.length - 1)),
  ]);
}

/** A paragraph into which the chart is put when the archive is packed. */
function placeOf(chart: Chart, drawn: Chart[]): Paragraph {
  drawn.push(chart);
  return new Paragraph({ children: [new TextRun(markOf(drawn.length))], alignment: AlignmentType.CENTER, spacing: { before: 120, after: 120 } });
}
const markOf = (n: number): string => `@@chart-${n}@@`;

const EDGE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const EDGES = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE };

/** Rows of a table that stands on one page. */
const SHORT = 8;

/** `closing`: the last of the body, whose end keeps to the name under it. */
function tableOf({ title, columns, rows, note }: DataTable, printed: number, closing = false): (Paragraph | Table)[] {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((twips(BODY_MM) * width) / total));
  const [size, beside] = columns.length > 6 ? [SIZE.smallFifth, 40] : [SIZE.fifth, 60];
  // A short table is not cut in two.
  const together = rows.length <= SHORT;
  const cellOf = (text: string, index: number, right: boolean, head: boolean, keepNext = head): TableCell => new TableCell({
    width: { size: widths[index]!, type: WidthType.DXA }, verticalAlign: VerticalAlign.CENTER, borders: EDGES, margins: { left: beside, right: beside, top: 30, bottom: 30 },
    children: [new Paragraph({ keepNext, alignment: head ? AlignmentType.CENTER : right ? AlignmentType.RIGHT : AlignmentType.LEFT, children: [run(text, head ? FONT.hei : FONT.song, size)] })],
  });
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 200, after: 80 }, children: [run(title, FONT.hei, 24)] }),
    new Table({
      width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA }, columnWidths: widths, layout: TableLayoutType.FIXED, alignment: AlignmentType.CENTER,
      rows: [
        new TableRow({ tableHeader: true, cantSplit: true, children: columns.map((column, index) => cellOf(column.title, index, false, true)) }),
        ...rows.slice(0, printed).map((cells, at, all) => new TableRow({ cantSplit: true, children: columns.map((column, index) => cellOf(cellText(cells[index] ?? null, column), index, !['text', 'day'].includes(sortOf(cells[index] ?? null, column)), false, at === all.length - 1 ? closing : together)) })),
      ],
    }),
    ...[note, rows.length > printed ? `共${rows.length}件，此处列前${printed}件，全部见随附的电子表格。` : null].filter((text) => text !== null)
      .map((text) => new Paragraph({ keepNext: closing, spacing: { before: 60, after: 120 }, children: [run(text, FONT.song, SIZE.smallFifth)] })),
  ];
}

/** 附件说明 under the body, then who issued it and when, to the right. */
function signature({ appendices: lists, issuer, issuedOn }: ReportDocument): Paragraph[] {
  const named_ = lists.map(({ title }, index) => new Paragraph({ keepNext: true, spacing: LINE, indent: { firstLine: index === 0 ? 640 : 1600 }, children: [run(`${index === 0 ? '附件：' : ''}${index + 1}.${title}`)] }));
  // Name and day stay with what is before them: neither stands alone on a page.
  const right = (text: string, keepNext: boolean): Paragraph => new Paragraph({ keepNext, spacing: LINE, alignment: AlignmentType.RIGHT, indent: { right: 640 }, children: [run(text)] });
  return [empty(true), ...named_, new Paragraph({ children: [run('')], spacing: LINE, keepNext: true }), right(issuer, true), right(issuedOn === null ? '（未签发）' : chineseDay(issuedOn), false)];
}

function appendices({ appendices: lists, notes }: ReportDocument): (Paragraph | Table)[] {
  return [
    ...lists.flatMap((table, index) => [
      new Paragraph({ pageBreakBefore: true, spacing: LINE, children: [run(`附件${index + 1}`, FONT.hei)] }), ...tableOf(table, PRINTED),
    ]),
    new Paragraph({ spacing: { before: 400, after: 80 }, keepNext: true, children: [run('统计口径', FONT.hei, 24)] }),
    ...notes.map((note, index) => new Paragraph({ spacing: { after: 40 }, children: [run(`${index + 1}. ${note}`, FONT.song, SIZE.smallFifth)] })),
  ];
}

const THICK = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 1 };

/** 版记 at the foot of the last page, after the appendices: who printed it and when, between two thick lines. GB/T 9704—2012, 7.4. */
function imprint({ issuer, issuedOn }: ReportDocument): Paragraph[] {
  return [
    new Paragraph({
      frame: {
        type: 'alignment', width: twips(BODY_MM), height: 0, anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
        alignment: { x: HorizontalPositionAlign.CENTER, y: VerticalPositionAlign.BOTTOM }, wrap: FrameWrap.NOT_BESIDE,
      },
      border: { top: THICK, bottom: THICK }, spacing: LINE, indent: { left: 280, right: 280 }, tabStops: [{ type: TabStopType.RIGHT, position: twips(BODY_MM) - 280 }],
      children: [run(issuer, FONT.fangsong, SIZE.fourth), new TextRun({ children: [new Tab(), issuedOn === null ? '（未签发）' : `${chineseDay(issuedOn)}印发`], font: FONT.fangsong, size: SIZE.fourth })],
    }),
    new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [] }),
  ];
}

/** docx draws no charts: their parts are put into the archive. ECMA-376 part 1, 20.4 (word-processing drawing). */
function chartParts(charts: readonly Chart[], { issuedOn }: ReportDocument): PartChanges {
  const parts = charts.map((chart, index) => [`word/charts/chart${index + 1}.xml`, () => chartXml(chart, null)] as const);
  const time = issuedOn === null ? FIXED_TIME : `${issuedOn}T00:00:00Z`;
  return {
    'word/document.xml': (xml) => charts.reduce((text, chart, index) => text.replace(new RegExp(`<w:t(?: [^>]*)?>${markOf(index + 1)}</w:t>`), inlineXml(chart, index + 1)), xml),
    'word/_rels/document.xml.rels': (xml) => xml.replace('</Relationships>', `${charts.map((_, index) => `<Relationship Id="rIdChart${index + 1}" Type="${CHART_RELATION}" Target="charts/chart${index + 1}.xml"/>`).join('')}</Relationships>`),
    '[Content_Types].xml': (xml) => xml.replace('</Types>', `${charts.map((_, index) => `<Override PartName="/word/charts/chart${index + 1}.xml" ContentType="${CHART_TYPE}"/>`).join('')}</Types>`),
    'docProps/core.xml': (xml) => xml.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${time}`),
    ...Object.fromEntries(parts),
  };
}

function inlineXml(chart: Chart, n: number): string {
  const [width, height] = [150 * EMU_PER_MM, Math.round(150 * chartRatio(chart)) * EMU_PER_MM];
  return `<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${width}" cy="${height}"/><wp:docPr id="${1000 + n}" name="${chart.key}"/>`
    + `<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdChart${n}"/></a:graphicData></a:graphic></wp:inline></w:drawing>`;
}
