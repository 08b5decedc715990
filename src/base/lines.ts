import { StringDecoder } from 'node:string_decoder';

/** One line of a text stream, without its end; `number` is 1 for the first. */
export interface Line {
  readonly number: number;
  readonly text: string;
  /** Longer than a line may be; `text` holds its beginning. */
  readonly cut: boolean;
}

/** Characters: many times the longest message, and a bound on what a file without line ends can take of the memory. */
const LONGEST_LINE = 2_000_000;

/**
 * The lines of a stream of UTF-8, one at a time whatever its length. Only LF and CR LF end a line: JSON may hold the
 * other Unicode line ends (U+2028) unescaped. A byte order mark at the beginning is left out.
 */
export async function* linesOf(stream: AsyncIterable<Buffer | string>): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8');
  let number = 0;
  let rest = '';
  let cut = false;
  const finished = (text: string): Line => {
    const whole = number === 0 ? text.replace(/^\uFEFF/, '') : text;
    const line = { number: ++number, text: whole.endsWith('\r') ? whole.slice(0, -1) : whole, cut };
    cut = false;
    return line;
  };
  for await (const chunk of stream) {
    const pieces = (typeof chunk === 'string' ? chunk : decoder.write(chunk)).split('\n');
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) {
        yield finished(rest);
        rest = '';
      }
      if (rest.length + piece.length <= LONGEST_LINE) rest += piece;
      else [rest, cut] = [(rest + piece).slice(0, LONGEST_LINE), true];
    }
  }
  rest += decoder.end();
  if (rest !== '') yield finished(rest);
}
