import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { Rating } from '../../src/feedback/feedback.entities.js';
import { closeWindows, describeWithBrowser, sharedBrowser } from '../support/browser.js';
import { Office } from '../support/office.js';
import { ANSWER } from '../review/in-review.js';
import { answered } from './answered.js';

const SIZES = [
  { name: 'on an office screen', width: 1366, height: 768 },
  { name: 'on a phone', width: 360, height: 640 },
] as const;

describeWithBrowser('the citizen’s pages in a browser', () => {
  let office: Office;
  let browser: Browser;
  let address: string;
  const folder = process.env['SCREENSHOTS'] ?? mkdtempSync(join(tmpdir(), 'huiyin-pages-'));

  beforeAll(async () => {
    office = await Office.open();
    address = await office.address();
    browser = await sharedBrowser();
  }, 120_000);
  afterAll(async () => {
    await closeWindows();
    await office?.close();
  });

  /** Nothing sticks out sideways, every field has a label, and what can be pressed is large enough for a finger. */
  const expectUsable = async (tab: Page) => {
    expect(await tab.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await tab.evaluate(`[...document.querySelectorAll('input:not([type=hidden]), textarea')].filter((field) => !field.labels?.length).length`)).toBe(0);
    expect(await tab.evaluate(`[...document.querySelectorAll('main button, main .choice, main input[type=text]')].every((each) => each.getBoundingClientRect().height >= 44)`)).toBe(true);
    expect(await tab.evaluate(`document.querySelectorAll('h1').length`)).toBe(1);
  };

  it.each(SIZES)('lets a citizen look up the case, read the reply and rate it $name', async ({ name, width, height }) => {
    const receipt = await answered(office);
    const tab = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN' });
    const faults: string[] = [];
    tab.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    const picture = async (what: string) => {
      await tab.screenshot({ path: join(folder, `${what} ${name}.png`.replaceAll(' ', '-')), fullPage: true });
    };

    await tab.goto(`${address}/public/`);
    await expectUsable(tab);
    await picture('home');
    await tab.getByLabel('编号').fill(receipt.caseNumber);
    await tab.getByLabel('查询码').fill(receipt.queryCode.toLowerCase());
    await tab.keyboard.press('Enter');

    await tab.getByRole('heading', { level: 1, name: `编号 ${receipt.caseNumber}` }).waitFor();
    await tab.getByText(ANSWER).waitFor();
    await expectUsable(tab);
    await picture('case');
    await tab.getByRole('button', { name: '大字版' }).click();
    await tab.getByRole('button', { name: '标准字号' }).waitFor();
    expect(await tab.evaluate(`getComputedStyle(document.body).fontSize`)).toBe('24px');
    await expectUsable(tab);
    await picture('case-large');

    await tab.getByRole('radio', { name: '不满意', exact: true }).check();
    await tab.getByRole('radio', { name: '未解决' }).check();
    await tab.getByLabel('您的意见').fill('早高峰还是要等半小时');
    await tab.getByRole('button', { name: '提交评价' }).click();
    await tab.getByRole('status').waitFor();
    await expectUsable(tab);
    await picture('rated');
    expect(await office.rows.find(Rating, { caseId: receipt.id })).toMatchObject([{ satisfaction: 'dissatisfied', resolved: 'no', text: '早高峰还是要等半小时' }]);

    await tab.goto(`${address}/public/answers`);
    await tab.getByRole('link', { name: /公交车班次太少/ }).first().click();
    await tab.getByText(ANSWER).waitFor();
    await expectUsable(tab);
    await picture('answer');
    await tab.getByRole('link', { name: 'English' }).click();
    await tab.getByRole('heading', { name: 'Answer' }).waitFor();
    expect(faults).toEqual([]);
    await tab.close();
  });

  it('keeps what may be read at a contrast of 4.5 to 1 or more', async () => {
    const tab = await browser.newPage();
    await tab.goto(`${address}/public/`);
    const worst = (await tab.evaluate(`(() => {
      const light = (text) => {
        const [r, g, b] = text.match(/[\\d.]+/g).slice(0, 3).map((each) => each / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (each) => {
        const own = getComputedStyle(each).backgroundColor;
        return own !== 'rgba(0, 0, 0, 0)' ? own : each.parentElement ? ground(each.parentElement) : 'rgb(255, 255, 255)';
      };
      return Math.min(...[...document.querySelectorAll('body *')].filter((each) => each.innerText?.trim() && each.tagName !== 'STYLE').map((each) => {
        const [a, b] = [light(getComputedStyle(each).color), light(ground(each))].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
      }));
    })()`)) as number;
    expect(worst).toBeGreaterThanOrEqual(4.5);
    await tab.close();
  });
});
