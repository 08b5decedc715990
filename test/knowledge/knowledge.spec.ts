/** The Q&A base: written, reviewed by another, found, used, and shown no longer than it was looked after. */
import { IdentityEvent } from '../../src/identity/identity.entities.js';
import { Indexing } from '../../src/knowledge/indexing.service.js';
import { KnowledgeEntry, KnowledgeVersion } from '../../src/knowledge/knowledge.entities.js';
import { KnowledgeUpkeep } from '../../src/knowledge/upkeep.service.js';
import { Reply } from '../../src/handling/handling.entities.js';
import { answered } from '../public/answered.js';
import { ANSWER, inHand, inReview } from '../review/in-review.js';
import { Office, onEachDatabase, type Answer } from '../support/office.js';
import { approved, BUS, drafted, emptied, published, type Kept } from './entries.js';

interface Found {
  readonly entries: { readonly id: string; readonly number: number; readonly question: string; readonly score: number; readonly words: string[]; readonly basisRepealed: boolean }[];
}

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  beforeEach(async () => {
    await emptied(office);
  });
  afterAll(async () => await office.close());

  const find = async (q: string, more = ''): Promise<Found['entries']> =>
    (await office.anybody.get<Found & object>(`/api/v1/public/questions?q=${encodeURIComponent(q)}${more}`)).body.entries;
  const act = async (login: string, id: string, name: string, body: object): Promise<Answer> => await office.as(login).post(`/api/v1/knowledge/${id}/${name}`, body);
  const show = async (id: string): Promise<Record<string, unknown>> => (await office.as('coordinator').get(`/api/v1/knowledge/${id}`)).body;

  it('goes public when another person approved exactly these words, and every act is written down', async () => {
    const { id, version, contentHash, number } = await drafted(office);
    expect(await find('公交')).toEqual([]);
    expect((await act('reviewer', id, 'approve', { contentHash })).body['code']).toBe('entry_state');
    await act('transport-handler', id, 'submit', { version });
    expect(await show(id)).toMatchObject({ state: 'in_review', latest: { stage: 'in_review', draftedBy: 'transport承办人' } });
    expect((await act('reviewer', id, 'approve', { contentHash: 'f'.repeat(64) })).body['code']).toBe('approval_void');
    expect((await act('transport-head', id, 'approve', { contentHash })).status).toBe(403);
    expect((await act('reviewer', id, 'approve', { contentHash })).body).toMatchObject({ state: 'public', reviewBy: expect.stringMatching(/^2027-0/) });
    const [found] = await find('公交');
    expect(found).toMatchObject({ id, number, question: BUS.question, department: '市交通运输局', reviewedOn: '2026-03-04', basis: [{ number: '临人常〔2024〕3号', article: '第十二条' }] });
    const written = (await office.rows.find(IdentityEvent, {}, { orderBy: 'id' })).filter(({ what }) => what.startsWith('knowledge_'));
    expect(written.map(({ what }) => what)).toEqual(['knowledge_drafted', 'knowledge_submitted', 'knowledge_approved']);
    expect(written.at(-1)!.facts).toMatchObject({ entry: id, contentHash });
  });

  it('is not approved by who wrote it, and an edit voids what was submitted', async () => {
    const wish = { ...BUS, department: 'center' };
    const { id, version, contentHash } = await drafted(office, wish, 'reviewer');
    await act('reviewer', id, 'submit', { version });
    expect((await act('reviewer', id, 'approve', { contentHash })).body['code']).toBe('same_person');
    const edited = await office.as('reviewer').put<Kept & object>(`/api/v1/knowledge/${id}`, { ...wish, answer: `${BUS.answer}节假日顺延。`, version: 1 });
    expect(edited.body).toMatchObject({ state: 'draft', version: 2 });
    expect((await act('reviewer2', id, 'approve', { contentHash })).body['code']).toBe('entry_state');
    expect((await office.as('reviewer').put(`/api/v1/knowledge/${id}`, { ...wish, version: 1 })).body['code']).toBe('stale_version');
    await act('reviewer', id, 'submit', { version: 2 });
    expect((await act('reviewer2', id, 'approve', { contentHash })).body['code']).toBe('approval_void');
    expect((await act('reviewer2', id, 'send-back', { reason: '请写明节假日安排' })).body).toMatchObject({ state: 'draft' });
    expect((await show(id))['latest']).toMatchObject({ stage: 'returned', note: '请写明节假日安排' });
  });

  it('an approved text tampered with between submission and approval is not approved', async () => {
    const { id, version, contentHash } = await drafted(office);
    await act('transport-handler', id, 'submit', { version });
    await office.database.write('person', (turn) => turn.rows.updateWhere(KnowledgeVersion, { entryId: id }, { content: { ...BUS, answer: '另一句话', departmentId: null, department: '', region: null, audience: null, reviewBy: null } as never }));
    expect((await act('reviewer', id, 'approve', { contentHash })).body['code']).toBe('approval_void');
  });

  it('keeps every version, says what differs, and shows the approved one until the next is approved', async () => {
    const entry = await published(office);
    const better = { ...BUS, question: '公交车等候时间太长向谁反映', similar: [...BUS.similar, '夜班车什么时候收班'], version: 1 };
    await office.as('transport-head').put(`/api/v1/knowledge/${entry.id}`, better);
    expect((await find('公交等候'))[0]).toMatchObject({ question: BUS.question, version: 1 });
    expect(await find('夜班车')).toEqual([]);
    const { body } = await office.as('reviewer').get<{ differences: { field: string; before: unknown; after: unknown }[] }>(`/api/v1/knowledge/${entry.id}/versions/2/differences`);
    expect(body.differences.map(({ field }) => field)).toEqual(['question', 'similar']);
    expect(body.differences[0]).toMatchObject({ before: BUS.question, after: better.question });
    const { contentHash } = (await show(entry.id))['latest'] as { contentHash: string };
    await approved(office, { ...entry, version: 2, contentHash }, 'transport-head');
    expect((await find('夜班车'))[0]).toMatchObject({ id: entry.id, question: better.question, version: 2 });
    const { versions } = (await office.as('auditor').get<{ versions: { version: number; stage: string }[] }>(`/api/v1/knowledge/${entry.id}/versions`)).body;
    expect(versions.map(({ version, stage }) => [version, stage])).toEqual([[2, 'approved'], [1, 'approved']]);
  });

  it.each([
    ['personal data', { answer: '请联系王大力，手机13900001234。' }, 'personal_data'],
    ['a secret', { answer: '本答复摘自内部资料，不得外传，请知悉。' }, 'secret'],
    ['a name in the question', { similar: ['我叫王大力，公交卡丢了怎么办'] }, 'personal_data'],
  ])('%s is not even submitted', async (_name, part, code) => {
    const { id, version } = await drafted(office, { ...BUS, ...part });
    const { status, body } = await act('transport-handler', id, 'submit', { version });
    expect([status, body['code']]).toEqual([409, 'gate_blocked']);
    expect((body['findings'] as { code: string }[]).map((each) => each.code)).toContain(code);
  });

  it('departments write what they answer for, the office writes everything, others read', async () => {
    expect((await office.as('housing-handler').post('/api/v1/knowledge', BUS)).body['code']).toBe('no_standing');
    expect((await office.as('coordinator').post('/api/v1/knowledge', BUS)).status).toBe(201);
    for (const login of ['auditor', 'supervisor', 'chief']) expect([login, (await office.as(login).post('/api/v1/knowledge', BUS)).status]).toEqual([login, 403]);
    const { id } = await published(office);
    expect((await office.as('housing-head').post(`/api/v1/knowledge/${id}/take-offline`, { reason: '试试' })).body['code']).toBe('no_standing');
    expect((await office.as('transport-head').post(`/api/v1/knowledge/${id}/take-offline`, { reason: '线路调整' })).body).toMatchObject({ state: 'offline' });
    expect(await find('公交')).toEqual([]);
    expect((await office.anybody.get('/api/v1/public/questions/2')).status).toBe(404);
  });

  it('finds by two-character words, most of the words, and beginnings while typing; counts hits once they are kept', async () => {
    const bus = await published(office);
    await published(office, { question: '住房公积金异地提取怎么办理', answer: '登录市公积金中心网上大厅，提交购房合同和身份证明，3个工作日办结。', department: 'housing' }, 'housing-handler');
    await published(office, { question: '小区加装电梯补贴标准是多少', answer: '每台补贴20万元，由市住建局审核。', department: 'housing', audience: '2000年前建成的住宅' }, 'housing-handler');
    const numbers = async (q: string, more = '') => (await find(q, more)).map(({ question }) => question.slice(0, 5));
    for (const [q, expected] of [['公积金', '住房公积金'], ['提取', '住房公积金'], ['电梯', '小区加装电'], ['补贴', '小区加装电'], ['班次', '公交车等候'], ['异地', '住房公积金']]) expect([q, await numbers(q!)]).toEqual([q, [expected]]);
    expect(await numbers('我家小区想加装电梯不知道有没有补贴可以领')).toEqual(['小区加装电']);
    expect(await numbers('公积', '&typing=1')).toEqual(['住房公积金']);
    expect(await numbers('火星移民')).toEqual([]);
    const [best] = await find('公交班次');
    expect(best).toMatchObject({ words: ['公交', '班次'], score: expect.any(Number) });
    await office.app.get(KnowledgeUpkeep).keepCounts();
    expect(await office.rows.one(KnowledgeEntry, { id: bus.id })).toMatchObject({ hits: 2 });
    const figures = (await office.as('supervisor').get('/api/v1/knowledge/figures?from=2026-03-01&until=2026-04-01')).body;
    expect(figures).toMatchObject({ searches: 9, answered: 8, public: 3, uses: 0 });
    expect(await office.app.get(KnowledgeUpkeep).keepCounts()).toBe(0);
  });

  it('readers say whether it helped, once a day from one address', async () => {
    const { number, id } = await published(office);
    expect((await office.anybody.post(`/api/v1/public/questions/${number}/opinions`, { helpful: true })).status).toBe(204);
    expect((await office.anybody.post(`/api/v1/public/questions/${number}/opinions`, { helpful: false })).body['code']).toBe('already_rated');
    expect((await office.anybody.post(`/api/v1/public/questions/999/opinions`, { helpful: false })).status).toBe(404);
    expect(await show(id)).toMatchObject({ helpful: 1, unhelpful: 0 });
  });

  it('expires the day after its review date and comes back only through review', async () => {
    const entry = await published(office, { ...BUS, reviewBy: '2026-03-10' });
    office.at('2026-03-10T23:00:00+08:00');
    expect(await office.app.get(KnowledgeUpkeep).expire()).toBe(0);
    office.at('2026-03-11T00:10:00+08:00');
    expect(await office.app.get(KnowledgeUpkeep).expire()).toBe(1);
    expect(await office.app.get(KnowledgeUpkeep).expire()).toBe(0);
    expect(await find('公交')).toEqual([]);
    expect(await show(entry.id)).toMatchObject({ state: 'expired' });
    const back = await approved(office, entry);
    expect(back).toMatchObject({ state: 'public', version: 2, reviewBy: expect.stringMatching(/^2027-/) });
    expect(await find('公交')).toHaveLength(1);
  });

  it('a repealed document marks every entry that rests on it and names the drafts that cite it', async () => {
    const bus = await published(office);
    const other = await published(office, { question: '出租车拒载怎么投诉', answer: '可向市交通运输局投诉，需提供车牌尾号和时间。', department: 'transport', basis: [{ title: '临川市公共交通条例' }] });
    await published(office, { question: '物业费标准', answer: '按合同约定执行，由市住建局监督。', department: 'housing', basis: [{ title: '物业管理条例', number: '国务院令第379号' }] }, 'housing-handler');
    const citing = await inReview(office);
    await office.database.write('person', (turn) => turn.rows.updateWhere(Reply, { caseId: citing.id }, { toCitizen: `${ANSWER}依据临人常[2024]3号文件。` }));
    const { status, body } = await office.as('coordinator').post('/api/v1/knowledge/repeals', { title: '《临川市公共交通条例》', number: '临人常(2024)3号', reason: '2026年新条例施行' });
    expect(status).toBe(201);
    expect((body['entries'] as Kept[]).map(({ id }) => id).toSorted()).toEqual([bus.id, other.id].toSorted());
    expect(body['drafts']).toEqual([{ caseId: citing.id, caseNumber: citing.caseNumber }]);
    expect((await find('公交'))[0]).toMatchObject({ basisRepealed: true });
    expect((await office.as('transport-head').get(`/api/v1/cases/${citing.id}/suggestions`)).body).toMatchObject({ repealed: [{ number: '临人常(2024)3号', reason: '2026年新条例施行' }] });
    await approved(office, bus);
    expect((await find('公交'))[0]).toMatchObject({ basisRepealed: false });
    const off = await office.as('reviewer').post('/api/v1/knowledge/repeals', { title: '物业管理条例', reason: '失效', takeOffline: true });
    expect(off.body).toMatchObject({ entries: [{ state: 'offline' }] });
    expect((await office.as('transport-head').post('/api/v1/knowledge/repeals', { title: '某条例', reason: '失效' })).status).toBe(403);
    expect((await office.as('reviewer').post('/api/v1/knowledge/repeals', { reason: '失效' })).status).toBe(400);
  });

  it('becomes a draft from a published reply, without names; never from a report or what is not public', async () => {
    const receipt = await answered(office);
    const { status, body } = await office.as('transport-handler').post<Kept & object>('/api/v1/knowledge/from-reply', { case: receipt.id });
    expect([status, body.state]).toEqual([201, 'draft']);
    const entry = (await office.rows.one(KnowledgeEntry, { id: body.id }))!;
    expect(entry.content).toMatchObject({ department: '市交通运输局', answer: ANSWER });
    expect(JSON.stringify(entry.content)).not.toContain('13900001234');
    expect((await office.as('coordinator').post('/api/v1/knowledge/from-reply', { case: receipt.id })).body).toMatchObject({ code: 'duplicate', entry: entry.number, detail: `这份答复已转为第 ${entry.number} 号答问` });
    const kept = await answered(office, { message: { publicity: 'private', author: { id: 'shy' } } });
    expect((await office.as('coordinator').post('/api/v1/knowledge/from-reply', { case: kept.id })).body['code']).toBe('reply_not_public');
    expect((await office.as('urban-handler').post('/api/v1/knowledge/from-reply', { case: receipt.id })).status).toBe(404);
  });

  it('is suggested beside the editor with the words that matched, and counted once when it is used', async () => {
    const { id } = await published(office);
    const past = await answered(office);
    await office.app.get(Indexing).catchUp();
    const current = await inHand(office, { message: { author: { id: 'other' } } });
    const { body } = await office.as('transport-handler').get<{ entries: Found['entries']; replies: { caseNumber: string; words: string[]; reply: string }[] }>(`/api/v1/cases/${current.id}/suggestions`);
    expect(body.entries[0]).toMatchObject({ id, score: expect.any(Number) });
    expect(body.entries[0]!.words).toEqual(expect.arrayContaining(['班次']));
    expect(body.replies).toContainEqual(expect.objectContaining({ caseNumber: past.caseNumber, reply: ANSWER }));
    expect((await office.as('urban-handler').get(`/api/v1/cases/${current.id}/suggestions`)).status).toBe(404);
    for (let round = 0; round < 2; round++) expect((await act('transport-handler', id, 'uses', { case: current.id })).body).toEqual({ uses: 1 });
    expect((await act('urban-handler', id, 'uses', { case: current.id })).status).toBe(404);
    expect((await office.as('supervisor').get('/api/v1/knowledge/figures?from=2026-03-01&until=2026-04-01')).body).toMatchObject({ uses: 1, cases: 1 });
    await office.database.write('person', (turn) => turn.sql.run(`update case_files set kind = 'report' where id = ?`, [past.id]));
    await office.database.write('person', (turn) => turn.sql.run(`update case_files set kind = 'report' where state = 'answered'`));
    const after = await office.as('transport-handler').get<{ replies: unknown[] }>(`/api/v1/cases/${current.id}/suggestions`);
    expect(after.body.replies).toEqual([]);
  });

  it('lists by state and department, page by page, and takes many approvals at once', async () => {
    const made = await Promise.all([1, 2, 3].map((n) => drafted(office, { ...BUS, question: `第${n}个问题怎么办理` })));
    for (const { id, version } of made) await act('transport-handler', id, 'submit', { version });
    const waiting = (await office.as('reviewer').get<{ entries: Kept[]; next: string }>('/api/v1/knowledge?view=review&department=transport&limit=2')).body;
    expect(waiting.entries).toHaveLength(2);
    expect((await office.as('reviewer').get<{ entries: Kept[] }>(`/api/v1/knowledge?view=review&limit=2&before=${waiting.next}`)).body.entries).toHaveLength(1);
    const approvals = made.map(({ id, contentHash }, index) => ({ id, contentHash: index === 1 ? '0'.repeat(64) : contentHash }));
    const { body } = await office.as('reviewer').post<{ results: { approved: boolean; code?: string }[] }>('/api/v1/knowledge/approvals', { approvals });
    expect(body.results.map(({ approved: done, code }) => code ?? done)).toEqual([true, 'approval_void', true]);
    expect((await office.as('reviewer').get<{ entries: Kept[] }>('/api/v1/knowledge?state=public,offline')).body.entries).toHaveLength(2);
    expect((await office.as('reviewer').get('/api/v1/knowledge?state=secret')).status).toBe(400);
  });
});
