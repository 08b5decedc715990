import { Desk, PEN_MS, PRESENT_MS } from '../../src/desk/desk.service.js';
import { Live, type Update } from '../../src/desk/live.js';
import type { Person } from '../../src/identity/actor.js';
import { Identity } from '../../src/identity/identity.service.js';
import { Session, User } from '../../src/identity/identity.entities.js';
import { Office, onEachDatabase } from '../support/office.js';

interface Present {
  people: { name: string; doing: string; self: boolean; pen: boolean }[];
}
interface Drafts {
  drafts: { act: string; content: Record<string, unknown>; caseVersion: number }[];
}

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => (office = await Office.open({ dialect })));
  beforeEach(async () => await office.startOver());
  afterAll(async () => await office.close());

  const receive = async (): Promise<string> => {
    const { id } = await office.message('wx', { text: '幸福里小区门口路灯坏了三天，请尽快维修。' });
    await office.settle();
    return id;
  };
  const personOf = async (login: string): Promise<Person> => {
    const { id, name, roles, departmentId, organisationId } = (await office.rows.one(User, { login }))!;
    return { kind: 'person', id, name, roles, departmentId, organisationId };
  };

  it('keeps a draft for its writer alone, the last one typed', async () => {
    const id = await receive();
    const [writer, other] = [office.as('coordinator'), office.as('reviewer')];
    const address = `/api/v1/cases/${id}/drafts`;
    await writer.put(`${address}/answer_directly`, { content: { toCitizen: '您好' }, caseVersion: 1 });
    await writer.put(`${address}/answer_directly`, { content: { toCitizen: '您好，路灯已' }, caseVersion: 2 });
    expect((await writer.get<Drafts>(address)).body.drafts).toMatchObject([{ act: 'answer_directly', content: { toCitizen: '您好，路灯已' }, caseVersion: 2 }]);
    expect((await other.get<Drafts>(address)).body.drafts).toEqual([]);
    await writer.delete(`${address}/answer_directly`);
    expect((await writer.get<Drafts>(address)).body.drafts).toEqual([]);
  });

  it('what was written on a case that is merged lies with the lead, for its writer alone', async () => {
    const [lead, member] = [await receive(), await receive()];
    const { departments } = (await office.as('coordinator').get<{ departments: { id: string; code: string }[] }>('/api/v1/registry')).body;
    for (const id of [lead, member]) {
      await office.as('coordinator').act('assign', id, { departmentId: departments.find(({ code }) => code === 'urban')!.id });
      await office.as('urban-handler').act('acknowledge', id);
    }
    await office.as('urban-handler').put(`/api/v1/cases/${member}/drafts/submit_reply`, { content: { text: '路灯已派人查看' }, caseVersion: 3 });
    await office.as('coordinator').act('merge', member, { leadId: lead, reason: '同一盏灯' });
    const on = async (login: string): Promise<unknown> => (await office.as(login).get<Drafts>(`/api/v1/cases/${lead}/drafts`)).body.drafts;
    expect(await on('urban-handler')).toMatchObject([{ act: 'submit_reply', content: { text: '路灯已派人查看' }, of: { id: member } }]);
    expect(await on('urban-head')).toEqual([]);
  });

  it('says who else is here, gives the pen to one, lets another take it, and forgets who left', async () => {
    const id = await receive();
    const [first, second] = [office.as('coordinator'), office.as('reviewer')];
    const attend = async (speaker: typeof first, body: object) => (await speaker.put<Present>(`/api/v1/cases/${id}/presence`, body)).body.people;
    const pens = (people: Present['people']) => people.filter(({ pen }) => pen).map(({ self }) => (self ? 'mine' : 'theirs'));

    expect(pens(await attend(first, { doing: 'writing' }))).toEqual(['mine']);
    expect(pens(await attend(second, { doing: 'writing' }))).toEqual(['theirs']);
    expect(pens(await attend(second, { doing: 'writing', takeOver: true }))).toEqual(['mine']);
    expect(pens(await attend(first, { doing: 'writing' }))).toEqual(['theirs']);

    office.clock.moveTo(office.clock.now() + PEN_MS + 1);
    expect(pens(await attend(first, { doing: 'writing' }))).toEqual(['mine']);
    office.clock.moveTo(office.clock.now() + PRESENT_MS + 1);
    expect((await attend(second, { doing: 'looking' })).map(({ self }) => self)).toEqual([true]);
    await second.delete(`/api/v1/cases/${id}/presence`);
    expect(await attend(first, { doing: 'looking' })).toHaveLength(1);
  });

  it('keeps views under a name, shares them inside the organisation, and lets nobody drop another’s', async () => {
    const [owner, colleague] = [office.as('coordinator'), office.as('reviewer')];
    await owner.post('/api/v1/views', { name: '本周投诉', query: { kind: 'complaint' }, shared: true });
    await owner.post('/api/v1/views', { name: '我的', query: { view: 'overdue' } });
    await owner.post('/api/v1/views', { name: '我的', query: { view: 'due_soon' } });
    const seen = async (speaker: typeof owner) => (await speaker.get<{ views: { id: string; name: string; own: boolean; query: object }[] }>('/api/v1/views')).body.views;
    expect((await seen(owner)).map(({ name, query }) => [name, query])).toEqual(expect.arrayContaining([['本周投诉', { kind: 'complaint' }], ['我的', { view: 'due_soon' }]]));
    expect(await seen(owner)).toHaveLength(2);
    const [shared] = await seen(colleague);
    expect(shared).toMatchObject({ name: '本周投诉', own: false });
    expect((await colleague.delete(`/api/v1/views/${shared!.id}`)).status).toBe(404);
    expect((await owner.post('/api/v1/views', { name: '错', query: { kind: 7 } })).status).toBe(400);
  });

  it('tells listeners which cases moved: only those they may know of, after a break again from where they were, never twice in a row', async () => {
    const live = office.app.get(Live);
    /** Where a line that broke goes on, as it was last told. */
    let stood = 0;
    const told: Record<string, Update[]> = { coordinator: [], department: [] };
    const listen = async (name: 'coordinator' | 'department', login: string, since: number | null = null) =>
      await live.hear({ person: await personOf(login), tell: (updates) => void told[name]!.push(...updates), taken: () => undefined, still: (cursor) => (stood = cursor), now: () => personOf(login), changed: () => undefined, end: () => undefined }, since);
    const stop = await listen('coordinator', 'coordinator');
    await listen('department', 'housing-handler');
    await live.beat();
    const before = stood;
    expect(before).toBe(office.clock.now());
    const id = await receive();
    await live.beat();
    await live.beat();
    expect(told['coordinator']!.filter(({ case: each }) => each === id)).toHaveLength(1);
    expect(told['department']).toEqual([]);

    stop();
    const { version } = await office.as('coordinator').act<{ version: number }>('relabel', id, { kind: 'complaint' });
    await listen('coordinator', 'coordinator', before);
    expect(told['coordinator']!.at(-1)).toMatchObject({ case: id, version });
  });

  it('ends a line with its session and when the roles change, and says what was taken from a department; the words written there stay readable', async () => {
    const [live, identity] = [office.app.get(Live), office.app.get(Identity)];
    const lines = new Map<string, string[]>();
    const listen = async (login: string): Promise<string[]> => {
      const session = await office.session(login);
      const said: string[] = [];
      const tell = (what: string) => (cases: readonly (Update | string)[]) => void said.push(...cases.map((each) => `${what} ${typeof each === 'string' ? each : each.case}`));
      await live.hear({ person: (await identity.whoseIs(session))!, now: () => identity.whoseIs(session), tell: tell('moved'), taken: tell('taken'), still: () => undefined, changed: () => void said.push('changed'), end: () => void said.push('ended') }, null);
      lines.set(login, said);
      return said;
    };
    const id = await receive();
    const { departments } = (await office.as('coordinator').get<{ departments: { id: string; code: string }[] }>('/api/v1/registry')).body;
    const unit = (code: string): string => departments.find((each) => each.code === code)!.id;
    await office.as('coordinator').act('assign', id, { departmentId: unit('urban') });
    await office.as('urban-handler').act('acknowledge', id);
    await office.as('urban-handler').put(`/api/v1/cases/${id}/drafts/submit_reply`, { content: { text: '路灯已修好' }, caseVersion: 1 });
    office.clock.moveTo(office.clock.now() + 60_000);
    const [urban, housing, duty] = [await listen('urban-handler'), await listen('housing-handler'), await listen('coordinator')];
    await live.beat();
    urban.length = housing.length = duty.length = 0;

    await office.as('urban-head').act('ask-return', id, { basis: '不属本单位职责' });
    await office.as('coordinator').act('grant-return', id);
    await office.as('coordinator').act('assign', id, { departmentId: unit('housing') });
    await live.beat();
    expect([urban, housing, duty]).toEqual([[`taken ${id}`], [`moved ${id}`], [`moved ${id}`]]);
    expect((await office.as('urban-handler').get(`/api/v1/cases/${id}`)).status).toBe(404);
    expect((await office.as('urban-handler').get<Drafts>(`/api/v1/cases/${id}/drafts`)).body.drafts).toMatchObject([{ content: { text: '路灯已修好' } }]);

    await office.database.write('person', async (turn) => {
      await turn.rows.updateWhere(User, { login: 'housing-handler' }, { roles: ['handler', 'liaison'] });
      await turn.rows.delete(Session, { userId: (await turn.rows.one(User, { login: 'coordinator' }))!.id });
    });
    office.clock.moveTo(office.clock.now() + 60_000);
    for (const said of lines.values()) said.length = 0;
    await live.beat();
    expect([...lines.values()]).toEqual([[], ['changed', 'ended'], ['ended']]);
    await office.database.write('person', (turn) => turn.rows.updateWhere(User, { login: 'housing-handler' }, { roles: ['handler'] }));
  });

  it('shows neither draft nor presence of a case that the person may not know of', async () => {
    const id = await receive();
    const stranger = office.as('housing-handler');
    expect((await stranger.get(`/api/v1/cases/${id}/drafts`)).status).toBe(404);
    expect((await stranger.put(`/api/v1/cases/${id}/presence`, { doing: 'looking' })).status).toBe(404);
    expect((await office.app.get(Desk).views(await personOf('housing-handler'))).views).toEqual([]);
  });
});
