import type { Turn } from '../base/database/writer.js';
import type { Person } from '../identity/actor.js';

/** What a topic hands over to be answered as one. */
export interface GroupDraft {
  readonly title: string;
  readonly toCitizen: string;
  readonly caseIds: readonly string[];
}

/**
 * Where a topic that is to be answered as one 集中回应 is drafted. The room that keeps group replies does it; the house
 * brings the two together (`beside.module.ts`), as rooms do not call each other. In one commit with what the topic keeps
 * of it, so that no draft is left without its topic.
 */
export abstract class GroupDrafts {
  /** Everything is read and refused before the turn begins. */
  abstract prepared(person: Person, draft: GroupDraft): Promise<(turn: Turn) => Promise<{ readonly id: string }>>;
}
