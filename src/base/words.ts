import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Segmenter, type WordList } from '../core/language/words.js';
import { readYaml } from './policy.js';
import type { Settings } from './settings.js';
import { InjectSettings } from './settings.provider.js';

const listIn = (value: unknown, field: string): string[] => {
  const list = (value as Record<string, unknown> | null)?.[field];
  if (!Array.isArray(list) || list.some((each) => typeof each !== 'string' || each.trim() === '')) {
    throw new Error(`${field} 应为词的列表 / ${field} must be a list of words`);
  }
  return list as string[];
};

/** `config/words.yaml`. @throws ConfigFault naming the field */
export const readWordList = (configDirectory: string): WordList =>
  readYaml(join(configDirectory, 'words.yaml'), (value) => ({ terms: listIn(value, 'terms'), idle: listIn(value, 'idle') }));

/** The installation’s one segmenter: its dictionary is read when somebody first searches. */
@Injectable()
export class Words extends Segmenter {
  constructor(@InjectSettings() settings: Settings) {
    super(readWordList(settings.configDirectory));
  }
}
