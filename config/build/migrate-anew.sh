#!/usr/bin/env bash
# Before the first release only: writes the first migration of both dialects again from the entities.
set -euo pipefail
cd "$(dirname "$0")/../.."
rm -rf src/base/database/migrations/*/*.ts src/base/database/migrations/*/.snapshot-*
printf 'export const MIGRATIONS = { sqlite: [], postgresql: [] };\n' > src/base/database/migrations.ts
node_modules/.bin/node node_modules/@nestjs/cli/bin/nest.js build
node_modules/.bin/node --disable-warning=ExperimentalWarning test/support/with-postgres.mjs node_modules/.bin/node config/build/migration.mjs start
for dialect in sqlite postgresql; do
  file=$(ls src/base/database/migrations/$dialect/*-start.ts)
  sed -i -E 's/Migration[0-9]+_start/Migration20261123000000_start/' "$file"
  mv "$file" src/base/database/migrations/$dialect/20261123000000-start.ts
done
cat > src/base/database/migrations.ts <<'E2'
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
E2
