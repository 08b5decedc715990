import { join } from 'node:path';
import { readYaml } from '../base/policy.js';

export interface KnowledgeSettings {
  readonly reviewAfterWorkingDays: number;
  readonly warnWorkingDaysBefore: number;
}

const wholeIn = (value: unknown, field: keyof KnowledgeSettings): number => {
  const number = (value as Record<string, unknown> | null)?.[field];
  if (!Number.isInteger(number) || Number(number) < 1 || Number(number) > 1250) {
    throw new Error(`${field} 应为 1 到 1250 的整数 / ${field} must be a whole number from 1 to 1250`);
  }
  return Number(number);
};

/** `config/knowledge.yaml`. @throws ConfigFault naming the field */
export const readKnowledgeSettings = (configDirectory: string): KnowledgeSettings =>
  readYaml(join(configDirectory, 'knowledge.yaml'), (value) => ({
    reviewAfterWorkingDays: wholeIn(value, 'reviewAfterWorkingDays'), warnWorkingDaysBefore: wholeIn(value, 'warnWorkingDaysBefore'),
  }));
