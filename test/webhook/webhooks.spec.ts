/** Other systems hear what happened to a case: signed, thin, again until they answer, and never inside the house. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureHolds } from '../../src/core/standard-webhook.js';
import { Courier } from '../../src/base/courier.js';
import { Webhook, WebhookMessage } from '../../src/webhook/webhook.entities.js';
import { Webhooks } from '../../src/webhook/webhook.service.js';
import { administrator } from '../rules/administrator.js';
import { Office, onEachDatabase } from '../support/office.js';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real server on this machine that answers as it is told. */
class Receiver {
  readonly heard: Heard[] = [];
  status: number | 'drop' = 200;
  private server!: Server;

  async open(): Promise<this> {
    this.server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk)).on('end', () => {
        this.heard.push({ headers: request.headers, body });
        if (this.status === 'drop') return void request.socket.destroy();
        response.writeHead(this.status, this.status === 302 ? { location: '/elsewhere' } : this.status === 429 ? { 'retry-after': '3600' } : {}).end();
      });
    });
    await new Promise<void>((done) => void this.server.listen(0, '127.0.0.1', done));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async close(): Promise<void> {
    await new Promise((done) => this.server.close(done));
  }
}

onEachDatabase((dialect) => {
  let office: Office;
  let receiver: Receiver;
  beforeAll(async () => {
    office = await Office.open({ dialect, environment: { WEBHOOK_NETWORKS: '127.0.0.0/8' } });
    await administrator(office);
    await office.remember();
  });
  beforeEach(async () => {
    await office.startOver();
    receiver = await new Receiver().open();
  });
  afterEach(async () => await receiver.close());
  afterAll(async () => await office.close());

  const register = async (more: object = {}) =>
    await office.as('admin').post<{ id: string; secret: string }>('/api/v1/webhooks', { name: '12345 热线', url: receiver.url, ...more });
  const push = async (): Promise<number> => await office.app.get(Webhooks).pushDue();
  const messages = async (): Promise<WebhookMessage[]> => await office.rows.find(WebhookMessage, {}, { orderBy: 'id' });
  const later = (minutes: number): void => office.clock.moveTo(office.clock.now() + minutes * 60_000);

  // The first of all: whoever has heard once is asked from then on.
  it('writes nothing where nobody listens, shows no secret twice, and leaves it to administrators', async () => {
    await office.message('wx', { text: '路灯不亮' });
    const heard = await office.rows.sql.all(`select id from deliveries where listener = 'webhook'`);
    expect(heard).toEqual([]);
    const { body } = await register();
    expect(body.secret).toMatch(/^whsec_/);
    expect(JSON.stringify((await office.as('admin').get('/api/v1/webhooks')).body)).not.toContain('secret');
    expect((await office.rows.find(Webhook, {}))[0]!.secret).not.toContain(body.secret.slice(6));
    expect((await office.as('coordinator').get('/api/v1/webhooks')).status).toBe(403);
    for (const url of ['http://93.184.216.34/hook', 'https://10.0.0.1/', 'https://[::ffff:10.0.0.1]/', 'https://0x0a000001/', 'http://example.org/hook', 'ftp://example.org', 'https://user:pass@example.org/', 'http://10.0.0.1/', 'nonsense']) {
      expect([url, (await register({ url })).status]).toEqual([url, 400]);
    }
  });

  it('sends each act once, signed over its raw bytes, with nothing of what the citizen wrote', async () => {
    const { body: { secret } } = await register();
    const { caseNumber } = await office.message('wx', { kind: 'help', text: '小区电梯坏了，我叫王小明，电话13900000000', author: { id: 'u1', name: '王小明' } });
    await office.settle();
    await push();
    expect(receiver.heard.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual(['case.receive', 'case.pass']);
    for (const { headers, body } of receiver.heard) {
      expect(signatureHolds(secret, headers as never, body, office.clock.now())).toBe(true);
      expect(JSON.parse(body)).toMatchObject({ data: { caseNumber, account: 'wx', kind: 'help' } });
      // Enough of the number that no hash has it by chance.
      expect(body).not.toMatch(/电梯|王小明|139000/);
    }
    expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    expect(await push()).toBe(0);
  });

  it('tells only of the acts and accounts that are wanted, and never of a report', async () => {
    await register({ acts: ['receive'], accounts: ['wb'] });
    await office.message('wx', { text: '路灯不亮' });
    await office.message('wb', { text: '路灯不亮', author: { id: 'a' } });
    await office.message('wb', { kind: 'report', text: '举报某局工作人员吃拿卡要', author: { id: 'b' } });
    await office.settle();
    await push();
    expect(receiver.heard.map(({ body }) => (JSON.parse(body) as { data: { account: string } }).data.account)).toEqual(['wb']);
  });

  it('tries again by the schedule with the same id, a redirect counting as failure, until it is taken', async () => {
    await register({ acts: ['receive'] });
    await office.message('wx', { text: '路灯不亮' });
    await office.settle();
    for (const status of [500, 302, 'drop'] as const) {
      receiver.status = status;
      await push();
      expect(await push()).toBe(0);
      later(60);
    }
    receiver.status = 200;
    await push();
    expect(receiver.heard).toHaveLength(4);
    expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await messages()).toMatchObject([{ state: 'sent', attempts: 4, lastStatus: 200 }]);
  });

  it('gives a busy receiver the time it asks for, and gives up after the last try', async () => {
    await register({ acts: ['receive'] });
    await office.message('wx', { text: '路灯不亮' });
    await office.settle();
    receiver.status = 429;
    await push();
    expect((await messages())[0]!.nextTryAt! - office.clock.now()).toBeGreaterThan(3_000_000);
    receiver.status = 500;
    for (let tries = 0; tries < 12; tries++) {
      later(60 * 48);
      await push();
    }
    expect(await messages()).toMatchObject([{ state: 'dead', attempts: 10, lastError: 'HTTP 500' }]);
    receiver.status = 200;
    const { body } = await office.as('admin').post<{ state: string }>(`/api/v1/webhooks/messages/${(await messages())[0]!.id}/resend`);
    expect(body.state).toBe('queued');
    await push();
    expect(await messages()).toMatchObject([{ state: 'sent' }]);
  });

  it('tries an endpoint that does not answer once, not with everything that waits for it', async () => {
    await register({ acts: ['receive'] });
    for (const author of ['a', 'b', 'c']) await office.message('wb', { text: '路灯不亮', author: { id: author } });
    await office.settle();
    receiver.status = 'drop';
    await push();
    expect(receiver.heard).toHaveLength(1);
    receiver.status = 200;
    expect(await push()).toBe(0);
    later(6);
    expect(await push()).toBe(3);
    expect((await messages()).map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(['sent 2', 'sent 1', 'sent 1']);
  });

  it('goes on with the others when one message is refused', async () => {
    await register({ acts: ['receive'] });
    for (const author of ['a', 'b']) await office.message('wb', { text: '路灯不亮', author: { id: author } });
    await office.settle();
    receiver.status = 400;
    await push();
    expect(receiver.heard).toHaveLength(2);
  });

  it('switches an endpoint off that says 410, drops what waits for it, and says why', async () => {
    const { body: { id } } = await register({ acts: ['receive'] });
    await office.message('wx', { text: '路灯不亮' });
    await office.message('wb', { text: '井盖缺失' });
    await office.settle();
    receiver.status = 410;
    await push();
    expect((await office.rows.one(Webhook, { id }))!).toMatchObject({ active: false, offReason: expect.stringContaining('410') as string });
    expect((await messages()).map(({ state }) => state).toSorted()).toEqual(expect.arrayContaining(['dead']));
    const before = receiver.heard.length;
    await office.message('wb', { text: '又一件', author: { id: 'z' } });
    await office.settle();
    await push();
    expect(receiver.heard.length).toBe(before);
    receiver.status = 200;
    await office.as('admin').post(`/api/v1/webhooks/${id}/switch`, { active: true });
    await office.message('wb', { text: '再一件', author: { id: 'y' } });
    await office.settle();
    await push();
    expect(receiver.heard.length).toBe(before + 1);
  });
});

describe('the courier', () => {
  it.each([
    '127.0.0.1', '10.1.2.3', '172.16.9.9', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '::1', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:7f00:1', '::7f00:1',
    '64:ff9b::a00:1', '2002:a00:1::',
  ])('never calls %s', (address) => {
    expect(new Courier([]).mayCall(address)).toBe(false);
  });

  it('calls the world, and the networks of the house that are meant', () => {
    expect([new Courier([]).mayCall('93.184.216.34'), new Courier([]).mayCall('2606:2800:220:1::1')]).toEqual([true, true]);
    const own = new Courier(['10.1.2.0/24', 'fd00:1::/32']);
    expect([own.mayCall('10.1.2.9'), own.mayCall('10.1.3.9'), own.mayCall('fd00:1::5'), own.mayCall('fd00:2::5')]).toEqual([true, false, true, false]);
  });

  it('is not led inside by a name', async () => {
    const answer = await new Courier([]).post('http://localhost:1/', {}, '{}');
    expect(answer).toMatchObject({ status: null, error: expect.stringMatching(/internal address/) as string });
  });
});
