/** 升温提示: once for each topic and level, to coordinators and supervisors, of letters they may know of. */
import { CaseFile } from '../../src/casefile/casefile.entities.js';
import { TopicChange } from '../../src/insight/insight.entities.js';
import { Insight } from '../../src/insight/insight.service.js';
import { Notice } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import { Office, onEachDatabase } from '../support/office.js';

const smoke = (i: number) => ({
  subject: ['云锦之城小区底层餐馆油烟扰民', '投诉云锦之城小区餐馆油烟直排', '云锦之城小区夜宵摊油烟噪音'][i % 3],
  text: '小区楼下的餐馆没有专用烟道，油烟直接排到楼上，窗户都不敢开，夜宵摊营业到凌晨，请处理油烟。', author: { id: `citizen-${i}`, contact: '13900001234' },
});

onEachDatabase((dialect) => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open({ dialect, now: '2026-03-04T10:00:00+08:00' });
  });
  beforeEach(async () => await office.startOver());
  afterAll(async () => await office.close());

  const send = async (from: number, to: number) => {
    for (let i = from; i < to; i += 1) await office.message('wb', smoke(i));
  };
  const warn = async (): Promise<Notice[]> => {
    await office.app.get(Insight).run();
    await office.app.get(Notices).greet();
    return await office.rows.find(Notice, { template: 'topic_warning' }, { orderBy: 'id' });
  };
  const readers = (mails: readonly Notice[]) => mails.map(({ address }) => address.split('@')[0]!).toSorted();

  it('tells coordinators and supervisors once a level, with numbers and no words of a citizen’s person', async () => {
    await send(0, 4);
    expect(await warn()).toEqual([]);
    await send(4, 6);
    const first = await warn();
    expect(readers(first)).toEqual(expect.arrayContaining(['coordinator', 'supervisor']));
    expect(readers(first).filter((login) => /handler|head|reviewer/.test(login))).toEqual([]);
    expect(first[0]).toMatchObject({ caseId: null, urgent: false, subject: '［升温提示］1 个热点反映人数明显增加' });
    expect(first[0]!.text).toMatch(/云锦之城小区.*7 天内新增 6 人，共 6 人、6 件　最早 2026-03-04　1 级/);
    expect(first[0]!.text + first[0]!.html).not.toMatch(/13900001234|citizen-/);
    expect(await warn()).toHaveLength(first.length);
    await send(6, 15);
    const second = await warn();
    expect(second).toHaveLength(2 * first.length);
    expect(second.at(-1)!.text).toContain('2 级');
    expect((await office.rows.find(TopicChange, { act: 'warn', toldAt: null }))).toEqual([]);
  });

  it('a report is not counted, and below the level nobody is told', async () => {
    await send(0, 5);
    await office.app.get(Insight).run();
    const [one] = await office.rows.find(CaseFile, {}, { orderBy: 'id', limit: 1 });
    await office.database.write('person', (turn) => turn.rows.update(CaseFile, one!.id, { kind: 'report' }));
    await office.app.get(Notices).greet();
    expect(await office.rows.find(Notice, { template: 'topic_warning' })).toEqual([]);
  });

  it('the gravest level leaves at once', async () => {
    await send(0, 30);
    expect((await warn()).every(({ urgent }) => urgent)).toBe(true);
  });
});
