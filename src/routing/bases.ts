import { Injectable } from '@nestjs/common';
import { stopwatch } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { RoutingBasis } from '../base/workers/routing-basis.js';
import { canonicalJson, sha256Hex } from '../core/canonical.js';
import type { DutyList } from '../core/judgement/ranking.js';
import { ROUTER_ENGINE } from '../core/routing/router-file.js';
import { Directory } from '../registry/directory.js';
import { RoutingModel, RoutingModelContent, RoutingSwitch } from './routing.entities.js';

/** The basis with the version of its model. */
export interface BasisInForce extends RoutingBasis {
  readonly modelVersion: number | null;
}

/** Another process may have switched: what is known here is at most this old. */
const FRESH_MS = 5000;

/** What departments are proposed by at this moment: the registry’s duty lists and the model last switched to. */
@Injectable()
export class RoutingBases {
  private basis: BasisInForce = { version: '', duties: [], model: null, modelVersion: null };
  private age: (() => number) | undefined;

  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
  ) {}

  /** The same object as long as nothing changed. */
  async now(force = false): Promise<BasisInForce> {
    if (!force && this.age && this.age() < FRESH_MS) return this.basis;
    await this.directory.refresh();
    const duties = this.dutyLists();
    const modelVersion = await this.modelInForce();
    const version = sha256Hex(canonicalJson({ duties: JSON.parse(JSON.stringify(duties)) as unknown, modelVersion })).slice(0, 16);
    if (version !== this.basis.version) this.basis = { version, duties, model: await this.contentOf(modelVersion), modelVersion };
    this.age = stopwatch();
    return this.basis;
  }

  /** The version last switched to; `null`: duty lists alone. A model of another engine cannot be asked any more. */
  async modelInForce(): Promise<number | null> {
    const [last] = await this.database.rows.find(RoutingSwitch, {}, { orderBy: 'id', descending: true, limit: 1 });
    if (!last || last.version === null) return null;
    const model = await this.database.rows.one(RoutingModel, { version: last.version });
    return model?.engine === ROUTER_ENGINE ? model.version : null;
  }

  async contentOf(version: number | null): Promise<Uint8Array | null> {
    const { rows } = this.database;
    const model = version === null ? undefined : await rows.one(RoutingModel, { version });
    const kept = model && (await rows.one(RoutingModelContent, { id: model.id }));
    return kept ? Uint8Array.from(kept.content as Uint8Array) : null;
  }

  /** Of the departments that take cases now. */
  dutyLists(): DutyList[] {
    return this.directory.allDepartments().filter(({ active }) => active).map(({ id, name, duties }): DutyList => ({
      code: id, name, duties: duties.map(({ text, terms, source }) => ({ text, source: source ?? '', ...(terms && { terms }) })),
    }));
  }
}
