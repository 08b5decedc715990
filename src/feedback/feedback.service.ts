import { Injectable } from '@nestjs/common';
import type { Listener } from '../journal/relay.js';

@Injectable()
export class Feedback {
  readonly closing: Listener = { name: 'close', hear: async () => undefined };
}
