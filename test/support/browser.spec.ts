import type { Browser } from 'playwright-core';
import { describeWithBrowser, launchBrowser } from './browser.js';

const page = `<!doctype html><meta charset="utf-8"><title>回音</title>
<button onclick="this.textContent = '已受理'">提交</button>`;

describeWithBrowser('a browser for tests', () => {
  let browser: Browser | null;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('shows a page and presses its button', async () => {
    const tab = await browser!.newPage();
    await tab.goto(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`);
    expect(await tab.title()).toBe('回音');
    await tab.getByRole('button', { name: '提交' }).click();
    expect(await tab.getByRole('button').textContent()).toBe('已受理');
    expect(await tab.evaluate('navigator.userAgent')).toContain('Chrome');
  });
});
