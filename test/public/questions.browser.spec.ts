/** 常见问题查询 as a citizen meets it: without scripts, on a telephone too. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { KnowledgeEntry } from '../../src/knowledge/knowledge.entities.js';
import { BASIS, BUS, published } from '../knowledge/entries.js';
import { faultsOf } from '../support/axe.js';
import { closeWindows, describeWithBrowser, sharedBrowser } from '../support/browser.js';
import { Office } from '../support/office.js';

const SIZES = [
  { name: 'on an office screen', width: 1366, height: 768 },
  { name: 'on a phone', width: 360, height: 640 },
] as const;

describeWithBrowser('the Q&A base in a browser', () => {
  let office: Office;
  let browser: Browser;
  let address: string;
  const folder = process.env['SCREENSHOTS'] ?? mkdtempSync(join(tmpdir(), 'huiyin-questions-'));
  beforeAll(async () => {
    office = await Office.open();
    address = await office.address();
    browser = await sharedBrowser();
    await published(office, { ...BUS, audience: '市民' });
  }, 120_000);
  afterAll(async () => {
    await closeWindows();
    await office?.close();
  });

  it.each(SIZES)('is searched by a two-character word, read, and said to have helped $name', async ({ name, width, height }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height }, locale: 'zh-CN' });
    const tab = await context.newPage();
    await tab.goto(`${address}/public/`);
    await tab.getByRole('link', { name: '常见问题查询' }).click();
    await tab.getByLabel('您想问什么').fill('公交');
    await tab.keyboard.press('Enter');
    await tab.getByRole('link', { name: BUS.question }).waitFor();
    await tab.screenshot({ path: join(folder, `found ${name}.png`.replaceAll(' ', '-')), fullPage: true });
    await tab.getByRole('link', { name: BUS.question }).click();
    await tab.getByRole('heading', { level: 1, name: BUS.question }).waitFor();
    await tab.getByText('5个工作日内答复').waitFor();
    expect(await tab.getByRole('link', { name: BASIS.title }).getAttribute('href')).toBe(BASIS.link);
    await tab.getByText('临人常〔2024〕3号 第十二条').waitFor();
    await tab.getByText('责任单位 市交通运输局 · 最近复核 2026年3月4日（周三）').waitFor();
    await tab.screenshot({ path: join(folder, `answer ${name}.png`.replaceAll(' ', '-')), fullPage: true });
    await tab.getByRole('button', { name: '有用', exact: true }).click();
    await tab.getByRole('status').waitFor();
    await context.close();
    expect((await office.rows.find(KnowledgeEntry, {}))[0]!.helpful).toBe(1);
  });

  it('says when nothing is found, and has no fault a screen reader would meet', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'zh-CN' });
    const tab = await context.newPage();
    for (const path of ['/public/questions', `/public/questions?q=${encodeURIComponent('公交')}`, '/public/questions/1?large=1', `/public/questions?q=${encodeURIComponent('火星')}&lang=en`]) {
      await tab.goto(address + path);
      expect(await tab.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      expect([path, await faultsOf(tab)]).toEqual([path, []]);
    }
    await tab.getByText('Nothing like it was found').waitFor();
    expect((await tab.goto(`${address}/public/questions/99`))!.status()).toBe(404);
    await context.close();
  });
});
