import { join } from 'node:path';
import { canonicalJson, sha256Hex } from '../../core/canonical.js';
import { parseDutyLists } from '../../core/judgement/duties.js';
import { parseLexicons, type Lexicons } from '../../core/judgement/lexicons.js';
import type { DutyList } from '../../core/judgement/ranking.js';
import { alikeNamed } from '../../core/judgement/covers.js';
import { redact, redactionRules, type Redaction } from '../../core/judgement/redaction.js';
import { screen, type Screening } from '../../core/judgement/screening.js';
import { judgeReply } from '../../core/quality/judge.js';
import { parseForms, type FormRule } from '../../core/quality/forms.js';
import { parseQuality, type QualitySettings } from '../../core/quality/settings.js';
import { propose, type RoutingProposal } from '../../core/routing/proposing.js';
import type { Judgement, Pair } from '../../core/quality/verdicts.js';
import { readYaml, yamlFilesIn } from '../policy.js';
import type { UnpackedBasis } from './routing-basis.js';

export interface Letter {
  readonly subject: string;
  readonly detail: string;
}

export interface Reading {
  readonly screening: Screening;
  readonly proposal: RoutingProposal;
  /** The version of the words read by. */
  readonly words: string;
}

export interface ReplyReading {
  readonly judgement: Judgement;
  readonly publicMessage: Redaction;
  readonly publicReply: Redaction;
}

/** The words and weights of an installation as they are written, merged from `config/lexicons` and `config/quality`. */
const writtenWords = (configDirectory: string): { lists: object; quality: object } => ({
  lists: merged(configDirectory, 'lexicons'), quality: merged(configDirectory, 'quality'),
});

const merged = (configDirectory: string, folder: string): Record<string, unknown> =>
  Object.assign({}, ...yamlFilesIn(join(configDirectory, folder)).map((file) => readYaml(file, (value) => value as object))) as Record<string, unknown>;

/** The marks and severities of replies alone, without the word lists; and the forms replies are held to. */
export function readQuality(configDirectory: string): { quality: QualitySettings; forms: FormRule[] } {
  const written = merged(configDirectory, 'quality');
  const quality = parseQuality(written);
  return { quality, forms: parseForms(written['forms'], Object.keys(quality.channels)) };
}

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

  read(letter: Letter, { duties, router }: Pick<UnpackedBasis, 'duties' | 'router'>): Reading {
    return { screening: screen(letter, this.lexicons), proposal: propose(letter, duties, router), words: this.words };
  }

  readReply(pair: Pair, publicPhones: readonly string[]): ReplyReading {
    const rules = redactionRules(this.lexicons, publicPhones);
    const judgement = judgeReply({ ...pair, publicPhones }, this.lexicons);
    const publicMessage = redact(pair.message, rules);
    return {
      judgement: { ...judgement, engine: `${judgement.engine}@${this.words}` },
      publicMessage,
      publicReply: alikeNamed(pair.reply, redact(pair.reply, rules), pair.message, publicMessage),
    };
  }

  redact(text: string, publicPhones: readonly string[] = []): Redaction {
    return redact(text, redactionRules(this.lexicons, publicPhones));
  }

  /** The texts as the public may read them. */
  redactAll(texts: readonly string[], publicPhones: readonly string[]): Redaction[] {
    const rules = redactionRules(this.lexicons, publicPhones);
    return texts.map((text) => redact(text, rules));
  }
}
