import { dayOf } from '../core/time/days.js';
import type { Calendar } from '../core/time/calendar.js';
import { remainingWorkingDays } from '../core/time/measures.js';
import { ROLES, type Label, type Role } from '../core/vocabulary.js';
import type { ActName } from '../core/lifecycle.js';
import type { Recipient } from './occasions.js';

const WEEKDAYS = [['周日', 'Sun'], ['周一', 'Mon'], ['周二', 'Tue'], ['周三', 'Wed'], ['周四', 'Thu'], ['周五', 'Fri'], ['周六', 'Sat']] as const;
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const HOUR_MS = 3_600_000;

/** A due time as a clerk writes it: 2026年10月12日（周一）24:00. The mails add 前 or 逾期 themselves. */
export function dueText(dueAt: number, provisional: boolean, calendar: Calendar): Label {
  const iso = calendar.iso(dueAt);
  const time = iso.slice(11, 23) === '23:59:59.999' ? '24:00' : iso.slice(11, 16);
  const [year, month, day] = [iso.slice(0, 4), Number(iso.slice(5, 7)), Number(iso.slice(8, 10))];
  // 1970-01-01 was a Thursday.
  const [zh, en] = WEEKDAYS[(((calendar.dayNumberAt(dueAt) + 4) % 7) + 7) % 7]!;
  return {
    zh: `${year}年${month}月${day}日（${zh}）${time}${provisional ? '（暂定，放假安排未公布）' : ''}`,
    en: `${time}, ${en} ${day} ${MONTHS[month - 1]} ${year}${provisional ? ' (provisional: the holiday notice is not out)' : ''}`,
  };
}

/** What is left when the mail leaves: hours on the last day, working days before it; lateness in working days. */
export function remainingText(dueAt: number, now: number, calendar: Calendar): Label {
  const days = remainingWorkingDays(now, dayOf(calendar.dayNumberAt(dueAt)), calendar);
  if (dueAt < now) return days < 0 ? both(`已逾期 ${-days} 个工作日`, `overdue by ${-days} working ${days === -1 ? 'day' : 'days'}`) : both('已逾期', 'overdue');
  if (days > 0) return both(`还有 ${days} 个工作日`, `${days} working ${days === 1 ? 'day' : 'days'}`);
  const hours = Math.floor((dueAt + 1 - now) / HOUR_MS);
  return hours >= 1 ? both(`还有 ${hours} 小时`, `${hours} ${hours === 1 ? 'hour' : 'hours'}`) : both('不足 1 小时', 'less than an hour');
}

const both = (zh: string, en: string): Label => ({ zh, en });

/** The parts that are played for a department. */
const DEPARTMENT_PARTS: Partial<Record<Recipient, (department: string) => Label>> = {
  handler: (name) => both(`您是${name}的承办人`, `you handle this case for ${name}`),
  liaison: (name) => both(`您是${name}的联络员`, `you are the liaison of ${name}`),
  head: (name) => both(`您是${name}的负责人`, `you are the head of ${name}`),
  own_head: (name) => both(`您是${name}的负责人`, `you are the head of ${name}`),
  joint_head: (name) => both(`您是协办单位${name}的负责人`, `you are the head of the co-department ${name}`),
  joint_liaison: (name) => both(`您是协办单位${name}的联络员`, `you are the liaison of the co-department ${name}`),
  officer_in_charge: () => both('您是当班的带班领导', 'you are the officer in charge of this shift'),
  every_duty_officer: () => both('您是值班员，当班人员无人应答或者无人当班', 'you are a duty officer; nobody on shift answers, or nobody is'),
  issuer: () => both('催办单由您发出或由您核定', 'you issued the document or decide on it'),
};

/** Why a reader gets the mail: the part that reader plays in the case. */
export function whyYou(part: Recipient, departmentName: string): Label {
  const role = ROLES[part as Role];
  return DEPARTMENT_PARTS[part]?.(departmentName) ?? both(`您是本件的${role.zh}`, `you are the ${role.en} for this case`);
}

/** Why a gap in the rota is told. */
export const GAP_WHY = both('您是受理岗，负责排班', 'you are a coordinator and keep the rota');

/** Why the daily mails come. */
export const TOPIC_WHY = both('您在受理岗或者督查岗', 'you are a coordinator or a supervisor');
export const MORNING_WHY = both('您是承办人或者单位负责人', 'you handle cases or head a unit');
export const SEVERAL_WHY = both('所列各件由您办理或者与您的岗位有关', 'these cases are yours or concern your part');
export const REPORT_WHY = both('您的岗位收阅月报', 'the monthly report goes to your part');
export const SUMMARY_WHY = both('您在督查岗', 'you are a supervisor');

/** Added for a substitute 代理人. */
export const standsIn = (absent: string, why: Label): Label =>
  both(`${absent}目前不在岗，您是其代理人；原收件理由：${why.zh.replace(/^您/, '其')}`, `${absent} is absent and you stand in; the mail was meant for ${absent} because: ${why.en.replace(/^you are/, 'they are').replace(/^you /, 'they ')}`);

/** What an item of the late digest is about. */
export const LATE_WORDS: Partial<Record<ActName, Label>> = {
  remind: both('到期提醒', 'reminder'),
  miss: both('已记逾期', 'recorded as overdue'),
  urge: both('已发催办单', 'urge issued'),
  propose_supervision: both('督办已拟稿待签', 'supervision drafted'),
};

export const DIGEST_WHY = both('停运期间这些件的提醒应当发给您（或您所代理的人）', 'these notices were due to you, or to someone you stand in for, while the system was down');
