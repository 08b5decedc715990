import { join } from 'node:path';
import { readYaml, type Rulebook } from '../base/policy.js';
import type { Turn } from '../base/database/writer.js';
import { nextPaperCount } from './escalation.query.js';
import type { PaperSort } from './escalation.entities.js';

interface Numbering {
  readonly prefix: string;
  readonly pattern: string;
}

const numberingOf = (value: unknown, sort: string): Numbering => {
  const { prefix, pattern } = ((value ?? {}) as Record<string, unknown>)[sort] as Record<string, unknown>;
  if (typeof prefix !== 'string' || prefix === '') throw new Error(`${sort}.prefix`);
  if (typeof pattern !== 'string' || !pattern.includes('{count}') || !pattern.includes('{year}')) {
    throw Object.assign(new Error(), { zh: `${sort}.pattern 须含 {year} 和 {count}`, en: `${sort}.pattern must hold {year} and {count}` });
  }
  return { prefix, pattern };
};

/** 发文字号 of urges, supervisions and instructions, 催〔2026〕3号: counted by sort and local year, from 1 (GB/T 9704—2012, 7.2.5). */
export class PaperNumbers {
  private readonly numberings: Readonly<Record<PaperSort, Numbering>>;

  constructor(configDirectory: string, private readonly rulebook: Rulebook) {
    this.numberings = readYaml(join(configDirectory, 'papers.yaml'), (value) => ({
      urge: numberingOf(value, 'urge'), supervision: numberingOf(value, 'supervision'),
      instruction: numberingOf(value, 'instruction'),
    }));
  }

  async next(turn: Turn, sort: PaperSort): Promise<string> {
    const { prefix, pattern } = this.numberings[sort];
    const year = this.rulebook.today.iso(turn.now).slice(0, 4);
    const count = await nextPaperCount(turn.sql, `${sort}:${year}`);
    return pattern.replace('{prefix}', prefix).replace('{year}', year).replace('{count}', String(count));
  }
}
