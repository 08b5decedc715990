// How many due days come out wrong, of all receipt days of 2024–2026, for those who know only weekends, or weekends and
// holidays but no make-up days. A limit of n working days, the day of receipt not counted.
// node test/bench/working-days.mjs
import { ensureBuilt, root } from '../../config/build/ensure-built.mjs';

ensureBuilt();
const { Rulebook } = await import('../../dist/base/policy.js');
const { dueOf } = await import('../../dist/core/time/deadline.js');
const calendar = new Rulebook(`${root}config`).today;
const DAY = 86_400_000;
const isoDay = (ms) => new Date(ms).toISOString().slice(0, 10);
const weekend = (ms) => [0, 6].includes(new Date(ms).getUTCDay());
const off = (ms) => isoDay(ms) in (calendar.data.years[isoDay(ms).slice(0, 4)]?.off ?? {});

function naiveDue(start, amount, rests) {
  let [day, left] = [start, amount];
  while (left > 0) if (!rests((day += DAY))) left -= 1;
  return isoDay(day);
}

const days = [];
for (let day = Date.UTC(2024, 0, 1); day < Date.UTC(2027, 0, 1); day += DAY) days.push(day);
const share = (count) => `${count} (${((100 * count) / days.length).toFixed(0)} %)`;
const rows = [2, 5, 10, 15, 20].map((amount) => {
  const right = days.map((day) => dueOf({ start: calendar.instant(`${isoDay(day)}T10:00:00+08:00`), amount, unit: 'workingDay' }, calendar).dueDay);
  const wrong = (rests) => days.filter((day, index) => naiveDue(day, amount, rests) !== right[index]).length;
  return `| ${amount} | ${share(wrong(weekend))} | ${share(wrong((day) => weekend(day) || off(day)))} |`;
});
console.log([`| working days | Monday to Friday | weekdays minus holidays |`, '| --- | --- | --- |', ...rows].join('\n'));
