/** 时限计算说明: one page that can be printed, checked by hand and quoted in a dispute. */
import type { Browser } from 'playwright-core';
import { Deadline, FormerDeadline } from '../../src/casefile/casefile.entities.js';
import { proofPage, type ProofSheet } from '../../src/base/proof-page.js';
import { imposedProof, proofOf } from '../../src/core/time/proof.js';
import { CLOCKS } from '../../src/core/vocabulary.js';
import { Office, onEachDatabase } from '../support/office.js';
import { describeWithBrowser, launchBrowser } from '../support/browser.js';
import { CN, at } from '../core/time/data.js';

const proof = proofOf(
  {
    start: at('2026-09-24T10:12:30'), amount: 5, unit: 'workingDay', extension: 10,
    pauses: [{ from: at('2026-09-28T09:00'), to: at('2026-09-30T15:00'), by: 'ask_citizen' } as never],
  },
  CN,
  { clock: 'answer', event: { act: 'receive' }, policy: { name: 'default', hash: 'a'.repeat(64) }, extensions: [{ amount: 10, by: 'coordinator', grantedAt: '2026-09-27T10:00:00.000+08:00' }] },
);
const sheet: ProofSheet = {
  caseNumber: '20260924-wx-0001', clock: CLOCKS.answer, proof, holds: true, startAct: { zh: '收件', en: 'receive' }, receivedAt: null, former: [],
  policy: { title: { zh: '默认', en: 'Default' }, document: '国办发〔2014〕57号', article: null, verified: false },
};
const text = (page: string): string => page.replaceAll(/<style>[\s\S]*?<\/style>/g, '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the page', () => {
  it('says start, rule, source, calendar, pauses, extensions, result and checksum', () => {
    const said = text(proofPage(sheet, 'zh'));
    for (const part of [
      '时限计算说明', '20260924-wx-0001', '2026年9月24日 10:12:30 收件', '5个工作日；另延长10个工作日；当日不计入，从次日起计', '国办发〔2014〕57号（转引，原文未核）',
      '请网民补充', '+10 受理岗 2026年9月27日 10:00', '到期：2026年10月26日 24:00', proof.hash, '内容与存档一致',
    ]) expect(said).toContain(part);
    expect(text(proofPage(sheet, 'en'))).toMatch(/Due：2026-10-26 24:00.*the content is as it was stored/);
  });

  it('draws every day with a sign of its own, not by colour alone', () => {
    const page = proofPage(sheet, 'zh');
    expect(page).toContain('<td class="zero">24<small>起</small>');
    expect(page).toMatch(/<td class="holiday" title="中秋节">25<small>假/);
    expect(page).toMatch(/<td class="paused" title="暂停">28<small>停/);
    expect(page).toMatch(/<td class="weekend" title="周末">17<small>休/);
    expect(page).toMatch(/<td class="counted makeup" title="调休上班">10<small>④班/);
    expect(page).toMatch(/<td class="counted due" title="工作日">26<small>⑮/);
  });

  it('marks what is provisional, what stands still, and what was given instead of counted', () => {
    const provisional = proofOf({ start: at('2026-12-29T10:00'), amount: 5, unit: 'workingDay' }, CN, { clock: 'answer' });
    expect(text(proofPage({ ...sheet, proof: provisional }, 'zh'))).toContain('暂定：所涉年度的放假安排尚未公布');
    const paused = proofOf({ start: at('2026-09-24T10:00'), amount: 5, unit: 'workingDay', pauses: [{ from: at('2026-09-28T09:00') }] }, CN);
    expect(text(proofPage({ ...sheet, proof: paused }, 'en'))).toContain('Standing still; computed again when it goes on still to come 5 days');
    const imposed = proofPage({ ...sheet, proof: imposedProof(at('2026-10-15T17:30'), CN, { clock: 'answer' }) }, 'zh');
    expect(text(imposed)).toContain('到期：2026年10月15日 17:30 该日期由来文单位确定');
    expect(text(proofPage({ ...sheet, holds: false }, 'zh'))).toContain('内容与存档不一致');
  });

  it('escapes whatever is put into it', () => {
    const page = proofPage({ ...sheet, caseNumber: '<script>1</script>', policy: { ...sheet.policy!, document: '"><img>' } }, 'zh');
    expect(page).not.toMatch(/<script>|"><img>/);
  });
});

describeWithBrowser('printed', () => {
  let browser: Browser;
  beforeAll(async () => void (browser = (await launchBrowser())!));
  afterAll(async () => await browser?.close());

  it.each(['zh', 'en'] as const)('fits on one sheet of A4 over the National Day holiday (%s)', async (language) => {
    const page = await browser.newPage();
    await page.setContent(proofPage({ ...sheet, former: [{ revision: 0, dueAt: '2026-10-09T23:59:59.999+08:00', movedBy: { zh: '同意延期', en: 'grant the extension' }, movedAt: '2026-09-27T10:00:00.000+08:00', hash: 'b'.repeat(64) }] }, language));
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.close();
  });
});

onEachDatabase((dialect) => {
  let office: Office;
  let id: string;
  const answer = async (): Promise<Deadline> => (await office.rows.one(Deadline, { caseId: id, clock: 'answer' }))!;
  beforeAll(async () => {
    office = await Office.open({ dialect });
    ({ id } = await office.message('wx', { kind: 'help', text: '小区电梯坏了', occurredAt: '2026-03-04T09:30:00+08:00' }));
    await office.settle();
    await office.as('coordinator').act('relabel', id, { kind: 'consultation', reason: '是咨询' });
  });
  afterAll(async () => await office.close());

  it('is served as data, as a page and as the writer may see it, to those who may see the case', async () => {
    const clock = await answer();
    const at = `/api/v1/cases/${id}/clocks/${clock.id}/proof`;
    const json = (await office.as('coordinator').get(at)).body;
    expect(json).toMatchObject({ holds: true, revision: 1, clock: 'answer', proof: { hash: clock.proofHash, limit: { amount: 3 } }, former: [{ revision: 0, dueAt: '2026-03-11T23:59:59.999+08:00' }] });
    const page = await office.as('coordinator').get(`${at}?form=page`);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const said = text(page.body as unknown as string);
    expect(said).toContain('到期：2026年3月9日 24:00');
    expect(said).toContain('平台时间；本系统收到于2026年3月4日 10:00');
    expect(said).toContain('2026年3月11日 24:00 → 2026年3月4日 10:00 改类别/等级');
    const citizen = (await office.as('coordinator').get(`${at}?form=citizen`)).body;
    expect(citizen).toMatchObject({ dueDay: '2026-03-09', hash: clock.proofHash });
    expect(JSON.stringify(citizen)).not.toContain('default');
    expect((await office.as('urban-head').get(at)).status).toBe(404);
    expect((await office.as('coordinator').get(`${at}?form=drawing`)).status).toBe(400);
    expect((await office.anybody.get(at)).status).toBe(401);
  });

  it('shows what was promised before', async () => {
    const clock = await answer();
    const at = `/api/v1/cases/${id}/clocks/${clock.id}/proof?revision=0`;
    expect((await office.as('coordinator').get(at)).body).toMatchObject({ holds: true, revision: 0, proof: { limit: { amount: 5 } }, former: [] });
    expect((await office.as('coordinator').get(at.replace('=0', '=9'))).status).toBe(404);
  });

  it('says when the content is not what was stored', async () => {
    const [former] = await office.rows.find(FormerDeadline, { caseId: id });
    await office.database.write('person', (turn) => turn.rows.update(FormerDeadline, former!.id, { proof: former!.proof.replace('"amount":5', '"amount":9') }));
    const at = `/api/v1/cases/${id}/clocks/${former!.deadlineId}/proof?revision=0`;
    expect((await office.as('coordinator').get(at)).body).toMatchObject({ holds: false });
    expect(text((await office.as('coordinator').get(`${at}&form=page`)).body as unknown as string)).toContain('内容与存档不一致');
  });
});
