import { Message, TurnedAway } from '../../src/intake/intake.entities.js';
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Database } from '../../src/base/database/database.js';
import { Identity } from '../../src/identity/identity.service.js';
import { Token } from '../../src/identity/identity.entities.js';
import { Directory } from '../../src/registry/directory.js';
import type { RegistryFile } from '../../src/registry/registry.service.js';
import type { RefusalCode } from '../../src/core/refusal.js';
import { Office, onEachDatabase, type Answer } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';
import { changingNothing, expectProblem } from './asking.js';

const DOOR = '/api/v1/accounts/wb/messages';
const LETTER = { externalId: 'a-1', occurredAt: '2026-03-04T09:58:00+08:00', text: '公交车班次太少，早高峰等了四十分钟。' };
const REGISTRY: RegistryFile = {
  ...SMALL_REGISTRY,
  accounts: [...SMALL_REGISTRY.accounts!, { handle: 'old', platform: 'weibo', name: '临川旧号', sponsor: 'office', supervisor: 'city', active: false }],
};
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** What an authorised channel may send that cannot be taken. */
const BAD: readonly [string, Buffer, RefusalCode, number][] = [
  ['a hundred thousand characters', json({ ...LETTER, text: '长'.repeat(100_000) }), 'message_too_long', 413],
  ['an empty text', json({ ...LETTER, text: '' }), 'message_empty', 422],
  ['only blanks', json({ ...LETTER, text: ' \t\n　\u00a0', subject: '  ' }), 'message_empty', 422],
  ['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xb9, 0xab, 0xbd, 0xbb]), Buffer.from('"}')]), 'message_not_text', 400],
  ['broken JSON', Buffer.from('{"text": "公交车'), 'message_not_text', 400],
  ['a list', json([LETTER]), 'wrong_shape', 400],
  ['an empty list', json([]), 'wrong_shape', 400],
  ['a number', json(5), 'wrong_shape', 400],
  ['a text', json('公交车'), 'wrong_shape', 400],
  ['null', json(null), 'wrong_shape', 400],
  ['true', json(true), 'wrong_shape', 400],
  ['no fields', json({}), 'wrong_shape', 400],
  ['an unknown field', json({ ...LETTER, priority: 1 }), 'wrong_shape', 400],
  ['an unknown field of the author', json({ ...LETTER, author: { id: '1', age: 5 } }), 'wrong_shape', 400],
  ['a text that is a number', json({ ...LETTER, text: 5 }), 'wrong_shape', 400],
  ['a text that is an object', json({ ...LETTER, text: { toString: 1 } }), 'wrong_shape', 400],
  ['an author that is a list', json({ ...LETTER, author: [] }), 'wrong_shape', 400],
  ['an author that is a text', json({ ...LETTER, author: 'u1' }), 'wrong_shape', 400],
  ['an author without id', json({ ...LETTER, author: { contact: '13900000000' } }), 'wrong_shape', 400],
  ['an unknown kind', json({ ...LETTER, kind: 'petition' }), 'wrong_shape', 400],
  ['an id of 201 characters', json({ ...LETTER, externalId: 'x'.repeat(201) }), 'wrong_shape', 400],
  ['an id with NUL', json({ ...LETTER, externalId: 'a\0b' }), 'wrong_shape', 400],
  ['no time at all', json({ ...LETTER, occurredAt: undefined }), 'wrong_shape', 400],
  ['yesterday as a time', json({ ...LETTER, occurredAt: '昨天' }), 'wrong_shape', 400],
  ['the thirtieth of February', json({ ...LETTER, occurredAt: '2026-02-30T10:00:00+08:00' }), 'wrong_shape', 400],
  ['a week as a time', json({ ...LETTER, occurredAt: '2026-W10-3' }), 'wrong_shape', 400],
  ['1970', json({ ...LETTER, occurredAt: '1970-01-01T00:00:00Z' }), 'time_out_of_range', 422],
  ['the year 1', json({ ...LETTER, occurredAt: '0001-01-01T00:00:00Z' }), 'time_out_of_range', 422],
];

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, registry: REGISTRY });
    await office.message('wb', { text: '已有一件留言，用来核对什么都没有变。' });
    await office.message('wx', { text: '另一个账号也有一件。' });
    await office.settle();
    // Makes the token of the inactive account, so that the tables stand still afterwards.
    await office.channel('old').get('/health');
  });
  afterAll(async () => await office.close());

  const turnedAway = async (): Promise<TurnedAway[]> => await office.rows.find(TurnedAway, {}, { orderBy: 'id' });
  /** Says it and answers the rows that were kept of it. */
  const refusedAndKept = async (say: () => Promise<Answer>): Promise<{ answer: Answer; kept: TurnedAway[] }> => {
    const before = (await turnedAway()).length;
    const answer = await changingNothing(office, say);
    return { answer, kept: (await turnedAway()).slice(before) };
  };

  describe('what a channel sends and nobody can take', () => {
    it.each(BAD)('%s is refused in both languages, kept byte for byte, and changes nothing', async (_, bytes, code, status) => {
      for (const language of ['zh', 'en'] as const) {
        const headers: Record<string, string> = language === 'en' ? { 'accept-language': 'en' } : {};
        const { answer, kept } = await refusedAndKept(() => office.channel('wb').post(DOOR, bytes, headers));
        expectProblem(answer, code, status, language);
        expect(kept).toHaveLength(1);
        expect(Buffer.compare(Buffer.from(kept[0]!.raw), bytes)).toBe(0);
        expect(kept[0]!.reason).toMatchObject({ code });
      }
    });

    it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/octet-stream'])('%s is refused and kept', async (type) => {
      const bytes = Buffer.from('text=公交车班次太少');
      const { answer, kept } = await refusedAndKept(() => office.channel('wb').post(DOOR, bytes, { 'content-type': type }));
      expectProblem(answer, 'wrong_media_type', 415);
      expect(Buffer.compare(Buffer.from(kept[0]!.raw), bytes)).toBe(0);
    });

    it('a body over the limit is refused with the limit', async () => {
      const { answer } = await refusedAndKept(() => office.channel('wb').post(DOOR, json({ ...LETTER, text: 'x'.repeat(1_048_577) })));
      expectProblem(answer, 'body_too_large', 413);
      expect(answer.body['hint']).toBe('最大 1048576 字节');
    });

    it('an inactive account takes nothing and keeps what came', async () => {
      const { answer, kept } = await refusedAndKept(() => office.channel('old').post('/api/v1/accounts/old/messages', LETTER));
      expectProblem(answer, 'account_inactive', 409);
      expect(kept[0]!.raw.toString()).toBe(JSON.stringify(LETTER));
    });

    it('a supplement of blanks is refused to the citizen and kept', async () => {
      const { caseNumber, queryCode } = await office.message('wb', { text: '幸福小区的电梯停运两周。' });
      const { answer, kept } = await refusedAndKept(() => office.anybody.post('/api/v1/public/supplements', { caseNumber, queryCode, text: ' \n ' }));
      expectProblem(answer, 'message_empty', 422);
      expect(kept.map(({ raw }) => raw.toString())).toEqual([' \n ']);
    });

    it('names what is wrong with each field in both languages', async () => {
      const { body } = await office.channel('wb').post(DOOR, { ...LETTER, text: 5, priority: 1 });
      expect(body['errors']).toEqual([
        { field: 'priority', name: 'priority', problems: ['没有这个字段 / property priority should not exist'] },
        { field: 'text', name: '内容', problems: ['应为文字 / text must be a string'] },
      ]);
    });
  });

  describe('who may not speak for an account', () => {
    const withToken = async (scope: 'channel' | 'read' | 'import', revoked = false): Promise<Record<string, string>> => {
      const accountId = (await office.app.get(Directory).refresh()).accountByHandle('wb').id;
      const token = await office.app.get(Database).write('person', async (turn) => {
        const made = await office.app.get(Identity).makeToken(turn, `${scope} ${revoked}`, scope, accountId);
        if (revoked) await turn.rows.updateWhere(Token, { name: `${scope} true` }, { revokedAt: turn.now });
        return made;
      });
      return { authorization: `Bearer ${token}` };
    };

    it.each<[string, () => Promise<Record<string, string>> | Record<string, string>, RefusalCode, number]>([
      ['without a token', () => ({}), 'signed_out', 401],
      ['with an invented token', () => ({ authorization: 'Bearer hy_invented' }), 'signed_out', 401],
      ['with a password in place of a token', () => ({ authorization: 'Basic YWRtaW46YWRtaW4=' }), 'signed_out', 401],
      ['with a revoked token', () => withToken('channel', true), 'signed_out', 401],
      ['with a token to read', () => withToken('read'), 'not_your_part', 403],
      ['with a token to import', () => withToken('import'), 'not_your_part', 403],
    ])('%s', async (_, headersOf, code, status) => {
      const headers = await headersOf();
      for (const body of [LETTER, Buffer.from('{'), Buffer.from([0xff])]) {
        const { answer, kept } = await refusedAndKept(() => office.anybody.post(DOOR, body, headers));
        expectProblem(answer, code, status);
        // Who is not known fills no store of ours.
        expect(kept).toEqual([]);
      }
      expectProblem(await office.anybody.post(DOOR, LETTER, { ...headers, 'accept-language': 'en' }), code, status, 'en');
    });

    it('a token of another account', async () => {
      const { answer } = await refusedAndKept(() => office.channel('wx').post(DOOR, LETTER));
      expectProblem(answer, 'no_standing', 403);
    });

    it('an account that does not exist', async () => {
      const { answer } = await refusedAndKept(() => office.channel('wx').post('/api/v1/accounts/nobody/messages', LETTER));
      expectProblem(answer, 'unknown_account', 404);
    });

    it('a person signed in is no machine', async () => {
      expectProblem(await changingNothing(office, () => office.as('coordinator').post(DOOR, LETTER)), 'signed_out', 401);
    });
  });

  describe('what is odd and yet taken', () => {
    const taken = async (message: Record<string, unknown>): Promise<Message & { case: CaseFile }> => {
      const { status } = await office.channel('wb').post(DOOR, { ...LETTER, ...message });
      expect(status).toBe(201);
      const found = (await office.rows.one(Message, { externalId: message['externalId'] as string }))!;
      return Object.assign(found, { case: (await office.rows.one(CaseFile, { id: found.caseId }))! });
    };

    it('a time in the future counts as ours', async () => {
      const message = await taken({ externalId: 'future', occurredAt: '2031-01-01T00:00:00Z' });
      expect(message.case.occurredAt).toBe(office.clock.now());
    });

    it('a time without an offset is of the calendar’s zone', async () => {
      const message = await taken({ externalId: 'zoneless', occurredAt: '2026-03-04T08:00:00' });
      expect(message.occurredAt).toBe(Date.parse('2026-03-04T08:00:00+08:00'));
    });

    it('signs no database keeps are blots in the text and stay in the raw body', async () => {
      const message = await taken({ externalId: 'odd', text: '公交车\0太少\ud800了', subject: 'a\0' });
      expect([message.text, message.subject]).toEqual(['公交车\uFFFD太少\uFFFD了', 'a\uFFFD']);
      expect(JSON.parse(message.raw)).toMatchObject({ text: '公交车\0太少\ud800了' });
    });

    it('nulls where a field may be left out', async () => {
      await taken({ externalId: 'nulls', subject: null, author: null, kind: null, publicity: null });
      await taken({ externalId: 'author-nulls', author: { id: 'u9', name: null, contact: null } });
    });

    it('the same id with another text answers 200 and the first text stays', async () => {
      const first = await office.channel('wb').post(DOOR, { ...LETTER, externalId: 'twice' });
      const second = await changingNothing(office, () => office.channel('wb').post(DOOR, { ...LETTER, externalId: 'twice', text: '改过的内容' }));
      expect([first.status, second.status]).toEqual([201, 200]);
      expect(second.body).toEqual(first.body);
      expect((await office.rows.one(Message, { externalId: 'twice' }))!.text).toBe(LETTER.text);
    });

    it('ten at once with the same id are one case', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => office.channel('wb').post(DOOR, { ...LETTER, externalId: 'ten' })));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(9);
      expect(new Set(answers.map(({ body }) => body['caseNumber'])).size).toBe(1);
      expect(await office.rows.find(Message, { externalId: 'ten' })).toHaveLength(1);
    });
  });
});
