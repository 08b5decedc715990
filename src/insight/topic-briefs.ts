import { coveredCopy } from '../core/judgement/covers.js';
import type { Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { Judging } from '../base/workers/judging.js';
import { Cover } from '../casefile/covers.entities.js';
import { Message } from '../intake/intake.entities.js';
import { Publication } from '../publication/publication.entities.js';
import { Directory } from '../registry/directory.js';
import type { TopicBrief } from './topic-brief.js';
import type { TopicDetail } from './topic-views.js';

/** Extracts and answers on a brief. */
const SAMPLES = 5;
const LONGEST_EXTRACT = 160;

/** Never cut inside the sign for what was covered. */
function beginning(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= LONGEST_EXTRACT ? plain : `${[...plain].slice(0, LONGEST_EXTRACT).join('').replace(/〔[^〕]*$/u, '')}…`;
}

/** What a brief 专报 adds to a topic: extracts of its letters without personal data, and what was answered. */
export class TopicBriefs {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly judging: Judging,
  ) {}

  /** Of a topic as far as the reader may know of its letters. */
  async of(detail: TopicDetail, now: Instant): Promise<TopicBrief> {
    const { rows } = this.database;
    const caseIds = detail.members.map(({ caseId }) => caseId);
    const numberOf = new Map(detail.members.map(({ caseId, number }) => [caseId, number]));
    const chosen = detail.members.toSorted((a, b) => b.score - a.score).slice(0, SAMPLES);
    const published = await rows.find(Publication, { caseId: caseIds, retractedAt: null }, { orderBy: 'id' });
    const shown = published.filter((each) => each.public);
    // One reply to many is told once.
    const replies = [...new Map(shown.map((each) => [each.replyId, each])).values()].slice(-SAMPLES);
    return {
      ...detail, madeAt: this.rulebook.today.iso(now), samples: await this.samplesOf(chosen), answered: new Set(published.map(({ caseId }) => caseId)).size,
      answers: replies.map((each) => ({ number: numberOf.get(each.caseId) ?? '', day: this.rulebook.today.iso(each.publishedAt).slice(0, 10), text: beginning(each.publicReply) })),
    };
  }

  private async samplesOf(members: TopicDetail['members']): Promise<TopicBrief['samples']> {
    const { rows } = this.database;
    const phones = this.directory.allDepartments().flatMap(({ phone }) => phone ?? []);
    const samples: { number: string; day: string; text: string }[] = [];
    for (const { caseId, number, receivedAt } of members) {
      const [first] = await rows.find(Message, { caseId, erasedAt: null }, { orderBy: 'id', limit: 1 });
      if (!first) continue;
      const [redaction] = await this.judging.redactions([first.text], phones);
      const covers = await rows.find(Cover, { caseId }, { orderBy: 'id' });
      samples.push({ number, day: receivedAt.slice(0, 10), text: beginning(coveredCopy(first.text, redaction ?? { cuts: [] }, 'message', covers).text) });
    }
    return samples;
  }
}
