import { join } from 'node:path';
import { canonicalJson, sha256Hex } from '../../core/canonical.js';
import { parseDutyLists } from '../../core/judgement/duties.js';
import { parseLexicons, type Lexicons } from '../../core/judgement/lexicons.js';
import { rank, type DutyList, type Ranking } from '../../core/judgement/ranking.js';
import { redact, redactionRules, type Redaction } from '../../core/judgement/redaction.js';
import { screen, type Screening } from '../../core/judgement/screening.js';
import { judgeReply } from '../../core/quality/judge.js';
import { parseQuality, type QualitySettings } from '../../core/quality/settings.js';
import type { Judgement, Pair } from '../../core/quality/verdicts.js';
import { readYaml, yamlFilesIn } from '../policy.js';

export interface Letter {
  readonly subject: string;
  readonly detail: string;
}

export interface Reading {
  readonly screening: Screening;
  readonly ranking: Ranking;
  /** The version of the words read by. */
  readonly words: string;
}

export interface ReplyReading {
  readonly judgement: Judgement;
  readonly publicMessage: Redaction;
  readonly publicReply: Redaction;
}

/** The words and weights of an installation as they are written, merged from `config/lexicons` and `config/quality`. */
function writtenWords(configDirectory: string): { lists: object; quality: object } {
  const merged = (folder: string): object =>
    Object.assign({}, ...yamlFilesIn(join(configDirectory, folder)).map((file) => readYaml(file, (value) => value as object))) as object;
  return { lists: merged('lexicons'), quality: merged('quality') };
}

/** The marks and severities of replies alone, without the word lists. */
export const readQuality = (configDirectory: string): QualitySettings =>
  parseQuality(Object.assign({}, ...yamlFilesIn(join(configDirectory, 'quality')).map((file) => readYaml(file, (value) => value as object))));

export const readBaseDuties = (configDirectory: string): DutyList[] => readYaml(join(configDirectory, 'duties', 'base.yaml'), parseDutyLists);

/** The pure judges over one installation’s words: the same in the server, in a worker and on the command line. */
export class Judge {
  readonly lexicons: Lexicons;
  /** Which words were judged by: the beginning of their content hash, kept with every verdict. */
  readonly words: string;

  constructor(configDirectory: string) {
    const written = writtenWords(configDirectory);
    this.lexicons = parseLexicons(written);
    this.words = sha256Hex(canonicalJson(written)).slice(0, 12);
  }

  read(letter: Letter, duties: readonly DutyList[]): Reading {
    return { screening: screen(letter, this.lexicons), ranking: rank(letter, duties), words: this.words };
  }

  readReply(pair: Pair, publicPhones: readonly string[]): ReplyReading {
    const rules = redactionRules(this.lexicons, publicPhones);
    const judgement = judgeReply({ ...pair, publicPhones }, this.lexicons);
    return {
      judgement: { ...judgement, engine: `${judgement.engine}@${this.words}` },
      publicMessage: redact(pair.message, rules),
      publicReply: redact(pair.reply, rules),
    };
  }

  redact(text: string, publicPhones: readonly string[] = []): Redaction {
    return redact(text, redactionRules(this.lexicons, publicPhones));
  }

  /** The texts as the public may read them. */
  redactAll(texts: readonly string[], publicPhones: readonly string[]): string[] {
    const rules = redactionRules(this.lexicons, publicPhones);
    return texts.map((text) => redact(text, rules).text);
  }
}
