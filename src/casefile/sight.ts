import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { Database } from '../base/database/database.js';
import { isPerson, type Actor } from '../identity/actor.js';
import { maySee } from '../identity/standing.js';
import { Directory } from '../registry/directory.js';
import { CaseFile } from './casefile.entities.js';
import { Docket, outOfSight } from './docket.js';

/** Who may look at a case. Every reading door asks here first. */
@Injectable()
export class Sight {
  constructor(
    private readonly database: Database,
    private readonly docket: Docket,
    private readonly directory: Directory,
  ) {}

  /**
   * The case, if the actor may know of it; a case one may not see is told like a case that does not exist.
   * People see by their standing, citizens their own case, the system and machines that read see all, a channel the
   * cases of its account.
   * @throws Refusal `not_found`
   */
  async case(actor: Actor, caseId: string): Promise<CaseFile> {
    await this.directory.refresh();
    const file = await this.database.rows.one(CaseFile, { id: caseId });
    refuseUnless(file && (await this.sees(actor, file)), 'not_found', outOfSight(caseId));
    return file;
  }

  /** The same question on a case already read. Refresh the directory once before asking for many. */
  async sees(actor: Actor, file: CaseFile): Promise<boolean> {
    switch (actor.kind) {
      case 'system':
        return true;
      case 'machine':
        return actor.accountId === null || actor.accountId === file.accountId;
      case 'citizen':
        return actor.caseId === file.id;
      case 'person':
        return maySee(actor, this.directory.seatOf(actor), await this.docket.standingFacts(this.database.rows, file));
    }
  }

  /**
   * Whether name, contact and account name of the writer may be shown. Of a report to nobody here: an informant's
   * identity is read through its own door, by named persons with a reason. 《信访工作条例》第三十条.
   */
  mayKnowAuthor(actor: Actor, file: Pick<CaseFile, 'kind' | 'firstKind'>): boolean {
    if (file.kind === 'report' || file.firstKind === 'report') return false;
    return actor.kind === 'system' || (isPerson(actor) && actor.roles.some((role) => role !== 'contractor'));
  }
}
