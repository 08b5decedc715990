import { Injectable } from '@nestjs/common';
import type { Listener } from '../journal/relay.js';

@Injectable()
export class Notices {
  readonly listener: Listener = { name: 'notice', hear: async () => undefined };
  sendDue(): Promise<number> {
    return Promise.resolve(0);
  }
}
