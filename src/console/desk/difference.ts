/** A piece of two texts: in both, only in the one before, only in the one after. */
export interface Piece {
  readonly sort: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Clauses, as a reader sees a reply: cut after stops, commas and line ends. */
const clauses = (text: string): string[] => text.match(/[^。！？；，、：\n]*[。！？；，、：\n]|[^。！？；，、：\n]+$/g) ?? [];
const signs = (text: string): string[] => [...text];
/** Beyond this a changed passage is shown whole, not sign by sign. */
const FINE = 400;

/** What changed between two versions of a text: by clauses first, inside a changed passage by signs. */
export function differenceOf(before: string, after: string): Piece[] {
  const pieces: Piece[] = [];
  const coarse = compared(clauses(before), clauses(after));
  for (let i = 0; i < coarse.length; i++) {
    const [piece, next] = [coarse[i]!, coarse[i + 1]];
    const isChange = piece.sort === 'gone' && next?.sort === 'new' && piece.text.length + next.text.length <= FINE;
    const fine = isChange ? compared(signs(piece.text), signs(next.text)) : [piece];
    // A passage that shares almost nothing reads better as one gone and one new.
    const shared = fine.filter(({ sort }) => sort === 'same').reduce((sum, { text }) => sum + text.length, 0);
    pieces.push(...(isChange && shared * 3 < piece.text.length ? [piece, next] : fine));
    if (isChange) i += 1;
  }
  return joined(pieces);
}

/** The longest common run of parts; what lies between is gone or new, in that order. */
function compared(before: readonly string[], after: readonly string[]): Piece[] {
  const common = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i]![j] = before[i] === after[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      pieces.push({ sort: 'same', text: before[i]! });
      i += 1;
      j += 1;
    } else if (i < before.length && (j >= after.length || common[i + 1]![j]! >= common[i]![j + 1]!)) pieces.push({ sort: 'gone', text: before[i++]! });
    else pieces.push({ sort: 'new', text: after[j++]! });
  }
  return joined(pieces);
}

/** Neighbours of one sort read as one; between two same passages what is gone stands before what is new. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let [gone, fresh] = ['', ''];
  const flush = (): void => {
    if (gone !== '') result.push({ sort: 'gone', text: gone });
    if (fresh !== '') result.push({ sort: 'new', text: fresh });
    [gone, fresh] = ['', ''];
  };
  for (const { sort, text } of pieces) {
    if (sort === 'gone') gone += text;
    else if (sort === 'new') fresh += text;
    else {
      flush();
      const last = result.at(-1);
      if (last?.sort === 'same') result[result.length - 1] = { sort, text: last.text + text };
      else result.push({ sort, text });
    }
  }
  flush();
  return result;
}
