import { join } from 'node:path';
import { readYaml } from '../base/policy.js';

export interface Warning {
  readonly level: number;
  readonly users: number;
  readonly days: number;
}

/** `config/topics.yaml`. */
export interface InsightSettings {
  readonly windowDays: number;
  readonly leastUsers: number;
  readonly most: number;
  /** Lowest level first. */
  readonly warnings: readonly Warning[];
  readonly similarDays: number;
  /** Score from which a merge is proposed, 0–1. */
  readonly proposeMergeFrom: number;
  /** How the draft of a group reply begins; `{{title}}`, `{{users}}`. */
  readonly groupOpening: string;
}

export const insightSettings = (configDirectory: string): InsightSettings => readYaml(join(configDirectory, 'topics.yaml'), parsed);

/** Faults name the field. */
function parsed(value: unknown): InsightSettings {
  const given = value as Record<string, unknown>;
  const number = (of: Record<string, unknown>, field: string, low: number, high: number): number => {
    const found = of[field];
    if (typeof found !== 'number' || found < low || found > high) {
      const [zh, en] = [`${field} 应为 ${low} 到 ${high} 的数`, `${field} must be a number from ${low} to ${high}`];
      throw Object.assign(new Error(en), { zh, en });
    }
    return found;
  };
  const { groupOpening } = given;
  if (typeof groupOpening !== 'string' || groupOpening.trim() === '') throw Object.assign(new Error('groupOpening must be a text'), { zh: 'groupOpening 应为文字', en: 'groupOpening must be a text' });
  const warnings = Array.isArray(given['warnings']) ? (given['warnings'] as Record<string, unknown>[]) : [];
  return {
    windowDays: number(given, 'windowDays', 1, 3660), leastUsers: number(given, 'leastUsers', 2, 1000), most: number(given, 'most', 1, 10_000),
    similarDays: number(given, 'similarDays', 1, 3660), proposeMergeFrom: number(given, 'proposeMergeFrom', 0, 1), groupOpening,
    warnings: warnings.map((each) => ({ level: number(each, 'level', 1, 9), users: number(each, 'users', 2, 100_000), days: number(each, 'days', 1, 366) })).toSorted((a, b) => a.level - b.level),
  };
}
