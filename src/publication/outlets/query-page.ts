import type { DeliveryState, Publication } from '../publication.entities.js';
import type { Addressee, Outlet } from './outlet.js';

/**
 * The query page 查询页: nothing is pushed to a platform. The writer fetches the reply by number and query code; where
 * the writer is unknown and the reply is public, it reaches them, if at all, as a public answer, and is named so.
 */
export const queryPage: Outlet = {
  name: 'query page',
  deliver(publication: Publication, { anonymous }: Addressee): Promise<DeliveryState> {
    return Promise.resolve(anonymous && publication.public ? 'public_only' : 'delivered');
  },
  /** The page reads what is published now: nothing is left there to take down. */
  takeDown(): Promise<void> {
    return Promise.resolve();
  },
};
