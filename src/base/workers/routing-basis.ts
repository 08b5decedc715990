import type { DutyList } from '../../core/judgement/ranking.js';
import { readRouter, type Router } from '../../core/routing/router-file.js';

/** What departments are proposed by: the duty lists in force and the learned model, if there is one. */
export interface RoutingBasis {
  /** Changes whenever any of it does. */
  readonly version: string;
  readonly duties: readonly DutyList[];
  /** As it is kept; `null`: duty lists alone. */
  readonly model: Uint8Array | null;
}

/** A basis ready to be asked; unpacked once for each version. */
export class UnpackedBasis {
  private version = '';
  private known: { duties: readonly DutyList[]; router: Router | null } = { duties: [], router: null };

  has(version: string): boolean {
    return version === this.version;
  }

  take({ version, duties, model }: RoutingBasis): void {
    if (this.has(version)) return;
    this.known = { duties, router: model === null ? null : readRouter(model) };
    this.version = version;
  }

  get duties(): readonly DutyList[] {
    return this.known.duties;
  }

  get router(): Router | null {
    return this.known.router;
  }
}
