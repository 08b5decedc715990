import { readdirSync, readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';
import { Templates } from '../../src/base/templates.js';
import { Judging } from '../../src/base/workers/judging.js';
import { FindingLabel, ReplyWording } from '../../src/handling/replies.entities.js';
import { Reply } from '../../src/handling/handling.entities.js';
import { rescoreAll, type Rejudged } from '../../src/handling/rescoring.js';
import { CitizenNotice } from '../../src/publication/publication.entities.js';
import { Directory } from '../../src/registry/directory.js';
import { Office, onEachDatabase } from '../support/office.js';
import { caseOf, eventsOf, inHand, LETTER, REPLY, refused } from './desk.js';

const NOTICE =
  '您好！您反映的物业服务问题收悉。经我局物业科核实，已约谈物业服务企业负责人，要求其按照合同约定履行服务义务，限期整改到位，并将整改情况在小区公示栏公示。如逾期不整改，我局将记入信用档案。市住建局物业科，0599-5550102。临川市住房和城乡建设局，2026年3月5日。';
const LEAK = { subject: '顶楼漏水', kind: 'complaint', text: '望舒小区六栋顶楼漏水两年，物业说没有维修资金，请督促处理。', author: { id: 'leak', contact: '13900004444' } };
const GATE = { subject: '门禁坏了', kind: 'complaint', text: '锦屏苑二号楼的单元门禁坏了三个月，陌生人随便进出，晚上不敢一个人坐电梯。', author: { id: 'gate', contact: '13900005555' } };
const EMPTY = '您好，您的留言已收悉，已转相关部门研究处理，感谢您的关注。';

interface Scored {
  readonly verdict: string;
  readonly verdictHash: string;
  readonly form: string;
  readonly required: string[];
  readonly missing: string[];
  readonly asks: { text: string; answered: boolean }[];
  readonly defects: { code: string; title: string; severity: string; releasable: boolean; start: number; end: number; text: string }[];
}

interface Shown {
  readonly key: string;
  readonly form: string;
  readonly text: string;
  readonly open: readonly { readonly field: string; readonly name: string }[];
}

describe('the fields of the skeletons', () => {
  it('have a name each', () => {
    const names = parse(readFileSync('config/reply-fields.yaml', 'utf8')) as Record<string, string>;
    const skeletons = readdirSync('config/replies').map((file) => parse(readFileSync(`config/replies/${file}`, 'utf8')) as { use: string; fields: string[] }).filter(({ use }) => use === 'skeleton');
    expect(skeletons.length).toBeGreaterThanOrEqual(9);
    expect(skeletons.flatMap(({ fields }) => fields).filter((field) => !names[field])).toEqual([]);
  });
});

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const score = async (login: string, body: Record<string, unknown>) => (await office.as(login).post<Scored>('/api/v1/replies/score', body)).body;

  const rescored = async () => {
    const changes: Rejudged[] = [];
    const found = await rescoreAll(office.database, office.app.get(Directory), office.app.get(Judging), async (change) => void changes.push(change));
    return { found, changes };
  };

  // Before any other reply is filed: it counts all there are.
  it('says what the rules of today make of yesterday’s replies, and changes nothing', async () => {
    const { id, caseNumber } = await inHand(office);
    await office.as('housing-handler').act('submit-reply', id, { toCitizen: REPLY });
    const same = await rescored();
    expect(same.changes).toEqual([]);
    expect(same.found).toMatchObject({ replies: 1, changed: 0, verdicts: {} });
    expect(same.found.score.before).toBe(same.found.score.now);

    // As if it had been judged by the first rules, which blocked it.
    const findings = JSON.stringify([{ code: 'hollow', start: 0, end: 1, text: '', why: '', hint: '' }]);
    await office.database.write('person', (turn) => turn.sql.run("update replies set score = 7, verdict = 'block', engine = 'huiyin-rules/1@000000000000', findings = ? where case_id = ?", [findings, id]));
    const { found, changes } = await rescored();
    expect(changes).toMatchObject([{ caseNumber, version: 1, before: { engine: 'huiyin-rules/1@000000000000', score: 7, verdict: 'block', codes: ['hollow'] }, now: { verdict: 'pass' } }]);
    expect(found).toMatchObject({ replies: 1, changed: 1, verdicts: { 'block → pass': 1 }, codes: { hollow: { before: 1, now: 0 } } });
    expect(JSON.stringify(changes)).not.toContain('电梯');
    const [kept] = await office.database.rows.sql.all('select score from replies where case_id = ?', [id]);
    expect(kept).toMatchObject({ score: 7 });
  });

  it('a draft is judged against its case while it is typed, and nothing is kept', async () => {
    const { id } = await inHand(office);
    const before = await caseOf(office, id);
    const scored = await score('housing-handler', { caseId: id, reply: REPLY });
    expect(scored.asks).toMatchObject([{ text: expect.stringContaining('什么时候能修好'), answered: true }]);
    expect(scored).toMatchObject({ verdictHash: expect.stringMatching(/^[0-9a-f]{64}$/), missing: [] });
    const empty = await score('housing-handler', { caseId: id, reply: EMPTY });
    expect(empty.defects.find(({ code }) => code === 'evasive')).toMatchObject({ title: '推诿敷衍', severity: 'warn', releasable: true });
    expect(empty.missing).toContain('result');
    expect(EMPTY.slice(empty.defects[0]!.start, empty.defects[0]!.end)).toBe(empty.defects[0]!.text);
    expect(await caseOf(office, id)).toEqual(before);
    expect(await office.rows.find(Reply, { caseId: id })).toEqual([]);
    expect((await office.as('urban-handler').post('/api/v1/replies/score', { caseId: id, reply: REPLY })).status).toBe(404);
    expect((await office.as('housing-handler').post('/api/v1/replies/score', { caseId: id })).status).toBe(404);
    expect((await office.as('housing-handler').post('/api/v1/replies/score', { reply: REPLY })).status).toBe(400);
  });

  it('a short answer under a Weibo post is not held to the form of a letter', async () => {
    const { id } = await inHand(office);
    expect(await score('housing-handler', { caseId: id, reply: '三号楼电梯3月12日前修好，期间可走货梯。' })).toMatchObject({ form: 'comment', required: ['result'] });
  });

  it('warnings are handed in only by who has seen them, and approved likewise', async () => {
    const { id } = await inHand(office);
    await office.as('housing-handler').act('log-contact', id, { way: 'telephone', reached: true, note: '已说明' });
    const body = await refused(office, id, () => office.as('housing-handler').try('submit-reply', id, { toCitizen: EMPTY }));
    expect(body).toMatchObject({ code: 'findings_not_seen', findings: expect.arrayContaining([expect.objectContaining({ code: 'evasive', title: '推诿敷衍' })]) });
    const { verdictHash } = await score('housing-handler', { caseId: id, reply: EMPTY });
    expect(body['verdictHash']).toBe(verdictHash);
    // What was seen of one text does not count for another.
    expect((await refused(office, id, () => office.as('housing-handler').try('submit-reply', id, { toCitizen: `${EMPTY}谢谢。`, seenVerdict: verdictHash }))).code).toBe('findings_not_seen');
    expect((await office.as('housing-handler').try('submit-reply', id, { toCitizen: EMPTY, seenVerdict: verdictHash })).status).toBe(200);
    const [event] = await eventsOf(office, id, 'submit_reply');
    expect(event!.facts['seen']).toBe(verdictHash);
    await office.as('housing-head').act('sign-off', id);
    const gates = ['political', 'legal', 'policy', 'secrecy', 'wording'];
    expect((await refused(office, id, () => office.as('reviewer').try('approve', id, { gates }))).code).toBe('findings_not_seen');
    expect((await score('reviewer', { caseId: id })).verdictHash).toBe(verdictHash);
    expect((await office.as('reviewer').try('approve', id, { gates, seenVerdict: verdictHash })).status).toBe(200);
  });

  it('finds the words the office gave to another matter, and not those it gave to the same', async () => {
    const first = await inHand(office, LEAK);
    await office.as('housing-handler').act('submit-reply', first.id, { toCitizen: NOTICE });
    expect(await office.rows.find(ReplyWording, { caseId: first.id })).toHaveLength(1);
    const other = await inHand(office, GATE);
    const copied = await score('housing-handler', { caseId: other.id, reply: NOTICE });
    expect(copied.defects.map(({ code }) => code)).toContain('copy_paste');
    const same = await inHand(office, { ...LEAK, text: `${LEAK.text}我住他家楼下，天花板也湿了。`, author: { id: 'below' } });
    expect((await score('housing-handler', { caseId: same.id, reply: NOTICE })).defects.map(({ code }) => code)).not.toContain('copy_paste');
    // Its own earlier version is no copy, and a new version takes its place in the index.
    expect((await score('housing-handler', { caseId: first.id, reply: NOTICE })).defects.map(({ code }) => code)).not.toContain('copy_paste');
    await office.as('housing-head').act('return-inside', first.id, { reason: '请写明日期' });
    await office.as('housing-handler').act('submit-reply', first.id, { toCitizen: `${NOTICE}3月20日前复查。` });
    expect(await office.rows.find(ReplyWording, { caseId: first.id })).toHaveLength(1);
  });

  it('keeps a person’s disagreement as a label, exports it redacted and counts false alarms by channel', async () => {
    const { id } = await inHand(office, { ...LETTER, kind: 'complaint' });
    await office.as('housing-handler').act('submit-reply', id, { toCitizen: EMPTY });
    const label = (body: Record<string, unknown>, login = 'housing-handler') => office.as(login).post('/api/v1/replies/labels', { caseId: id, ...body });
    expect((await label({ opinion: 'wrong', code: 'evasive', start: 3, end: 10, note: '本件确已办结' })).status).toBe(204);
    expect((await label({ opinion: 'wrong', code: 'evasive', start: 3, end: 10 })).status).toBe(204);
    expect((await label({ opinion: 'missing', code: 'no_basis' })).status).toBe(204);
    expect((await label({ opinion: 'wrong', code: 'insult' })).body['code']).toBe('not_found_in_reply');
    expect((await label({ opinion: 'missing', code: 'cold', start: 9, end: 900 })).body['code']).toBe('wrong_shape');
    expect((await label({ opinion: 'wrong', code: 'evasive' }, 'urban-handler')).status).toBe(404);
    expect(await office.rows.find(FindingLabel, { caseId: id })).toHaveLength(2);

    const exported = await office.as('reviewer').get<string>('/api/v1/replies/labels');
    const lines = exported.body.trim().split('\n').map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines).toMatchObject([{ opinion: 'wrong', code: 'evasive', text: EMPTY.slice(3, 10), platform: 'weibo' }, { opinion: 'missing', code: 'no_basis' }]);
    expect(lines[0]!['message']).not.toMatch(/13900001234|李晓明/);
    expect((await office.as('housing-handler').get('/api/v1/replies/labels')).status).toBe(403);

    const { channels } = (await office.as('reviewer').get<{ channels: { channel: string; codes: { code: string; found: number; wrong: number; rate: number }[] }[] }>('/api/v1/replies/false-alarms')).body;
    const evasive = channels.find(({ channel }) => channel === 'weibo')!.codes.find(({ code }) => code === 'evasive')!;
    const found = (await office.rows.find(Reply, {})).filter(({ findings }) => findings.some(({ code }) => code === 'evasive')).length;
    expect(evasive).toEqual({ code: 'evasive', found, wrong: 1, rate: 1 / found, missing: 0 });
  });

  it('exports nothing of a report', async () => {
    const { id } = await inHand(office);
    await office.as('housing-handler').act('submit-reply', id, { toCitizen: EMPTY });
    await office.as('housing-handler').post('/api/v1/replies/labels', { caseId: id, opinion: 'wrong', code: 'evasive' });
    const lines = async () => (await office.as('reviewer').get<string>('/api/v1/replies/labels')).body.trim().split('\n').length;
    const before = await lines();
    await office.database.write('person', (turn) => turn.sql.run("update case_files set kind = 'report' where id = ?", [id]));
    expect(await lines()).toBe(before - 1);
  });

  const skeleton = async (id: string, login = 'housing-handler') => (await office.as(login).get<Shown>(`/api/v1/cases/${id}/skeleton`)).body;
  const withoutAccount = async (id: string, platform: string) => await office.database.write('person', async (turn) => {
    await turn.sql.run('update accounts set platform = ? where id = (select account_id from case_files where id = ?)', [platform, id]);
  });

  it('a letter’s skeleton is filled from the case, and what is open blocks it', async () => {
    const { id } = await inHand(office);
    await withoutAccount(id, 'website');
    await office.app.get(Directory).refresh(true);
    const { key, form, text, open } = await skeleton(id);
    expect([key, form]).toEqual(['skeleton.help', 'mailbox']);
    expect(text).toContain(`您于2026年3月4日求助的“${LETTER.subject}”收悉`);
    expect(text).toMatch(/市住建局.*电话0599-5550102/u);
    expect(text).toContain('【请填写：查明的情况】');
    expect(open).toContainEqual({ field: 'facts', name: '查明的情况' });
    const scored = (await office.as('housing-handler').post<{ verdict: string; defects: { code: string }[] }>('/api/v1/replies/score', { caseId: id, reply: text })).body;
    expect(scored.verdict).toBe('block');
    expect(scored.defects.filter(({ code }) => code === 'placeholder')).not.toEqual([]);
    expect((await office.as('urban-handler').get(`/api/v1/cases/${id}/skeleton`)).status).toBe(404);
    await withoutAccount(id, 'weibo');
    await office.app.get(Directory).refresh(true);
    expect(await skeleton(id)).toMatchObject({ key: 'skeleton.comment.help', form: 'comment' });
  });

  it('every form has its own for what people ask, complain of, suggest, correct and praise', () => {
    const templates = office.app.get(Templates);
    const keys = ['complaint', 'help', 'suggestion', 'correction', 'thanks'].flatMap((kind) => ['comment', 'message'].map((form) => templates.skeletonFor(kind, form).key));
    expect(new Set(keys).size).toBe(10);
    expect(['consultation', 'other'].map((kind) => templates.skeletonFor(kind, 'comment').key)).toEqual(['skeleton.comment', 'skeleton.comment']);
    expect([templates.skeletonFor('complaint', 'mailbox').key, templates.skeletonFor('other', 'mailbox').key]).toEqual(['skeleton.complaint', 'skeleton.consultation']);
  });

  it('the extension notice says what was done so far, and nothing where nothing was written', async () => {
    const told = async (progress?: string) => {
      const { id } = await inHand(office);
      await office.as('housing-head').act('ask-extension', id, { amount: 3, reason: '配件在途', ...(progress && { progress }) });
      await office.as('coordinator').act('grant-extension', id);
      await office.settle();
      return (await office.rows.find(CitizenNotice, { caseId: id, template: 'extension' }))[0]!.text;
    };
    expect(await told('已查明曳引机损坏，配件已订购。')).toContain('目前进展：已查明曳引机损坏，配件已订购。');
    const plain = await told();
    expect(plain).not.toMatch(/目前进展|正在办理/u);
    expect(plain).toContain('经批准延至2026年3月');
  });
});
