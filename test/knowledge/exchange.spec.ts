/** Entries from files and back, and one base that mirrors another over real HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { KnowledgeFiles, type Taken } from '../../src/knowledge/knowledge-files.service.js';
import { KnowledgeEntry, KnowledgeSource, KnowledgeVersion } from '../../src/knowledge/knowledge.entities.js';
import { Mirroring } from '../../src/knowledge/mirroring.service.js';
import { administrator } from '../rules/administrator.js';
import { Office, onEachDatabase } from '../support/office.js';
import { approved, BUS, emptied, published } from './entries.js';

const upload = (name: string, text: string): { body: Buffer; headers: Record<string, string> } => ({
  body: Buffer.from(`--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--x--\r\n`),
  headers: { 'content-type': 'multipart/form-data; boundary=x' },
});

const ROWS = [
  { key: 'hotline-1', question: '路灯不亮找谁', answer: '拨打市城管局0599-5550103，24小时内维修。', department: '市城管局', basis: [{ title: '城市照明管理规定', number: '住建部令第4号', article: '第二十二条' }], similar: ['路灯坏了', '=1+1 是多少'] },
  { question: '占道经营怎么举报', answer: '拨打市城管局0599-5550103，注明地点和时间。', department: 'urban', region: '全市', audience: '市民' },
];

onEachDatabase((dialect) => {
  let office: Office;
  let folder: string;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  beforeEach(async () => {
    await emptied(office);
    folder = mkdtempSync(join(tmpdir(), 'huiyin-answers-'));
  });
  afterAll(async () => await office.close());
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const take = async (name: string, text: string): Promise<Taken> => {
    writeFileSync(join(folder, name), text);
    return await office.app.get(KnowledgeFiles).take(join(folder, name), name.endsWith('csv') ? 'csv' : 'jsonl', { id: 'command line', person: false });
  };
  const exported = async (form: string): Promise<string> => (await office.as('coordinator').get<string & object>(`/api/v1/knowledge/export?form=${form}`)).body;
  const entries = async (): Promise<KnowledgeEntry[]> => await office.rows.find(KnowledgeEntry, {}, { orderBy: 'number' });

  it('takes a file once, however often it comes; wrong rows are named and stop no other', async () => {
    const text = [...ROWS.map((row) => JSON.stringify(row)), '{"question": "没有答案", "department": "urban"}', 'not json', JSON.stringify({ ...ROWS[1], question: '谁管', department: '不存在的单位' }),
      JSON.stringify({ ...ROWS[1], question: '联系谁', answer: '请找王大力，手机13900001234。' }), JSON.stringify({ ...ROWS[1], question: '坏链接', basis: [{ title: '某规定', link: 'javascript:alert(1)' }] })].join('\n');
    const first = await take('a.jsonl', text);
    expect(first).toMatchObject({ made: 2, changed: 0, same: 0 });
    expect(first.faults.map(({ line, code }) => [line, code])).toEqual([[3, 'wrong_shape'], [4, 'wrong_shape'], [5, 'unknown_department'], [6, 'gate_blocked'], [7, 'wrong_shape']]);
    expect(first.faults[0]).toMatchObject({ reason: expect.stringContaining('answer'), raw: '{"question": "没有答案", "department": "urban"}' });
    expect(await take('a.jsonl', text)).toMatchObject({ made: 0, changed: 0, same: 2 });
    expect((await entries()).map(({ state, version, key }) => [state, version, key])).toEqual([['in_review', 1, 'hotline-1'], ['in_review', 1, 'question:占道经营怎么举报']]);
    expect(await take('a.jsonl', JSON.stringify({ ...ROWS[0], answer: '拨打市城管局0599-5550103，12小时内维修。' }))).toMatchObject({ changed: 1 });
    const [lamp] = await entries();
    expect((await office.rows.find(KnowledgeVersion, { entryId: lamp!.id }, { orderBy: 'version' })).map(({ stage }) => stage)).toEqual(['superseded', 'in_review']);
  });

  it.each(['csv', 'jsonl'])('what is exported as %s is read back to the same', async (form) => {
    await take('a.jsonl', ROWS.map((row) => JSON.stringify(row)).join('\n'));
    await published(office, { ...BUS, answer: `${BUS.answer}\n第二段，“引号”和,逗号。` });
    const text = await exported(form);
    expect(await take(`b.${form}`, text)).toEqual({ made: 0, changed: 0, same: 3, faults: [] });
  });

  it('a spreadsheet finds no formula in it', async () => {
    await take('a.jsonl', ROWS.map((row) => JSON.stringify({ ...row, question: `=1+1 ${row.question}` })).join('\n'));
    const rows = parse(await exported('csv'), { bom: true, columns: true }) as unknown as Record<string, string>[];
    expect(rows.map(({ question }) => question!.slice(0, 5))).toEqual(["'=1+1", "'=1+1"]);
    expect(rows.every((row) => Object.values(row).every((field) => !/^[=+@-]/.test(field)))).toBe(true);
  });

  it('comes through the door as a file, from the coordinator alone', async () => {
    const { body, headers } = upload('答问.jsonl', JSON.stringify(ROWS[0]));
    expect((await office.as('coordinator').post('/api/v1/knowledge/imports', body, headers)).body).toEqual({ made: 1, changed: 0, same: 0, faults: [] });
    expect((await office.as('transport-head').post('/api/v1/knowledge/imports', body, headers)).status).toBe(403);
    expect((await office.as('coordinator').post('/api/v1/knowledge/imports', {})).status).toBe(415);
    const wrong = upload('答问.pdf', 'x');
    expect((await office.as('coordinator').post('/api/v1/knowledge/imports', wrong.body, wrong.headers)).body['code']).toBe('import_unreadable');
  });

  it('tells what changed since a point, with tombstones, and nothing twice', async () => {
    const bus = await published(office);
    const lamp = await published(office, { question: '路灯不亮找谁', answer: '拨打市城管局0599-5550103。', department: 'urban' }, 'urban-handler');
    interface Page { entries: { id: string; state: string; content?: { question: string } }[]; next: string; more: boolean }
    const changes = async (since: string, more = '', headers = {}) => await office.anybody.get<Page & object>(`/api/v1/public/questions/changes?since=${since}${more}`, headers);
    const first = await changes('0', '&limit=1');
    expect(first.body).toMatchObject({ entries: [{ id: bus.id, state: 'public', content: { question: BUS.question } }], more: true });
    const second = await changes(first.body.next);
    expect(second.body.entries.map(({ id }) => id)).toEqual([lamp.id]);
    const etag = String(second.headers['etag']);
    expect((await changes(first.body.next, '', { 'if-none-match': etag })).status).toBe(304);
    await office.as('reviewer').post(`/api/v1/knowledge/${bus.id}/take-offline`, { reason: '停用' });
    const third = await changes(second.body.next, '', { 'if-none-match': etag });
    expect(third.body.entries).toEqual([expect.objectContaining({ id: bus.id, state: 'gone' })]);
    expect(JSON.stringify(third.body)).not.toContain(BUS.question);
    expect((await changes('x')).status).toBe(400);
    const single = await office.anybody.get(`/api/v1/public/questions/${lamp.number}`);
    expect((await office.anybody.get(`/api/v1/public/questions/${lamp.number}`, { 'if-none-match': String(single.headers['etag']) })).status).toBe(304);
  });
});

describe('a base that mirrors another', () => {
  let superior: Office;
  let mirror: Office;
  beforeAll(async () => {
    superior = await Office.open();
    mirror = await Office.open({ environment: { WEBHOOK_NETWORKS: '127.0.0.0/8' } });
    await administrator(mirror);
  });
  beforeEach(async () => {
    await emptied(superior);
    await emptied(mirror);
  });
  afterAll(async () => {
    await superior.close();
    await mirror.close();
  });

  const pull = async (): Promise<number> => {
    mirror.clock.moveTo(mirror.clock.now() + 61 * 60_000);
    return await mirror.app.get(Mirroring).pullDue();
  };
  const found = async (q: string) => (await mirror.anybody.get<{ entries: { question: string; mirrored: boolean; department: string }[] }>(`/api/v1/public/questions?q=${encodeURIComponent(q)}`)).body.entries;

  it('takes what is public there, follows changes and tombstones, and lets nobody edit it here', async () => {
    const bus = await published(superior);
    await mirror.as('admin').post('/api/v1/knowledge/sources', { name: '省级答问库', url: await superior.address() });
    expect(await pull()).toBe(1);
    expect(await pull()).toBe(0);
    expect(await found('公交')).toMatchObject([{ question: BUS.question, mirrored: true, department: '市交通运输局' }]);
    const [copy] = await mirror.rows.find(KnowledgeEntry, {});
    const view = (await mirror.as('coordinator').get(`/api/v1/knowledge/${copy!.id}`)).body;
    expect(view).toMatchObject({ origin: { source: '省级答问库', number: bus.number } });
    for (const [name, body] of [['submit', { version: 1 }], ['take-offline', { reason: '试试' }]] as const) expect((await mirror.as('coordinator').post(`/api/v1/knowledge/${copy!.id}/${name}`, body)).body['code']).toBe('entry_mirrored');
    const edited = await superior.as('transport-head').put<{ version: number; contentHash: string }>(`/api/v1/knowledge/${bus.id}`, { ...BUS, question: '公交晚点怎么投诉', version: 1 });
    const { contentHash } = (await superior.as('reviewer').get<{ latest: { contentHash: string } }>(`/api/v1/knowledge/${bus.id}`)).body.latest;
    await approved(superior, { ...bus, version: edited.body.version, contentHash }, 'transport-head');
    expect(await pull()).toBe(1);
    expect((await found('公交晚点'))[0]).toMatchObject({ question: '公交晚点怎么投诉' });
    await superior.as('reviewer').post(`/api/v1/knowledge/${bus.id}/take-offline`, { reason: '停用' });
    expect(await pull()).toBe(1);
    expect(await found('公交')).toEqual([]);
    expect((await mirror.anybody.get<{ entries: unknown[] }>('/api/v1/public/questions/changes?since=0')).body.entries).toEqual([]);
    expect((await mirror.as('coordinator').get('/api/v1/knowledge/export')).body).toBe('');
  });

  it('a source that fails is asked later, says why, and costs nothing that was taken', async () => {
    await published(superior);
    const { body } = await mirror.as('admin').post<{ id: string }>('/api/v1/knowledge/sources', { name: '省级答问库', url: await superior.address() });
    await pull();
    await mirror.database.write('person', (turn) => turn.rows.update(KnowledgeSource, body.id, { url: `http://127.0.0.1:1/changes`, nextPullAt: 0 }));
    expect(await pull()).toBe(0);
    const [source] = await mirror.rows.find(KnowledgeSource, {});
    expect(source).toMatchObject({ failures: 1, lastError: expect.stringContaining('没有连上') });
    expect(source!.nextPullAt).toBeGreaterThan(mirror.clock.now() + 60 * 60_000);
    expect(await found('公交')).toHaveLength(1);
    await mirror.as('admin').post(`/api/v1/knowledge/sources/${body.id}/switch`, { active: false });
    expect(await found('公交')).toEqual([]);
  });

  it('asks no address inside the house unless it is meant, and takes none with a password', async () => {
    const add = async (url: string) => (await mirror.as('admin').post('/api/v1/knowledge/sources', { name: '某库', url })).status;
    expect([await add('http://10.0.0.1/'), await add('http://169.254.169.254/latest'), await add('file:///etc/passwd'), await add('https://user:pass@base.example/'), await add('http://base.example/')]).toEqual([400, 400, 400, 400, 400]);
    expect((await mirror.as('coordinator').post('/api/v1/knowledge/sources', { name: '某库', url: 'https://base.example/' })).status).toBe(403);
  });

  it('believes no answer of another shape', async () => {
    const { body } = await mirror.as('admin').post<{ id: string }>('/api/v1/knowledge/sources', { name: '某库', url: `${await superior.address()}/health` });
    const answer = await mirror.as('admin').post(`/api/v1/knowledge/sources/${body.id}/pull`);
    expect(answer.body).toMatchObject({ taken: 0, error: expect.stringContaining('对方的答复不合格式') });
  });
});
