import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { Database } from '../base/database/database.js';
import { dropText } from '../base/database/full-text.query.js';
import type { Turn } from '../base/database/writer.js';
import type { ActDto } from '../casefile/act.dto.js';
import { Docket, type Moved } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { Topic } from '../insight/insight.entities.js';
import { GroupMember } from '../publication/group-replies.entities.js';
import { Publication } from '../publication/publication.entities.js';
import { DROPPED_TABLES, contentTablesOf, type ContentTable } from './content-tables.js';
import { dropRowsOf, eraseContentOf } from './erasure.query.js';
import type { ProposePurgeDto } from './inspection.dto.js';
import { Purge, type PurgeParty } from './inspection.entities.js';

/** What stands in every list in place of the subject. */
const ERASED_SUBJECT = '（内容已依规清除）';

/**
 * 涉密、违法内容清除: proposed by an administrator and confirmed by a coordinator, or the other way round. Everything the
 * message said is erased, wherever a table holds it; rows, clocks and the chain of events stay and verify.
 */
@Injectable()
export class Inspection {
  private readonly tables: readonly ContentTable[];

  constructor(
    database: Database,
    private readonly docket: Docket,
  ) {
    this.tables = contentTablesOf(database.orm.getMetadata());
  }

  async proposePurge(actor: Person, caseId: string, { version, code, basis }: ProposePurgeDto): Promise<Moved> {
    return await this.docket.perform({ act: 'propose_purge', caseId, actor, version }, async ({ turn }) => {
      const id = turn.ids.next();
      // A later proposal takes the place of one that nobody confirmed.
      await turn.rows.delete(Purge, { caseId, confirmedAt: null });
      await turn.rows.insert(Purge, { id, caseId, code, basis: basis.trim(), proposedBy: actor.id, proposedAs: partyOf(actor), proposedAt: turn.now, erased: {} });
      return { facts: { purge: id, code, as: partyOf(actor) } };
    });
  }

  /** @throws Refusal `not_proposed` | `same_person` | `purge_needs_both` */
  async purge(actor: Person, caseId: string, { version }: ActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'purge', caseId, actor, version }, async ({ turn }) => {
      const [proposed] = await turn.rows.find(Purge, { caseId, confirmedAt: null }, { orderBy: 'id', descending: true, limit: 1 });
      refuseUnless(proposed, 'not_proposed', { act: 'purge' });
      refuseUnless(proposed.proposedBy !== actor.id, 'same_person', { act: 'purge' });
      refuseUnless(proposed.proposedAs !== partyOf(actor), 'purge_needs_both', { who: [proposed.proposedAs === 'coordinator' ? 'administrator' : 'coordinator'] });
      const erased = await this.erase(turn, caseId);
      await turn.rows.update(Purge, proposed.id, { confirmedBy: actor.id, confirmedAt: turn.now, erased });
      const { id, code, proposedBy, proposedAs } = proposed;
      return { facts: { purge: id, code, proposedBy, proposedAs, erased }, change: { subject: ERASED_SUBJECT } };
    });
  }

  private async erase(turn: Turn, caseId: string): Promise<Record<string, number>> {
    const erased: Record<string, number> = {};
    turn.erases = true;
    for (const table of this.tables) {
      const rows = await eraseContentOf(turn.sql, table, caseId, turn.now);
      if (rows > 0) erased[table.name] = rows;
    }
    for (const table of DROPPED_TABLES) await dropRowsOf(turn.sql, table, caseId);
    // A topic is called by the words of its central letter.
    await turn.rows.updateWhere(Topic, { centralCaseId: caseId }, { title: ERASED_SUBJECT, givenTitle: null, terms: [] });
    await turn.rows.updateWhere(GroupMember, { caseId, state: 'in' }, { state: 'out' });
    // The words it was found by go with it.
    await dropText(turn.sql, 'cases', caseId);
    for (const { id } of await turn.rows.find(Publication, { caseId })) await dropText(turn.sql, 'replies', id);
    // What was public is public no longer.
    await turn.rows.updateWhere(Publication, { caseId, retractedAt: null }, { retractedAt: turn.now, public: false });
    return erased;
  }
}

const partyOf = ({ roles }: Person): PurgeParty => (roles.includes('administrator') ? 'administrator' : 'coordinator');
