/** 答问到期预警: once, in office hours, to who answers for the entry and to the coordinators. */
import { KnowledgeEntry } from '../../src/knowledge/knowledge.entities.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import { BUS, published } from '../knowledge/entries.js';
import { Office, onEachDatabase } from '../support/office.js';

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-03-04T10:00:00+08:00' });
  });
  beforeEach(async () => await office.startOver());
  afterAll(async () => await office.close());

  const mails = async (): Promise<Notice[]> => await office.rows.find(Notice, { template: 'answers_due' }, { orderBy: 'address' });
  const greet = async (iso: string): Promise<void> => {
    office.at(iso);
    await office.app.get(Notices).greet();
  };

  it('warns ten working days before the review date, once', async () => {
    await published(office, { ...BUS, reviewBy: '2026-03-31' });
    await greet('2026-03-16T10:00:00+08:00');
    expect(await mails()).toEqual([]);
    await greet('2026-03-17T08:00:00+08:00');
    expect(await mails()).toEqual([]);
    await greet('2026-03-17T09:05:00+08:00');
    expect((await mails()).map(({ address }) => address.split('@')[0]!).toSorted()).toEqual(['coordinator', 'coordinator2', 'transport-head', 'transport-liaison']);
    const [mail] = await mails();
    expect(mail!.subject).toContain('1 条答问将到期');
    expect(mail!.text).toContain(`${BUS.question}　责任单位：市交通运输局　复核日期：2026-03-31　将到复核日期`);
    await greet('2026-03-18T09:05:00+08:00');
    expect(await mails()).toHaveLength(4);
  });

  it('tells of a repealed basis on the next working day, also of an entry that was warned of before', async () => {
    const { id } = await published(office, { ...BUS, reviewBy: '2026-03-12' });
    await greet('2026-03-05T09:05:00+08:00');
    expect(await mails()).toHaveLength(4);
    await office.as('coordinator').post('/api/v1/knowledge/repeals', { title: '临川市公共交通条例', reason: '新条例施行' });
    await greet('2026-03-07T10:00:00+08:00');
    expect(await mails()).toHaveLength(4);
    await greet('2026-03-09T09:05:00+08:00');
    expect((await mails()).filter(({ text }) => text.includes('依据已失效'))).toHaveLength(4);
    expect((await office.rows.one(KnowledgeEntry, { id }))!.warnedAt).toBe(office.clock.now());
  });
});
