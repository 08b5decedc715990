/** Queues by duty, one case with all that happened to it, and the informant who stays unknown. */
import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { Docket } from '../../src/casefile/docket.js';
import { systemActor } from '../../src/identity/actor.js';
import { IdentityEvent } from '../../src/identity/identity.entities.js';
import { Indexing } from '../../src/knowledge/indexing.service.js';
import { Directory } from '../../src/registry/directory.js';
import type { CasePage } from '../../src/views/cases.service.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  let bus: string;
  let report: string;
  const ids: string[] = [];
  beforeAll(async () => {
    office = await Office.open({ dialect });
    const docket = office.app.get(Docket);
    const transport = office.app.get(Directory).department('transport').id;
    const system = systemActor('test');
    bus = (await office.message('wx', { subject: '公交 100% 晚点', text: '公交车班次太少', kind: 'help', author: { id: 'u1', name: '小王', contact: '13900000000' } })).id;
    await docket.perform({ act: 'pass', caseId: bus, actor: system });
    await docket.perform({ act: 'assign', caseId: bus, actor: system }, async () => ({ change: { departmentId: transport } }));
    report = (await office.message('wb', { text: '举报交通局乱收费', kind: 'report', author: { id: 'informant-7', name: '知情人' } })).id;
    for (let index = 0; index < 7; index++) {
      office.at(`2026-03-04T10:0${index + 1}:00+08:00`);
      ids.push((await office.message('wb', { text: `第 ${index} 件留言`, author: { id: `w${index}` } })).id);
    }
    await office.app.get(Indexing).catchUp();
  });
  afterAll(async () => await office.close());

  const list = async (login: string, query: string): Promise<CasePage> => (await office.as(login).get<CasePage & object>(`/api/v1/cases?${query}`)).body;
  const numbers = (page: CasePage): string[] => page.cases.map(({ number }) => number);

  it('a queue comes in the order of due times, page by page, without loss or repetition', async () => {
    const seen: string[] = [];
    let page = await list('coordinator', 'view=screening&limit=3');
    for (let round = 0; round < 10; round++) {
      expect(page.cases.length).toBeLessThanOrEqual(3);
      seen.push(...page.cases.map(({ id }) => id));
      if (page.next === null) break;
      page = await list('coordinator', `view=screening&limit=3&after=${page.next}`);
    }
    expect(seen).toHaveLength(8);
    expect(new Set(seen)).toEqual(new Set([report, ...ids]));
    const dues = (await list('coordinator', 'view=screening')).cases.map(({ nextDueAt }) => nextDueAt);
    expect(dues).toEqual(dues.toSorted((a, b) => Date.parse(a!) - Date.parse(b!)));
  });

  it('shows what is left of the time as the calendar counts it', async () => {
    const [line] = (await list('transport-liaison', 'view=acknowledge')).cases;
    expect(line).toMatchObject({ id: bus, state: 'assigned', stateName: '待签收', department: '市交通运输局', account: '临川发布', chip: { dueDay: expect.stringMatching(/^2026-03-/), sort: expect.stringMatching(/today|soon/) } });
  });

  it('filters by words, account, kind and state; signs are no words', async () => {
    expect(numbers(await list('coordinator', `q=${encodeURIComponent('100%')}`))).toEqual(['20260304-wx-0001']);
    expect(numbers(await list('coordinator', `q=${encodeURIComponent('1_0')}`))).toEqual([]);
    expect((await list('coordinator', 'account=wx')).cases).toHaveLength(1);
    expect((await list('coordinator', 'kind=report')).cases.map(({ id }) => id)).toEqual([report]);
    expect((await list('coordinator', 'state=assigned')).cases).toHaveLength(1);
    expect((await office.as('coordinator').get('/api/v1/cases?state=overdue')).status).toBe(400);
    expect((await office.as('coordinator').get('/api/v1/cases?limit=500')).status).toBe(400);
    expect((await office.as('coordinator').get('/api/v1/cases?after=x')).status).toBe(400);
  });

  it('counts each duty for whoever asks', async () => {
    const counts = async (login: string): Promise<Record<string, number>> => (await office.as(login).get<Record<string, number>>('/api/v1/cases/counts')).body;
    expect(await counts('coordinator')).toMatchObject({ screening: 8, acknowledge: 1, dispatch: 0, accused: 1, overdue: 0 });
    expect(await counts('reviewer')).toMatchObject({ screening: 7, accused: 0 });
    expect(await counts('transport-head')).toMatchObject({ screening: 0, acknowledge: 1 });
    expect(await counts('urban-head')).toMatchObject({ screening: 0, acknowledge: 0 });
  });

  it('one case: messages, clocks with proof, parts, and what may be done next by this person', async () => {
    const { body } = await office.as('coordinator').get(`/api/v1/cases/${bus}`);
    expect(body).toMatchObject({
      number: '20260304-wx-0001', state: 'assigned', department: { name: '市交通运输局' },
      messages: [{ text: '公交车班次太少', author: { id: 'u1', name: '小王', contact: '13900000000' } }], assignments: [], replies: [], papers: [],
    });
    const allowed = (body['allowed'] as { act: string }[]).map(({ act }) => act);
    expect(allowed).toContain('reassign');
    expect(allowed).not.toContain('acknowledge');
    const answer = (body['clocks'] as { clock: string; proof: string; dueDay: string }[]).find(({ clock }) => clock === 'answer')!;
    const proof = await office.as('coordinator').get(answer.proof);
    expect(proof.body).toMatchObject({ holds: true, proof: { result: { dueDay: answer.dueDay }, policy: { name: 'default' } } });
  });

  it('the timeline names acts and people and holds no content', async () => {
    const { body } = await office.as('transport-handler').get<{ events: object[] }>(`/api/v1/cases/${bus}/timeline`);
    expect(body.events).toMatchObject([
      { seq: 1, act: 'receive', name: { zh: '收件', en: 'receive' }, by: { zh: '账号' } }, { act: 'pass', by: { zh: '系统' } }, { act: 'assign', from: 'queued', to: 'assigned' },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/班次|13900000000|"clocks"/);
  });

  it('the writer is shown to those who speak with the citizen, not to the auditor or the contractor', async () => {
    const author = async (login: string): Promise<unknown> =>
      ((await office.as(login).get<{ messages: { author?: object }[] }>(`/api/v1/cases/${bus}`)).body.messages[0]!).author;
    expect(await author('transport-handler')).toMatchObject({ contact: '13900000000' });
    for (const login of ['auditor', 'contractor', 'reviewer', 'deputy', 'transport-head']) expect(await author(login)).toBeUndefined();
  });

  it('a case outside one’s range is told like one that does not exist', async () => {
    for (const path of ['', '/timeline', '/clocks/x/proof']) expect((await office.as('urban-head').get(`/api/v1/cases/${bus}${path}`)).status).toBe(404);
    expect((await office.as('reviewer').get(`/api/v1/cases/${report}`)).status).toBe(404);
    expect((await office.as('auditor').get(`/api/v1/cases/${report}`)).status).toBe(404);
  });

  it('an informant is known to the report officer alone, who says why, and it is written down', async () => {
    const { body } = await office.as('coordinator').get<{ messages: object[] }>(`/api/v1/cases/${report}`);
    expect(body.messages[0]).not.toHaveProperty('author');
    const url = `/api/v1/cases/${report}/informant`;
    expect((await office.as('coordinator').get(`${url}?reason=x`)).status).toBe(403);
    expect((await office.as('report-officer').get(url)).status).toBe(422);
    expect(await office.rows.find(IdentityEvent, { what: 'informant_read' })).toEqual([]);
    const read = await office.as('report-officer').get(`${url}?reason=${encodeURIComponent('核实线索')}`);
    expect(read.body).toMatchObject({ authors: [{ id: 'informant-7', name: '知情人' }] });
    expect(await office.rows.find(IdentityEvent, { what: 'informant_read' })).toMatchObject([{ facts: { reason: '核实线索' } }]);
  });

  it('the trail over all cases is for auditors and administrators, and tells nobody of a report', async () => {
    interface Trail { events: { caseNumber: string; act: string; id: string }[]; next: string | null }
    const trail = async (query = ''): Promise<Trail> => (await office.as('auditor').get<Trail & object>(`/api/v1/audit/events?${query}`)).body;
    const all = await trail();
    expect(all.events.length).toBeGreaterThan(9);
    const { number } = (await office.as('coordinator').get<{ number: string }>(`/api/v1/cases/${report}`)).body;
    expect(all.events.map(({ caseNumber }) => caseNumber)).not.toContain(number);
    expect(await trail(`act=assign&case=${(await list('coordinator', 'state=assigned')).cases[0]!.number}`)).toMatchObject({ events: [{ act: 'assign', name: { zh: '分办' }, to: 'assigned', sealed: expect.any(Boolean) }], next: null });
    const first = await trail('limit=3');
    expect((await trail(`limit=3&before=${first.next}`)).events[0]!.id < first.events[2]!.id).toBe(true);
    expect((await trail('from=2031-01-01')).events).toEqual([]);
    expect((await office.as('coordinator').get('/api/v1/audit/events')).status).toBe(403);
    const { events } = (await office.as('auditor').get<{ events: { what: string; facts: object }[] }>('/api/v1/audit/identities')).body;
    expect(events.find(({ what }) => what === 'informant_read')).toMatchObject({ facts: {} });
  });

  it('the chain is computed again in the background, and what it found is there for who comes back', async () => {
    expect((await office.as('auditor').get('/api/v1/audit/verifications')).body).toEqual({ verification: null });
    expect((await office.as('coordinator').post('/api/v1/audit/verifications')).status).toBe(403);
    const begun = await office.as('auditor').post('/api/v1/audit/verifications');
    expect(begun).toMatchObject({ status: 202, body: { verification: { startedBy: '褚审计', finishedAt: null } } });
    const last = async () => (await office.as('auditor').get<{ verification: { finishedAt: string | null } }>('/api/v1/audit/verifications')).body;
    for (let looks = 0; looks < 200 && (await last()).verification.finishedAt === null; looks++) await new Promise(setImmediate);
    expect(await last()).toMatchObject({ verification: { failed: false, found: { cases: 9, messages: 9, faults: [] } } });
  });

  it('prints a case on a sheet and packs it with the hash of each file, as far as the reader may see it', async () => {
    const asked = async (login: string, path: string) =>
      await office.app.getHttpAdapter().getInstance().inject({ method: 'GET', url: `/api/v1/cases/${path}`, headers: { cookie: `huiyin_session=${await office.session(login)}`, 'accept-language': 'zh-CN' } });
    const sheet = await asked('coordinator', `${bus}/sheet`);
    expect(sheet.headers['content-type']).toBe('text/html; charset=utf-8');
    for (const words of ['网民留言办理单', '公交 100% 晚点', '小王　13900000000', '2026年3月4日（周三） 10:00']) expect(String(sheet.payload)).toContain(words);
    expect(String((await asked('reviewer', `${bus}/sheet`)).payload)).not.toContain('13900000000');
    expect(String((await asked('coordinator', `${report}/sheet`)).payload)).toContain('举报件，依规不列');
    expect((await asked('reviewer', `${report}/sheet`)).statusCode).toBe(404);
    expect((await asked('auditor', `${report}/archive`)).statusCode).toBe(404);

    await office.as('coordinator').act('urge', bus, { reason: '请尽快签收' });
    const bundle = await asked('coordinator', `${bus}/archive`);
    expect(bundle.headers).toMatchObject({ 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="20260304-wx-0001.zip"' });
    const files = unzipSync(bundle.rawPayload);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['办理单.html', '办理经过.csv', 'case.json', 'SHA256SUMS']));
    for (const line of strFromU8(files['SHA256SUMS']!).trim().split('\n')) {
      const [hash, name] = line.split('  ') as [string, string];
      expect(createHash('sha256').update(files[name]!).digest('hex')).toBe(hash);
    }
    expect(JSON.parse(strFromU8(files['case.json']!))).toMatchObject({ number: '20260304-wx-0001', timeline: [{ act: 'receive' }, { act: 'pass' }, { act: 'assign' }, { act: 'urge' }] });
    const paper = Object.keys(files).find((name) => name.startsWith('文书/01-催办单'))!;
    expect(strFromU8(files[paper]!)).toContain('请尽快签收');
    expect(strFromU8(files['办理经过.csv']!)).toContain('分办');
  });

  it('what must be answered stands in the queue of who must, a page at a time like any other', async () => {
    expect((await list('transport-head', 'view=urges')).cases.map(({ id }) => id)).toEqual([bus]);
    expect((await list('urban-head', 'view=urges')).cases).toEqual([]);
    expect((await list('coordinator', 'view=paper_replies')).cases).toEqual([]);
    expect((await office.as('transport-head').get('/api/v1/cases/counts')).body).toMatchObject({ urges: 1, instructions: 0 });
    expect((await list('transport-head', `view=urges&q=${encodeURIComponent('公交')}`)).cases).toHaveLength(1);
  });

  it('a line names the writer to who speaks with the citizen, and of a report to nobody', async () => {
    const writer = async (login: string, id: string): Promise<unknown> => (await list(login, 'limit=100')).cases.find((line) => line.id === id)?.writer;
    expect([await writer('coordinator', bus), await writer('coordinator', report), await writer('auditor', bus)]).toEqual(['小王', null, null]);
  });

  it('what is overdue and what is due soon', async () => {
    await office.app.get(Directory).refresh(true);
    office.at('2026-03-06T17:30:00+08:00');
    const overdue = await list('coordinator', 'view=overdue');
    expect(overdue.cases.length).toBeGreaterThan(0);
    expect(overdue.cases.every(({ chip }) => chip.sort === 'overdue')).toBe(true);
    expect((await list('coordinator', 'view=due_soon')).cases.every(({ chip }) => chip.sort === 'today' || chip.sort === 'soon')).toBe(true);
    expect((await list('coordinator', 'dueBefore=2026-03-05T00:00:00%2B08:00')).cases.every(({ nextDueAt }) => nextDueAt! < '2026-03-05')).toBe(true);
  });
});
