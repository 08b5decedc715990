import { LetterMarks, Likeness } from '../../src/insight/insight.entities.js';
import { Office, onEachDatabase } from '../support/office.js';

interface Like {
  caseId: string;
  score: number;
  sameWriter: boolean;
  samePlace: boolean;
  decision: string;
}

const SMOKE = '云锦之城小区楼下的餐馆没有专用烟道，油烟直接排到楼上，窗户都不敢开，请城管部门处理油烟。';
const SMOKE_TOO = '我住云锦之城小区，餐馆油烟太重，没有烟道直接往楼上排，晚上也不停，望处理。';
const BUS = '108路公交车早高峰班次太少，建议增加公交班次。';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());
  beforeEach(async () => await office.empty(LetterMarks, Likeness));

  const received = async (text: string, more: Record<string, unknown> = {}): Promise<string> => {
    const { id } = await office.message('wb', { text, ...more });
    await office.settle();
    return id;
  };
  const likeOf = async (id: string, login = 'coordinator') => (await office.as(login).get<{ letters: Like[] }>(`/api/v1/cases/${id}/similar`)).body.letters;

  it('finds the like ones of a letter when it comes, with scores, and says where the same citizen told it before', async () => {
    const first = await received(SMOKE, { author: { id: 'li' } });
    const bus = await received(BUS);
    const second = await received(SMOKE_TOO, { author: { id: 'wang' } });
    const again = await received(`${SMOKE}还没有人管。`, { author: { id: 'li' } });
    expect(await likeOf(second)).toEqual(expect.arrayContaining([expect.objectContaining({ caseId: first, samePlace: true, sameWriter: false, decision: 'open' })]));
    expect((await likeOf(again))[0]).toMatchObject({ caseId: first, sameWriter: true });
    expect((await likeOf(again))[0]!.score).toBeGreaterThan(0.7);
    expect((await likeOf(first)).map(({ caseId }) => caseId)).toEqual(expect.arrayContaining([second, again]));
    expect(await likeOf(bus)).toEqual([]);
  });

  it('proposes a merge; merging settles it, setting it aside is kept with its reason', async () => {
    const [one, two, three] = [await received(SMOKE), await received(SMOKE), await received(`${SMOKE}急`)];
    const proposals = async () => (await office.as('coordinator').get<{ proposals: { case: Like; other: Like }[] }>('/api/v1/merge-proposals')).body.proposals.map((each) => [each.case.caseId, each.other.caseId]);
    expect(await proposals()).toEqual(expect.arrayContaining([[two, one], [three, one], [three, two]]));
    await office.as('coordinator').act('merge', two, { leadId: one, reason: '同一事由' });
    await office.settle();
    expect((await likeOf(two)).find(({ caseId }) => caseId === one)).toMatchObject({ decision: 'merged' });
    expect((await office.as('coordinator').put(`/api/v1/cases/${three}/similar/dismissals`, { otherId: one, reason: '不是一家餐馆' })).status).toBe(200);
    expect((await likeOf(one)).find(({ caseId }) => caseId === three)).toMatchObject({ decision: 'dismissed', reason: '不是一家餐馆' });
    expect(await proposals()).toEqual([]);
    expect((await office.as('coordinator').put(`/api/v1/cases/${three}/similar/dismissals`, { otherId: one, reason: '再次' })).status).toBe(404);
    expect((await office.as('urban-handler').put(`/api/v1/cases/${three}/similar/dismissals`, { otherId: one, reason: '无权' })).status).toBe(403);
  });

  it('a report is like nothing and is never shown as like, also when it became one later', async () => {
    const plain = await received(SMOKE);
    const report = await received(SMOKE, { kind: 'report' });
    expect(await likeOf(report)).toEqual([]);
    expect(await likeOf(plain)).toEqual([]);
    expect(await office.rows.find(LetterMarks, { caseId: report })).toEqual([]);
    const later = await received(SMOKE);
    expect((await likeOf(plain)).map(({ caseId }) => caseId)).toEqual([later]);
    await office.as('coordinator').act('relabel', later, { kind: 'report', reason: '实为举报' });
    expect(await likeOf(plain)).toEqual([]);
    await office.settle();
    expect(await office.rows.find(LetterMarks, { caseId: later })).toEqual([]);
    expect(await office.rows.find(Likeness, { caseId: later })).toEqual([]);
  });

  it('shows only what the person may know of', async () => {
    const [one, two] = [await received(SMOKE), await received(SMOKE)];
    await office.as('coordinator').act('assign', one, { departmentId: 'urban' });
    expect((await likeOf(one)).map(({ caseId }) => caseId)).toEqual([two]);
    expect(await likeOf(one, 'urban-handler')).toEqual([]);
    expect((await office.as('urban-handler').get(`/api/v1/cases/${two}/similar`)).status).toBe(404);
  });
});
