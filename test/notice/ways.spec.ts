/** 政务微信、短信: other ways out through the same outbox, against real HTTP servers that speak as the gateways do. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newToken, tokenHash } from '../../src/base/secrets.js';
import { Token, User } from '../../src/identity/identity.entities.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { Desk } from '../escalation/desk.js';
import { Office, onEachDatabase } from '../support/office.js';

interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

/** A gateway on this machine: `answers` says what comes next, and what it says when nothing is left. */
class Gateway {
  readonly asked: Asked[] = [];
  answers: ({ status?: number; fields: object } | 'drop')[] = [];
  private server!: Server;

  constructor(private readonly otherwise: (asked: Asked) => object) {}

  async open(): Promise<this> {
    this.server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => {
        const { pathname, searchParams } = new URL(request.url!, 'http://gateway');
        const asked: Asked = { path: pathname, query: searchParams, headers: request.headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
        this.asked.push(asked);
        const answer = (pathname === '/cgi-bin/gettoken' ? undefined : this.answers.shift()) ?? { fields: this.otherwise(asked) };
        if (answer === 'drop') return void request.socket.destroy();
        response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.fields));
      });
    });
    await new Promise<void>((done) => void this.server.listen(0, '127.0.0.1', done));
    return this;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  forget(): void {
    this.asked.length = 0;
    this.answers = [];
  }

  of(path: string): Asked[] {
    return this.asked.filter((each) => each.path === path);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

const SEND = '/cgi-bin/message/send';

onEachDatabase((dialect) => {
  let wecom: Gateway;
  let sms: Gateway;
  let office: Office;
  let desk: Desk;
  let weeks = 0;
  beforeAll(async () => {
    wecom = await new Gateway(({ path }) => (path === SEND ? { errcode: 0, errmsg: 'ok', msgid: 'm' } : { errcode: 0, access_token: `token-${wecom.of('/cgi-bin/gettoken').length}`, expires_in: 7200 })).open();
    sms = await new Gateway(() => ({ code: 0 })).open();
    office = await Office.open({
      dialect,
      environment: { PUBLIC_URL: 'https://huiyin.example', WECOM_URL: `http://corp:open%20sesame@${wecom.host}/?agent=1000002`, SMS_URL: `http://office:let-me-in@${sms.host}/send` },
    });
    desk = new Desk(office);
    await office.database.write('person', async (turn) => {
      await turn.rows.updateWhere(User, { login: 'urban-liaison' }, { wecom: 'liu' });
      await turn.rows.updateWhere(User, { login: 'urban-head' }, { wecom: 'zhang', phone: '13800000001' });
    });
    await office.remember();
  });
  // A week after the other: the token of the last has long run out.
  beforeEach(async () => {
    for (const gateway of [wecom, sms]) gateway.forget();
    await office.startOver(new Date(Date.parse('2026-03-04T10:00:00+08:00') + weeks++ * 7 * 86_400_000).toISOString());
  });
  afterAll(async () => {
    await office.close();
    await Promise.all([wecom.close(), sms.close()]);
  });

  const notices = async (way: Notice['way']): Promise<Notice[]> => await office.rows.find(Notice, { way }, { orderBy: 'id' });
  const later = async (minutes: number): Promise<void> => {
    office.clock.moveTo(office.clock.now() + minutes * 60_000);
    await office.settle();
  };

  it('tells by WeCom, beside the mail, who has an account there, with a card that holds no more than a subject', async () => {
    const id = await desk.assigned('urban', { text: '我是王小明，楼下施工。' });
    await office.settle();
    const [sent] = wecom.of(SEND);
    const [notice] = await notices('wecom');
    expect(wecom.of(SEND)).toHaveLength(1);
    expect(sent!.query.get('access_token')).toBe('token-1');
    expect(sent!.body).toMatchObject({
      touser: 'liu', agentid: 1000002, msgtype: 'textcard', enable_duplicate_check: 1,
      textcard: { description: notice!.subject, url: `https://huiyin.example/cases/${id}?notice=${notice!.id}` },
    });
    expect(JSON.stringify(sent!.body)).not.toMatch(/王小明|施工/);
    expect(notice).toMatchObject({ state: 'sent', address: 'liu', template: 'assigned' });
    expect((await notices('mail')).map(({ state }) => state)).toEqual(['sent', 'sent']);
    await desk.assigned();
    await office.settle();
    expect([wecom.of('/cgi-bin/gettoken').length, wecom.of(SEND).length, sms.asked.length]).toEqual([1, 2, 0]);
  });

  it('asks for a new token when the old one is refused, waits when it is busy, and buries what has no reader', async () => {
    wecom.answers = [{ fields: { errcode: 42001, errmsg: 'access_token expired' } }];
    await desk.assigned();
    await office.settle();
    expect([wecom.of('/cgi-bin/gettoken').length, (await notices('wecom'))[0]!.state]).toEqual([2, 'sent']);
    wecom.answers = [{ fields: { errcode: 45009, errmsg: 'api freq out of limit' } }, { fields: { errcode: 81013, errmsg: 'user & party & tag all invalid' } }];
    await desk.assigned();
    await office.settle();
    expect((await notices('wecom'))[1]).toMatchObject({ state: 'queued', attempts: 1 });
    await later(3);
    expect((await notices('wecom'))[1]).toMatchObject({ state: 'dead', lastError: expect.stringContaining('81013') as string });
  });

  it('loses nothing while the gateway is away or refuses the application, says no secret, and the mail goes on', async () => {
    wecom.answers = ['drop', { fields: { errcode: 40001, errmsg: 'invalid credential' } }];
    await desk.assigned();
    await office.settle();
    expect((await notices('mail')).every(({ state }) => state === 'sent')).toBe(true);
    expect((await notices('wecom'))[0]).toMatchObject({ state: 'queued', attempts: 0 });
    await later(1);
    expect((await notices('wecom'))[0]!.lastError).toContain('40001');
    expect((await notices('wecom'))[0]!.lastError).not.toMatch(/sesame|token-1/);
    await later(5);
    expect((await notices('wecom'))[0]!.state).toBe('sent');
  });

  it('sends the most urgent by short message, and tries again what the gateway does not take', async () => {
    const id = await desk.handling();
    sms.answers = [{ fields: { code: 'QUOTA' } }, { status: 503, fields: {} }];
    await office.as('supervisor').act('supervise', id, { reason: '多次反映', asked: '限期办结' });
    await office.settle();
    await later(3);
    await later(9);
    const [notice] = await notices('sms');
    expect(sms.asked).toHaveLength(3);
    expect(notice).toMatchObject({ state: 'sent', attempts: 3, address: '13800000001' });
    expect(new Set(sms.asked.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([notice!.id]));
    expect(sms.asked[0]!.headers.authorization).toBe(`Basic ${Buffer.from('office:let-me-in').toString('base64')}`);
    expect(sms.asked[0]!.body).toEqual({ id: notice!.id, phone: '13800000001', text: `${notice!.subject} https://huiyin.example/cases/${id}?notice=${notice!.id}` });
  });

  it('keeps read receipts: of its reader alone, and what the gateway reports', async () => {
    const id = await desk.handling();
    await office.as('supervisor').act('supervise', id, { reason: '多次反映', asked: '限期办结' });
    await office.settle();
    const [card, message] = [(await notices('wecom')).find(({ template }) => template === 'supervision')!, (await notices('sms'))[0]!];
    expect((await office.as('urban-liaison').post(`/api/v1/notices/${card.id}/read`)).status).toBe(404);
    expect((await office.as('urban-head').post(`/api/v1/notices/${card.id}/read`)).status).toBe(204);
    const readAt = office.clock.now();
    await later(5);
    await office.as('urban-head').post(`/api/v1/notices/${card.id}/read`);
    expect((await office.rows.one(Notice, { id: card.id }))!.readAt).toBe(readAt);

    const token = newToken();
    await office.database.write('person', (turn) => turn.rows.insert(Token, { id: turn.ids.next(), name: '短信网关', hash: tokenHash(token), scope: 'receipts', accountId: null, createdAt: turn.now }));
    const report = async (receipts: object[], bearer = token) => await office.anybody.post('/api/v1/notices/receipts', { receipts }, { authorization: `Bearer ${bearer}` });
    expect(await report([{ id: message.id, state: 'failed', reason: '空号' }, { id: 'nobody', state: 'read' }])).toMatchObject({ status: 200, body: { known: 1 } });
    expect((await report([{ id: message.id, state: 'read' }], 'wrong')).status).toBe(401);
    expect((await report([{ id: message.id, state: 'eaten' }])).status).toBe(400);
    const listed = await office.as('supervisor').get<{ notices: Record<string, unknown>[] }>('/api/v1/notices');
    expect(listed.body.notices).toContainEqual(expect.objectContaining({ way: 'sms', state: 'dead', lastError: expect.stringContaining('空号') as string }));
    expect(listed.body.notices).toContainEqual(expect.objectContaining({ way: 'wecom', state: 'sent', readAt: expect.any(String) as string }));
  });
});
