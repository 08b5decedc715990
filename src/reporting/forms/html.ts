/** The report as one page without a script: reads on a screen, prints on A4, its charts are SVG. */
import type { EChartsOption } from 'echarts';
import { Html, html } from '../../base/html.js';
import { byKey, cellText, chineseDay, chineseNumber, erratumSentence, sortOf, written, type Chart, type ReportModel, type Table } from '../document.js';
import { chartRatio, CHART_COLOURS } from './office-chart.js';

const WIDTH = 760;
const FONT = "'Noto Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Zen Hei',sans-serif";
const STYLE = `@page{size:A4;margin:22mm 20mm}body{font:16px/1.75 'FangSong','STFangsong','Noto Serif SC',serif;color:#111;max-width:820px;margin:0 auto;padding:24px}
h1{font:700 26px/1.4 'SimSun','Noto Serif SC',serif;text-align:center}h2{font:700 18px/1.6 'SimHei',${FONT}}p{text-indent:2em;margin:.4em 0}.head,.sign{text-indent:0}.head{text-align:center}.sign{text-align:right}
table{border-collapse:collapse;width:100%;font:13px/1.5 ${FONT};margin:6px 0 2px}caption{font-weight:700;padding:6px;text-align:center}th,td{border:1px solid #555;padding:3px 6px;text-align:left}th{background:#e8eef6;text-align:center}
td.number{text-align:right;font-variant-numeric:tabular-nums}thead{display:table-header-group}tr,figure{break-inside:avoid}figure{margin:12px 0;text-align:center}figure svg{max-width:100%;height:auto}.note,ol{font:12px/1.6 ${FONT};color:#444;text-indent:0}
.appendix{break-before:page}.wide{overflow-x:auto}@media print{body{padding:0;max-width:none}.wide{overflow:visible}}`;

export async function htmlOf({ document }: ReportModel): Promise<string> {
  const { number, title, addressee, opening, erratum, sections, tables, charts, appendices, issuer, issuedOn, notes } = document;
  const drawn = new Map<string, Html>();
  for (const chart of charts) drawn.set(chart.key, new Html(await svgOf(chart)));
  const page = html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${new Html(STYLE)}</style></head><body><main>
<p class="head">${number ?? '（未编号，未签发）'}</p><h1>${title}</h1><p class="head">统计期间 ${document.period.from.slice(0, 10)} 至 ${document.period.to.slice(0, 10)}（不含），数据截至 ${document.period.asOf.slice(0, 16).replace('T', ' ')}</p>
<p class="head" style="text-align:left">${addressee}</p><p>${opening}</p>${erratum && html`<p>${erratumSentence(erratum)}</p>`}
${sections.map((section, index) => html`<section><h2>${chineseNumber(index + 1)}、${section.heading}</h2>${section.paragraphs.map((each) => html`<p>${each}</p>`)}
${section.charts.flatMap((key) => byKey(charts, key) ?? []).filter(({ categories }) => categories.length > 0).map((chart) => html`<figure role="img" aria-label="${spoken(chart)}">${drawn.get(chart.key)}</figure>`)}
${section.tables.flatMap((key) => byKey(tables, key) ?? []).map(tableOf)}</section>`)}
<p class="sign">${issuer}</p><p class="sign">${issuedOn === null ? '（未签发）' : chineseDay(issuedOn)}</p>
${appendices.map((table, index) => html`<section class="appendix"><h2>附件${index + 1}</h2>${tableOf(table)}</section>`)}
<section><h2>统计口径</h2><ol>${notes.map((each) => html`<li>${each}</li>`)}</ol></section></main></body></html>
`;
  return page.text;
}

const tableOf = ({ title, columns, rows, note }: Table): Html => html`<div class="wide"><table><caption>${title}</caption><thead><tr>${columns.map((column) => html`<th scope="col">${column.title}</th>`)}</tr></thead><tbody>${rows.map((cells) =>
  html`<tr>${columns.map((column, index) => html`<td${new Html(['text', 'day'].includes(sortOf(cells[index] ?? null, column)) ? '' : ' class="number"')}>${cellText(cells[index] ?? null, column)}</td>`)}</tr>`)}</tbody></table></div>${note !== null && html`<p class="note">${note}</p>`}`;

/** What the picture shows, for who cannot see it. */
const spoken = ({ title, categories, series, sort }: Chart): string =>
  `${title}：${categories.map((category, index) => `${category} ${series.map(({ name, values }) => `${name}${written(values[index] ?? null, sort)}`).join('、')}`).join('；')}`;

/** Drawn on the server; the library is loaded when the first chart is wanted. */
export async function svgOf(chart: Chart): Promise<string> {
  const { init } = await import('echarts');
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: Math.round(WIDTH * chartRatio(chart)) });
  try {
    drawing.setOption(optionOf(chart));
    // The library counts its drawings and their parts on and on; the same chart is to give the same bytes.
    const names = new Map<string, string>();
    return drawing.renderToSVGString().replaceAll(/zr\d+-[a-z]+-?\d+/g, (name) => {
      if (!names.has(name)) names.set(name, `${chart.key}-${names.size}`);
      return names.get(name)!;
    });
  } finally {
    drawing.dispose();
  }
}

function optionOf({ title, form, sort, categories, series }: Chart): EChartsOption {
  const text = { fontFamily: FONT, fontSize: 12, color: '#222' };
  const lying = form === 'bars';
  const names = { type: 'category' as const, data: [...categories], inverse: lying, axisLabel: { ...text, interval: 0 }, axisTick: { show: false } };
  const values = { type: 'value' as const, min: 0, ...(sort === 'share' ? { max: 1 } : { minInterval: 1 }), axisLabel: { ...text, formatter: (value: number) => (sort === 'share' ? `${Math.round(value * 100)}%` : String(value)) } };
  return {
    animation: false, color: CHART_COLOURS.map((colour) => `#${colour}`), title: { text: title, left: 'center', textStyle: { fontFamily: FONT, fontSize: 15, fontWeight: 'normal' } },
    ...(series.length > 1 && { legend: { bottom: 0, textStyle: text } }), grid: { left: 10, right: 40, top: 40, bottom: series.length > 1 ? 34 : 10, containLabel: true },
    xAxis: lying ? values : names, yAxis: lying ? names : values,
    series: series.map(({ name, values: data }) => ({
      type: 'bar' as const, name, data: data.map((value) => value ?? '-'), barMaxWidth: 34,
      label: { show: true, position: lying ? ('right' as const) : ('top' as const), ...text, formatter: ({ value }: { value: unknown }) => (typeof value === 'number' ? written(value, sort) : '') },
    })),
  };
}
