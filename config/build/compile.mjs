// Turns the server's TypeScript into what Node runs, each file by itself. Types are checked by `npm test`.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformSync } from '@swc/core';
import { root } from './ensure-built.mjs';
import { COMPILER } from './compiler.mjs';

const { sourceRoot } = JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8'));
const [from, to] = [join(root, sourceRoot), join(root, 'dist')];
const console = join(from, 'console');
for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.name.endsWith('.ts') || path.startsWith(console)) continue;
  const made = join(to, relative(from, path)).replace(/\.ts$/, '.js');
  const { code, map } = transformSync(readFileSync(path, 'utf8'), { ...COMPILER, filename: path, sourceFileName: relative(dirname(made), path), sourceMaps: true });
  mkdirSync(dirname(made), { recursive: true });
  writeFileSync(made, `${code}//# sourceMappingURL=${entry.name.replace(/\.ts$/, '.js.map')}\n`);
  writeFileSync(`${made}.map`, map);
}
