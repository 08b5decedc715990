import { RepeatsEnded } from '../../src/feedback/feedback.entities.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { CaseFile, Deadline } from '../../src/casefile/casefile.entities.js';
import { Quarantine, Screening } from '../../src/moderation/moderation.entities.js';
import { Proposal } from '../../src/routing/routing.entities.js';
import { RoomListeners } from '../../src/subscriptions.js';
import { Listeners } from '../../src/journal/relay.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const written = async (text: string, more: Record<string, unknown> = {}, handle = 'wb') => {
    const { id } = await office.message(handle, { text, ...more });
    await office.settle();
    return id;
  };
  const file = async (id: string) => (await office.rows.one(CaseFile, { id }))!;

  it('lets criticism of the government pass: it is no reason to hold', async () => {
    const id = await written('你们城管局就是不作为，官僚主义，路灯坏了半年没人管，太让人失望了！');
    expect(await file(id)).toMatchObject({ state: 'queued', kind: 'complaint', firstKind: 'complaint', grade: 'A', sensitive: false });
  });

  it('derives the answer clock from the kind, from the hour the citizen wrote', async () => {
    const id = await written('投诉：小区楼下烧烤店噪声扰民。', { occurredAt: '2026-03-04T09:00:00+08:00' });
    const answer = (await office.rows.one(Deadline, { caseId: id, clock: 'answer' }))!;
    expect([answer.startAt, answer.amount, answer.dueDay]).toEqual([Date.parse('2026-03-04T09:00:00+08:00'), 5, '2026-03-11']);
    const screen = (await office.rows.one(Deadline, { caseId: id, clock: 'screen' }))!;
    expect(screen.verdict).toBe('on_time');
  });

  it('makes an emergency urgent: one working day, grade C', async () => {
    const id = await written('小区燃气泄漏，味道很大，请尽快来人处理！');
    expect(await file(id)).toMatchObject({ urgency: 'emergency', grade: 'C' });
    const answer = await office.rows.one(Deadline, { caseId: id, clock: 'answer' });
    expect([answer!.amount, answer!.dueDay]).toEqual([1, '2026-03-05']);
  });

  it('holds a threat to oneself for a person, with the labels it found', async () => {
    const id = await written('拖欠工资半年了，我不想活了。');
    const held = await file(id);
    expect(held).toMatchObject({ state: 'held', urgency: 'emergency', sensitive: true, grade: 'C' });
    const screening = (await office.rows.one(Screening, { caseId: id }))!;
    expect(screening.verdict).toBe('hold');
    expect(screening.reasons[0]).toMatchObject({ code: 'sensitive.self_harm', text: '不想活了' });
    const event = (await office.rows.one(CaseEvent, { caseId: id, act: 'hold' }))!;
    expect(event).toMatchObject({ actorKind: 'system', facts: { codes: ['sensitive.self_harm'] } });
    expect(JSON.stringify(event.facts)).not.toContain('不想活了');
  });

  it('keeps the kind the channel gave and never lowers a given urgency', async () => {
    const given = await written('投诉：物业乱收费，小区没人管。', { kind: 'suggestion' });
    expect(await file(given)).toMatchObject({ kind: 'suggestion', firstKind: 'suggestion' });
    const entry = await office.as('coordinator').post<{ caseNumber: string }>('/api/v1/entries', {
      account: 'wb', externalId: 'phone-1', occurredAt: '2026-03-04T09:30:00+08:00', text: '咨询：公交车几点末班？', urgency: 'urgent', origin: { system: 'telephone' },
    });
    expect(entry.status).toBe(201);
    await office.settle();
    expect(await office.rows.one(CaseFile, { number: entry.body.caseNumber })).toMatchObject({ state: 'queued', urgency: 'urgent', grade: 'B' });
  });

  it('takes a report out of the public eye and leaves it to people', async () => {
    const id = await written('举报：临川市城市管理局执法大队王队长收受贿赂，以权谋私。', { publicity: 'public' });
    expect(await file(id)).toMatchObject({ kind: 'report', publicity: 'private', grade: 'C', departmentId: null, accused: null });
    expect(['queued', 'held']).toContain((await file(id)).state);
    const screening = (await office.rows.one(Screening, { caseId: id }))!;
    expect(screening.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining([expect.stringMatching(/^accused\./)]));
  });

  it('counts the same matter told again by the same person', async () => {
    const author = { id: 'writer-7' };
    const text = '投诉：建设路夜间施工噪声扰民，凌晨两点还在打桩，孩子无法睡觉，多日如此。';
    const first = await written(text, { author });
    const other = await written('投诉：公交车司机态度恶劣，到站不停车。', { author });
    const again = await written(text.replace('多日', '天天'), { author });
    const stranger = await written(text, { author: { id: 'writer-8' } });
    expect(await file(first)).toMatchObject({ repeatCount: 0, grade: 'A' });
    expect(await file(other)).toMatchObject({ repeatCount: 0 });
    expect(await file(again)).toMatchObject({ repeatCount: 1, grade: 'B' });
    expect(await file(stranger)).toMatchObject({ repeatCount: 0 });
  });

  it('links the earlier answer to the same matter, for who may see it', async () => {
    const author = { id: 'writer-9' };
    const text = '投诉：人民路二号楼电梯三天两头停运，老人下不了楼，物业一直不修。';
    const first = await written(text, { author });
    const again = await written(`${text}这是第三次反映。`, { author });
    const { body } = await office.as('coordinator').get<{ earlier: { number: string; answer: unknown }[] }>(`/api/v1/cases/${again}`);
    expect(body.earlier).toMatchObject([{ state: 'queued', answer: null }]);
    expect(await file(again)).toMatchObject({ repeatCount: 2, grade: 'B' });
    // 不再重复受理 is told to whoever reads the next letter; what becomes of that one a person decides.
    await office.database.write('person', (turn) => turn.rows.insert(RepeatsEnded, { id: turn.ids.next(), caseId: first, by: 'x', at: turn.now, reason: '复核意见已出具', basis: '临信复核〔2026〕3号' }));
    const { body: told } = await office.as('coordinator').get<{ earlier: unknown[] }>(`/api/v1/cases/${again}`);
    expect(told.earlier).toMatchObject([{ id: first, repeatsEnded: { reason: '复核意见已出具', basis: '临信复核〔2026〕3号' } }]);
    expect(await file(again)).toMatchObject({ state: 'queued' });
  });

  it('hides what is unlawful beyond doubt, with its reason and span, and holds what is not', async () => {
    const sure = await written('专业办假证、刻假章，学历证书全国可查，加V信 13900001234');
    expect(await file(sure)).toMatchObject({ state: 'quarantined' });
    expect(await office.rows.one(Quarantine, { caseId: sure })).toMatchObject({ by: null, code: 'unlawful', start: 3, end: 6 });
    const unsure = await written('专业办假证，出售考试答案');
    expect(await file(unsure)).toMatchObject({ state: 'held' });
  });

  it('has the notice ready where the matter belongs elsewhere', async () => {
    const id = await written('我不服区人民法院的一审判决，请市里改判。');
    const { body } = await office.as('coordinator').get<{ scope: string; draft: { legalWay: string }; text: string }>(`/api/v1/cases/${id}/rejection-draft`);
    expect(body).toMatchObject({ scope: 'court', draft: { legalWay: expect.stringContaining('上诉') } });
    expect(body.text).toContain('本平台不予受理');
    const { reason, legalWay, basis } = body.draft as unknown as Record<string, string>;
    expect(await office.as('coordinator').act('propose-rejection', id, { reason, legalWay, basis })).toMatchObject({ state: 'held' });
    const ours = await written('公交车早高峰班次太少，等了四十分钟。');
    expect((await office.as('coordinator').get(`/api/v1/cases/${ours}/rejection-draft`)).body).toEqual({ scope: null, draft: null, text: null });
    expect((await office.as('contractor').get(`/api/v1/cases/${id}/rejection-draft`)).status).toBe(403);
  });

  it('hears an event twice and changes nothing', async () => {
    const id = await written('咨询：办理公交卡需要什么材料？');
    const before = await file(id);
    const event = (await office.rows.one(CaseEvent, { caseId: id, act: 'receive' }))!;
    const judge = (office.app.get(Listeners) as RoomListeners).named('judge')!;
    const prepared = await judge.prepare!(event, {} as never);
    await office.database.write('relay', (turn) => judge.hear(turn, event, prepared, {} as never));
    expect(await file(id)).toEqual(before);
    expect(await office.rows.find(Screening, { caseId: id })).toHaveLength(1);
    expect(await office.rows.find(Proposal, { caseId: id })).toHaveLength(1);
  });

  it('keeps the machine’s opinion and moves nothing where a person was quicker', async () => {
    const { id } = await office.message('wb', { text: '咨询：物业费标准是多少？' });
    await office.as('coordinator').act('pass', id, { kind: 'consultation' });
    const { version } = await file(id);
    await office.settle();
    expect(await file(id)).toMatchObject({ version, state: 'queued', kind: 'consultation', firstKind: 'consultation' });
    expect(await office.rows.one(Screening, { caseId: id })).toMatchObject({ verdict: 'pass' });
  });
});
