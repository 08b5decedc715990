/** Of rows in a workbook: what only prints one does not measure its wrapped cells, so each row tells its height. */

/** In widths of a Latin letter; a Chinese one takes two. */
export const widthOf = (value: string | number | null): number => [...String(value ?? '')].reduce((sum, letter) => sum + (letter > '\u2E7F' || /[“”‘’—…]/.test(letter) ? 2 : 1), 0);

/** A little less than the column holds: no font fills it to the last letter. */
const FILLED = 0.92;
/** The width in which such a text stands in one line. */
export const widthFor = (value: string | number | null): number => Math.ceil(widthOf(value) / FILLED);

/** How many lines the fullest of these cells takes, wrapped in columns of these widths. */
export const linesOf = (cells: readonly (string | number | null)[], widths: readonly number[]): number =>
  Math.max(1, ...cells.map((cell, index) => Math.ceil(widthOf(cell) / Math.max(1, (widths[index] ?? 1) * FILLED))));
