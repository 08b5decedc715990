import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../../base/database/database.js';
import type { Role } from '../../core/vocabulary.js';
import type { Person } from '../../identity/actor.js';
import { User } from '../../identity/identity.entities.js';

/** The people of an installation by role and department, for scripts that act in their names. */
export class Cast {
  private constructor(private readonly people: readonly (Person & { readonly login: string })[]) {}

  static async of(app: INestApplicationContext): Promise<Cast> {
    const users = await app.get(Database).rows.find(User, { active: true }, { orderBy: 'login' });
    return new Cast(
      users.map((user) => ({
        kind: 'person' as const, login: user.login, id: user.id, name: user.name, roles: user.roles, departmentId: user.departmentId, organisationId: user.organisationId,
      })),
    );
  }

  /** Somebody with this role; of this department, if one is named; and somebody else than these. */
  one(role: Role, options: { departmentId?: string | null; notThese?: readonly (string | null)[] } = {}): Person {
    const found = this.people.find(
      (person) =>
        person.roles.includes(role) &&
        (options.departmentId === undefined || person.departmentId === options.departmentId) &&
        !options.notThese?.includes(person.id),
    );
    if (!found) throw new Error(`登记册中没有合适的人员 / nobody in the registry is ${role}${options.departmentId ? ' of that department' : ''}`);
    return found;
  }

  named(login: string): Person {
    const found = this.people.find((person) => person.login === login);
    if (!found) throw new Error(`登记册中没有 ${login} / nobody in the registry signs in as ${login}`);
    return found;
  }
}
