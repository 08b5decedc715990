import { Injectable } from '@nestjs/common';
import { bandKeys, SIGNATURE_LENGTH } from '../core/language/minhash.js';
import { ALIKE, likenessOf, likenessSketchOf, LIKENESS_PLACES, type Likeness as Alike, type LikenessSketch } from '../core/judgement/topics/likeness.js';
import { refuseUnless } from '../core/refusal.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { Message } from '../intake/intake.entities.js';
import { listener, type Listener } from '../journal/relay.js';
import { insightSettings, type InsightSettings } from './insight-settings.js';
import { LetterMarks, Likeness, type LikenessState } from './insight.entities.js';
import { forgetLetter, lettersSharing, openProposals, type MarksRow } from './insight.query.js';

/** One like letter as people see it. */
export interface LikeLetter {
  readonly caseId: string;
  readonly number: string;
  readonly subject: string;
  readonly state: string;
  readonly receivedAt: string;
  readonly score: number;
  readonly wording: number;
  readonly matter: number;
  readonly samePlace: boolean;
  /** The same citizen told it before. */
  readonly sameWriter: boolean;
  readonly decision: LikenessState;
  readonly reason: string | null;
}

interface Found {
  readonly sketch: LikenessSketch;
  readonly like: readonly { readonly otherId: string; readonly alike: Alike; readonly sameWriter: boolean }[];
}

const DAY_MS = 86_400_000;
/** Like letters kept for one that came. */
const MOST_LIKE = 10;
const MOST_PROPOSALS = 100;

/** A report is like nothing: what it tells of is nobody's to compare. */
const isReport = ({ kind, firstKind }: Pick<CaseFile, 'kind' | 'firstKind'>): boolean => kind === 'report' || firstKind === 'report';

/** 相似来信: finds the like ones of a letter when it comes, and proposes to join them; people decide. */
@Injectable()
export class SimilarLetters {
  private readonly settings: InsightSettings;
  readonly listening: Listener;

  constructor(
    private readonly database: Database,
    private readonly sight: Sight,
    private readonly rulebook: Rulebook,
    @InjectSettings() settings: Settings,
  ) {
    this.settings = insightSettings(settings.configDirectory);
    this.listening = listener<Found | null>({
      name: 'likeness',
      prepare: async (event) => (event.act === 'merge' ? null : await this.found(event.caseId)),
      hear: async (turn, event, found) => {
        if (event.act === 'merge') {
          const [one, two] = [event.caseId, String(event.facts['lead'])];
          const decided = { state: 'merged' as const, decidedBy: event.actorId, decidedAt: turn.now };
          for (const [caseId, otherId] of [[one, two], [two, one]]) await turn.rows.updateWhere(Likeness, { caseId: caseId!, otherId: otherId!, state: 'open' }, decided);
          return;
        }
        const file = await turn.rows.one(CaseFile, { id: event.caseId });
        if (!found || !file || isReport(file)) return await forgetLetter(turn.sql, event.caseId);
        await turn.rows.delete(LetterMarks, { caseId: file.id });
        await turn.rows.insert(LetterMarks, { caseId: file.id, receivedAt: file.receivedAt, ...stored(found.sketch) });
        for (const { otherId, alike, sameWriter } of found.like) {
          await turn.rows.insertOnce(Likeness, { id: turn.ids.next(), caseId: file.id, otherId, ...alike, sameWriter, state: 'open', foundAt: turn.now });
        }
      },
    });
  }

  /** What a case is like among the letters of the last year; nothing for a report or what was erased. */
  private async found(caseId: string): Promise<Found | null> {
    const { rows } = this.database;
    const file = await rows.one(CaseFile, { id: caseId });
    if (!file || isReport(file)) return null;
    const messages = (await rows.find(Message, { caseId }, { orderBy: 'id' })).filter(({ erasedAt }) => erasedAt === null);
    if (messages.length === 0) return null;
    const sketch = likenessSketchOf(messages[0]!.subject, messages.map(({ text }) => text).join('\n'));
    const near = (await this.near(sketch, file.receivedAt - this.settings.similarDays * DAY_MS)).filter((each) => each.caseId < caseId);
    const others = near.length === 0 ? [] : await rows.find(CaseFile, { id: near.map((each) => each.caseId) });
    const like = near.flatMap(({ caseId: otherId, alike }) => {
      const other = others.find(({ id }) => id === otherId);
      return other && !isReport(other) ? [{ otherId, alike, sameWriter: file.authorDigest !== null && other.authorDigest === file.authorDigest }] : [];
    });
    return { sketch, like };
  }

  /** The nearest letters of the index, most alike first. */
  async near(sketch: LikenessSketch, since: number): Promise<{ caseId: string; alike: Alike }[]> {
    const rows = await lettersSharing(this.database.rows.sql, keysOf(sketch), since);
    return rows
      .map((row) => ({ caseId: row.case_id, number: Number(row.number), alike: likenessOf(sketch, sketchIn(row)) }))
      .filter(({ alike }) => alike.score >= ALIKE)
      .toSorted((a, b) => b.alike.score - a.alike.score || b.number - a.number)
      .slice(0, MOST_LIKE);
  }

  /** The like ones a person may know of; a case one may not see is not even counted. */
  async of(person: Person, caseId: string): Promise<LikeLetter[]> {
    const file = await this.sight.case(person, caseId);
    if (isReport(file)) return [];
    const { rows } = this.database;
    const pairs = [...(await rows.find(Likeness, { caseId })), ...(await rows.find(Likeness, { otherId: caseId }))];
    const letters: LikeLetter[] = [];
    for (const pair of pairs.toSorted((a, b) => Number(b.score) - Number(a.score) || (a.id < b.id ? 1 : -1))) {
      const other = await this.seen(person, pair.caseId === caseId ? pair.otherId : pair.caseId);
      if (other) letters.push(this.letterOf(other, pair));
    }
    return letters;
  }

  /** Pairs a coordinator may join 并单建议; joined by `merge` of the case, set aside by `dismiss`. */
  async proposals(person: Person): Promise<{ id: string; case: LikeLetter; other: LikeLetter }[]> {
    const { rows } = this.database;
    const proposals: { id: string; case: LikeLetter; other: LikeLetter }[] = [];
    for (const { id, case_id: caseId, other_id: otherId } of await openProposals(rows.sql, this.settings.proposeMergeFrom, MOST_PROPOSALS)) {
      const [one, two, pair] = [await this.seen(person, caseId), await this.seen(person, otherId), await rows.one(Likeness, { id })];
      if (one && two && pair) proposals.push({ id, case: this.letterOf(one, pair), other: this.letterOf(two, pair) });
    }
    return proposals;
  }

  /** 不并: kept with its reason, and not proposed again. */
  async dismiss(person: Person, caseId: string, otherId: string, reason: string): Promise<LikeLetter[]> {
    await this.sight.case(person, caseId);
    await this.sight.case(person, otherId);
    await this.database.write('person', async (turn) => {
      let changed = 0;
      for (const [one, two] of [[caseId, otherId], [otherId, caseId]]) {
        changed += await turn.rows.updateWhere(Likeness, { caseId: one!, otherId: two!, state: 'open' }, { state: 'dismissed', decidedBy: person.id, decidedAt: turn.now, reason });
      }
      refuseUnless(changed > 0, 'not_found', { case: otherId });
    });
    return await this.of(person, caseId);
  }

  private async seen(person: Person, caseId: string): Promise<CaseFile | undefined> {
    const file = await this.database.rows.one(CaseFile, { id: caseId });
    return file && !isReport(file) && (await this.sight.sees(person, file)) ? file : undefined;
  }

  private letterOf(file: CaseFile, pair: Likeness): LikeLetter {
    const { score, wording, matter, samePlace, sameWriter, state, reason } = pair;
    return {
      caseId: file.id, number: file.number, subject: file.subject, state: file.state, receivedAt: this.rulebook.today.iso(file.receivedAt),
      score: Number(score), wording: Number(wording), matter: Number(matter), samePlace, sameWriter, decision: state, reason,
    };
  }
}

const BANDS = Array.from({ length: 12 }, (_, band) => `band${band}`);
const PLACES = Array.from({ length: LIKENESS_PLACES }, (_, place) => `place${place}`);

/** A place may stand in any of the three columns. */
function keysOf({ bands, places, words }: LikenessSketch): { column: string; key: number }[] {
  const near = words.length === 0 ? [] : BANDS.map((column, band) => ({ column, key: bands[band]! }));
  return [...near, ...[...places].flatMap((key) => PLACES.map((column) => ({ column, key })))];
}

/** The columns of a sketch. */
export function stored({ signature, bands, places, words }: LikenessSketch): Partial<LetterMarks> {
  const columns: Record<string, unknown> = { marks: Buffer.concat([signature, new Uint8Array(words.buffer, words.byteOffset, words.byteLength)]) };
  BANDS.forEach((column, band) => (columns[column] = words.length === 0 ? null : bands[band]!));
  PLACES.forEach((column, place) => (columns[column] = places[place] ?? null));
  return columns as Partial<LetterMarks>;
}

function sketchIn({ marks, place0, place1, place2 }: MarksRow): LikenessSketch {
  // A copy: words are read as whole numbers and must begin on their boundary.
  const bytes = Uint8Array.from(marks);
  const signature = bytes.subarray(0, SIGNATURE_LENGTH);
  const places = Int32Array.from([place0, place1, place2].filter((key) => key !== null).map(Number));
  return { signature, bands: bandKeys(signature), places, words: new Int32Array(bytes.buffer, SIGNATURE_LENGTH, (bytes.length - SIGNATURE_LENGTH) / 4) };
}
