import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Topic, TopicChange, TopicMember } from '../../src/insight/insight.entities.js';
import { Message } from '../../src/intake/intake.entities.js';
import { GroupMember, GroupReply } from '../../src/publication/group-replies.entities.js';
import { Office, onEachDatabase } from '../support/office.js';

interface View {
  id: string;
  title: string;
  place: string;
  users: number;
  letters: number;
  warned: number;
  members: { caseId: string }[];
  trend: { day: string; letters: number; newUsers: number }[];
  changes: { act: string; facts: Record<string, unknown> }[];
}

const smoke = (i: number) => ({
  subject: ['云锦之城小区底层餐馆油烟扰民', '投诉云锦之城小区餐馆油烟直排', '云锦之城小区夜宵摊油烟噪音', '云锦之城小区油烟何时能治理', '云锦之城小区餐馆油烟熏人', '云锦之城小区油烟问题'][i % 6],
  text: '小区楼下的餐馆没有专用烟道，油烟直接排到楼上，窗户都不敢开，夜宵摊营业到凌晨，请处理油烟。', author: { id: `citizen-${i}` },
});
const lamps = (i: number) => ({ subject: `柳溪村路灯不亮${i}`, text: '柳溪村的路灯坏了半个月，晚上走路看不见，村里老人不敢出门，请维修路灯。', author: { id: `villager-${i}` } });

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());
  beforeEach(async () => await office.empty(Topic, TopicMember, TopicChange, Message));

  const send = async (letters: readonly Record<string, unknown>[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const letter of letters) ids.push((await office.message('wb', letter)).id);
    return ids;
  };
  const run = async () => (await office.as('coordinator').post('/api/v1/topics/run')).body;
  const list = async (login = 'coordinator', state = 'open') => (await office.as(login).get<{ topics: View[] }>(`/api/v1/topics?state=${state}`)).body.topics;
  const one = async (id: string) => (await office.as('coordinator').get<View>(`/api/v1/topics/${id}`)).body;

  it('gathers the letters of the window, warns once a level, and keeps its identity from run to run', async () => {
    const ids = await send(Array.from({ length: 6 }, (_, i) => smoke(i)));
    await send([lamps(0), lamps(0)]);
    expect(await run()).toMatchObject({ letters: 8, topics: 1, warnings: 1 });
    const [topic] = await list();
    expect(topic).toMatchObject({ users: 6, letters: 6, warned: 1, title: expect.stringContaining('云锦之城小区') });
    office.at('2026-03-05T10:00:00+08:00');
    const later = await send([smoke(7)]);
    expect(await run()).toMatchObject({ letters: 9, warnings: 0 });
    const detail = await one(topic!.id);
    expect(detail.members.map(({ caseId }) => caseId)).toEqual([...ids, ...later]);
    expect(detail.trend).toEqual([{ day: '2026-03-04', letters: 6, newUsers: 6 }, { day: '2026-03-05', letters: 1, newUsers: 1 }]);
    expect(detail.changes.filter(({ act }) => act === 'warn')).toHaveLength(1);
    expect((await office.as('supervisor').get<{ warnings: { level: number }[] }>('/api/v1/topics/warnings')).body.warnings).toMatchObject([{ level: 1 }]);
  });

  it('what people decide stays: a name, setting aside, joining, splitting, passing on', async () => {
    const ids = await send([...Array.from({ length: 4 }, (_, i) => smoke(i)), ...Array.from({ length: 3 }, (_, i) => lamps(i))]);
    await run();
    const [first, second] = await list();
    const coordinator = office.as('coordinator');
    expect((await coordinator.put<View>(`/api/v1/topics/${first!.id}/title`, { title: '云锦之城餐饮油烟' })).body.title).toBe('云锦之城餐饮油烟');
    expect((await coordinator.post(`/api/v1/topics/${second!.id}/dismiss`, { reason: '已安排维修' })).status).toBe(200);
    await run();
    expect((await list()).map(({ title }) => title)).toEqual(['云锦之城餐饮油烟']);
    expect((await list('coordinator', 'dismissed')).map(({ id }) => id)).toEqual([second!.id]);
    const split = (await coordinator.post<View>(`/api/v1/topics/${first!.id}/split`, { caseIds: [ids[0]], title: '夜宵摊', reason: '另一件事' })).body;
    await run();
    expect((await one(split.id)).members.map(({ caseId }) => caseId)).toEqual([ids[0]]);
    expect((await one(first!.id)).members).toHaveLength(3);
    await coordinator.post(`/api/v1/topics/${split.id}/join`, { intoId: first!.id, reason: '还是同一件' });
    await run();
    expect((await one(first!.id)).members).toHaveLength(4);
    expect((await coordinator.get(`/api/v1/topics/${split.id}`)).status).toBe(404);
    const passOn = async (as: string) => await coordinator.post<View>(`/api/v1/topics/${first!.id}/pass-on`, { as });
    expect((await passOn('report_to_leadership')).body.changes.at(-1)).toMatchObject({ act: 'report_to_leadership', facts: { users: 4, cases: expect.arrayContaining([ids[0]]) } });
    // Nothing waits for an answer before it is let pass.
    expect((await passOn('answer_by_group')).body).toMatchObject({ code: 'group_reply_empty' });
    await office.settle();
    const passed = (await passOn('answer_by_group')).body.changes.at(-1)!;
    expect(passed).toMatchObject({ act: 'answer_by_group', facts: { users: 4, groupReply: expect.any(String) } });
    expect((await coordinator.get(`/api/v1/group-replies/${String(passed.facts['groupReply'])}`)).body).toMatchObject({ title: '云锦之城餐饮油烟', state: 'draft' });
    expect((await office.rows.one(GroupReply, { id: String(passed.facts['groupReply']) }))!.toCitizen).toContain('4位网民反映“云锦之城餐饮油烟”');
    expect(await office.rows.find(GroupMember, { groupReplyId: String(passed.facts['groupReply']) })).toHaveLength(4);
    expect((await office.as('supervisor').post(`/api/v1/topics/${first!.id}/pass-on`, { as: 'answer_by_group' })).body).toMatchObject({ code: 'no_standing' });
    expect(await office.rows.find(GroupReply, {})).toHaveLength(1);
    expect((await coordinator.post(`/api/v1/topics/${first!.id}/split`, { caseIds: ['nothing'], title: '无此信', reason: '无' })).status).toBe(404);
    expect((await office.as('deputy').post(`/api/v1/topics/${first!.id}/dismiss`, { reason: '无权' })).status).toBe(403);
  });

  it('a report is never a member, and whoever may not know of the letters is shown no topic', async () => {
    const ids = await send(Array.from({ length: 3 }, (_, i) => smoke(i)));
    await send([{ ...smoke(4), kind: 'report' }, { ...smoke(5), kind: 'report' }]);
    expect(await run()).toMatchObject({ letters: 3 });
    const [topic] = await list();
    expect(topic).toMatchObject({ users: 3, letters: 3 });
    expect(await list('urban-head')).toEqual([]);
    expect((await office.as('urban-head').get(`/api/v1/topics/${topic!.id}`)).status).toBe(404);
    expect((await office.as('contractor').get('/api/v1/topics')).status).toBe(403);
    // A case that turns out to be a report leaves at once for readers, and for good when that is heard.
    await office.settle();
    await office.as('coordinator').act('relabel', ids[0]!, { kind: 'report', reason: '实为举报' });
    expect(await list()).toEqual([]);
    await office.settle();
    expect(await office.rows.find(TopicMember, { caseId: ids[0]! })).toEqual([]);
    expect((await office.rows.one(CaseFile, { id: ids[0]! }))!.kind).toBe('report');
  });

  it('topics without letters in the window are past', async () => {
    await send(Array.from({ length: 3 }, (_, i) => smoke(i)));
    await run();
    office.at('2026-12-04T10:00:00+08:00');
    expect(await run()).toMatchObject({ letters: 0, topics: 0 });
    expect(await office.rows.find(Topic, {})).toMatchObject([{ state: 'past' }]);
    // For the report of a long period they stay where they were; what is told of now is what is written now.
    const past = (await office.rows.find(TopicMember, {})).map(({ caseId }) => caseId);
    expect(past).toHaveLength(3);
    const ids = await send(Array.from({ length: 3 }, (_, i) => smoke(i)));
    expect(await run()).toMatchObject({ letters: 3, topics: 1 });
    const [topic] = await list();
    expect([topic!.letters, (await one(topic!.id)).members.map(({ caseId }) => caseId)]).toEqual([3, ids]);
    expect((await office.rows.find(TopicMember, {})).map(({ caseId }) => caseId).toSorted()).toEqual([...past, ...ids].toSorted());
  });
});
