/** A spreadsheet takes a text that begins so for a formula. Source: OWASP, CSV Injection; full-width signs too. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠\t\r]/u;

/** A field of RFC 4180; a text can never become a formula, numbers stay numbers, null is empty. */
export function csvField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Blocks of rows as a file that a spreadsheet reads: UTF-8 with a mark, lines end in CR LF, an empty one between two blocks. */
export const csvFile = (...blocks: readonly (readonly (readonly (string | number | null)[])[])[]): string =>
  `\uFEFF${blocks.map((rows) => rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('')).join('\r\n')}`;

/** Takes away the sign that kept a text from becoming a formula: what `csvField` wrote is read as it was. */
export const withoutGuard = (value: string): string => (value.startsWith("'") && FORMULA.test(value.slice(1)) ? value.slice(1) : value);
