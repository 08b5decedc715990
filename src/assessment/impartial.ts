import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Docket } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { maySee } from '../identity/standing.js';
import { Directory } from '../registry/directory.js';
import { handsOn } from './spot-check.query.js';

export const personOf = ({ id, name, roles, departmentId, organisationId }: User): Person => ({ kind: 'person', id, name, roles, departmentId, organisationId });

/** 回避: who may check which case. Nobody checks a case of the own unit, one they did anything on, or one they may not know of. */
@Injectable()
export class Impartial {
  constructor(
    private readonly database: Database,
    private readonly docket: Docket,
    private readonly directory: Directory,
  ) {}

  /** Of this pool, by case, in the order of the pool. */
  async eligible(pool: readonly User[], caseIds: readonly string[]): Promise<Map<string, string[]>> {
    const hands = await handsOn(this.database.rows.sql, caseIds);
    const eligible = new Map<string, string[]>();
    for (const caseId of caseIds) {
      const file = await this.database.rows.one(CaseFile, { id: caseId });
      if (!file) continue;
      const facts = await this.docket.standingFacts(this.database.rows, file);
      const unit = this.unitOf(file.departmentId, file.accountId);
      const may = (user: User): boolean =>
        user.active && !hands.get(caseId)?.has(user.id) && !this.isOfUnit(user, [unit, ...facts.jointDepartmentIds]) && maySee(personOf(user), this.directory.seatOf(personOf(user)), facts);
      eligible.set(caseId, pool.filter(may).map(({ id }) => id));
    }
    return eligible;
  }

  /** Of the unit itself, or of the organisation that the unit is of where the person has no unit. */
  isOfUnit({ departmentId, organisationId }: Pick<User, 'departmentId' | 'organisationId'>, units: readonly string[]): boolean {
    return units.some((unit) => (departmentId === null ? this.directory.allDepartments().some((each) => each.id === unit && each.organisationId === organisationId) : departmentId === unit));
  }

  /** What no unit holds was answered by the own office. */
  unitOf(departmentId: string | null, accountId: string): string {
    return departmentId ?? this.directory.ownOffice(this.directory.account(accountId).sponsorId)?.id ?? '';
  }

  /** Active people of these ids who have one of the roles. */
  async people(ids: readonly string[]): Promise<User[]> {
    const users = ids.length === 0 ? [] : await this.database.rows.find(User, { id: ids, active: true });
    return users.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
}
