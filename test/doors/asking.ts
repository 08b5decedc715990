/** What the tests of doors share: a problem as a person or program reads it, and a look at everything a refusal must leave alone. */
import type { RefusalCode } from '../../src/core/refusal.js';
import type { Answer, Office } from '../support/office.js';

export const HAN = /\p{Script=Han}/u;

/** The answer is this refusal as RFC 9457 asks, in this language, and says what can be done. */
export function expectProblem({ status, body, headers }: Answer, code: RefusalCode, expected: number, language: 'zh' | 'en' = 'zh'): void {
  expect({ status, code: body['code'], body }).toMatchObject({ status: expected, code });
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(headers['content-language']).toBe(language);
  expect(body).toMatchObject({ type: `urn:huiyin:problem:${code}`, status: expected, instance: expect.stringMatching(/^\//) });
  for (const text of [body['title'], body['detail'], body['hint']]) {
    expect(text).toEqual(expect.any(String));
    expect(HAN.test(text as string)).toBe(language === 'zh');
  }
}

const LEFT_OUT = new Set(['turned_away', 'identity_events', 'sessions', 'mikro_orm_migrations', 'sqlite_sequence']);

/** Every row of every table but those that record refusals and visits. */
export async function everything(office: Office): Promise<Record<string, unknown[]>> {
  const { sql } = office.rows;
  const tables = await sql.all<{ name: string }>(
    sql.dialect === 'sqlite'
      ? `select name from sqlite_master where type = 'table'`
      : `select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`,
  );
  const found: Record<string, unknown[]> = {};
  for (const { name } of tables.filter((each) => !LEFT_OUT.has(each.name))) {
    found[name] = (await sql.all(`select * from "${name}"`)).map((row) => JSON.stringify(row)).toSorted();
  }
  return found;
}

/** The answer, after making sure that nothing was changed by asking. */
export async function changingNothing<T>(office: Office, ask: () => Promise<T>): Promise<T> {
  const before = await everything(office);
  const answer = await ask();
  expect(await everything(office)).toEqual(before);
  return answer;
}
