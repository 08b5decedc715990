import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import type { Comparison } from '../core/routing/comparing.js';
import { ROUTER_ENGINE } from '../core/routing/router-file.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { Learning } from '../base/workers/learning.js';
import type { Person } from '../identity/actor.js';
import { Identity } from '../identity/identity.service.js';
import { Directory } from '../registry/directory.js';
import { RoutingBases } from './bases.js';
import { readLessons } from './lessons.js';
import { RoutingModel, RoutingSwitch } from './routing.entities.js';
import { firstAssignments } from './routing.query.js';

/** Who switches: a person, or `null` from the command line. */
export interface Switching {
  readonly userId: string | null;
  readonly reason: string;
}

/** A version as it is read: departments by name, instants ISO, figures as they were measured. */
export interface ModelView extends Pick<RoutingModel, 'version' | 'hash' | 'bytes' | 'threshold' | 'comparison'> {
  readonly inForce: boolean;
  /** Whether this edition of the program can ask it. */
  readonly usable: boolean;
  readonly trainedAt: string;
  readonly learnedFrom: { readonly cases: number; readonly onlyReturned: number; readonly returned: number; readonly byDepartment: Readonly<Record<string, number>> };
  readonly figures: RoutingModel['figures'];
}

/** How first proposals fared: of first assignments made in a month, those that went where it was proposed. */
export interface ProposalFigure {
  readonly month: string;
  /** The department the case was first given to. */
  readonly department: string;
  readonly assignments: number;
  readonly accepted: number;
  /** Made by the machine; not among the accepted. */
  readonly automatic: number;
}

/** 派单模型: which versions there are, how they compare, and which one is asked. */
@Injectable()
export class RoutingModels {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
    private readonly learning: Learning,
    private readonly bases: RoutingBases,
    private readonly identity: Identity,
  ) {}

  /** Newest first. */
  async list(): Promise<ModelView[]> {
    await this.directory.refresh();
    const inForce = await this.bases.modelInForce();
    const models = await this.database.rows.find(RoutingModel, {}, { orderBy: 'version', descending: true });
    return models.map((model) => this.viewOf(model, inForce));
  }

  async switches(): Promise<(Pick<RoutingSwitch, 'version' | 'before' | 'by' | 'reason'> & { at: string })[]> {
    const switches = await this.database.rows.find(RoutingSwitch, {}, { orderBy: 'id', descending: true, limit: 100 });
    return switches.map(({ at, version, before, by, reason }) => ({ at: this.rulebook.today.iso(at), version, before, by, reason }));
  }

  /** Two versions, or the duty lists (`null`), on the held-back cases of today. @throws Refusal `not_found` | `model_of_other_engine` */
  async compare(version: number | null, before: number | null): Promise<Comparison> {
    const [model, former] = [await this.contentOf(version), await this.contentOf(before)];
    await this.directory.refresh();
    const { examples } = await readLessons(this.database.heavy.sql);
    return await this.learning.compare({ examples, duties: this.bases.dutyLists(), model, former: before === null || former === null ? null : { version: before, model: former } });
  }

  /** From the next message on; forth, and back. @throws Refusal `not_found` | `model_of_other_engine` | `model_in_force` */
  async switchTo(version: number | null, { userId, reason }: Switching): Promise<void> {
    await this.contentOf(version);
    await this.database.write('person', async (turn) => {
      const [last] = await turn.rows.find(RoutingSwitch, {}, { orderBy: 'id', descending: true, limit: 1, lock: true });
      const before = last?.version ?? null;
      refuseUnless(before !== version, 'model_in_force', { version });
      await turn.rows.insert(RoutingSwitch, { id: turn.ids.next(), at: turn.now, version, before, by: userId ?? 'command line', reason: reason.trim() });
      await this.identity.note(turn, 'routing_model_switched', userId, { version, before, reason: reason.trim() });
    });
    await this.bases.now(true);
  }

  /** Over the accounts that the person’s organisation answers for or oversees; reports are in none of it. */
  async proposalFigures(person: Person, months: readonly string[]): Promise<ProposalFigure[]> {
    await this.directory.refresh();
    const accounts = [...this.directory.accountsUnder(this.directory.seatOf(person).path[0])];
    const names = this.names();
    const figures: ProposalFigure[] = [];
    for (const month of accounts.length === 0 ? [] : months) {
      const rows = await firstAssignments(this.database.heavy.sql, accounts, ...this.boundsOf(month));
      figures.push(...rows.map(({ department_id: id, assignments, accepted, automatic }) => ({
        month, department: names.get(id) ?? id, assignments: Number(assignments), accepted: Number(accepted), automatic: Number(automatic),
      })));
    }
    return figures;
  }

  private boundsOf(month: string): [number, number] {
    const { today } = this.rulebook;
    const [year, number] = month.split('-').map(Number) as [number, number];
    const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
    return [today.instant(`${month}-01`), today.instant(`${next}-01`)];
  }

  private async contentOf(version: number | null): Promise<Uint8Array | null> {
    if (version === null) return null;
    const model = await this.database.rows.one(RoutingModel, { version });
    refuseUnless(model, 'not_found', { version, say: { zh: `没有版本 ${version}`, en: `There is no version ${version}` } });
    refuseUnless(model.engine === ROUTER_ENGINE, 'model_of_other_engine', { version, engine: model.engine });
    return await this.bases.contentOf(version);
  }

  private viewOf({ version, hash, bytes, engine, trainedAt, lessons, figures, threshold, comparison }: RoutingModel, inForce: number | null): ModelView {
    const names = this.names();
    const named = (id: string): string => names.get(id) ?? id;
    const { cases, onlyReturned, returned } = lessons;
    return {
      version, inForce: version === inForce, usable: engine === ROUTER_ENGINE, trainedAt: this.rulebook.today.iso(trainedAt), hash, bytes, threshold, comparison,
      learnedFrom: { cases, onlyReturned, returned, byDepartment: Object.fromEntries(Object.entries(lessons.byDepartment).map(([id, count]) => [named(id), count])) },
      figures: { ...figures, departments: figures.departments.map((each) => ({ ...each, department: named(each.department) })) },
    };
  }

  private names(): Map<string, string> {
    return new Map(this.directory.allDepartments().map(({ id, name }) => [id, name]));
  }
}
