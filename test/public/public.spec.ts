import { Publication } from '../../src/publication/publication.entities.js';
import { html } from '../../src/base/html.js';
import { Office, onEachDatabase } from '../support/office.js';
import { ANSWER, inHand, LETTER } from '../review/in-review.js';
import { answered, clarifying } from './answered.js';

interface Listed {
  answers: { number: string; department: string; receivedOn: string; answeredOn: string; subject: string; message: string; reply: string }[];
  next: string | null;
}
interface Found {
  state: string;
  stateName: { zh: string };
  department: string | null;
  promised: { day: string; met: boolean | null; proof: { sentences: { zh: string }; hash: string } } | null;
  steps: { what: { zh: string }; at: string }[];
  notices: { title: { zh: string }; text: string }[];
  replies: { text: string }[];
  clarification: { question: string; until: string } | null;
  rating: { open: boolean; given: unknown };
}
type Receipt = { caseNumber: string; queryCode: string };

describe('mark-up', () => {
  it('escapes whatever is put into it, lists and attributes too, and leaves its own alone', () => {
    const evil = `<script>"'&`;
    expect(html`<p title="${evil}">${[evil, html`<b>${1}</b>`, null, false]}</p>`.text).toBe(
      '<p title="&lt;script&gt;&quot;&#39;&amp;">&lt;script&gt;&quot;&#39;&amp;<b>1</b></p>',
    );
  });
});

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect });
  });
  afterAll(async () => await office.close());

  const look = async ({ caseNumber, queryCode }: Receipt) => (await office.anybody.post<Found>('/api/v1/public/lookups', { caseNumber, queryCode })).body;
  const list = async (query = '') => (await office.anybody.get<Listed>(`/api/v1/public/answers${query}`)).body;
  const codeOf = ({ caseNumber, queryCode }: Receipt) => ({ caseNumber, queryCode });
  const form = async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    await office.anybody.post<string>(path, new URLSearchParams(fields).toString(), { 'content-type': 'application/x-www-form-urlencoded', ...headers });

  it('tells the citizen where the case stands, the promised day and why, and nobody’s name', async () => {
    const receipt = await inHand(office);
    const found = await look(receipt);
    expect(found).toMatchObject({ state: 'in_hand', stateName: { zh: '承办单位正在办理' }, department: '市交通运输局', replies: [], rating: { open: false, given: null } });
    expect(found.promised).toMatchObject({ met: null });
    expect(found.promised!.proof.sentences.zh).toContain('应于2026年3月');
    expect(found.steps.map(({ what }) => what.zh)).toEqual(['收到您的留言', '受理', '交承办单位', '承办单位签收']);
    expect(found.notices[0]!.title.zh).toBe('收到告知');
    expect(JSON.stringify(found)).not.toMatch(/张受理|承办人|13900001234|actor/);
  });

  it('refuses a wrong code and an unknown number in the same words', async () => {
    const receipt = await inHand(office);
    const wrong = await office.anybody.post('/api/v1/public/lookups', { caseNumber: receipt.caseNumber, queryCode: 'WRONG222' });
    const unknown = await office.anybody.post('/api/v1/public/lookups', { caseNumber: '20260304-wb-9999', queryCode: 'WRONG222' });
    expect([wrong.status, wrong.body]).toEqual([404, unknown.body]);
  });

  it('shows the question while the citizen is asked, and that the time stands still', async () => {
    const receipt = await clarifying(office, '请问是哪一站、几点的车？');
    const found = await look(receipt);
    expect(found).toMatchObject({ state: 'waiting_for_you', clarification: { question: '请问是哪一站、几点的车？' }, promised: { paused: true } });
    expect(found.notices.at(-1)!.text).toContain('请问是哪一站、几点的车？');
    const { body } = await form('/public/lookup', codeOf(receipt));
    expect(body).toContain('请您补充');
  });

  it('lists published answers newest first, a page at a time, each case once', async () => {
    const before = (await list('?limit=100')).answers.length;
    const receipts = [];
    for (let each = 0; each < 3; each += 1) {
      office.clock.moveTo(office.clock.now() + 60_000);
      receipts.push(await answered(office));
    }
    const first = await list('?limit=2');
    expect(first.answers.map(({ number }) => number)).toEqual([receipts[2]!.caseNumber, receipts[1]!.caseNumber]);
    const second = await list(`?limit=2&before=${first.next}`);
    expect(second.answers[0]!.number).toBe(receipts[0]!.caseNumber);
    expect((await list('?limit=100')).answers).toHaveLength(before + 3);
    expect(first.answers[0]).toMatchObject({ department: '市交通运输局', receivedOn: '2026-03-04', answeredOn: '2026-03-04', reply: ANSWER });
    expect(first.answers[0]!.message).not.toContain('13900001234');
    expect((await office.anybody.get('/api/v1/public/answers?before=x')).status).toBe(400);
  });

  it('shows the public no report, nothing private and nothing that was withdrawn', async () => {
    const report = await answered(office, { message: { kind: 'report' } });
    const quiet = await answered(office, { message: { publicity: 'private' } });
    const withdrawn = await answered(office);
    const relabelled = await answered(office);
    await office.database.write('person', async (turn) => {
      await turn.rows.updateWhere(Publication, { caseId: withdrawn.id }, { retractedAt: turn.now });
      await turn.sql.run("update case_files set kind = 'report' where id = ?", [relabelled.id]);
    });
    const numbers = (await list('?limit=100')).answers.map(({ number }) => number);
    for (const { caseNumber } of [report, quiet, withdrawn, relabelled]) expect(numbers).not.toContain(caseNumber);
    for (const { caseNumber } of [report, quiet, relabelled]) {
      expect((await office.anybody.get(`/api/v1/public/answers/${caseNumber}`)).status).toBe(404);
    }
    // Whoever kept the address reads that it was withdrawn, and nothing of what it said.
    const gone = await office.anybody.get<{ answers: object[] }>(`/api/v1/public/answers/${withdrawn.caseNumber}`);
    expect(gone.body.answers).toMatchObject([{ subject: '', message: '', reply: '', retractedOn: '2026-03-04' }]);
    expect(await look(quiet)).toMatchObject({ state: 'answered', replies: [{ text: ANSWER }] });
    expect(await look(report)).toMatchObject({ state: 'answered', department: null });
  });

  it('tells every month in numbers and by the answers that are public, without a script; of a report the number alone', async () => {
    const shown = await answered(office);
    const report = await answered(office, { message: { kind: 'report' } });
    office.clock.moveTo(office.clock.now() + 600_000);
    const { status, body } = await office.anybody.get<string>('/public/statistics?month=2026-03');
    const [figures] = (await office.as('supervisor').get<{ scopes: { figures: { key: string; value: number }[] }[] }>('/api/v1/reports/2026-03')).body.scopes;
    const figure = (key: string): number => figures!.figures.find((each) => each.key === key)!.value;
    expect([status, body.includes('2026年3月 留言受理反馈情况')]).toEqual([200, true]);
    for (const [name, value] of [['收到留言（件）', figure('received')], ['本月答复（件）', figure('answered')]]) expect(body).toContain(`<th scope="row">${name}</th><td>${value}</td>`);
    expect(body).toMatch(/<th scope="row">举报<\/th><td>\d+<\/td>/);
    expect(body).toContain(shown.caseNumber);
    expect(body).not.toContain(report.caseNumber);
    expect(body).not.toMatch(/<script|13900001234/);
    expect((await office.anybody.get<string>('/public/statistics?month=2026-02&lang=en')).body).toContain('Nothing has been published yet.');
    for (const month of ['2026-04', 'March', '1999-12']) expect([month, (await office.anybody.get(`/public/statistics?month=${month}`)).status]).toEqual([month, 404]);
    expect((await office.anybody.get<string>('/public/')).body).toContain('/public/statistics?');
  });

  it('walks a reader through the pages: look up, read, rate once, and be thanked', async () => {
    const receipt = await answered(office);
    const home = await office.anybody.get<string>('/public/');
    expect([home.status, home.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(home.body).toContain('<html lang="zh-CN">');
    expect((await office.anybody.get('/public')).status).toBe(200);
    expect((await office.anybody.get('/public/nowhere')).status).toBe(404);
    const found = await form('/public/lookup', codeOf(receipt));
    expect(found.status).toBe(200);
    expect(found.body).toContain(ANSWER);
    expect(found.body).not.toContain('<script');
    const rating = { caseNumber: receipt.caseNumber, queryCode: receipt.queryCode, satisfaction: 'fairly', resolved: 'partly', text: '', lang: 'zh', large: '1' };
    const rated = await form('/public/rating', rating);
    expect([rated.status, rated.headers['location']]).toEqual([303, '/public/done/rated?lang=zh&large=1']);
    const again = await form('/public/rating', rating);
    expect([again.status, /您已经评价过/.test(again.body), /class="large"/.test(again.body)]).toEqual([409, true, true]);
    expect((await form('/public/lookup', codeOf(receipt))).body).toContain('基本满意，基本解决');
  });

  it('says in plain sentences what went wrong, on a page, in the reader’s language', async () => {
    const wrong = await form('/public/lookup', { caseNumber: '20260304-wb-9999', queryCode: 'WRONG222' });
    expect([wrong.status, /编号或查询码不正确/.test(wrong.body)]).toEqual([404, true]);
    const empty = await form('/public/lookup', {}, { 'accept-language': 'en' });
    expect([empty.status, /Something was left out/.test(empty.body)]).toEqual([400, true]);
    const missing = await office.anybody.get<string>('/public/answers/%3Cscript%3E?lang=en');
    expect([missing.status, missing.headers['content-language'], missing.body.includes('<script>')]).toEqual([404, 'en', false]);
    const half = await form('/public/rating', { caseNumber: 'a', queryCode: 'b', lang: 'en' });
    expect([half.status, half.headers['location'], /The number or the query code is wrong/.test(half.body)]).toEqual([404, undefined, true]);

    // What was typed into a form that was not taken stands in it again, escaped, and what is missing is named.
    expect(wrong.body).toContain('value="WRONG222"');
    const receipt = await answered(office);
    const undecided = await form('/public/rating', { ...codeOf(receipt), satisfaction: 'dissatisfied', text: '<b>还是没修</b>' });
    expect(undecided.status).toBe(400);
    expect(undecided.body).toContain('&lt;b&gt;还是没修&lt;/b&gt;</textarea>');
    expect(undecided.body).toMatch(/value="dissatisfied" required checked/);
    expect(undecided.body).toContain('href="#resolved"');
  });

  it('escapes what citizens write', async () => {
    const receipt = await answered(office, { message: { subject: '<img src=x onerror=alert(1)>', text: LETTER } });
    const { body } = await office.anybody.get<string>('/public/answers');
    expect(body).toContain('&lt;img src=x');
    expect(body).not.toContain('<img');
    expect((await office.anybody.get<string>(`/public/answers/${receipt.caseNumber}`)).body).not.toContain('<img');
  });
});
