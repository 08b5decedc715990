import { Injectable } from '@nestjs/common';
import type { Listener } from '../journal/relay.js';

@Injectable()
export class Publishing {
  readonly tell: Listener = { name: 'tell', hear: async () => undefined };
  readonly deliver: Listener = { name: 'deliver', hear: async () => undefined };
  readonly tellMerged: Listener = { name: 'tell_merged', hear: async () => undefined };
}
