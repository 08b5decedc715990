/** Pages as text: a tagged template that escapes whatever is put into it. */
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Mark-up that is safe to send: only `html` makes it. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[];

const written = (piece: Piece): string => {
  if (piece instanceof Html) return piece.text;
  if (piece === null || piece === undefined || piece === false) return '';
  if (typeof piece === 'object') return piece.map(written).join('');
  return String(piece).replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);
};

/** Every value is escaped unless it is `Html` itself; lists are joined, nothing and `false` are left out. */
export const html = (texts: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  new Html(texts.reduce((before, text, index) => before + written(pieces[index - 1]) + text));
