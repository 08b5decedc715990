import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  it('the migrations lead to exactly the schema of the entities', async () => {
    const office = await Office.open({ dialect });
    const pending = await office.database.orm.schema.getUpdateSchemaSQL({ wrap: false });
    await office.close();
    expect(pending.trim()).toBe('');
  });
});
