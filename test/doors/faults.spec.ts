import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Database } from '../../src/base/database/database.js';
import { projectDirectory } from '../../src/base/settings.js';
import { Office } from '../support/office.js';
import { HAN } from './asking.js';

const LETTER = {
  externalId: 'a-1', occurredAt: '2026-03-04T09:58:00+08:00', text: '请回电13912345678，或139 1234 5678，+86-139-1234-5678，座机0599-5550199，邮箱zhang.san@linchuan.example，证件350702199001011234。',
  author: { id: 'u1', name: '张三', contact: '13912345678' },
};
const PERSONAL = ['13912345678', '1234 5678', '1234-5678', '5550199', 'zhang.san', '350702199001011234'];

/** What the product’s own logger writes for these texts, in a process of its own. */
function written(texts: readonly string[]): string {
  const program = `
    import { JsonLogger } from ${JSON.stringify(join(projectDirectory, 'src/base/log.ts'))};
    const logger = new JsonLogger('trace');
    for (const text of ${JSON.stringify(texts)}) for (const level of ['log', 'error', 'warn', 'debug', 'verbose']) logger[level](text, 'fault');
    logger.error(new Error(${JSON.stringify(texts.join())}), 'fault');`;
  return spawnSync(process.execPath, ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e', program], { encoding: 'utf8' }).stderr;
}

describe('a fault', () => {
  let office: Office;
  const lines: string[] = [];
  beforeAll(async () => {
    office = await Office.open();
    const note = (...parts: unknown[]): void => void lines.push(parts.map(String).join(' '));
    office.app.useLogger({ log: note, error: note, warn: note, debug: note, verbose: note });
    await office.channel('wb').get('/health');
  });
  afterEach(() => {
    mend();
    lines.length = 0;
  });
  afterAll(async () => await office.close());

  /** The database takes nothing any more. */
  const brokenBy = (error: Error): void => void Object.assign(office.app.get(Database), { write: () => Promise.reject(error) });
  const mend = (): void => void delete (office.app.get(Database) as Partial<Database>).write;

  it('is answered with a number and logged once under it, and tells nothing of the inside', async () => {
    brokenBy(new Error(`insert failed: ${JSON.stringify(LETTER)}`));
    const { status, body, headers } = await office.channel('wb').post('/api/v1/accounts/wb/messages', LETTER);
    expect([status, headers['content-type']]).toEqual([500, 'application/problem+json; charset=utf-8']);
    expect(body).toMatchObject({ type: 'urn:huiyin:problem:fault', title: '系统出错', request: expect.stringMatching(/^[\da-f-]{36}$/) });
    expect(JSON.stringify(body)).not.toContain('insert');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(String(body['request']));
    const log = written(lines);
    expect(log).toContain(String(body['request']));
    for (const each of PERSONAL) expect(log).not.toContain(each);
  });

  it('is said in English too', async () => {
    brokenBy(new Error('broken'));
    const { body } = await office.channel('wb').post('/api/v1/accounts/wb/messages', LETTER, { 'accept-language': 'en' });
    expect(HAN.test(`${String(body['title'])}${String(body['detail'])}`)).toBe(false);
  });

  it('of a full disk asks to try again', async () => {
    brokenBy(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }));
    const { status, body } = await office.channel('wb').post('/api/v1/accounts/wb/messages', LETTER);
    expect([status, body['code']]).toEqual([503, 'busy']);
    expect(lines).toHaveLength(1);
  });

  it('a refusal is no fault and is not logged', async () => {
    await office.channel('wb').post('/api/v1/accounts/wb/messages', { ...LETTER, text: 5 });
    await office.anybody.get('/api/v1/cases');
    await office.anybody.get('/nowhere');
    expect(lines).toEqual([]);
  });
});
