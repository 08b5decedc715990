// Writes the next migration of each dialect from the entities: npm run migration -- <name>
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';

ensureBuilt();
const { createMigrations } = await import('../../dist/base/database/make-migrations.js');
const { ENTITIES } = await import('../../dist/entities.js');
await createMigrations(ENTITIES, mkdtempSync(join(tmpdir(), 'huiyin-migration-')), null, process.argv[2], process.env.TEST_DATABASE_URL);
