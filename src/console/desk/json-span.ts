/**
 * From where to where a value stands in a JSON text of two spaces a level, by its path: `clocks[4].extension.max`. A part
 * of the path that is not there ends it: what was found last is shown.
 */
export function spanOf(text: string, path: string): [from: number, to: number] {
  const lines = text.split('\n');
  const depthOf = (line: string): number => line.search(/\S/) / 2;
  const isEnd = (line: string): boolean => /^\s*[\]}],?$/.test(line);
  let [from, to] = [0, lines.length - 1];
  for (const [level, [, name, index]] of [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].entries()) {
    const children = lines.flatMap((line, i) => (i > from && i < to && depthOf(line) === level + 1 && !isEnd(line) ? [i] : []));
    const at = index === undefined ? children.find((i) => lines[i]!.trimStart().startsWith(`"${name}":`)) : children[Number(index)];
    if (at === undefined) break;
    to = /[[{]$/.test(lines[at]!) ? lines.findIndex((line, i) => i > at && depthOf(line) === level + 1 && isEnd(line)) : at;
    from = at;
  }
  const startOf = (index: number): number => lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
  return [startOf(from) + lines[from]!.search(/\S/), startOf(to) + lines[to]!.replace(/,$/, '').length];
}
