import type { INestApplicationContext } from '@nestjs/common';
import { Clock } from '../../base/clock.js';
import { Database } from '../../base/database/database.js';
import { Rulebook } from '../../base/policy.js';
import { monthAfter, periodOfMonth } from '../../reporting/periods.js';
import type { Figure } from '../../reporting/report.js';
import { Reporting } from '../../reporting/reporting.service.js';
import { countAnswered, countJudgedAnswerClocks, firstAndLastReceipt } from './invariants.query.js';

const ADDED = ['received', 'answered', 'on_time', 'late', 'open_overdue', 'open_not_due'] as const;

/** The figures of all months, added up, against the case list and the clocks counted plainly. */
export async function addsUp(app: INestApplicationContext): Promise<{ found: string; holds: boolean }> {
  const { sql } = app.get(Database).rows;
  const calendar = app.get(Rulebook).today;
  const span = await firstAndLastReceipt(sql);
  const last = calendar.iso(app.get(Clock).now()).slice(0, 7);
  const sums = Object.fromEntries(ADDED.map((key) => [key, 0])) as Record<(typeof ADDED)[number], number>;
  let months = 0;
  for (let month = calendar.iso(span.first).slice(0, 7); month <= last; month = monthAfter(month, 1), months++) {
    const report = await app.get(Reporting).period(periodOfMonth(month, calendar));
    const figures = new Map(report.scopes.find(({ kind }) => kind === 'whole')!.figures.map((figure) => [figure.key as string, figure]));
    for (const key of ADDED) sums[key] += countOf(figures.get(key));
  }
  const judged = sums.on_time + sums.late + sums.open_overdue + sums.open_not_due;
  const [clocks, answered] = [await countJudgedAnswerClocks(sql), await countAnswered(sql)];
  return {
    found: `${months} months: ${sums.received} received of ${span.cases} cases, ${judged} judged of ${clocks} clocks, ${sums.answered} answered of ${answered}`,
    holds: sums.received === span.cases && judged === clocks && sums.answered === answered,
  };
}

const countOf = (figure: Figure | undefined): number => figure?.numerator ?? 0;
