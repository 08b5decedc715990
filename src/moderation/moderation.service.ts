import { Injectable } from '@nestjs/common';
import type { Turn } from '../base/database/writer.js';
import type { Reading } from '../base/workers/judge.js';
import type { CaseEvent } from '../journal/journal.entities.js';

@Injectable()
export class Moderation {
  read(_event: CaseEvent): Promise<Reading> {
    throw new Error('in the making');
  }
  screen(_turn: Turn, _event: CaseEvent, _reading: Reading): Promise<void> {
    throw new Error('in the making');
  }
}
