import { readFileSync, writeFileSync } from 'node:fs';
import { lifecycleTable, withSection } from './support/readme-tables.js';

/** `UPDATE_README=1 npm test -- readme` writes the table anew. */
it('the README prints the lifecycle as the code has it', () => {
  const readme = readFileSync('README.md', 'utf8');
  const printed = withSection(readme, 'lifecycle', lifecycleTable());
  if (process.env['UPDATE_README']) writeFileSync('README.md', printed);
  expect(readFileSync('README.md', 'utf8')).toBe(printed);
});
