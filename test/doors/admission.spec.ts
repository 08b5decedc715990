import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refusal } from '../../src/core/refusal.js';
import { Anybody, DoorGuard, People } from '../../src/identity/door.js';
import { Identity } from '../../src/identity/identity.service.js';
import { Office } from '../support/office.js';
import { changingNothing, expectProblem } from './asking.js';
import { nameOf, routesOf, type Route } from './routes.js';

/** Everything that is open to everybody. A route that is not here must know who comes. */
const PUBLIC = [
  'GET /',
  'GET /*',
  'GET /api/v1/demonstration',
  'GET /api/v1/public/answers',
  'GET /api/v1/public/answers/:number',
  'GET /api/v1/public/questions',
  'GET /api/v1/public/questions/:number',
  'GET /api/v1/public/questions/changes',
  'GET /api/v1/words',
  'GET /health',
  'GET /public',
  'GET /public/*',
  'GET /public/answers',
  'GET /public/answers/:number',
  'GET /public/done/:what',
  'GET /public/lookup',
  'GET /public/notices/off',
  'GET /public/photos.js',
  'GET /public/questions',
  'GET /public/questions/:number',
  'GET /public/received',
  'GET /public/statistics',
  'GET /public/write',
  'GET /ready',
  'POST /api/v1/demonstration/forward',
  'POST /api/v1/public/clarifications',
  'POST /api/v1/public/lookups',
  'POST /api/v1/public/questions/:number/opinions',
  'POST /api/v1/public/ratings',
  'POST /api/v1/public/supplements',
  'POST /api/v1/public/withdrawals',
  'POST /api/v1/session',
  'POST /public/lookup',
  'POST /public/notices/off',
  'POST /public/questions/:number/opinions',
  'POST /public/rating',
  'POST /public/supplement',
  'POST /public/withdrawal',
  'POST /public/write',
];

describe('deny by default', () => {
  let office: Office;
  let id: string;
  beforeAll(async () => {
    office = await Office.open();
    ({ id } = await office.message('wb', { text: '公交车班次太少，早高峰等了四十分钟。' }));
  });
  afterAll(async () => await office.close());

  const ask = (route: Route, headers: Record<string, string> = {}) => {
    const url = route.path.replace(':id', id).replaceAll(/:\w+/g, 'x');
    const { anybody } = office;
    const by = {
      GET: () => anybody.get(url, headers), DELETE: () => anybody.delete(url, headers),
      POST: () => anybody.post(url, {}, headers), PUT: () => anybody.put(url, {}, headers),
    };
    return by[route.method]();
  };

  it('asks everybody who comes through any other than the public doors who they are', async () => {
    const routes = routesOf(office);
    expect(routes.length).toBeGreaterThan(60);
    const open: string[] = [];
    await changingNothing(office, async () => {
      for (const route of routes) {
        const answer = await ask(route);
        if (answer.status === 401 && answer.body['code'] === 'signed_out') expectProblem(answer, 'signed_out', 401);
        else open.push(nameOf(route));
      }
    });
    expect(open.toSorted()).toEqual(PUBLIC);
  });

  it('lets an invented session or token in nowhere', async () => {
    const invented = { cookie: 'huiyin_session=invented', authorization: 'Bearer hy_invented' };
    for (const route of routesOf(office).filter((each) => !PUBLIC.includes(nameOf(each)))) {
      expect([nameOf(route), (await ask(route, invented)).status]).toEqual([nameOf(route), 401]);
    }
  });

  it.each(['auditor', 'contractor'])('lets the %s change no case', async (login) => {
    const acts = routesOf(office).filter(({ method, path }) => method === 'POST' && path.startsWith('/api/v1/cases/:id/'));
    await changingNothing(office, async () => {
      for (const { path } of acts) {
        const { status } = await office.as(login).post(path.replace(':id', id).replaceAll(/:\w+/g, 'x'), { version: 1, reason: '试一试' });
        expect([path, status >= 400 && status < 500]).toEqual([path, true]);
      }
    });
  });

  describe('the guard', () => {
    class Planted {
      nobodySaid(): void {}
      @Anybody() open(): void {}
      @People() closed(): void {}
    }
    const guard = (): DoorGuard => new DoorGuard(new Reflector(), office.app.get(Identity));
    const at = (handler: 'nobodySaid' | 'open' | 'closed'): ExecutionContext =>
      ({
        getHandler: () => Planted.prototype[handler], getClass: () => Planted,
        switchToHttp: () => ({ getRequest: () => ({ headers: {}, cookies: {}, method: 'GET' }) }),
      }) as unknown as ExecutionContext;

    it('refuses a route that says nothing of who may come', async () => {
      await expect(guard().canActivate(at('nobodySaid'))).rejects.toEqual(new Refusal('not_your_part'));
      await expect(guard().canActivate(at('closed'))).rejects.toEqual(new Refusal('signed_out'));
      expect(await guard().canActivate(at('open'))).toBe(true);
    });
  });
});
