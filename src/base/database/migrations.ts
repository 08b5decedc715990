import type { Constructor } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import { Migration20261123000000_start as PostgresStart } from './migrations/postgresql/20261123000000-start.js';
import { Migration20261123000000_start as SqliteStart } from './migrations/sqlite/20261123000000-start.js';

interface Listed {
  readonly name: string;
  readonly class: Constructor<Migration>;
}

/** The steps of the schema in order, a list per dialect; named here so that they are found wherever the program runs from. */
export const MIGRATIONS: Record<'sqlite' | 'postgresql', Listed[]> = {
  sqlite: [{ name: '20261123000000-start', class: SqliteStart }],
  postgresql: [{ name: '20261123000000-start', class: PostgresStart }],
};
