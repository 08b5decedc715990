/**
 * Which rows SQLite goes through. It knows no numbers of rows: where a case’s own are asked for, it would as soon take an
 * index of a state or an instant through those of all cases. PostgreSQL counts its rows and needs no such help.
 */
import { Rows, Tables, type Match, type Sql, type SqlValue } from '../../src/base/database/rows.query.js';
import { answeredCases, seenOf } from '../../src/assessment/spot-check.query.js';
import { promisedToMembers } from '../../src/casefile/casefile.query.js';
import { takenFrom, visibleAmong } from '../../src/desk/live.query.js';
import { SOURCE_NAMES } from '../../src/core/figures.js';
import { ENTITIES } from '../../src/entities.js';
import type { Person } from '../../src/identity/actor.js';
import { User } from '../../src/identity/identity.entities.js';
import { seenMembers } from '../../src/insight/insight.query.js';
import { documentsAfter, DOCUMENTS, factsOfMessages } from '../../src/journal/verify.query.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { noticesBefore } from '../../src/notice/notice.query.js';
import { seenOfTopic } from '../../src/notice/topic-warnings.query.js';
import { Publication } from '../../src/publication/publication.entities.js';
import { publicAnswers } from '../../src/public/answers.query.js';
import { Directory } from '../../src/registry/directory.js';
import { cellsOf } from '../../src/reporting/figures.query.js';
import { firstAssignments } from '../../src/routing/routing.query.js';
import { happeningsOf, lineIs, ofCaseNumber } from '../../src/views/audit.query.js';
import { countOf, pageOf } from '../../src/views/cases.query.js';
import { papersOf } from '../../src/views/papers.query.js';
import { openForDuty } from '../../src/views/rota.query.js';
import { DAY_COUNTS, numbersBehind, receivedSince, returnsSince } from '../../src/views/today.query.js';
import { anyOf, waysToSee, type Way } from '../../src/views/visible.query.js';
import { Office } from '../support/office.js';

/** Asks as it is told, and keeps how the database goes about it. */
class Watched implements Sql {
  readonly dialect = 'sqlite';
  readonly steps: string[] = [];

  constructor(private readonly sql: Sql) {}

  async all<T>(sql: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    const plan = await this.sql.all<{ detail: string }>(`explain query plan ${sql}`, parameters);
    this.steps.push(...plan.map(({ detail }) => detail).filter((detail) => /^(SCAN|SEARCH) /.test(detail)));
    return await this.sql.all<T>(sql, parameters);
  }

  run(): Promise<number> {
    throw new Error('nothing is written here');
  }
}

const many = Array.from({ length: 200 }, (_, index) => `case-${index}`);
const page = { where: [], after: null, limit: 50, timed: false, led: null };
/** A step through the rows of all cases: by an account, a unit, a state or a clock, or along a whole table. */
const THROUGH_ALL = /^SCAN (?:c|d|e|p|r|case_files|deadlines|case_events|publications)\b(?! USING.*autoindex_papers)|^SEARCH (?:c|d|e|n|p|r|a) .*(?:account_id=|AUTOMATIC|\((?:act|public|clock|state|department_id)=\?\))/;
const isByCase = (step: string): boolean => step.includes('case_id=?');
interface Ways {
  readonly coordinator: readonly Way[];
  readonly handler: readonly Way[];
}

/** What leads first, and the question. */
const ASKED: Record<string, readonly [led: string, ask: (sql: Sql, ways: Ways) => Promise<unknown>]> = {
  'promises among merged cases': ['c USING INDEX case_files_lead_id_index', (sql) => promisedToMembers(sql, 'lead')],
  'what the journal says of messages': ['(case_id=?)', (sql) => factsOfMessages(sql, many)],
  'the event of an interim reply': ['d USING INDEX sqlite_autoindex_interims_1', (sql) => documentsAfter(sql, DOCUMENTS[0], '', 50)],
  'the event of a correction': ['d USING INDEX sqlite_autoindex_amendments_1', (sql) => documentsAfter(sql, DOCUMENTS[1], '', 50)],
  'cases taken from a unit': ['(case_id=?)', (sql) => takenFrom(sql, 'unit', many, 0)],
  'which of these a coordinator sees': ['asked USING COVERING INDEX sqlite_autoindex_case_files_1 (id=?)', (sql, { coordinator }) => visibleAmong(sql, many, coordinator)],
  'which of these a handler sees': ['asked USING COVERING INDEX sqlite_autoindex_case_files_1 (id=?)', (sql, { handler }) => visibleAmong(sql, many, handler)],
  'which of these a checker sees': ['asked USING COVERING INDEX sqlite_autoindex_case_files_1 (id=?)', (sql, { handler }) => seenOf(sql, handler, many)],
  'cases answered in a period': ['(clock=? AND stopped_at>? AND stopped_at<?)', (sql, { handler }) => answeredCases(sql, handler, 0, 1)],
  'the first page of public answers': ['publications_public_published_at_index', (sql) => publicAnswers(sql, null, 20)],
  'a later page of them': ['(public=? AND published_at>? AND published_at<?)', (sql) => publicAnswers(sql, { at: 1, id: 'x' }, 20, { from: 0, to: 1 })],
  'documents of all cases, newest first': ['SCAN p USING INDEX sqlite_autoindex_papers_1', (sql, { handler }) => papersOf(sql, { ways: handler, where: [], limit: 50 })],
  'the trail of all cases, newest first': ['SCAN e USING INDEX sqlite_autoindex_case_events_1', (sql, { coordinator }) => happeningsOf(sql, coordinator, [], 50)],
  'the trail of one case': ['e USING INDEX case_events_case_id_seq_unique', (sql, { coordinator }) => happeningsOf(sql, coordinator, [ofCaseNumber('n'), lineIs('act', 'receive')], 50)],
  'members of all open topics': ['p USING INDEX topics_state_heat_index (state=?)', (sql, { handler }) => seenMembers(sql, anyOf(handler), { state: 'open' })],
  'one topic': ['p USING INDEX sqlite_autoindex_topics_1 (id=?)', (sql, { handler }) => seenOfTopic(sql, anyOf(handler), 'topic', 'case')],
  'first assignments of a month': ['(assigned_at>? AND assigned_at<?)', (sql) => firstAssignments(sql, ['a', 'b'], 0, 1)],
  'received today': ['(received_at>?)', (sql, { handler }) => receivedSince(sql, handler, 0)],
  'returns of four weeks': ['(asked_at>?)', (sql, { handler }) => returnsSince(sql, handler, 0)],
  'a page of the cases a unit joined': ['joint_handlings_department_id_index', (sql, { handler }) => pageOf(sql, { ...page, states: ['closed'], ways: handler.filter(({ led }) => led) })],
  'how many these are': ['joint_handlings_department_id_index', (sql, { handler }) => countOf(sql, { ...page, states: ['closed'], ways: handler.filter(({ led }) => led) })],
  'queues of a few states, of an office': ['case_files_state_next_due_at_id_index (state=?)', (sql, { coordinator }) => countOf(sql, { ...page, states: ['received', 'held', 'queued'], ways: coordinator.slice(0, 1) })],
  'what a shift leaves open': ['f USING COVERING INDEX case_files_state_next_due_at_id_index (state=?)', (sql) => openForDuty(sql, ['a', 'b'])],
  'mails that were refused': ['notices_rare', (sql) => noticesBefore(sql, { state: 'dead', before: undefined, limit: 50 })],
};

describe('on SQLite', () => {
  let office: Office;
  let coordinator: readonly Way[];
  let handler: readonly Way[];
  beforeAll(async () => {
    office = await Office.open();
    const directory = await office.app.get(Directory).refresh(true);
    const ways = async (login: string): Promise<readonly Way[]> => waysToSee((await office.rows.one(User, { login })) as unknown as Person, directory);
    [coordinator, handler] = [await ways('coordinator'), await ways('transport-handler')];
  });
  afterAll(async () => await office.close());

  const stepsOf = async (ask: (sql: Sql) => Promise<unknown>): Promise<string[]> => {
    const watched = new Watched(office.rows.sql);
    await ask(watched);
    return watched.steps;
  };
  it('rows of a case are found under the case, whatever else is asked of them', async () => {
    const metadata = office.database.orm.getMetadata();
    const tables = new Tables(metadata);
    const strays: string[] = [];
    const led = new Set<string>();
    for (const entity of ENTITIES as readonly (new () => object)[]) {
      const { properties, primaryKeys, tableName } = metadata.get(entity as never);
      if (!('caseId' in properties) || primaryKeys[0] === 'caseId') continue;
      const found = async (asked: object): Promise<string[]> => await stepsOf((sql) => new Rows(tables, sql).find(entity, { caseId: many, ...asked } as Match<object>));
      // Where no index begins with the case, another leads to its rows, or all are found that wait.
      if (!(await found({})).every(isByCase)) continue;
      led.add(tableName);
      for (const property of Object.keys(properties).filter((name) => name !== 'caseId' && name !== primaryKeys[0])) {
        const steps = await found({ [property]: 'x' });
        if (!steps.every(isByCase)) strays.push(`${tableName}.${property}: ${steps.join('; ')}`);
      }
    }
    expect(strays).toEqual([]);
    for (const name of ['deadlines', 'publications', 'papers', 'notices', 'messages', 'replies', 'purges']) expect(led).toContain(name);
  });

  it.each(Object.entries(ASKED))('%s: not looked for through all there are', async (_, [led, ask]) => {
    const [first, ...rest] = await stepsOf((sql) => ask(sql, { coordinator, handler }));
    expect(first).toContain(led);
    expect(rest.filter((step) => THROUGH_ALL.test(step))).toEqual([]);
  });

  it.each(DAY_COUNTS)('the cases behind the desk’s count “%s” are found by their instant', async (count) => {
    const steps = await stepsOf((sql) => numbersBehind(sql, handler, count, { now: 2, dayBegin: 1, dayEnd: 3, monthBegin: 0 }));
    expect(steps[0]).toMatch(/received_at>|stopped_at>|stopped_at=\? AND due_at/);
  });

  it.each(SOURCE_NAMES.filter((name) => name !== 'events'))('the figures of “%s” ask what else is known of a case under the case', async (source) => {
    for (const live of [true, false]) {
      const steps = await stepsOf((sql) => cellsOf(sql, source, { from: 0, to: 1, asOf: 2, live, zoneOffsetMinutes: 480 }));
      // Events, screenings, follow-ups and assignments are looked up beside the rows that are counted.
      expect(steps.filter((step) => /^(?:SEARCH|SCAN) [esua] /.test(step) && !/\((?:case_)?id=\?/.test(step))).toEqual([]);
    }
  });

  it('a mail that came back is found by its Message-ID, the copies of a reply by the reply', async () => {
    const tables = new Tables(office.database.orm.getMetadata());
    const steps = await stepsOf(async (sql) => {
      await new Rows(tables, sql).find(Notice, { messageId: '<m>', state: ['sent', 'dead'] });
      await new Rows(tables, sql).find(Publication, { replyId: 'r', retractedAt: null }, { orderBy: 'id' });
    });
    expect(steps).toEqual([expect.stringContaining('(message_id=?)'), expect.stringContaining('(reply_id=?)')]);
  });
});
