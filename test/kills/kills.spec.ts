import { spawnSync } from 'node:child_process';

/** Two kills here; fifty in `npm run verify`. */
it('kill -9 at random moments of the simulation, of an import and of a rebasing loses nothing and doubles nothing', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['test/kills/kills.mjs', '2'], { encoding: 'utf8' });
  expect(`${stdout}${stderr}`).toContain('nothing lost, nothing doubled');
  expect(status).toBe(0);
}, 240_000);
