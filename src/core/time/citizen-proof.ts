/** The proof as a citizen may see it: the dates and why, nothing of the office's inside (no acts, names or policy versions). */
import type { DayStep, ImposedProof, Proof } from './proof.js';
import type { Unit } from './deadline.js';

export interface CitizenProof {
  /** Not said where the date was given by the body that sent the matter. */
  readonly receivedOn: string | null;
  readonly dueDay: string | null;
  readonly provisional: boolean;
  readonly paused: boolean;
  /** Days off and make-up days on the way, each with its reason: the strip a citizen can check. */
  readonly notable: readonly { readonly day: string; readonly reason: string; readonly counted: boolean }[];
  readonly sentences: { readonly zh: string; readonly en: string };
  /** Of the full proof, to be quoted in a dispute. */
  readonly hash: string;
}

export const UNIT_TEXT: Readonly<Record<Unit, { zh: string; en: string }>> = {
  minute: { zh: '分钟', en: 'minutes' },
  hour: { zh: '小时', en: 'hours' },
  workingHour: { zh: '个工作小时', en: 'office hours' },
  naturalDay: { zh: '日（自然日）', en: 'calendar days' },
  workingDay: { zh: '个工作日', en: 'working days' },
};

export const RULE_TEXT = {
  next_day: { zh: '当日不计入，从次日起计', en: 'that day itself is not counted' },
  same_day: { zh: '从当日起计', en: 'that day is counted' },
  after_close: {
    zh: '当日不计入，下班后或休息日收到的视为下一工作日收到',
    en: 'what comes after closing time or on a rest day counts as received on the next working day, which is not counted',
  },
  instant: { zh: '从收到时起计', en: 'counted from that moment' },
} as const;

/** 2026年10月12日 of '2026-10-12…'. */
export function zhDay(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** '24:00' or the minute of an ISO text. */
export function timeText(iso: string): string {
  const time = iso.slice(11, 23);
  return time === '23:59:59.999' ? '24:00' : time.slice(0, time.endsWith(':00.000') ? 5 : 8);
}

function weekdayOn(proof: Proof): string {
  const found = proof.days.find(({ day }) => day === proof.result.dueDay);
  return found ? `（${found.weekday}）` : '';
}

/** Where the time was given anew the walk starts later than the message came. */
function received({ start, restarted }: Proof): string {
  return restarted?.from ?? start.at;
}

function zhText(proof: Proof): string {
  const { limit, result, start } = proof;
  const parts = [
    `您的留言于${zhDay(received(proof))}${timeText(received(proof))}收到，办理期限${limit.amount}${UNIT_TEXT[limit.unit].zh}（${RULE_TEXT[start.rule].zh}）。`,
  ];
  if (limit.unit === 'workingDay') parts.push('周末和法定节假日不计，调休上班的日子计入。');
  if (limit.rollForward) parts.push('最后一日是休息日的，顺延至下一工作日。');
  if (limit.extension > 0) parts.push(`期限已延长${limit.extension}${UNIT_TEXT[limit.unit].zh}。`);
  if (proof.pauses.length > 0) parts.push('等待补充材料等依规定暂停的时间不计。');
  if (proof.restarted) parts.push(`您补充后，期限自${zhDay(start.at)}重新计算。`);
  if (proof.cap) parts.push('同一事项已有更早承诺的，以更早的日期为准。');
  if (result.paused || result.dueAt === null) return `${parts.join('')}目前计时暂停，恢复后重新给出到期时间。`;
  parts.push(`应于${zhDay(result.dueAt)}${weekdayOn(proof)}${timeText(result.dueAt)}前答复。`);
  if (result.provisional) parts.push('该日期为暂定：所涉年度的放假安排尚未公布，公布后可能调整，届时另行告知。');
  return parts.join('');
}

function enText(proof: Proof): string {
  const { limit, result, start } = proof;
  const parts = [
    `Your message was received on ${received(proof).slice(0, 10)} at ${timeText(received(proof))}; the time limit is ${limit.amount} ${UNIT_TEXT[limit.unit].en} (${RULE_TEXT[start.rule].en}).`,
  ];
  if (limit.unit === 'workingDay')
    parts.push('Weekends and public holidays are not counted; make-up working days are.');
  if (limit.rollForward) parts.push('If the last day is a rest day, the next working day takes its place.');
  if (limit.extension > 0) parts.push(`It was extended by ${limit.extension} ${UNIT_TEXT[limit.unit].en}.`);
  if (proof.pauses.length > 0) parts.push('Time during which the count was lawfully paused is not counted.');
  if (proof.restarted) parts.push(`After your answer the time was given anew, from ${start.day}.`);
  if (proof.cap) parts.push('Where an earlier date was promised in the same matter, that date holds.');
  if (result.paused || result.dueAt === null)
    return `${parts.join(' ')} The count is paused at present; a due time will be given when it resumes.`;
  parts.push(`The answer is due on ${result.dueDay} by ${timeText(result.dueAt)}.`);
  if (result.provisional)
    parts.push(
      'This date is provisional: the public holidays of a year it touches are not announced yet, and it may move; you would be told.',
    );
  return parts.join(' ');
}

/** A day a citizen would ask about: not a plain working day, not a plain counted day. */
function isNotable({ reason }: DayStep): boolean {
  return reason !== '工作日';
}

/** A date that was given and not counted. */
function givenDate({ imposed, hash }: ImposedProof): CitizenProof {
  const day = imposed.slice(0, 10);
  return {
    receivedOn: null,
    dueDay: day,
    provisional: false,
    paused: false,
    notable: [],
    sentences: {
      zh: `应于${zhDay(imposed)}${timeText(imposed)}前答复。该日期由交办单位确定，不另行计算。`,
      en: `The answer is due on ${day} by ${timeText(imposed)}. This date was set by the body that sent the matter.`,
    },
    hash,
  };
}

/** The short form that may be shown to the citizen. */
export function citizenProof(proof: Proof | ImposedProof): CitizenProof {
  if ('imposed' in proof) return givenDate(proof);
  const { result } = proof;
  return {
    receivedOn: received(proof).slice(0, 10),
    dueDay: result.dueDay,
    provisional: result.provisional,
    paused: result.paused,
    notable: proof.days
      .filter(isNotable)
      .map(({ day, reason, counted }) => ({ day, reason, counted: counted !== null })),
    sentences: { zh: zhText(proof), en: enText(proof) },
    hash: proof.hash,
  };
}
