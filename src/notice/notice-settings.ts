import { join } from 'node:path';
import { readYaml } from '../base/policy.js';
import { keysOf, ROLES, type Role } from '../core/vocabulary.js';

/** How often, and in an emergency whom first: `config/notices.yaml`. */
export interface NoticeSettings {
  readonly perHour: number;
  readonly callLine: readonly Role[];
  readonly callWithinMinutes: number;
  /** How often the whole line is called before it is left. */
  readonly callRounds: number;
}

export const noticeSettings = (configDirectory: string): NoticeSettings => readYaml(join(configDirectory, 'notices.yaml'), settingsIn);

function settingsIn(value: unknown): NoticeSettings {
  const { perHour, callLine, callWithinMinutes, callRounds } = (value ?? {}) as Record<string, unknown>;
  const roles: readonly string[] = keysOf(ROLES);
  if (!Array.isArray(callLine) || callLine.length === 0 || !callLine.every((role) => roles.includes(String(role)))) {
    throw Object.assign(new Error(), { zh: `callLine 应为岗位的列表，可用：${roles.join('、')}`, en: `callLine must be a list of roles: ${roles.join(', ')}` });
  }
  return {
    perHour: wholeIn(perHour, 'perHour'), callLine: callLine as Role[], callWithinMinutes: wholeIn(callWithinMinutes, 'callWithinMinutes'),
    callRounds: wholeIn(callRounds, 'callRounds'),
  };
}

function wholeIn(value: unknown, name: string): number {
  if (!Number.isInteger(value) || (value as number) < 1) throw Object.assign(new Error(), { zh: `${name} 应为不小于 1 的整数`, en: `${name} must be a whole number, 1 or more` });
  return value as number;
}
