// The reference: a bare fastify + better-sqlite3 handler that writes the same rows with the same pragmas and commits
// each request. Its rows are copies of what the real door wrote for one message, with fresh ids.
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';

const [file, synchronous] = process.argv.slice(2);
const database = new Database(file);
for (const pragma of ['journal_mode = wal', `synchronous = ${synchronous}`, 'foreign_keys = on', 'cache_size = -32000', 'temp_store = memory']) database.pragma(pragma);

const sample = database.prepare('select * from case_files order by id desc limit 1').get();
const of = (table) => database.prepare(`select * from ${table} where case_id = ? order by id`).all(sample.id);
const tables = { case_files: [sample], messages: of('messages'), deadlines: of('deadlines'), case_events: of('case_events'), deliveries: of('deliveries') };
const inserts = Object.entries(tables).flatMap(([table, rows]) =>
  rows.map((row) => ({ table, row, statement: database.prepare(`insert into ${table} (${Object.keys(row).map((name) => `"${name}"`).join(', ')}) values (${Object.keys(row).map((name) => `@${name}`).join(', ')})`) })));
const count = database.prepare('insert into case_counters (id, last) values (?, 1) on conflict (id) do update set last = case_counters.last + 1 returning last');
const seen = database.prepare('select case_id from messages where account_id = ? and external_id = ?');
const token = database.prepare('select id from tokens where hash = ?');

const take = database.transaction((message) => {
  if (seen.get(sample.account_id, message.externalId)) return undefined;
  const { last } = count.get('bare');
  const caseId = randomUUID();
  for (const { table, row, statement } of inserts) {
    const fresh = { ...row, id: table === 'case_files' ? caseId : randomUUID() };
    if (table === 'case_files') fresh.number = `bare-${last}`;
    else fresh.case_id = caseId;
    if (table === 'messages') Object.assign(fresh, { external_id: message.externalId, text: message.text, raw: JSON.stringify(message) });
    if (table === 'deliveries') fresh.event_id = caseId;
    statement.run(fresh);
  }
  return `bare-${last}`;
});

const server = Fastify();
server.post('/messages', {
  schema: { body: { type: 'object', required: ['externalId', 'text'], properties: { externalId: { type: 'string' }, text: { type: 'string' } } } },
}, async (request, reply) => {
  token.get(request.headers.authorization ?? '');
  const caseNumber = take(request.body);
  return reply.status(201).send({ caseNumber, queryCode: 'ABCDEFGH' });
});
await server.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${server.addresses()[0].port}\n`);
