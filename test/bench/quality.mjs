// Compiles the measurement beside the sources it measures and runs it: node test/bench/quality.mjs
import { spawnSync } from 'node:child_process';

const folder = 'node_modules/.cache/bench';
spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--outDir', folder, '--incremental', 'false', '--tsBuildInfoFile', 'null'], { stdio: 'inherit' });
const { status } = spawnSync(process.execPath, [`${folder}/test/bench/quality.js`], { stdio: 'inherit' });
process.exit(status ?? 1);
