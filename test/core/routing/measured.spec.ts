/** Duty lists without any training, on the evaluation messages: they are not part of the project. */
import { existsSync, readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';
import { parseDutyLists } from '../../../src/core/judgement/duties.js';
import { figuresOf } from '../../../src/core/routing/figures.js';
import { propose } from '../../../src/core/routing/proposing.js';

const MESSAGES = '../shared/data/messages.dev.jsonl';
const duties = parseDutyLists(parse(readFileSync('test/core/routing/seven-departments.yaml', 'utf8')));
const names = duties.map(({ code }) => code);

const measuring = existsSync(MESSAGES) ? describe : describe.skip;
measuring(`duty lists on ${MESSAGES} (skipped where it is absent)`, () => {
  it('find the department of most messages before anything was learned', () => {
    const rows = readFileSync(MESSAGES, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { subject?: string; detail: string; label: string });
    const said = rows.map((row) => {
      const { ranked } = propose(row, duties, null);
      return { said: names.map((name) => ranked.find(({ department }) => department === name)?.score ?? 0), right: names.indexOf(row.label) };
    });
    expect(figuresOf(said, names, { confidence: 2 }).macroF1).toBeGreaterThanOrEqual(0.75);
  });
});
