import { canonicalJson, sha256Hex } from '../../src/core/canonical.js';
import { RuleVersion } from '../../src/registry/registry.entities.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  it('the migrations lead to exactly the schema of the entities', async () => {
    const office = await Office.open({ dialect });
    const pending = await office.database.orm.schema.getUpdateSchemaSQL({ wrap: false });
    await office.close();
    expect(pending.trim()).toBe('');
  });
});

it('every version of the rules, words and texts in force is kept by the hash of its content', async () => {
  const office = await Office.open();
  const kept = await office.rows.find(RuleVersion, {});
  await office.close();
  expect(new Set(kept.map(({ sort }) => sort))).toEqual(new Set(['policy', 'calendar', 'ladder', 'lexicons', 'quality', 'duties', 'replies', 'mail']));
  for (const { hash, content } of kept) expect(sha256Hex(canonicalJson(JSON.parse(content)))).toBe(hash);
});
