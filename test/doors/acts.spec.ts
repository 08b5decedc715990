import { CaseEvent } from '../../src/journal/journal.entities.js';
import { Office, onEachDatabase, type Answer } from '../support/office.js';
import { changingNothing, expectProblem } from './asking.js';

onEachDatabase((dialect) => {
  let office: Office;
  let id: string;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  beforeEach(async () => {
    ({ id } = await office.message('wb', { text: '幸福小区三号楼的电梯停运两周，请问什么时候能修好？', kind: 'help' }));
    // No judging: the case waits as it came.
  });
  afterAll(async () => await office.close());

  const english = { 'accept-language': 'en' };
  const coordinator = () => office.as('coordinator');
  const act = (name: string) => `/api/v1/cases/${id}/${name}`;

  it('a stale version is refused in both languages and changes nothing', async () => {
    for (const version of [2, 99]) {
      expectProblem(await changingNothing(office, () => coordinator().post(act('pass'), { version })), 'stale_version', 409);
      expectProblem(await coordinator().post(act('pass'), { version }, english), 'stale_version', 409, 'en');
    }
  });

  it('an act in the wrong state says what is possible now', async () => {
    const answer = await changingNothing(office, () => coordinator().post(act('publish'), { version: 1 }));
    expectProblem(answer, 'act_not_allowed', 409);
    expect(answer.body).toMatchObject({ state: 'received', allowed: expect.arrayContaining(['pass']) });
    expectProblem(await coordinator().post(act('publish'), { version: 1 }, english), 'act_not_allowed', 409, 'en');
  });

  it.each<[string, unknown]>([
    ['no version', {}], ['a version that is a text', { version: '1' }], ['version 0', { version: 0 }], ['half a version', { version: 1.5 }], ['an endless version', '{"version": 1e999}'],
    ['an empty list', []], ['a list of bodies', [{ version: 1 }]], ['a number', 5], ['a text', JSON.stringify('1')], ['null', 'null'], ['broken JSON', '{"version": 1'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe])], ['an unknown field', { version: 1, force: true }],
  ])('%s in place of an act', async (_, body) => {
    expectProblem(await changingNothing(office, () => coordinator().post(act('pass'), body)), 'wrong_shape', 400);
    expectProblem(await coordinator().post(act('pass'), body, english), 'wrong_shape', 400, 'en');
  });

  it('characters no database keeps, wherever they stand', async () => {
    const expectRefused = async (say: () => Promise<Answer>) => expectProblem(await changingNothing(office, say), 'wrong_shape', 400);
    await expectRefused(() => coordinator().post(act('relabel'), { version: 1, kind: 'complaint', reason: 'a\0' }));
    await expectRefused(() => coordinator().post(act('relabel'), { version: 1, kind: 'complaint', reason: '\ud800' }));
    await expectRefused(() => coordinator().get('/api/v1/cases/%00'));
    await expectRefused(() => coordinator().get('/api/v1/cases?q=%00'));
    await expectRefused(() => office.anybody.post('/api/v1/session', { login: '\0', password: 'x' }));
  });

  it('an address that cannot be read or leads nowhere', async () => {
    for (const url of ['/api/v1/cases/%E4%ZZ', `/api/v1/cases/${'x'.repeat(300)}`, '/api/v1/nothing', '/api/v1/cases/x/y/z/../../w', '/%']) {
      expectProblem(await coordinator().get(url), 'not_found', 404);
      expectProblem(await coordinator().get(url, english), 'not_found', 404, 'en');
    }
  });

  it('a case that does not exist', async () => {
    for (const unknown of ['01912345-0000-7000-8000-000000000000', 'x', "' or 1=1 --", '回音']) {
      const answer = await changingNothing(office, () => coordinator().post(`/api/v1/cases/${encodeURIComponent(unknown)}/pass`, { version: 1 }));
      expectProblem(answer, 'not_found', 404);
    }
  });

  it('a form of another site, another media type, too much', async () => {
    const say = (type: string, body: string) => changingNothing(office, () => coordinator().post(act('pass'), body, { 'content-type': type }));
    expectProblem(await say('application/x-www-form-urlencoded', 'version=1'), 'wrong_media_type', 415);
    expectProblem(await say('text/plain', '{"version":1}'), 'wrong_media_type', 415);
    expectProblem(await say('application/json', JSON.stringify({ version: 1, reason: 'x'.repeat(1_048_577) })), 'body_too_large', 413);
  });

  it('a page of another site may not act in a person’s name', async () => {
    const from = (origin: string) => coordinator().post(act('pass'), { version: 1 }, { origin, host: 'huiyin.linchuan.example' });
    for (const origin of ['https://evil.example', 'null', 'https://huiyin.linchuan.example.evil.example', 'https://huiyin.linchuan.example:8443']) {
      expectProblem(await changingNothing(office, () => from(origin)), 'not_your_part', 403);
    }
    expect((await from('https://huiyin.linchuan.example')).status).toBe(200);
  });

  it('who has another part is told whose it is', async () => {
    const answer = await changingNothing(office, () => office.as('reviewer').post(act('pass'), { version: 1 }));
    expectProblem(answer, 'not_your_part', 403);
    expect(answer.body['who']).toContain('coordinator');
  });

  it('who may not know of the case is told what a stranger to it is told', async () => {
    const hidden = await changingNothing(office, () => office.as('transport-handler').post(act('acknowledge'), { version: 1 }));
    expectProblem(hidden, 'not_found', 404);
  });

  it('of two who press at once, one moves the case and the other is told that it moved', async () => {
    const answers = await Promise.all([coordinator().post(act('pass'), { version: 1 }), office.as('coordinator2').post(act('pass'), { version: 1 })]);
    const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
    expect(won!.status).toBe(200);
    expectProblem(lost!, 'stale_version', 409);
    expect(lost!.body).toMatchObject({ given: 1, current: 2 });
    expect(await office.rows.find(CaseEvent, { caseId: id, act: 'pass' })).toHaveLength(1);
  });
});
