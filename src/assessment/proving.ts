import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import { MatterEvent } from '../journal/journal.entities.js';
import { MatterProofs, type Found } from '../journal/verify.js';
import { AssessedCase, AssessedUnit, Assessment } from './assessment.entities.js';
import { resultHash } from './counting.service.js';
import { marksHash } from './sheets.service.js';
import { ReviewSheet, SpotCheck, SpotCheckCase } from './spot-check.entities.js';
import { redrawn, settledHash } from './spot-checks.service.js';

/**
 * Spot checks drawn again from their frozen population, sheets against what the journal says of them, closed results and
 * fixed assessments hashed again. The chains of their events are checked with the journal.
 */
@Injectable()
export class AssessmentProofs extends MatterProofs {
  constructor(private readonly database: Database) {
    super();
  }

  override async verify(found: Found): Promise<void> {
    await this.spotChecks(found);
    await this.assessments(found);
  }

  private async spotChecks(found: Found): Promise<void> {
    const { rows } = this.database;
    for (const check of await rows.find(SpotCheck, {}, { orderBy: 'id' })) {
      const where = `spot_check ${check.id}`;
      const cases = await rows.find(SpotCheckCase, { checkId: check.id });
      const events = await rows.find(MatterEvent, { matterId: check.id }, { orderBy: 'seq' });
      const said = (act: string): Record<string, unknown> => events.findLast((event) => event.act === act)?.facts ?? {};
      const { populationSame, sampleSame } = redrawn(check, cases);
      if (!populationSame || said('draw')['populationHash'] !== check.populationHash || said('draw')['seed'] !== check.seed) found(where, 'its population or seed is not the one it was drawn from');
      else if (!sampleSame) found(where, 'drawn again it gives other cases');
      const handedIn = new Map(events.filter(({ act }) => act === 'hand_in' || act === 'settle').map(({ facts }) => [facts['sheet'], facts['marksHash']]));
      for (const sheet of await rows.find(ReviewSheet, { checkId: check.id, state: 'handed_in' })) {
        if (sheet.marks === null || handedIn.get(sheet.id) !== marksHash(sheet.marks)) found(`review_sheet ${sheet.id}`, 'the journal knows other marks');
      }
      if (check.state === 'closed' && (settledHash(cases) !== check.resultsHash || said('close')['resultsHash'] !== check.resultsHash)) found(where, 'its results are not those it was closed with');
    }
  }

  private async assessments(found: Found): Promise<void> {
    const { rows } = this.database;
    for (const assessment of await rows.find(Assessment, { state: 'fixed' }, { orderBy: 'id' })) {
      const hash = resultHash(assessment, await rows.find(AssessedUnit, { assessmentId: assessment.id }), await rows.find(AssessedCase, { assessmentId: assessment.id }));
      const [fixed] = await rows.find(MatterEvent, { matterId: assessment.id, act: 'fix' }, { orderBy: 'seq', descending: true, limit: 1 });
      if (hash !== assessment.hash || fixed?.facts['hash'] !== hash) found(`assessment ${assessment.id}`, 'is not what was fixed');
    }
  }
}
