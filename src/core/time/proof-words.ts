/** What a proof says, in sentences: for the printed page 时限计算说明 and for whoever reads it aloud. */
import { PROCEDURES, type Label } from '../vocabulary.js';
import { RULE_TEXT, UNIT_TEXT } from './citizen-proof.js';
import type { DayStep, Proof } from './proof.js';

/** What held a clock, by the word the proof has for it. */
const HELD_BY: Readonly<Record<string, Label>> = {
  ask_citizen: { zh: '请网民补充', en: 'waiting for the citizen' },
  sign_off: { zh: '已交审核', en: 'in review' },
  ...PROCEDURES,
};

export const heldBy = (by: string | undefined): Label => HELD_BY[by ?? ''] ?? { zh: '暂停', en: 'paused' };

/** “5个工作日，当日不计入，从次日起计，到期日24:00止”. */
export function ruleWords({ limit, start }: Proof): Label {
  const { amount, unit, extension, cutoff, rollForward, officeHours } = limit;
  const hours = officeHours?.map(([from, to]) => `${from}–${to}`).join('、');
  const zh = [
    `${amount}${UNIT_TEXT[unit].zh}`, ...(extension > 0 ? [`另延长${extension}${UNIT_TEXT[unit].zh}`] : []), RULE_TEXT[start.rule].zh, ...(start.closes === undefined ? [] : [`下班时间${start.closes}`]),
    ...(unit === 'workingDay' ? ['周末和法定节假日不计，调休上班日计入'] : []),
    ...(rollForward === undefined ? [] : [rollForward ? '末日为休息日的顺延至下一工作日' : '末日为休息日的不顺延']),
    ...(cutoff ? [`到期日${cutoff}止`] : []), ...(hours ? [`办公时间${hours}`] : []),
  ];
  const en = [
    `${amount} ${UNIT_TEXT[unit].en}`, ...(extension > 0 ? [`extended by ${extension}`] : []), RULE_TEXT[start.rule].en, ...(start.closes === undefined ? [] : [`the office closes at ${start.closes}`]),
    ...(unit === 'workingDay' ? ['weekends and public holidays do not count, make-up working days do'] : []),
    ...(rollForward === undefined ? [] : [rollForward ? 'a last day that is a rest day moves on to a working day' : 'a last day that is a rest day stands']),
    ...(cutoff ? [`until ${cutoff} of the due day`] : []), ...(hours ? [`office hours ${hours.replaceAll('、', ', ')}`] : []),
  ];
  return { zh: zh.join('；'), en: en.join('; ') };
}

export type DayMark = 'counted' | 'zero' | 'weekend' | 'holiday' | 'paused' | 'passed';

/** How a day of the strip is drawn; never by colour alone, so each mark has a sign of its own. */
export function markOf(step: DayStep, proof: Proof): DayMark {
  if (step.reason === '暂停') return 'paused';
  if (step.counted !== null || (step.countedMs ?? 0) > 0) return step.counted === 0 ? 'zero' : 'counted';
  if (!step.working) return step.reason === '周末' ? 'weekend' : 'holiday';
  return step.day === proof.start.dayZero ? 'zero' : 'passed';
}

/** The strip by month, with the start day even where the walk began later. */
export function monthsOf(proof: Proof): Map<string, Map<string, DayStep | null>> {
  const months = new Map<string, Map<string, DayStep | null>>();
  const put = (day: string, step: DayStep | null): void => {
    const month = day.slice(0, 7);
    const days = months.get(month) ?? new Map<string, DayStep | null>();
    months.set(month, days.set(day, step));
  };
  if (proof.days.length > 0) put(proof.start.day, null);
  for (const step of proof.days) put(step.day, step);
  return months;
}
