/**
 * A chart as Word, WPS, Excel and LibreOffice draw it themselves: DrawingML (ECMA-376 part 1, 21.2). It is drawn from
 * numbers, so it is sharp at any size, and in a spreadsheet it refers to the cells it shows.
 */
import type { Chart } from '../document.js';

/** Where in a workbook a chart’s numbers stand: a sheet with categories in its first column and a series in each further one. */
export interface Cells {
  readonly sheet: string;
  /** The row of the series’ names, from 1. */
  readonly headRow: number;
}

export const CHART_COLOURS = ['1F5FA8', 'E0862A', '5B8C3E', '8A8F98'] as const;

export const xmlText = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- XML 1.0 has no place for them.
  text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const FORMATS = { count: '0', share: '0.0%' } as const;
const letter = (index: number): string => String.fromCharCode(65 + index);

const font = (size: number): string =>
  `<a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size * 100}" b="0"><a:latin typeface="SimSun"/><a:ea typeface="宋体"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p>`;

/** The part `chartN.xml`. */
export function chartXml(chart: Chart, cells: Cells | null): string {
  const { form, sort, title, categories, series } = chart;
  const grouped = `<c:barDir val="${form === 'bars' ? 'bar' : 'col'}"/><c:grouping val="clustered"/><c:varyColors val="0"/>`;
  const labels = `<c:dLbls><c:numFmt formatCode="${FORMATS[sort]}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr>${font(8)}</c:txPr><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`;
  const drawn = series.map(({ name, values }, index) => {
    const colour = CHART_COLOURS[index % CHART_COLOURS.length]!;
    return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx>${cells ? textData([name], reference(cells, index + 1, 0, 0)) : `<c:v>${xmlText(name)}</c:v>`}</c:tx>`
      + `<c:spPr><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>${labels}`
      + `<c:cat>${textData(categories, cells && reference(cells, 0, 1, categories.length))}</c:cat>`
      + `<c:val>${numberData(values, FORMATS[sort], cells && reference(cells, index + 1, 1, categories.length))}</c:val></c:ser>`;
  });
  const lying = form === 'bars';
  const axes = `<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="${lying ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/><c:axPos val="${lying ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:txPr>${font(8)}</c:txPr><c:crossAx val="222"/><c:crosses val="autoZero"/></c:catAx>`
    + `<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/>${sort === 'share' ? '<c:max val="1"/>' : ''}<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="${lying ? 't' : 'l'}"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D5D9DE"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode="${sort === 'share' ? '0%' : '0'}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="${lying ? 'high' : 'nextTo'}"/><c:txPr>${font(8)}</c:txPr><c:crossAx val="111"/><c:crosses val="autoZero"/></c:valAx>`;
  const legend = series.length > 1 ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/><c:txPr>${font(9)}</c:txPr></c:legend>` : '';
  return `${HEAD}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:roundedCorners val="0"/>`
    + `<c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1100" b="0"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="1100" b="0"><a:latin typeface="SimHei"/><a:ea typeface="黑体"/></a:rPr><a:t>${xmlText(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>`
    + `<c:plotArea><c:layout/><c:barChart>${grouped}${drawn.join('')}<c:gapWidth val="70"/><c:axId val="111"/><c:axId val="222"/></c:barChart>${axes}</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>`
    + `<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>`;
}

function reference({ sheet, headRow }: Cells, columnIndex: number, from: number, count: number): string {
  const [first, last] = [headRow + from, headRow + from + Math.max(count - 1, 0)];
  const cell = (row: number): string => `$${letter(columnIndex)}$${row}`;
  return `'${sheet}'!${cell(first)}${last > first ? `:${cell(last)}` : ''}`;
}

function textData(texts: readonly string[], where: string | null): string {
  const points = `<c:ptCount val="${texts.length}"/>${texts.map((text, index) => `<c:pt idx="${index}"><c:v>${xmlText(text)}</c:v></c:pt>`).join('')}`;
  if (where !== null) return `<c:strRef><c:f>${xmlText(where)}</c:f><c:strCache>${points}</c:strCache></c:strRef>`;
  return `<c:strLit>${points}</c:strLit>`;
}

function numberData(values: readonly (number | null)[], format: string, where: string | null): string {
  const points = values.map((value, index) => (value === null ? '' : `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`)).join('');
  const cache = `<c:formatCode>${format}</c:formatCode><c:ptCount val="${values.length}"/>${points}`;
  return where === null ? `<c:numLit>${cache}</c:numLit>` : `<c:numRef><c:f>${xmlText(where)}</c:f><c:numCache>${cache}</c:numCache></c:numRef>`;
}

/** How tall a chart is for its width: lying bars grow with their number. */
export const chartRatio = ({ form, categories }: Chart): number => (form === 'bars' ? Math.min(1.35, 0.28 + categories.length * 0.05) : 0.48);

export const CHART_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';
export const CHART_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart';
export const EMU_PER_MM = 36_000;
