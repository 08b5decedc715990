/** Of rows in a workbook: word processors that only print one do not measure its wrapped cells, so each row tells its height. */

/** Points a line of 五号 (10.5 pt) takes. */
const LINE_HEIGHT = 15;

/** In widths of a Latin letter; a Chinese one takes two. */
export const widthOf = (value: string | number | null): number => [...String(value ?? '')].reduce((sum, letter) => sum + (letter > '\u2E7F' || /[“”‘’—…]/.test(letter) ? 2 : 1), 0);

/** Points the row takes, its cells wrapped in columns of these widths; one line at least. */
export function rowHeight(cells: readonly (string | number | null)[], widths: readonly number[]): number {
  // A little less than the column holds: no font fills it to the last letter.
  return LINE_HEIGHT * Math.max(1, ...cells.map((cell, index) => Math.ceil(widthOf(cell) / Math.max(1, (widths[index] ?? 1) * 0.92))));
}
