import { Database } from '../../src/base/database/database.js';
import { Identity, type NewUser } from '../../src/identity/identity.service.js';
import { IdentityEvent, User } from '../../src/identity/identity.entities.js';
import { Office, onEachDatabase, type Answer } from '../support/office.js';
import { changingNothing, expectProblem } from '../doors/asking.js';

const SESSION = '/api/v1/session';
const PASSWORD = 'Yulan-2026-spring';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, registry: {} });
  });
  beforeEach(async () => {
    await enter({ login: 'wang', name: '王受理', password: PASSWORD, roles: ['coordinator'], mustChangePassword: false });
    await office.database.write('person', (turn) => turn.rows.updateWhere(User, { login: 'wang' }, { failures: 0, lockedUntil: null }));
  });
  afterAll(async () => await office.close());

  const enter = async (wanted: NewUser): Promise<User> =>
    await office.app.get(Database).write('person', (turn) => office.app.get(Identity).putUser(turn, wanted));
  const signIn = async (login: string, password: string, headers: Record<string, string> = {}): Promise<Answer> =>
    await office.anybody.post(SESSION, { login, password }, headers);
  /** The cookie as a browser would send it back. */
  const cookieOf = ({ headers }: Answer): Record<string, string> => ({ cookie: String(headers['set-cookie']).split(';')[0]! });
  const signedIn = async (login = 'wang', password = PASSWORD): Promise<Record<string, string>> => {
    const answer = await signIn(login, password);
    expect(answer.status).toBe(200);
    return cookieOf(answer);
  };
  const later = (minutes: number): void => office.clock.moveTo(office.clock.now() + minutes * 60_000);
  const who = async (cookie: Record<string, string>): Promise<Answer> => await office.anybody.get(SESSION, cookie);

  it('the right password opens a session in a cookie that no script reads and no other site sends', async () => {
    const answer = await signIn('wang', PASSWORD);
    expect(answer.body).toEqual({ name: '王受理', roles: ['coordinator'], mustChangePassword: false });
    const flags = String(answer.headers['set-cookie']).split('; ').slice(1);
    expect(flags.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
    expect((await who(cookieOf(answer))).body).toMatchObject({ name: '王受理', roles: ['coordinator'], mustChangePassword: false });
  });

  it('the database holds neither password nor cookie', async () => {
    const { cookie } = await signedIn();
    const kept = JSON.stringify([await office.rows.sql.all('select * from users'), await office.rows.sql.all('select * from sessions'), await office.rows.sql.all('select * from identity_events')]);
    expect(kept).not.toContain(PASSWORD);
    expect(kept).not.toContain(cookie!.split('=')[1]);
    expect(kept).toContain('$argon2id$');
  });

  it('an administrator changes roles, renews a forgotten password and signs people out; nobody locks themselves out', async () => {
    const admin = await enter({ login: 'guan', name: '管理', password: PASSWORD, roles: ['administrator'], mustChangePassword: false });
    const { id } = await enter({ login: 'li', name: '李承办', password: PASSWORD, roles: ['handler'], mustChangePassword: false });
    const [boss, worker] = [await signedIn('guan'), await signedIn('li')];
    const change = async (who: string, body: object): Promise<Answer> => await office.anybody.put(`/api/v1/people/${who}`, { name: '李承办', roles: ['head'], active: true, ...body }, boss);

    expect((await change(id, { phone: '0599-5550101' })).status).toBe(200);
    expect((await who(worker)).body).toMatchObject({ roles: ['head'] });
    expect(await change(id, { roles: ['head', 'auditor'] })).toMatchObject({ status: 422, body: { code: 'roles_exclude' } });
    expect(await change(id, { department: 'nowhere' })).toMatchObject({ status: 422, body: { code: 'unknown_department' } });
    expect((await change(admin.id, { roles: ['administrator'], active: false })).status).toBe(403);
    expect((await office.anybody.put(`/api/v1/people/${admin.id}`, { name: '李', roles: ['administrator'], active: true }, worker)).status).toBe(403);

    expect((await office.anybody.post(`/api/v1/people/${id}/sign-out`, {}, boss)).status).toBe(204);
    expect((await who(worker)).status).toBe(401);
    const renewed = await office.anybody.post<{ oneTimePassword: string }>(`/api/v1/people/${id}/password`, {}, boss);
    expect((await signIn('li', PASSWORD)).status).toBe(401);
    expect((await signIn('li', renewed.body.oneTimePassword)).body).toMatchObject({ mustChangePassword: true });
    const open = cookieOf(await signIn('li', renewed.body.oneTimePassword));
    expect((await change(id, { active: false })).status).toBe(200);
    expect((await who(open)).status).toBe(401);
    expect((await signIn('li', renewed.body.oneTimePassword)).status).toBe(401);
    expect((await office.rows.find(IdentityEvent, { userId: id })).map(({ what }) => what)).toEqual(expect.arrayContaining(['user_changed', 'password_renewed', 'sessions_ended']));
  });

  it('a wrong password and an unknown login are answered alike, to the fifth try and beyond', async () => {
    const course = async (login: string): Promise<unknown[]> => {
      const answers: unknown[] = [];
      for (let round = 0; round < 6; round++) {
        const { status, body } = await signIn(login, 'Falsch-2026-spring');
        answers.push({ status, ...body });
      }
      return answers;
    };
    const [known, unknown] = [await course('wang'), await course('stranger')];
    expect(known).toEqual(unknown);
    expect(known.map((each) => (each as { status: number }).status)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('five wrong tries lock the login for fifteen minutes, against the right password too', async () => {
    for (let round = 0; round < 5; round++) expectProblem(await signIn('wang', 'x'), 'wrong_login', 401);
    const locked = await signIn('wang', PASSWORD);
    expectProblem(locked, 'too_many_tries', 429);
    expect(locked.body).toMatchObject({ seconds: 900, hint: '900 秒后再试' });
    expectProblem(await signIn('wang', PASSWORD, { 'accept-language': 'en' }), 'too_many_tries', 429, 'en');
    later(14);
    expect((await signIn('wang', PASSWORD)).body).toMatchObject({ seconds: 60 });
    later(1);
    expect((await signIn('wang', PASSWORD)).status).toBe(200);
  });

  it('wrong tries sent at once are counted one by one', async () => {
    await Promise.all(Array.from({ length: 5 }, () => signIn('wang', 'x')));
    expectProblem(await signIn('wang', PASSWORD), 'too_many_tries', 429);
  });

  it('a right password forgets the wrong ones before it', async () => {
    for (let round = 0; round < 4; round++) await signIn('wang', 'x');
    await signedIn();
    for (let round = 0; round < 4; round++) await signIn('wang', 'x');
    expect((await signIn('wang', PASSWORD)).status).toBe(200);
  });

  it('every failure and every success leaves a line, without what was typed', async () => {
    await signIn('wang', 'Geheim-12345');
    await signIn('nobody', 'Geheim-12345');
    await signedIn();
    const lines = await office.rows.find(IdentityEvent, {}, { orderBy: 'id' });
    expect(lines.map(({ what }) => what).slice(-3)).toEqual(['sign_in_failed', 'sign_in_failed', 'signed_in']);
    expect(JSON.stringify(lines)).not.toContain('Geheim');
  });

  it('a session ends after two idle hours', async () => {
    const cookie = await signedIn();
    for (let hour = 0; hour < 3; hour++) {
      later(119);
      expect((await who(cookie)).status).toBe(200);
    }
    later(120);
    expectProblem(await who(cookie), 'signed_out', 401);
  });

  it('a session ends after twelve hours however busy', async () => {
    const cookie = await signedIn();
    for (let hour = 0; hour < 11; hour++) {
      later(60);
      expect((await who(cookie)).status).toBe(200);
    }
    later(60);
    expectProblem(await who(cookie), 'signed_out', 401);
  });

  it('signing out ends the session and no other', async () => {
    const [mine, other] = [await signedIn(), await signedIn()];
    const out = await office.anybody.delete(SESSION, mine);
    expect([out.status, String(out.headers['set-cookie'])]).toEqual([204, expect.stringContaining('huiyin_session=;')]);
    expectProblem(await who(mine), 'signed_out', 401);
    expect((await who(other)).status).toBe(200);
  });

  it('a person who is no longer active is out at once and cannot come back', async () => {
    const cookie = await signedIn();
    await office.database.write('person', (turn) => turn.rows.updateWhere(User, { login: 'wang' }, { active: false }));
    expectProblem(await who(cookie), 'signed_out', 401);
    expectProblem(await signIn('wang', PASSWORD), 'wrong_login', 401);
  });

  describe('a new password', () => {
    const change = async (cookie: Record<string, string>, old: string, fresh: string): Promise<Answer> =>
      await office.anybody.post(`${SESSION}/password`, { old, fresh }, cookie);

    it.each(['Ab1-', 'alllowercaseletters', 'ONLY-CAPITALS', '1234567890', 'abcdefgh12', PASSWORD])('%s is refused', async (fresh) => {
      const cookie = await signedIn();
      expectProblem(await changingNothing(office, () => change(cookie, PASSWORD, fresh)), 'password_weak', 422);
    });

    it('needs the old one', async () => {
      const cookie = await signedIn();
      expectProblem(await changingNothing(office, () => change(cookie, 'Falsch-2026', 'Jasmin-2026-summer')), 'wrong_login', 401);
    });

    it('ends every session and opens the next with itself alone', async () => {
      const [mine, other] = [await signedIn(), await signedIn()];
      expect((await change(mine, PASSWORD, 'Jasmin-2026-summer')).status).toBe(204);
      for (const cookie of [mine, other]) expectProblem(await who(cookie), 'signed_out', 401);
      expectProblem(await signIn('wang', PASSWORD), 'wrong_login', 401);
      await signedIn('wang', 'Jasmin-2026-summer');
    });
  });

  describe('a one-time password', () => {
    const ONE_TIME = 'AB2CD-xy3zw-EF4GHa';
    beforeEach(async () => void (await enter({ login: 'new', name: '新人', password: ONE_TIME, roles: ['coordinator'] })));

    it('opens nothing but its own change', async () => {
      const answer = await signIn('new', ONE_TIME);
      expect(answer.body).toMatchObject({ mustChangePassword: true });
      const cookie = cookieOf(answer);
      expect((await who(cookie)).body).toMatchObject({ mustChangePassword: true });
      for (const door of ['/api/v1/cases', '/api/v1/people', '/api/v1/cases/x']) {
        expectProblem(await changingNothing(office, () => office.anybody.get(door, cookie)), 'password_to_change', 403);
        expectProblem(await office.anybody.get(door, { ...cookie, 'accept-language': 'en' }), 'password_to_change', 403, 'en');
      }
      expectProblem(await changingNothing(office, () => office.anybody.post('/api/v1/entries', {}, cookie)), 'password_to_change', 403);
      expect((await office.anybody.post(`${SESSION}/password`, { old: ONE_TIME, fresh: PASSWORD }, cookie)).status).toBe(204);
      const fresh = await signedIn('new', PASSWORD);
      expect((await office.anybody.get('/api/v1/cases', fresh)).status).toBe(200);
    });

    it('can be left alone by signing out', async () => {
      expect((await office.anybody.delete(SESSION, await signedIn('new', ONE_TIME))).status).toBe(204);
    });
  });

  it.each([['administrator', 'coordinator'], ['auditor', 'reviewer'], ['administrator', 'auditor']] as const)('%s and %s are never one person', async (one, other) => {
    await enter({ login: 'root', name: '管理员', password: PASSWORD, roles: ['administrator'], mustChangePassword: false });
    const cookie = await signedIn('root');
    const body = { login: 'both', name: '一身两任', roles: [one, other] };
    expectProblem(await changingNothing(office, () => office.anybody.post('/api/v1/people', body, cookie)), 'roles_exclude', 422);
  });

  it('a page of another site can neither change a password nor sign out', async () => {
    const cookie = { ...(await signedIn()), origin: 'https://evil.example', host: 'huiyin.linchuan.example' };
    expectProblem(await office.anybody.post(`${SESSION}/password`, { old: PASSWORD, fresh: 'Jasmin-2026-summer' }, cookie), 'not_your_part', 403);
    expectProblem(await office.anybody.delete(SESSION, cookie), 'not_your_part', 403);
    expect((await who(cookie)).status).toBe(200);
  });
});

describe('an installation', () => {
  it('makes its first administrator once, with a password that must be changed', async () => {
    const office = await Office.open({ registry: {} });
    try {
      const identity = office.app.get(Identity);
      const first = await identity.firstAdministrator();
      expect(first).toEqual({ login: 'admin', password: expect.stringMatching(/^.{17,}$/) });
      expect(await identity.firstAdministrator()).toBeNull();
      const answer = await office.anybody.post(SESSION, first);
      expect(answer.body).toMatchObject({ roles: ['administrator'], mustChangePassword: true });
    } finally {
      await office.close();
    }
  });

  it('sends its cookie over encrypted connections only where it has them', async () => {
    const office = await Office.open({ registry: {}, environment: { PUBLIC_URL: 'https://huiyin.linchuan.example' } });
    try {
      const first = await office.app.get(Identity).firstAdministrator();
      expect(String((await office.anybody.post(SESSION, first)).headers['set-cookie'])).toMatch(/; Secure(;|$)/);
    } finally {
      await office.close();
    }
  });
});
