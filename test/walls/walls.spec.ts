import { globSync, readFileSync } from 'node:fs';
import { breaches, guides } from './walls.js';

/** The walls broken by a single file. */
function wallsBrokenBy(path: string, text: string): string[] {
  return [...new Set(breaches(new Map([[path, text]])).map(({ wall }) => wall))];
}

describe('the walls', () => {
  it.each([
    ['lower floors only', 'src/core/deadline.ts', `import { Clock } from '../base/clock.js';`],
    ['lower floors only', 'src/identity/identity.ts', `import type { A } from '../registry/registry.entities.js';`],
    ['lower floors only', 'src/casefile/docket.ts', `import { Case } from '../intake/intake.entities.js';`],
    ['lower floors only', 'src/intake/intake.service.ts', `import '../views/queues.query.js';`],
    ['lower floors only', 'src/intake/intake.service.ts', `import { Notice } from '../notice/notice.entities.js';`],
    ['lower floors only', 'src/views/queues.query.ts', `await import('../notice/notice.service.js');`],
    ['lower floors only', 'src/notice/notice.service.ts', `export * from '../subscriptions.js';`],
    ['lower floors only', 'src/journal/relay.ts', `let x: import('../cli/replay.js').Replay;`],
    ['never to the right', 'src/intake/intake.service.ts', `import { R } from '../routing/routing.entities.js';`],
    ['a room never calls another room', 'src/routing/routing.service.ts', `import '../intake/intake.service.js';`],
    ['a room never calls another room', 'src/routing/routing.dto.ts', `import '../intake/channels/mail.js';`],
    ['a room never calls another room', 'src/notice/notice.service.ts', `import '../insight/insight.service.js';`],
    ['a room never calls another room', 'src/notice/notice.service.ts', `import '../review/review.service.js';`],
    ['a room never calls another room', 'src/views/queues.query.ts', `import '../review/review.service.js';`],
    ['core is pure', 'src/core/figures.ts', `import { Injectable } from '@nestjs/common';`],
    ['core is pure', 'src/core/language/segment.ts', `const fs = require('node:fs');`],
    ['src stands alone', 'src/base/settings.ts', `import { x } from '../../test/support/smtp.js';`],
    ['the console talks only to the HTTP API', 'src/console/app.ts', `import '../core/vocabulary.js';`],
    ['the console talks only to the HTTP API', 'src/console/api/papers.ts', `import { PapersController } from '../../views/papers.controller.js';`],
    ['the console talks only to the HTTP API', 'src/console/api/papers.ts', `import type { PaperLine } from '../../views/papers.query.js';`],
    ['the console talks only to the HTTP API', 'src/main.ts', `import './console/app.js';`],
    ['floors', 'src/billing/billing.service.ts', ''],
    ['no barrel', 'src/core/time/index.ts', ''],
    ['no homeless folder', 'src/base/utils/text.ts', ''],
    ['no forwardRef', 'src/line.module.ts', `const late = forwardRef(() => Room);`],
    ['no default export', 'src/core/figures.ts', `export default function rate() {}`],
    ['no default export', 'src/core/figures.ts', `const rate = 1; export { rate as default };`],
    ['SQL', 'src/intake/intake.service.ts', 'em.execute(`SELECT ${columns} FROM messages`)'],
    ['SQL', 'src/intake/intake.service.ts', `run('select id ' + 'from messages')`],
    ['SQL', 'src/intake/intake.service.ts', `run('insert into messages values (1)')`],
    ['SQL', 'src/casefile/clocks.ts', `run("UPDATE clocks SET stopped = 1")`],
    ['SQL', 'src/casefile/clocks.ts', `run('delete from clocks')`],
    ['process.env', 'src/main.ts', `const { PORT } = process.env;`],
    ['process.env', 'src/main.ts', `const { env } = process;`],
    ['process.env', 'src/cli.ts', `process['env'].INIT_CWD`],
    ['process.env', 'src/cli.ts', `import { env } from 'node:process';`],
    ['the clock', 'src/journal/journal.ts', `const now = new Date();`],
    ['the clock', 'src/journal/journal.ts', `const clock = Date.now;`],
    ['the clock', 'src/views/queues.query.ts', `const open = 'SELECT id FROM clocks WHERE wake_at <= now()';`],
    ['timers', 'src/notice/notice.service.ts', `setTimeout(send, 1000);`],
    ['timers', 'src/notice/notice.service.ts', `import { setInterval as each } from 'node:timers/promises';`],
    ['timers', 'src/escalation/escalation.service.ts', `class Sweep { @Cron('* * * * *') sweep() {} }`],
  ])('%s: found in %s when it says %s', (wall, path, text) => {
    expect(wallsBrokenBy(path, text)).toEqual([wall]);
  });

  it.each([
    ['src/core/canonical.ts', `import { createHash } from 'node:crypto';`],
    ['src/intake/intake.service.ts', `import '../casefile/docket.js'; import './channels/mail.js';`],
    ['src/feedback/feedback.service.ts', `import { Reply } from '../handling/handling.entities.js';`],
    ['src/views/queues.query.ts', `import '../notice/notice.entities.js'; const q = 'SELECT 1 FROM cases';`],
    ['src/insight/insight.service.ts', `import '../views/figures.query.js'; import '../notice/notice.entities.js';`],
    ['src/subscriptions.ts', `import './notice/notice.service.js'; import './intake/intake.service.js';`],
    ['src/cli/replay.ts', `import '../app.module.js'; import '../casefile/docket.js';`],
    ['src/base/database/orm.config.ts', `export default {};`],
    ['src/base/database/migrations/sqlite/M1.ts', `export default 1; run('INSERT INTO t SELECT * FROM s');`],
    ['src/base/settings.ts', `const settings = process.env;`],
    ['src/base/clock.ts', `const now = () => Date.now();`],
    ['src/intake/channels/mail.ts', `setTimeout(poll, 1000);`],
    ['src/core/time/calendar.ts', `interface Interval { now: Date } const day = new Date(0); // new Date()`],
    ['src/notice/notice.service.ts', `socket.setTimeout(5); const hint = 'Select the file from your disk';`],
    ['src/console/views/app.ts', `import 'vue'; setTimeout(tick, Date.now()); export default {};`],
    ['src/console/api/papers.ts', `import type { PapersController } from '../../views/papers.controller.js';`],
  ])('nothing is wrong in %s with %s', (path, text) => {
    expect(breaches(new Map([[path, text]]))).toEqual([]);
  });

  it('no ring: found among files that import each other round', () => {
    const files = new Map([
      ['src/core/a.ts', `import './b.js';`],
      ['src/core/b.ts', `import type { C } from './c.js';`],
      ['src/core/c.ts', `import './a.js'; import './d.js';`],
      ['src/core/d.ts', ''],
    ]);
    const ring = 'src/core/a.ts ↔ src/core/b.ts ↔ src/core/c.ts';
    expect(breaches(files)).toEqual([{ wall: 'no ring', where: 'src/core/a.ts', what: ring }]);
    expect(wallsBrokenBy('src/core/a.ts', `import './a.js';`)).toEqual(['no ring']);
  });

  it('names the file and the line', () => {
    const files = new Map([['src/journal/journal.ts', `\n\nconst now = Date.now();`]]);
    expect(breaches(files)).toEqual([{ wall: 'the clock', where: 'src/journal/journal.ts:3', what: 'Date.now' }]);
  });
});

describe('the house', () => {
  const paths = globSync('src/**/*.{ts,tsx}').map((path) => path.replaceAll('\\', '/'));
  const files = new Map(paths.toSorted().map((path) => [path, readFileSync(path, 'utf8')]));

  it('keeps every wall', () => {
    const list = breaches(files).map(({ wall, where, what }) => `${where} breaks "${wall}": ${what}`);
    expect(list.join('\n')).toBe('');
  });

  it('holds no file that two hands have half joined', () => {
    const halves = [...files, ...globSync('src/**/*.{vue,css,html}').map((path) => [path, readFileSync(path, 'utf8')] as const)].filter(([, text]) => /^(<{7}|>{7}) /m.test(text));
    expect(halves.map(([path]) => path)).toEqual([]);
  });

  it('is looked at for length, which is a guide and not a law', () => {
    const remarks = guides(files);
    if (remarks.length > 0) process.stderr.write(`Guides, not laws:\n  ${remarks.join('\n  ')}\n`);
    expect(guides(new Map([['src/core/long.ts', 'x\n'.repeat(251)]]))).toHaveLength(1);
  });
});
