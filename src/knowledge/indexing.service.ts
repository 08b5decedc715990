import { Injectable } from '@nestjs/common';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { dropText, putText } from '../base/database/full-text.query.js';
import type { Turn } from '../base/database/writer.js';
import { personWord } from '../base/person-words.js';
import { Secrets } from '../base/secrets.js';
import { Words } from '../base/words.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Message } from '../intake/intake.entities.js';
import { answersAfter, casesErasedSince, messagesAfter } from './indexing.query.js';

const AT_ONCE = 200;
/** An act that began earlier may be committed later: so far back is looked again. */
const OVERLAP_MS = 10 * 60_000;

/**
 * Keeps the words by which cases and published replies are found in step with what was written, from wherever it came:
 * what a beat finds missing it adds, what was erased it takes out. Entries of the Q&A base are indexed by their own acts.
 */
@Injectable()
export class Indexing {
  private readonly after = { messages: '', answers: '' };
  private erasedSince = 0;
  private readonly erased = new Set<string>();
  private underway: Promise<number> | undefined;

  constructor(
    private readonly database: Database,
    private readonly words: Words,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Everything written by now can be found. Returns how many texts were put or taken out; never overlaps itself. */
  async catchUp(): Promise<number> {
    this.underway ??= this.work().finally(() => (this.underway = undefined));
    return await this.underway;
  }

  /** The case as it stands: whoever erases content calls this in the same turn. */
  async putCase(turn: Turn, caseId: string): Promise<void> {
    const file = await turn.rows.one(CaseFile, { id: caseId });
    if (!file) return await dropText(turn.sql, 'cases', caseId);
    const messages = await turn.rows.find(Message, { caseId }, { orderBy: 'id' });
    const told = messages.filter(({ erasedAt }) => erasedAt === null);
    // Nobody who searches learns whose report it is. 《信访工作条例》第三十条.
    const report = file.kind === 'report' || file.firstKind === 'report';
    await putText(turn.sql, 'cases', {
      owner: caseId, mark: messages.at(-1)?.id ?? '', head: this.words.words(`${file.number} ${told.length > 0 ? file.subject : ''}`),
      body: this.words.words(told.flatMap(({ subject, text }) => [subject, text]).join('\n')), person: report ? [] : this.personsOf(told),
    });
  }

  private personsOf(messages: readonly Message[]): string[] {
    const sealed = messages.flatMap(({ authorId, authorName, authorContact }) => [authorId, authorName, authorContact]).filter((each) => each !== null);
    const words = sealed.map((each) => personWord(this.secrets, this.secrets.decrypt(each)));
    return [...new Set(words.filter((word) => word !== null))];
  }

  private async work(): Promise<number> {
    return (await this.takeOutErased()) + (await this.indexCases()) + (await this.indexAnswers());
  }

  private async indexCases(): Promise<number> {
    let count = 0;
    for (;;) {
      const found = await messagesAfter(this.database.rows.sql, this.after.messages, AT_ONCE);
      const behind = [...new Set(found.filter(({ id, mark }) => mark === null || mark < id).map(({ caseId }) => caseId))];
      for (const caseId of behind) await this.database.write('relay', (turn) => this.putCase(turn, caseId));
      count += behind.length;
      this.after.messages = found.at(-1)?.id ?? this.after.messages;
      if (found.length < AT_ONCE) break;
    }
    this.after.messages = earlier(this.after.messages);
    return count;
  }

  private async takeOutErased(): Promise<number> {
    const since = this.erasedSince - OVERLAP_MS;
    this.erasedSince = this.clock.now();
    const fresh = (await casesErasedSince(this.database.rows.sql, since)).filter(({ id }) => !this.erased.has(id));
    for (const caseId of new Set(fresh.map((each) => each.caseId))) await this.database.write('relay', (turn) => this.putCase(turn, caseId));
    for (const { id } of fresh) this.erased.add(id);
    return fresh.length;
  }

  private async indexAnswers(): Promise<number> {
    let count = 0;
    for (;;) {
      const found = await answersAfter(this.database.rows.sql, this.after.answers, AT_ONCE);
      for (const { id, subject, message, reply } of found.filter(({ known }) => !known)) {
        await this.database.write('relay', (turn) =>
          putText(turn.sql, 'replies', { owner: id, mark: '', head: this.words.words(`${subject}\n${message}`), body: this.words.words(reply) }));
        count += 1;
      }
      this.after.answers = found.at(-1)?.id ?? this.after.answers;
      if (found.length < AT_ONCE) break;
    }
    this.after.answers = earlier(this.after.answers);
    return count;
  }
}

/** The lowest id (UUID v7) of the time ten minutes before this one. */
function earlier(id: string): string {
  if (id === '') return '';
  const at = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) - OVERLAP_MS;
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
