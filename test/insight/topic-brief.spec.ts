import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Office, onEachDatabase } from '../support/office.js';

const smoke = (i: number) => ({
  subject: ['云锦之城小区底层餐馆油烟扰民', '投诉云锦之城小区餐馆油烟直排', '云锦之城小区夜宵摊油烟噪音'][i % 3],
  text: `我叫李晓明，电话1390000123${i}。小区楼下的餐馆没有专用烟道，油烟直接排到楼上，<b>窗户</b>都不敢开，请处理油烟。`, author: { id: `citizen-${i}` },
});

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-03-04T10:00:00+08:00' });
  });
  afterAll(async () => await office.close());

  it('tells one topic on a sheet: what, where, since when, how many, by day, extracts without personal data, what was answered', async () => {
    for (let i = 0; i < 4; i += 1) await office.message('wb', smoke(i));
    await office.as('coordinator').post('/api/v1/topics/run');
    const [topic] = (await office.as('chief').get<{ topics: { id: string }[] }>('/api/v1/topics')).body.topics;
    const at = `/api/v1/topics/${topic!.id}/brief`;
    const { body } = await office.as('chief').get<{ users: number; answered: number; answers: unknown[]; samples: { text: string }[] }>(at);
    expect(body).toMatchObject({ users: 4, letters: 4, answered: 0, answers: [], place: '云锦之城小区' });
    expect(body.samples[0]!.text).toMatch(/^我叫〔姓名〕，电话〔手机号〕。小区楼下的餐馆/);
    const page = await office.as('chief').get<string>(`${at}?form=page`);
    const text = String(page.body);
    expect(text).toContain('<h1>社情民意专报</h1>');
    expect(text).toMatch(/<th scope="row">2026-03-04<\/th><td>4<\/td><td>4<\/td>/);
    expect(text).toContain('尚未答复');
    expect(text).toContain('&lt;b&gt;窗户');
    expect(text).not.toMatch(/李晓明|1390000123|citizen-|<script/);
    expect((await office.as('transport-handler').get(at)).status).toBe(403);
    // The same as a document among the reports, drafted by the coordinator, for a leader to sign.
    const drafted = await office.as('coordinator').post<{ id: string; state: string; title: string }>('/api/v1/issued-reports', { form: 'topic_brief', period: '2026-03-04', topicId: topic!.id });
    expect([drafted.status, drafted.body]).toMatchObject([201, { state: 'draft', title: expect.stringMatching(/^社情民意专报：/) }]);
    const told = String((await office.as('chief').get<string>(`/api/v1/issued-reports/${drafted.body.id}/files/html`)).body);
    expect(told).toMatch(/2026年3月4日，共有4名网民来信4件，反映“.*”。主要地点：云锦之城小区。/);
    expect(told).toContain('尚未答复。');
    expect(told).not.toMatch(/李晓明|1390000123|citizen-/);
  });

  it('has nothing of a letter that has become a report', async () => {
    const [topic] = (await office.as('coordinator').get<{ topics: { id: string }[] }>('/api/v1/topics')).body.topics;
    const [one] = await office.rows.find(CaseFile, {}, { orderBy: 'id', limit: 1 });
    await office.database.write('person', (turn) => turn.rows.update(CaseFile, one!.id, { kind: 'report' }));
    const { body } = await office.as('coordinator').get(`/api/v1/topics/${topic!.id}/brief`);
    expect(body).toMatchObject({ users: 3, letters: 3 });
    expect(JSON.stringify(body)).not.toContain(one!.number);
  });
});
