import { cosine, grams } from '../core/language/similarity.js';
import type { Kind } from '../core/vocabulary.js';
import { Database } from '../base/database/database.js';
import type { Reading } from '../base/workers/judge.js';
import { Judging } from '../base/workers/judging.js';
import type { RoutingBasis } from '../base/workers/routing-basis.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Message } from '../intake/intake.entities.js';
import { Directory } from '../registry/directory.js';

/** What the machine made of a case, with the same person’s earlier cases that read alike. */
export interface CaseReading extends Reading {
  readonly earlier: readonly { readonly caseId: string; readonly kind: Kind }[];
}

const YEAR_MS = 366 * 86_400_000;
/** The same person’s cases that are looked at, newest first: a bound, so that no writer can make screening slow. */
const EARLIER_CASES = 30;
/** Cosine of pairs and triples of characters from which two texts are the same matter told again. */
const NEAR_IDENTICAL = 0.7;

/** Reads what the citizen wrote, before any transaction. */
export class CaseReader {
  constructor(
    private readonly database: Database,
    private readonly judging: Judging,
    private readonly directory: Directory,
  ) {}

  async read(caseId: string, basis: RoutingBasis): Promise<CaseReading> {
    await this.directory.refresh();
    const { rows } = this.database;
    const messages = await rows.find(Message, { caseId }, { orderBy: 'id' });
    const letter = { subject: messages[0]?.subject ?? '', detail: messages.map(({ text }) => text).join('\n') };
    const reading = await this.judging.read(letter, basis);
    return { ...reading, earlier: await this.earlier(caseId, `${letter.subject}\n${letter.detail}`) };
  }

  /** Earlier cases of the same person on the same account, within a year, told in nearly the same words. */
  private async earlier(caseId: string, text: string): Promise<CaseReading['earlier']> {
    const { rows } = this.database;
    const file = await rows.one(CaseFile, { id: caseId });
    if (!file || file.authorDigest === null) return [];
    const own = await rows.find(CaseFile, { authorDigest: file.authorDigest }, { orderBy: 'receivedAt', descending: true, limit: EARLIER_CASES });
    const candidates = own.filter((each) => each.id < file.id && each.receivedAt >= file.receivedAt - YEAR_MS);
    if (candidates.length === 0) return [];
    const messages = await rows.find(Message, { caseId: candidates.map(({ id }) => id) }, { orderBy: 'id' });
    const mine = grams(text);
    return candidates
      .filter(({ id }) => {
        const told = messages.filter((each) => each.caseId === id);
        return cosine(mine, grams(`${told[0]?.subject ?? ''}\n${told.map((each) => each.text).join('\n')}`)) >= NEAR_IDENTICAL;
      })
      .map(({ id, kind }) => ({ caseId: id, kind }));
  }
}
