#!/usr/bin/env bash
# Before the first release only: writes the first migration of both dialects again from the entities.
# Works beside unfinished code: it compiles without stopping at type errors, and replaces the files at the very end.
set -euo pipefail
cd "$(dirname "$0")/../.."
node=node_modules/.bin/node
scratch=node_modules/.cache/migrate-anew-$$
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/out"
$node config/build/compile.mjs
cp -r dist "$scratch/dist"
printf 'export const MIGRATIONS = { sqlite: [], postgresql: [] };\n' > "$scratch/dist/base/database/migrations.js"
cat > "$scratch/make.mjs" <<E2
import { createMigrations } from './dist/base/database/make-migrations.js';
import { ENTITIES } from './dist/entities.js';
await createMigrations(ENTITIES, '$PWD/$scratch/data', '$PWD/$scratch/out', 'start', process.env.TEST_DATABASE_URL);
E2
$node --disable-warning=ExperimentalWarning test/support/with-postgres.mjs $node "$scratch/make.mjs"
for dialect in sqlite postgresql; do
  file=$(ls "$scratch"/out/$dialect/*-start.ts)
  sed -i -E 's/Migration[0-9]+_start/Migration20261123000000_start/' "$file"
  mkdir -p src/base/database/migrations/$dialect
  mv "$file" src/base/database/migrations/$dialect/20261123000000-start.ts
  mv "$scratch"/out/$dialect/.snapshot-$dialect.json src/base/database/migrations/$dialect/
done
