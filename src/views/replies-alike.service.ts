import { Injectable } from '@nestjs/common';
import { overlap, shingleHashes } from '../core/language/minhash.js';
import { normalise } from '../core/language/normalise.js';
import { cosine, grams } from '../core/language/similarity.js';
import { names, placesAndCommunitiesOf } from '../core/quality/matters.js';
import { Database } from '../base/database/database.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { EarlierReplies, type Answering } from '../casefile/earlier-replies.js';
import { bandsOf } from '../handling/replies.entities.js';
import { repliesAlike } from './replies-alike.query.js';

/** So many replies that look alike are compared word for word. */
const COMPARED = 12;
/** Overlap in wording below which no text is a copy: well under what the judge calls one (copy_similarity). */
const WORTH_READING = 0.5;
/**
 * Two messages that resemble each other so far are about one matter: the same answer to both is no copy. Among real letters
 * whose answers were near-identical hardly any lie between .3 and .7: other matters below, the same matter above.
 */
const SAME_MATTER = 0.5;

/** Compares a text with what the office wrote before, as the citizens read it now. */
@Injectable()
export class RepliesAlike extends EarlierReplies {
  constructor(private readonly database: Database) {
    super();
  }

  override async toOthers(file: Pick<CaseFile, 'id' | 'previousId'>, officeId: string, { subject, message, reply }: Answering): Promise<string[]> {
    const wording = shingleHashes(reply);
    const found = await repliesAlike(this.database.rows.sql, officeId, Object.values(bandsOf(officeId, wording)), file.id, COMPARED);
    const alike = found.filter((each) => each.case_id !== file.previousId && overlap(wording, shingleHashes(each.to_citizen)) >= WORTH_READING);
    if (alike.length === 0) return [];
    const own = letterOf(subject, message);
    return alike.filter((each) => !sameMatter(own, letterOf(each.subject, each.message))).map(({ to_citizen }) => to_citizen);
  }
}

interface Letter {
  readonly plain: string;
  readonly grams: ReadonlyMap<string, number>;
  readonly places: ReadonlySet<string>;
}

function letterOf(subject: string, message: string): Letter {
  const plain = normalise(`${subject}\n${message}`.slice(0, MOST_CHARACTERS)).text;
  return { plain, grams: grams(plain), places: placesAndCommunitiesOf(plain) };
}

/** What a letter is about stands early; a longer one is compared by so much of it. */
const MOST_CHARACTERS = 1500;

/** Alike in their words, and not about two places: 甲路的路灯 and 乙路的路灯 are two matters in one wording. */
function sameMatter(one: Letter, other: Letter): boolean {
  if (cosine(one.grams, other.grams) < SAME_MATTER) return false;
  if (one.places.size === 0 || other.places.size === 0) return true;
  return [...one.places].some((place) => names(other.plain, place));
}
