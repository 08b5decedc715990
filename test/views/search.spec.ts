/** Cases found by their words, by whoever may know of them, and by nobody once they are erased. */
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { Message } from '../../src/intake/intake.entities.js';
import { Indexing } from '../../src/knowledge/indexing.service.js';
import type { CasePage } from '../../src/views/cases.service.js';
import { inHand } from '../review/in-review.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  let bus: string;
  let report: string;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    bus = (await inHand(office, { message: { subject: '12路班次太少', text: '东门站早高峰要等四十分钟，伊园小区的居民都等不到车', author: { id: 'u-7', name: '欧阳小满', contact: '139 1234 5678' } } })).id;
    report = (await office.message('wb', { text: '举报伊园小区物业乱收费', kind: 'report', author: { id: 'informant', name: '知情人甲', contact: '13700001111' } })).id;
    for (let index = 0; index < 7; index++) await office.message('wx', { text: `路灯不亮，第${index}盏`, author: { id: `w${index}` } });
    await office.app.get(Indexing).catchUp();
  });
  afterAll(async () => await office.close());

  const page = async (login: string, q: string, more = ''): Promise<CasePage> =>
    (await office.as(login).get<CasePage & object>(`/api/v1/cases?q=${encodeURIComponent(q)}${more}`)).body;
  const ids = async (login: string, q: string, more = ''): Promise<string[]> => (await page(login, q, more)).cases.map(({ id }) => id);

  it.each(['班次', '12路', '早高峰', '伊园', '东门站 居民', '居民 班次', '20260304-wb-0001', '东'])('finds a case by “%s” of subject, text or number', async (q) => {
    expect(await ids('coordinator', q)).toContain(bus);
  });

  it('finds nothing by words that stand in no one case together', async () => {
    expect(await ids('coordinator', '班次 路灯')).toEqual([]);
    expect(await ids('coordinator', '？！')).toEqual([]);
  });

  it('finds the writer by the whole name or contact alone, for who may know it, and never of a report', async () => {
    expect(await ids('coordinator', '欧阳小满')).toEqual([bus]);
    expect(await ids('coordinator', '13912345678')).toEqual([bus]);
    expect(await ids('coordinator', '欧阳')).toEqual([]);
    expect(await ids('contractor', '欧阳小满')).toEqual([]);
    expect(await ids('contractor', '班次')).toEqual([bus]);
    for (const login of ['coordinator', 'report-officer', 'supervisor']) {
      for (const q of ['知情人甲', '13700001111', 'informant']) expect([login, await ids(login, q)]).toEqual([login, []]);
    }
    const [kept] = await office.rows.sql.all<{ person: string; body: string }>('select person, body from search_cases where owner = ?', [bus]);
    expect(kept!.person).toMatch(/^p[0-9a-f]{24}( p[0-9a-f]{24})*$/);
  });

  it('a writer whose case became a report is found no more', async () => {
    await office.database.write('person', (turn) => turn.rows.update(CaseFile, bus, { kind: 'report' }));
    expect(await ids('coordinator', '欧阳小满')).toEqual([]);
    expect(await ids('coordinator', '班次')).toEqual([bus]);
    await office.database.write('person', (turn) => turn.rows.update(CaseFile, bus, { kind: 'complaint' }));
  });

  it('shows each person what standing allows', async () => {
    expect((await ids('coordinator', '伊园')).toSorted()).toEqual([bus, report].toSorted());
    expect(await ids('reviewer', '伊园')).toEqual([bus]);
    expect(await ids('transport-handler', '伊园')).toEqual([bus]);
    expect(await ids('urban-handler', '伊园')).toEqual([]);
    const both = (await page('coordinator', '伊园')).cases.map(({ number }) => number).join(',');
    const byNumber = async (login: string): Promise<string[]> => (await ids(login, '', `&numbers=${both},20200101-wb-0001`)).toSorted();
    expect(await byNumber('coordinator')).toEqual([bus, report].toSorted());
    expect(await byNumber('reviewer')).toEqual([bus]);
    expect(await byNumber('urban-handler')).toEqual([]);
    expect((await office.as('coordinator').get('/api/v1/cases?numbers=,')).status).toBe(400);
    expect(await ids('coordinator', '伊园', '&kind=report')).toEqual([report]);
  });

  it('comes page by page in the order of due times', async () => {
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { cases, next } = await page('coordinator', '路灯', `&limit=3${after}`);
      seen.push(...cases.map(({ id }) => id));
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    expect((await page('coordinator', '路灯', '&view=screening')).cases).toHaveLength(7);
  });

  it('what is added is found, what is erased is gone from the index word by word', async () => {
    const first = await office.message('wx', { text: '井盖松动，请尽快修好', author: { id: 'adds' } });
    await office.app.get(Indexing).catchUp();
    office.clock.moveTo(office.clock.now() + 60_000);
    await office.message('wx', { text: '补充：旁边还有塌陷', author: { id: 'adds' } });
    await office.app.get(Indexing).catchUp();
    expect(await ids('coordinator', '井盖 塌陷')).toEqual([first.id]);
    await office.database.write('person', async (turn) => {
      await turn.rows.updateWhere(Message, { caseId: first.id }, { subject: '', text: '', raw: '', erasedAt: turn.now });
    });
    expect(await office.app.get(Indexing).catchUp()).toBeGreaterThan(0);
    for (const q of ['井盖', '塌陷', '松动']) expect(await ids('coordinator', q)).toEqual([]);
    expect(await ids('coordinator', first.caseNumber)).toEqual([first.id]);
    const [row] = await office.rows.sql.all<{ head: string; body: string }>('select head, body from search_cases where owner = ?', [first.id]);
    expect(`${row!.head} ${row!.body}`).not.toMatch(/井盖|塌陷/);
    expect(await office.app.get(Indexing).catchUp()).toBe(0);
  });
});
