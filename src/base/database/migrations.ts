import type { Constructor } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import { Migration20261123000000_start as PostgresStart } from './migrations/postgresql/20261123000000-start.js';
import { Migration20261124000000_full_text as PostgresFullText } from './migrations/postgresql/20261124000000-full-text.js';
import { Migration20261123000000_start as SqliteStart } from './migrations/sqlite/20261123000000-start.js';
import { Migration20261124000000_full_text as SqliteFullText } from './migrations/sqlite/20261124000000-full-text.js';

interface Listed {
  readonly name: string;
  readonly class: Constructor<Migration>;
}

/** The steps of the schema in order, a list per dialect; named here so that they are found wherever the program runs from. */
export const MIGRATIONS: Record<'sqlite' | 'postgresql', Listed[]> = {
  sqlite: [{ name: '20261123000000-start', class: SqliteStart }, { name: '20261124000000-full-text', class: SqliteFullText }],
  postgresql: [{ name: '20261123000000-start', class: PostgresStart }, { name: '20261124000000-full-text', class: PostgresFullText }],
};
