/** Mails to staff: what a template says, laid out as text and as tables that Outlook and telephones show well. */
import type { Label } from '../core/vocabulary.js';
import type { Language } from './problems.js';

/** A row of the table: a field and its name. */
export interface MailRow extends Label {
  readonly field: string;
}

/** A list in a mail: a line of text each, and a row of columns or one link. */
export interface MailItems {
  readonly line: Label;
  readonly columns: readonly MailRow[];
  readonly link?: { readonly field: string; readonly to: string };
}

/** What a mail says of its own (`config/mail/*.yaml`). `{{{field}}}` is filled in. */
export interface MailWords {
  readonly key: string;
  readonly colour: string;
  readonly subject: Label;
  readonly title: Label;
  readonly opening: Label;
  readonly rows: readonly MailRow[];
  readonly items?: MailItems;
  readonly toDo: Label;
  /** The button’s words, where it opens neither the case nor the list. */
  readonly button?: Label;
}

/** What all mails share (`config/mail-layout.yaml`). */
export interface MailLayout {
  readonly greeting: Label;
  readonly rows: readonly MailRow[];
  readonly optional: readonly string[];
  readonly strong: readonly string[];
  readonly toDo: Label;
  readonly openCase: Label;
  readonly openList: Label;
  readonly open: Label;
  /** The link to how the due time was counted; left out where a mail names none. */
  readonly proof: Label;
  readonly why: Label;
  readonly footer: Label;
  readonly fonts: Label;
}

/** The templates of one mail in one language, for Mustache. */
export interface LaidOut {
  readonly text: string;
  readonly html: string;
}

// A long word breaks rather than push the table off a telephone.
const CELL = 'padding:6px 8px;border:1px solid #dddddd;vertical-align:top;overflow-wrap:break-word';
// Three columns and more still fit a telephone.
const NARROW_CELL = `${CELL.replace('6px 8px', '6px 4px')};font-size:13px`;
// A date is broken before its weekday, not inside it.
const WHOLE = 'word-break:keep-all';
const TABLE = '<table cellpadding="0" cellspacing="0" border="0" width="100%" style="width:100%;border-collapse:collapse;font-size:15px;line-height:1.6">';
const MARKS: Record<Language, { colon: string; space: string }> = { zh: { colon: '：', space: '' }, en: { colon: ':', space: ' ' } };

export function laidOut(words: MailWords, layout: MailLayout, language: Language): LaidOut {
  return { text: textOf(words, layout, language), html: htmlOf(words, layout, language) };
}

/** So many columns share the width evenly: left to the mail program, the words between two numbers stand one under the other. */
const EVEN_COLUMNS = 3;

/** Mustache escapes two braces, and not three. */
const escaped = (text: string): string => text.replaceAll(/\{\{\{(\w+)\}\}\}/g, '{{$1}}');
/** A part that is left out where the field is empty. */
const where = (field: string, { optional }: MailLayout, part: string): string => (optional.includes(field) ? `{{#${field}}}\n${part}\n{{/${field}}}` : part);

function textOf({ opening, rows, items, toDo }: MailWords, layout: MailLayout, language: Language): string {
  const { colon, space } = MARKS[language];
  const facts = items
    ? `{{#items}}\n- ${items.line[language]}\n{{/items}}`
    : rows.map((row) => where(row.field, layout, `${row[language]}${colon}${space}{{{${row.field}}}}`)).join('\n');
  return [
    layout.greeting[language], opening[language], facts,
    `${layout.toDo[language]}${colon}${space}${toDo[language]}\n${layout.open[language]}{{{link}}}${items ? '' : `\n${where('proofLink', layout, `${layout.proof[language]}${colon}${space}{{{proofLink}}}`)}`}`,
    `${layout.why[language]}{{{whyYou}}}\n${layout.footer[language]}\n`,
  ].join('\n\n');
}

function htmlOf(words: MailWords, layout: MailLayout, language: Language): string {
  const { colour, title, opening, items, toDo, button = items ? layout.openList : layout.openCase } = words;
  const { colon, space } = MARKS[language];
  const facts = items ? listOf(items, layout, language) : tableOf(words, layout, language);
  const proof = items ? '' : where('proofLink', layout, `<a href="{{proofLink}}" style="color:#1f5fa8;font-size:14px;display:inline-block;padding:10px 0">${layout.proof[language]}</a>`);
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" style="background:#f4f5f7"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="600" style="width:100%;max-width:600px;background:#ffffff;font-family:${layout.fonts[language]};color:#222222">
<tr><td style="padding:16px 20px;border-bottom:3px solid ${colour};font-size:18px;font-weight:bold">${title[language]}</td></tr>
<tr><td style="padding:16px 20px 8px;font-size:15px;line-height:1.7">${escaped(layout.greeting[language])}<br>${escaped(opening[language])}</td></tr>
<tr><td style="padding:8px 20px">${TABLE}
${facts}
</table></td></tr>
<tr><td style="padding:8px 20px;font-size:15px;line-height:1.7"><strong>${layout.toDo[language]}</strong>${colon}${space}${escaped(toDo[language])}</td></tr>
<tr><td style="padding:12px 20px"><a href="{{link}}" style="background:${colour};color:#ffffff;text-decoration:none;padding:10px 18px;display:inline-block;font-size:15px">${button[language]}</a>
${proof === '' ? '' : `&nbsp; ${proof}`}</td></tr>
<tr><td style="padding:12px 20px 18px;border-top:1px solid #eeeeee;font-size:13px;line-height:1.6;color:#666666">${layout.why[language]}{{whyYou}}<br>${layout.footer[language]}</td></tr>
</table>
</td></tr></table>
`;
}

function tableOf({ rows }: MailWords, layout: MailLayout, language: Language): string {
  return rows.map((row) => {
    const strong = layout.strong.includes(row.field);
    const value = strong ? `<strong>{{${row.field}}}</strong>` : `{{${row.field}}}`;
    return where(row.field, layout, `<tr><td width="96" style="${CELL};background:#fafafa">${row[language]}</td><td style="${CELL}${strong ? `;${WHOLE}` : ''}">${value}</td></tr>`);
  }).join('\n');
}

function listOf({ columns, link }: MailItems, { strong }: MailLayout, language: Language): string {
  const cell = columns.length >= EVEN_COLUMNS ? NARROW_CELL : CELL;
  const width = columns.length === EVEN_COLUMNS ? ` width="${Math.floor(100 / EVEN_COLUMNS)}%"` : '';
  const head = columns.map((column) => `<th align="left"${width} style="${cell};background:#fafafa">${column[language]}</th>`).join('');
  const cells = link
    ? `<td style="${CELL}"><a href="{{${link.to}}}" style="color:#1f5fa8">{{${link.field}}}</a></td>`
    : columns.map(({ field }) => `<td style="${cell}${strong.includes(field) ? `;${WHOLE}` : ''}">{{${field}}}</td>`).join('');
  return `${head === '' ? '' : `<tr>${head}</tr>\n`}{{#items}}\n<tr>${cells}</tr>\n{{/items}}`;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsIn = (value: unknown, where: string): Fields => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${where}：应为一组字段 / expected a mapping of fields`);
  return value as Fields;
};

const textIn = (fields: Fields, name: string): string => {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw new Error(`${name}：应为文字 / expected a text`);
  return value;
};

const labelIn = (fields: Fields, name: string): Label => {
  const label = fieldsIn(fields[name], name);
  return { zh: textIn(label, 'zh'), en: textIn(label, 'en') };
};

const rowIn = (value: unknown): MailRow => {
  const row = fieldsIn(value, 'rows');
  return { field: textIn(row, 'field'), zh: textIn(row, 'zh'), en: textIn(row, 'en') };
};

const listIn = (fields: Fields, name: string): readonly unknown[] => {
  const value = fields[name] ?? [];
  if (!Array.isArray(value)) throw new Error(`${name}：应为列表 / expected a list`);
  return value;
};

/** @throws Error naming the field */
export function parseLayout(value: unknown): MailLayout {
  const fields = fieldsIn(value, 'mail-layout');
  const label = (name: string): Label => labelIn(fields, name);
  const names = (name: string): string[] => listIn(fields, name).map(String);
  return {
    greeting: label('greeting'), toDo: label('toDo'), openCase: label('openCase'), openList: label('openList'), open: label('open'), proof: label('proof'), why: label('why'),
    footer: label('footer'), fonts: label('fonts'), rows: listIn(fields, 'rows').map(rowIn), optional: names('optional'), strong: names('strong'),
  };
}

/** A row is named here, or by the layout where it is only mentioned. @throws Error naming the field */
export function parseWords(value: unknown, layout: MailLayout): MailWords {
  const fields = fieldsIn(value, 'mail');
  const rows = listIn(fields, 'rows').map((row): MailRow => {
    if (typeof row !== 'string') return rowIn(row);
    const known = layout.rows.find(({ field }) => field === row);
    if (!known) throw new Error(`rows：${row} 没有名称 / has no name`);
    return known;
  });
  return {
    key: textIn(fields, 'key'), colour: textIn(fields, 'colour'), subject: labelIn(fields, 'subject'), title: labelIn(fields, 'title'),
    opening: labelIn(fields, 'opening'), rows, ...(fields['items'] !== undefined && { items: itemsIn(fields['items']) }), toDo: labelIn(fields, 'toDo'),
    ...(fields['button'] !== undefined && { button: labelIn(fields, 'button') }),
  };
}

function itemsIn(value: unknown): MailItems {
  const items = fieldsIn(value, 'items');
  const link = items['link'] === undefined ? undefined : fieldsIn(items['link'], 'items.link');
  return { line: labelIn(items, 'line'), columns: listIn(items, 'columns').map(rowIn), ...(link && { link: { field: textIn(link, 'field'), to: textIn(link, 'to') } }) };
}
