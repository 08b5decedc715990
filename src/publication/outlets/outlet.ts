import type { Account } from '../../registry/registry.entities.js';
import type { DeliveryState, Publication } from '../publication.entities.js';

/** Whom a reply is for, as far as an outlet must know. */
export interface Addressee {
  readonly account: Account;
  /** The writer gave no name on the platform: nobody can be notified there. */
  readonly anonymous: boolean;
}

/**
 * A way out 送达 to the citizen. `key` is the same at every attempt of one delivery: an outlet that has done it
 * answers what it answered before and sends nothing twice.
 */
export interface Outlet {
  readonly name: string;
  /** Also what was corrected: then the publication carries the corrected text. */
  deliver(publication: Publication, addressee: Addressee, key: string): Promise<DeliveryState>;
  /** 撤下 what was delivered, as far as the way allows. */
  takeDown(publication: Publication, addressee: Addressee, key: string): Promise<void>;
}
