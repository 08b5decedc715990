/** Of rows in a workbook: what only prints one does not measure its wrapped cells, so each row tells its height. */

/** Punctuation that is as wide as a Chinese letter, though it stands before them. */
const WIDE = '“”‘’—…';

/** In widths of a Latin letter; a Chinese one takes two. */
export function widthOf(value: string | number | null): number {
  let width = 0;
  for (const letter of String(value ?? '')) width += letter > '\u2E7F' || WIDE.includes(letter) ? 2 : 1;
  return width;
}

/** A little less than the column holds: no font fills it to the last letter. */
const FILLED = 0.92;
/** The width in which such a text stands in one line. */
export const widthFor = (value: string | number | null): number => Math.ceil(widthOf(value) / FILLED);

/** How many lines the fullest of these cells takes, wrapped in columns of these widths. */
export function linesOf(cells: readonly (string | null)[], widths: readonly number[]): number {
  let most = 1;
  for (let index = 0; index < cells.length; index++) {
    const text = cells[index];
    const room = Math.max(1, (widths[index] ?? 1) * FILLED);
    // Most cells are short: they need not be measured.
    if (text && text.length * 2 > room) most = Math.max(most, Math.ceil(widthOf(text) / room));
  }
  return most;
}
