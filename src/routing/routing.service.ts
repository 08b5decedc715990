import { Injectable } from '@nestjs/common';
import type { Turn } from '../base/database/writer.js';
import type { Reading } from '../base/workers/judge.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import type { Listener } from '../journal/relay.js';

@Injectable()
export class Routing {
  readonly unmergeMembers: Listener = { name: 'unmerge', hear: async () => undefined };
  propose(_turn: Turn, _event: CaseEvent, _reading: Reading): Promise<void> {
    throw new Error('in the making');
  }
}
