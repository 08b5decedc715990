import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';

/** Beside every file a packed copy, made once from what was written: the server only sends it. */
const packed = (): Plugin => ({
  name: 'packed',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const fileName of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
      const file = join(dir!, fileName);
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
    }
  },
});

const kebab = (name: string): string => name.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** With each piece of Element Plus come its own styles and no others: the first page needs none of them. */
const elementStyles = (): Plugin => ({
  name: 'element-styles',
  transform(code, id) {
    if (!id.includes('/src/console/')) return null;
    const pieces = [...code.matchAll(/import \{([^}]+)\} from ['"]element-plus['"]/g)].flatMap(([, names]) => names!.match(/\bEl[A-Z]\w+/g) ?? []);
    return pieces.length === 0 ? null : `${pieces.map((piece) => `import 'element-plus/es/components/${kebab(piece.slice(2))}/style/css';\n`).join('')}${code}`;
  },
});

/**
 * What the first load needs is one group; what several pages share after it another, which comes as one file when the list
 * stands: thirty small files would come six at a time. A calendar to choose days from is for the pages that have one.
 */
const GROUPS = [
  { name: 'first', tags: ['$initial' as const], priority: 2 },
  { name: 'shared', test: (id: string) => !/date-picker|time-picker|dayjs/.test(id), minShareCount: 3, priority: 1 },
];

export default defineConfig({
  plugins: [vue(), elementStyles(), packed()],
  build: { outDir: '../../dist/console', emptyOutDir: true, target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 1200, rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } } },
  cacheDir: '../../node_modules/.cache/vite',
});
