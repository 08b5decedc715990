/** The registry’s doors: files by YAML and workbook, people, absences, tokens. */
import { createRequire } from 'node:module';
import type { Workbook } from 'exceljs';
import { readRegistry } from '../../src/registry/registry-file.js';
import { User } from '../../src/identity/identity.entities.js';
import { Office, onEachDatabase } from '../support/office.js';
import { SMALL_REGISTRY } from '../support/small-registry.js';

const excel = createRequire(import.meta.url)('exceljs') as { Workbook: new () => Workbook };
const REGISTRY = { ...SMALL_REGISTRY, users: [...SMALL_REGISTRY.users!, { login: 'admin', name: '管理员', roles: ['administrator' as const] }] };

async function workbook(sheets: Record<string, unknown[][]>): Promise<Buffer> {
  const book = new excel.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const SHEETS = {
  机构: [['code', 'name', 'parent'], ['water-bureau', '临川市水利局', 'city']],
  departments: [['code', 'name', 'organisation', 'own', 'phone', 'active'], ['water', '市水利局', 'water-bureau', '否', '0599-5550109', '是']],
  职责: [['department', 'text', 'terms', 'source'], ['water', '河道管理', '河道、水库，堤坝', '三定规定'], ['water', '农村供水', '', '三定规定']],
  users: [['login', 'name', 'department', 'roles'], ['water-handler', '水利承办', 'water', 'handler, liaison']],
};

describe('a registry workbook', () => {
  it('is read sheet by sheet, a line of 职责 a duty', async () => {
    const { file } = await readRegistry('r.xlsx', await workbook(SHEETS));
    expect(file.departments).toEqual([{
      code: 'water', name: '市水利局', organisation: 'water-bureau', own: false, phone: '0599-5550109', active: true,
      duties: [{ text: '河道管理', terms: ['河道', '水库', '堤坝'], source: '三定规定' }, { text: '农村供水', source: '三定规定' }],
    }]);
    expect(file.users).toEqual([{ login: 'water-handler', name: '水利承办', department: 'water', roles: ['handler', 'liaison'] }]);
  });

  it.each([
    ['an unknown field', { accounts: [['handle', 'colour'], ['wx', 'red']] }, 'accounts 第 2 行 row colour'],
    ['a wrong value', { accounts: [['handle', 'attachMinutes'], ['wx', '许久']] }, 'accounts 第 2 行 row attachMinutes'],
    ['a duty of nobody', { ...SHEETS, 职责: [['department', 'text'], ['wood', '林']] }, 'duties 第 2 行 row department'],
  ])('names sheet, row and field: %s', async (_what, sheets, field) => {
    await expect(readRegistry('r.xlsx', await workbook(sheets))).rejects.toMatchObject({ code: 'config_wrong', facts: { field } });
  });

  it('YAML that is no YAML is refused with its line', async () => {
    await expect(readRegistry('r.yaml', Buffer.from('accounts:\n  - {handle: [}\n'))).rejects.toMatchObject({ code: 'import_unreadable' });
    await expect(readRegistry('r.yaml', Buffer.from('acounts: []\n'))).rejects.toMatchObject({ code: 'config_wrong', facts: { field: 'acounts' } });
  });
});

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, registry: REGISTRY });
  });
  afterAll(async () => await office.close());

  const yaml = { 'content-type': 'text/yaml' };
  const upload = (bytes: Buffer): { body: Buffer; headers: Record<string, string> } => ({
    headers: { 'content-type': 'multipart/form-data; boundary=line' },
    body: Buffer.concat([Buffer.from('--line\r\ncontent-disposition: form-data; name="file"; filename="r.xlsx"\r\n\r\n'), bytes, Buffer.from('\r\n--line--\r\n')]),
  });

  it('everybody inside reads who answers for what; nobody outside', async () => {
    const { status, body } = await office.as('transport-handler').get<Record<string, Record<string, unknown>[]>>('/api/v1/registry');
    expect(status).toBe(200);
    expect(body['departments']![1]).toMatchObject({ code: 'transport', duties: [{ text: '公共交通' }] });
    expect(new Set(body['accounts']!.map((each) => each['handle']))).toEqual(new Set(['wb', 'wx']));
    expect(body['people']![0]).not.toHaveProperty('email');
    expect((await office.anybody.get('/api/v1/registry')).status).toBe(401);
  });

  it('the administrator takes in YAML and a workbook; all of it or nothing', async () => {
    const url = '/api/v1/registry/imports';
    expect((await office.as('coordinator').post(url, 'organisations: []', yaml)).status).toBe(403);
    expect((await office.as('admin').post(url, 'organisations:\n  - {code: water-bureau, name: 临川市水利局, parent: city}\n', yaml)).body).toMatchObject({ organisations: 1 });
    const bad = upload(await workbook({ ...SHEETS, accounts: [['handle', 'platform', 'name', 'sponsor', 'policy'], ['dy', 'douyin', '抖音', 'office', 'nowhere']] }));
    const refused = await office.as('admin').post(url, bad.body, bad.headers);
    expect(refused).toMatchObject({ status: 422, body: { code: 'config_wrong', field: 'accounts 第 2 行 row policy' } });
    expect(await office.rows.one(User, { login: 'water-handler' })).toBeUndefined();
    const good = upload(await workbook(SHEETS));
    expect((await office.as('admin').post(url, good.body, good.headers)).body).toEqual({ organisations: 1, departments: 1, accounts: 0, users: 1 });
    expect((await office.as('water-handler').get('/api/v1/registry')).status).toBe(200);
  });

  it('a new person gets a one-time password that opens the door', async () => {
    const made = await office.as('admin').post<{ id: string; oneTimePassword: string }>('/api/v1/people', { login: 'new', name: '新人', roles: ['handler'], department: 'urban' });
    expect(made.status).toBe(201);
    const session = await office.anybody.post('/api/v1/session', { login: 'new', password: made.body.oneTimePassword });
    expect(session).toMatchObject({ status: 200, body: { mustChangePassword: true } });
    expect((await office.as('admin').post('/api/v1/people', { login: 'new', name: '又一个', roles: ['handler'] })).status).toBe(409);
    expect((await office.as('admin').post('/api/v1/people', { login: 'mixed', name: '兼任', roles: ['handler', 'auditor'] })).status).toBe(422);
    expect((await office.as('admin').post('/api/v1/people', { login: 'lost', name: '无处', roles: ['handler'], department: 'nowhere' })).status).toBe(422);
    expect((await office.as('coordinator').post('/api/v1/people', { login: 'x', name: 'x', roles: ['handler'] })).status).toBe(403);
  });

  it('one reports one’s own absence with a substitute, and comes back', async () => {
    const user = (await office.rows.one(User, { login: 'urban-head' }))!;
    const url = `/api/v1/people/${user.id}/absence`;
    const away = await office.as('urban-head').post(url, { from: '2026-03-05', until: '2026-03-12', substitute: 'urban-liaison' });
    expect(away.body).toMatchObject({ absentFrom: '2026-03-04T16:00:00.000Z', substituteId: (await office.rows.one(User, { login: 'urban-liaison' }))!.id });
    expect((await office.as('urban-liaison').post(url, {})).status).toBe(403);
    expect((await office.as('urban-head').post(url, { from: '2026-03-12', until: '2026-03-05' })).status).toBe(400);
    expect((await office.as('urban-head').post(url, { substitute: 'urban-head', from: '2026-03-12' })).status).toBe(403);
    expect((await office.as('urban-head').post(url, { substitute: null })).body).toMatchObject({ absentFrom: null, absentUntil: null, substituteId: null });
  });

  it('a token is shown once, works, and ends when it is revoked', async () => {
    const made = await office.as('admin').post<{ id: string; token: string }>('/api/v1/tokens', { scope: 'channel', account: 'wx' });
    expect(made.status).toBe(201);
    const message = { externalId: 't1', occurredAt: '2026-03-04T09:00:00+08:00', text: '路灯不亮' };
    const send = async () => (await office.anybody.post('/api/v1/accounts/wx/messages', message, { authorization: `Bearer ${made.body.token}` })).status;
    expect(await send()).toBe(201);
    expect((await office.as('admin').get('/api/v1/tokens')).body).not.toHaveProperty('tokens.0.token');
    expect((await office.as('admin').delete(`/api/v1/tokens/${made.body.id}`)).status).toBe(204);
    expect(await send()).toBe(401);
    expect((await office.as('admin').post('/api/v1/tokens', { scope: 'channel' })).status).toBe(404);
  });
});
