import { Injectable } from '@nestjs/common';
import { coveredCopy } from '../core/judgement/covers.js';
import { Database } from '../base/database/database.js';
import { Judging } from '../base/workers/judging.js';
import { Cover } from '../casefile/covers.entities.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { Message } from '../intake/intake.entities.js';
import { Directory } from '../registry/directory.js';

/** What the public may read of a message, without personal data. */
export interface PublicCopy {
  readonly subject: string;
  readonly message: string;
}

const SUBJECT_LENGTH = 40;

/** Redacted copies 公开稿, made before any transaction. */
@Injectable()
export class PublicCopies {
  constructor(
    private readonly database: Database,
    private readonly judging: Judging,
    private readonly directory: Directory,
  ) {}

  /** Of the case’s own message; texts added later are for the office and not for the public. */
  async of(file: CaseFile): Promise<PublicCopy> {
    const [first] = await this.database.rows.find(Message, { caseId: file.id }, { orderBy: 'id', limit: 1 });
    const phones = this.directory.allDepartments().flatMap(({ phone }) => phone ?? []);
    const texts = [first?.subject ?? '', first?.text ?? ''];
    const redactions = await this.judging.redactions(texts, phones);
    const decisions = await this.database.rows.find(Cover, { caseId: file.id }, { orderBy: 'id' });
    // The subject is the citizen’s too: what is covered in the message is covered there.
    const [subject = '', message = ''] = texts.map((text, i) => coveredCopy(text, redactions[i]!, 'message', decisions).text);
    return { subject: subject.trim() || firstWords(message), message };
  }
}

/**
 * A message without a subject is listed by its first words: cut after the redaction, so that no half of a telephone
 * number is left standing, and never inside the sign for what was cut.
 */
export function firstWords(redacted: string): string {
  const words = [...redacted.trim().replace(/\s+/g, ' ')].slice(0, SUBJECT_LENGTH).join('');
  return words.replace(/〔[^〕]*$/u, '');
}
